"""The text of an hOCR page in document order, each piece with the line, word and block around it. Promises each character of the page once."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from lxml import etree

from converter.readers.ocr.xml import Element

_LINES = frozenset(("ocr_line", "ocrx_line"))
_MAYBE_LINES = frozenset(("ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat", "ocr_pageno"))  # a line, or a block of lines
_WORDS = frozenset(("ocrx_word", "ocr_word"))
_BLOCKS = _MAYBE_LINES.union(
    ("ocr_carea", "ocr_par", "ocrx_block", "ocr_float", "ocr_table", "ocr_title", "ocr_author", "ocr_column", "ocr_xycut")
)
_UNSEEN = frozenset(("script", "style", "head"))
_BREAKS = frozenset(
    ("p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "table", "body")
)  # where HTML itself begins a line


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around a piece of text. owner: its line, or the HTML block that stands for one; is_line: hOCR says that it is a line."""

    owner: Element
    is_line: bool = False
    word: Element | None = None
    block: Element | None = None
    bold: bool = False
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with what is around it."""

    frame: Frame
    text: str


def classes_of(element: Element) -> list[str]:
    return element.get("class", "").split()


def lines_of(page: Element) -> Iterator[tuple[Frame, list[Piece]]]:
    """The pieces of each line that holds more than white space. Text outside of lines makes lines where HTML would, and at br."""
    pieces: list[Piece] = []
    for piece in _pieces(page):
        if pieces and (piece is None or piece.frame.owner is not pieces[0].frame.owner):
            if any(one.text.strip() for one in pieces):
                yield pieces[0].frame, pieces
            pieces = []
        if piece is not None:
            pieces.append(piece)
    if any(one.text.strip() for one in pieces):
        yield pieces[0].frame, pieces


def _pieces(page: Element) -> Iterator[Piece | None]:
    """Every text of the page; None at a br outside of lines. Walks by events: HTML may nest deeper than Python may call."""
    stack: list[Frame] = []
    holding = _around_lines(page)
    for event, element in etree.iterwalk(page, events=("start", "end")):
        parts = element.tag in _BREAKS and bool(stack)
        if event == "start":
            if parts and stack[-1].is_line:
                yield Piece(stack[-1], "\n")
            stack.append(_frame(element, stack[-1] if stack else Frame(page), holding))
            if element.text and not stack[-1].unseen:
                yield Piece(stack[-1], str(element.text))
            continue
        stack.pop()
        if not stack:
            continue
        if element.tag == "br" or (parts and stack[-1].is_line):
            yield Piece(stack[-1], "\n") if stack[-1].is_line else None
        if element.tail and not stack[-1].unseen:
            yield Piece(stack[-1], str(element.tail))


def _frame(element: Element, around: Frame, holding: Set[Element]) -> Frame:
    """holding: the elements that have lines in them."""
    classes = set(classes_of(element))
    own_line = bool(classes & _LINES) or (bool(classes & _MAYBE_LINES) and element not in holding)
    is_line = around.is_line or own_line
    owner = element if not around.is_line and (own_line or element.tag in _BREAKS) else around.owner
    return Frame(
        owner,
        is_line,
        element if classes & _WORDS else around.word,
        element if classes & _BLOCKS and not own_line else around.block,
        around.bold or element.tag in ("b", "strong"),
        around.unseen or element.tag in _UNSEEN,
    )


def _around_lines(page: Element) -> Set[Element]:
    """What of a page has lines in it."""
    found: set[Element] = set()
    for element in page.iter("*"):
        if _LINES.intersection(classes_of(element)):
            for above in element.iterancestors():
                if above in found:
                    break
                found.add(above)
    return found
