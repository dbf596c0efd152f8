"""Vertical heads: characters that stand upright one below another, each a run of its own until here, become one line."""

from __future__ import annotations

from converter.characters import is_cjk
from converter.readers.pdf.runs import Run

# In sizes of the characters.
STEP = 1.7  # from one character down to the next
SHIFT = 0.25  # how far their middles may lie off one axis: punctuation is set to a corner
LEAST = 2


def columns(runs: list[Run], em: float) -> tuple[list[list[Run]], list[Run]]:
    """(vertical lines, each its runs from top to bottom; the other runs).

    A column of two or three characters counts in display sizes only: in the size of text it may be the first cells of a table.
    """
    single = sorted((run for run in runs if _one_character(run)), key=lambda run: run.base)
    taken: set[int] = set()
    found = []
    for k, run in enumerate(single):
        if id(run) in taken:
            continue
        column = [run]
        for other in single[k + 1 :]:
            if other.base - column[-1].base > STEP * column[-1].size:
                break
            if id(other) not in taken and _below(column[-1], other):
                column.append(other)
        if len(column) >= (LEAST if run.size > 1.2 * em else 4):
            found.append(column)
            taken.update(id(one) for one in column)
    return found, [run for run in runs if id(run) not in taken]


def _one_character(run: Run) -> bool:
    return run.length == 1 and is_cjk(run.glyphs.chars[int(run.inked[0])])


def _below(run: Run, other: Run) -> bool:
    step = other.base - run.base
    middle = (run.left + run.right - other.left - other.right) / 2
    return 0.5 * run.size < step <= STEP * run.size and abs(middle) <= SHIFT * run.size and abs(run.size - other.size) < 0.15 * run.size
