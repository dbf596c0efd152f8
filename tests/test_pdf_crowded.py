"""Pages of a PDF with more on them than print has: refused, or read in bounded time."""

from __future__ import annotations

import time

import pytest
from test_pdf_trial import pdf

from converter.errors import UnreadableError
from converter.readers.pdf import read_pdf


def words(count: int, text: bytes = b"again") -> bytes:
    """Words of small type, each apart from all others."""
    places = (b"1 0 0 1 %.2f %.2f Tm (%b) Tj " % (5 + n % 58 * 10, 790 - n // 58 * 2.2, text) for n in range(count))
    return b"BT /F1 2 Tf " + b"".join(places) + b"ET"


def test_more_lines_than_a_page_has_are_refused() -> None:
    with pytest.raises(UnreadableError, match=r"page\.pdf: a page has more than 20000 lines"):
        read_pdf("page.pdf", pdf(words(20_400)))


def test_thousands_of_lines_that_say_the_same_in_other_places_are_read_in_time() -> None:
    started = time.process_time()
    page = read_pdf("page.pdf", pdf(words(9_000))).pages[0]
    assert time.process_time() - started < 20
    assert sum(line.text.count("again") for line in page.lines) == 9_000
    assert not any(line.edits for line in page.lines)


@pytest.mark.parametrize("size", [12, 400])
def test_a_shadow_of_a_line_is_found_in_small_and_in_large_type(size: int) -> None:
    content = b"BT /F1 %d Tf 1 0 0 1 39 400 Tm (Rain) Tj ET BT /F1 %d Tf 1 0 0 1 %.1f 400 Tm (Rain) Tj ET" % (size, size, 39 + 0.3 * size)
    lines = read_pdf("page.pdf", pdf(content)).pages[0].lines
    assert [(line.text, [edit.kind for edit in line.edits]) for line in lines] == [("RainRain", ["surplus"])]
