"""What the names refer to: standOff with listPerson, listPlace and listOrg, sorted, each left out where it has no entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from converter.model import Referent
from converter.tei.writer import Writer, escape, tag


def write_standoff(out: Writer, referents: Sequence[Referent], language: str) -> None:
    """Places nest as their `parent` says, an organisation names its region in a note; entries are in the order of their ids."""
    if not referents:
        return
    names = {referent.id: referent.name for referent in referents}
    ordered = sorted(referents, key=lambda referent: referent.id)
    with out.element("standOff", {"xml:lang": language}):
        for name, kind in (("listPerson", "person"), ("listPlace", "place"), ("listOrg", "org")):
            entries = [referent for referent in ordered if referent.type == kind]
            if entries:
                with out.element(name):
                    _List(out, entries, language, names).write(None)


class _List:
    def __init__(self, out: Writer, entries: Iterable[Referent], language: str, names: Mapping[str, str]) -> None:
        self.out, self.language, self.names = out, language, names
        self.under: dict[str | None, list[Referent]] = {}
        for entry in entries:
            self.under.setdefault(entry.parent if entry.type == "place" else None, []).append(entry)

    def write(self, parent: str | None) -> None:
        for entry in self.under.get(parent, ()):
            attributes = {"xml:id": entry.id, "type": entry.subtype if entry.type == "place" else None, "cert": entry.cert}
            with self.out.element(entry.type, attributes):
                for name in (entry.name, *entry.also):
                    language = entry.language if name == entry.name else None
                    self.out.text(f"{_NAMES[entry.type]}Name", name, {"xml:lang": language if language != self.language else None})
                if entry.location:
                    with self.out.element("location"):
                        self.out.text("geo", "{:g} {:g}".format(*entry.location))
                for kind, value, when in entry.idnos:
                    numbers, _, source = kind.partition(":")  # authority:NAME
                    self.out.text("idno", value, {"type": numbers, "subtype": source or None, "when": when})
                if entry.type == "org" and entry.parent:
                    region = f"{tag('placeName', {'ref': f'#{entry.parent}'})}{escape(self.names[entry.parent])}</placeName>"
                    self.out.block("note", region)
                self.write(entry.id)


_NAMES = {"person": "pers", "place": "place", "org": "org"}
