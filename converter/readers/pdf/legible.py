"""Whether the characters that a text layer gives can be those that the page prints."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from converter.characters import radicals
from converter.readers.pdf.glyphs import Glyphs
from converter.readers.pdf.native import TextPage

# A sentence of a newspaper has twenty to thirty characters: where one in ten is lost, no sentence is whole, and nobody could quote it.
MOST_LOST = 0.1
# Running text, tables of prices and sports results alike are letters and digits but for a quarter; fonts that number their glyphs from 33 on
# without saying what they are come out as signs.
LEAST_WORDS = 0.4
ENOUGH = 40  # characters: fewer may be a folio with an ornament, or prices
SAMPLE = 400  # characters of a page that PDFium is asked about one by one
_LEADERS = frozenset(".·…‥-–—―─_*")  # fill lists of contents, and rows of them part notices
_LOST = frozenset(("Cc", "Cn", "Co", "Cs"))


def illegible(parts: Sequence[Glyphs], unmapped: float = 0.0) -> float:
    """The share of characters that are no text: unknown, unassigned, of a private area; 1 where letters and digits are too few.

    unmapped: the share that PDFium guessed from its code because the font does not say which character it is.
    """
    chars = [char for glyphs in parts for char, ink in zip(glyphs.chars, glyphs.ink.tolist(), strict=True) if ink]
    if not chars:
        return 0.0
    kinds = [unicodedata.category(char[0]) for char in chars]
    lost = sum(kind in _LOST or char == "\ufffd" for kind, char in zip(kinds, chars, strict=True)) / len(chars)
    said = [kind for kind, char in zip(kinds, chars, strict=True) if char not in _LEADERS]
    words = sum(kind[0] in "LNM" for kind in said) + len(radicals("".join(chars)))  # to Unicode they are symbols
    return 1.0 if words < LEAST_WORDS * (1 - lost) * len(said) and len(said) >= ENOUGH else max(lost, unmapped)


def unmapped(text: TextPage) -> float:
    """The share of characters whose font does not say which characters they are, in an even sample of a page."""
    places = np.flatnonzero(text.objects)
    if not len(places):
        return 0.0
    sample = places[:: len(places) // SAMPLE + 1].tolist()
    return sum(text.unmapped(index) for index in sample) / len(sample)
