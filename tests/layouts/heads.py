"""Where an article's head can stand: over its columns, over some of them, beside them, upright. Each way sets it and gives the room it took."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from layouts.breaking import Copy
from layouts.display import set_across, set_down, split_head
from layouts.faces import width
from layouts.sheet import Rect, Sheet
from layouts.story import Printed, Story
from layouts.style import Style

_SIZES = {
    1: (1.3, 1.5, 1.8),
    2: (1.7, 2.0, 2.4),
    3: (2.0, 2.5, 3.0),
    4: (2.4, 3.0, 3.6),
}  # main head in body sizes, by columns that it spans


@dataclass(slots=True)
class Job:
    """One article on the desk. box: its place; columns: left and right edge of each; taken: what text has to go around."""

    sheet: Sheet
    style: Style
    chance: Random
    story: Story
    printed: Printed
    box: Rect
    columns: list[tuple[float, float]]
    taken: list[Rect] = field(default_factory=list)
    byline: str = "none"
    initial: bool = False

    def down_to_grid(self, bottom: float) -> float:
        """The next line of the column's grid at or below it, so that neighbouring columns keep one baseline."""
        rows = math.ceil((bottom - self.box.top) / self.style.leading - 1e-6)
        return self.box.top + rows * self.style.leading


def _main_size(job: Job, span: int, text: str, measure: float) -> float:
    size = job.style.size * job.chance.choice(_SIZES[min(span, 4)])
    most = 3 if span <= 2 else 2
    while size > 1.4 * job.style.size and len(split_head(text, job.style.head, size, measure, latin=job.style.latin)) > most:
        size *= 0.92
    return size


def stack(job: Job, band: Rect, span: int, *, kicker: bool, deck: str) -> float:
    """Kicker, main head, deck (`below`, `right` or none) and the byline if it stands under the head, in one band. Gives where text may start."""
    style, chance, story, sheet = job.style, job.chance, job.story, job.sheet
    sheet.next_block()
    at, left = band.top, style.left_heads
    if kicker:
        size = style.size * (chance.choice((1.0, 1.15, 1.4)) if span > 1 else 1.0)
        at = set_across(sheet, style, story.kicker, band, at, style.deck, size, left=left, lead=1.25) + 0.25 * size
        job.printed.heads.append(("kicker", story.kicker))
    share = chance.uniform(0.52, 0.64) if deck == "right" else 1.0
    own = replace(band, right=band.left + band.width * share - (style.size if share < 1 else 0))
    size = _main_size(job, span, story.main, own.width)
    spread = _spread(job, size, own.width)
    top, at = at, set_across(sheet, style, story.main, own, at, style.head, size, left=left, spread=spread)
    job.printed.heads.append(("main", story.main))
    small = min(style.size * chance.choice((1.15, 1.3, 1.5)), 0.75 * size)  # a deck is never as big as its head
    if deck == "right":
        side = replace(band, left=band.left + band.width * share + style.size)
        at = max(
            at, set_across(sheet, style, story.deck, side, top + max(0.0, size * 0.86 - small), style.deck, small, left=True, lead=1.35)
        )
    elif deck == "below":
        at = set_across(sheet, style, story.deck, band, at + 0.2 * small, style.deck, small, left=left, lead=1.3)
    if deck != "none":
        job.printed.heads.append(("deck", story.deck))
    if job.byline == "below head":
        at = _byline_across(job, band, at + 0.35 * style.size)
    return job.down_to_grid(at + style.size * chance.choice((0.3, 0.7, 1.2)))


def _spread(job: Job, size: float, measure: float) -> float:
    """A short head may be letter-spaced to fill its measure."""
    text = job.story.main
    if job.style.latin or " " in text or not 4 <= len(text) <= 8 or job.chance.random() < 0.5:
        return 0.0
    spare = measure - width(text, job.style.head, size)
    return min(size * job.chance.choice((0.25, 0.5, 0.9)), spare / len(text)) if spare > 0 else 0.0


def _byline_across(job: Job, band: Rect, top: float) -> float:
    text, style = job.story.byline, job.style
    if width(text, style.byline, style.size) > band.width:
        job.byline = "at end"
        return top
    job.sheet.next_block()
    job.printed.byline += job.story.names
    job.printed.printed.append(text)
    base = top + style.ascent(style.size)
    room = 0.0 if style.left_heads and job.chance.random() < 0.7 else (band.width - width(text, style.byline, style.size)) / 2
    job.sheet.line(text, band.left + room, base, style.byline, style.size, latin=style.latin)
    return top + style.size * 1.2


def over(job: Job, first: int, span: int, *, kicker: bool, deck: str) -> None:
    """A head over `span` columns from column `first`; the other columns start level with it."""
    band = replace(job.box, left=job.columns[first][0], right=job.columns[first + span - 1][1])
    bottom = stack(job, band, span, kicker=kicker, deck=deck)
    job.taken.append(replace(band, bottom=bottom))


def upright(job: Job, side: str, *, kicker: bool) -> None:
    """A head that runs down at the left or the right of the columns, its kicker at its right; then the columns move aside."""
    style, story, sheet, box = job.style, job.story, job.sheet, job.box
    sheet.next_block()
    size = min(style.size * job.chance.choice((1.8, 2.2, 2.8)), job.columns[0][1] - job.columns[0][0])
    height = min(box.height, job.chance.uniform(0.55, 1.0) * box.height)
    small = style.size * job.chance.choice((1.15, 1.35))
    wide = _upright_width(story.main, size, height) + (small * 1.5 if kicker else 0.0)
    right = box.right if side == "right" else box.left + wide
    start = right
    if kicker:
        left, _ = set_down(sheet, style, story.kicker.replace("·", " "), right, box.top, height, style.deck, small)
        start = left - 0.5 * small
        job.printed.heads.append(("kicker", story.kicker.replace("·", "")))
        sheet.next_block()
    left, _ = set_down(sheet, style, story.main, start, box.top, height, style.head, size)
    job.printed.heads.append(("main", story.main))
    edges = (box.left, left - style.gutter) if side == "right" else (right + style.gutter, box.right)
    job.columns = style.columns_of(*edges, max(1, len(job.columns) - (wide > 0.7 * (job.columns[0][1] - job.columns[0][0]))))


def _upright_width(text: str, size: float, height: float) -> float:
    rows = max(2, int(height / (size * 1.12)))
    lines = sum(math.ceil(len(part) / rows) for part in text.split(" "))
    return size + (lines - 1) * size * 1.3


def wide_lede(job: Job, span: Sequence[tuple[float, float]], top: float) -> float:
    """An opening paragraph in a bigger size over several columns. Gives where the columns start."""
    style, box = job.style, job.box
    face, size = job.chance.choice((style.deck, style.body)), style.size * job.chance.choice((1.1, 1.2, 1.3))
    left, right = span[0][0], span[-1][1]
    job.sheet.next_block()
    indent = 0.0 if style.latin else 2 * size
    for line in Copy(job.story.lede, face, size, latin=style.latin, hang=style.hang).lines(right - left, indent):
        job.sheet.line(line.text, left + line.indent, top + style.ascent(size), face, size, spread=line.spread, latin=style.latin)
        top += size * 1.4
    job.printed.blocks.append(("p", job.story.lede))
    bottom = job.down_to_grid(top + 0.4 * style.size)
    job.taken.append(Rect(left, box.top, right, bottom))
    return bottom
