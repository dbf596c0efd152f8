"""Takes lines of a script that blanks part, makes those whole again that were set so wide, to fill the measure, that they came in pieces."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from converter.segment.geometry.sheet import Sheet, Slug
from converter.segment.rows import Row

WIDEST = 6.0  # em between two words of a line
BLANK = 0.4  # sizes between two words of a headline
STARTS = 3  # lines nearby that begin, or end, at one edge make it a column's
NEARBY = 12  # pitches


def whole_lines(sheet: Sheet, texts: Sequence[Slug]) -> list[Slug]:
    """The lines, each once: pieces on one baseline are one line where no column begins between them."""
    return _joined(sheet, texts) if sheet.latin else list(texts)


def whole_heads(sheet: Sheet, shown: Sequence[Slug]) -> list[Slug]:
    """Display, each line once: a headline's words may have been parted where a gutter runs under it; no gutter is as narrow as a blank."""
    if not sheet.latin:
        return list(shown)
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


def _join(one: Slug, two: Slug) -> None:
    a, b = one.row, two.row
    one.row = Row(a.at, (*a.lines, *b.lines), f"{a.text} {b.text}", a.gap, a.doubled or b.doubled, a.width + b.width)
    one.right, one.bottom, one.top = max(one.right, two.right), max(one.bottom, two.bottom), min(one.top, two.top)
