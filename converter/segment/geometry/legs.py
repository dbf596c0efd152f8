"""Takes lines of text, gives legs: the stretches of one column that nothing interrupts, with how each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from statistics import median

from converter.model import Box
from converter.segment.bylines import bracketed_byline, closing_byline, run_in_byline
from converter.segment.datelines import opens_with_dateline
from converter.segment.formulas import jump_from_end, jump_start
from converter.segment.geometry import weights
from converter.segment.geometry.displays import Group
from converter.segment.geometry.sheet import Sheet, Slug, around, shared
from converter.segment.rows import CLOSERS, FULL_STOPS, ends_signed

_LATIN_OVER = re.compile(r"[.!?…:;][\"'»”’)\]]*$|[»”]$")
MOST_LEDE_LINES = 8
_EXTENT = 4  # lines whose edges are those of the column at a place


class Leg:
    """Lines of text in one column, from top to bottom. lede: in larger type, over the text proper; lead: how many first lines are a crosshead.

    initial: whether its first slug is a large character that begins the text; signed: whether its last line names who wrote it;
    foot: how many last lines are a crosshead whose text goes on in the next column.
    """

    def __init__(self, sheet: Sheet, slugs: list[Slug], *, lede: bool = False) -> None:
        self.sheet, self.slugs, self.lede, self.lead, self.initial = sheet, slugs, lede, 0, False
        self.signed, self.foot = False, 0

    def add(self, slugs: Sequence[Slug]) -> None:
        self.slugs += slugs
        for name in ("box", "left", "text", "indented", "dated", "over"):
            self.__dict__.pop(name, None)

    @cached_property
    def box(self) -> Box:
        return around(self.slugs)

    @cached_property
    def left(self) -> float:
        """Where its lines begin: the edge that most of them share, at the left."""
        return usual_left(self.slugs, self.sheet.em)

    @property
    def measure(self) -> float:
        return self.box.right - self.box.left

    @property
    def size(self) -> float:
        return median(slug.size for slug in self.slugs)

    @property
    def frame(self) -> int:
        return self.slugs[0].frame

    @cached_property
    def text(self) -> str:
        """Its first lines as a reader reads them, for what opens a text."""
        blank = " " if self.sheet.latin else ""
        return blank.join(slug.text for slug in self.slugs[self.lead : self.lead + 4])

    @cached_property
    def indented(self) -> bool:
        """Whether its first line of text opens a paragraph."""
        return self.initial or opens_paragraph(self.slugs, self.lead, self.sheet.em)

    @property
    def amid(self) -> bool:
        """Whether it begins amid a sentence: with a small letter, in scripts that have them."""
        return not self.initial and self.text[:1].islower()

    @cached_property
    def dated(self) -> bool:
        """本报讯, 新华社北京12月18日电, or a byline run in: with these a text begins."""
        if opens_with_dateline(self.text):
            return True
        byline = bracketed_byline(self.text) if self.text[:1] in "（(" else run_in_byline(self.text)
        return byline is not None and byline[1] < len(self.text)

    @property
    def came(self) -> bool:
        return jump_from_end(self.slugs[0].text) > 0

    @cached_property
    def over(self) -> bool:
        """Whether a sentence ends with its last line."""
        return self.signed or is_over(self.slugs[-1 - self.foot].text, self.sheet.latin)

    @property
    def closed(self) -> bool:
        """Whether its last lines say that the text ends here."""
        last = "".join(slug.text for slug in self.slugs[-2:])
        return (
            self.signed
            or jump_start(last) is not None
            or jump_start(self.slugs[-1].text) == 0
            or ends_signed(last)
            or closing_byline(last) is not None
        )

    @property
    def short(self) -> bool:
        """Whether its last line ends before the column does."""
        last, right = self.slugs[-1], max(slug.right for slug in self.slugs[-_EXTENT:])
        return last.right < right - 1.5 * self.sheet.em


def is_over(text: str, latin: bool) -> bool:
    if latin:
        return _LATIN_OVER.search(text) is not None
    return text.rstrip(CLOSERS)[-1:] in (*FULL_STOPS, "：") or ends_signed(text)


def usual_left(slugs: Sequence[Slug], em: float) -> float:
    """The left edge that most lines share, counted to half an em; of two as frequent ones the left one."""
    counts: dict[int, int] = {}
    for slug in slugs:
        key = round(2 * slug.left / em)
        counts[key] = counts.get(key, 0) + 1
    near = {key: counts[key] + counts.get(key + 1, 0) for key in counts}
    best = max(near, key=lambda key: (near[key], -key))
    return min(slug.left for slug in slugs if round(2 * slug.left / em) in (best, best + 1))


def opens_paragraph(slugs: Sequence[Slug], at: int, em: float) -> bool:
    """Whether a line of a column stands in as the first of a paragraph does: from the lines around it, so that wraps do not matter."""
    slug = slugs[at]
    if slug.row.lines[-1].text[:1].isspace():
        return True
    low, high = weights.INDENT * em, weights.DEEPEST_INDENT * em
    after = [other.left for other in slugs[at + 1 : at + 4] if other.left < slug.left - 0.4 * em or other.right > slug.right - 2 * em]
    before = [other.left for other in slugs[max(0, at - 3) : at]]
    edges = after[:1] or before[-1:]
    if not edges:
        return False
    step = slug.left - edges[0]
    if low <= step <= high:
        return True
    # the next line opens a paragraph, too: both stand in against the lines around them
    around_it = [*before, *after]
    return bool(around_it) and abs(step) < low and low <= slug.left - min(around_it) <= high


def legs_of(sheet: Sheet, texts: Sequence[Slug], groups: Sequence[Group]) -> list[Leg]:
    """The legs of the lines, those whose measure changes beside a picture made whole again."""
    heads = [group.box for group in groups if not group.standing]
    baselines: dict[int, list[Slug]] = {}
    for slug in texts:
        baselines.setdefault(round(slug.bottom / sheet.em), []).append(slug)
    out: list[list[Slug]] = []
    active: list[list[Slug]] = []
    reach = 2.6 * max(weights.NEXT_LINE * sheet.pitch, sheet.em)
    for slug in sorted(texts, key=lambda slug: (slug.bottom, slug.left)):
        active = [lines for lines in active if slug.bottom - lines[-1].bottom < reach]
        level = next((lines for lines in active if _same_line(sheet, lines, slug)), None)
        if level is not None:
            level.append(slug)
            continue
        fitting = [lines for lines in active if _next_line(sheet, lines, slug, heads) and not _splits(sheet, lines, slug, baselines)]
        if fitting:
            best = min(
                fitting, key=lambda lines: (abs(lines[-1].left - slug.left) > weights.OUTDENT * sheet.em, slug.bottom - lines[-1].bottom)
            )
            best.append(slug)
        else:
            lines = [slug]
            active.append(lines)
            out.append(lines)
    return [Leg(sheet, lines) for lines in out]


def step(sheet: Sheet, one: Slug, two: Slug) -> float:
    """From line to line, in pitches of their size."""
    return (two.bottom - one.bottom) / (sheet.pitch * max(1.0, max(one.size, two.size) / sheet.em))


def _next_line(sheet: Sheet, lines: Sequence[Slug], slug: Slug, heads: Sequence[Box]) -> bool:
    last, em = lines[-1], sheet.em
    one_block = slug.block is not None and slug.block == last.block
    if slug.frame != last.frame or not alike(last, slug):
        return False
    if not 0.4 < step(sheet, last, slug) < (2.5 if one_block else weights.NEXT_LINE):
        return False
    near = lines[-_EXTENT:]
    left, right = min(other.left for other in near), max(other.right for other in near)
    outdent = weights.OUTDENT if all(other.left > left - 0.3 * em for other in near[:1]) else weights.SLACK
    inside = left - outdent * em <= slug.left and slug.right <= right + weights.HANGING * em
    # a line that is longer than the only one before it: that may be a paragraph's short last line
    longer = len(near) < 2 and abs(slug.left - left) <= weights.OUTDENT * em
    if not (inside or longer or one_block):
        return False
    if not one_block and slug.left > right - 0.3 * em and slug.left - left > weights.OUTDENT * em:
        return False
    return not crossed(sheet, last, slug, heads)


def _splits(sheet: Sheet, lines: Sequence[Slug], slug: Slug, baselines: dict[int, list[Slug]]) -> bool:
    """Whether another line stands at the same height under the lines so far: a wide text ends, and columns begin under it."""
    em, near = sheet.em, lines[-_EXTENT:]
    left, right = min(other.left for other in near), max(other.right for other in near)
    if slug.right > right - 3 * em and slug.left < left + 3 * em:
        return False
    level = round(slug.bottom / em)
    beside = [other for key in (level - 1, level, level + 1) for other in baselines.get(key, ())]
    beside = [other for other in beside if other is not slug and abs(other.bottom - slug.bottom) < em]
    return any(
        (other.left > slug.right - em and other.left + 2 * em < right) or (other.right < slug.left + em and other.right - 2 * em > left)
        for other in beside
    )


def mark_ledes(sheet: Sheet, legs: Sequence[Leg]) -> None:
    """A few lines right over two columns and more are their lede, also in text size."""
    for leg in legs:
        if len(leg.slugs) > MOST_LEDE_LINES:
            continue
        under = [
            other
            for other in legs
            if 0 < other.box.top - leg.box.bottom < 2.5 * sheet.pitch and other.frame == leg.frame and shared(leg.box, other.box) > 0.8
        ]
        wide = leg.measure > 1.5 * max((other.measure for other in under), default=leg.measure)
        beneath = [box for box in sheet.pictures if 0 < box.top - leg.box.bottom < 2.5 * sheet.pitch and shared(leg.box, box) > 0.5]
        leg.lede = bool(under) and len(under) + len(beneath) > 1 and wide and min(len(other.slugs) for other in under) > 2


def _same_line(sheet: Sheet, lines: Sequence[Slug], slug: Slug) -> bool:
    """Whether it is more of the last line, set so wide that it was taken apart: inside the column, right of what stands there."""
    last = lines[-1]
    if abs(last.bottom - slug.bottom) > 0.2 * sheet.em or not alike(last, slug) or slug.frame != last.frame or not sheet.latin:
        return False
    column = [other for other in lines[-6:] if abs(other.bottom - slug.bottom) > 0.2 * sheet.em]
    return bool(column) and slug.left > last.right - sheet.em and slug.right <= max(other.right for other in column) + 0.5 * sheet.em


def alike(one: Slug, two: Slug) -> bool:
    """Whether their sizes are those of one text."""
    return abs(one.size - two.size) <= weights.ONE_TEXT * max(one.size, two.size)


def crossed(sheet: Sheet, above: Slug, below: Slug, heads: Sequence[Box]) -> bool:
    """Whether a rule or a headline stands between the two lines."""
    if sheet.rule_below(above, below):
        return True
    slack = 0.3 * sheet.em
    return any(
        above.bottom - slack <= head.top and head.bottom <= below.top + slack and (shared(head, above) > 0.2 or shared(head, below) > 0.2)
        for head in heads
    )
