"""An ALTO file (versions 1 to 4) to pages of lines with blocks, pictures and rules. Matches elements by local name, keeps every CONTENT once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from converter.model import Block, BlockKind, Box, Item, Page, Picture, Reading, SourceFile
from converter.notices import Notice
from converter.readers.ocr.alto_text import Styles, line_text
from converter.readers.ocr.geometry import UNITS, Scale, number, quarter_turn
from converter.readers.ocr.kinds import kind_of, plain_name
from converter.readers.ocr.order import by_next, by_places
from converter.readers.ocr.sheet import Sheet
from converter.readers.ocr.xml import Element, content, first, local, no_page, root_of, under
from converter.readers.unprintable import private

_BLOCKS = ("TextBlock", "ComposedBlock", "Illustration", "GraphicalElement")
_MARGINS = ("TopMargin", "LeftMargin", "RightMargin", "BottomMargin")
_ARTICLE = "article"
_THIN = 4  # points or pixels: what is not wider is a rule between columns, not a picture


def read_alto(name: str, data: bytes) -> Reading:
    """The pages of an ALTO file. Raises UnreadableError for what is no ALTO, or has no page."""
    root = root_of(name, data, {"alto": "ALTO"})
    sheets, notices = alto_sheets(name, root, 1)
    if not sheets:
        raise no_page(name)
    pages = tuple(sheet.page(blocks_in_order(sheet)) for sheet in sheets)
    items = Tags(root).items(pages, name)
    notices += [notice for sheet in sheets for notice in sheet.notices()]
    notices += private(pages)
    return Reading(pages, (alto_file(name, data, root),), tuple(notices), items)


def alto_file(name: str, data: bytes, root: Element) -> SourceFile:
    """What was read, with the programs that made it."""
    made = [content(software) for software in under(root, "softwareName")]
    programs = ", ".join(dict.fromkeys(program for program in made if program not in ("", "NA")))
    return SourceFile(name, hashlib.sha256(data).hexdigest(), "OCR with layout, ALTO" + (f" ({programs})" if programs else ""), len(data))


def alto_sheets(name: str, root: Element, first_page: int) -> tuple[list[Sheet], list[Notice]]:
    """The pages of a parsed ALTO file, numbered from `first_page`, and what is doubtful about all of them."""
    unit = content(first(root, "MeasurementUnit"))
    scale = Scale(UNITS.get(unit, 1.0), points=unit in ("mm10", "inch1200"))
    notices = []
    if unit not in UNITS:
        said = f"the unit {unit!r} is none of ALTO's" if unit else "the file does not say its unit"
        notices.append(Notice("W-READ-22", f"p{first_page}", f"{said} (pixel, mm10, inch1200): taken as pixels"))
    styles = Styles(root, scale)
    spaced = next(under(root, "SP"), None) is not None
    tags = Tags(root)
    scan = content(first(root, "fileName"))
    rank, following = _order(root)
    sheets = []
    for n, page in enumerate(under(root, "Page"), first_page):
        size = scale.length(page.get("WIDTH")), scale.length(page.get("HEIGHT"))
        sheet = Sheet(name, n, (size[0], size[1]) if size[0] and size[1] else None, page.get("PRINTED_IMG_NR"))
        sheet.pixels = not scale.points
        sheet.scan, sheet.rank, sheet.following = scan, rank, following
        walk = _Walk(sheet, scale, styles, tags, spaced)
        for part in page:
            if local(part) in _MARGINS:
                walk.blocks(part, "furniture")
            elif local(part) in _BLOCKS:
                walk.block(part, None)
            else:
                walk.blocks(part, None)
        if identifier := page.get("ID"):
            sheet.named.setdefault(identifier, range(1, sheet.next))
        sheets.append(sheet)
    return sheets, notices


def _order(root: Element) -> tuple[dict[str, int], dict[str, str]]:
    """(the place of each id in the file's ReadingOrder, by the id of a block that of the next): the one or the other, or neither."""
    order = next(under(root, "ReadingOrder"), None)
    if order is None:
        return {}, {block.get("ID", ""): block.get("IDNEXT", "") for block in under(root, "TextBlock") if block.get("IDNEXT")}
    rank: dict[str, int] = {}
    for reference in under(order, "ElementRef"):
        rank.setdefault(reference.get("REF", ""), len(rank))
    return rank, {}


def blocks_in_order(sheet: Sheet) -> list[Block]:
    """The blocks of a page in the reading order that the file gives: ReadingOrder (version 4.3), else IDNEXT, else as they stand.

    An id names a block, or something around it; of several the first in the order counts.
    """
    if sheet.rank:
        named = sorted((sheet.rank[name], name) for name in sheet.named if name in sheet.rank)
        return by_places(sheet.blocks, ((sheet.named[name], rank) for rank, name in named))
    return by_next(sheet.blocks, sheet.following) if sheet.following else sheet.blocks


class Tags:
    """What the tags of a file (version 2.1 and later) say of the blocks that refer to them."""

    def __init__(self, root: Element) -> None:
        self.kinds: dict[str, BlockKind | None] = {}
        self.articles: dict[str, str | None] = {}  # the title by the id of the tag
        for tag in under(root, "LayoutTag", "StructureTag", "RoleTag", "OtherTag"):
            name, label, type_ = tag.get("ID", ""), tag.get("LABEL"), tag.get("TYPE")
            if plain_name(type_) == _ARTICLE or plain_name(label) == _ARTICLE:
                self.articles[name] = label if label and plain_name(label) != _ARTICLE else None
            else:
                self.kinds[name] = kind_of(label) or kind_of(type_)

    def kind(self, block: Element) -> BlockKind | None:
        tagged = (self.kinds.get(name) for name in block.get("TAGREFS", "").split())
        return next((known for known in tagged if known), kind_of(block.get("TYPE")))

    def article(self, block: Element) -> str | None:
        """The article that a block says it is part of: by a tag, or because it is the whole of it."""
        tagged = next((name for name in block.get("TAGREFS", "").split() if name in self.articles), None)
        return tagged or (block.get("ID") if plain_name(block.get("TYPE")) == _ARTICLE else None)

    def items(self, pages: Sequence[Page], file: str) -> tuple[Item, ...]:
        """The articles that the blocks of the pages name, in reading order. file: the name of this one."""
        named = dict.fromkeys(block.item for page in pages for block in page.blocks if block.item)
        return tuple(Item(name, title=self.articles.get(name), source=(file, name)) for name in named)


class _Walk:
    """The blocks of one page, in document order."""

    def __init__(self, sheet: Sheet, scale: Scale, styles: Styles, tags: Tags, spaced: bool) -> None:
        self.sheet, self.scale, self.styles, self.tags, self.spaced = sheet, scale, styles, tags, spaced
        self.lines: list[tuple[Element, range]] = []
        self.pictured: set[Box] = set()
        sheet.finer = self._finer

    def blocks(self, parent: Element, kind: BlockKind | None, item: str | None = None, turn: int = 0) -> None:
        for child in parent:
            if local(child) in _BLOCKS:
                self.block(child, kind, item, turn)

    def block(self, block: Element, kind: BlockKind | None, item: str | None = None, turn: int = 0) -> None:
        """kind, item, turn: of what is around it, where it does not say its own."""
        own = self.tags.kind(block)
        if own and kind != "furniture":
            kind = own
        item = self.tags.article(block) or item
        if (rotation := number(block.get("ROTATION"))) is not None:
            turn = quarter_turn(-rotation)  # ALTO turns counter-clockwise
        box = self._box(block)
        name, tag = block.get("ID"), local(block)
        if tag == "ComposedBlock":
            start = self.sheet.next
            self.blocks(block, kind, item, turn)
            if name:
                self.sheet.named.setdefault(name, range(start, self.sheet.next))
            if box and kind == "advertisement":
                self.sheet.frames.append(box)
            if start == self.sheet.next and box and next(under(block, "Illustration", "GraphicalElement"), None) is None:
                self._picture(box, name)
        elif tag == "TextBlock":
            self._text(block, kind, item, box, turn)
        elif box and tag == "GraphicalElement" and min(box.right - box.left, box.bottom - box.top) <= _THIN:
            self.sheet.rules.append(box)
        elif box and box not in self.pictured:
            self._picture(box, name)

    def _picture(self, box: Box, name: str | None) -> None:
        self.pictured.add(box)
        self.sheet.pictures.append(Picture(box, id=name))

    def _text(self, block: Element, kind: BlockKind | None, item: str | None, box: Box | None, turn: int) -> None:
        sheet = self.sheet
        start = sheet.open()
        references = block.get("STYLEREFS", "")
        for line in block:
            if local(line) != "TextLine":
                continue
            read = line_text(line, self.scale, sheet.mend, spaced=self.spaced)
            own = line.get("STYLEREFS", "") or references
            style = self.styles.style(read.style[0] or own, read.style[1]) or self.styles.style(own, read.style[1])
            vertical = (line.get("BASEDIRECTION") or block.get("BASEDIRECTION")) == "ttb"
            at = sheet.next
            sheet.line(read.text, read.box, self.styles.font(style, read.box), read.edits, turn=turn, vertical=vertical)
            self.lines.append((line, range(at, sheet.next)))
        sheet.close(start, block.get("ID"), box, kind, item)

    def _finer(self) -> Iterator[tuple[str, range]]:
        """The ids of lines and words: some METS files name these."""
        for element, lines in self.lines:
            yield from ((part.get("ID", ""), lines) for part in (element, *under(element, "String")))

    def _box(self, block: Element) -> Box | None:
        box = self.scale.box(block.get("HPOS"), block.get("VPOS"), block.get("WIDTH"), block.get("HEIGHT"))
        if box is None:
            outline = next((shape for child in block if local(child) == "Shape" for shape in under(child, "Polygon")), None)
            box = self.scale.around(outline.get("POINTS")) if outline is not None else None
        return box
