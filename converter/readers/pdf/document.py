"""Bytes to an open PDF document, or an error that says what is wrong with it and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from converter.errors import UnreadableError
from converter.readers.unprintable import MOST_PAGES

AT_ONCE = 16  # pages: some 80 MB where each has its own fonts
LONGEST_SIDE = 20_000.0  # points, 7 m: the PDF standard allows 200 inches
_TAIL = 65_536  # where the end mark stands, allowing for what mailers and servers append
_LENGTH = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,15})\b")
_STARTS = re.compile(rb"startxref\s+(\d{1,15})\s*\Z")
_TABLE = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)\b")
_AGAIN = "fetch the file again; if it opens in a viewer, print it to a new PDF there"


@contextmanager
def opened(name: str, data: bytes) -> Iterator[Any]:
    """The document; closed afterwards. Raises UnreadableError for what is no PDF, damaged, truncated or locked."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    _check_whole(name, data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refusal(name, getattr(error, "err_code", None)) from error
    try:
        pages = len(document)
        if not 0 < pages <= MOST_PAGES:
            raise UnreadableError(f"the PDF says that it has {pages} pages: no issue has", where=name, hint=_AGAIN)
        yield document
    finally:
        document.close()


def _check_whole(name: str, data: bytes) -> None:
    """Refuses a file whose end is missing: PDFium mends such files by guess, and pages or pictures would be lost in silence."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("this is not a PDF: it does not start with %PDF", where=name, hint=_AGAIN)
    if b"%%EOF" not in data[-_TAIL:] and not _points_at_table(data):
        raise UnreadableError("the PDF is truncated: its end mark (%%EOF) is missing", where=name, hint=_AGAIN)
    # a file made for the web says its length at the start, and has a first end mark long before the end
    if (length := _LENGTH.search(data[:2048])) and int(length[1]) > len(data):
        say = f"the PDF is truncated: it says that it has {int(length[1])} bytes, and {len(data)} are here"
        raise UnreadableError(say, where=name, hint=_AGAIN)


def _points_at_table(data: bytes) -> bool:
    """Whether the file, though it lacks its end mark, ends with the place of its table of objects, and the table is there."""
    found = _STARTS.search(data[-_TAIL:])
    return bool(found and _TABLE.match(data, int(found[1])))


def _refusal(name: str, code: int | None) -> UnreadableError:
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    if code == raw.FPDF_ERR_PASSWORD:
        hint = "save a copy without a password (a viewer's print to PDF), if its owner allows it"
        return UnreadableError("the PDF is encrypted and asks for a password", where=name, hint=hint)
    if code == raw.FPDF_ERR_SECURITY:
        hint = "save a copy without protection (a viewer's print to PDF), if its owner allows it"
        return UnreadableError("the PDF is protected in a way that cannot be read", where=name, hint=hint)
    return UnreadableError("the PDF is damaged", where=name, hint=_AGAIN)


def pages_in(name: str, data: bytes, only: range | None = None) -> Iterator[tuple[int, Any]]:
    """The pages of a PDF with their numbers from 1, each closed before the next is loaded. only: the numbers of those that are wanted.

    Raises UnreadableError as `opened` does, and for a page that cannot be loaded, or has no bounds.
    """
    done, count = 0, 1
    while done < count:
        # PDFium keeps fonts and streams of the pages that it has read: the file is opened anew from time to time
        with opened(name, data) as document:
            count = len(document)
            numbers = [n for n in range(done + 1, count + 1) if only is None or n in only][:AT_ONCE]
            for n in numbers:
                with _page(document, n, name) as page:
                    yield n, page
            done = numbers[-1] if numbers else count


@contextmanager
def _page(document: Any, n: int, name: str) -> Iterator[Any]:
    import pypdfium2 as pdfium

    try:
        page = document[n - 1]
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"page {n} of the PDF is damaged", where=name, hint=_AGAIN) from error
    try:
        width, height = page.get_size()
        if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
            raise UnreadableError(f"page {n} measures {width:.0f} x {height:.0f} points: no page does", where=name, hint=_AGAIN)
        yield page
    finally:
        page.close()
