"""Takes the mentions of one or more TEI files; gives the entries of an index. Promises: each mention stands under exactly one entry.

A mark that points to a record of its file stands under that record; one that points to an address of the web, under that; any other under its
words, for it is not known whom or what they name. Files share an entry where id and name agree.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from converter.publish.mentions import Mention, mentions
from converter.publish.records import Identifier, Record, address, records

_PREFIXES = {"person": "per", "place": "loc", "organisation": "org", "date": "date"}
_OTHER_IDS = ("text", "often", "place-view")  # of the index pages, in xslt/indexes.xsl


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the file in which it stands. folder: of the file's pages, from the site's root, with its last slash."""

    mention: Mention
    folder: str

    @property
    def href(self) -> str:
        return self.folder + self.mention.href


@dataclass(slots=True)
class Entry:
    """One person, place, organisation or date. id: its fragment on the index page; bounds: what a date means (when, from, to, …).

    known: it stands in a list of the TEI, or has an address there. parent: key of the place that holds it. region: name of that of an organisation.
    """

    id: str
    kind: str
    name: str
    also: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    known: bool = False
    doubtful: bool = False
    subtype: str = ""
    parent: str = ""
    region: str = ""
    bounds: dict[str, str] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)


class Entries:
    """Entries by key, in the order of their first mention; places that only hold others come with them, without mentions."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def add(self, root: etree._Element, folder: str) -> None:
        """root: a prepared tree; folder: of its pages in the site. Only what it says is kept."""
        known = records(root)
        for mention in mentions(root):
            entry = self._entry(mention, known)
            entry.found.append(Found(mention, folder))

    def _entry(self, mention: Mention, known: dict[str, Record]) -> Entry:
        if mention.kind == "date":
            return self._date(mention)
        first = mention.pointer
        record = known.get(first.removeprefix("#")) if first.startswith("#") else None
        if record and record.kind == mention.kind:
            return self._recorded(record, known)
        if first and not first.startswith("#"):
            href = address(first)
            return self._other(mention, first, (Identifier("", first, href),) if href else ())
        return self._other(mention, first or mention.form, ())

    def _recorded(self, record: Record, known: dict[str, Record]) -> Entry:
        key = _key(record)
        if key not in self.entries:
            parent = known.get(record.parent)
            above = _key(parent) if parent and parent.kind == record.kind else ""
            name, *also = record.names or (record.id,)
            self.entries[key] = Entry(
                record.id,
                record.kind,
                name,
                tuple(also),
                record.identifiers,
                known=True,
                doubtful=record.doubtful,
                subtype=record.subtype,
                parent=above,
                region=record.region,
            )
            if parent and above:
                self._recorded(parent, known)
        return self.entries[key]

    def _other(self, mention: Mention, key: str, identifiers: tuple[Identifier, ...]) -> Entry:
        whole = f"{mention.kind} {key}"
        if whole not in self.entries:
            local = key.startswith("#") and _named(key[1:])
            self.entries[whole] = Entry(
                key[1:] if local else _made_id(mention.kind, key),
                mention.kind,
                "",
                identifiers=identifiers,
                known=bool(identifiers),
                subtype="",
            )
        return self.entries[whole]

    def _date(self, mention: Mention) -> Entry:
        bounds = dict(mention.bounds)
        if not bounds:
            return self._other(mention, mention.form, ())
        key = "date " + " ".join(f"{name}={value}" for name, value in bounds.items())
        if key not in self.entries:
            plain = "-".join(bounds.values()).replace(":", ".")
            self.entries[key] = Entry("date-" + plain if _named(plain) else _made_id("date", key), "date", "", known=True, bounds=bounds)
        return self.entries[key]

    def finished(self) -> dict[str, Entry]:
        """Names those that no list names by their most frequent form, and sees to it that each id stands once."""
        taken = set(_OTHER_IDS)
        for entry in self.entries.values():
            if not entry.name:
                entry.name, *also = _forms(entry.found)
                entry.also = tuple(also)
            entry.id = next(name for name in _candidates(entry.id) if name not in taken)
            taken.add(entry.id)
        return self.entries


def _key(record: Record) -> str:
    return f"{record.kind} #{record.id} {record.names[0] if record.names else ''}"


def _made_id(kind: str, key: str) -> str:
    return f"{_PREFIXES[kind]}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"


def _named(value: str) -> bool:
    return value.isascii() and all(char.isalnum() or char in "-." for char in value)


def _candidates(name: str) -> Iterator[str]:
    yield name
    n = 2
    while True:
        yield f"{name}-{n}"
        n += 1


def _forms(found: Sequence[Found]) -> list[str]:
    """The words of the mentions, the most frequent first; of equals the one that stands first."""
    return [form for form, _ in Counter(one.mention.form for one in found).most_common()]
