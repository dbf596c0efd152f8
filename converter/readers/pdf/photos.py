"""Pictures that a page holds as image files: JPEG as it is in the PDF where it lies as it is seen, else PNG; a scan of the whole page as its facsimile."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from converter.passage import Box
from converter.readers.pdf.drawing import LEAST_SIDE, covers, seen
from converter.readers.pdf.frame import Sheet
from converter.readers.pdf.objects import Drawn
from converter.readers.pdf.png import Pixels, png
from converter.reading import Image, Picture

MOST_PIXELS = 100_000_000  # some 10 x 10 thousand: more is no press photo
MOST_PICTURES = 200  # on a page
EXACT = 0.005  # of a side of the page: by so much a scan may miss its edges, and places on the page are still those on the scan
UPRIGHT = (False, False, False)
_NO_FRAME = (0xC4, 0xC8, 0xCC)  # among the markers of JPEG frames: tables, and one that is not in use
TOUCHING = 1.0  # points: strips of one picture that a producer cut it into
STAMP = 0.01  # of the page: so much of a scan an archive's stamp or a line "downloaded from" may cover
OF_TEXT = 0.1  # of an image: where OCR laid words over more of it, it is a scan of text; in a photo it reads a poster at most


@dataclass(frozen=True, slots=True)
class Shown:
    """The pictures of a page, the files of those that could be taken out, and the scan that is the page."""

    pictures: tuple[Picture, ...] = ()
    files: tuple[Image, ...] = ()
    facsimile: Image | None = None


def photos(page: Any, drawn: list[Drawn], sheet: Sheet, page_id: str) -> Shown:
    """Pictures of 1 cm and more in content order. Strips of one picture become one picture, without a file. Scans of text are no pictures."""
    scan = next(
        (n for n, one in enumerate(drawn) if one.kind == "image" and covers(seen(one, sheet), sheet) and not _is_mask(page, one.handle)),
        None,
    )
    facsimile = _scan(drawn[scan], sheet, page_id) if scan is not None and _bare(drawn[scan + 1 :], sheet) else None
    images = [(seen(one, sheet), one) for one in drawn if one.kind == "image" and not covers(seen(one, sheet), sheet)]
    groups = _grouped([(box, one) for box, one in images if not _is_mask(page, one.handle)])
    pictures: list[Picture] = []
    files: dict[tuple[bytes, str], str] = {}
    words = [seen(one, sheet) for one in drawn if one.hidden]
    for box, members in groups[:MOST_PICTURES]:
        if min(box.right - box.left, box.bottom - box.top) < LEAST_SIDE or covers(box, sheet) or _of_text(box, words):
            continue
        taken = _taken(members[0], sheet) if len(members) == 1 else None
        if taken and taken not in files:
            files[taken] = f"{page_id}-i{len(files) + 1}.{'jpg' if taken[1] == 'image/jpeg' else 'png'}"
        pictures.append(Picture(box, files[taken] if taken else None))
    images_out = tuple(Image(name, "image/jpeg" if kind == "image/jpeg" else "image/png", data) for (data, kind), name in files.items())
    return Shown(tuple(pictures), images_out, facsimile)


def _bare(after: list[Drawn], sheet: Sheet) -> bool:
    """Whether what is drawn over a scan leaves it as it is: text that is not seen, or a stamp. Else the scan alone would not show the page."""
    width, height = sheet.size
    over = sum(_area(seen(one, sheet)) for one in after if not one.hidden)
    return over <= STAMP * width * height


def _of_text(box: Box, words: list[Box]) -> bool:
    """Whether OCR has laid words over it as over a page of text."""
    inside = [
        word
        for word in words
        if box.left <= (word.left + word.right) / 2 <= box.right and box.top <= (word.top + word.bottom) / 2 <= box.bottom
    ]
    return sum(map(_area, inside)) >= OF_TEXT * _area(box)


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _grouped(images: list[tuple[Box, Drawn]]) -> list[tuple[Box, list[Drawn]]]:
    """Images that touch with a whole side, together; in content order of the first."""
    groups: list[tuple[Box, list[Drawn]]] = []
    for box, one in images:
        if groups and _continues(groups[-1][0], box):
            whole, members = groups[-1]
            groups[-1] = (_around(whole, box), [*members, one])
        else:
            groups.append((box, [one]))
    return groups


def _continues(one: Box, other: Box) -> bool:
    def near(a: float, b: float) -> bool:
        return abs(a - b) <= TOUCHING

    same_columns = near(one.left, other.left) and near(one.right, other.right)
    same_rows = near(one.top, other.top) and near(one.bottom, other.bottom)
    stacked = same_columns and (near(one.bottom, other.top) or near(one.top, other.bottom))
    beside = same_rows and (near(one.right, other.left) or near(one.left, other.right))
    return stacked or beside


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom))


def _is_mask(page: Any, handle: Any) -> bool:
    """Whether it only says where to paint, or has no pixels: a stencil has one bit a pixel and no colours."""
    about = _about(page, handle)
    if about is None:
        return True
    return bool(about.bits_per_pixel == 1 and about.colorspace == raw.FPDF_COLORSPACE_UNKNOWN) or not about.width or not about.height


def _about(page: Any, handle: Any) -> Any:
    """What PDFium tells of an image, None where it tells nothing. Of its colours it tells nothing without the page."""
    about = raw.FPDF_IMAGEOBJ_METADATA()
    return about if raw.FPDFImageObj_GetImageMetadata(handle, page.raw, about) else None


def _scan(one: Drawn, sheet: Sheet, page_id: str) -> Image | None:
    """The image that covers the page, if it is a JPEG that lies as the page is seen and ends where the page ends."""
    data = _jpeg(one.handle) if _is_sheet(seen(one, sheet), sheet) and _lies(one, sheet) == UPRIGHT and _straight(one) else b""
    return Image(f"{page_id}.jpg", "image/jpeg", data) if data else None


def _is_sheet(box: Box, sheet: Sheet) -> bool:
    """Whether it has the page's own edges."""
    width, height = sheet.size
    across, down = max(abs(box.left), abs(box.right - width)), max(abs(box.top), abs(box.bottom - height))
    return across <= EXACT * width and down <= EXACT * height


