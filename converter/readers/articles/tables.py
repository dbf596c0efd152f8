"""Takes the head and the rows of cells that a file has for a table, gives the part of it: a line for each row, every row as wide as the widest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from converter.readers.articles.record import Part
from converter.reading import Cell, Grid

_Row = list[tuple[str, Cell]]
_MOST_COLUMNS = 1000  # that HTML lets a cell span
_WIDEST = 200  # columns: no newspaper prints as many, and spans that add up to more are wrong: they are left out; of as many cells no table is made


def span(told: str | None) -> int:
    """How many columns or rows an attribute says; 1 where it says none, 0 for all that follow."""
    digits = (told or "").strip()
    return min(int(digits), _MOST_COLUMNS) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1


def table_part(head: Sequence[str], rows: Sequence[_Row]) -> Part | None:
    """The part; None where nothing is written in it. Rows without any text are left out, of a table without such rows the head is a paragraph.

    A span that reaches over the last row, or over a column in which no cell begins, is cut; short rows end in empty cells. Where a row has more cells than any table of a newspaper, the rows are lines, and nothing is said of their cells.
    """
    rows = [[(text.replace("\t", " "), cell) for text, cell in row] for row in rows]  # a tab parts cells
    kept = [n for n, row in enumerate(rows) if any(text for text, _ in row)]
    if not kept:
        return Part("text", tuple(head)) if head else None
    if max(map(len, rows)) > _WIDEST:
        return Part("table", (*head, *(" ".join(filter(None, (text for text, _ in rows[n]))) for n in kept)))
    fitted = [[(text, replace(cell, rows=_rows_in(kept, n, cell.rows))) for text, cell in rows[n]] for n in kept]
    most = max(len(row) + carried for row, carried in zip(fitted, _carried(fitted, columns=False), strict=True))
    fitted = [_cut(row, most - carried) for row, carried in zip(fitted, _carried(fitted, columns=False), strict=True)]
    widths = [_width(row) + carried for row, carried in zip(fitted, _carried(fitted, columns=True), strict=True)]
    if max(widths) > _WIDEST:
        fitted = [[(text, replace(cell, cols=1, rows=1)) for text, cell in row] for row in fitted]
        widths = [max(widths)] * len(fitted)
    for row, width in zip(fitted, widths, strict=True):
        row += [("", Cell(label=all(cell.label for _, cell in row)))] * (max(widths) - width)
    grid = Grid(len(head), tuple(tuple(cell for _, cell in row) for row in fitted))
    return Part("table", (*head, *("\t".join(text for text, _ in row) for row in fitted)), grid=grid)


def _rows_in(kept: Sequence[int], first: int, rows: int) -> int:
    """Over how many of the rows that are kept a cell of the row `first` stands. rows: as it is told."""
    return (bisect_left(kept, first + rows) if rows else len(kept)) - bisect_left(kept, first)


def _width(row: _Row) -> int:
    return sum(cell.cols for _, cell in row)


def _carried(rows: Sequence[_Row], *, columns: bool) -> list[int]:
    """For each row how many cells of rows above reach into it, or how many columns these take."""
    changes = [0] * (len(rows) + 2)
    for n, row in enumerate(rows):
        for _, cell in row:
            size = cell.cols if columns else 1
            changes[n + 1] += size
            changes[n + cell.rows] -= size
    return list(accumulate(changes))[: len(rows)]


def _cut(row: _Row, most: int) -> _Row:
    """The row with no more than `most` columns, its last wide cells made narrower."""
    over = _width(row) - most
    out: _Row = []
    for text, cell in reversed(row):
        less = max(0, min(cell.cols - 1, over))
        over -= less
        out.insert(0, (text, replace(cell, cols=max(1, cell.cols - less))))
    return out
