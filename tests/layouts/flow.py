"""Runs copy through the free parts of columns: around heads, pictures and neighbours, cut at a sentence where the space ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from layouts.breaking import Copy, SetLine
from layouts.faces import width
from layouts.sheet import Rect, Sheet
from layouts.story import Printed
from layouts.style import Style


@dataclass(frozen=True, slots=True)
class _Place:
    """The next free line: of which segment, and how far down."""

    segment: int
    line: int


_Placed = list[tuple[int, float, float, SetLine]]


def cut(columns: Iterable[Rect], obstacles: Sequence[Rect], style: Style) -> list[Rect]:
    """What obstacles leave free of the columns, in reading order. Beside a narrow obstacle text runs on at what measure is left."""
    free: list[Rect] = []
    for column in columns:
        parts = [column]
        for thing in obstacles:
            parts = [rest for part in parts for rest in _around(part, thing, style)]
        free += [part for part in parts if part.height >= 2 * style.leading]
    return free


def _around(part: Rect, thing: Rect, style: Style) -> list[Rect]:
    if thing.right <= part.left + 1 or thing.left >= part.right - 1 or thing.bottom <= part.top or thing.top >= part.bottom:
        return [part]
    parts = [replace(part, bottom=thing.top)] if thing.top > part.top else []
    top, bottom = max(part.top, thing.top), min(part.bottom, thing.bottom)
    least = 6 * style.size
    if thing.left - style.gutter - part.left >= least:
        parts.append(Rect(part.left, top, thing.left - style.gutter, bottom))
    elif part.right - thing.right - style.gutter >= least:
        parts.append(Rect(thing.right + style.gutter, top, part.right, bottom))
    return [*parts, replace(part, top=thing.bottom)] if thing.bottom < part.bottom else parts


class Flow:
    """Text on its way through segments. Everything set is written to the sheet and to the article's gold at once."""

    def __init__(self, sheet: Sheet, style: Style, segments: Sequence[Rect], article: Printed) -> None:
        self.sheet, self.style, self.segments, self.article = sheet, style, segments, article
        self.place = _Place(0, 0)
        self.kept = 0  # lines at the very end that text may not have
        self._begun = -1

    def _rows(self, segment: int) -> int:
        box = self.segments[segment]
        return int((box.height - self.style.size + 0.2) / self.style.leading) + 1 - (self.kept if segment == len(self.segments) - 1 else 0)

    def _settled(self, place: _Place) -> _Place | None:
        """The place, or the head of the next segment where this one is full; None at the end."""
        while place.segment < len(self.segments):
            if place.line < self._rows(place.segment):
                return place
            place = _Place(place.segment + 1, 0)
        return None

    def room(self) -> int:
        """Lines that are left."""
        left = sum(self._rows(n) for n in range(self.place.segment, len(self.segments)))
        return max(0, left - self.place.line)

    def _spot(self, place: _Place) -> tuple[Rect, float]:
        box = self.segments[place.segment]
        return box, box.top + self.style.ascent(self.style.size) + place.line * self.style.leading

    def _try(self, text: str, indents: Sequence[float]) -> tuple[_Placed, _Place] | None:
        style = self.style
        placed: _Placed = []
        copy = Copy(text, style.body, style.size, latin=style.latin, hang=style.hang)
        place = self.place
        while not copy.done():
            here = self._settled(place)
            if here is None:
                return None
            box, base = self._spot(here)
            line = copy.line(box.width, indents[len(placed)] if len(placed) < len(indents) else 0.0)
            placed.append((here.segment, box.left + line.indent, base, line))
            place = _Place(here.segment, here.line + 1)
        return placed, place

    def paragraph(self, text: str, *, kind: str = "p", indent: bool = True) -> bool:
        """Sets as many whole sentences of it as there is room for. False: none fits."""
        first = self.style.indent if indent else 0.0
        ends = [found.end() for found in re.finditer(r"[。？！]”?|(?<!\d)[.?!](?: ?[“»])?(?= |$)", text)]
        for end in sorted({len(text), *ends}, reverse=True):
            part = text[:end].rstrip()
            if found := self._try(part, (first,)):
                self._commit(*found)
                self.article.blocks.append((kind, part))
                return end == len(text)
        return False

    def initial(self, text: str, rows: int) -> bool:
        """A paragraph that opens with a letter as high as some lines. False: it does not fit, nothing is set."""
        style = self.style
        if not text[0].isalpha():
            return False
        box, base = self._spot(self._settled(self.place) or self.place)
        size = (rows - 1) * style.leading + style.size * (0.95 if style.latin else 1.0)
        room = width(text[0], style.body, size) + 0.25 * style.size
        rest = text[1:].lstrip() if not style.latin else text[1:]
        found = self._try(rest, (room,) * rows)
        if found is None or len(found[0]) < rows + 1 or room > box.width / 2 or self.place.line + rows >= self._rows(self.place.segment):
            return False
        self.sheet.next_block()
        self._begun = self.place.segment
        self.sheet.line(text[0], box.left, base + (rows - 1) * style.leading, style.body, size, latin=style.latin)
        self._commit(*found)
        self.article.blocks.append(("p", text))
        return True

    def crosshead(self, text: str, face: str, *, centred: bool) -> None:
        """A line of its own with a blank line over it; in the next column where little room is left below."""
        if self._settled(self.place) is None:
            return
        self.place = self._settled(self.place) or self.place
        left = self._rows(self.place.segment) - self.place.line
        after = self.place if left >= 6 else _Place(self.place.segment + 1, 0)
        if after.segment >= len(self.segments) or self._rows(after.segment) < 6:
            return
        box, _ = self._spot(after)
        style = self.style
        if width(text, face, style.size) > box.width:
            return
        self.place = _Place(after.segment, after.line + (after.line > 0))
        box, base = self._spot(self.place)
        self._block(self.place.segment)
        room = box.width - width(text, face, style.size)
        self.sheet.line(text, box.left + (room / 2 if centred else 0), base, face, style.size, latin=style.latin)
        self.article.blocks.append(("crosshead", text))
        self.place = _Place(self.place.segment, self.place.line + 1)

    def loose(self, text: str, face: str, align: str) -> bool:
        """A line that is no paragraph (byline, jump line). align: left, centre, right. False: no room."""
        here = self._settled(self.place)
        if here is None or width(text, face, self.style.size) > self.segments[here.segment].width:
            return False
        box, base = self._spot(here)
        room = box.width - width(text, face, self.style.size)
        self._block(here.segment)
        at = box.left + {"left": 0.0, "centre": room / 2, "right": room}[align]
        self.sheet.line(text, at, base, face, self.style.size, latin=self.style.latin)
        self.article.printed.append(text)
        self.place = _Place(here.segment, here.line + 1)
        return True

    def _block(self, segment: int) -> None:
        if segment != self._begun:
            self.sheet.next_block()
            self._begun = segment

    def _commit(self, placed: _Placed, after: _Place) -> None:
        style = self.style
        for segment, left, base, line in placed:
            self._block(segment)
            self.sheet.line(line.text, left, base, style.body, style.size, spread=line.spread, latin=style.latin)
        self.place = after
