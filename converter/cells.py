"""Takes the texts of lines in sequence, tells those of a table: several short cells parted by blanks, with figures, three lines and more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

CELLS = 3  # from which a line may be a row of a table
ROWS = 3  # that make a table, each with as many cells
WIDEST_CELL = 10  # characters
_FIGURE = re.compile(r"\d")
_SENTENCE = re.compile("[。，；！？]")


def table_lines(texts: Sequence[str]) -> list[int]:
    """The places of the texts that stand in a table; its first line may hold nothing but the names of the columns.

    Texts as they were read: the blanks between the cells, of any kind and number, are all that tells them apart.
    """
    out: list[int] = []
    run: list[int] = []
    for at, text in enumerate([*texts, ""]):
        if _is_cells(text):
            run.append(at)
            continue
        if sum(_has_figures(texts[place]) for place in run) >= ROWS - 1 and _even(texts[place] for place in run):
            out += run
        run = []
    return out


def _is_cells(text: str) -> bool:
    cells = text.split()
    return len(cells) >= CELLS and not _SENTENCE.search(text) and max(map(len, cells)) <= WIDEST_CELL


def _has_figures(text: str) -> bool:
    return sum(_FIGURE.search(cell) is not None for cell in text.split()) >= 2


def _even(texts: Iterable[str]) -> bool:
    """Whether so many lines have the same number of cells; a cell may be empty here and there."""
    return max(Counter(len(text.split()) for text in texts).values(), default=0) >= ROWS
