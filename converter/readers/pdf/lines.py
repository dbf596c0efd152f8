"""The characters of a page to its lines: columns kept apart, wide setting joined, vertical and turned text as lines of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from converter.passage import Box, Font
from converter.readers.pdf.cutting import cut
from converter.readers.pdf.frame import Sheet, user
from converter.readers.pdf.glyphs import Glyphs
from converter.readers.pdf.gutters import Gutters
from converter.readers.pdf.joining import rejoined
from converter.readers.pdf.runs import Run, as_drawn, chained, modal
from converter.readers.pdf.upright import columns
from converter.readers.pdf.wording import worded

# The body of an ideograph over and under the baseline, in sizes; the letters of Latin fonts stay inside it.
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


def lines_of(glyphs: Glyphs, em: float, sheet: Sheet, rules: list[Box]) -> list[Found]:
    """The lines of one quarter, in the order in which the file draws their first characters."""
    pieces = as_drawn(glyphs)
    drawn = [Run(glyphs, piece) for piece in pieces if glyphs.ink[piece].any()]
    gutters = Gutters.of(drawn, em, tuple(_upright_rules(rules, glyphs.quarter, sheet)))
    runs = [part for run in chained(glyphs, pieces) for part in cut(run, gutters)]
    standing, runs = columns(runs, em)
    found = [_vertical(column, sheet) for column in standing]
    found += [_line(run, sheet) for run in rejoined(runs, gutters)]
    return sorted(found, key=lambda line: line.first)


def body_size(pages: list[Glyphs]) -> float:
    """The size of most characters of a page."""
    return modal([float(size) for glyphs in pages for size in glyphs.size[glyphs.ink]] or [10.0])


def _upright_rules(rules: list[Box], quarter: int, sheet: Sheet) -> list[tuple[float, float, float]]:
    """(x, top, bottom) in the frame of a quarter of the rules that stand upright in it."""
    turned = sheet.turn(quarter) % 180 == 90
    out = []
    for box in rules:
        standing = box.bottom - box.top > box.right - box.left
        if standing == turned:
            continue
        (x0, y0), (x1, y1) = (_framed(quarter, sheet, *corner) for corner in ((box.left, box.top), (box.right, box.bottom)))
        out.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return out


def _framed(quarter: int, sheet: Sheet, x: float, y: float) -> tuple[float, float]:
    """A point of the page as it is seen in the frame of a quarter: the turn back, and the shift of the origin."""
    zero = sheet.seen(*user(quarter, 0.0, 0.0))
    one = sheet.seen(*user(quarter, 1.0, 0.0))
    two = sheet.seen(*user(quarter, 0.0, 1.0))
    dx, dy = x - zero[0], y - zero[1]
    return dx * (one[0] - zero[0]) + dy * (one[1] - zero[1]), dx * (two[0] - zero[0]) + dy * (two[1] - zero[1])


def _line(run: Run, sheet: Sheet) -> Found:
    text, _ = worded(run)
    quarter = run.glyphs.quarter
    top, bottom = run.base - ABOVE * run.size, run.base + BELOW * run.size
    box = sheet.box(user(quarter, run.left, top), user(quarter, run.right, bottom))
    return Found(run.first, text, box, _font(run), sheet.turn(quarter))


def _vertical(column: list[Run], sheet: Sheet) -> Found:
    quarter = column[0].glyphs.quarter
    first, last = column[0], column[-1]
    top, bottom = first.base - ABOVE * first.size, last.base + BELOW * last.size
    box = sheet.box(user(quarter, min(run.left for run in column), top), user(quarter, max(run.right for run in column), bottom))
    text = "".join(worded(run)[0] for run in column)
    return Found(min(run.first for run in column), text, box, _font(first), sheet.turn(quarter), vertical=True)


def _font(run: Run) -> Font:
    """Size and face of most of its characters."""
    faces = run.glyphs.face[run.inked]
    name, weight = run.glyphs.faces[int(np.bincount(faces).argmax())]
    return Font(round(run.size, 2), weight, name)
