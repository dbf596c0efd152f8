"""What a page draws, in the order in which it draws it: text, lines, rectangles and images in user space, with the forms that hold them unfolded."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import pypdfium2.raw as raw  # type: ignore[import-untyped]

MOST_OBJECTS = 200_000  # a page with more holds a map or a chart: its rules are not looked for beyond
MOST_SEGMENTS = 200  # a path of more is a picture, not rules
ROUNDEST = 18.0  # points: the largest radius of a frame's corners
DEEPEST = 6  # forms in forms
NO_AREA = 0.1  # points: text of blanks alone covers none
Matrix = tuple[float, float, float, float, float, float]
Corners = tuple[float, float, float, float]  # left, bottom, right, top in user space
NOWHERE: Corners = (0.0, 0.0, 0.0, 0.0)
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_UNSEEN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing drawn. kind: straight for lines and rectangles with sides along the page's, also with round corners; shape for any other path.

    corners: its bounds. filled: it covers what is inside.
    handle: the page object, for text and images; form: the form object that holds it, None for the page itself.
    matrix: of images, and of text that prints nothing, to user space.
    """

    kind: Literal["text", "straight", "shape", "image"]
    corners: Corners
    filled: bool = False
    handle: Any = None
    form: Any = None
    matrix: Matrix = UNIT

    @property
    def blank(self) -> bool:
        """Whether it is text that prints nothing."""
        return self.kind == "text" and _empty(self.corners)

    @property
    def hidden(self) -> bool:
        """Whether it is text that is there to be searched and not to be seen, as OCR lays it over a scan."""
        return self.kind == "text" and raw.FPDFTextObj_GetTextRenderMode(self.handle) in _UNSEEN


def _empty(corners: Corners) -> bool:
    left, bottom, right, top = corners
    return right - left <= NO_AREA or top - bottom <= NO_AREA


def drawn_on(page: Any) -> Iterator[Drawn]:
    """The text, the visible paths and the images of a pypdfium2 page, in content order; a path of several parts gives each part."""
    left = [MOST_OBJECTS]
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        yield from _unfolded(raw.FPDFPage_GetObject(page.raw, index), None, UNIT, 0, left)


def _unfolded(handle: Any, form: Any, matrix: Matrix, depth: int, left: list[int]) -> Iterator[Drawn]:
    left[0] -= 1
    if left[0] < 0 or not handle:
        return
    kind = raw.FPDFPageObj_GetType(handle)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        bounds = _corners(handle, matrix) or NOWHERE
        place = _times(_matrix(handle), matrix) if _empty(bounds) else UNIT
        yield Drawn("text", bounds, handle=handle, form=form, matrix=place)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        yield from _path(handle, matrix)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        if corners := _clipped(handle, matrix, _corners(handle, matrix)):
            yield Drawn("image", corners, handle=handle, form=form, matrix=_times(_matrix(handle), matrix))
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        inner = _times(_matrix(handle), matrix)
        for index in range(raw.FPDFFormObj_CountObjects(handle)):
            yield from _unfolded(raw.FPDFFormObj_GetObject(handle, index), handle, inner, depth + 1, left)


def _matrix(handle: Any) -> Matrix:
    cells = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, cells):
        return UNIT
    return cells.a, cells.b, cells.c, cells.d, cells.e, cells.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """First one, then the other."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _corners(handle: Any, matrix: Matrix) -> Corners | None:
    cells = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(handle, *cells):
        return None
    x0, y0, x1, y1 = (cell.value for cell in cells)
    if matrix == UNIT:
        return x0, y0, x1, y1
    return _around([_moved(matrix, x, y) for x in (x0, x1) for y in (y0, y1)])


def _around(points: list[tuple[float, float]]) -> Corners:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _clipped(handle: Any, matrix: Matrix, corners: Corners | None) -> Corners | None:
    """What of the corners is inside the bounds of the object's clip paths: a photo is larger than the window that shows it."""
    clip = raw.FPDFPageObj_GetClipPath(handle)
    if not clip or corners is None:
        return corners
    x0, y0, x1, y1 = corners
    for index in range(max(min(raw.FPDFClipPath_CountPaths(clip), MOST_SEGMENTS), 0)):
        count = max(min(raw.FPDFClipPath_CountPathSegments(clip, index), MOST_SEGMENTS), 0)
        points = [point for n in range(count) if (point := _point(raw.FPDFClipPath_GetPathSegment(clip, index, n), matrix))]
        if points:
            left, bottom, right, top = _around(points)
            x0, y0, x1, y1 = max(x0, left), max(y0, bottom), min(x1, right), min(y1, top)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _point(segment: Any, matrix: Matrix) -> tuple[float, float] | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    return _moved(matrix, x.value, y.value) if raw.FPDFPathSegment_GetPoint(segment, x, y) else None


def _path(handle: Any, matrix: Matrix) -> Iterator[Drawn]:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(handle, mode, stroked) or not (mode.value or stroked.value):
        return  # it only clips
    filled = bool(mode.value)
    if not _visible(handle, filled, bool(stroked.value)):
        return
    count = raw.FPDFPath_CountSegments(handle)
    if count > MOST_SEGMENTS:
        if corners := _corners(handle, matrix):
            yield Drawn("shape", corners, filled)
        return
    grown = _half_width(handle, matrix) if stroked.value else 0.0
    whole = _times(_matrix(handle), matrix)
    for points, straight in _parts(handle, count, whole):
        x0, y0, x1, y1 = _around(points)
        kind: Literal["straight", "shape"] = "straight" if (straight and _upright(points)) or _rounded(points) else "shape"
        yield Drawn(kind, (x0 - grown, y0 - grown, x1 + grown, y1 + grown), filled)


def _visible(handle: Any, filled: bool, stroked: bool) -> bool:
    """Whether it shows on white paper."""
    for wanted, read in ((filled, raw.FPDFPageObj_GetFillColor), (stroked, raw.FPDFPageObj_GetStrokeColor)):
        if wanted:
            red, green, blue, alpha = (ctypes.c_uint(255) for _ in range(4))
            if not read(handle, red, green, blue, alpha):
                return True
            if alpha.value > 8 and min(red.value, green.value, blue.value) < 250:
                return True
    return False


def _half_width(handle: Any, matrix: Matrix) -> float:
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(handle, width)
    a, b, c, d, _, _ = _times(_matrix(handle), matrix)
    return float(width.value * abs(a * d - b * c) ** 0.5 / 2)


def _parts(handle: Any, count: int, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """(points, whether only straight lines join them) of each part of a path."""
    points: list[tuple[float, float]] = []
    straight = True
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        point = _point(segment, matrix)
        if point is None:
            continue
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, straight
            points, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        points.append(point)
    if len(points) > 1:
        yield points, straight


def _rounded(points: list[tuple[float, float]]) -> bool:
    """Whether a path is a rectangle with round corners: each of its points lies on its bounds, or in a corner of them."""
    left, bottom, right, top = _around(points)
    corner = min(ROUNDEST, (right - left) / 3, (top - bottom) / 3)
    for x, y in points:
        across, up = min(x - left, right - x), min(y - bottom, top - y)
        if min(across, up) > 0.5 and max(across, up) > corner:
            return False
    return len(points) >= 8  # a slanted line, too, has its ends in corners


def _upright(points: list[tuple[float, float]]) -> bool:
    """Whether every side runs along the page's sides, but for the slant of a page that was scanned or a third of a point."""
    for (x0, y0), (x1, y1) in pairwise(points):
        across, up = abs(x1 - x0), abs(y1 - y0)
        if min(across, up) > max(0.3, 0.01 * max(across, up)):
            return False
    return True
