"""A METS file and the ALTO or PAGE files beside it to one issue: its pages, the articles that the library set apart, the catalogue's metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from converter.errors import ConverterError, UnreadableError
from converter.model import Box, Image, Item, Page, Picture, Reading, SourceFile
from converter.notices import Notice
from converter.readers.ocr.alto import alto_file, alto_sheets, blocks_in_order
from converter.readers.ocr.beside import Beside
from converter.readers.ocr.catalogue import Record, metadata, record
from converter.readers.ocr.facsimiles import facsimile
from converter.readers.ocr.geometry import holds_middle
from converter.readers.ocr.mets_files import File, files_of, opened
from converter.readers.ocr.mets_structure import Area, PhysicalPage, Structure, Unit
from converter.readers.ocr.page_xml import page_file, page_sheets, regions_in_order
from converter.readers.ocr.sheet import Claim, Sheet
from converter.readers.ocr.titles import with_headlines
from converter.readers.ocr.xml import Element, local, root_of, under
from converter.readers.unprintable import private

_MOST_PAGES, _MOST_DIVS = 5000, 200_000  # the index of a thick Sunday issue has some 10,000 parts
_MOST_FIELDS, _MOST_SAID = 12, 40  # fields, and characters of each, that a notice shows
_MOST_OF_A_CAPTION = 4  # lines
_NEAR = 1.5  # lines from a picture to its caption; running text begins no nearer, but is longer


@dataclass(slots=True)
class _Opened:
    """A text file of the issue: its root and the sheets of its pages."""

    root: Element
    sheets: list[Sheet]


def read_mets(name: str, data: bytes, beside: Beside) -> Reading:
    """The issue that a METS file describes. beside: opens a file by its name relative to the METS; MissingError where it is not there.

    Raises UnreadableError for what is no METS, names files outside of its folder or no page with text, MissingError for a page's file that is
    missing: an issue with a hole would look whole.
    """
    return _Issue(name, data, beside).reading()


@dataclass(slots=True)
class _Doubts:
    """What the structure map says that does not fit. lost: ids; twice, lettering: ids of lines."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    lettering: list[str] = field(default_factory=list)

    def notices(self, name: str) -> Iterator[Notice]:
        if self.lost:
            said = f"{len(self.lost)} places that the structure map names are in no text file, the first {self.lost[0]}"
            yield Notice("W-READ-21", name, said)
        if self.twice:
            yield Notice("W-READ-20", self.twice[0], f"{len(self.twice)} blocks are claimed by a second article; they stay with the first")
        if self.lettering:
            said = f"{len(self.lettering)} lines were recognised in tables or pictures that the library gives as images: in no article"
            yield Notice("W-READ-27", self.lettering[0], said)


