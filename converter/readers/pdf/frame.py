"""Places on a page: from a PDF's user space to an upright frame in which turned text runs from left to right, and to the page as it is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from converter.passage import Box
from converter.readers.pdf.native import Floats, Ints

SLANTING = 12  # degrees: a page that was scanned is not tilted by as much; a watermark or a shout in an advertisement is
# By quarter turns against the clock in user space: the direction in which text runs, and the direction down from it.
_ALONG = ((1, 0), (0, 1), (-1, 0), (0, -1))
_DOWN = ((0, -1), (1, 0), (0, 1), (-1, 0))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's bounds in user space (points, y upwards) and by how many quarters it is turned clockwise to be seen."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as it is seen."""
        width, height = round(self.right - self.left, 2), round(self.top - self.bottom, 2)
        return (height, width) if self.quarters % 2 else (width, height)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space on the page as it is seen, origin top left."""
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        if self.quarters == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, *points: tuple[float, float]) -> Box:
        """The box around points in user space, two corners or more."""
        xs, ys = zip(*(self.seen(*point) for point in points), strict=True)
        return Box(*(round(value, 2) for value in (min(xs), min(ys), max(xs), max(ys))))

    def turn(self, angle: int) -> int:
        """By how many degrees clockwise text is turned as it is seen, that runs at `angle` degrees against the clock in user space."""
        return (90 * self.quarters - angle) % 360


def along(angle: int, boxes: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """(left, top, right, bottom) in the upright frame of an angle, y downwards, of boxes (n, 4): left, top, right, bottom in user space."""
    ahead, below = _axes(angle)
    u, v = _project(ahead, boxes), _project(below, boxes)
    return u.min(0), v.min(0), u.max(0), v.max(0)


def _project(axis: tuple[float, float], boxes: Floats) -> Floats:
    x, y = axis
    return np.stack([boxes[:, 0] * x + boxes[:, 1] * y, boxes[:, 2] * x + boxes[:, 3] * y])


def ahead(angle: int, points: Floats) -> Floats:
    """How far ahead points (n, 2) of user space are in the upright frame of an angle."""
    (x, y), _ = _axes(angle)
    return points[:, 0] * x + points[:, 1] * y


def down(angle: int, points: Floats) -> Floats:
    """How far down points (n, 2) of user space are in the upright frame of an angle."""
    _, (x, y) = _axes(angle)
    return points[:, 0] * x + points[:, 1] * y


def corners(angle: int, left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    """The corners in user space of a box in the upright frame of an angle."""
    (ax, ay), (dx, dy) = _axes(angle)
    return [(u * ax + v * dx, u * ay + v * dy) for u in (left, right) for v in (top, bottom)]


def _axes(angle: int) -> tuple[tuple[float, float], tuple[float, float]]:
    if angle % 90 == 0:
        return _ALONG[angle // 90], _DOWN[angle // 90]
    x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return (x, y), (y, -x)


def angles(radians: Floats) -> Ints:
    """The angle (degrees, 0 to 359) of each direction (radians against the clock): a quarter turn, unless text is set slanting."""
    degrees = np.rint(np.degrees(radians)).astype(np.int64)
    quarters = np.rint(radians / (np.pi / 2)).astype(np.int64) * 90
    return np.where(np.abs(degrees - quarters) > SLANTING, degrees, quarters) % 360
