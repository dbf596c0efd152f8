"""One page of an open PDF to a Page: its lines, and what is drawn around them."""

from __future__ import annotations

from typing import Any

from converter.passage import Line
from converter.readers.pdf.drawing import LEAST_SIDE, covers, is_thin, frames_and_pictures, rectangles, rules, seen
from converter.readers.pdf.dropped import dropped_text
from converter.readers.pdf.frame import Sheet
from converter.readers.pdf.glyphs import glyphs_of
from converter.readers.pdf.lines import Found, body_size, lines_of
from converter.readers.pdf.native import address, text_page
from converter.readers.pdf.objects import drawn_on
from converter.readers.pdf.twins import merged, with_dropped
from converter.reading import Drawing, Page, Picture


def page_of(page: Any, n: int, name: str) -> Page:
    left, bottom, right, top = page.get_bbox()
    sheet = Sheet(left, bottom, right, top, page.get_rotation() // 90 % 4)
    drawn = list(drawn_on(page))
    lines_drawn = rules(drawn, sheet)
    with text_page(page) as text:
        places = {address(one.handle): n for n, one in enumerate(drawn) if one.kind == "text"}
        parts = [merged(glyphs) for glyphs in glyphs_of(text, places, name)]
        for copy in dropped_text(page, text, drawn, name):
            parts = with_dropped(parts, copy)
    em = body_size(parts)
    thin = [one for one in drawn if is_thin(one)]
    found = [line for glyphs in parts for line in lines_of(glyphs, em, sheet, thin)]
    boxes = [line.box for line in found]
    frames, pictures = frames_and_pictures(rectangles(drawn, sheet), boxes)
    images = [seen(one, sheet) for one in drawn if one.kind == "image"]
    images = [box for box in images if min(box.right - box.left, box.bottom - box.top) >= LEAST_SIDE and not covers(box, sheet)]
    drawing = Drawing(tuple(lines_drawn), tuple(frames), tuple(Picture(box) for box in (*images, *pictures)))
    lines = tuple(_numbered(n, k, one) for k, one in enumerate(found, 1))
    return Page(f"p{n}", n, lines, size=sheet.size, drawing=drawing)


def _numbered(page: int, n: int, found: Found) -> Line:
    return Line(f"p{page}-l{n}", n, found.text, box=found.box, font=found.font, edits=found.edits, turn=found.turn, vertical=found.vertical)
