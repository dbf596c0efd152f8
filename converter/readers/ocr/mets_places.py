"""The pages of an issue that have been opened: which lines and which picture an area of the structure map names on them, and in which order their blocks are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from converter.model import Block, Picture
from converter.readers.ocr.geometry import number
from converter.readers.ocr.mets_structure import Area
from converter.readers.ocr.sheet import Sheet

Lines = NDArray[np.int64]
Middles = NDArray[np.float64]
InOrder = Callable[[Sheet], list[Block]]
Named = tuple[Sheet, range]
_MOST_OF_A_CAPTION = 4  # lines
_NEAR = 1.5  # lines from a picture to its caption; running text begins no nearer, but is longer


class Places:
    """Pages by the id of their text file, and by that of any file of the page: outlines name its image."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._of_text: dict[str, Sequence[Sheet]] = {}
        self._of_name: dict[str, Sequence[Sheet]] = {}  # by the name that the file was found by: two ids may name one file
        self._of_page: dict[str, Sheet] = {}  # by any file of the page, the first that has it
        self._in_order: dict[int, InOrder] = {}  # by the number of the page
        self._pictures: dict[str, dict[str, Picture]] = {}  # by file and id
        self._middles: dict[int, tuple[Lines, Middles, Middles]] = {}

    def add(self, sheet: Sheet, files: Sequence[str]) -> None:
        """A page. files: the ids of its text, images …"""
        self.sheets.append(sheet)
        for file in files:
            self._of_page.setdefault(file, sheet)

    def add_text(self, file: str, name: str, sheets: Sequence[Sheet], in_order: InOrder) -> None:
        """The pages of a text file that was opened. name: by which it was found."""
        self._of_text[file] = self._of_name[name] = sheets
        self._in_order |= {sheet.n: in_order for sheet in sheets}

    def is_open(self, file: str, name: str) -> bool:
        """Whether the text file was opened already, if by another id."""
        if file not in self._of_text and name in self._of_name:
            self._of_text[file] = self._of_name[name]
        return file in self._of_text

    def blocks_in_order(self, sheet: Sheet) -> list[Block]:
        """The blocks as its text file has them in order."""
        in_order = self._in_order.get(sheet.n)
        return in_order(sheet) if in_order else sheet.blocks

    def picture(self, area: Area) -> Picture | None:
        """The picture that an area names."""
        if area.file not in self._pictures:
            found = [one for sheet in self._sheets(area) for one in sheet.pictures if one.id]
            self._pictures[area.file] = {one.id: one for one in reversed(found) if one.id}
        return self._pictures[area.file].get(area.begin)

    def named(self, area: Area) -> list[Named]:
        """The lines from one id to another; none where one of them is on no page."""
        for sheet in self._sheets(area):
            start, end = sheet.find(area.begin), sheet.find(area.end)
            if start is not None and end is not None:
                return [(sheet, range(start.start, max(start.stop, end.stop)))]
        return []

    def inside(self, area: Area) -> list[Named]:
        """The lines whose middle lies in a rectangle, for articles that are outlined on the image only. The boxes must be in pixels, too."""
        corners = [number(part) for part in area.coords.split(",")]
        sheet = self._of_page.get(area.file)
        if sheet is None or not sheet.pixels or len(corners) != 4 or None in corners:
            return []
        left, top, right, bottom = (corner or 0.0 for corner in corners)
        lines, across, down = self._placed(sheet)
        within = (left <= across) & (across <= right) & (top <= down) & (down <= bottom)
        return [(sheet, range(n, n + 1)) for n in lines[within].tolist()]

    def is_open_file(self, file: str) -> bool:
        """Whether a text file with this id was opened."""
        return file in self._of_text

    def _sheets(self, area: Area) -> Sequence[Sheet]:
        """Those of the file that an area names; all where it names none."""
        return self._of_text.get(area.file, ()) if area.file else self.sheets

    def _placed(self, sheet: Sheet) -> tuple[Lines, Middles, Middles]:
        """The lines of a page that have a place, and their middles across and down. Outlines are many, and so are lines."""
        if sheet.n not in self._middles:
            boxes = [
                (line.n, (line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2) for line in sheet.lines if line.box
            ]
            table = np.array(boxes, np.float64).reshape(-1, 3)
            self._middles[sheet.n] = table[:, 0].astype(np.int64), table[:, 1], table[:, 2]
        return self._middles[sheet.n]


def stands_under(sheet: Sheet, lines: range, picture: Picture) -> bool:
    """Whether a few lines stand right under a picture and no wider: where the library names them after it and says no more, its caption."""
    box = sheet.around(lines)
    if box is None or len(lines) > _MOST_OF_A_CAPTION:
        return False
    line = (box.bottom - box.top) / len(lines)
    inside = picture.box.left - line < box.left and box.right < picture.box.right + line
    return inside and -line < box.top - picture.box.bottom < _NEAR * line
