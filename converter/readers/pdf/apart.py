"""pdfminer.six in a process of its own: `python -m converter.readers.pdf.apart PAGE` takes a PDF on stdin and gives its characters as JSON on stdout.

Apart, because a damaged or hostile table of characters makes it fill memory without end: the caller sets a time, this module a limit.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

MOST_MEMORY = 1_500_000_000  # bytes


def main() -> None:
    """Writes a list of [matrix in user space, size, rise, advance, text, font, whether the font runs downwards]."""
    _limit()
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it complains of is said by our notices
    json.dump(_characters(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time alone limits it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _characters(data: bytes, index: int) -> list[list[Any]]:
    from pdfminer.converter import PDFLayoutAnalyzer
    from pdfminer.pdffont import PDFUnicodeNotDefined
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    page: Any = next(iter(PDFPage.get_pages(io.BytesIO(data), pagenos=[index], check_extractable=False)))
    found: list[list[Any]] = []
    page.rotate = 0  # places in user space, as PDFium gives them
    left, bottom = page.mediabox[:2]

    class Characters(PDFLayoutAnalyzer):
        def render_char(
            self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, graphicstate: Any
        ) -> float:
            del ncs, graphicstate
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = "\ufffd"
            advance = float(font.char_width(cid) * fontsize * scaling)
            a, b, c, d, e, f = matrix
            found.append([[a, b, c, d, e + left, f + bottom], fontsize, rise, advance, text, str(font.fontname), font.is_vertical()])
            return advance

        def receive_layout(self, ltpage: Any) -> None:
            """Nothing: the characters are all that is wanted."""

    manager = PDFResourceManager()
    PDFPageInterpreter(manager, Characters(manager, laparams=None)).process_page(page)
    return found


if __name__ == "__main__":
    main()
