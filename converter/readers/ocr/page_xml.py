"""A PAGE XML file (any year's namespace) to a page of lines with blocks, pictures, rules and the articles that its lines or regions name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from converter.characters import printed
from converter.model import Block, BlockKind, Box, Item, Picture, Reading, SourceFile
from converter.notices import Notice
from converter.readers.ocr.geometry import Scale, number, quarter_turn
from converter.readers.ocr.kinds import kind_of
from converter.readers.ocr.order import by_places
from converter.readers.ocr.page_groups import Groups, custom_of
from converter.readers.ocr.page_text import Fonts, best_text, line_text
from converter.readers.ocr.sheet import Claim, Sheet
from converter.readers.ocr.words import rows
from converter.readers.ocr.xml import Element, content, first, local, no_page, root_of, under
from converter.readers.unprintable import private

_PICTURES = ("ImageRegion", "GraphicRegion", "LineDrawingRegion", "ChartRegion", "MapRegion", "MusicRegion")
_DOWN = "top-to-bottom"
_WHOLE = Scale()
_MUCH = 1.1  # times the text of its lines: more than hyphens and blanks make


def read_page_xml(name: str, data: bytes) -> Reading:
    """The page of a PAGE XML file; items where its custom attributes or groups name articles. Raises UnreadableError for what is none, or has no Page."""
    root = root_of(name, data, {"PcGts": "PAGE XML"})
    sheets, notices = page_sheets(name, root, 1)
    if not sheets:
        raise no_page(name)
    items: dict[str, Item] = {}
    pages = []
    for sheet in sheets:
        blocks = regions_in_order(sheet)
        for block in blocks:
            if block.item:
                items.setdefault(
                    block.item, Item(block.item, "advertisement" if block.kind == "advertisement" else "article", source=(name, block.item))
                )
        pages.append(sheet.page(blocks))
        notices += sheet.notices()
    notices += private(pages)
    return Reading(tuple(pages), (page_file(name, data, root),), tuple(notices), tuple(items.values()))


def page_file(name: str, data: bytes, root: Element) -> SourceFile:
    """What was read, with the program that made it."""
    creator = content(first(root, "Creator"))
    return SourceFile(name, hashlib.sha256(data).hexdigest(), "OCR with layout, PAGE XML" + (f" ({creator})" if creator else ""), len(data))


def page_sheets(name: str, root: Element, first_page: int) -> tuple[list[Sheet], list[Notice]]:
    """The pages of a parsed file (one, as a rule), numbered from `first_page`, and what is doubtful about them."""
    fonts = Fonts(root)
    sheets: list[Sheet] = []
    notices: list[Notice] = []
    for n, page in enumerate((child for child in root if local(child) == "Page"), first_page):
        width, height = number(page.get("imageWidth")), number(page.get("imageHeight"))
        sheet = Sheet(name, n, (width, height) if width and height else None)
        sheet.scan = page.get("imageFilename")
        groups = Groups(page)
        sheet.rank = groups.rank
        walk = _Walk(sheet, fonts, groups, downwards=page.get("readingDirection") == _DOWN)
        walk.regions(page, None)
        walk.claim()
        notices += walk.doubts()
        sheets.append(sheet)
    return sheets, notices


def regions_in_order(sheet: Sheet) -> list[Block]:
    """The blocks of a page by its ReadingOrder, else by the order in the custom attributes of its regions, else as they stand.

    Of a region in a region the inner one counts: its place comes after that of the outer.
    """
    named = sorted(((sheet.rank[name], name) for name in sheet.named if name in sheet.rank), reverse=True)
    return by_places(sheet.claimed_blocks(), ((sheet.named[name], rank) for rank, name in named)) if named else sheet.claimed_blocks()


class _Walk:
    """The regions of one page, in document order."""

    def __init__(self, sheet: Sheet, fonts: Fonts, groups: Groups, *, downwards: bool) -> None:
        self.sheet, self.fonts, self.groups, self.downwards = sheet, fonts, groups, downwards
        self.articles: list[tuple[range, str | None, BlockKind | None]] = []  # lines, their article, what they are
        self.poorer: list[str] = []  # regions whose own text says more than their lines

    def regions(self, parent: Element, kind: BlockKind | None, item: str | None = None, turn: int = 0) -> None:
        """kind, item, turn: of what is around, where a region does not say its own."""
        for region in parent:
            tag = local(region)
            if tag.endswith("Region") or tag == "TableCell":
                self.region(region, tag, kind, item, turn)

    def region(self, region: Element, tag: str, kind: BlockKind | None, item: str | None, turn: int) -> None:
        sheet, custom, name = self.sheet, custom_of(region), region.get("id")
        box = _box(region)
        if tag == "SeparatorRegion":
            sheet.rules += [box] if box else []
            return
        if tag in _PICTURES and box:
            sheet.pictures.append(Picture(box, id=name))
        if tag == "AdvertRegion" and box:
            sheet.frames.append(box)
        own = kind_of(region.get("type")) or custom.kind
        around: BlockKind | None = {"AdvertRegion": "advertisement", "TableRegion": "table"}.get(tag, kind)  # type: ignore[assignment]
        kind = own if own and around != "advertisement" else around
        item = self.groups.article_in(custom) or self.groups.article_of(name) or item
        if (angle := number(region.get("orientation"))) is not None:
            turn = quarter_turn(-angle)  # the angle sets it upright
        start = sheet.open()
        order = list(self._lines(region, item, turn))
        if start == sheet.next:
            self._whole_text(region)
        own_lines = range(start, sheet.next)
        sheet.close(start, name, box, kind)
        if order and sheet.blocks and len(order) == len(own_lines):
            sheet.reorder(tuple(n for _, n in sorted(order)))
        if item and own_lines:
            self.articles.append((own_lines, item, None))
        self.regions(region, around, item, turn)
        if name and not own_lines:
            sheet.named[name] = range(start, sheet.next)

    def _lines(self, region: Element, item: str | None, turn: int) -> Iterator[tuple[int, int]]:
        """Adds the lines of a region; gives the place in the region's own reading order and the number of each that has one."""
        said = region.get("readingDirection")
        downwards = said == _DOWN if said else self.downwards
        before = self.sheet.next
        for line in region:
            if local(line) != "TextLine":
                continue
            custom = custom_of(line)
            n = self.sheet.next
            box = _box(line) or _box(line, "Baseline")
            vertical = downwards or line.get("readingDirection") == _DOWN
            self.sheet.line(line_text(line, self.sheet.mend), box, self.fonts.of(line), turn=turn, vertical=vertical)
            if n == self.sheet.next:
                continue
            if identifier := line.get("id"):
                self.sheet.named.setdefault(identifier, range(n, n + 1))
            article = self.groups.article_in(custom)
            if article or custom.kind:
                self.articles.append((range(n, n + 1), article or item, custom.kind))
            if custom.place is not None:
                yield custom.place, n
        self._compare(region, before)

    def _compare(self, region: Element, before: int) -> None:
        """Remembers a region whose own text is longer than that of its lines: some of them have lost theirs."""
        lines = self.sheet.lines[before - 1 :]
        if lines and len(printed(best_text(region))) > _MUCH * sum(len(printed(line.text)) for line in lines):
            self.poorer.append(region.get("id") or lines[0].id)

    def _whole_text(self, region: Element) -> None:
        """The text of a region without any line that has its own; where there are as many lines as rows, these have their places."""
        texts = rows(self.sheet.mend.keep_rows(best_text(region)))
        places = [_box(line) for line in region if local(line) == "TextLine"]
        for k, text in enumerate(texts):
            self.sheet.line(text.strip(), places[k] if len(places) == len(texts) else None)

    def claim(self) -> None:
        """Makes the claims of articles: those of lines before those of the regions around them."""
        runs: list[tuple[range, str | None, BlockKind | None]] = []
        for lines, article, kind in sorted(self.articles, key=lambda entry: len(entry[0])):
            if runs and len(lines) == 1 and runs[-1][1:] == (article, kind) and runs[-1][0].stop == lines.start:
                runs[-1] = (range(runs[-1][0].start, lines.stop), article, kind)
            else:
                runs.append((lines, article, kind))
        for lines, article, kind in runs:
            self.sheet.claim(Claim(lines, lines.start, article, kind))

    def doubts(self) -> Iterator[Notice]:
        where = f"p{self.sheet.n}"
        missing = [name for name in self.groups.rank if name not in self.sheet.named]
        if missing:
            yield Notice("W-READ-21", where, f"{len(missing)} regions of the reading order are not on the page, the first {missing[0]}")
        if self.poorer:
            said = f"{len(self.poorer)} regions have a text of their own with more in it than their lines, the first {self.poorer[0]}; the lines were read"
            yield Notice("W-READ-26", where, said)


def _box(element: Element, name: str = "Coords") -> Box | None:
    """The box around the outline; from 2010 and before it has Point elements."""
    outline = next((child for child in element if local(child) == name), None)
    if outline is None:
        return None
    points = outline.get("points") or " ".join(f"{point.get('x')},{point.get('y')}" for point in under(outline, "Point"))
    return _WHOLE.around(points)
