"""Takes rows, tells those of a table: several short cells parted by blanks, with figures, three rows and more in sequence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.segment.rows import Row

CELLS = 3  # from which a row may be a table's
ROWS = 3  # that make a table
WIDEST_CELL = 10  # characters
_FIGURE = re.compile(r"\d")
_SENTENCE = re.compile("[。，；！？]")


def table_rows(rows: Sequence[Row]) -> list[int]:
    """The places of rows that stand in a table; its first row may hold nothing but the names of the columns."""
    out: list[int] = []
    run: list[int] = []
    for at, row in enumerate([*rows, None]):
        if row is not None and _is_cells(row):
            run.append(at)
            continue
        if sum(_has_figures(rows[place]) for place in run) >= ROWS - 1 and len(run) >= ROWS:
            out += run
        run = []
    return out


def _is_cells(row: Row) -> bool:
    cells = row.text.split()
    return len(cells) >= CELLS and not _SENTENCE.search(row.text) and max(map(len, cells)) <= WIDEST_CELL


def _has_figures(row: Row) -> bool:
    return sum(_FIGURE.search(cell) is not None for cell in row.text.split()) >= 2
