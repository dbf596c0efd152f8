"""Where columns part: tells whether a gap in a line stands in a gutter, a strip that no line of text beside it crosses, or at a drawn rule."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import numpy as np

from converter.readers.pdf.native import Floats
from converter.readers.pdf.runs import Run

# In sizes of the running text.
STRIP = 0.55  # the narrowest gutter; the space between words of a line that is filled out is not empty in the lines beside it
REACH = 12.0  # how far up or down from the gap lines are asked
NEAR = 1.2  # how far from the strip its columns may end and start: a hanging comma, a paragraph's last character
LEAST = 2  # lines that end at its left, and that start at its right
_HANGING = frozenset("，。、；：？！”’）》」』】,.;:?!)-")


@dataclass(frozen=True, eq=False)
class Gutters:
    """The edges of the running text and the upright rules of one frame. em: the size of the running text."""

    em: float
    left: Floats
    right: Floats
    base: Floats
    rules: tuple[tuple[float, float, float], ...]  # x, top, bottom
    starts: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, runs: list[Run], em: float, rules: tuple[tuple[float, float, float], ...]) -> Gutters:
        """From runs as the file draws them: those of the size of running text count. Punctuation that hangs out of its column does not."""
        body = [run for run in runs if 0.75 * em < run.size < 1.25 * em and run.length > 1]
        body.sort(key=lambda run: run.base)
        left = np.array([run.left for run in body])
        right = np.array([_end(run) for run in body])
        return cls(em, left, right, np.array([run.base for run in body]), rules, sorted(left.tolist()))

    def ruled(self, start: float, end: float, base: float, size: float) -> bool:
        """Whether an upright rule stands in the gap, through the height of the line."""
        slack = 0.1 * size
        return any(start - slack <= x <= end + slack and top < base and bottom > base - size / 2 for x, top, bottom in self.rules)

    def parts(self, start: float, end: float, base: float, size: float) -> bool:
        """Whether the gap from start to end of a line on `base` stands in a gutter of the text: beneath a display line, around a text line."""
        if self.ruled(start, end, base, size):
            return True
        text = size <= 1.25 * self.em
        if text and not self._starts(end):
            return False
        top = base - REACH * self.em if text else base
        bottom = base + REACH * self.em + (0.0 if text else 4 * size)
        rows = slice(*np.searchsorted(self.base, [top, bottom]).tolist())
        left, right, level = self.left[rows], self.right[rows], self.base[rows]
        if text:
            others = np.abs(level - base) > 0.3 * self.em
            left, right = left[others], right[others]
        half, near = STRIP * self.em / 2, NEAR * self.em
        slack = 0.3 * self.em
        for middle in np.linspace(start - slack + half / 2, end + slack - half / 2, 7).tolist():
            if ((left < middle + half) & (right > middle - half)).any():
                continue
            ends = (right <= middle - half) & (right > middle - half - near)
            starts = (left >= middle + half) & (left < middle + half + near)
            if ends.sum() >= LEAST and starts.sum() >= LEAST:
                return True
        return False

    def _starts(self, x: float) -> bool:
        """Whether lines start near x, anywhere on the page. Asked first, as most gaps between words fail it."""
        at = bisect_left(self.starts, x - 0.6 * self.em)
        return bisect_left(self.starts, x + NEAR * self.em) - at >= LEAST


def _end(run: Run) -> float:
    glyphs = run.glyphs
    places = run.inked
    while len(places) > 1 and glyphs.chars[int(places[-1])] in _HANGING:
        places = places[:-1]
    return float(glyphs.right[places].max())
