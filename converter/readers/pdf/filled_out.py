"""Lines whose words stand far apart to fill a justified column, made whole: lines above or below run over the gaps from the same edge to the same edge."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from converter.characters import is_cjk
from converter.readers.pdf.gutters import Gutters, end_of
from converter.readers.pdf.joining import drawn_next, levels
from converter.readers.pdf.native import Floats
from converter.readers.pdf.runs import Run

# In sizes of the line.
REACH = 8.0  # how far up or down lines are asked: some five rows, as neighbours may be stretched too or end a paragraph
EDGE = 0.5  # how far edges of one column differ: hyphens and commas hang out of it
INDENT = 3.0  # of a paragraph's first line
ALIKE = 0.05  # by how much sizes of one text differ
ALIGNED = 0.1  # how exactly lines of a column start below one another


@dataclass(frozen=True, eq=False)
class _Rows:
    """The lines of a page, from the top to the bottom, and the gutters between them."""

    lines: list[Run]
    left: Floats
    right: Floats
    base: Floats
    size: Floats
    gutters: Gutters

    @classmethod
    def of(cls, lines: list[Run], gutters: Gutters) -> _Rows:
        lines = sorted(lines, key=lambda line: line.base)
        sides = ([getattr(line, side) for line in lines] for side in ("left", "right", "base", "size"))
        left, right, base, size = (np.array(side, np.float64) for side in sides)
        return cls(lines, left, right, base, size, gutters)

    def near(self, run: Run) -> slice:
        """The rows around a line."""
        return slice(*np.searchsorted(self.base, [run.base - REACH * run.size, run.base + REACH * run.size]).tolist())

    def parted(self, one: Run, two: Run) -> bool:
        """Whether two pieces of one baseline are of two columns, or of two texts: no line near runs over the gap, or others begin under its end."""
        size = one.size
        if abs(two.size - size) > ALIKE * size or two.left < one.right or _ideographs(one, two):
            return True
        rows = self.near(one)
        over = (self.left[rows] < one.right) & (self.right[rows] > two.left) & (np.abs(self.size[rows] - size) <= ALIKE * size)
        if not over.any():
            return True
        base = self.base[rows]
        # a gutter ends at the lines that run over it
        above, below = base[over & (base < two.base)].max(initial=-np.inf), base[over & (base >= two.base)].min(initial=np.inf)
        beside = (base > above) & (base < below) & (np.abs(base - two.base) > size / 2)
        starts = np.flatnonzero(beside & (np.abs(self.left[rows] - two.left) <= ALIGNED * size))
        # two lines that end in one word have it at one place, as it stands at the right edge
        if any(_said(self.lines[rows.start + k]) != _said(two) for k in starts.tolist()):
            return True
        return self.gutters.parts(end_of(one), two.left, one.base, size, words=drawn_next(one, two))

    def filled(self, first: Run, last: Run) -> bool:
        """Whether pieces from the first to the last fill a column: a line near starts where they start, but for an indent, and ends where they end."""
        rows, size = self.near(first), first.size
        indent = first.left - self.left[rows]
        edges = (indent > -EDGE * size) & (indent < INDENT * size) & (np.abs(self.right[rows] - last.right) < EDGE * size)
        return bool((edges & (np.abs(self.size[rows] - size) <= ALIKE * size)).any())


def filled_out(lines: list[Run], gutters: Gutters) -> list[Run]:
    """The lines, each once; pieces that fill a column together, of a script that parts words, are one."""
    rows = _Rows.of(lines, gutters)
    out: list[Run] = []
    for level in levels(lines):
        joints = [not rows.parted(one, two) for one, two in pairwise(level)]
        at = 0
        while at < len(level):
            most = at + 1
            while most < len(level) and joints[most - 1]:
                most += 1
            end = next((end for end in range(most, at + 1, -1) if rows.filled(level[at], level[end - 1])), at + 1)
            out.append(level[at].joined(*level[at + 1 : end]) if end > at + 1 else level[at])
            at = end
    return out


def _ideographs(one: Run, two: Run) -> bool:
    return is_cjk(one.glyphs.chars[int(one.inked[-1])]) or is_cjk(two.glyphs.chars[int(two.inked[0])])


def _said(run: Run) -> str:
    return "".join(run.glyphs.chars[k] for k in run.inked.tolist())
