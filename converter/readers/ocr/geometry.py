"""Numbers of layout files to boxes in points or pixels. Promises numbers that a page can have, of two decimals, left before right, top before bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from converter.model import Box

# How many points (1/72 inch) or pixels one unit is.
UNITS = {"pixel": 1.0, "mm10": 72 / 254, "inch1200": 72 / 1200}
_PAIRS = re.compile(r"(-?(?<![\d.])\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)")  # begins where a number does: digits without end are tried once
_FARTHEST = 10_000_000  # in any unit: some 200 m, of which there is no page
_QUARTER = 90


@dataclass(frozen=True, slots=True)
class Scale:
    """What one unit of a file is in the unit of the boxes. points: these are points, else pixels."""

    factor: float = 1.0
    points: bool = False

    def length(self, text: str | None) -> float | None:
        value = number(text)
        return None if value is None else round(value * self.factor, 2)

    def box(self, left: str | None, top: str | None, width: str | None, height: str | None) -> Box | None:
        """None where one of the four is missing or no number, or where nothing lies between the sides."""
        x, y, w, h = number(left), number(top), number(width), number(height)
        if x is None or y is None or w is None or h is None:
            return None
        return sides(x * self.factor, y * self.factor, (x + w) * self.factor, (y + h) * self.factor)

    def around(self, points: str | None) -> Box | None:
        """The box around a list of points: `10,20 30,40` or `10 20 30 40`."""
        pairs = ((number(x), number(y)) for x, y in _PAIRS.findall(points or ""))
        return around((x * self.factor, y * self.factor) for x, y in pairs if x is not None and y is not None)


def number(text: str | None) -> float | None:
    """The value of a number that can be a place or size on a page; some files write a comma in it."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            return None
    return value if abs(value) <= _FARTHEST else None  # nor is NaN one


def around(points: Iterable[tuple[float, float]]) -> Box | None:
    """The box around some points."""
    found = list(points)
    if not found:
        return None
    across, down = [x for x, _ in found], [y for _, y in found]
    return sides(min(across), min(down), max(across), max(down))


def sides(left: float, top: float, right: float, bottom: float) -> Box | None:
    """The box with these sides, None where it is empty both ways or turned inside out."""
    if right < left or bottom < top or (right == left and bottom == top):
        return None
    return Box(round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))


def union(boxes: Iterable[Box | None]) -> Box | None:
    """The box around boxes, as far as they are known."""
    known = [box for box in boxes if box]
    if not known:
        return None
    return Box(min(b.left for b in known), min(b.top for b in known), max(b.right for b in known), max(b.bottom for b in known))


def quarter_turn(clockwise: float) -> int:
    """The nearest of 0, 90, 180, 270 degrees: what is meant by 89.7 or -90."""
    return round(clockwise / _QUARTER) % 4 * _QUARTER
