"""The text of a line from its characters: drawn blanks are kept, a blank is put where the print leaves the width of one, and none in wide setting."""

from __future__ import annotations

import numpy as np

from converter.characters import is_cjk
from converter.readers.pdf.native import Ints
from converter.readers.pdf.runs import Run, middle

# In sizes of the characters.
WORD_GAP = 0.14  # beyond the line's usual gap: the narrowest space between words of a line that is set tight
WIDE_GAP = 0.75  # between ideographs: the width of a blank character
SPACED = 0.3  # a line with this gap between most of its characters is set wide, and gaps are no blanks


def worded(run: Run) -> tuple[list[str], Ints]:
    """(what each glyph says, its index; -1 for a blank that is none in the file)."""
    glyphs = run.glyphs
    places = run.at
    first, last = _inner(run)
    places = places[first:last]
    if len(places) < 2:
        return [glyphs.chars[i] for i in places.tolist()], places
    left, right, size = glyphs.left[places], glyphs.right[places], glyphs.size[places]
    gaps = (left[1:] - np.maximum.accumulate(right)[:-1]) / np.maximum(size[1:], size[:-1])
    if not (gaps > WORD_GAP).any():
        return [glyphs.chars[i] for i in places.tolist()], places
    usual = max(middle(gaps), 0.0)
    chars = [glyphs.chars[i] for i in places.tolist()]
    text, where = [chars[0]], [int(places[0])]
    for k, char in enumerate(chars[1:]):
        blank = _blank(chars[k], char, float(gaps[k]), usual) if gaps[k] > WORD_GAP else ""
        if blank:
            text.append(blank)
            where.append(-1)
        text.append(char)
        where.append(int(places[k + 1]))
    return text, np.array(where, np.int64)


def _blank(before: str, after: str, gap: float, usual: float) -> str:
    if before.isspace() or after.isspace():
        return ""
    if is_cjk(before) or is_cjk(after):
        return "\u3000" if usual < SPACED and gap > usual + WIDE_GAP else ""
    return " " if gap > usual + WORD_GAP else ""


def _inner(run: Run) -> tuple[int, int]:
    """The range of its characters without the spaces at its ends, which the break of the line stands for.

    A blank as wide as an ideograph stays: it indents a paragraph, or parts a name from that on the next line.
    """
    said = [
        k
        for k, (at, ink) in enumerate(zip(run.at.tolist(), run.glyphs.ink[run.at].tolist(), strict=True))
        if ink or run.glyphs.chars[at] == "\u3000"
    ]
    return said[0], said[-1] + 1
