"""Takes lines that came in pieces, makes them whole: words set wide to fill the measure, and headlines in two halves with a blank between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from converter.model import Box
from converter.segment.geometry.sheet import Sheet, Slug, around, shared
from converter.segment.geometry.weights import CLUSTER_GAP, DISPLAY
from converter.segment.rows import Row

WIDEST = 6.0  # em between two words of a line
BLANK = 0.4  # sizes between two words of a headline
STARTS = 3  # lines nearby that begin, or end, at one edge make it a column's
NEARBY = 12  # pitches
NARROWEST_PAUSE, WIDEST_PAUSE = (
    0.75,
    1.35,
)  # sizes: a blank of an ideograph's width between two halves of a headline, which print leaves or squeezes
CENTRED = 0.6  # sizes by which middles differ at most


def whole_lines(sheet: Sheet, texts: Sequence[Slug]) -> list[Slug]:
    """The lines, each once: pieces on one baseline are one line where no column begins between them."""
    return _joined(sheet, texts) if sheet.latin else list(texts)


def whole_heads(sheet: Sheet, shown: Sequence[Slug]) -> list[Slug]:
    """Display, each line once: a headline's words may have been parted where a gutter runs under it; no gutter is as narrow as a blank."""
    if not sheet.latin:
        return _halves_joined(sheet, shown)
    out: list[Slug] = []
    for slug in sorted(shown, key=lambda slug: (round(slug.bottom / (0.25 * sheet.em)), slug.left)):
        mates = [
            one for one in out[-6:] if abs(one.bottom - slug.bottom) < 0.1 * slug.size and one.face == slug.face and _one_type(one, slug)
        ]
        mates = [one for one in mates if 0 < slug.left - one.right < BLANK * slug.size and not sheet.rule_beside(one, slug)]
        if mates and not slug.standing:
            _join(mates[-1], slug)
        else:
            out.append(slug)
    return out


def _halves_joined(sheet: Sheet, shown: Sequence[Slug]) -> list[Slug]:
    """Chinese headlines part their two halves with a blank as wide as a character: a gutter may run beneath it and is none of the headline's."""
    out: list[Slug] = []
    for slug in sorted(shown, key=lambda slug: (round(slug.bottom / (0.25 * sheet.em)), slug.left)):
        mates = [one for one in out[-6:] if _is_pause(sheet, one, slug) and _belongs(sheet, one, slug, shown)]
        if mates:
            _join(mates[-1], slug, "\u3000")
        else:
            out.append(slug)
    return out


def _is_pause(sheet: Sheet, one: Slug, two: Slug) -> bool:
    alike = one.face == two.face and _one_type(one, two) and abs(one.bottom - two.bottom) < 0.1 * two.size
    wide = NARROWEST_PAUSE * two.size < two.left - one.right < WIDEST_PAUSE * two.size
    return alike and wide and not one.standing and not two.standing and not sheet.rule_beside(one, two)


def _belongs(sheet: Sheet, one: Slug, two: Slug, shown: Sequence[Slug]) -> bool:
    """Whether the two are centred as one line: on a kicker, headline or deck right above or below, or on columns of which neither has its own."""
    whole = around([one, two])
    middle, slack = whole.left + whole.right, 2 * CENTRED * min(one.size, 2 * sheet.em)
    for other in shown:
        gap = max(other.top - whole.bottom, whole.top - other.bottom)
        spans = other.left < one.right and other.right > two.left and not other.standing
        near = -0.4 * one.size < gap < CLUSTER_GAP * max(one.size, other.size) and not sheet.rule_below(*_in_height(other, whole))
        if spans and near and abs(other.left + other.right - middle) < slack:
            return True
    under = [slug for slug in sheet.slugs if 0 < slug.top - whole.bottom < 2 * one.size + 3 * sheet.em and slug.size <= DISPLAY * sheet.em]
    first = [slug for slug in under if slug.top < min(other.top for other in under) + sheet.pitch and slug.frame == one.frame]
    ours = [slug for slug in first if shared(slug, whole) > 0]
    left, right = [s for s in ours if s.right < two.left], [s for s in ours if s.left > one.right]
    if not left or not right:
        return False
    alone = abs(_middle(left) - one.left - one.right) < slack or abs(_middle(right) - two.left - two.right) < slack
    return not alone and abs(_middle(ours) - middle) < slack


def _middle(slugs: Sequence[Slug]) -> float:
    """Twice the middle of what they span."""
    return min(slug.left for slug in slugs) + max(slug.right for slug in slugs)


def _in_height(one: Slug | Box, two: Slug | Box) -> tuple[Slug | Box, Slug | Box]:
    return (one, two) if one.top < two.top else (two, one)


def _joined(sheet: Sheet, texts: Sequence[Slug]) -> list[Slug]:
    lefts = sorted((slug.left, slug.top) for slug in texts)
    rights = sorted((slug.right, slug.top) for slug in texts)
    out: list[Slug] = []
    open_: list[Slug] = []
    for slug in sorted(texts, key=lambda slug: (round(slug.bottom / (0.25 * sheet.em)), slug.left)):
        open_ = [one for one in open_ if abs(one.bottom - slug.bottom) < 0.2 * sheet.em]
        before = [one for one in open_ if 0 < slug.left - one.right < WIDEST * sheet.em and _one_type(one, slug)]
        nearest = max(before, key=lambda one: one.right, default=None)
        if nearest is not None and not _begins(sheet, nearest.right, slug, lefts) and not _ends(sheet, nearest, rights):
            _join(nearest, slug)
        else:
            out.append(slug)
            open_.append(slug)
    return out


def _one_type(one: Slug, two: Slug) -> bool:
    return one.frame == two.frame and one.block == two.block and abs(one.size - two.size) < 0.05 * one.size


def _begins(sheet: Sheet, right: float, slug: Slug, lefts: Sequence[tuple[float, float]]) -> bool:
    """Whether other lines nearby begin at one edge between the two pieces: there a column begins."""
    low, high = bisect_left(lefts, (right, -1e9)), bisect_right(lefts, (slug.left + 0.3 * sheet.em, 1e9))
    near = [x for x, y in lefts[low:high] if abs(y - slug.top) < NEARBY * sheet.pitch]
    return any(near[at + STARTS] - near[at] < 0.3 * sheet.em for at in range(len(near) - STARTS))


def _ends(sheet: Sheet, slug: Slug, rights: Sequence[tuple[float, float]]) -> bool:
    return _shared_edge(sheet, slug.right, slug.top, rights) > STARTS


def _shared_edge(sheet: Sheet, x: float, top: float, edges: Sequence[tuple[float, float]]) -> int:
    low, high = bisect_left(edges, (x - 0.3 * sheet.em, -1e9)), bisect_right(edges, (x + 0.3 * sheet.em, 1e9))
    return sum(abs(y - top) < NEARBY * sheet.pitch for _, y in edges[low:high])


def _join(one: Slug, two: Slug, blank: str = " ") -> None:
    a, b = one.row, two.row
    one.row = Row(a.at, (*a.lines, *b.lines), f"{a.text}{blank}{b.text}", a.gap, a.doubled or b.doubled, a.width + b.width)
    one.right, one.bottom, one.top = max(one.right, two.right), max(one.bottom, two.bottom), min(one.top, two.top)
