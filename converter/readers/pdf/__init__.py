"""PDF files to pages of lines with their places, rules, frames and pictures, page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from converter.passage import Line
from converter.reading import Page, Reading, SourceFile

__all__ = ["pages_of_pdf", "read_pdf"]


def read_pdf(name: str, data: bytes, *, images: bool = False, resolution: int = 150) -> Reading:
    """The pages of a PDF. Raises UnreadableError."""
    pages = tuple(pages_of_pdf(name, data, images=images, resolution=resolution))
    file = SourceFile(name, hashlib.sha256(data).hexdigest(), "PDF text layer", len(data))
    return Reading(pages, (file,))


def pages_of_pdf(name: str, data: bytes, *, images: bool = False, resolution: int = 150) -> Iterator[Page]:
    """The pages one by one."""
    from converter.readers.pdf.document import opened
    from converter.readers.pdf.pages import page_of

    with opened(name, data) as document:
        for index in range(len(document)):
            yield page_of(document[index], index + 1, name)
