"""A second opinion on pages whose text PDFium cannot name: the characters as pdfminer.six reads them, in the same form."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from converter.readers.pdf.frame import along, down, quarters
from converter.readers.pdf.glyphs import MOST_GLYPHS, Glyphs, plain_code
from converter.readers.pdf.native import Floats


@dataclass(frozen=True, slots=True)
class _Char:
    """matrix: of the text in user space; size, rise and advance before it; text: what the font says, U+FFFD where it says nothing."""

    matrix: tuple[float, float, float, float, float, float]
    size: float
    rise: float
    advance: float
    text: str
    font: str
    downwards: bool


class Second:
    """The file, opened by pdfminer.six at the first page that is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: list[Any] | None = None

    def glyphs(self, index: int) -> list[Glyphs]:
        """The characters of a page (from 0), by quarter; none where pdfminer.six cannot read it either."""
        from pdfminer.pdfpage import PDFPage

        try:
            if self._pages is None:
                self._pages = list(PDFPage.get_pages(io.BytesIO(self._data), check_extractable=False))
            found = _characters(self._pages[index])
        except Exception:  # noqa: BLE001 - it meets a file that is broken already, and raises whatever it stumbles over
            return []
        return _by_quarter(found) if 0 < len(found) <= MOST_GLYPHS else []


def _characters(page: Any) -> list[_Char]:
    from pdfminer.converter import PDFLayoutAnalyzer
    from pdfminer.pdffont import PDFUnicodeNotDefined
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    found: list[_Char] = []
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
            found.append(_Char((a, b, c, d, e + left, f + bottom), fontsize, rise, advance, text, font.fontname, font.is_vertical()))
            return advance

        def receive_layout(self, ltpage: Any) -> None:
            """Nothing: the characters are all that is wanted."""

    manager = PDFResourceManager()
    PDFPageInterpreter(manager, Characters(manager, laparams=None)).process_page(page)
    return found


def _by_quarter(found: list[_Char]) -> list[Glyphs]:
    matrices: Floats = np.array([char.matrix for char in found])
    by_quarter = quarters(np.arctan2(matrices[:, 1], matrices[:, 0]))
    scale = np.hypot(matrices[:, 2], matrices[:, 3])
    sizes = np.maximum(np.abs(np.array([char.size for char in found])) * scale, 0.1)
    starts, ends = (_corners(found, matrices, end) for end in (False, True))
    faces: dict[tuple[str, int], int] = {}
    face = np.array([faces.setdefault((str(char.font), 400), len(faces)) for char in found], np.int64)
    out = []
    for quarter in sorted(set(by_quarter.tolist())):
        own = np.flatnonzero(by_quarter == quarter)
        left, _, right, _ = along(quarter, np.hstack([starts[own], ends[own]]))
        right = np.where(right > left, right, left + sizes[own] / 2)
        chars = tuple(_one(found[i].text) for i in own.tolist())
        none = np.zeros(len(own), np.int64)
        out.append(Glyphs(quarter, chars, left, right, down(quarter, starts[own]), sizes[own], own, face[own], own, none, tuple(faces)))
    return out


def _corners(found: list[_Char], matrices: Floats, end: bool) -> Floats:
    """Where each character starts or ends on its baseline; one of a vertical font hangs from its place, the baseline .88 of its size below."""
    across = np.array([(char.size / 2 if end else -char.size / 2) if char.downwards else char.advance * end for char in found])
    up = np.array([char.rise - 0.88 * char.size * char.downwards for char in found])
    x = matrices[:, 0] * across + matrices[:, 2] * up + matrices[:, 4]
    y = matrices[:, 1] * across + matrices[:, 3] * up + matrices[:, 5]
    return np.stack([x, y], axis=1)


def _one(text: str) -> str:
    """One character for a glyph, as the arrays have it; the letters of a ligature stand together in it."""
    return plain_code(ord(text)) if len(text) == 1 else text or "\ufffd"
