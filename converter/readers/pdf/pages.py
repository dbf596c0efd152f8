"""One page of an open PDF to a Page: its lines, what is drawn around them, its pictures, and what had to be done to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from converter.errors import UnreadableError
from converter.notices import Notice
from converter.passage import Line
from converter.readers.pdf.blanks import with_blanks
from converter.readers.pdf.drawing import covers, frames_and_pictures, is_thin, rectangles, ruled_areas, rules, seen
from converter.readers.pdf.drop_caps import led_by_drop_caps
from converter.readers.pdf.dropped import dropped_text
from converter.readers.pdf.facsimile import facsimile
from converter.readers.pdf.frame import Sheet
from converter.readers.pdf.glyphs import Glyphs, glyphs_of
from converter.readers.pdf.legible import MOST_LOST, illegible, unmapped
from converter.readers.pdf.lines import Found, body_size, lines_of
from converter.readers.pdf.native import address, text_page
from converter.readers.pdf.objects import MOST_OBJECTS, Drawn, drawn_on
from converter.readers.pdf.photos import photos
from converter.readers.pdf.second import Second
from converter.readers.pdf.twins import lines_merged, merged, with_dropped
from converter.readers.unprintable import MOST_LINES, private
from converter.reading import Drawing, Image, Page, Picture

FEW = 30  # characters on a scan: a stamp or a page number of the archive, not the text of the page
LONGEST_QUOTED = 60  # characters of a line that a notice shows
MANY_SHAPES = 200  # paths on a page without text: its letters are drawn as outlines


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page with its notices and the image files that it names."""

    page: Page
    notices: tuple[Notice, ...] = ()
    images: tuple[Image, ...] = ()


def leaf_of(page: Any, n: int, name: str, second: Second, *, resolution: int | None) -> Leaf:
    """The page numbered n (from 1). resolution: of the image to make of it, in dots an inch; None for none."""
    sheet = _sheet(page)
    drawn = list(drawn_on(page))
    shown = photos(page, drawn, sheet, f"p{n}")
    whole = shown.facsimile
    notices = []
    if whole is None and resolution:
        whole, had = facsimile(page, sheet.size, resolution, f"p{n}")
        if had < resolution:
            notices.append(Notice("W-READ-16", f"p{n}", f"page {n} is drawn at {had} instead of {resolution} dots an inch, as it is huge"))
    parts, told = _legible(page, drawn, n, name, second)
    found, beyond = _shown(_found(parts, drawn, sheet, name), sheet)
    lines = tuple(_numbered(n, k, one) for k, one in enumerate(found, 1))
    drawing = _drawing(drawn, sheet, found, shown.pictures)
    made = Page(f"p{n}", n, lines, size=sheet.size, image=whole.name if whole else None, drawing=drawing, unit="pt")
    notices += told or _told_empty(made, drawn, sheet)
    notices += [*_told(made), *_told_beyond(made, beyond), *private((made,))]
    if len(drawn) >= MOST_OBJECTS:
        notices.append(Notice("W-READ-15", f"p{n}", f"page {n} draws more than {MOST_OBJECTS} things: rules beyond were not looked for"))
    return Leaf(made, tuple(notices), (*((whole,) if whole else ()), *shown.files))


