"""Print laid over itself: a glyph drawn again within a small shift (a shadow, a bold made by hand) counts once, and says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

import numpy as np

from converter.passage import Edit
from converter.readers.pdf.glyphs import Glyphs
from converter.readers.pdf.lines import Found
from converter.readers.pdf.native import Floats, Ints

# In sizes of the character.
NEAR = 0.15  # the shift of a copy that PDFium gives: narrow letters that stand twice (ll) are further apart
NEAR_LINE = 0.5  # the shift of a whole line, or of a text object that PDFium took for a copy: no two lines stand closer

_SIDE = 40.0  # points, of a square


def merged(glyphs: Glyphs) -> Glyphs:
    """Each glyph once. The parts of a ligature (ff) have one place, too, but one text object draws them one after the other."""
    if len(glyphs) < 2:
        return glyphs
    first = np.arange(len(glyphs))
    codes = np.fromiter(map(ord, (char[0] for char in glyphs.chars)), np.int64, len(glyphs))
    for shift in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)):
        for one, other in _neighbours(glyphs, codes, *shift):
            if first[other] == other and _twins(glyphs, one, other):
                first[other] = first[one]
    again = np.flatnonzero((first != np.arange(len(glyphs))) & glyphs.ink)
    if not len(again):
        return glyphs
    copies = glyphs.copies + np.bincount(first[again], minlength=len(glyphs))
    keep = np.ones(len(glyphs), np.bool_)
    keep[again] = False
    return replace(glyphs, copies=copies).only(keep)


def _neighbours(glyphs: Glyphs, codes: Ints, right: float, down: float) -> list[tuple[int, int]]:
    """Pairs of the same character in one cell of a grid of twice NEAR; shifted by halves, no pair falls between all four grids."""
    cell = 2 * NEAR * glyphs.size
    keys = (codes << 40) + (_cell(glyphs.left / cell + right) << 20) + _cell(glyphs.base / cell + down)
    order = np.argsort(keys, kind="stable")
    same = np.flatnonzero(np.diff(keys[order]) == 0)
    return [(int(order[k]), int(order[k + 1])) for k in same]


def _cell(values: Floats) -> Ints:
    return np.floor(values).astype(np.int64) & 0xFFFFF


def _twins(glyphs: Glyphs, one: int, other: int) -> bool:
    if glyphs.drawn[one] == glyphs.drawn[other] and abs(int(glyphs.order[one] - glyphs.order[other])) <= 2:
        return False
    near = NEAR * max(glyphs.size[one], glyphs.size[other])
    alike = abs(glyphs.size[one] - glyphs.size[other]) < 0.1 * glyphs.size[one]
    return bool(alike and abs(glyphs.left[one] - glyphs.left[other]) <= near and abs(glyphs.base[one] - glyphs.base[other]) <= near)


def lines_merged(lines: list[Found]) -> list[Found]:
    """Each line once: one that says the same as another, half a character beside it at most, is its shadow."""
    out: list[Found] = []
    known: dict[
        tuple[str, int], dict[tuple[int, int], list[int]]
    ] = {}  # by what they say, and by the square of the page in which they begin
    for line in lines:
        alike = known.setdefault((line.text, line.turn), {})
        near = (k for square in _around(line, alike) for k in alike.get(square, ()))
        copy_of = min((k for k in near if len(line.text) > 1 and _over(out[k], line)), default=None)
        if copy_of is None:
            alike.setdefault(_square(line.box.left, line.box.top), []).append(len(out))
            out.append(line)
            continue
        whole = out[copy_of]
        text = whole.text + line.text
        out[copy_of] = replace(whole, text=text, edits=(Edit("surplus", len(line.text), len(text)),))
    return out


def _square(left: float, top: float) -> tuple[int, int]:
    return int(left // _SIDE), int(top // _SIDE)


def _around(line: Found, squares: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The squares in which a line begins of which this one may be a copy; all of them for type larger than any newspaper's."""
    reach = NEAR_LINE * (line.font.size + 1)  # the sizes of the two differ by less than a point
    if reach > 2 * _SIDE:
        return squares
    (first, top), (last, bottom) = (_square(line.box.left + shift, line.box.top + shift) for shift in (-reach, reach))
    return product(range(first, last + 1), range(top, bottom + 1))


def _over(one: Found, other: Found) -> bool:
    near = NEAR_LINE * one.font.size
    return (
        abs(one.box.left - other.box.left) <= near and abs(one.box.top - other.box.top) <= near and abs(one.font.size - other.font.size) < 1
    )


def with_dropped(parts: list[Glyphs], dropped: list[Glyphs]) -> list[Glyphs]:
    """The characters with what PDFium took for copies: those that are some count as copies, what stands elsewhere is text of the page.

    PDFium looks at the bounds of whole text objects: where the lines of a list stand close, or the page is tilted, and two lines say the same,
    the second goes missing.
    """
    known = {glyphs.angle: glyphs for glyphs in parts}
    for more in dropped:
        known[more.angle] = _counted(known[more.angle], more) if more.angle in known else more
    return [known[angle] for angle in sorted(known)]


def _counted(glyphs: Glyphs, dropped: Glyphs) -> Glyphs:
    places: dict[str, list[int]] = {}
    for place, char in enumerate(glyphs.chars):
        places.setdefault(char, []).append(place)
    copies, apart = glyphs.copies.copy(), []
    for one in np.split(np.arange(len(dropped)), np.flatnonzero(np.diff(dropped.drawn)) + 1):
        inked = one[dropped.ink[one]]
        under = [at for k in inked.tolist() if (at := _under(glyphs, places.get(dropped.chars[k], []), dropped, k)) is not None]
        if 2 * len(under) > len(inked):
            np.add.at(copies, under, 1)
        else:
            apart.append(one)
    counted = replace(glyphs, copies=copies)
    return _with(counted, dropped.only(np.concatenate(apart))) if apart else counted


def _under(glyphs: Glyphs, alike: list[int], dropped: Glyphs, k: int) -> int | None:
    """The character of which the k-th dropped one is a copy, among those that are the same."""
    if not alike:
        return None
    own = np.array(alike, np.int64)
    far = np.maximum(np.abs(glyphs.left[own] - dropped.left[k]), np.abs(glyphs.base[own] - dropped.base[k]))
    return int(own[far.argmin()]) if far.min() <= NEAR_LINE * dropped.size[k] else None


def _with(glyphs: Glyphs, more: Glyphs) -> Glyphs:
    """Both, in content order."""
    faces = tuple(dict.fromkeys(glyphs.faces + more.faces))
    face = np.concatenate([glyphs.face, np.array([faces.index(one) for one in more.faces], np.int64)[more.face]])
    drawn = np.concatenate([glyphs.drawn, more.drawn])
    new = np.arange(len(drawn)) >= len(glyphs)
    at = np.argsort(drawn, kind="stable")
    after = np.maximum.accumulate(np.where(new, int(glyphs.order.min()) - 1, np.concatenate([glyphs.order, more.order]))[at])
    left, right, base, size, copies, ink = (
        np.concatenate([getattr(glyphs, name), getattr(more, name)])[at] for name in ("left", "right", "base", "size", "copies", "ink")
    )
    chars = glyphs.chars + more.chars
    return Glyphs(
        glyphs.angle,
        tuple(chars[k] for k in at.tolist()),
        ink,
        left,
        right,
        base,
        size,
        drawn[at],
        face[at],
        after + np.cumsum(new[at]),
        copies,
        faces,
    )
