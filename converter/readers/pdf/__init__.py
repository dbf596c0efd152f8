"""PDF files to pages of lines with their places, rules, frames and pictures, one page at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from converter.reading import Reading, SourceFile

if TYPE_CHECKING:
    from converter.readers.pdf.pages import Leaf

__all__ = ["count_pages", "pages_of_pdf", "read_pdf"]
RESOLUTION = 150  # dots an inch: small print can be read, and a broadsheet page takes some 3 MB


def read_pdf(name: str, data: bytes, *, images: bool = False, resolution: int = RESOLUTION, only: range | None = None) -> Reading:
    """The pages of a PDF as one reading. only: the numbers (from 1) of those that are wanted.

    images: also draw each page, at `resolution` dots an inch: Page.image names the file. Raises UnreadableError for what is no PDF,
    damaged, truncated, or locked with a password.
    """
    leaves = list(pages_of_pdf(name, data, images=images, resolution=resolution, only=only))
    file = SourceFile(name, hashlib.sha256(data).hexdigest(), "PDF, its text layer", len(data))
    notices = tuple(note for leaf in leaves for note in leaf.notices)
    pictures = tuple(image for leaf in leaves for image in leaf.images)
    return Reading(tuple(leaf.page for leaf in leaves), (file,), notices, images=pictures)


def count_pages(name: str, data: bytes) -> int:
    """How many pages a PDF has. Raises UnreadableError as read_pdf does."""
    from converter.readers.pdf.document import opened

    with opened(name, data) as document:
        return len(document)


def pages_of_pdf(
    name: str, data: bytes, *, images: bool = False, resolution: int = RESOLUTION, only: range | None = None
) -> Iterator[Leaf]:
    """The pages one by one, each with its notices and images; no more than one is held. Raises UnreadableError as read_pdf does.

    PDFium is not safe with threads: one file at a time in a process.
    """
    from converter.readers.pdf.document import pages_in
    from converter.readers.pdf.pages import leaf_of
    from converter.readers.pdf.second import Second

    second = Second(data)
    for n, page in pages_in(name, data, only):
        yield leaf_of(page, n, name, second, resolution=resolution if images else None)
