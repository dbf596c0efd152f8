"""The characters of a page to its lines: columns kept apart, wide setting joined, vertical and turned text as lines of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from converter.passage import Box, Edit, Font
from converter.readers.pdf.cutting import cut
from converter.readers.pdf.filled_out import filled_out
from converter.readers.pdf.frame import Sheet, along, corners
from converter.readers.pdf.glyphs import Glyphs
from converter.readers.pdf.gutters import Gutters
from converter.readers.pdf.joining import rejoined
from converter.readers.pdf.native import Floats, Ints
from converter.readers.pdf.objects import Drawn
from converter.readers.pdf.runs import Run, as_drawn, chained, modal
from converter.readers.pdf.upright import columns, standing
from converter.readers.pdf.wording import worded

# The body of an ideograph over and under the baseline, in sizes; the letters of Latin fonts stay inside it but for descenders.
ABOVE, BELOW = 0.88, 0.12


@dataclass(frozen=True, slots=True)
class Found:
    """A line before it has its number. first: the place of its first character in content order."""

    first: int
    text: str
    box: Box
    font: Font
    turn: int
    vertical: bool = False
    edits: tuple[Edit, ...] = ()


def lines_of(glyphs: Glyphs, em: float, sheet: Sheet, rules: list[Drawn]) -> list[Found]:
    """The lines of one angle, in the order in which the file draws their first characters.

    em: the size of the page's running text; rules: thin straight things drawn on it. Every inked character is in one line.
    """
    upright, flat = standing(glyphs, em)
    drawn = as_drawn(flat)
    gutters = Gutters.of([run for run in drawn if run.length], em, tuple(_upright_rules(rules, glyphs.angle)))
    whole = chained(flat, drawn)
    runs = [part for run in whole for part in cut(run, gutters)]
    if len(runs) > len(whole):  # lines that ran over a gutter hid it from the lines beside them
        gutters = gutters.seen_after(runs)
        runs = [part for run in runs for part in cut(run, gutters)]
    more, runs = columns(runs, em)
    found = [_vertical(glyphs, column, sheet) for column in upright]
    found += [replace(_vertical(flat, column, sheet), first=place) for place, column in more]
    found += [_line(run, sheet) for run in filled_out(rejoined(runs, gutters), gutters)]
    return sorted(found, key=lambda line: line.first)


def body_size(parts: list[Glyphs]) -> float:
    """The size of most characters of a page, in points; 10 where there are none."""
    sizes, counts = np.unique(np.concatenate([np.empty(0), *(glyphs.size[glyphs.ink].round(1) for glyphs in parts)]), return_counts=True)
    return float(sizes[counts.argmax()]) if len(sizes) else 10.0


def _upright_rules(rules: list[Drawn], angle: int) -> Iterator[tuple[float, float, float]]:
    """(x, top, bottom) in the frame of an angle of the rules that stand upright in it."""
    if not rules or angle % 90:  # no rule of the page stands upright for slanted text
        return
    bounds: Floats = np.array([rule.corners for rule in rules])
    for left, top, right, bottom in zip(*(side.tolist() for side in along(angle, bounds)), strict=True):
        if bottom - top > right - left:
            yield (left + right) / 2, top, bottom


def _line(run: Run, sheet: Sheet) -> Found:
    parts, where = worded(run)
    angle = run.glyphs.angle
    top, bottom = run.base - ABOVE * run.size, run.base + BELOW * run.size
    box = sheet.box(*corners(angle, run.left, top, run.right, bottom))
    text, edits = _with_copies(run.glyphs, parts, where)
    return Found(run.first, text, box, _font(run.glyphs, run.inked, run.size), sheet.turn(angle), edits=edits)


def _vertical(glyphs: Glyphs, column: Ints, sheet: Sheet) -> Found:
    inked = column[glyphs.ink[column]]
    if len(inked) == len(column):
        column = column[np.argsort(glyphs.base[column], kind="stable")]  # with blanks it is as the file draws it
    size = modal(glyphs.size[inked].tolist())
    top, bottom = float(glyphs.base[inked].min()) - ABOVE * size, float(glyphs.base[inked].max()) + BELOW * size
    left, right = float(glyphs.left[inked].min()), float(glyphs.right[inked].max())
    box = sheet.box(*corners(glyphs.angle, left, top, right, bottom))
    text, edits = _with_copies(glyphs, [glyphs.chars[i] for i in column.tolist()], column)
    first = int(glyphs.order[column].min())
    return Found(first, text, box, _font(glyphs, inked, size), sheet.turn(glyphs.angle), True, edits)


def _with_copies(glyphs: Glyphs, parts: list[str], where: Ints) -> tuple[str, tuple[Edit, ...]]:
    """The text with the copies of its characters that are drawn over them, as surplus right after each run that is drawn as often."""
    copies = np.where(where >= 0, glyphs.copies[where], 0)
    inside = (where < 0) & (np.roll(copies, 1) == np.roll(copies, -1))  # a blank between characters that are drawn alike
    copies = np.where(inside, np.roll(copies, 1), copies)
    text, edits = "", []
    for count, run in groupby(zip(copies.tolist(), parts, strict=True), key=lambda pair: pair[0]):
        once = "".join(char for _, char in run)
        text += once
        for _ in range(count):
            edits.append(Edit("surplus", len(text), len(text) + len(once)))
            text += once
    return text, tuple(edits)


def _font(glyphs: Glyphs, places: Ints, size: float) -> Font:
    """Size and face of most of its characters."""
    name, weight = glyphs.faces[int(np.bincount(glyphs.face[places]).argmax())]
    return Font(round(size, 2), weight, name)
