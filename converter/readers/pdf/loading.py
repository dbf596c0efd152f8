"""A program of its own, which imports nothing of ours: loads the pages of the PDF on stdin, and their characters, and ends with 0 where PDFium bears it.

Its arguments are the numbers of the first page and of that behind the last, from 1; without them it loads all. What is wrong in a way that PDFium can
say is no matter here: who reads the file after this is told the same.
"""

from __future__ import annotations

import sys
from contextlib import closing, suppress

MOST_MEMORY = 1_200_000_000  # bytes of addresses; a newspaper page takes some 50 MB
AT_ONCE = 16  # pages, before the file is opened anew: PDFium keeps fonts and streams of those that it has loaded


def main() -> None:
    """Raises MemoryError, or does not come back, where a page is more than PDFium bears."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    _limit()
    data, at = sys.stdin.buffer.read(), 0
    with suppress(pdfium.PdfiumError):
        with closing(pdfium.PdfDocument(data)) as document:
            wanted = range(int(sys.argv[1]) - 1, int(sys.argv[2]) - 1) if len(sys.argv) > 2 else range(len(document))
            numbers = [n for n in wanted if n < len(document)]
        while at < len(numbers):
            with closing(pdfium.PdfDocument(data)) as document:
                for n in numbers[at : at + AT_ONCE]:
                    with closing(document[n]) as page:
                        page.get_textpage().close()
            at += AT_ONCE


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time alone limits it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()
