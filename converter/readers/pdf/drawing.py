"""Drawn things to rules, frames and pictures of the page as it is seen."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from converter.passage import Box
from converter.readers.pdf.frame import Sheet
from converter.readers.pdf.objects import Drawn

THIN = 3.0  # points: a rule, however it is drawn
LEAST_RULE = 10.0  # points: shorter ones are dashes, ticks and underlines of single characters
SLACK = 0.3  # of a line's height: by so much it may stick out of its frame, or a frame cut into it
MOST_RULES = 2000  # on a page, the longest ones: more are the hatching of a map
MOST_SIDES = 300  # upright rules that are tried as sides: more are the grid of a table
LEAST_SIDE = 28.3  # points, 1 cm: what is smaller is an ornament, not a picture
WHOLE = 0.9  # of the page: its background, or the scan of it


def rules(drawn: Iterable[Drawn], sheet: Sheet) -> list[Box]:
    """Lines and thin rectangles along the page's sides, each once."""
    found: dict[Box, None] = {}
    for one in drawn:
        if is_thin(one):
            found[seen(one, sheet)] = None
    longest = sorted(found, key=lambda box: min(box.left - box.right, box.top - box.bottom))[:MOST_RULES]
    kept = set(longest)
    return [box for box in found if box in kept]


def is_thin(one: Drawn) -> bool:
    left, bottom, right, top = one.corners
    width, height = right - left, top - bottom
    return one.kind == "straight" and min(width, height) < THIN and max(width, height) >= LEAST_RULE


def rectangles(drawn: Iterable[Drawn], sheet: Sheet) -> list[tuple[Box, bool]]:
    """(box, whether it is filled) of what is drawn around an area, each once, but for the page's own background."""
    found: dict[Box, bool] = {}
    for one in drawn:
        if one.kind != "straight":
            continue
        box = seen(one, sheet)
        if min(box.right - box.left, box.bottom - box.top) >= LEAST_SIDE / 2 and not covers(box, sheet):
            found[box] = found.get(box, False) or one.filled
    return list(found.items())


def seen(one: Drawn, sheet: Sheet) -> Box:
    left, bottom, right, top = one.corners
    return sheet.box((left, top), (right, bottom))


def covers(box: Box, sheet: Sheet) -> bool:
    """Whether it lies over nearly the whole page."""
    width, height = sheet.size
    inside = _length(box.left, box.right, width) * _length(box.top, box.bottom, height)
    return inside >= WHOLE * width * height


def _length(start: float, end: float, limit: float) -> float:
    return max(min(end, limit) - max(start, 0.0), 0.0)


def ruled_areas(rules: list[Box]) -> list[tuple[Box, bool]]:
    """Areas with a rule on each of their four sides, none of them filled."""
    lying = [box for box in rules if box.right - box.left > box.bottom - box.top][:MOST_SIDES]
    standing = sorted((box for box in rules if box.right - box.left < box.bottom - box.top), key=lambda box: box.left)[:MOST_SIDES]
    found = []
    for k, left in enumerate(standing):
        for right in standing[k + 1 :]:
            if right.left - left.right < LEAST_SIDE or not (_near(left.top, right.top) and _near(left.bottom, right.bottom)):
                continue
            ends = [side for side in lying if _near(side.left, left.left) and _near(side.right, right.right)]
            if any(_near(side.top, left.top) for side in ends) and any(_near(side.bottom, left.bottom) for side in ends):
                found.append((Box(left.left, left.top, right.right, left.bottom), False))
                break
    return found


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= THIN


def frames_and_pictures(areas: list[tuple[Box, bool]], lines: list[Box]) -> tuple[list[Box], list[Box]]:
    """(frames: rectangles with lines inside of which they cut none; pictures: filled ones of 1 cm and more without text)."""
    frames, pictures = [], []
    left, top, right, bottom = np.array([(line.left, line.top, line.right, line.bottom) for line in lines]).reshape(-1, 4).T
    slack = SLACK * (bottom - top)
    for box, filled in areas:
        inside = (box.left - slack <= left) & (right <= box.right + slack) & (box.top - slack <= top) & (bottom <= box.bottom + slack)
        across = np.minimum(box.right, right) - np.maximum(box.left, left)
        over = np.minimum(box.bottom, bottom) - np.maximum(box.top, top)
        cut = ((across > 0) & (over > slack) & ~inside).any()
        if inside.any() and not cut:
            frames.append(box)
        elif filled and not inside.any() and not cut and min(box.right - box.left, box.bottom - box.top) >= LEAST_SIDE:
            pictures.append(box)
    return frames, pictures
