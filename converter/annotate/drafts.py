"""What the linkers of persons, places and organisations give: entries by key before they have ids, and which mention refers to which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from converter.annotate.authorities import Entry, EntryType, name_key
from converter.annotate.mentions import MentionType
from converter.model import Cert


@dataclass(slots=True)
class Draft:
    """An entry in the making. key: what makes it one and the same, from issue to issue; forms: the names as printed, each once, in order."""

    type: MentionType
    key: str
    name: str | None = None  # None: the longest of the forms
    forms: dict[str, None] = field(default_factory=dict)
    subtype: str | None = None
    idnos: tuple[tuple[str, str, str | None], ...] = ()
    parent: str | None = None  # key of the place that it lies in; of an organisation: the region in its name
    location: tuple[float, float] | None = None
    language: str | None = None  # of the name, where it is not that of the page

    given: bool = False  # by the user's authority file

    def add(self, form: str) -> None:
        self.forms.setdefault(form)

    def identify(self, entry: Entry) -> None:
        """The user's entry wins: its name, its numbers, its location."""
        self.name, self.language, self.given = entry.name, entry.language, True
        kept = tuple(number for number in self.idnos if number not in entry.idnos() and not number[0].startswith("authority:"))
        self.idnos = (*entry.idnos(), *kept)
        self.location = entry.location or self.location


@dataclass(slots=True)
class Links:
    """Mention index -> (key, cert), and the entries by key."""

    refs: dict[int, tuple[str, Cert | None]] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)

    def refer(self, index: int, form: str, draft: Draft, cert: Cert | None = None) -> None:
        self.drafts.setdefault(draft.key, draft).add(form)
        self.refs[index] = (draft.key, cert)


Entries = Mapping[tuple[EntryType, str], Entry]


def entry_for(entries: Entries, kind: EntryType, name: str) -> Entry | None:
    """The user's entry for a name, whichever script it is printed in."""
    return entries.get((kind, name_key(name)))
