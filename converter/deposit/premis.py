"""The PREMIS 3 record of an edition: the files it was made from and the TEI, the one event between them, who took part, and the rights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from converter.deposit.bag import conversion
from converter.deposit.facts import Facts, licence_address, rights_words
from converter.deposit.identifiers import bare, web_address
from converter.deposit.payload import kind_of
from converter.deposit.xml_writing import XSI, Record
from converter.fixity import Held

NAMESPACE = "http://www.loc.gov/premis/v3"
_MADE_FROM, _MADE, _DATA = "data/source/", "data/tei/", "data/"
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
        self._licence = f"{facts.id}-licence" if facts.licence else None
        self._rights = f"{facts.id}-rights" if rights_words(facts) else None

    def record(self) -> bytes:
        made: dict[str, list[str]] = {held.name: [] for held in self._inputs}
        for tei, sources in self._of_tei.items():
            for source in sources:
                made[source].append(tei)
        self._edition()
        for held in self._inputs:
            file = self._file(held)
            self._relation(file, "derivation", "is source of", made[held.name])
            self._link_rights(file, self._rights)
        for held in self._teis:
            file = self._file(held)
            self._relation(file, "derivation", "has source", self._of_tei[held.name], self._event_id)
            self._relation(file, "structural", "is included in", [self._facts.id], kind="local")
            self._identified(file, "linkingEventIdentifier", "local", self._event_id)
            self._link_rights(file, self._licence)
        self._event()
        self._agents()
        self._statements()
        return self._out.to_bytes()

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
        if held.name in self._of_tei and self._facts.software:
            self._application(what)
        add(file, "originalName", held.name.rpartition("/")[2])
        return file

    def _application(self, what: etree._Element) -> None:
        name, version = self._facts.software[0]
        application = self._out.add(what, "creatingApplication")
        self._out.add(application, "creatingApplicationName", name)
        self._out.add(application, "creatingApplicationVersion", version)
        if self._facts.made:
            self._out.add(application, "dateCreatedByApplication", self._facts.made)

    def _relation(
        self, above: etree._Element, kind_of_it: str, word: str, others: Iterable[str], event: str | None = None, kind: str = _PATH
    ) -> None:
        names = list(others)
        if not names:
            return
        relation = self._out.add(above, "relationship")
        self._out.add(relation, "relationshipType", kind_of_it)
        self._out.add(relation, "relationshipSubType", word)
        for name in names:
            self._identified(relation, "relatedObjectIdentifier", kind, name)
        if event:
            self._identified(relation, "relatedEventIdentifier", "local", event)

    def _link_rights(self, file: etree._Element, statement: str | None) -> None:
        if statement:
            self._identified(file, "linkingRightsStatementIdentifier", "local", statement)

    def _event(self) -> None:
        add = self._out.add
        event = add(self._out.root, "event")
        self._identified(event, "eventIdentifier", "local", self._event_id)
        add(event, "eventType", "creation")
        add(event, "eventDateTime", self._facts.made or "unknown")
        add(add(event, "eventDetailInformation"), "eventDetail", conversion(self._facts))
        add(add(event, "eventOutcomeInformation"), "eventOutcome", "success")
        for program in _software_ids(self._facts):
            add(self._identified(event, "linkingAgentIdentifier", "local", program), "linkingAgentRole", "executing program")
        for role, files in (("source", self._inputs), ("outcome", self._teis)):
            for held in files:
                add(self._identified(event, "linkingObjectIdentifier", _PATH, held.name), "linkingObjectRole", role)

    def _agents(self) -> None:
        facts = self._facts
        for program, (name, version) in zip(_software_ids(facts), facts.software, strict=True):
            self._agent(("local", program), name, "software", version)
        if facts.publisher:
            self._agent(_publisher_id(facts), facts.publisher, "organization", note="publisher of the edition")
        for person in facts.people:
            own = ("ORCID", person.orcid) if person.orcid else ("local", f"person-{person.id}")
            self._agent(own, person.name, "person", note=person.resp)

    def _agent(self, own: tuple[str, str], name: str, kind: str, version: str | None = None, note: str | None = None) -> None:
        agent = self._out.add(self._out.root, "agent")
        self._identified(agent, "agentIdentifier", *own)
        self._out.add(agent, "agentName", name)
        self._out.add(agent, "agentType", kind)
        if version:
            self._out.add(agent, "agentVersion", version)
        if note:
            self._out.add(agent, "agentNote", note)

    def _statements(self) -> None:
        facts = self._facts
        if self._licence:
            licensed = [one.name for one in self._teis]
            self._statement(self._licence, "license", licence_address(facts), f"Markup and metadata: {facts.licence_words}", licensed)
        if self._rights:
            statement = web_address(facts.metadata.rights.statement)
            basis = "license" if statement and "creativecommons.org/" in statement else "other"
            inputs = [one.name for one in self._inputs]
            self._statement(self._rights, basis, statement, f"Text and images of the newspaper: {rights_words(facts)}", inputs)

    def _statement(self, own: str, basis: str, where: str | None, words: str, objects: Sequence[str]) -> None:
        """basis `other`: a statement on the copyright, of which PREMIS would ask for a jurisdiction, that nobody has told."""
        add = self._out.add
        statement = add(add(self._out.root, "rights"), "rightsStatement")
        self._identified(statement, "rightsStatementIdentifier", "local", own)
        add(statement, "rightsBasis", basis)
        name = "license" if basis == "license" else "otherRights"
        terms = add(statement, f"{name}Information")
        if where:
            self._identified(terms, f"{name}DocumentationIdentifier", "URI", where)
        if basis == "license":
            add(terms, "licenseTerms", words)
        else:
            add(terms, "otherRightsBasis", "statement of the publisher of the edition")
            add(terms, "otherRightsNote", words)
        for name in objects:
            self._identified(statement, "linkingObjectIdentifier", _PATH, name)


def _software_ids(facts: Facts) -> list[str]:
    return [f"software-{name or n}" for n, (name, _) in enumerate(facts.software, 1)]


def _publisher_id(facts: Facts) -> tuple[str, str]:
    ror = facts.metadata.edition.publisher_ror
    return ("ROR", ror) if ror else ("local", "publisher")
