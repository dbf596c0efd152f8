"""Characters to runs: stretches of one baseline without a wide gap, first as the file draws them, then by place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from converter.readers.pdf.glyphs import Glyphs
from converter.readers.pdf.native import Floats, Ints

# All in sizes of the characters beside the place.
WIDEST_GAP = 0.62  # the gap after squeezed punctuation or between Latin words of a justified line; columns stand further apart
LEVEL = 0.26  # digits set a little lower than ideographs are on one baseline; a superscript is not
OVERLAP = 0.6  # kerning and squeezed punctuation set a character back over the one before it
ALIKE = 0.6  # smaller by more than this is another text
TOUCHING, LEVEL_TOUCHING, ALIKE_TOUCHING = 0.15, 0.36, 0.45  # of a smaller character that touches


@dataclass(frozen=True, eq=False)
class Run:
    """Characters that stand on one baseline, by their indices, from left to right. left, right: of what is inked; a run always has ink."""

    glyphs: Glyphs
    at: Ints

    @cached_property
    def inked(self) -> Ints:
        return self.at[self.glyphs.ink[self.at]]

    @cached_property
    def left(self) -> float:
        return float(self.glyphs.left[self.inked].min())

    @cached_property
    def right(self) -> float:
        return float(self.glyphs.right[self.inked].max())

    @cached_property
    def base(self) -> float:
        return middle(self.glyphs.base[self.inked])

    @cached_property
    def size(self) -> float:
        """That of most of its characters."""
        sizes = self.glyphs.size[self.inked]
        first = float(sizes[0])
        return round(first, 1) if len(sizes) == 1 or (sizes == first).all() else modal(sizes.tolist())

    @property
    def length(self) -> int:
        return len(self.inked)

    @cached_property
    def first(self) -> int:
        """The place in content order."""
        return int(self.glyphs.order[self.at].min())

    def joined(self, *others: Run) -> Run:
        return _run(self.glyphs, np.concatenate([self.at, *(other.at for other in others)]))


def middle(values: Floats) -> float:
    """The median, of an even number of values the upper one; ten times as quick as numpy's on a line."""
    half = len(values) // 2
    return float(np.partition(values, half)[half])


def modal(values: list[float]) -> float:
    """The most frequent value, to a tenth of a point; of two the smaller one."""
    counted = Counter(round(value, 1) for value in values)
    return min(counted, key=lambda value: (-counted[value], value))


def as_drawn(glyphs: Glyphs) -> list[Run]:
    """Stretches of characters that the file draws one after the other, from left to right, without a wide gap; some are blanks alone."""
    if not len(glyphs):
        return []
    size = np.maximum(glyphs.size[1:], glyphs.size[:-1])
    gap = glyphs.left[1:] - glyphs.right[:-1]
    goes_on = (np.abs(np.diff(glyphs.base)) <= LEVEL * size) & (gap <= WIDEST_GAP * size) & (gap >= -OVERLAP * size)
    goes_on &= np.minimum(glyphs.size[1:], glyphs.size[:-1]) > ALIKE * size
    # figures of a head are set smaller, and indices lower or higher: the file draws them right after, and they touch
    alike = np.minimum(glyphs.size[1:], glyphs.size[:-1]) > ALIKE_TOUCHING * size
    goes_on |= (
        alike & (np.abs(np.diff(glyphs.base)) <= LEVEL_TOUCHING * size) & (np.abs(gap) <= TOUCHING * size) & (np.diff(glyphs.order) == 1)
    )
    # the letters of a ligature have one place
    goes_on |= (np.diff(glyphs.drawn) == 0) & (np.diff(glyphs.order) == 1) & (np.diff(glyphs.left) == 0) & (np.diff(glyphs.base) == 0)
    return [_run(glyphs, at) for at in np.split(np.arange(len(glyphs)), np.flatnonzero(~goes_on) + 1)]


def chained(glyphs: Glyphs, drawn: list[Run]) -> list[Run]:
    """The pieces joined to the nearest piece at their right where the gap between them is as narrow as inside a piece."""
    pieces = [run.at for run in drawn]
    spans = [(float(glyphs.left[piece].min()), float(glyphs.right[piece].max())) for piece in pieces]
    bases = np.array([glyphs.base[piece[0]] for piece in pieces])
    order = np.argsort(bases, kind="stable")
    levels, starts = bases[order], np.array([spans[i][0] for i in order.tolist()])
    after: dict[int, int] = {}
    claimed: dict[int, tuple[float, int]] = {}
    for i in range(len(pieces)):
        end, last = spans[i][1], pieces[i][-1]
        size = float(glyphs.size[last])
        reach = LEVEL * size / ALIKE
        level = slice(*np.searchsorted(levels, [bases[i] - reach, bases[i] + reach]).tolist())
        beside = (starts[level] > spans[i][0]) & (starts[level] <= end + WIDEST_GAP * size / ALIKE)
        best: tuple[float, int] | None = None
        for j in order[level][beside].tolist():
            gap = spans[j][0] - end
            if _continues(glyphs, last, pieces[j][0], gap):
                best = min(best or (abs(gap), j), (abs(gap), j))
        if best and (best[1] not in claimed or best[0] < claimed[best[1]][0]):
            if best[1] in claimed:
                del after[claimed[best[1]][1]]
            after[i], claimed[best[1]] = best[1], (best[0], i)
    return [run for run in _followed(glyphs, drawn, after) if run.length]


def _continues(glyphs: Glyphs, last: int, first: int, gap: float) -> bool:
    one, other = float(glyphs.size[last]), float(glyphs.size[first])
    size = max(one, other)
    level = abs(float(glyphs.base[first] - glyphs.base[last])) <= LEVEL * size
    return level and -OVERLAP * size <= gap <= WIDEST_GAP * size and min(one, other) > ALIKE * size


def _followed(glyphs: Glyphs, drawn: list[Run], after: dict[int, int]) -> list[Run]:
    """The chains that start at pieces which follow none. What follows starts further right, so that no chain is a ring."""
    followers = set(after.values())
    runs = []
    for i, run in enumerate(drawn):
        if i in followers:
            continue
        chain = [i]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        runs.append(run if len(chain) == 1 else _run(glyphs, np.concatenate([drawn[j].at for j in chain])))
    return runs


def _run(glyphs: Glyphs, at: Ints) -> Run:
    left = glyphs.left[at]
    if (left[1:] >= left[:-1]).all():
        return Run(glyphs, at)
    at = at[np.argsort(glyphs.order[at], kind="stable")]
    left = glyphs.left[at]
    # OCR sets each word with a blank after it, and a font wider than the print brings the blank over the next word: it stays behind its own
    behind = np.flatnonzero(~glyphs.ink[at[1:]] & (np.diff(glyphs.order[at]) == 1) & (left[1:] > left[:-1])) + 1
    for k in behind.tolist():
        left[k] = left[k - 1]
    return Run(glyphs, at[np.argsort(left, kind="stable")])
