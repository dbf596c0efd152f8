"""Hyphens that break a word of a Latin, Greek or Cyrillic script over two lines."""

from __future__ import annotations

import re
from itertools import pairwise

from converter.model import Edit, Line

_BROKEN = re.compile("[^\\W\\d_]{2}([-\u00ac\u2010\u2e17])\\s*\\Z")


def weak_hyphens(lines: tuple[Line, ...]) -> dict[str, tuple[Edit, ...]]:
    """By line id, the hyphen at its end. Before a capital (Elsaß-/Lothringen) or after an empty line it belongs to the word."""
    found: dict[str, tuple[Edit, ...]] = {}
    for line, following in pairwise(lines):
        match = _BROKEN.search(line.text)
        if match and following.gap_before == 0 and following.text.lstrip()[:1].islower():
            found[line.id] = (Edit("hyphen", match.start(1), match.end(1)),)
    return found
