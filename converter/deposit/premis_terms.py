"""Takes the facts of an edition and the PREMIS record begun, gives its agents and its statements of rights, each under an id of this edition."""

from __future__ import annotations

from lxml import etree

from converter.deposit.facts import Facts, licence_address, rights_words
from converter.deposit.identifiers import web_address
from converter.deposit.xml_writing import Record
from converter.metadata import Person


def _identified(out: Record, above: etree._Element, element: str, own: tuple[str, str]) -> None:
    identifier = out.add(above, element)
    out.add(identifier, f"{element}Type", own[0])
    out.add(identifier, f"{element}Value", own[1])


class Agents:
    """Who took part: the programs, the publisher, the people; ids are told before `write` puts them into the record."""

    def __init__(self, facts: Facts, out: Record) -> None:
        self._facts, self._out = facts, out
        self.programs = [f"{facts.id}-software-{name or n}" for n, (name, _) in enumerate(facts.software, 1)]
        self._people: dict[tuple[str, str], Person] = {}
        for one in facts.people:
            self.person(one)

    def person(self, person: Person) -> tuple[str, str]:
        """Type and value of the person's identifier; one whom the list of people does not have is written too."""
        for own, known in self._people.items():
            if known.name == person.name or (person.orcid and known.orcid == person.orcid):
                return own
        own = ("ORCID", person.orcid) if person.orcid else ("local", f"{self._facts.id}-person-{person.id}")
        while own in self._people:  # header and edition.toml may give two people one id
            own = (own[0], f"{own[1]}-2")
        self._people[own] = person
        return own

    def write(self) -> None:
        facts = self._facts
        for program, (name, version) in zip(self.programs, facts.software, strict=True):
            self._agent(("local", program), name, "software", version)
        if facts.publisher:
            ror = facts.metadata.edition.publisher_ror
            own = ("ROR", ror) if ror else ("local", f"{facts.id}-publisher")
            self._agent(own, facts.publisher, "organization", note="publisher of the edition")
        for own, person in self._people.items():
            self._agent(own, person.name, "person", note=person.resp)

    def _agent(self, own: tuple[str, str], name: str, kind: str, version: str | None = None, note: str | None = None) -> None:
        agent = self._out.add(self._out.root, "agent")
        _identified(self._out, agent, "agentIdentifier", own)
        self._out.add(agent, "agentName", name)
        self._out.add(agent, "agentType", kind)
        if version:
            self._out.add(agent, "agentVersion", version)
        if note:
            self._out.add(agent, "agentNote", note)


class Statements:
    """The rights: of the newspaper, which hold for all that shows its text or image, and the licence of what the edition added to it."""

    def __init__(self, facts: Facts, out: Record) -> None:
        self._facts, self._out = facts, out
        self.of_the_paper = [f"{facts.id}-rights"] if rights_words(facts) else []
        licence = [f"{facts.id}-licence"] if facts.licence else []
        self.of_both = [*licence, *self.of_the_paper]
        self._objects: dict[str, list[tuple[str, str]]] = {own: [] for own in self.of_both}

    def hold(self, statement: str, own: tuple[str, str]) -> None:
        """own: identifier of an object that the statement holds for."""
        self._objects[statement].append(own)

    def write(self) -> None:
        facts = self._facts
        for own in self.of_both:
            if own in self.of_the_paper:
                self._statement(
                    own, web_address(facts.metadata.rights.statement), f"Text and images of the newspaper: {rights_words(facts)}"
                )
            else:
                self._statement(own, licence_address(facts), f"Markup and metadata: {facts.licence_words}", licence=True)

    def _statement(self, own: str, where: str | None, words: str, *, licence: bool = False) -> None:
        """What is no licence is of the basis `other`: for `copyright` PREMIS asks for a jurisdiction, which nobody has told."""
        add = self._out.add
        statement = add(add(self._out.root, "rights"), "rightsStatement")
        _identified(self._out, statement, "rightsStatementIdentifier", ("local", own))
        grants = licence or (
            where is not None and ("creativecommons.org/licenses/" in where or "creativecommons.org/publicdomain/zero/" in where)
        )
        name = "license" if grants else "otherRights"
        add(statement, "rightsBasis", "license" if grants else "other")
        terms = add(statement, f"{name}Information")
        if where:
            _identified(self._out, terms, f"{name}DocumentationIdentifier", ("URI", where))
        if grants:
            add(terms, "licenseTerms", words)
        else:
            add(terms, "otherRightsBasis", "rights statement")
            add(terms, "otherRightsNote", words)
        for one in self._objects[own]:
            _identified(self._out, statement, "linkingObjectIdentifier", one)
