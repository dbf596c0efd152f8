"""Text objects of blanks alone, which PDFium's text page passes over, put back as blank characters between those that they part."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from converter.characters import is_cjk
from converter.readers.pdf.frame import down, quarters
from converter.readers.pdf.frame import right_of as along_line
from converter.readers.pdf.glyphs import Glyphs, bounded
from converter.readers.pdf.native import Floats, TextPage, address
from converter.readers.pdf.objects import Drawn, placed
from converter.readers.pdf.runs import LEVEL, OVERLAP

NO_AREA = 0.1  # points: text of blanks alone covers none
# In sizes of the characters beside it.
LEAST, MOST = 0.05, 2.0  # what a blank may be wide: beyond, it ends a text, and another begins
IDEOGRAPHIC = 0.75  # from here on it is the blank that is as wide as an ideograph


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank of unknown width. place: of its text object in the content; x, y: its origin in user space; quarter: in which it runs."""

    place: int
    x: float
    y: float
    quarter: int


def blanks_on(text: TextPage, drawn: Iterable[Drawn]) -> list[Blank]:
    """The text objects that cover nothing and that the text page does not give, in content order."""
    given = set(text.objects.tolist())
    found = []
    for place, one in enumerate(drawn):
        if one.kind == "text" and not inked(one) and address(one.handle) not in given:
            a, b, _, _, x, y = placed(one)
            if all(map(math.isfinite, (a, b, x, y))):
                found.append(Blank(place, x, y, int(quarters(np.array([math.atan2(b, a)]))[0])))
    return found


def inked(one: Drawn) -> bool:
    """Whether a text object covers something."""
    left, bottom, right, top = one.corners
    return right - left > NO_AREA and top - bottom > NO_AREA