def _sheet(page: Any) -> Sheet:
    left, bottom, right, top = page.get_bbox()
    return Sheet(left, bottom, right, top, page.get_rotation() // 90 % 4)


def _legible(page: Any, drawn: list[Drawn], n: int, name: str, second: Second) -> tuple[list[Glyphs], list[Notice]]:
    """The characters of the page, by whichever library can name them; none where neither can."""
    places = {address(one.handle): k for k, one in enumerate(drawn) if one.kind == "text"}
    with text_page(page) as text:
        parts = glyphs_of(text, places, name)
        lost = illegible(parts, unmapped(text))
        if lost <= MOST_LOST:
            parts = [merged(glyphs) for glyphs in parts]
            for dropped in dropped_text(page, text, drawn, places, name):
                parts = with_dropped(parts, dropped)
            return with_blanks(parts, drawn, text.objects.tolist()), []
    other = second.glyphs(n - 1)
    if other and illegible(other) <= MOST_LOST:
        say = f"page {n}: PDFium could not name {lost:.0%} of the characters; pdfminer.six could, and its text is used"
        return [merged(glyphs) for glyphs in other], [Notice("I-READ-12", f"p{n}", say)]
    say = f"page {n}: the fonts do not say which characters {lost:.0%} of the glyphs are: the page needs OCR, and stays without lines"
    return [], [Notice("W-READ-11", f"p{n}", say)]


def _found(parts: list[Glyphs], drawn: list[Drawn], sheet: Sheet, name: str) -> list[Found]:
    em, thin = body_size(parts), [one for one in drawn if is_thin(one)]
    lines = [lines_of(glyphs, em, sheet, thin) for glyphs in parts]
    if sum(map(len, lines)) > MOST_LINES:
        raise UnreadableError(f"a page has more than {MOST_LINES} lines: no newspaper page has", where=name, hint="split it by pages")
    return [line for found in lines for line in led_by_drop_caps(lines_merged(found), em)]


def _shown(found: list[Found], sheet: Sheet) -> tuple[list[Found], list[Found]]:
    """(lines of which something is on the page as it is seen, those that lie wholly beyond its edges)."""
    width, height = sheet.size
    on: list[Found] = []
    beyond: list[Found] = []
    for line in found:
        box = line.box
        (on if box.right > 0 and box.left < width and box.bottom > 0 and box.top < height else beyond).append(line)
    return on, beyond


def _told_beyond(page: Page, beyond: list[Found]) -> list[Notice]:
    if not beyond:
        return []
    first = beyond[0].text if len(beyond[0].text) <= LONGEST_QUOTED else beyond[0].text[:LONGEST_QUOTED] + "…"
    say = f"{len(beyond)} lines beyond the edges of page {page.n} are left out; the first of them: {first}"
    return [Notice("I-READ-17", page.id, say)]


def _numbered(page: int, n: int, found: Found) -> Line:
    return Line(f"p{page}-l{n}", n, found.text, 0, found.box, found.font, found.edits, found.turn, found.vertical)


def _drawing(drawn: list[Drawn], sheet: Sheet, found: list[Found], pictures: tuple[Picture, ...]) -> Drawing:
    ruled = rules(drawn, sheet)
    areas = [*rectangles(drawn, sheet), *ruled_areas(ruled)]
    frames, filled = frames_and_pictures(areas, [line.box for line in found])
    known = {picture.box for picture in pictures}
    more = tuple(Picture(box) for box in filled if box not in known)
    return Drawing(tuple(ruled), tuple(frames), (*pictures, *more))


def _told_empty(page: Page, drawn: list[Drawn], sheet: Sheet) -> list[Notice]:
    """What to say of a page with no text, or next to none on a scan."""
    count = sum(len(line.text) for line in page.lines)
    scan = any(one.kind == "image" and covers(seen(one, sheet), sheet) for one in drawn)
    if scan and count < FEW:
        return [Notice("W-READ-10", page.id, f"page {page.n} is a scan with {count or 'no'} characters of text: it needs OCR")]
    if count:
        return []
    if any(one.kind == "image" for one in drawn) or sum(one.kind == "shape" for one in drawn) > MANY_SHAPES:
        return [Notice("W-READ-10", page.id, f"page {page.n} shows pictures or outlines, but holds no text: it needs OCR")]
    return [Notice("W-READ-05", page.id, f"page {page.n} holds no text")]


def _told(page: Page) -> list[Notice]:
    """What was seen in its characters: print laid over itself, and glyphs without a name."""
    notices = []
    if twice := [line for line in page.lines if any(edit.kind == "surplus" for edit in line.edits)]:
        count = sum(edit.end - edit.start for line in twice for edit in line.edits)
        say = f"{count} characters on {len(twice)} lines are copies drawn over others: kept as surplus"
        notices.append(Notice("I-READ-13", twice[0].id, say))
    if lost := [line for line in page.lines if "\ufffd" in line.text]:
        count = sum(line.text.count("\ufffd") for line in lost)
        notices.append(Notice("W-READ-14", lost[0].id, f"{count} glyphs on page {page.n} have no name in their font, and stand as U+FFFD"))
    return notices
