"""The RO-Crate 1.2 of an edition: what it is, who made it from what, under which terms, and what each file of the payload is."""

from __future__ import annotations

import json
from collections.abc import Sequence

from converter.deposit.bag import conversion, description
from converter.deposit.crate_context import Context
from converter.deposit.crate_entity import Entity, entity
from converter.deposit.crate_files import described_files, formats
from converter.deposit.facts import Facts, interval, rights_words, use_of_the_paper
from converter.fixity import Held

_CONTEXT = "https://w3id.org/ro/crate/1.2/context"
_SPECIFICATION = "https://w3id.org/ro/crate/1.2"


def crate(facts: Facts, payload: Sequence[Held]) -> bytes:
    """ro-crate-metadata.json: UTF-8, entities in a fixed order. payload: all files but this one; names begin with data/.

    facts: with a day and a licence, which the root of a crate must have (every profile asks for them).
    """
    about = Context(facts)
    files = described_files(facts, payload, rights=about.rights(), both=about.both_terms())
    parts = [one["@id"] for one in files if one["@type"] == "Dataset" or not one["@id"].startswith("html/")]
    action = _conversion(facts, about, [one["@id"] for one in files])
    root = _root(facts, about, parts, action)
    descriptor = entity(
        "ro-crate-metadata.json",
        "CreativeWork",
        name=f"{facts.title} (RO-Crate)",
        about={"@id": "./"},
        conformsTo={"@id": _SPECIFICATION},
    )
    graph = [descriptor, root, *files, *([action] if action else []), *about.entities(), *formats(payload)]
    return (json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


def _root(facts: Facts, about: Context, parts: Sequence[str], action: Entity | None) -> Entity:
    place = facts.metadata.newspaper.place
    return entity(
        "./",
        "Dataset",
        name=facts.title,
        description=description(facts),
        datePublished=_published(facts),
        dateModified=facts.changed,
        version=facts.version,
        license=about.licence(),
        publisher=about.publisher(),
        author=about.publisher(),
        creator=about.people(),
        creditText=about.credit(),
        contactPoint=about.contact(),
        identifier=about.identifiers(),
        about=about.issue(),
        isBasedOn=about.issue(),
        usageInfo=about.rights(),
        conditionsOfAccess=use_of_the_paper(facts),
        creativeWorkStatus=", ".join(facts.states),
        copyrightNotice=rights_words(facts),
        inLanguage=list(facts.languages),
        temporalCoverage=interval(facts.coverage),
        spatialCoverage=about.place(place.value) if place else None,
        mentions={"@id": action["@id"]} if action else None,
        hasPart=[{"@id": part} for part in parts],
    )


def _published(facts: Facts) -> str | None:
    """The specification wants a day: where only the year or month is known, and the TEI was finished in it, the day of that."""
    day, finished = facts.day, facts.changed
    return finished if day and finished and finished.startswith(f"{day}-") else day


def _conversion(facts: Facts, about: Context, names: Sequence[str]) -> Entity | None:
    if not facts.software:
        return None
    return entity(
        "#conversion",
        "CreateAction",
        name="Conversion of the newspaper pages to TEI",
        description=conversion(facts),
        endTime=facts.made,
        instrument=about.software(),
        agent=about.people() or about.publisher(),
        object=[{"@id": name} for name in names if name.startswith("source/")],
        result=[{"@id": name} for name in names if name.startswith("tei/")],
    )
