"""The structure maps of a METS file: its pages in order, and what its articles claim, in all three ways of linking. Reads no other file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from converter.model import BlockKind
from converter.readers.ocr.kinds import in_body, kind_of, plain_name
from converter.readers.ocr.mets_links import MOST_JOINED, TangledError, links
from converter.readers.ocr.xml import Element, local, under

ItemKind = Literal["article", "advertisement", "contents"]
# What a library sets apart as a unit, and what the unit is; ENMAP, docWorks, the British Library and NDK write these names.
_NAMES: dict[ItemKind, str] = {
    "article": (
        "article news newsarticle newsitem feature editorial letter letters interview review obituary poem feuilleton serial serialnovel "
        "shortstory report comment leader"
    ),
    "advertisement": (
        "advertisement advert ad advertisements classified classifiedad publicity familynotice deathnotice birthnotice marriagenotice "
        "announcement officialnotice notice"
    ),
    "contents": "tableofcontents toc contents",
}
_UNITS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_SUBTYPES = {
    "editorial": "comment",
    "comment": "comment",
    "leader": "comment",
    "letter": "letter",
    "interview": "interview",
    "poem": "poem",
    "feuilleton": "serial",
    "serial": "serial",
    "serialnovel": "serial",
}
# What holds units and is none itself. CONTENT is docWorks' word for all of an issue but its title.
_CONTAINERS = frozenset(
    ("newspaper", "periodical", "journal", "collection", "volume", "issue", "newspaperissue", "supplement", "content", "section", "part")
) | frozenset(("page", "year", "month", "day"))
_PICTURES = frozenset(("illustration", "image", "picture", "photo", "photograph", "cartoon", "drawing", "map", "chart", "graphic"))


@dataclass(frozen=True, slots=True)
class Area:
    """What a pointer names. begin, end: ids in the file; both empty for all of it. coords: left, top, right, bottom instead of ids."""

    file: str
    begin: str = ""
    end: str = ""
    coords: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """An area, and what the source says that it is. image: a picture, or a table given as one: text in it is lettering, recognised by the way."""

    area: Area
    kind: BlockKind | None = None
    image: bool = False


@dataclass(slots=True)
class Unit:
    """An item as the structure map has it. records: ids of its catalogue records; sure: it has the name of one, and should have text.

    named: the id is the source's own.
    """

    id: str
    kind: ItemKind | None  # None: claimed as furniture, not as an item
    subtype: str | None = None
    label: str = ""
    records: tuple[str, ...] = ()
    section: str | None = None
    sure: bool = False
    named: bool = False
    claims: list[Claimed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PhysicalPage:
    """A page of the physical map: its label and the ids of its files, in order."""

    label: str | None
    files: tuple[str, ...]
    records: tuple[str, ...]


class Structure:
    """The maps of a METS file. Built whole; `pages`, `units` and `records` are what it says. Raises TangledError."""

    def __init__(self, root: Element) -> None:
        self._maps = list(under(root, "structMap"))
        self._linked = dict(links(root))
        self._areas: dict[str, list[Claimed]] = {}
        self._joined = 0  # areas that links have brought to the parts of the map
        self.pages = self._pages()
        self.units: list[Unit] = []
        self.records: list[str] = []  # of the issue, the nearest to it first
        for top in self._logical():
            for div in _divs(top):
                self._container(div, [])
        if not self.records:
            self.records = [name for top in self._maps for div in _divs(top) for name in reversed(_issue_records(div))]

    def _pages(self) -> list[PhysicalPage]:
        """The pages by ORDER where all have it, else as they stand."""
        found: list[tuple[float, PhysicalPage]] = []
        for top in self._maps:
            for div in under(top, "div"):
                if not plain_name(div.get("TYPE")).endswith("page"):
                    continue  # page, np:page, normalPage, titlePage
                areas = [*_own_areas(div), *(claimed.area for inner in _divs(div) for claimed in self._remember(inner))]
                files = tuple(dict.fromkeys(area.file for area in areas if area.file))
                order = div.get("ORDER", "")
                label = div.get("ORDERLABEL") or (div.get("LABEL") if (div.get("LABEL") or "").isdigit() else None)
                found.append((float(order) if order.isdecimal() else -1, PhysicalPage(label, files, tuple(div.get("DMDID", "").split()))))
            if any(page.files for _, page in found):
                break  # a second map repeats the pages
            found.clear()
        if all(order >= 0 for order, _ in found):
            found.sort(key=lambda entry: entry[0])
        return [page for _, page in found]

    def _remember(self, div: Element) -> list[Claimed]:
        """The areas of a part of a page, kept under its id for the links that name it."""
        kind = kind_of(div.get("LABEL")) or kind_of(div.get("TYPE"))
        if kind == "text":
            kind = None  # a Textblock of the layout is whatever is no picture: heads, too
        areas = [Claimed(area, kind) for area in _own_areas(div)]
        for inner in _divs(div):
            areas += self._remember(inner)
        self._areas[div.get("ID", "")] = areas
        return areas

    def _logical(self) -> Iterator[Element]:
        """The maps that say how the issue is put together, not how it is bound."""
        named = [top for top in self._maps if "logical" in top.get("TYPE", "").lower()]
        rest = [top for top in self._maps if "physical" not in top.get("TYPE", "").lower()]
        yield from named or rest

    def _container(self, div: Element, waiting: list[Claimed]) -> None:
        """A div that holds units, or is one. waiting: the heading of the section around it, which belongs to the first unit that follows."""
        name = plain_name(div.get("TYPE"))
        kind = kind_of(name)
        if name in _UNITS:
            self._unit(div, _UNITS[name], waiting)
        elif name in _CONTAINERS or not name or any(plain_name(inner.get("TYPE")) in _UNITS for inner in under(div, "div")):
            if name not in ("page", "section", "part"):
                self.records[:0] = reversed(div.get("DMDID", "").split())
            self._section(div, waiting)
        elif kind == "furniture":
            self.units.append(Unit(div.get("ID", ""), None, claims=self._claims(div, "furniture")))
        elif kind in (None, "table", "advertisement"):
            self._unit(div, "advertisement" if kind == "advertisement" else "article", waiting)

    def _section(self, div: Element, waiting: list[Claimed]) -> None:
        """A section's heading stands over its first article as a banner; its own text, and a heading over nothing, is an item.

        What stands in an issue beside its sections and articles belongs to none.
        """
        name = plain_name(div.get("TYPE"))
        inner: list[Element] = []
        own = [*(Claimed(claimed.area) for claimed in self._direct(div)), *self._parts_of_section(div, inner)]
        if name in _CONTAINERS and name not in ("section", "part"):
            own = []
        heads = [claimed for claimed in own if claimed.kind in ("main", "kicker", "deck")]
        if own and (len(heads) < len(own) or not any(plain_name(unit.get("TYPE")) in _UNITS for unit in inner)):
            unit = self._new_unit(div, "article")
            unit.claims += [*waiting, *own]
            waiting.clear()
        else:
            waiting += [Claimed(claimed.area, "banner") for claimed in heads]
        for child in inner:
            self._container(child, waiting)

    def _parts_of_section(self, div: Element, inner: list[Element]) -> Iterator[Claimed]:
        """What of its parts is a section's own; the units and sections in it go to `inner`."""
        for child in _divs(div):
            name = plain_name(child.get("TYPE"))
            if name in _UNITS or name in _CONTAINERS:
                inner.append(child)
            elif name in ("body", "bodycontent"):
                yield from (Claimed(claimed.area, "text") for claimed in self._direct(child))
                yield from self._parts_of_section(child, inner)
            elif kind_of(name) in ("main", "kicker", "deck", "text", "byline"):
                yield from self._claims(child, kind_of(name))
            else:
                inner.append(child)

    def _unit(self, div: Element, kind: ItemKind, waiting: list[Claimed]) -> None:
        unit = self._new_unit(div, kind)
        unit.claims += waiting
        waiting.clear()
        unit.claims += self._claims(div, None)

    def _new_unit(self, div: Element, kind: ItemKind) -> Unit:
        subtype = _SUBTYPES.get(plain_name(div.get("TYPE"))) if kind == "article" else None
        name = div.get("ID") or f"item{len(self.units) + 1}"
        around = (above.get("LABEL") for above in div.iterancestors() if plain_name(above.get("TYPE")) in ("section", "part"))
        section = next((label for label in around if label), None)
        sure = plain_name(div.get("TYPE")) in _UNITS
        unit = Unit(name, kind, subtype, div.get("LABEL", ""), tuple(div.get("DMDID", "").split()), section, sure, "ID" in div.attrib)
        self.units.append(unit)
        return unit

    def _claims(self, div: Element, kind: BlockKind | None, *, in_text: bool = False, in_picture: bool = False) -> list[Claimed]:
        """The areas of a div and of the parts in it, in order. A unit inside a unit is one of its own.

        kind: what the div is; in_text: it stands among paragraphs; in_picture: it says something about a picture.
        """
        image = plain_name(div.get("TYPE")) == "image"
        out = [Claimed(claimed.area, kind or claimed.kind, image) for claimed in self._direct(div)]
        for child in _divs(div):
            name = plain_name(child.get("TYPE"))
            if name in _UNITS and kind != "furniture":
                self._container(child, [])
                continue
            among, beside = in_text or name in ("body", "bodycontent"), in_picture or name in _PICTURES
            own = kind_of(name)
            if beside and own in ("main", "text"):
                own = "caption"
            elif among:
                own = in_body(own)
            around = kind if kind != "text" else None
            inner = "furniture" if kind == "furniture" else own or around
            out += self._claims(child, inner, in_text=among, in_picture=beside)
        return out

    def _direct(self, div: Element) -> list[Claimed]:
        """What the div itself points to, and what a structLink says that it stands on. A pointer to a whole file parts nothing."""
        found = [Claimed(area) for area in _own_areas(div)]
        for target in self._linked.get(div.get("ID", ""), ()):
            found += self._areas.get(target, ())
            self._joined += len(self._areas.get(target, ()))
            if self._joined > MOST_JOINED:
                raise TangledError
        return [claimed for claimed in found if claimed.area.begin or claimed.area.coords]


def _divs(element: Element) -> list[Element]:
    return [child for child in element if local(child) == "div"]


def _issue_records(div: Element) -> list[str]:
    """The records of a div and of the containers in it, the outermost first."""
    name = plain_name(div.get("TYPE"))
    if name == "page" or name not in _CONTAINERS:
        return []
    return [*div.get("DMDID", "").split(), *(found for child in _divs(div) for found in _issue_records(child))]


def _own_areas(div: Element) -> Iterator[Area]:
    """What the pointers of a div name, seq and par opened; not those of divs inside it."""
    for pointer in div:
        if local(pointer) != "fptr":
            continue
        areas = list(under(pointer, "area"))
        if not areas:
            yield Area(pointer.get("FILEID") or "")
        for area in areas:
            file = area.get("FILEID") or pointer.get("FILEID") or ""
            if area.get("BETYPE", "IDREF").upper() == "IDREF" and (begin := area.get("BEGIN")):
                yield Area(file, begin, area.get("END") or begin)
            else:
                yield Area(file, coords=area.get("COORDS", "") if area.get("SHAPE", "RECT").upper() == "RECT" else "")
