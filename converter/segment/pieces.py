"""Takes the blocks that a source counts to one item, gives its pieces in order: rows of one kind. Where the source names no kind, the text tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Literal

from converter.model import Block, BlockKind, Frame, Grid, Line
from converter.segment.blocks import units_by_blocks
from converter.segment.rows import FULL_STOPS, Row, rows_of
from converter.segment.unit import Unit
from converter.segment.units import units_of

Script = Literal["Hans", "Hant", "Latn"]
Kind = BlockKind | Literal["display", "closing"]
_INDENT = (0.6, 4.0)  # em: less is the slant of a scan, more is a centred line
_SHORT = 2.0  # em: a line that ends no paragraph reaches the edge of its column, but for what a scan or a hyphen takes
_TOLD: dict[str, Kind] = {"paragraph": "text", "display": "display", "byline": "byline", "closing": "closing", "caption": "caption"}


@dataclass(slots=True)
class Piece:
    """Rows that are one thing; a picture of which nothing is said has none. told: whether the source says what; table: its rows do not run on."""

    kind: Kind
    rows: list[Row]
    told: bool = True
    table: bool = False
    file: str | None = None  # the picture that it is said of, its image, and so on: see Block
    image: str | None = None
    alt: str | None = None
    figure: int | None = None
    placed: bool = False
    within: tuple[Frame, ...] = ()
    grid: Grid | None = None

    @property
    def unit(self) -> Unit:
        return Unit("paragraph", self.rows, table=self.table)

    @property
    def size(self) -> float:
        """The size of its type, where fonts or outlines tell."""
        return max((row_size(row) for row in self.rows), default=0.0)


def row_size(row: Row) -> float:
    line = row.lines[-1]
    if line.font and line.font.size:
        return line.font.size
    if line.box is None:
        return 0.0
    upright = line.vertical or line.turn in (90, 270)
    return line.box.right - line.box.left if upright else line.box.bottom - line.box.top


def pieces_of(blocks: Sequence[tuple[Block, Sequence[Line]]], script: Script) -> list[Piece]:
    """The pieces of one item. blocks: each with its lines on the page, in reading order."""
    out: list[Piece] = []
    for unnamed, run in groupby(blocks, key=lambda pair: pair[0].kind is None):
        if unnamed:
            out += _untold([lines for _, lines in run], script)
        else:
            for block, lines in run:
                rows = rows_of(lines)
                if block.kind and (rows or block.image or block.alt):
                    piece = Piece(
                        block.kind,
                        rows,
                        file=block.file,
                        alt=block.alt,
                        image=block.image,
                        figure=block.figure,
                        placed=block.placed,
                        within=block.within,
                        grid=block.grid,
                    )
                    if out and _cut(out[-1], piece):
                        out[-1].rows += rows
                    else:
                        out.append(piece)
    return out


def _cut(before: Piece, after: Piece) -> bool:
    """Whether one paragraph goes on at the head of the next column, which the source gives as a block of its own."""
    return before.kind == after.kind == "text" and before.told and goes_on(before.rows, after.rows)


def goes_on(before: Sequence[Row], after: Sequence[Row], *, page_ends: bool = False) -> bool:
    """Whether the sentence that the first rows leave open goes on in the second. Only print that is laid out in columns is cut so.

    page_ends: between the two the page ends, and nothing else: then a capital may follow, as that of a German noun.
    """
    last, first = before[-1], after[0]
    if not (last.lines[-1].box and first.lines[0].box) or not last.text or not first.text:
        return False
    if any(edit.kind == "hyphen" for edit in last.lines[-1].edits) or first.goes_on_before:
        return True
    if first.text[0].isalpha() and first.text[0].islower():
        return last.text[-1:] not in ".!?…:;"
    rights = [row.lines[-1].box.right for row in before if row.lines[-1].box]
    full = len(rights) > 1 and rights[-1] >= max(rights) - _SHORT * row_size(last)
    if first.text[0] > "\u2e80":
        return full and not last.is_over(FULL_STOPS + "：")
    return page_ends and full and (last.text[-1].isalnum() or last.text[-1] == ",")


def _untold(blocks: Sequence[Sequence[Line]], script: Script) -> Iterator[Piece]:
    """Rows of which the source says nothing, by the means with which a page of text is read."""
    rows = rows_of([line for lines in blocks for line in lines])
    if not rows:
        return
    opening = {line.id for lines in blocks for line in lines[:1]}
    if script == "Latn":
        _part(rows, opening)
    units = units_by_blocks(rows) if script == "Latn" else units_of(rows)[0]
    for unit in units:
        # what reads like page furniture is text here: the source says that it belongs to the item
        yield Piece(_TOLD.get(unit.kind, "text"), unit.rows, told=False, table=unit.table)


def _part(rows: Sequence[Row], opening: set[str]) -> None:
    """Marks where paragraphs begin as a blank line does: at a block that does not go on from the last, and at an indented line."""
    for row in rows:
        row.gap = 0
    columns: list[list[Row]] = []
    for row in rows:
        if not columns or row.lines[0].id in opening:
            if columns and not goes_on(columns[-1], [row]):
                row.gap = 1
            columns.append([row])
        else:
            columns[-1].append(row)
    for column in columns:
        lefts = [row.lines[0].box.left for row in column if row.lines[0].box]
        if len(lefts) < 3:
            continue
        edge, em = median(lefts), median(row_size(row) for row in column)
        low, high = _INDENT[0] * em, _INDENT[1] * em
        for row in column[1:]:
            box = row.lines[0].box
            if box and low < box.left - edge < high:
                row.gap = 1
