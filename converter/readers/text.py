"""Plain text as extractors write it: form feeds part pages, any line ends. Gives pages of numbered lines, verbatim but for what XML cannot hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from converter.errors import UnreadableError
from converter.model import Line, Page, Reading, SourceFile
from converter.notices import Notice
from converter.readers.decoding import decode
from converter.readers.unprintable import (
    CONTROL,
    LINE_END,
    LONGEST_LINE,
    MOST_LINES,
    MOST_PAGES,
    mended,
    private,
    told_broken,
    told_controls,
)

# Extractors leave a control character here and there; where one in a hundred is one, the characters beside them are wrong as well.
_MOST_CONTROLS, _FEW_CONTROLS = 0.01, 8
_WRONG = {True: "this is not its encoding", False: "this is no text, or its characters were lost when it was extracted"}


def read_text(name: str, data: bytes, encoding: str | None = None) -> Reading:
    """The pages of a text file. Raises UnreadableError for what is no text, holds none, or is no page."""
    text, codec = decode(name, data, encoding)
    _check_encoding(name, text, encoding)
    text, notices = _for_xml(text)
    if codec != "UTF-8":
        notices.insert(0, Notice("I-READ-01", name, f"read as {codec}"))
    sheets = text.split("\f")
    while len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()  # extractors end the last page with a form feed, too
    if not any(sheet.strip() for sheet in sheets):
        raise UnreadableError("the file holds no text", where=name, hint="if the page has print on it, run OCR on it first")
    if len(sheets) > MOST_PAGES:
        what = f"its form feeds (U+000C) part {len(sheets)} pages: no volume has as many"
        raise UnreadableError(what, where=name, hint="extract it again, or part it into issues")
    pages = tuple(Page(f"p{n}", n, tuple(_lines(name, f"p{n}", sheet))) for n, sheet in enumerate(sheets, 1))
    notices += [Notice("W-READ-05", page.id, f"page {page.n} holds no text") for page in pages if not page.lines]
    notices += private(pages)
    file = SourceFile(name, hashlib.sha256(data).hexdigest(), f"extracted text, {codec}", len(data))
    return Reading(pages, (file,), tuple(notices))


def _check_encoding(name: str, text: str, encoding: str | None) -> None:
    """Refuses text with more control characters than any print has: its bytes were read by the wrong table."""
    count = len(CONTROL.findall(text))
    if count < _FEW_CONTROLS or count <= _MOST_CONTROLS * len(text):
        return
    hint = (
        "leave --encoding out, and the encoding is told from the bytes"
        if encoding
        else "extract it again, or name its encoding: --encoding"
    )
    raise UnreadableError(f"{count} of its {len(text)} characters are control characters: {_WRONG[bool(encoding)]}", where=name, hint=hint)


def _for_xml(text: str) -> tuple[str, list[Notice]]:
    """The text without what XML 1.0 cannot hold, and what was done."""
    notices: list[Notice] = []
    clean = mended(text)
    if clean.broken:
        notices.append(told_broken(clean.broken, _place(clean.text, clean.text.index("\ufffd"))))
    if match := CONTROL.search(text):
        notices.append(told_controls(clean.controls, _place(text, match.start())))
    return clean.text, notices


def _place(text: str, at: int) -> str:
    """The id of the line at an offset of the whole text."""
    page = text.count("\f", 0, at) + 1
    start = text.rfind("\f", 0, at) + 1
    return f"p{page}-l{len(LINE_END.findall(text, start, at)) + 1}"


def _lines(name: str, page: str, sheet: str) -> Iterator[Line]:
    """The lines with ink on them; n counts the empty ones too, so that it is the line number in the file's page."""
    rows = LINE_END.split(sheet)
    if len(rows) > MOST_LINES or max(map(len, rows)) > LONGEST_LINE:
        raise UnreadableError(
            f"page {page[1:]} has {len(rows)} lines, the longest of {max(map(len, rows))} characters: no newspaper page has",
            where=name,
            hint=f"part the pages with form feeds (U+000C); at most {MOST_LINES} lines of {LONGEST_LINE} characters make a page",
        )
    empty = 0
    for n, row in enumerate(rows, 1):
        if row.strip():
            yield Line(f"{page}-l{n}", n, row, gap_before=empty)
            empty = 0
        else:
            empty += 1
