"""A page of a PDF drawn as an image: the facsimile beside its text."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from converter.readers.pdf.png import png
from converter.reading import Image

MOST_PIXELS = 60_000_000  # a broadsheet page at 400 dots an inch
_WHITE = 0xFFFFFFFF


def facsimile(page: Any, size: tuple[float, float], resolution: int, page_id: str) -> tuple[Image | None, int]:
    """(the page as it is seen as PNG, the resolution in dots an inch that it has: less than asked for where the page is huge)."""
    width, height = size
    asked = width * height * (resolution / 72) ** 2
    if asked > MOST_PIXELS:
        resolution = int(resolution * (MOST_PIXELS / asked) ** 0.5)
    across, down = max(round(width * resolution / 72), 1), max(round(height * resolution / 72), 1)
    if resolution < 1 or across * down > 2 * MOST_PIXELS:
        return None, resolution
    pixels = np.empty((down, across * 3), np.uint8)
    bitmap = raw.FPDFBitmap_CreateEx(across, down, raw.FPDFBitmap_BGR, pixels.ctypes.data_as(ctypes.c_void_p), across * 3)
    if not bitmap:
        return None, resolution
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, _WHITE)
        raw.FPDF_RenderPageBitmap(bitmap, page.raw, 0, 0, across, down, 0, raw.FPDF_ANNOT)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    seen = np.ascontiguousarray(pixels.reshape(down, across, 3)[:, :, ::-1])
    return Image(f"{page_id}.png", "image/png", png(seen, resolution)), resolution