class _Issue:
    """One METS file while it is read."""

    def __init__(self, name: str, data: bytes, beside: Beside) -> None:
        self.name, self.beside = name, beside
        self.root = root_of(name, data, {"mets": "METS"})
        self.listed = files_of(self.root)
        if not any(file.is_text for file in self.listed.values()):
            hint = "a METS file is read with ALTO or PAGE files beside it; give images to an OCR program first"
            raise UnreadableError("it names no text file (ALTO or PAGE) of any page", where=name, hint=hint)
        if next(islice(under(self.root, "div"), _MOST_DIVS, None), None) is not None:
            raise UnreadableError(
                f"its structure maps have more than {_MOST_DIVS} parts: no issue has", where=name, hint="split it by issues"
            )
        self.structure = Structure(self.root)
        self.read = [SourceFile(name, hashlib.sha256(data).hexdigest(), "issue structure, METS", len(data))]
        self.notices: list[Notice] = []
        self.opened: dict[str, _Opened] = {}
        self.sheets: list[Sheet] = []
        self.page_of: list[PhysicalPage] = []  # of each sheet
        self.images: list[Image] = []
        self.doubts = _Doubts()
        self.order = 0  # of the last claim
        self._records = {section.get("ID", ""): record(section) for section in under(self.root, "dmdSec")}

    def reading(self) -> Reading:
        pages = self._pages()
        if len(pages) > _MOST_PAGES:
            raise UnreadableError(f"it lists {len(pages)} pages: no issue has", where=self.name, hint="split it by issues")
        for page in pages:
            self._page(page)
        items = self._items() or self._named_on_pages()
        shown = self._titled([self._shown(sheet) for sheet in self.sheets], items)
        self.notices += [notice for sheet in self.sheets for notice in sheet.notices()]
        self.notices += private(shown)
        records = [found for identifier in self.structure.records if (found := self._records.get(identifier))]
        of_pages = [found for page in pages for name in page.records if (found := self._records.get(name))]
        records = records or list(self._records.values())[:1]
        known = metadata(records, self.root.get("LABEL", ""), len(shown), of_pages)
        self.notices += self._untaken(records)
        return Reading(shown, tuple(self.read), tuple(self.notices), items, known, tuple(self.images))

    def _untaken(self, of_issue: Sequence[Record]) -> Iterator[Notice]:
        """What the catalogue says and no part of an edition has a place for, each field once, with the first that stands in it."""
        fields: dict[str, list[str]] = {}
        of_items = {name for unit in self.structure.units if unit.kind for name in unit.records}
        others = [("editor", editor) for found in self._records.values() if found not in of_issue for editor in found.editors]
        others += [("author", author) for name, found in self._records.items() if name not in of_items for author in found.authors]
        for name, value in (*(one for found in self._records.values() for one in found.untaken), *others):
            fields.setdefault(name, []).append(value)
        if fields:
            told = [
                f"{name} ({' '.join(values[0].split())[:_MOST_SAID]}{', …' if len(values) > 1 else ''})" for name, values in fields.items()
            ]
            said = f"fields of catalogue records that no part of an edition takes: {', '.join(told[:_MOST_FIELDS])}"
            yield Notice("I-READ-28", self.name, said + (f" and {len(told) - _MOST_FIELDS} more" if len(told) > _MOST_FIELDS else ""))

    def _pages(self) -> list[PhysicalPage]:
        """Those of the physical map that have a text file or an image; else one for each text file."""
        mapped = [page for page in self.structure.pages if any(name in self.listed for name in page.files)]
        if any(self._text_of(page) for page in mapped):
            return mapped
        return [PhysicalPage(None, (file.id,), ()) for file in self.listed.values() if file.is_text]

    def _text_of(self, page: PhysicalPage) -> File | None:
        """Its text file, where an issue has several versions of its text: ALTO, else the last, which a chain of programs made from the others."""
        found = [file for name in page.files if (file := self.listed.get(name)) and file.is_text]
        return next((file for file in found if "alto" in f"{file.group} {file.id}".lower()), found[-1] if found else None)

    def _page(self, page: PhysicalPage) -> None:
        file = self._text_of(page)
        if file is None:
            self.sheets.append(Sheet(self.name, len(self.sheets) + 1, label=page.label))
            self.page_of.append(page)
            return
        if file.id in self.opened:
            return  # two pages in one file: all of its pages were read with the first
        data, relative, notices = opened(self.name, file, self.beside)
        self.notices += notices
        root = root_of(relative, data, {"alto": "ALTO", "PcGts": "PAGE XML"})
        alto = local(root) == "alto"
        sheets, doubts = (alto_sheets if alto else page_sheets)(relative, root, len(self.sheets) + 1)
        self.read.append((alto_file if alto else page_file)(relative, data, root))
        self.notices += doubts
        for sheet in sheets:
            sheet.label = page.label or self._printed(page) or sheet.label
            self._image(sheet, page)
        self.opened[file.id] = _Opened(root, sheets)
        self.sheets += sheets
        self.page_of += [page] * len(sheets)

    def _printed(self, page: PhysicalPage) -> str | None:
        """The page number in the catalogue record of the page, as NDNP has it."""
        return next((found.page for name in page.records if (found := self._records.get(name)) and found.page), None)

    def _image(self, sheet: Sheet, page: PhysicalPage) -> None:
        """The picture of the page, where one that a browser shows lies beside the METS. It is no loss where none does."""
        for name in page.files:
            file = self.listed.get(name)
            if file is None or not file.is_shown or "thumb" in file.group.lower():
                continue
            try:
                data, relative, notices = opened(self.name, file, self.beside)
            except ConverterError:
                continue
            if image := facsimile(sheet.n, relative, data):
                self.notices += notices
                self.images.append(image)
                sheet.image = image.name
                return

    def _items(self) -> tuple[Item, ...]:
        """The items that have text on some page, after their claims are made."""
        items: dict[str, Item] = {}
        for unit in self.structure.units:
            identifier = unit.id if unit.id not in items else f"{unit.id}.{len(items) + 1}"
            held = self._claim(unit, identifier if unit.kind else None)
            if unit.kind and held:
                items[identifier] = self._item(unit, identifier)
            elif unit.sure:
                said = f"{unit.label or unit.id}: the structure map names it, but no line of text belongs to it"
                self.notices.append(Notice("W-READ-23", self.name, said))
        self.notices += self.doubts.notices(self.name)
        return tuple(items.values())

    def _claim(self, unit: Unit, item: str | None) -> int:
        """Makes the claims of a unit; how many lines it holds now.

        A table or picture that the library gives as an image is no text of the article, and what was recognised in it mostly no words:
        it stays on the page, unclaimed, where the article has running text. Where it has none, the table is the article.
        """
        held = 0
        lettered = any(not claimed.image and claimed.kind in ("text", None) for claimed in unit.claims)
        shown: Picture | None = None  # what the claim before this one named, if it is a picture
        for claimed in unit.claims:
            named = self._named(claimed.area, unit)
            for sheet, lines in named:
                self.order += 1
                outside = claimed.image and lettered
                kind = claimed.kind or ("caption" if shown and _stands_under(sheet, lines, shown) else None)
                overlap = sheet.claim(Claim(lines, self.order, None if outside else item, kind))
                self.doubts.twice += [f"p{sheet.n}-l{overlap.start}"] if overlap else []
                self.doubts.lettering += [f"p{sheet.n}-l{n}" for n in lines] if outside and item else []
                held += 0 if outside else len(lines) - len(overlap)
            shown = None if named else self._picture(claimed.area)
        return held

    def _picture(self, area: Area) -> Picture | None:
        """The picture that an area names."""
        file = self.opened.get(area.file)
        sheets = file.sheets if file else self.sheets if not area.file else []
        return next((one for sheet in sheets for one in sheet.pictures if area.begin and one.id == area.begin), None)

    def _named(self, area: Area, unit: Unit) -> list[tuple[Sheet, range]]:
        """The lines that an area names; what names nothing is remembered."""
        file = self.opened.get(area.file)
        sheets = file.sheets if file else self.sheets if not area.file else []
        if area.begin:
            for sheet in sheets:
                start, end = sheet.find(area.begin), sheet.find(area.end)
                if start is not None and end is not None:
                    return [(sheet, range(start.start, max(start.stop, end.stop)))]
            if (file or area.file not in self.listed) and not self._picture(area):
                self.doubts.lost.append(f"{area.begin} in {area.file or 'any file'}")
        elif area.coords and not any(claimed.area.begin for claimed in unit.claims):
            return self._inside(area)
        return []

    def _inside(self, area: Area) -> list[tuple[Sheet, range]]:
        """The lines whose middle lies in a rectangle, for articles that are outlined on the image only. The boxes must be in pixels, too."""
        corners = [float(part) for part in area.coords.split(",") if part.strip().lstrip("-").replace(".", "", 1).isdigit()]
        sheet = next((sheet for sheet, page in zip(self.sheets, self.page_of, strict=True) if area.file in page.files), None)
        if sheet is None or not sheet.pixels or len(corners) != 4:
            return []
        outline = Box(*corners)
        return [(sheet, range(line.n, line.n + 1)) for line in sheet.lines if line.box and holds_middle(outline, line.box)]

    def _item(self, unit: Unit, identifier: str) -> Item:
        own = [found for name in unit.records if (found := self._records.get(name))]
        title = unit.label or next((found.title for found in own if found.title), "")
        language = next((found.language for found in own if found.language), None)
        named = (self.name, unit.id) if unit.named else None
        authors = tuple(dict.fromkeys(author for found in own for author in found.authors))
        shown = " ".join(title.split()) or None
        return Item(identifier, unit.kind or "unassigned", unit.subtype, shown, language, unit.section, named, authors)

    def _named_on_pages(self) -> tuple[Item, ...]:
        """Those that the text files name, where the METS file has no articles."""
        found = {block.item: Item(block.item) for sheet in self.sheets for block in sheet.claimed_blocks() if block.item}
        return tuple(found.values())

    def _titled(self, pages: Sequence[Page], items: Sequence[Item]) -> tuple[Page, ...]:
        """The pages, with headlines known by the titles of the items that begin on each."""
        titles = {item.id: item.title for item in items if item.title}
        out = []
        for page in pages:
            here = {block.item: titles.pop(block.item) for block in page.blocks if block.item in titles}
            out.append(replace(page, blocks=tuple(with_headlines(page.blocks, page.lines, here))) if here else page)
        return tuple(out)

    def _shown(self, sheet: Sheet) -> Page:
        """The page, its blocks by the structure map where that has articles, else by the text file."""
        blocks = sheet.claimed_blocks()
        if any(block.item for block in blocks):
            return sheet.page(blocks)
        root = next((file.root for file in self.opened.values() if sheet in file.sheets), None)
        if root is None or blocks != sheet.blocks:
            return sheet.page(blocks)
        return sheet.page((blocks_in_order if local(root) == "alto" else regions_in_order)(root, sheet))


def _stands_under(sheet: Sheet, lines: range, picture: Picture) -> bool:
    """Whether a few lines stand right under a picture and no wider: where the library names them after it and says no more, its caption."""
    box = sheet.around(lines)
    if box is None or len(lines) > _MOST_OF_A_CAPTION:
        return False
    line = (box.bottom - box.top) / len(lines)
    inside = picture.box.left - line < box.left and box.right < picture.box.right + line
    return inside and -line < box.top - picture.box.bottom < _NEAR * line
