"""The PREMIS 3 record of an edition: the files it was made from, TEI and images, what happened to them and who did it, and the rights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from converter.deposit.bag import conversion
from converter.deposit.facts import Facts
from converter.deposit.header import Change
from converter.deposit.identifiers import bare
from converter.deposit.payload import kind_of
from converter.deposit.premis_terms import Agents, Statements
from converter.deposit.xml_writing import XSI, Record
from converter.fixity import Held

NAMESPACE = "http://www.loc.gov/premis/v3"
_MADE_FROM, _MADE, _SHOWN, _SITE, _DATA = "data/source/", "data/tei/", "data/images/", "data/html/", "data/"
_PATH = "path in the bag"


def premis(facts: Facts, payload: Sequence[Held]) -> bytes:
    """payload: names begin with data/, which are also the names of the objects: they do not change as long as the bag lasts."""
    return _Premis(facts, payload).record()


class _Premis:
    def __init__(self, facts: Facts, payload: Sequence[Held]) -> None:
        self._facts = facts
        self._out = Record("premis", NAMESPACE, "https://www.loc.gov/standards/premis/premis.xsd")
        self._out.root.set("version", "3.0")
        self._inputs = [one for one in payload if one.name.startswith(_MADE_FROM)]
        self._teis = [one for one in payload if one.name.startswith(_MADE) and one.name.endswith(".xml")]
        self._of_tei = {one.name: self._sources_of(one) for one in self._teis}
        self._images = [one for one in payload if one.name.startswith(_SHOWN)]
        self._site = f"{facts.id}-html" if any(one.name.startswith(_SITE) for one in payload) else None
        self._changes = self._changed()
        self._agents = Agents(facts, self._out)
        self._statements = Statements(facts, self._out)

    def record(self) -> bytes:
        made: dict[str, list[str]] = {held.name: [] for held in self._inputs}
        for tei, sources in self._of_tei.items():
            for source in sources:
                made[source].append(tei)
        self._edition()
        for held in self._inputs:
            file = self._file(held)
            self._relation(file, "derivation", "is source of", made[held.name])
            self._link_rights(file, (_PATH, held.name), self._statements.of_the_paper)
        for held in self._teis:
            file = self._file(held)
            self._relation(file, "derivation", "has source", self._of_tei[held.name], [self._event_id, *self._changes_of(held)])
            self._relation(file, "structural", "is included in", [self._facts.id], kind="local")
            for event in self._changes_of(held) or [self._event_id]:
                self._identified(file, "linkingEventIdentifier", "local", event)
            self._link_rights(file, (_PATH, held.name), self._statements.of_both)
        for held in self._images:
            self._link_rights(self._file(held), (_PATH, held.name), self._statements.of_the_paper)
        self._pages()
        self._conversion()
        for own, (change, files) in self._changes.items():
            self._modification(own, change, files)
        self._agents.write()
        self._statements.write()
        return self._out.to_bytes()

    def _changed(self) -> dict[str, tuple[Change, list[Held]]]:
        """By the id of the event: a change that stands in the headers of several files is one."""
        found: dict[Change, list[Held]] = {}
        for held in self._teis:
            for change in self._facts.changes.get(held.name.removeprefix(_DATA), ()):
                files = found.setdefault(change, [])
                if held not in files:
                    files.append(held)
        ordered = sorted(found.items(), key=lambda one: one[0].when)
        return {f"{self._facts.id}-change-{n}": one for n, one in enumerate(ordered, 1)}

    def _changes_of(self, tei: Held) -> list[str]:
        return [own for own, (_, files) in self._changes.items() if tei in files]

    @property
    def _event_id(self) -> str:
        return f"{self._facts.id}-conversion"

    def _sources_of(self, tei: Held) -> list[str]:
        """What a TEI file was made of, as its header says; where that is not known, of all."""
        there = [one.name for one in self._inputs]
        told = {_MADE_FROM + source.name for source in self._facts.sources.get(tei.name.removeprefix(_DATA), ())}
        return [name for name in there if name in told] or there

    def _identified(self, above: etree._Element, element: str, kind: str, value: str) -> etree._Element:
        """An identifier: PREMIS gives each a type and a value, named after what they identify."""
        out = self._out.add(above, element)
        self._out.add(out, f"{element}Type", kind)
        self._out.add(out, f"{element}Value", value)
        return out

    def _edition(self) -> None:
        entity = self._out.add(self._out.root, "object", None, {f"{{{XSI}}}type": "intellectualEntity"})
        self._identified(entity, "objectIdentifier", "local", self._facts.id)
        for kind, value in self._facts.identifiers:
            self._identified(entity, "objectIdentifier", kind, bare(kind, value))
        self._out.add(entity, "originalName", self._facts.title)
        self._relation(entity, "structural", "includes", [one.name for one in self._teis])

    def _file(self, held: Held) -> etree._Element:
        add = self._out.add
        file = add(self._out.root, "object", None, {f"{{{XSI}}}type": "file"})
        self._identified(file, "objectIdentifier", _PATH, held.name)
        what = add(file, "objectCharacteristics")
        add(what, "compositionLevel", "0")
        for name, value in (("SHA-256", held.sha256), ("SHA-512", held.sha512)):
            fixity = add(what, "fixity")
            add(fixity, "messageDigestAlgorithm", name)
            add(fixity, "messageDigest", value)
        add(what, "size", str(held.size))
        kind = kind_of(held.name.removeprefix(_DATA))
        form = add(what, "format")
        add(add(form, "formatDesignation"), "formatName", kind.media_type)
        if kind.pronom:
            registry = add(form, "formatRegistry")
            add(registry, "formatRegistryName", "PRONOM")
            add(registry, "formatRegistryKey", kind.pronom)
        if held.name in self._of_tei and self._facts.software and not self._changes_of(held):
            self._application(what)
        add(file, "originalName", held.name.removeprefix(_MADE_FROM).removeprefix(_DATA))
        return file

    def _application(self, what: etree._Element) -> None:
        name, version = self._facts.software[0]
        application = self._out.add(what, "creatingApplication")
        self._out.add(application, "creatingApplicationName", name)
        self._out.add(application, "creatingApplicationVersion", version)
        if self._facts.made:
            self._out.add(application, "dateCreatedByApplication", self._facts.made)

    def _relation(
        self, above: etree._Element, kind_of_it: str, word: str, others: Iterable[str], events: Sequence[str] = (), kind: str = _PATH
    ) -> None:
        names = list(others)
        if not names:
            return
        relation = self._out.add(above, "relationship")
        self._out.add(relation, "relationshipType", kind_of_it)
        self._out.add(relation, "relationshipSubType", word)
        for name in names:
            self._identified(relation, "relatedObjectIdentifier", kind, name)
        for event in events:
            self._identified(relation, "relatedEventIdentifier", "local", event)

    def _link_rights(self, above: etree._Element, own: tuple[str, str], statements: Sequence[str]) -> None:
        """own: identifier of the object, for the way back."""
        for statement in statements:
            self._identified(above, "linkingRightsStatementIdentifier", "local", statement)
            self._statements.hold(statement, own)

    def _pages(self) -> None:
        """The HTML edition: many files that make one thing."""
        if self._site:
            site = self._out.add(self._out.root, "object", None, {f"{{{XSI}}}type": "representation"})
            self._identified(site, "objectIdentifier", "local", self._site)
            self._out.add(site, "originalName", _SITE.removeprefix(_DATA))
            self._relation(site, "derivation", "has source", [one.name for one in self._teis])
            self._link_rights(site, ("local", self._site), self._statements.of_both)

    def _event(self, own: str, kind: str, day: str, detail: str) -> etree._Element:
        event = self._out.add(self._out.root, "event")
        self._identified(event, "eventIdentifier", "local", own)
        self._out.add(event, "eventType", kind)
        self._out.add(event, "eventDateTime", day)
        self._out.add(self._out.add(event, "eventDetailInformation"), "eventDetail", detail)
        return event

    def _linked_object(self, event: etree._Element, held: Held, role: str) -> None:
        self._out.add(self._identified(event, "linkingObjectIdentifier", _PATH, held.name), "linkingObjectRole", role)

    def _conversion(self) -> None:
        """A file that was changed later has other bytes than the conversion gave: it is the outcome of the changes."""
        add = self._out.add
        event = self._event(self._event_id, "creation", self._facts.made or "unknown", conversion(self._facts))
        add(add(event, "eventOutcomeInformation"), "eventOutcome", "success")
        for program in self._agents.programs:
            add(self._identified(event, "linkingAgentIdentifier", "local", program), "linkingAgentRole", "executing program")
        for held in self._inputs:
            self._linked_object(event, held, "source")
        for held in self._teis:
            if not self._changes_of(held):
                self._linked_object(event, held, "outcome")

    def _modification(self, own: str, change: Change, files: Sequence[Held]) -> None:
        event = self._event(own, "modification", change.when, change.note or "Change to the TEI, not described.")
        if change.who:
            agent = self._identified(event, "linkingAgentIdentifier", *self._agents.person(change.who))
            self._out.add(agent, "linkingAgentRole", "implementer")
        for held in files:
            self._linked_object(event, held, "outcome")
