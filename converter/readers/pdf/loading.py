"""A program of its own, which imports nothing of ours: loads the pages of the PDF on stdin, and their characters, and ends with 0 where PDFium bears it.

Its arguments are the most pages that a file may have (one with more is not loaded), and the numbers of the first page and of that behind the last, from 1;
without these it loads all. What is wrong in a way that can be said is no matter here: who reads the file after this is told it.
"""

from __future__ import annotations

import faulthandler
import sys
from contextlib import closing, suppress

MOST_MEMORY = 1_200_000_000  # bytes of addresses; a newspaper page takes some 50 MB
MOST_SECONDS = 20  # for a page; one of a newspaper takes a tenth of a second
AT_ONCE = 16  # pages, before the file is opened anew: PDFium keeps fonts and streams of those that it has loaded


def main() -> None:
    """Raises MemoryError, or ends the process with another code, where a page is more than PDFium bears."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    _limit()
    faulthandler.dump_traceback_later(MOST_SECONDS, exit=True)  # of all clocks the one that ends a library that does not come back
    data, at = sys.stdin.buffer.read(), 0
    with suppress(pdfium.PdfiumError):
        with closing(pdfium.PdfDocument(data)) as document:
            most, *bounds = map(int, sys.argv[1:])
            wanted = range(bounds[0] - 1, bounds[1] - 1) if bounds else range(len(document))
            numbers = [n for n in wanted if n < len(document) <= most]
        while at < len(numbers):
            with closing(pdfium.PdfDocument(data)) as document:
                for n in numbers[at : at + AT_ONCE]:
                    with closing(document[n]) as page:
                        page.get_textpage().close()
                    faulthandler.dump_traceback_later(MOST_SECONDS, exit=True)
            at += AT_ONCE


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time alone limits it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()
