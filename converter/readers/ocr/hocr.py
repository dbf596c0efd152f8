"""An hOCR file (HTML of OCR programs) to pages of lines with blocks, pictures and rules. Lenient; every character of a page stands in a line once."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from converter.errors import UnreadableError
from converter.model import BlockKind, Box, Font, Picture, Reading, SourceFile
from converter.readers.decoding import decode
from converter.readers.ocr.geometry import number, quarter_turn, sides, union
from converter.readers.ocr.hocr_text import Frame, Piece, classes_of, lines_of
from converter.readers.ocr.kinds import kind_of
from converter.readers.ocr.sheet import Sheet
from converter.readers.ocr.words import joined
from converter.readers.ocr.xml import MOST_BYTES, MOST_TAGS, Element
from converter.readers.unprintable import mended, private
from converter.xml_size import crowded_tag, too_many_tags

_PICTURES = frozenset(("ocr_photo", "ocr_image", "ocr_linedrawing", "ocr_graphic"))
_PROPERTY = re.compile(r"""\b([A-Za-z_]\w*)\s+((?:"[^"]*"|'[^']*'|[^;"'])*)""")
_BLANKS = re.compile("[ \t\r\n]+")
_INDENTATION = re.compile(r"\s*\n\s*")  # between the glyphs of a word it is layout of the file
_BOLD, _NORMAL = 700, 400
Word = tuple[str, Box | None]


def read_hocr(name: str, data: bytes) -> Reading:
    """The pages of an hOCR file. Raises UnreadableError for what is no hOCR or is nested too deep to be read whole."""
    root = _root(name, data)
    pages = list(_pages(root))
    if not pages:
        hint = "hOCR marks its pages with class=ocr_page; other HTML holds no places: save its text as a text file"
        raise UnreadableError("this is HTML, but no hOCR", where=name, hint=hint)
    system = next((meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == "ocr-system"), "")
    # the standard's ocr_header is the running head of a page; Tesseract writes it for headings
    headings: BlockKind = "main" if "tesseract" in system.lower() else "furniture"
    sheets = []
    for n, page in enumerate(pages, 1):
        properties = _properties(page)
        bounds = _box(properties)
        sheet = Sheet(name, n, (bounds.right, bounds.bottom) if bounds else None)
        sheet.scan = mended(properties.get("image", "")).text.strip("\"' ")
        _Gather(sheet, headings).page(page)
        sheets.append(sheet)
    notices = [notice for sheet in sheets for notice in sheet.notices()]
    shown = tuple(sheet.page() for sheet in sheets)
    notices += private(shown)
    file = SourceFile(name, hashlib.sha256(data).hexdigest(), "OCR with layout, hOCR" + (f" ({system})" if system else ""), len(data))
    return Reading(shown, (file,), tuple(notices))


def _root(name: str, data: bytes) -> Element:
    if not data.strip():
        raise UnreadableError("the file is empty", where=name)
    if len(data) > MOST_BYTES:
        raise UnreadableError(f"the file has {len(data)} bytes, more than {MOST_BYTES}: no issue has", where=name, hint="split it by pages")
    text, _ = decode(name, data, None)
    if tags := too_many_tags(data, MOST_TAGS) or crowded_tag(text):
        raise UnreadableError(f"the file {tags}: no issue has, and reading it would take all memory", where=name, hint="split it by pages")
    parser = etree.HTMLParser(no_network=True, encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    root: Any = etree.fromstring(text.encode("utf-8", "replace"), parser)
    log: Any = parser.error_log
    if any("depth" in entry.message.lower() for entry in log):
        raise UnreadableError("its elements are nested too deep for a page", where=name, hint="export it anew")
    if root is None:
        raise UnreadableError("the file holds no HTML", where=name)
    found: Element = root
    return found


def _pages(root: Element) -> Iterator[Element]:
    """The pages; what is called one inside a page is a part of it."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if "ocr_page" in classes_of(element):
            walker.skip_subtree()
            yield element


def _properties(element: Element) -> dict[str, str]:
    """`bbox 0 0 10 20; x_size 12` as a table."""
    return {key: value.strip() for key, value in _PROPERTY.findall(element.get("title", ""))}


def _box(properties: dict[str, str]) -> Box | None:
    corners = [number(part) for part in properties.get("bbox", "").split()]
    if len(corners) != 4:
        return None
    left, top, right, bottom = corners
    return None if left is None or top is None or right is None or bottom is None else sides(left, top, right, bottom)


class _Gather:
    """Pieces of text to lines and blocks of a sheet."""

    def __init__(self, sheet: Sheet, headings: BlockKind) -> None:
        self.sheet, self.headings = sheet, headings
        self.block: tuple[Element | None, BlockKind | None] = (None, None)
        self.start = 1
        self.ended: Counter[str] = Counter()  # blocks by the id of their element

    def page(self, page: Element) -> None:
        for frame, pieces in lines_of(page):
            self._line(frame, pieces)
        self._close(None)
        for element in page.iter():
            classes = classes_of(element)
            if _PICTURES.intersection(classes) and (box := _box(_properties(element))):
                self.sheet.pictures.append(Picture(box))
            elif "ocr_separator" in classes and (box := _box(_properties(element))):
                self.sheet.rules.append(box)

    def _line(self, frame: Frame, pieces: list[Piece]) -> None:
        words = _words(pieces)
        kind = self._kind(frame)
        self._close((frame.block, kind))
        properties = _properties(frame.owner) if frame.is_line else {}
        box = _box(properties)
        size = number(properties.get("x_size"))
        inked = [(len(piece.text.strip()), piece.frame.bold) for piece in pieces]
        heavy = 2 * sum(count for count, bold in inked if bold) > sum(count for count, _ in inked)
        font = Font(size, _BOLD if heavy else _NORMAL) if size else None
        turn = quarter_turn(-(number(properties.get("textangle")) or 0))  # hOCR turns counter-clockwise
        for row in [words] if frame.is_line else _rows(words):
            text = self.sheet.mend(joined([text for text, _ in row])).strip()
            around = union(box for _, box in row)
            self.sheet.line(text, box or around, font, turn=turn)

    def _kind(self, frame: Frame) -> BlockKind | None:
        """What the class of the line says, else that of the block around it."""
        for element in (frame.owner, frame.block):
            for name in classes_of(element) if element is not None else ():
                if name == "ocr_header":
                    return self.headings
                if kind := kind_of(name):
                    return kind
        return None

    def _close(self, following: tuple[Element | None, BlockKind | None] | None) -> None:
        """Ends the block where the next line belongs to another one, or there is none (None)."""
        element, kind = self.block
        if self.sheet.next > 1 and following and element is following[0] and kind == following[1]:
            return
        if self.sheet.next > self.start:
            name = element.get("id") if element is not None else None
            again = self.ended[name] if name else 0
            self.ended[name or ""] += 1
            box = _box(_properties(element)) if element is not None and not again else None
            self.sheet.close(self.start, f"{name}.{again + 1}" if again else name, box, kind)
        self.block, self.start = following or (None, None), self.sheet.open()


def _words(pieces: list[Piece]) -> list[Word]:
    """The words of a line with their boxes: pieces inside one word element are one; text outside of words is parted by its blanks."""
    if not any(piece.frame.word is not None for piece in pieces):
        rows = "".join(piece.text for piece in pieces).split("\n")
        return [(text, None) for row in rows if (text := _BLANKS.sub(" ", row).strip(" "))]
    words: list[Word] = []
    last: Element | None = None
    for piece in pieces:
        word = piece.frame.word
        if word is None:
            words += [(text, None) for text in piece.text.split()]
        elif word is last:
            words[-1] = (words[-1][0] + piece.text, words[-1][1])
        else:
            words.append((piece.text, _box(_properties(word))))
        last = word
    shown = [(_BLANKS.sub(" ", _INDENTATION.sub("", text)).strip(" "), box) for text, box in words]
    return [(text, box) for text, box in shown if text]


def _rows(words: list[Word]) -> Iterator[list[Word]]:
    """Words that stand in no line, by their places: one that begins left of the one before it, or wholly below it, begins a row."""
    row: list[Word] = []
    for word in words:
        before, box = row[-1][1] if row else None, word[1]
        if before and box and (box.left < before.left or box.top >= before.bottom):
            yield row
            row = []
        row.append(word)
    if row:
        yield row
