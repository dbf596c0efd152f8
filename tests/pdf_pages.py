"""PDF pages of our own making for the reader's tests: reportlab draws them, so that each test says what stands on its page."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

reportlab = pytest.importorskip("reportlab")

from reportlab.lib.pdfencrypt import StandardEncryption  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

SONG = "STSong-Light"
DOWN = "STSong-Light-V"  # the same, set from top to bottom
PAGE = (600.0, 800.0)
BODY = "清晨的集市上人声渐起摊主们把新摘的蔬菜摆成整齐的一排路过的人停下脚步挑选价格写在小小的木牌上买卖双方都面带笑容"

Draw = Callable[[Any], None]


def pdf(*draws: Draw, size: tuple[float, float] = PAGE, password: str | None = None, owner: str = "") -> bytes:
    """A PDF with a page for each function, which draws on a canvas with its origin at the bottom left. The same bytes each time."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    downwards = UnicodeCIDFont(SONG, isVertical=True)
    downwards.name = downwards.fontName = DOWN
    pdfmetrics.registerFont(downwards)
    target = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword=owner or "owner", canPrint=1) if password is not None else None
    canvas = Canvas(target, pagesize=size, invariant=1, encrypt=lock)
    for draw in draws:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def put(canvas: Any, x: float, y: float, text: str, size: float = 10, font: str = SONG, spacing: float = 0.0) -> None:
    """Text with its baseline at y."""
    canvas.setFont(font, size)
    canvas.drawString(x, y, text, charSpace=spacing)


def width_of(text: str, size: float = 10, font: str = "Times-Roman") -> float:
    """How wide a text is set, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def column(canvas: Any, x: float, top: float, lines: int, measure: int = 12, size: float = 10, step: float = 15) -> list[str]:
    """A column of running text; its lines."""
    drawn = []
    for k in range(lines):
        start = k * 5 % len(BODY)
        text = (BODY[start:] + BODY)[:measure]
        put(canvas, x, top - k * step, text, size)
        drawn.append(text)
    return drawn


def raw_pdf(content: bytes, resources: bytes, *objects: bytes, page: bytes = b"") -> bytes:
    """A PDF of one page written by hand: its content, its resources, and the objects that they name (from number 5 on)."""
    head = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << " + resources + b" >> " + page + b" >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
    ]
    out, places = b"%PDF-1.7\n", []
    for n, body in enumerate([*head, *objects], 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


def nameless(count: int, to_unicode: bytes | None = None) -> bytes:
    """A page of `count` glyphs in a font that numbers them and does not say what they are, or says so by `to_unicode` (a CMap's middle)."""
    glyphs = b"".join(b"%04x" % (n % 200 + 1) for n in range(count))
    rows = b" ".join(b"1 0 0 1 50 %d Tm <%s> Tj" % (750 - 15 * k, glyphs[k * 160 : k * 160 + 160]) for k in range((count + 39) // 40))
    named = b" /ToUnicode 8 0 R" if to_unicode is not None else b""
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Own /Encoding /Identity-H /DescendantFonts [6 0 R]" + named + b" >>"
    inner = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor 7 0 R /DW 1000 >>"
    )
    about = b"<< /Type /FontDescriptor /FontName /AAAAAA+Own /Flags 4 /FontBBox [0 0 1000 1000] /Ascent 880 /Descent -120 /ItalicAngle 0 /StemV 80 >>"
    objects = [font, inner, about]
    if to_unicode is not None:
        cmap = (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
            + to_unicode
        )
        cmap += b" endcmap end end"
        objects.append(b"<< /Length %d >>\nstream\n" % len(cmap) + cmap + b"\nendstream")
    return raw_pdf(b"BT /F1 10 Tf " + rows + b" ET", b"/Font << /F1 5 0 R >>", *objects)
