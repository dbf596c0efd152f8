"""Runs on one baseline joined again to lines where their setting says so: wide spaces, names of one character, letter-spaced heads."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from converter.characters import is_cjk, is_han
from converter.readers.pdf.gutters import Gutters, end_of
from converter.readers.pdf.runs import LEVEL, Run

# In sizes of the larger of two runs.
TEXT_GAP, DISPLAY_GAP = 0.8, 1.0
SHORT_GAP = 2.0  # display: one or two characters set apart belong to the line
NAME_GAP = 1.3  # a name of two characters is set as wide as one of three
NEXT_GAP, NEXT_GAP_WORDS = 2.0, 3.0  # text that the file draws right after: words of a line that is filled out, names set apart
SPACED_GAP = 3.2  # characters of a letter-spaced head, all equally far from each other
ALIKE = 0.87


def rejoined(runs: list[Run], gutters: Gutters) -> list[Run]:
    """The runs, each once, in whole lines."""
    runs = _spaced(runs, gutters)
    out: list[Run] = []
    for level in levels(runs):
        while level:
            run = level.pop(0)
            grown = True
            while grown:
                grown = False
                nearest = next((other for other in level if other.left >= run.right - 0.3 * run.size), None)
                if nearest is not None and _one_line(run, nearest, gutters):
                    level.remove(nearest)
                    run, grown = run.joined(nearest), True
            out.append(run)
    return out


def levels(runs: list[Run]) -> list[list[Run]]:
    """Runs in groups that share a baseline, each from left to right."""
    groups: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.base, run.left)):
        if groups and run.base - groups[-1][0].base <= LEVEL * min(run.size, groups[-1][0].size):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [sorted(group, key=lambda run: run.left) for group in groups]


def _one_line(run: Run, other: Run, gutters: Gutters) -> bool:
    size = max(run.size, other.size)
    if min(run.size, other.size) < ALIKE * size:
        return False
    gap, display = other.left - run.right, size > 1.15 * gutters.em
    short = min(run.length, other.length) <= 2
    most = (SHORT_GAP if short else DISPLAY_GAP) if display else TEXT_GAP
    after = drawn_next(run, other)
    words = after and not (_cjk(run, -1) or _cjk(other, 0))
    if not display and after:
        most = NEXT_GAP_WORDS if words else NEXT_GAP
    elif not display and run.length == other.length == 1 and _han(run) and _han(other):
        most = NAME_GAP
    return gap < most * size and not gutters.parts(end_of(run), other.left, (run.base + other.base) / 2, size, words=words)


def drawn_next(run: Run, other: Run) -> bool:
    """Whether the file draws the other right after, but for blanks."""
    order = run.glyphs.order
    return 0 < int(order[other.inked[0]] - order[run.inked[-1]]) <= 3


def _cjk(run: Run, k: int) -> bool:
    return is_cjk(run.glyphs.chars[int(run.inked[k])])


def _han(run: Run) -> bool:
    return is_han(run.glyphs.chars[int(run.inked[0])])


def _spaced(runs: list[Run], gutters: Gutters) -> list[Run]:
    """Three and more single characters of one size on one baseline, equally far apart: one line set wide."""
    single = [run for run in runs if run.length == 1 and run.size > 1.15 * gutters.em]
    taken: set[int] = set()
    joined = []
    for level in levels(single):
        at = 0
        while at < len(level) - 2:
            end = _equal(level, at)
            if end - at >= 3 and _free(level[at:end], runs, gutters):
                joined.append(level[at].joined(*level[at + 1 : end]))
                taken.update(id(run) for run in level[at:end])
            at = max(end - 1, at + 1)
    return [run for run in runs if id(run) not in taken] + joined


def _equal(level: list[Run], at: int) -> int:
    """The end of the stretch from `at` in which each character is as far from the next as the first two are."""
    step = level[at + 1].left - level[at].left
    end = at + 1
    while end < len(level):
        one, other = level[end - 1], level[end]
        far = other.left - one.right > SPACED_GAP * one.size
        if far or abs(other.left - one.left - step) > 0.15 * one.size or abs(one.size - other.size) > 0.1 * one.size:
            break
        end += 1
    return end


def _free(level: list[Run], runs: list[Run], gutters: Gutters) -> bool:
    """Whether nothing stands between the characters. Gutters beneath are not asked: two heads do not meet in equal steps."""
    lefts = sorted(run.left for run in runs if abs(run.base - level[0].base) <= LEVEL * run.size)
    between = bisect_left(lefts, level[-1].left) - bisect_left(lefts, level[0].left)
    if between != len(level) - 1:
        return False
    return not any(gutters.ruled(one.right, other.left, one.base, one.size) for one, other in pairwise(level))
