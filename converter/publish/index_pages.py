"""Takes an arranged index and the titles of the articles; gives its pages. Promises: what stands on them is computed here, once; xslt/indexes.xsl only shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from converter.publish.collation import sort_key
from converter.publish.entries import Entry, Found
from converter.publish.html5 import document
from converter.publish.indexes import FOLDER, PAGES, Index, Section
from converter.publish.place_view import add_place_view
from converter.publish.reading import EDITION
from converter.publish.stylesheets import own_stylesheet, run
from converter.publish.timeline import add_timeline

_OFTEN = 12  # names in the list of those that stand most often


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What an index says of the page on which a mention stands: its headline, '' for an issue page; the issue's date, as ISO or ''; its language."""

    headline: str = ""
    date: str = ""
    language: str = ""


def index_pages(
    indexes: Sequence[Index],
    entries: Mapping[str, Entry],
    facts: Mapping[str, PageFacts],
    shell: etree._Element,
    params: Mapping[str, str],
) -> Iterator[tuple[str, bytes]]:
    """Each page: path and bytes.

    facts: by path of page. shell: a TEI element with the header, of the first where there are several issues. params: with `papers`, which
    says of several issues whether they are of one newspaper or of several.
    """
    stylesheet = own_stylesheet("indexes.xsl")
    given = {**params, "root": "../", "indexes": " ".join(PAGES[index.kind] for index in indexes)}
    for index in indexes:
        of_kind = {key: entry for key, entry in entries.items() if entry.kind == index.kind}
        for path in index.pages:
            holder = etree.SubElement(shell, EDITION + "index", {"kind": index.kind, "name": PAGES[index.kind], "href": path})
            _Page(holder, index, path, of_kind, facts).tell()
            result, _ = run(stylesheet, shell, given, where=path)
            shell.remove(holder)
            yield path, document(result.getroot())


@dataclass(frozen=True, slots=True)
class _Page:
    """Writes down what one page shows."""

    holder: etree._Element
    index: Index
    path: str
    entries: Mapping[str, Entry]
    facts: Mapping[str, PageFacts]

    def tell(self) -> None:
        found = [entry for entry in self.entries.values() if entry.found]
        self.holder.set("entries", str(len(found)))
        self.holder.set("mentions", str(sum(len(entry.found) for entry in found)))
        pages = list(self.index.pages)
        for n, path in enumerate(pages, 1):
            page = self._add(self.holder, "page", n=str(n), href=_beside(path))
            if path == self.path:
                page.set("here", "here")
        if self.path == pages[0]:
            self._overview(found)
        self._jumps()
        for section in self.index.pages[self.path]:
            self._section(section)

    def _overview(self, found: Sequence[Entry]) -> None:
        """What the first page shows before the entries."""
        if self.index.kind == "date":
            add_timeline(self.holder, found)
            return
        often = sorted((entry for entry in found if len(entry.found) > 1), key=lambda entry: (-len(entry.found), sort_key(entry.name)))
        for entry in often[:_OFTEN]:
            told = {"name": entry.name, "href": self._address(entry), "count": str(len(entry.found))}
            self._add(self.holder, "often", **told, lang=self._language(entry))
        if self.index.kind == "place":
            add_place_view(self.holder, self.entries, {entry.id: self._address(entry) for entry in found})

    def _jumps(self) -> None:
        """To the first section of each title, on whatever page it stands."""
        titles: dict[str, str] = {}
        for path, sections in self.index.pages.items():
            for section in sections:
                titles.setdefault(section.title, f"{_beside(path)}#{section.id}" if path != self.path else f"#{section.id}")
        for title, href in titles.items():
            self._add(self.holder, "jump", title=title, href=href)

    def _section(self, section: Section) -> None:
        element = self._add(self.holder, "section", title=section.title, id=section.id)
        for entry in section.entries:
            self._entry(element, entry)

    def _entry(self, section: etree._Element, entry: Entry) -> None:
        told = {"id": entry.id, "name": entry.name, "count": str(len(entry.found)), "subtype": entry.subtype, **entry.bounds}
        doubtful = entry.doubtful and "doubtful"
        element = self._add(section, "entry", **told, known=entry.known and "known", doubtful=doubtful, lang=self._language(entry))
        for name in entry.also:
            self._add(element, "also", name=name)
        above = self.entries.get(entry.parent)
        while above:
            self._add(element, "in", name=above.name, href=self._address(above) if above.found else "")
            above = self.entries.get(above.parent)
        if entry.region:
            self._add(element, "in", name=entry.region)
        for known in entry.identifiers:
            self._add(element, "identifier", of=known.of, value=known.value, href=known.href, when=known.when)
        for page, group in groupby(entry.found, key=lambda one: one.href.partition("#")[0]):
            facts = self.facts.get(page, PageFacts())
            place = self._add(element, "page", href=f"../{page}", headline=facts.headline, date=facts.date, lang=facts.language)
            for one in group:
                self._mention(place, one)

    def _mention(self, place: etree._Element, one: Found) -> None:
        mention = one.mention
        told = {"left": mention.left, "form": mention.form, "right": mention.right, "href": f"../{one.href}", "part": mention.part}
        self._add(place, "mention", **told, doubtful=mention.doubtful and "doubtful", checked=mention.checked and "checked")

    def _language(self, entry: Entry) -> str:
        """Of the text that names it first."""
        return self.facts.get(entry.found[0].href.partition("#")[0], PageFacts()).language

    def _address(self, entry: Entry) -> str:
        path, _, name = self.index.addresses[entry.id].partition("#")
        return f"#{name}" if path == self.path else f"{_beside(path)}#{name}"

    def _add(self, parent: etree._Element, tag: str, /, **told: str | bool) -> etree._Element:
        """An element with the facts that there are."""
        return etree.SubElement(parent, EDITION + tag, {key: str(value) for key, value in told.items() if value})


def _beside(path: str) -> str:
    """The address of one index page on another."""
    return path.removeprefix(FOLDER)
