"""Where columns part: tells whether a gap in a line stands in a gutter, a strip that no line of text beside it crosses, or at a drawn rule."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from converter.readers.pdf.native import Floats
from converter.readers.pdf.runs import Run

# In sizes of the running text.
STRIP = 0.55  # the narrowest gutter; the space between words of a line that is filled out is not empty in the lines beside it
REACH = 12.0  # how far up or down from the gap lines are asked
NEAR = 1.2  # how far from the strip its columns may end and start: a hanging comma, a paragraph's last character
LEAST_WORDS, ALIGNED = 3, 0.1  # lines that start a column between words, and how exactly they start below one another
BACK = (0.02, 0.12, 0.25)  # how far before a start: those of one column differ a little
WIDEST = 2.2  # between the end of one column and the strip before the next
MOST_TRIED = 12  # strips in one gap
LEAST = 2  # lines that end at its left, and that start at its right
HANGING = frozenset("，。、；：？！”’）》」』】,.;:?!)-")


@dataclass(frozen=True, eq=False)
class Gutters:
    """The edges of the running text and the upright rules of one frame. em: the size of the running text."""

    em: float
    left: Floats
    right: Floats
    base: Floats
    rules: tuple[tuple[float, float, float], ...]  # x, top, bottom
    starts: list[float]  # left and right again, sorted
    ends: list[float]

    @classmethod
    def of(cls, runs: list[Run], em: float, rules: tuple[tuple[float, float, float], ...]) -> Gutters:
        """From runs as the file draws them: those of the size of running text count. Punctuation that hangs out of its column does not."""
        body = [run for run in runs if 0.75 * em < run.size < 1.25 * em and run.length > 1]
        body.sort(key=lambda run: run.base)
        left = np.array([run.left for run in body])
        right = np.array([end_of(run) for run in body])
        return cls(em, left, right, np.array([run.base for run in body]), rules, sorted(left.tolist()), sorted(right.tolist()))

    def seen_after(self, runs: list[Run]) -> Gutters:
        """The gutters between runs that were cut."""
        return Gutters.of(runs, self.em, self.rules)

    def ruled(self, start: float, end: float, base: float, size: float) -> bool:
        """Whether an upright rule stands in the gap, through the height of the line."""
        slack = 0.1 * size
        return any(start - slack <= x <= end + slack and top < base and bottom > base - size / 2 for x, top, bottom in self.rules)

    def parts(self, start: float, end: float, base: float, size: float, *, words: bool = False) -> bool:
        """Whether the gap from start to end of a line on `base` stands in a gutter of the text: beneath a display line, around a text line.

        words: the gap is between words; there wide spaces of some lines may stand below one another, and only starts in one line are a column.
        """
        if self.ruled(start, end, base, size):
            return True
        text = size <= 1.25 * self.em
        if text and not self._edges(start, end):
            return False
        top = base - REACH * self.em if text else base
        bottom = base + REACH * self.em + (0.0 if text else 4 * size)
        rows = slice(*np.searchsorted(self.base, [top, bottom]).tolist())
        left, right, level = self.left[rows], self.right[rows], self.base[rows]
        if text:
            others = np.abs(level - base) > 0.3 * self.em
            left, right, level = left[others], right[others], level[others]
        if len(left) < 2 * LEAST:
            return False
        # a gutter ends where a column starts: the strips tried end at the starts of lines that are inside the gap or near it
        near, far = start - 0.3 * self.em + STRIP * self.em / 2, end + 0.3 * self.em
        edges = np.unique(np.append(left[(left > near) & (left <= far)], end).round(1))[:MOST_TRIED]
        ends = np.concatenate([edges - back * self.em for back in BACK])
        return self._open(left, right, level, base, (ends - STRIP * self.em / 2)[:, None], words=words)

    def _open(self, left: Floats, right: Floats, level: Floats, base: float, middles: Floats, *, words: bool) -> bool:
        """Whether enough lines end and start beside a strip around one of the middles.

        Those lines are asked that stand between the line on `base` and the first, above and below, that crosses the strip.
        """
        half, near = STRIP * self.em / 2, NEAR * self.em
        starts, ends = left >= middles + half, right <= middles - half
        crossing = ~(starts | ends)
        above = np.where(crossing & (level < base), level, -np.inf).max(axis=1, keepdims=True)
        below = np.where(crossing & (level >= base), level, np.inf).min(axis=1, keepdims=True)
        clear = (level > above) & (level < below)
        ends &= clear & (right > middles - half - WIDEST * self.em)
        starts &= clear & (left < middles + half + near)
        found = (ends.sum(axis=1) >= LEAST) & (starts.sum(axis=1) >= LEAST)
        return any(not words or _aligned(np.sort(left[starts[k]]), ALIGNED * self.em) for k in np.flatnonzero(found).tolist())

    def _edges(self, start: float, end: float) -> bool:
        """Whether lines end and start near the gap, anywhere on the page. Asked first, as most gaps between words fail it."""
        near, slack = NEAR * self.em, 0.6 * self.em
        return _between(self.starts, end - slack, end + near) >= LEAST and _between(self.ends, start - near, start + slack) >= LEAST


def _aligned(starts: Floats, near: float) -> bool:
    """Whether at least LEAST_WORDS of the starts, in ascending order, are one."""
    return bool((starts[LEAST_WORDS - 1 :] - starts[: 1 - LEAST_WORDS] <= near).any())


def _between(places: list[float], low: float, high: float) -> int:
    return bisect_left(places, high) - bisect_left(places, low)


def end_of(run: Run) -> float:
    """The right edge of a run without punctuation at its end, which may hang out of its column into the gutter."""
    glyphs = run.glyphs
    places = run.inked
    while len(places) > 1 and glyphs.chars[int(places[-1])] in HANGING:
        places = places[:-1]
    return float(glyphs.right[places].max())