def _straight(one: Drawn) -> bool:
    """Whether its sides run along the page's."""
    a, b, c, d, _, _ = one.matrix
    return abs(b) + abs(c) < 0.01 * abs(a) or abs(a) + abs(d) < 0.01 * abs(b)


def _lies(one: Drawn, sheet: Sheet) -> tuple[bool, bool, bool]:
    """How an image lies on the page as it is seen: whether its rows run downwards, and then, whether it is mirrored left to right, top to bottom."""
    a, b, c, d, _, _ = one.matrix
    for _ in range(sheet.quarters):
        a, b, c, d = b, -a, d, -c
    return (True, c > 0, b > 0) if abs(b) > abs(a) else (False, a < 0, d < 0)


def _taken(one: Drawn, sheet: Sheet) -> tuple[bytes, str] | None:
    """(file, media type) of an image as it is seen; None where it cannot be decoded."""
    handle, lies = one.handle, _lies(one, sheet)
    if lies == UPRIGHT and (data := _jpeg(handle)):
        return data, "image/jpeg"
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(handle, width, height) or not 0 < width.value * height.value <= MOST_PIXELS:
        return None
    bitmap = raw.FPDFImageObj_GetBitmap(handle)
    if not bitmap:
        return None
    try:
        pixels = pixels_of(bitmap)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return (png(_turned(pixels, *lies)), "image/png") if pixels is not None else None


def _turned(pixels: Pixels, down: bool, mirrored: bool, overturned: bool) -> Pixels:
    """The pixels of an image that lies so, as it is seen."""
    pixels = pixels.swapaxes(0, 1) if down else pixels
    pixels = pixels[:, ::-1] if mirrored else pixels
    return np.ascontiguousarray(pixels[::-1] if overturned else pixels)


def _jpeg(handle: Any) -> bytes:
    """The image's JPEG stream as it is in the file; empty where it is no JPEG, or in printing inks, which browsers show in other colours."""
    for read in (raw.FPDFImageObj_GetImageDataRaw, raw.FPDFImageObj_GetImageDataDecoded):
        if not _is_dct(handle):
            return b""
        size = read(handle, None, 0)
        if size > 4 * MOST_PIXELS:
            return b""
        buffer = ctypes.create_string_buffer(size)
        read(handle, buffer, size)
        if buffer.raw.startswith(b"\xff\xd8\xff"):
            return b"" if _inks(buffer.raw) else buffer.raw
    return b""


def _inks(jpeg: bytes) -> bool:
    """Whether a JPEG has four channels, as its frame header says: cyan, magenta, yellow and black, with whatever profile the PDF has for them."""
    at = 2
    while at + 10 <= len(jpeg) and jpeg[at] == 0xFF:
        kind, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in _NO_FRAME:
            return jpeg[at + 9] == 4
        at += 1 if kind == 0xFF else 2 + length
    return False


def _is_dct(handle: Any) -> bool:
    count = raw.FPDFImageObj_GetImageFilterCount(handle)
    if count < 1:
        return False
    buffer = ctypes.create_string_buffer(32)
    raw.FPDFImageObj_GetImageFilter(handle, count - 1, buffer, 32)
    return buffer.value in (b"DCTDecode", b"DCT")


def pixels_of(bitmap: Any) -> Pixels | None:
    """The pixels of a PDFium bitmap, grey (height, width) or red, green, blue (height, width, 3)."""
    width, height = raw.FPDFBitmap_GetWidth(bitmap), raw.FPDFBitmap_GetHeight(bitmap)
    stride, kind = raw.FPDFBitmap_GetStride(bitmap), raw.FPDFBitmap_GetFormat(bitmap)
    depth = {raw.FPDFBitmap_Gray: 1, raw.FPDFBitmap_BGR: 3, raw.FPDFBitmap_BGRx: 4, raw.FPDFBitmap_BGRA: 4}.get(kind)
    start = raw.FPDFBitmap_GetBuffer(bitmap)
    if not depth or not start or width <= 0 or height <= 0:
        return None
    content = np.frombuffer(ctypes.string_at(start, stride * height), np.uint8)
    rows = content.reshape(height, stride)[:, : width * depth]
    if depth == 1:
        return rows.copy()
    return np.ascontiguousarray(rows.reshape(height, width, depth)[:, :, 2::-1])
