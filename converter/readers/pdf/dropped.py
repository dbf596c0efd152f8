"""Text objects that PDFium's text page passes over as copies of others: it is asked again with the others taken off the page in memory."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from converter.readers.pdf.glyphs import Glyphs, glyphs_of
from converter.readers.pdf.native import TextPage, address, text_page
from converter.readers.pdf.objects import Drawn

MOST_ROUNDS = 40  # a head with an outline and a shadow is drawn three or four times; rows of a table may say the same more often


def dropped_text(page: Any, text: TextPage, drawn: list[Drawn], places: dict[int, int], name: str) -> list[list[Glyphs]]:
    """What the text page left out, a list of characters for each time that it is asked. places: as for `glyphs_of`.

    The page has no text afterwards: call this last.
    """
    left = {address(one.handle): one for one in drawn if one.kind == "text"}
    seen = set(text.objects.tolist())
    out: list[list[Glyphs]] = []
    while seen and len(out) < MOST_ROUNDS and any(not one.blank for at, one in left.items() if at not in seen):
        for at in seen & left.keys():
            _take_off(page, left.pop(at))
        with text_page(page) as rest:
            out.append(glyphs_of(rest, places, name))
            seen = set(rest.objects.tolist()) & left.keys()
    return out


def _take_off(page: Any, one: Drawn) -> None:
    holder = (raw.FPDFPage_RemoveObject, page.raw) if one.form is None else (raw.FPDFFormObj_RemoveObject, one.form)
    if holder[0](holder[1], one.handle):
        raw.FPDFPageObj_Destroy(one.handle)
