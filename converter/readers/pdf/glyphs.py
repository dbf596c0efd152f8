"""The characters that a page prints, with their places: what PDFium made up itself is left out, what is drawn twice is marked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from converter.errors import UnreadableError
from converter.readers.pdf.frame import ahead, along, angles, down
from converter.readers.pdf.native import Floats, Ints, TextPage, font_of
from converter.readers.pdf.objects import MOST_OBJECTS

MOST_GLYPHS = 200_000  # a broadsheet page of small advertisements holds some 40,000
_FARTHEST = 1e5  # points, from the origin of user space
_SOFT_HYPHEN = "\u00ad"
_NO_ROOM = 0.05  # in sizes: a character that takes less is not printed
_HYPHEN_AT_LINE_END = 2  # PDFium's mark for a hyphen that ends a line; the page prints a hyphen
# What XML cannot hold stands for a glyph that the font does not name.
_BLANKS = frozenset(
    " \t\n\x0b\x0c\r\x85\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\ufeff"
)


NDArrayBool = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True, eq=False)
class Glyphs:
    """Characters in content order, in the upright frame of one angle (y downwards, points). All arrays have one entry a character.

    angle: at which they run, in degrees against the clock in user space. ink: whether it prints anything; left, right: the advance; base: the baseline; size: the font's, in points; drawn: the text object that draws it, by its place in the content;
    face: an index into faces, (font name, weight); order: the place in the page's content; copies: how often more it is drawn over itself.
    """

    angle: int
    chars: tuple[str, ...]
    ink: NDArrayBool
    left: Floats
    right: Floats
    base: Floats
    size: Floats
    drawn: Ints
    face: Ints
    order: Ints
    copies: Ints
    faces: tuple[tuple[str, int], ...]

    def __len__(self) -> int:
        return len(self.chars)

    def only(self, chosen: NDArrayBool | Ints) -> Glyphs:
        """The characters chosen."""
        places = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        chars = tuple(self.chars[i] for i in places.tolist())
        left, right, base, size = (array[places] for array in (self.left, self.right, self.base, self.size))
        drawn, face, order, copies = (array[places] for array in (self.drawn, self.face, self.order, self.copies))
        return Glyphs(self.angle, chars, self.ink[places], left, right, base, size, drawn, face, order, copies, self.faces)


def inked(chars: tuple[str, ...]) -> NDArrayBool:
    """Whether each character prints anything."""
    return np.fromiter((char not in _BLANKS for char in chars), np.bool_, len(chars))


def glyphs_of(text: TextPage, places: dict[int, int], name: str) -> list[Glyphs]:
    """The characters of a page, by the angle at which they run; the upright ones first.

    places: of each text object (by address) in the content; PDFium sorts objects of one level by their left side instead.
    Raises UnreadableError for more than any page holds.
    """
    if text.count > MOST_GLYPHS:
        raise UnreadableError(
            f"a page holds {text.count} characters: no newspaper page does", where=name, hint="convert the pages that are"
        )
    codes, objects = text.codes(), text.objects
    printed = objects != 0
    for index in np.flatnonzero(printed & (codes <= 0x20)).tolist():
        printed[index] = not text.generated(index)
    _join_surrogates(codes, printed)
    chosen = np.flatnonzero(printed)
    if not len(chosen):
        return []
    addresses, firsts, drawn = np.unique(objects[chosen], return_index=True, return_inverse=True)
    order = np.array(sorted(range(len(addresses)), key=lambda k: (places.get(int(addresses[k]), MOST_OBJECTS), firsts[k])))
    rank = np.empty(len(addresses), np.int64)
    rank[order] = np.arange(len(addresses))
    content = np.array([places.get(int(at), MOST_OBJECTS + k) for k, at in enumerate(addresses[order])], np.int64)
    drawn, firsts = rank[drawn], chosen[firsts[order]]
    directions, sizes, face, faces = _fonts(text, firsts, objects[firsts])
    by_angle = angles(directions)[drawn]
    in_order = np.argsort(drawn, kind="stable")
    chosen, drawn, by_angle = chosen[in_order], drawn[in_order], by_angle[in_order]
    boxes, origins = bounded(text.boxes(chosen)), bounded(text.origins(chosen))
    chars = plain_codes(codes[chosen])
    out = []
    for angle in sorted(set(by_angle.tolist())):
        own = np.flatnonzero(by_angle == angle)
        size = sizes[drawn[own]]
        if angle % 90:
            left = ahead(angle, origins[own])
            right = _to_the_next(left, drawn[own], size)
        else:
            left, _, right, _ = along(angle, boxes[own])
        room = right - left > _NO_ROOM * size
        right = np.where(right > left, right, left + size / 2)  # some fonts of pictures say no width
        picked = chars if len(own) == len(chars) else tuple(chars[i] for i in own.tolist())
        if _SOFT_HYPHEN in picked:
            picked = _printed_hyphens(picked, room)
        base, none = down(angle, origins[own]), np.zeros(len(own), np.int64)
        out.append(Glyphs(angle, picked, inked(picked), left, right, base, size, content[drawn[own]], face[drawn[own]], own, none, faces))
    return out


def _printed_hyphens(chars: tuple[str, ...], room: NDArrayBool) -> tuple[str, ...]:
    """The characters, with a hyphen for each soft one that takes room: it is printed, and many fonts give their hyphen that name."""
    return tuple("-" if char == _SOFT_HYPHEN and wide else char for char, wide in zip(chars, room.tolist(), strict=True))


def _to_the_next(left: Floats, drawn: Ints, size: Floats) -> Floats:
    """Where each character ends if it reaches to the next one of its object: PDFium bounds slanted ones by upright boxes, which are too wide."""
    right = left.copy()
    step = np.diff(left)
    right[:-1] += np.where((np.diff(drawn) == 0) & (step > 0) & (step <= 2 * size[:-1]), step, 0)
    return right


def _fonts(text: TextPage, firsts: Ints, objects: Ints) -> tuple[Floats, Floats, Ints, tuple[tuple[str, int], ...]]:
    """By text object: the angle of its text, the size in points, the index of its face; and the faces."""
    faces: dict[tuple[str, int], int] = {}
    known: dict[int, int] = {}
    face = []
    for index, handle in zip(firsts.tolist(), objects.tolist(), strict=True):
        font = font_of(handle)
        if font not in known:
            known[font] = faces.setdefault(text.face(index), len(faces))
        face.append(known[font])
    a, b, c, d = bounded(text.matrices(firsts)).T
    sizes = np.fromiter(map(text.size, firsts.tolist()), np.float64, len(firsts))
    along = np.where(sizes < 0, -1.0, 1.0)  # a size below nothing turns the text by half a turn
    return np.arctan2(along * b, along * a), sized(np.abs(sizes) * np.hypot(c, d)), np.array(face, np.int64), tuple(faces)


def bounded(places: Floats) -> Floats:
    """Places within any page: a damaged file may put characters nowhere, and they are still characters."""
    return np.clip(np.nan_to_num(places), -_FARTHEST, _FARTHEST)


def sized(sizes: Floats) -> Floats:
    """Sizes in points, none of which is nothing."""
    return np.clip(np.nan_to_num(sizes), 0.1, _FARTHEST)


def plain_codes(codes: Ints) -> tuple[str, ...]:
    """The characters of code points, as `plain_code` gives them."""
    # nearly every page holds nothing else
    usual = (
        ((codes >= 0x20) & (codes < 0x7F))
        | ((codes >= 0xA0) & (codes < 0xD800))
        | ((codes >= 0xE000) & (codes < 0xFDD0))
        | ((codes >= 0xFE00) & (codes < 0xFFF0))
    )
    return tuple(map(chr if usual.all() else plain_code, codes.tolist()))


def plain_code(code: int) -> str:
    """The character of a code point; U+FFFD for a glyph whose code XML cannot hold."""
    if code == _HYPHEN_AT_LINE_END:
        return "-"
    if (
        code < 0x20
        or 0x7F <= code < 0xA0
        or 0xD800 <= code < 0xE000
        or code > 0x10FFFF
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    ):
        return " " if code in (9, 10, 11, 12, 13, 0x85) else "\ufffd"
    return chr(code)


def _join_surrogates(codes: Ints, printed: NDArrayBool) -> None:
    """Two UTF-16 units become the character that they stand for, at the place of the first."""
    for index in np.flatnonzero((codes[:-1] >> 10 == 0x36) & (codes[1:] >> 10 == 0x37)).tolist():
        codes[index] = 0x10000 + ((int(codes[index]) & 0x3FF) << 10) + (int(codes[index + 1]) & 0x3FF)
        printed[index + 1] = False
