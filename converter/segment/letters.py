"""Takes the pieces of one article of a file, gives them with the lines that close a letter by themselves: compliment, who signs, the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from converter.segment.formulas import compliment, end_mark, opens_note
from converter.segment.pieces import Piece

_CLOSES = 5  # lines that may stand under the compliment: name, office, place, day, an end mark
_STOPS = tuple("。！？!?；：:")  # of a sentence that goes on after the letter
_LONGEST = 40  # characters of one of them
_COMPLIMENT = re.compile(
    r"(?:mit (?:freundlichem?n?|besten|herzlichen) gr(?:ü|ue)(?:ß|ss)(?:en)?|hochachtungsvoll|yours (?:sincerely|faithfully|truly)|(?:sincerely|respectfully)(?: yours)?"
    r"|cordialement|(?:distinti|cordiali) saluti|atentamente|met vriendelijke groet(?:en)?)[,.!]?",
    re.IGNORECASE,
)


def with_closings(pieces: Sequence[Piece]) -> list[Piece]:
    """The same rows in the same order. Only text whose lines its author ended is read so, and only from a compliment on."""
    out: list[Piece] = []
    left = 0  # lines that the letter may still close with
    for piece in pieces:
        if piece.kind not in ("text", "lines") or piece.within or piece.table or any(row.lines[0].box for row in piece.rows):
            left = 0
            out.append(piece)
            continue
        for n, row in enumerate(piece.rows):
            said = row.text.strip()
            if compliment(said) or _COMPLIMENT.fullmatch(said):
                left = _CLOSES + 1
            closes = len(said) <= _LONGEST and not opens_note(said) and (not said.endswith(_STOPS) or compliment(said))
            if not left or not closes:
                left = 0
                out.append(replace(piece, rows=piece.rows[n:]))
                break
            out.append(replace(piece, kind="closing", rows=[row]))
            left = 0 if end_mark(said) else left - 1
    return out
