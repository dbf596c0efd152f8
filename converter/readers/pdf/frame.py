"""Places on a page: from a PDF's user space to an upright frame in which turned text runs from left to right, and to the page as it is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from converter.passage import Box
from converter.readers.pdf.native import Floats, Ints

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

    def box(self, one: tuple[float, float], other: tuple[float, float]) -> Box:
        """The box between two corners in user space."""
        (x0, y0), (x1, y1) = self.seen(*one), self.seen(*other)
        return Box(*(round(value, 2) for value in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))

    def turn(self, quarter: int) -> int:
        """By how many degrees clockwise text is turned as it is seen, that runs `quarter` quarters against the clock in user space."""
        return (self.quarters - quarter) % 4 * 90


def along(quarter: int, boxes: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """(left, top, right, bottom) in the upright frame of a quarter, y downwards, of boxes (n, 4): left, top, right, bottom in user space."""
    u = _project(_ALONG[quarter], boxes)
    v = _project(_DOWN[quarter], boxes)
    return u.min(0), v.min(0), u.max(0), v.max(0)


def _project(axis: tuple[int, int], boxes: Floats) -> Floats:
    x, y = axis
    return np.stack([boxes[:, 0] * x + boxes[:, 1] * y, boxes[:, 2] * x + boxes[:, 3] * y])


def down(quarter: int, points: Floats) -> Floats:
    """How far down points (n, 2) of user space are in the upright frame of a quarter."""
    x, y = _DOWN[quarter]
    return points[:, 0] * x + points[:, 1] * y


def user(quarter: int, u: float, v: float) -> tuple[float, float]:
    """The point of user space at (u, v) of the upright frame."""
    (ax, ay), (dx, dy) = _ALONG[quarter], _DOWN[quarter]
    return u * ax + v * dx, u * ay + v * dy


def quarters(angles: Floats) -> Ints:
    """The quarter turn nearest to each angle (radians against the clock)."""
    return np.rint(angles / (np.pi / 2)).astype(np.int64) % 4
