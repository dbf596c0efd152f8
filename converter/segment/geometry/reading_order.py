"""Takes what a page holds with its places, gives it in the order in which it is read: by rows, and where texts run on, by columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from converter.model import Box
from converter.segment.geometry.sheet import Sheet, shared

BAND = 3.0  # em: what begins within is on about one line

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Piece(Generic[T]):
    """anchor: where it begins; columns: of its text, in reading order; what: what it is."""

    anchor: Box
    what: T
    columns: Sequence[Box] = ()


def in_order(sheet: Sheet, pieces: Sequence[Piece[T]]) -> list[Piece[T]]:
    """From top to bottom; what begins on about one line from left to right. Where a text turns, columns are read one by one, and not rows.

    A text turns where it goes on higher than it begins, at the top of the next column: what is under that comes next, then what is right of it.
    """
    left = _by_rows(sheet, pieces)
    earlier: dict[int, set[int]] = {id(piece): set() for piece in pieces}
    for piece in pieces:
        for column in piece.columns:
            if column.top < piece.anchor.top - BAND * sheet.em:
                _lead(sheet, piece, column, pieces, earlier)
    out: list[Piece[T]] = []
    while left:
        waiting = {id(piece) for piece in left}
        piece = next((piece for piece in left if not earlier[id(piece)] & waiting), left[0])
        left.remove(piece)
        out.append(piece)
    return out


def _lead(sheet: Sheet, turned: Piece[T], column: Box, pieces: Sequence[Piece[T]], earlier: dict[int, set[int]]) -> None:
    """Notes what is read before what, around the column to whose top a text has turned."""
    em, others = sheet.em, [piece for piece in pieces if piece is not turned]
    under = [other for other in others if column.bottom < other.anchor.top + 0.5 * em and shared(column, other.anchor) > 0.3]
    right = [other for other in others if other.anchor.left > column.right - em and other.anchor.top > column.top - BAND * em]
    for other in (*under, *right):
        earlier[id(other)].add(id(turned))
    for last in right:
        earlier[id(last)] |= {id(one) for one in under if one.anchor.right < last.anchor.left + em}


def _by_rows(sheet: Sheet, pieces: Sequence[Piece[T]]) -> list[Piece[T]]:
    out: list[Piece[T]] = []
    band: list[Piece[T]] = []
    for piece in sorted(pieces, key=lambda piece: piece.anchor.top):
        if band and piece.anchor.top > band[0].anchor.top + BAND * sheet.em:
            out += sorted(band, key=lambda piece: piece.anchor.left)
            band = []
        band.append(piece)
    return out + sorted(band, key=lambda piece: piece.anchor.left)
