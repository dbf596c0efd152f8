"""Takes a page's rows, gives its slugs: lines of type with their places in the frame in which the page is read, and what is drawn between.

In that frame text runs from left to right and lines follow from top to bottom, whichever way the page is turned or set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import log
from statistics import median

from converter.model import BlockKind, Box, Page
from converter.segment.rows import Row

Mapping = Callable[[Box], tuple[float, float, float, float]]


@dataclass(slots=True, eq=False)
class Slug:
    """A line of type. left … bottom: its box; size: of its characters; face: font name and weight.

    standing: its characters stand one below another in the frame; frame: the innermost drawn frame around it (-1: none);
    block, hint: the source's block that it stands in, and what that, or the place of the line in it, says of it.
    """

    row: Row
    left: float
    top: float
    right: float
    bottom: float
    size: float
    face: tuple[str, int] = ("", 0)
    standing: bool = False
    frame: int = -1
    block: str | None = None
    hint: BlockKind | None = None

    @property
    def text(self) -> str:
        return self.row.text

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(slots=True)
class Sheet:
    """A page in the frame in which it is read. slugs: from top to bottom; em: size of most characters; pitch: step of most lines.

    level, upright: the rules; latin: whether blanks part its words; face: that of most characters.
    """

    slugs: list[Slug]
    width: float
    height: float
    latin: bool
    em: float = 10.0
    pitch: float = 15.0
    face: tuple[str, int] = ("", 0)
    level: list[Box] = field(default_factory=list)
    upright: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    def rule_below(self, above: Slug | Box, below: Slug | Box) -> bool:
        """Whether a level rule parts the two."""
        slack = 0.3 * self.em
        for rule in self.level:
            if (
                above.bottom - slack <= rule.top
                and rule.bottom <= below.top + slack
                and shared(rule, above) > 0.3
                and shared(rule, below) > 0.3
            ):
                return True
        return False

    def rule_beside(self, left: Slug | Box, right: Slug | Box) -> bool:
        """Whether an upright rule parts the two."""
        slack = 0.3 * self.em
        for rule in self.upright:
            if (
                left.right - slack <= rule.left
                and rule.right <= right.left + slack
                and side_by_side(rule, left) > 0.3
                and side_by_side(rule, right) > 0.3
            ):
                return True
        return False


Placed = Slug | Box


def shared(one: Placed, other: Placed) -> float:
    """How much of the narrower one's width both have."""
    both = min(one.right, other.right) - max(one.left, other.left)
    return both / max(0.01, min(one.right - one.left, other.right - other.left))


def side_by_side(one: Placed, other: Placed) -> float:
    """How much of the lower one's height both have."""
    both = min(one.bottom, other.bottom) - max(one.top, other.top)
    return both / max(0.01, min(one.bottom - one.top, other.bottom - other.top))


def apart(one: Placed, other: Placed) -> float:
    """The distance of two boxes: 0 where they touch."""
    x = max(one.left - other.right, other.left - one.right, 0.0)
    y = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return x + y


def around(boxes: Sequence[Placed]) -> Box:
    return Box(min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes))


def sheet_of(page: Page, rows: Sequence[Row], latin: bool) -> tuple[Sheet, list[Row]]:
    """The page's sheet, and the rows that have no place on it: without a box, or turned another way than the page is read."""
    turn = _turn(rows)
    size = page.size or _extent(rows)
    mapping, width, height = _mapping(turn, *size)
    blocks = {n: block for block in page.blocks for n in block.lines}
    slugs, apart = [], []
    for row in rows:
        line = row.lines[-1]
        if line.box is None or not _runs_along(row, turn):
            apart.append(row)
            continue
        left, top, right, bottom = mapping(line.box)
        standing = line.vertical != (turn == "standing")
        size_of = line.font.size if line.font else (right - left if standing else bottom - top)
        face = (line.font.name, line.font.weight) if line.font else ("", 0)
        block = blocks.get(line.n)
        slugs.append(
            Slug(
                row,
                left,
                top,
                right,
                bottom,
                size_of or 1.0,
                face,
                standing,
                -1,
                block.id if block else None,
                block.kind if block else None,
            )
        )
    slugs.sort(key=lambda slug: (slug.top, slug.left))
    sheet = Sheet(slugs, width, height, latin)
    if slugs:
        _steady(slugs)
        _measure(sheet)
        _draw(sheet, page, mapping)
    return sheet, apart


def _extent(rows: Sequence[Row]) -> tuple[float, float]:
    """Where the page ends whose size nothing tells; never nothing, also where the lines lie left of it, or above."""
    boxes = [row.lines[-1].box for row in rows if row.lines[-1].box]
    return max(1.0, *(box.right for box in boxes), 0.0), max(1.0, *(box.bottom for box in boxes), 0.0)


def _stands(row: Row) -> bool:
    """Whether its characters stand one below another: the source says so, or its box is a column of them."""
    line = row.lines[-1]
    if line.vertical or line.box is None:
        return line.vertical
    tall, wide = line.box.bottom - line.box.top, line.box.right - line.box.left
    return line.turn == 0 and line.font is None and len(row.text) >= 3 and tall > 2 * wide


