"""A second opinion on pages whose text PDFium cannot name: the characters as pdfminer.six reads them, in the same form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

import numpy as np

from converter.readers.pdf.frame import along, angles, down
from converter.readers.pdf.glyphs import MOST_GLYPHS, Glyphs, bounded, inked, plain_code, sized
from converter.readers.pdf.native import Floats

MOST_SECONDS = 30.0  # a page takes one
MOST_VAIN = 3  # a file whose fonts have no names has none on any page


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
    """The file, for pdfminer.six. After MOST_VAIN pages that it cannot read either, it is not asked again."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._vain = 0

    def glyphs(self, index: int) -> list[Glyphs]:
        """The characters of a page (from 0), by angle; none where pdfminer.six cannot read it either, or not within MOST_SECONDS."""
        found = _asked(self._data, index) if self._vain < MOST_VAIN else []
        self._vain = 0 if found else self._vain + 1
        return _by_angle(found) if 0 < len(found) <= MOST_GLYPHS else []


def _asked(data: bytes, index: int) -> list[_Char]:
    command = [sys.executable, "-m", "converter.readers.pdf.apart", str(index)]
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        run = subprocess.run(
            command, input=data, capture_output=True, timeout=MOST_SECONDS, check=True, env={**os.environ, "PYTHONPATH": paths}
        )
        return [_Char(tuple(matrix), *rest) for matrix, *rest in json.loads(run.stdout)]
    except (subprocess.SubprocessError, OSError, ValueError):
        return []  # the file is broken in some way of its own: then the page needs OCR, and says so


def _by_angle(found: list[_Char]) -> list[Glyphs]:
    matrices = bounded(np.array([char.matrix for char in found], np.float64))
    by_angle = angles(np.arctan2(matrices[:, 1], matrices[:, 0]))
    scale = np.hypot(matrices[:, 2], matrices[:, 3])
    sizes = sized(np.array([abs(char.size) for char in found], np.float64)) * np.maximum(scale, 0.01)
    starts, ends = (_corners(found, matrices, end) for end in (False, True))
    faces: dict[tuple[str, int], int] = {}
    face = np.array([faces.setdefault((str(char.font), 400), len(faces)) for char in found], np.int64)
    out = []
    for angle in sorted(set(by_angle.tolist())):
        own = np.flatnonzero(by_angle == angle)
        left, _, right, _ = along(angle, np.hstack([starts[own], ends[own]]))
        right = np.where(right > left, right, left + sizes[own] / 2)
        chars = tuple(_one(found[i].text) for i in own.tolist())
        none = np.zeros(len(own), np.int64)
        out.append(
            Glyphs(angle, chars, inked(chars), left, right, down(angle, starts[own]), sizes[own], own, face[own], own, none, tuple(faces))
        )
    return out


def _corners(found: list[_Char], matrices: Floats, end: bool) -> Floats:
    """Where each character starts or ends on its baseline; one of a vertical font hangs from its place, the baseline .88 of its size below."""
    across = np.array([(char.size / 2 if end else -char.size / 2) if char.downwards else char.advance * end for char in found])
    up = np.array([char.rise - 0.88 * char.size * char.downwards for char in found])
    x = matrices[:, 0] * across + matrices[:, 2] * up + matrices[:, 4]
    y = matrices[:, 1] * across + matrices[:, 3] * up + matrices[:, 5]
    return bounded(np.stack([x, y], axis=1))


def _one(text: str) -> str:
    """One character for a glyph, as the arrays have it; the letters of a ligature stand together in it."""
    return plain_code(ord(text)) if len(text) == 1 else text or "\ufffd"
