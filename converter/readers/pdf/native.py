"""PDFium's raw calls that are made once a character, over plain addresses: text page in, arrays out. The only place that touches ctypes for text."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MATRIX = 24  # bytes of FS_MATRIX: a to f as float
_BOX = 16  # bytes of FS_RECTF: left, top, right, bottom as float


def address(handle: Any) -> int:
    """The address behind a handle or function; text objects are told apart by it."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The function with addresses as plain integers: a third of the cost of typed pointers, which matters once a character."""
    made: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(address(function))
    return made


_unicode = _plain(raw.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_object = _plain(raw.FPDFText_GetTextObject, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int)
_loose_box = _plain(raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_origin = _plain(raw.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_generated = _plain(raw.FPDFText_IsGenerated, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_unmapped = _plain(raw.FPDFText_HasUnicodeMapError, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_size = _plain(raw.FPDFText_GetFontSize, ctypes.c_double, ctypes.c_void_p, ctypes.c_int)
_weight = _plain(raw.FPDFText_GetFontWeight, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_matrix = _plain(raw.FPDFText_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_font = _plain(raw.FPDFText_GetFontInfo, ctypes.c_ulong, *[ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p])


_text_font = _plain(raw.FPDFTextObj_GetFont, ctypes.c_size_t, ctypes.c_void_p)


def font_of(text_object: int) -> int:
    """The address of a text object's font, by the object's address."""
    return int(_text_font(text_object))


class TextPage:
    """The characters that PDFium finds on a page, by their index in content order."""

    def __init__(self, handle: Any) -> None:
        self._at = address(handle)
        self.count: int = max(raw.FPDFText_CountChars(handle), 0)

    def codes(self) -> Ints:
        """Code points; UTF-16 units where the platform's wide characters have 16 bits."""
        return np.fromiter(map(_unicode, repeat(self._at), range(self.count)), np.int64, self.count)

    @cached_property
    def objects(self) -> Ints:
        """The address of each character's text object; 0 where it has none. Good for telling them apart, and for nothing else."""
        return np.fromiter(map(_object, repeat(self._at), range(self.count)), np.int64, self.count)

    def generated(self, index: int) -> bool:
        return bool(_generated(self._at, index) == 1)

    def unmapped(self, index: int) -> bool:
        """Whether the font does not say which character this glyph is."""
        return bool(_unmapped(self._at, index) == 1)

    def boxes(self, chosen: Ints) -> Floats:
        """Loose boxes (n, 4) of the characters chosen: left, top, right, bottom in the page's user space; as wide as the advance."""
        cells = (ctypes.c_float * (4 * len(chosen)))()
        start = ctypes.addressof(cells)
        for _ in map(_loose_box, repeat(self._at), chosen.tolist(), range(start, start + _BOX * len(chosen), _BOX)):
            pass
        return np.frombuffer(cells, np.float32).reshape(-1, 4).astype(np.float64)  # type: ignore[call-overload,no-any-return]

    def origins(self, chosen: Ints) -> Floats:
        """Origins (n, 2) on the baseline, in user space."""
        cells = (ctypes.c_double * (2 * len(chosen)))()
        start = ctypes.addressof(cells)
        xs = range(start, start + 16 * len(chosen), 16)
        for _ in map(_origin, repeat(self._at), chosen.tolist(), xs, range(start + 8, start + 8 + 16 * len(chosen), 16)):
            pass
        return np.frombuffer(cells, np.float64).reshape(-1, 2).copy()  # type: ignore[call-overload,no-any-return]

    def size(self, index: int) -> float:
        """The font's size before the matrix."""
        return float(_size(self._at, index))

    def matrices(self, chosen: Ints) -> Floats:
        """a, b, c, d (n, 4) of the matrices of the characters chosen, forms included."""
        cells = (ctypes.c_float * (6 * len(chosen)))()
        start = ctypes.addressof(cells)
        for _ in map(_matrix, repeat(self._at), chosen.tolist(), range(start, start + _MATRIX * len(chosen), _MATRIX)):
            pass
        return np.frombuffer(cells, np.float32).reshape(-1, 6)[:, :4].astype(np.float64)  # type: ignore[call-overload,no-any-return]

    def face(self, index: int) -> tuple[str, int]:
        """(name of the font, weight). The weight is comparable on one page only; 400 where the font says nothing."""
        buffer = ctypes.create_string_buffer(256)
        length = _font(self._at, index, ctypes.addressof(buffer), 256, None)
        name = buffer.raw[: max(min(length, 256) - 1, 0)].decode("utf-8", "replace")
        weight = _weight(self._at, index)
        return name, weight if weight > 0 else 400


@contextmanager
def text_page(page: Any) -> Iterator[TextPage]:
    """The text page of a pypdfium2 page; closed afterwards."""
    handle = raw.FPDFText_LoadPage(page.raw)
    if not handle:
        yield _NO_TEXT
        return
    try:
        yield TextPage(handle)
    finally:
        raw.FPDFText_ClosePage(handle)


_NO_TEXT = TextPage.__new__(TextPage)
_NO_TEXT._at, _NO_TEXT.count = 0, 0
