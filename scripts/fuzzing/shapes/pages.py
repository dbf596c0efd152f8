"""PDF: many things on a page, many pages, things inside themselves, small streams that unpack to large ones."""

from __future__ import annotations

import zlib

from fuzzing.pdf import document, stream
from fuzzing.shapes.markup import DEEP, MANY, Shape

_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> /XObject << /X1 %d 0 R /X2 %d 0 R >> >>"


def _pdf(content: bytes, pages: bytes = b"[3 0 R]", count: int = 1, more: dict[int, bytes] | None = None, page: bytes = b"") -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    tree = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids %b /Count %d >>" % (pages, count),
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> %b >>"
        % page,
        4: stream(content),
        5: font,
        6: stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"),
    }
    return document({**tree, **(more or {})})


def _packed(content: bytes, more: bytes = b"") -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter /FlateDecode " + more)


def _words(count: int, step: float = 0.37) -> bytes:
    return (
        b"BT /F1 2 Tf "
        + b"".join(b"1 0 0 1 %.2f %.2f Tm (a%d) Tj " % (n * 7.3 % 580, 790 - n * step % 780, n % 10) for n in range(count))
        + b"ET"
    )


def pdfs() -> dict[str, Shape]:
    """All of them."""
    return {**_words_of_many_kinds(), **_drawings(), **_forms_and_pictures(), **_page_trees(), **_objects()}


def _words_of_many_kinds() -> dict[str, Shape]:
    """Very many words, or one."""
    return {
        "50,000 words": lambda: _pdf(_words(50_000)),
        "50,000 words on one line": lambda: _pdf(_words(50_000, 0.0)),
        "a column of single characters": lambda: _pdf(
            b"BT /F1 8 Tf " + b"".join(b"1 0 0 1 50 %.3f Tm (a) Tj " % (790 - n * 0.01) for n in range(60_000)) + b"ET"
        ),
        "one string of a million": lambda: _pdf(b"BT /F1 1 Tf 9 9 Td (" + b"ab " * 330_000 + b") Tj ET"),
        "one place for all": lambda: _pdf(b"BT /F1 8 Tf " + b"1 0 0 1 50 50 Tm (same) Tj " * 20_000 + b"ET"),
        "blanks": lambda: _pdf(
            b"BT /F1 8 Tf "
            + b"".join(b"1 0 0 1 %d %d Tm ( ) Tj " % (n % 500, n // 500) for n in range(60_000))
            + b"1 0 0 1 9 9 Tm (end) Tj ET"
        ),
    }


def _drawings() -> dict[str, Shape]:
    """Very many things drawn."""
    return {
        "rectangles": lambda: _pdf(_words(300) + b"".join(b" %d %d 40 40 re f" % (n % 550, n % 740) for n in range(150_000))),
        "rules": lambda: _pdf(
            _words(300)
            + b"".join(
                b" %d.%d 0 m %d.%d 800 l S 0 %d m 600 %d l S" % (n % 600, n % 9, n % 600, n % 9, n % 800, n % 800) for n in range(50_000)
            )
        ),
        "one path of many parts": lambda: _pdf(
            _words(300) + b"".join(b" %d %d m %d 9 l" % (n % 600, n % 800, n % 500) for n in range(200_000)) + b" S"
        ),
        "clips": lambda: _pdf(b"0 0 600 800 re W n " * 50_000 + _words(300)),
        "states": lambda: _pdf(b"q " * 500_000 + _words(300)),
    }


def _forms_and_pictures() -> dict[str, Shape]:
    """What is drawn again and again, and what is larger than it seems."""
    doubled = {n: stream(b"/X1 Do /X2 Do", _FORM % (n + 1, n + 1)) for n in range(6, 40)} | {
        40: stream(b"BT /F1 9 Tf (x) Tj ET", _FORM % (5, 5))
    }
    return {
        "a form in itself": lambda: _pdf(b"/X1 Do " + _words(10), more={6: stream(b"/X1 Do " + _words(50), _FORM % (6, 6))}),
        "forms that double": lambda: _pdf(b"/X1 Do", more=doubled),
        "a form drawn very often": lambda: _pdf(b"/X1 Do " * 50_000, more={6: stream(_words(20), _FORM % (6, 6))}),
        "a huge picture": lambda: _pdf(
            b"q 500 0 0 700 9 9 cm /X1 Do Q " + _words(10),
            more={
                6: _packed(
                    bytes(100_000_000),
                    b"/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray /BitsPerComponent 8",
                )
            },
        ),
        "pictures": lambda: _pdf(
            b"".join(b"q 40 0 0 40 %d %d cm /X1 Do Q " % (n % 550, n % 740) for n in range(20_000)) + _words(50),
            more={
                6: _packed(
                    bytes(10_000), b"/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8"
                )
            },
        ),
        "a packed stream": lambda: _pdf(b"", more={4: _packed(b" " * 1_500_000_000 + _words(10))}),
        "packed ten times": lambda: _pdf(
            b"", more={4: stream(_repacked(_words(10) + b" " * 100_000_000, 5), b"/Filter [" + b"/FlateDecode " * 5 + b"]")}
        ),
    }


def _page_trees() -> dict[str, Shape]:
    """Pages without end, and without measure."""
    return {
        "100,000 empty pages": lambda: _pdf(b"", b"[" + b"3 0 R " * 100_000 + b"]", 100_000),
        "20,000 empty pages": lambda: _pdf(b"", b"[" + b"3 0 R " * 20_000 + b"]", 20_000),
        "a wrong count": lambda: _pdf(_words(10), count=19_000),
        "a tree that bites its tail": lambda: _pdf(_words(10), b"[2 0 R 3 0 R]", 2),
        "a deep tree": lambda: _pdf(
            _words(10),
            b"[10 0 R]",
            1,
            {
                n: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (max(n - 1, 2), n + 1 if n < 5_000 else 3)
                for n in range(10, 5_001)
            },
        ),
        "lists in lists": lambda: _pdf(_words(10), page=b"/Odd " + b"[" * DEEP + b"]" * DEEP),
        "a huge page": lambda: _pdf(_words(10), page=b"/UserUnit 100000"),
        "a page without bounds": lambda: _pdf(_words(10)).replace(b"[0 0 600 800]", b"[0 0 0 0]    "),
    }


def _objects() -> dict[str, Shape]:
    """What stands in the file and is not drawn."""
    return {
        "objects": lambda: _pdf(_words(10), more={n: b"<< /A %d 0 R >>" % (n + 1) for n in range(7, 300_000)}),
        "widths": lambda: _pdf(
            _words(10),
            more={
                5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 2147483647 /Widths ["
                + b"9 " * MANY
                + b"] >>"
            },
        ),
        "a map of all characters": lambda: _pdf(
            _words(10),
            more={
                5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Odd /ToUnicode 7 0 R >>",
                7: stream(b"begincmap 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap"),
            },
        ),
        "no end": lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 500_000 + b"%%EOF",
    }


def _repacked(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content
