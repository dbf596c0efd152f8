"""Bytes to an open PDF document, or an error that says what is wrong with it and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from converter.errors import UnreadableError

MOST_PAGES = 20_000  # a volume of a daily holds some 6,000
_TAIL = 65_536  # where the end mark stands, allowing for what mailers and servers append
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
    if b"%%EOF" not in data[-_TAIL:] and b"startxref" not in data[-_TAIL:]:
        raise UnreadableError("the PDF is truncated: its end mark (%%EOF) is missing", where=name, hint=_AGAIN)


def _refusal(name: str, code: int | None) -> UnreadableError:
    import pypdfium2.raw as raw

    if code == raw.FPDF_ERR_PASSWORD:
        hint = "save a copy without a password (a viewer's print to PDF), if its owner allows it"
        return UnreadableError("the PDF is encrypted and asks for a password", where=name, hint=hint)
    if code == raw.FPDF_ERR_SECURITY:
        hint = "save a copy without protection (a viewer's print to PDF), if its owner allows it"
        return UnreadableError("the PDF is protected in a way that cannot be read", where=name, hint=hint)
    return UnreadableError("the PDF is damaged", where=name, hint=_AGAIN)
