"""Takes the texts of lines in sequence, tells those of a table: several short cells parted by blanks, with figures, three lines and more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from converter.numerals import number

CELLS = 3  # from which a line may be a row of a table
ROWS = 3  # that make a table, each with as many cells
WIDEST_CELL = 10  # characters
_FIGURE = re.compile(r"\d")
_RANK = re.compile("第?([0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:[名位、.．]?|[.．、][^0-9].*)")
_SENTENCE = re.compile("[。，；！？]")


def table_lines(texts: Sequence[str]) -> list[int]:
    """The places of the texts that stand in a table; its first line may hold nothing but the names of the columns.

    Two cells are enough where the lines count: 第一名 …, 第二名 …, or 1. …, 2. …, 3. …
    Texts as they were read: the blanks between the cells, of any kind and number, are all that tells them apart.
    """
    found: set[int] = set()
    run: list[int] = []
    counted: list[int] = []
    for at, text in enumerate([*texts, ""]):
        cells = [] if _SENTENCE.search(text) else text.split()
        if max(map(len, cells), default=WIDEST_CELL + 1) > WIDEST_CELL:
            cells = []
        rank = _rank(cells[0]) if len(cells) > 1 else 0
        if rank != len(counted) + 1:
            found |= set(counted) if len(counted) >= ROWS else set()
            counted = []
        if rank == len(counted) + 1:
            counted.append(at)
        if len(cells) >= CELLS:
            run.append(at)
        else:
            found |= set(run) if len(run) >= ROWS and _is_table([texts[place].split() for place in run]) else set()
            run = []
    return sorted(found)


def _rank(cell: str) -> int:
    """第二名, 2., 二、: the place that a line has in a table; 0 where it says none."""
    said = _RANK.fullmatch(cell)
    return (number(said.group(1)) or 0) if said else 0


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether enough rows have as many cells, with two figures in a row, or one that stands in the same column of each; a cell may be empty here and there."""
    usual, times = max(((size, n) for size, n in Counter(map(len, rows)).items()), key=lambda pair: pair[1], default=(0, 0))
    if times < ROWS:
        return False
    figures = [[_FIGURE.search(cell) is not None for cell in row] for row in rows]
    columns = zip(*(row for row in figures if len(row) == usual), strict=True)
    return sum(sum(row) >= 2 for row in figures) >= ROWS - 1 or any(sum(column) >= ROWS for column in columns)
