"""A METS file and the ALTO or PAGE files beside it to one issue: its pages, the articles that the library set apart, the catalogue's metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from converter.errors import ConverterError
from converter.model import Image, Item, Page, Picture, Reading, SourceFile
from converter.notices import Notice
from converter.readers.ocr.alto import alto_file, alto_sheets, blocks_in_order
from converter.readers.ocr.beside import Beside
from converter.readers.ocr.catalogue import Record, metadata, record
from converter.readers.ocr.facsimiles import facsimile
from converter.readers.ocr.mets_files import opened
from converter.readers.ocr.mets_pages import Pages, no_issue
from converter.readers.ocr.mets_places import Named, Places, stands_under
from converter.readers.ocr.mets_structure import Area, PhysicalPage, Unit
from converter.readers.ocr.page_xml import page_file, page_sheets, regions_in_order
from converter.readers.ocr.sheet import Claim, Sheet
from converter.readers.ocr.titles import with_headlines
from converter.readers.ocr.xml import local, no_page, root_of, under
from converter.readers.unprintable import private

_MOST_FIELDS, _MOST_SAID = 12, 40  # fields, and characters of each, that a notice shows
_CLAIMED_OFTEN, _CLAIMED_FEW = (
    20,
    200_000,
)  # how often a line is claimed on the average, from so many claims on: no structure gives text away as often


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
        self.pages = Pages(name, self.root)
        self.structure = self.pages.structure
        self.read = [SourceFile(name, hashlib.sha256(data).hexdigest(), "issue structure, METS", len(data))]
        self.notices: list[Notice] = []
        self.places = Places()
        self.claimed = self.most_claimed = 0  # lines; one that is claimed twice counts twice
        self.images: list[Image] = []
        self.doubts = _Doubts()
        self.order = 0  # of the last claim
        self._records = {section.get("ID", ""): record(section) for section in under(self.root, "dmdSec")}

    def reading(self) -> Reading:
        pages, left = self.pages.pages, self.pages.left
        if left:
            said = f"{len(left)} text files that it names are of no page of its physical structure and were not read, the first {left[0]}"
            self.notices.append(Notice("W-READ-37", self.name, said))
        for page in pages:
            self._page(page)
        if not self.places.sheets:
            raise no_page(self.name)
        items = self._items() or self._named_on_pages()
        shown = self._titled([self._shown(sheet) for sheet in self.places.sheets], items)
        self.notices += [notice for sheet in self.places.sheets for notice in sheet.notices()]
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

    def _page(self, page: PhysicalPage) -> None:
        file = self.pages.text_of(page)
        if file is None:
            sheet = Sheet(self.name, len(self.places.sheets) + 1, label=page.label)
            self._scan(sheet, page)
            self.places.add(sheet, page.files)
            return
        if self.places.is_open(file.id, file.href):
            return  # two pages in one file: all of its pages were read with the first
        data, relative, notices = opened(self.name, file, self.beside)
        self.notices += notices
        root = root_of(relative, data, {"alto": "ALTO", "PcGts": "PAGE XML"})
        alto = local(root) == "alto"
        sheets, doubts = (alto_sheets if alto else page_sheets)(relative, root, len(self.places.sheets) + 1)
        self.read.append((alto_file if alto else page_file)(relative, data, root))
        self.notices += doubts
        for sheet in sheets:
            sheet.label = page.label or self._printed(page) or sheet.label
            self._image(sheet, page)
            if len(sheets) == 1:
                self._scan(sheet, page)
            self.places.add(sheet, page.files)
        self.places.add_text(file.id, file.href, sheets, blocks_in_order if alto else regions_in_order)

    def _printed(self, page: PhysicalPage) -> str | None:
        """The page number in the catalogue record of the page, as NDNP has it."""
        return next((found.page for name in page.records if (found := self._records.get(name)) and found.page), None)

    def _scan(self, sheet: Sheet, page: PhysicalPage) -> None:
        """The image that the METS names for the page, whether it is here or not."""
        if image := next(self.pages.images_of(page), None):
            sheet.is_read_from(image.shown_name)

    def _image(self, sheet: Sheet, page: PhysicalPage) -> None:
        """The picture of the page, where one that a browser shows lies beside the METS. It is no loss where none does."""
        for file in self.pages.images_of(page):
            if not file.is_shown:
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
        self.most_claimed = max(_CLAIMED_FEW, _CLAIMED_OFTEN * sum(len(sheet.lines) for sheet in self.places.sheets))
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
        outlined = not any(claimed.area.begin for claimed in unit.claims)
        for claimed in unit.claims:
            named = self.places.inside(claimed.area) if outlined else self._named(claimed.area)
            self._count(named)
            for sheet, lines in named:
                self.order += 1
                outside = claimed.image and lettered
                kind = claimed.kind or ("caption" if shown and stands_under(sheet, lines, shown) else None)
                overlap = sheet.claim(Claim(lines, self.order, None if outside else item, kind))
                self.doubts.twice += [f"p{sheet.n}-l{overlap.start}"] if overlap else []
                self.doubts.lettering += [f"p{sheet.n}-l{n}" for n in lines] if outside and item else []
                held += 0 if outside else len(lines) - len(overlap)
            shown = None if named else self.places.picture(claimed.area)
        return held

    def _count(self, named: Sequence[Named]) -> None:
        """Raises UnreadableError where text is claimed again and again: the work grows with the claims, and they name each other's text."""
        self.claimed += sum(len(lines) for _, lines in named)
        if self.claimed > self.most_claimed:
            raise no_issue(self.name, f"its articles claim each line of text more than {_CLAIMED_OFTEN} times")

    def _named(self, area: Area) -> list[Named]:
        """The lines from one id to another; what names nothing is remembered."""
        named = self.places.named(area) if area.begin else []
        known = self.places.is_open_file(area.file) or area.file not in self.pages.listed
        if area.begin and not named and known and not self.places.picture(area):
            self.doubts.lost.append(f"{area.begin} in {area.file or 'any file'}")
        return named

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
        found = {block.item: Item(block.item) for sheet in self.places.sheets for block in sheet.claimed_blocks() if block.item}
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
        return sheet.page(self.places.blocks_in_order(sheet) if blocks == sheet.blocks else blocks)
