"""Blanks that are text objects of their own, which PDFium passes over as they print nothing: they go back between the characters that they part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from converter.characters import is_cjk
from converter.readers.pdf.frame import along, angles
from converter.readers.pdf.glyphs import Glyphs
from converter.readers.pdf.native import Ints, address
from converter.readers.pdf.objects import Drawn
from converter.readers.pdf.runs import LEVEL, WIDEST_GAP
from converter.readers.pdf.upright import BLANK, SHIFT, STEP

# In sizes of the characters beside the blank.
NEAREST = 0.12  # a space squeezed to the limit
WIDE = 0.75  # between ideographs: the width of a blank character
WIDEST = 1.6  # more is no word space: what follows stands apart, for another reason
NEAR = 0.3  # how far from the character before it a blank may start
NAME = 4  # characters: words parted by a wide blank are names; where both are longer, it may stand between two columns

_At = tuple[
    int, str, float, float, float
]  # the index of the character before it, the blank, its left, how far it fills the gap, and its right


def with_blanks(parts: list[Glyphs], drawn: list[Drawn], seen: Iterable[int]) -> list[Glyphs]:
    """The characters of a page with the blanks that it draws on their own. seen: the addresses of the text objects that gave characters.

    Such a blank counts where the character that the file draws before it and the one after it stand on its baseline, at its two sides,
    or above and below it in a vertical line.
    """
    given = set(seen)
    blanks = [(place, one) for place, one in enumerate(drawn) if one.blank and address(one.handle) not in given]
    if not blanks:
        return parts
    places: Ints = np.array([place for place, _ in blanks], np.int64)
    a, b, _, _, e, f = np.array([one.matrix for _, one in blanks], np.float64).T
    turned = angles(np.arctan2(b, a))
    found: list[list[_At]] = []
    for glyphs in parts:
        own = np.flatnonzero(turned == glyphs.angle)
        left, top, _, _ = along(glyphs.angle, np.stack([e, f, e, f], axis=1)[own])
        found.append(_between(glyphs, places[own], left.tolist(), top.tolist()))
    before = np.sort(np.array([glyphs.order[at] for glyphs, own in zip(parts, found, strict=True) for at, *_ in own], np.int64))
    return [_filled(glyphs, own, before) for glyphs, own in zip(parts, found, strict=True)]


def _between(glyphs: Glyphs, places: Ints, left: list[float], base: list[float]) -> list[_At]:
    """The blanks of one angle that part two characters, in content order."""
    after = np.searchsorted(glyphs.drawn, places).tolist()
    found: list[_At] = []
    for n, at in enumerate(after):
        if not 0 < at < len(glyphs):
            continue
        size = float(max(glyphs.size[at - 1], glyphs.size[at]))
        start = found[-1][4] if found and found[-1][0] == at - 1 else float(glyphs.right[at - 1])
        more = n + 1 < len(after) and after[n + 1] == at and left[n + 1] > left[n] and abs(base[n + 1] - base[n]) <= LEVEL * size
        width = (left[n + 1] if more else float(glyphs.left[at])) - left[n]
        level = max(abs(float(glyphs.base[k]) - base[n]) for k in (at - 1, at)) <= LEVEL * size
        if level and abs(left[n] - start) <= NEAR * size and NEAREST * size <= width <= WIDEST * size:
            wide = width >= WIDE * size and (is_cjk(glyphs.chars[at - 1]) or is_cjk(glyphs.chars[at]))
            fills = width <= WIDEST_GAP * size or min(_length(glyphs, at - 1), _length(glyphs, at)) <= NAME
            found.append((at - 1, "\u3000" if wide else " ", left[n], left[n] + width * fills, left[n] + width))
        elif _below(glyphs, at, base[n], size):
            side = float(glyphs.right[at - 1])
            found.append((at - 1, "\u3000", side, side, side))
    return found


def _below(glyphs: Glyphs, at: int, base: float, size: float) -> bool:
    """Whether a blank with its origin at this height is one of a vertical line: between a character and the one before, which stands above."""
    above, under = float(glyphs.base[at - 1]), float(glyphs.base[at])
    middles = [float(glyphs.left[k] + glyphs.right[k]) / 2 for k in (at - 1, at)]
    room = under - above - size
    return above < base < under and abs(middles[0] - middles[1]) <= SHIFT * size and WIDE * size <= room <= (STEP + 2 * BLANK - 1) * size


def _length(glyphs: Glyphs, at: int) -> int:
    """How many characters the text object draws that draws this one."""
    start, end = np.searchsorted(glyphs.drawn, [glyphs.drawn[at], glyphs.drawn[at] + 1])
    return int(end - start)


def _filled(glyphs: Glyphs, blanks: list[_At], before: Ints) -> Glyphs:
    """The characters with their blanks. before: the places in content order after which the page's blanks stand, ascending."""
    order = glyphs.order + np.searchsorted(before, glyphs.order)
    if not blanks:
        return replace(glyphs, order=order)
    at = np.array([one[0] for one in blanks], np.int64)
    whole = glyphs.only(np.sort(np.concatenate([np.arange(len(glyphs)), at]), kind="stable"))
    new = at + 1 + np.arange(len(at))  # each stands right after the character before it, of which it takes level, size and face
    chars, ink, left, right, copies = list(whole.chars), whole.ink.copy(), whole.left.copy(), whole.right.copy(), whole.copies.copy()
    for k, (_, char, start, end, _) in zip(new.tolist(), blanks, strict=True):
        chars[k], left[k], right[k] = char, start, end
    ink[new], copies[new] = False, 0
    places = order[at]
    order = np.insert(order, at + 1, places + 1 + np.arange(len(at)) - np.searchsorted(at, at))
    return replace(whole, chars=tuple(chars), ink=ink, left=left, right=right, copies=copies, order=order)
