"""Takes the entries of an index; gives them in order, parted into pages, and puts their addresses on the marks of a file. Promises: each entry stands on one page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from converter.publish.collation import OTHER, letter, sort_key
from converter.publish.entries import Entry
from converter.publish.mentions import marks
from converter.publish.reading import EDITION, TEI

FOLDER = "names/"
PAGES = {"person": "persons", "place": "places", "organisation": "organisations", "date": "dates"}
MOST = 500  # mentions on one page: more take long to load on a telephone
_YEAR = re.compile(r"-?\d{4,9}(?!\d)")  # TEI has years of more than four digits, of geologists


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under one letter or of one year. title: that letter or year, '' for those that have none."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def id(self) -> str:
        return f"under-{self.title or 'other'}"


@dataclass(frozen=True, slots=True)
class Index:
    """The entries of one kind. pages: address from the site's root -> its sections. addresses: of the entries, by id, from the root."""

    kind: str
    pages: dict[str, tuple[Section, ...]]
    addresses: dict[str, str] = field(default_factory=dict)


def arrange(entries: Mapping[str, Entry]) -> list[Index]:
    """An index for each kind that has mentions: persons, places, organisations, dates."""
    out = []
    for kind, name in PAGES.items():
        shown = [entry for entry in entries.values() if entry.kind == kind and entry.found]
        if shown:
            pages = _paged(name, sorted(shown, key=_order))
            of = {one.id: f"{page}#{one.id}" for page, sections in pages.items() for section in sections for one in section.entries}
            out.append(Index(kind, pages, of))
    return out


def links(indexes: Sequence[Index]) -> dict[str, dict[int, str]]:
    """The address of the entry of each mention, by the folder of its file and its place there."""
    out: dict[str, dict[int, str]] = {}
    for index in indexes:
        for sections in index.pages.values():
            for entry in (entry for section in sections for entry in section.entries):
                for one in entry.found:
                    out.setdefault(one.folder, {})[one.mention.place] = index.addresses[entry.id]
    return out


def link_marks(root: etree._Element, addresses: Mapping[int, str]) -> None:
    """Leaves on each mark the address of its entry, for the stylesheets; not where it stands inside another link."""
    for place, mark in enumerate(marks(root)):
        if place in addresses and not _inside_link(mark):
            mark.set(f"{EDITION}entry", addresses[place])


def start_of(entry: Entry) -> str:
    """The first day, month or year that a date may mean, '' for one without a year."""
    bounds = entry.bounds
    first = next((bounds[name] for name in ("when", "from", "notBefore", "to", "notAfter") if name in bounds), "")
    return first if _YEAR.match(first) else ""


def _order(entry: Entry) -> tuple[object, ...]:
    if entry.kind != "date":
        return sort_key(entry.name)
    start = start_of(entry)
    year = int(_YEAR.match(start)[0]) if start else 0  # type: ignore[index]
    return not start, year, start, sorted(entry.bounds.items()), sort_key(entry.name)


def _title(entry: Entry) -> str:
    if entry.kind != "date":
        return letter(entry.name)
    found = _YEAR.match(start_of(entry))
    return found[0] if found else OTHER


def _paged(name: str, ordered: Sequence[Entry]) -> dict[str, tuple[Section, ...]]:
    """A new page begins with the entry that would make the page longer than MOST mentions."""
    pages: list[list[Entry]] = [[]]
    mentions = 0
    for entry in ordered:
        if pages[-1] and mentions + len(entry.found) > MOST:
            pages.append([])
            mentions = 0
        pages[-1].append(entry)
        mentions += len(entry.found)
    return {
        f"{FOLDER}{name}{f'-{n}' if n > 1 else ''}.html": tuple(Section(title, tuple(group)) for title, group in groupby(page, key=_title))
        for n, page in enumerate(pages, 1)
    }


# names of these are part of something that is a link already, or is copied into one
_LINKS = frozenset(TEI + name for name in ("ref", "persName", "placeName", "geogName", "orgName", "date", "name", "rs"))


def _inside_link(element: etree._Element) -> bool:
    return any(
        around.tag in _LINKS
        or (around.tag == TEI + "head" and (parent := around.getparent()) is not None and parent.get("type") == "group")
        for around in element.iterancestors()
    )
