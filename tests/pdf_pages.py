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


def column(canvas: Any, x: float, top: float, lines: int, measure: int = 12, size: float = 10, step: float = 15) -> list[str]:
    """A column of running text; its lines."""
    drawn = []
    for k in range(lines):
        start = k * 5 % len(BODY)
        text = (BODY[start:] + BODY)[:measure]
        put(canvas, x, top - k * step, text, size)
        drawn.append(text)
    return drawn
