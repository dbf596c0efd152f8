"""The contextual entities of the RO-Crate: people, publisher, licence, rights, newspaper, software; each made when something refers to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from converter.deposit.crate_entity import Entity, Reference, entity
from converter.deposit.facts import Facts, interval, licence_address, rights_words
from converter.deposit.identifiers import address, bare, is_doi, web_address
from converter.metadata import Person


class Context:
    """Gives references to entities; `entities` gives those that were referred to, in that order."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._entities: dict[str, Entity] = {}

    def entities(self) -> list[Entity]:
        return list(self._entities.values())

    def _refer(self, own: str, kind: str, **values: Any) -> Reference:
        self._entities.setdefault(own, entity(own, kind, **values))
        return {"@id": own}

    def publisher(self) -> Reference | None:
        """Of the edition."""
        edition = self._facts.metadata.edition
        if not edition.publisher:
            return None
        ror = edition.publisher_ror
        return self._refer(
            ror or "#publisher",
            "Organization",
            name=edition.publisher,
            url=ror or web_address(edition.contact),
            contactPoint=self.contact(),
        )

    def contact(self) -> Reference | None:
        contact, email = self._facts.metadata.edition.contact, self._facts.email
        where = None if email else web_address(contact)
        if not contact:
            return None
        own = f"mailto:{email}" if email and email.isascii() else "#contact"
        return self._refer(own, "ContactPoint", contactType="questions about the edition", name=contact, email=email, url=where)

    def people(self, group: Sequence[Person]) -> list[Reference]:
        """By ORCID where it is known; else by an id of the crate, which the specification allows."""
        return [self._person(person) for person in group]

    def _person(self, person: Person) -> Reference:
        """One whom the header alone names may have the id of another one in edition.toml."""
        known = next((one for one in self._facts.people if one.name == person.name), person)
        own = known.orcid or f"#person-{quote(known.id)}"
        while own in self._entities and self._entities[own]["name"] != known.name and not known.orcid:
            own = f"{own}-2"
        if known.orcid:
            return self._refer(own, "Person", name=known.name, description=known.resp, identifier=known.orcid)
        # a Person is known by an ORCID in a crate: who has none is told as the one in a role
        return self._refer(own, "Role", name=known.name, roleName=known.resp or None)

    def credit(self) -> str | None:
        """All people with what they did, for a reader."""
        return "; ".join(f"{one.name} ({one.resp})" if one.resp else one.name for one in self._facts.people) or None

    def licence(self) -> Reference | None:
        """Of markup and metadata."""
        where, words = licence_address(self._facts), self._facts.licence_words
        if not words:
            return None
        about = f"The terms under which the markup and the metadata of the edition may be used: {words}"
        return self._refer(where or "#licence", "CreativeWork", name=words, description=about, url=where)

    def rights(self) -> Reference:
        """Of the newspaper itself; also where nobody states them: else the licence of the whole crate would hold for its files."""
        where = web_address(self._facts.metadata.rights.statement)
        words = rights_words(self._facts) or "Rights not stated"
        about = f"The rights in text and images of the newspaper: {words}"
        return self._refer(where or "#newspaper-rights", "CreativeWork", name=words, description=about, url=where)

    def both_terms(self) -> list[Reference]:
        """Of what has markup of the edition and text or images of the newspaper; once where the two are one."""
        licence, rights = self.licence(), self.rights()
        return [licence, rights] if licence and licence != rights else [rights]

    def identifiers(self) -> list[Reference]:
        out = []
        for n, (kind, value) in enumerate(self._facts.identifiers, 1):
            where, plain = address(kind, value), bare(kind, value)
            own = where if where and where not in self._entities else f"#identifier-{n}"
            known = "https://registry.identifiers.org/registry/doi" if is_doi(kind, value) else kind
            out.append(self._refer(own, "PropertyValue", propertyID=known, name=kind, value=plain, url=where))
        return out

    def place(self, name: str) -> Reference:
        return self._refer("#place", "Place", name=name)

    def software(self) -> Reference:
        """The one that converted; what it used stands as its requirement. Not typed as
        SoftwareApplication itself: of one the specification demands an address of the web."""
        (name, version), *others = self._facts.software
        used = [f"{other} {number}" for other, number in others]
        return self._refer(
            "#software",
            "CreativeWork",
            additionalType="https://schema.org/SoftwareApplication",
            name=name,
            version=version,
            softwareRequirements=used,
        )

    def issue(self) -> Reference | None:
        """The issue of the newspaper, inside its volume where that is known."""
        metadata, covered = self._facts.metadata, interval(self._facts.coverage)
        paper, paper_at = self._newspaper(), metadata.newspaper.place
        if not paper:
            return None
        whole = paper
        if metadata.volume:
            whole = self._refer(
                "#volume", "PublicationVolume", name=f"Volume {metadata.volume.value}", volumeNumber=metadata.volume.value, isPartOf=paper
            )
        day = metadata.date.when if metadata.date else None
        labels = [label for _, label in metadata.page_labels]
        number = metadata.issue.value if metadata.issue else None
        return self._refer(
            "#issue",
            "PublicationIssue",
            name=", ".join(filter(None, (self._facts.newspaper, covered, number, metadata.daily_edition))),
            issueNumber=number,
            datePublished=day,
            temporalCoverage=None if day else covered,
            pageStart=labels[0] if labels else None,
            pageEnd=labels[-1] if labels else None,
            editor=list(metadata.newspaper.editors),
            identifier=[address(kind, value) or f"{kind}: {value}" for kind, value in metadata.newspaper.identifiers],
            locationCreated=self.place(paper_at.value) if paper_at else None,
            isPartOf=whole,
        )

    def _newspaper(self) -> Reference | None:
        paper = self._facts.metadata.newspaper
        if not paper.title:
            return None
        return self._refer(
            "#newspaper",
            "Newspaper",
            name=paper.title.value,
            alternateName=paper.subtitle,
            issn=paper.issn,
            identifier=paper.cn.value if paper.cn else None,
            publisher=paper.publisher.value if paper.publisher else None,  # a name is all that is known: what kind of firm it was is not
            inLanguage=list(self._facts.languages[:1]),
        )
