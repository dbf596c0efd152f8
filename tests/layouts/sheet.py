"""A sheet that is being made up: lines of type, rules, frames and pictures at their places, written to a PDF in the order of some producer."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal

from PIL import Image
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from layouts.faces import register, width

Order = Literal["reading", "heads last", "heads first", "columns", "blocks shuffled", "row by row", "backwards"]
ORDERS: tuple[Order, ...] = ("reading", "heads last", "heads first", "columns", "blocks shuffled", "row by row", "backwards")
Showing = Literal["line", "sign", "word"]


@dataclass(frozen=True, slots=True)
class Rect:
    """Points, origin top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def inset(self, x: float, y: float) -> Rect:
        return Rect(self.left + x, self.top + y, self.right - x, self.bottom - y)


@dataclass(frozen=True, slots=True)
class Type:
    """A line of type. base: its baseline, from the top; spread: points added after each sign (or blank); block: what a producer keeps together."""

    text: str
    left: float
    base: float
    face: str
    size: float
    spread: float
    block: int
    head: bool
    latin: bool
    grey: float = 0.0


@dataclass
class Sheet:
    """width and height in points. Lines are added in reading order."""

    width: float
    height: float
    types: list[Type] = field(default_factory=list)
    rules: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    frames: list[tuple[Rect, float, float | None]] = field(default_factory=list)
    pictures: list[tuple[Rect, int]] = field(default_factory=list)
    block: int = 0

    def next_block(self) -> None:
        self.block += 1

    def line(
        self, text: str, left: float, base: float, face: str, size: float, *, spread: float = 0.0, head: bool = False, latin: bool = False
    ) -> None:
        self.types.append(Type(text, left, base, face, size, spread, self.block, head, latin))

    def centred(self, text: str, box: Rect, base: float, face: str, size: float, *, spread: float = 0.0, head: bool = False) -> None:
        wide = width(text, face, size) + spread * (len(text) - 1)
        self.line(text, box.left + (box.width - wide) / 2, base, face, size, spread=spread, head=head)

    def rule(self, left: float, top: float, right: float, bottom: float, thick: float = 0.5) -> None:
        self.rules.append((left, top, right, bottom, thick))

    def frame(self, box: Rect, thick: float = 0.7, tint: float | None = None) -> None:
        self.frames.append((box, thick, tint))

    def picture(self, box: Rect, seed: int) -> None:
        self.pictures.append((box, seed))


def _key_rows(line: Type) -> tuple[float, float]:
    return (round(line.base / 4), line.left)


def ordered(types: list[Type], order: Order, chance: Random) -> list[Type]:
    """The lines in the order in which one kind of producer writes them into the content stream."""
    if order == "heads last":
        return [t for t in types if not t.head] + [t for t in types if t.head]
    if order == "heads first":
        return [t for t in types if t.head] + [t for t in types if not t.head]
    if order == "row by row":
        return sorted(types, key=_key_rows)
    groups: dict[int, list[Type]] = {}
    for line in types:
        groups.setdefault(line.block, []).append(line)
    blocks = list(groups.values())
    if order == "columns":
        blocks.sort(key=lambda block: (round(min(t.left for t in block) / 30), min(t.base for t in block)))
    elif order == "blocks shuffled":
        chance.shuffle(blocks)
    elif order == "backwards":
        blocks.reverse()
    return [line for block in blocks for line in block]


def write(sheets: Iterable[Sheet], order: Order, showing: Showing, chance: Random) -> bytes:
    """The sheets as a PDF; the same bytes for the same arguments."""
    register()
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    for sheet in sheets:
        canvas.setPageSize((sheet.width, sheet.height))
        _draw(canvas, sheet)
        for line in ordered(sheet.types, order, chance):
            _show(canvas, sheet.height - line.base, line, showing)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Any, sheet: Sheet) -> None:
    for box, thick, tint in sheet.frames:
        canvas.setLineWidth(thick)
        if tint is not None:
            canvas.setFillGray(tint)
        canvas.rect(box.left, sheet.height - box.bottom, box.width, box.height, stroke=int(thick > 0), fill=int(tint is not None))
        canvas.setFillGray(0)
    for left, top, right, bottom, thick in sheet.rules:
        canvas.setLineWidth(thick)
        canvas.line(left, sheet.height - top, right, sheet.height - bottom)
    for box, seed in sheet.pictures:
        canvas.drawImage(_photo(seed), box.left, sheet.height - box.bottom, box.width, box.height)


def _photo(seed: int) -> ImageReader:
    """A small made-up picture: soft blotches of grey."""
    chance = Random(f"photo {seed}")
    image = Image.new("L", (6, 4))
    image.putdata([chance.randrange(60, 230) for _ in range(24)])
    return ImageReader(image.resize((48, 32), Image.Resampling.BILINEAR))


def _show(canvas: Any, base: float, line: Type, showing: Showing) -> None:
    canvas.setFont(line.face, line.size)
    if line.latin:
        _show_words(canvas, base, line, showing)
    elif showing == "line":
        canvas.drawString(line.left, base, line.text, charSpace=line.spread)
    else:
        at = line.left
        for sign in line.text:
            canvas.drawString(at, base, sign)
            at += width(sign, line.face, line.size) + line.spread


def _show_words(canvas: Any, base: float, line: Type, showing: Showing) -> None:
    if showing == "line":
        canvas.drawString(line.left, base, line.text, wordSpace=line.spread)
        return
    at = line.left
    for word in line.text.split(" "):
        canvas.drawString(at, base, word)
        at += width(word + " ", line.face, line.size) + line.spread