def _turn(rows: Sequence[Row]) -> int | str:
    """The way in which most characters run: degrees clockwise, or `standing`."""
    ways: Counter[int | str] = Counter()
    for row in rows:
        ways["standing" if _stands(row) and row.lines[-1].turn == 0 else row.lines[-1].turn] += len(row.text)
    return max(ways, key=lambda way: (ways[way], way == 0)) if ways else 0


def _runs_along(row: Row, turn: int | str) -> bool:
    way = row.lines[-1].turn
    return way == (0 if turn == "standing" else turn)


def _mapping(turn: int | str, width: float, height: float) -> tuple[Mapping, float, float]:
    """From places on the page to the frame in which it is read, and the size of that frame."""
    if turn in ("standing", 90):  # lines run down and follow from right to left
        return (lambda box: (box.top, width - box.right, box.bottom, width - box.left)), height, width
    if turn == 270:
        return (lambda box: (height - box.bottom, box.left, height - box.top, box.right)), height, width
    if turn == 180:
        return (lambda box: (width - box.right, height - box.bottom, width - box.left, height - box.top)), width, height
    return (lambda box: (box.left, box.top, box.right, box.bottom)), width, height


def _steady(slugs: Sequence[Slug]) -> None:
    """Where no font is known, the lines of a block have the height of most of them: a line of OCR is as high as its letters happen to be."""
    blocks: dict[str, list[Slug]] = {}
    for slug in slugs:
        if slug.row.lines[-1].font is None and slug.block is not None:
            blocks.setdefault(slug.block, []).append(slug)
    for lines in blocks.values():
        usual = median(slug.size for slug in lines)
        for slug in lines:
            if 0.7 < slug.size / usual < 1.4:
                slug.size = usual


def _measure(sheet: Sheet) -> None:
    sizes: Counter[int] = Counter()
    faces: Counter[tuple[str, int]] = Counter()
    for slug in sheet.slugs:
        sizes[round(log(slug.size) * 25)] += len(slug.text)
    near = {step: sizes[step - 1] + 2 * sizes[step] + sizes[step + 1] for step in sizes}
    best = max(near, key=lambda step: (near[step], -step))
    body = [slug for slug in sheet.slugs if abs(log(slug.size) * 25 - best) <= 1.5]
    sheet.em = median(slug.size for slug in body)
    for slug in body:
        faces[slug.face] += len(slug.text)
    sheet.face = max(faces, key=lambda face: (faces[face], face))
    steps = sorted(_steps(body, sheet.em))
    sheet.pitch = steps[len(steps) // 2] if len(steps) > 3 else 1.5 * sheet.em


def _steps(body: Sequence[Slug], em: float) -> list[float]:
    """From each line to the one right below."""
    out = []
    for at, slug in enumerate(body):
        for below in body[at + 1 : at + 60]:
            step = below.bottom - slug.bottom
            if step > 3 * em:
                break
            if step > 0.6 * em and shared(slug, below) > 0.6:
                out.append(step)
                break
    return out


MOST_OF_PAGE = 0.7  # of its characters: a frame around them parts nothing


def _draw(sheet: Sheet, page: Page, mapping: Mapping) -> None:
    drawing = page.drawing
    for rule in drawing.rules:
        box = Box(*mapping(rule))
        (sheet.level if box.right - box.left >= box.bottom - box.top else sheet.upright).append(box)
    sheet.pictures = [Box(*mapping(picture.box)) for picture in drawing.pictures]
    frames = sorted((Box(*mapping(frame)) for frame in drawing.frames), key=lambda box: (box.right - box.left) * (box.bottom - box.top))
    total = sum(len(slug.text) for slug in sheet.slugs)
    for frame in frames:
        inside = [slug for slug in sheet.slugs if _holds(frame, slug, sheet.em)]
        # a panel under a headline alone parts nothing from anything, and neither does a frame around the page
        if len(inside) < 3 or _is_panel(inside, sheet) or sum(len(slug.text) for slug in inside) > MOST_OF_PAGE * total:
            continue
        for slug in inside:
            if slug.frame < 0:
                slug.frame = len(sheet.frames)
        sheet.frames.append(frame)


def _is_panel(inside: Sequence[Slug], sheet: Sheet) -> bool:
    """Whether a frame holds one headline and no more: a few lines, none in text size, with text right under it."""
    box = around(inside)
    if len(inside) > 3 or any(slug.size <= 1.15 * sheet.em for slug in inside):
        return False
    return any(0 < slug.top - box.bottom < 4 * sheet.em and shared(slug, box) > 0.5 for slug in sheet.slugs)


def _holds(frame: Box, slug: Slug, em: float) -> bool:
    x, y = (slug.left + slug.right) / 2, (slug.top + slug.bottom) / 2
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom and slug.width < frame.right - frame.left + em
