"""What a reader makes of a source: pages of lines with their blocks, pictures and drawn rules, and the articles that it separates itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from converter.metadata import Metadata
from converter.notices import Notice
from converter.passage import Box, Line

BlockKind = Literal[
    "text",
    "banner",
    "kicker",
    "main",
    "deck",
    "crosshead",
    "dateline",
    "byline",
    "caption",
    "credit",
    "table",
    "item",
    "quote",
    "footnote",
    "lines",
    "advertisement",
    "furniture",
]
FrameKind = Literal["quote", "list", "numbered", "item", "box"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A quotation, a list, an entry of one, or a box that stands around blocks. n: tells those of one article apart."""

    kind: FrameKind
    n: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. label: it says what its row or column is; cols, rows: how many of them it spans."""

    label: bool = False
    cols: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table of which the source knows them. head: how many lines stand over it; rows: of each line after these, its cells by tabs."""

    head: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that the source itself keeps together (an ALTO TextBlock, a PAGE TextRegion, a paragraph of an article file).

    id: its id in the source; lines: the numbers (Line.n) of its lines, in reading order; item: the id of the Item that claims it.
    kind: what the source says that it is, lines being those that their author ended; None where it says nothing. file: the picture that a caption or credit is of, as the source names it;
    alt: what it says in place of the picture, for those who do not see it; image: its name among the reading's images, where it is here; figure: tells the pictures of an item apart, where the source does. placed: the source sets the picture between the blocks before and after; where it
    does not, as print does not, the picture belongs to its item as a whole. within: of an item, a quote or lines the frames around them, the outermost first.
    grid: of a table its cells, where the source tells them.
    """

    id: str
    lines: tuple[int, ...]
    kind: BlockKind | None = None
    box: Box | None = None
    item: str | None = None
    file: str | None = None
    alt: str | None = None
    image: str | None = None
    figure: int | None = None
    placed: bool = False
    within: tuple[Frame, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the page. image: the name of its file among the reading's images, where it was taken out; id: its id in the source."""

    box: Box
    image: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on the page beside text: thin rules, frames with text inside them, pictures. Boxes in the unit of the page's size."""

    rules: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page. id: `p1`; n: its place in the issue from 1; label: the number it prints, where known.

    size: width and height in points or pixels; image: the name of its facsimile; blocks: in reading order, where the source has them.
    scan: the image file that the source says it was read from, as it names it, whether it is here or not; unit: of all places on the page.
    scan_in_text: what the file of its text calls that image, where the METS around it calls it otherwise.
    """

    id: str
    n: int
    lines: tuple[Line, ...]
    label: str | None = None
    size: tuple[float, float] | None = None
    image: str | None = None
    blocks: tuple[Block, ...] = ()
    drawing: Drawing = Drawing()
    scan: str | None = None
    unit: Literal["px", "pt"] | None = None
    scan_in_text: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A unit that the source itself sets apart from others, over one page or several: blocks name it. title: as its catalogue has it.

    kind: article where the source says no more than that it is a unit of text. section: the part of the paper that it stood in (要闻, Sport).
    source: (file, id) by which the source knows it, where it has an id of its own. authors: as a catalogue names them, printed or not.
    """

    id: str
    kind: Literal["article", "advertisement", "contents", "furniture", "unassigned"] = "article"
    subtype: str | None = None
    title: str | None = None
    language: str | None = None
    section: str | None = None
    source: tuple[str, str] | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """An image file taken out of the source, or made of a page. name: ASCII, one part, with its extension."""

    name: str
    media_type: Literal["image/jpeg", "image/png"]
    data: bytes

    @property
    def pixels(self) -> tuple[int, int] | None:
        """Width and height, as the file's own header says; None where it does not."""
        if self.data.startswith(b"\x89PNG\r\n\x1a\n") and len(self.data) >= 24:
            return int.from_bytes(self.data[16:20], "big"), int.from_bytes(self.data[20:24], "big")
        return _jpeg_size(self.data) if self.data.startswith(b"\xff\xd8") else None


# The segments of a JPEG file that begin a frame and tell its size; C4, C8 and CC are tables of its coding (ITU-T T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # markers without a segment


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        if marker == 0xFF:
            at += 1  # a fill byte
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name, digest, a human description (`extracted text layer, GB18030`)."""

    name: str
    sha256: str
    description: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader returns: pages, the files they came from, and what it had to do to read them.

    items: the articles that the source itself separates, in its order; where there are none, the pages are segmented by us.
    metadata: what the source says about the issue; images: pictures taken out of it.
    """

    pages: tuple[Page, ...]
    files: tuple[SourceFile, ...]
    notices: tuple[Notice, ...] = ()
    items: tuple[Item, ...] = ()
    metadata: Metadata | None = None
    images: tuple[Image, ...] = ()

    def renumbered(self, first: int) -> Reading:
        """The same pages as pages `first` and after of an issue."""
        if first == 1:
            return self
        pages = tuple(_as_page(page, page.n + first - 1) for page in self.pages)
        moved = {page.id: new.id for page, new in zip(self.pages, pages, strict=True)}
        notices = tuple(replace(note, where=_moved(note.where, moved)) for note in self.notices)
        return replace(self, pages=pages, notices=notices).with_images({image.name: _moved(image.name, moved) for image in self.images})

    def with_images(self, named: Mapping[str, str]) -> Reading:
        """The same with other names for its images: old name -> new name."""
        images = tuple(replace(image, name=named.get(image.name, image.name)) for image in self.images)
        return replace(self, pages=tuple(_with_images(page, named) for page in self.pages), images=images)

    def apart(self, first: int) -> tuple[Reading, ...]:
        """Each page as a reading of its own, in which it is page 1, labelled with its place in the issue, counted from `first`."""
        out = []
        for n, page in enumerate(self.pages, first):
            own = [replace(note, where=_moved(note.where, {page.id: "p1"})) for note in self.notices if note.where.split("-")[0] == page.id]
            whole = [note for note in self.notices if n == first and note.where == self.files[0].name]
            named = {block.item for block in page.blocks}
            one = (replace(_as_page(page, 1), label=page.label or str(n)),)
            items = tuple(item for item in self.items if item.id in named)
            shown = {page.image, *(picture.image for picture in page.drawing.pictures), *(block.image for block in page.blocks)}
            images = tuple(image for image in self.images if image.name in shown)
            out.append(Reading(one, self.files, (*whole, *own), items, self.metadata, images))
        return tuple(out)


def _as_page(page: Page, n: int) -> Page:
    lines = tuple(replace(line, id=f"p{n}-l{line.n}") for line in page.lines)
    return replace(page, id=f"p{n}", n=n, lines=lines)


def _moved(where: str, moved: dict[str, str]) -> str:
    """`p1-l3`, `p1-i2.jpg` or `p1.png` of a page that has another number now."""
    page = re.split("[-.]", where, maxsplit=1)[0]
    return moved.get(page, page) + where[len(page) :]


def _with_images(page: Page, named: Mapping[str, str]) -> Page:
    pictures = tuple(replace(one, image=named.get(one.image or "", one.image)) for one in page.drawing.pictures)
    blocks = tuple(replace(one, image=named.get(one.image or "", one.image)) for one in page.blocks)
    return replace(page, image=named.get(page.image or "", page.image), drawing=replace(page.drawing, pictures=pictures), blocks=blocks)
