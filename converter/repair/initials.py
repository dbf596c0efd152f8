"""Takes the lines of a page, tells large initials: a letter set over two lines or more, whose word goes on in the line beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.model import Edit, Line

LEAST = 1.7  # how many times as large as the line beside it: it reaches over two lines
BESIDE = 1.5  # sizes of the text, the widest white space between the initial and its word
_NEAR = 8  # lines after the initial among which a second one stands beside it: loosely set lines come in pieces
_CAP = re.compile(r"\s*[\"'“”„‚‘«»‹›「『《（(]?\s*[^\W\d_]\s*")
_WORD = re.compile("[^\\W\\d_]+")
# Letters that are words in the languages of the Latin script: A man, I saw, O Lord; À Paris; y, e, o of Spanish and Italian.
_WORDS = frozenset("aioàyeéóèu")


def large_initials(lines: tuple[Line, ...]) -> dict[str, tuple[Edit, ...]]:
    """By line id, the initial. An A or I is a word of its own where the page has what follows as a word, and not the two joined."""
    found: dict[str, tuple[Edit, ...]] = {}
    for at, line in enumerate(lines[:-1]):
        if _CAP.fullmatch(line.text) and _leads(line, lines[at + 1 : at + 1 + _NEAR]):
            start = len(line.text) - len(line.text.lstrip())
            edit = Edit("initial word" if _is_word(line.text, lines, at + 1) else "initial", start, len(line.text.rstrip()))
            found[line.id] = (edit,)
    return found


def _leads(cap: Line, after: Sequence[Line]) -> bool:
    """Whether the next line begins at the right of its top, and another one below that still beside it."""
    first = after[0]
    if cap.box is None or first.box is None or cap.vertical or first.vertical or cap.turn != first.turn or cap.turn:
        return False
    em = _size(first)
    if _size(cap) < LEAST * em or not cap.box.top - em < first.box.top < (cap.box.top + cap.box.bottom) / 2:
        return False
    if not -0.3 * em < first.box.left - cap.box.right < BESIDE * em:
        return False
    below = [
        other.box
        for other in after[1:]
        if other.box and other.box.top > first.box.top + 0.5 * em and (other.box.top + other.box.bottom) / 2 < cap.box.bottom + 0.3 * em
    ]
    return any(-0.3 * em < box.left - cap.box.right < BESIDE * em for box in below)


def _size(line: Line) -> float:
    if line.font:
        return line.font.size
    return line.box.bottom - line.box.top if line.box else 0.0


def _is_word(text: str, lines: Sequence[Line], at: int) -> bool:
    letter, following = _WORD.findall(text)[-1].casefold(), _WORD.match(lines[at].text.lstrip())
    if letter not in _WORDS or following is None:
        return letter in _WORDS
    second = following[0].casefold()
    words = [word.casefold() for n, line in enumerate(lines) if n != at for word in _WORD.findall(line.text)]
    return second in words and letter + second not in words
