"""Takes the texts of lines in sequence, tells those of a table: several short cells parted by blanks, with figures, three lines and more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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
        if _is_table([texts[place].split() for place in run]):
            out += run
        run = []
    return out


def _is_cells(text: str) -> bool:
    cells = text.split()
    return len(cells) >= CELLS and not _SENTENCE.search(text) and max(map(len, cells)) <= WIDEST_CELL


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether enough rows have as many cells, with two figures in a row, or one that stands in the same column of each; a cell may be empty here and there."""
    usual, times = max(((size, n) for size, n in Counter(map(len, rows)).items()), key=lambda pair: pair[1], default=(0, 0))
    if times < ROWS:
        return False
    figures = [[_FIGURE.search(cell) is not None for cell in row] for row in rows]
    columns = zip(*(row for row in figures if len(row) == usual), strict=True)
    return sum(sum(row) >= 2 for row in figures) >= ROWS - 1 or any(sum(column) >= ROWS for column in columns)
