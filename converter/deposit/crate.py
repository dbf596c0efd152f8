"""The RO-Crate 1.2 of an edition: what it is, who made it from what, under which terms, and what each file of the payload is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import unquote

from converter.deposit.bag import conversion, description
from converter.deposit.crate_context import Context
from converter.deposit.crate_entity import Entity, entity
from converter.deposit.crate_files import described_files, formats
from converter.deposit.facts import Facts, contributors, creators, interval, rights_words, use_of_the_paper
from converter.deposit.header import Change
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
    names = [one["@id"] for one in files]
    actions = [*filter(None, [_conversion(facts, about, names)]), *_changes(facts, about, names)]
    root = _root(facts, about, parts, actions)
    descriptor = entity(
        "ro-crate-metadata.json",
        "CreativeWork",
        name=f"{facts.title} (RO-Crate)",
        about={"@id": "./"},
        conformsTo={"@id": _SPECIFICATION},
    )
    graph = [descriptor, root, *files, *actions, *about.entities(), *formats(payload)]
    return (json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


def _root(facts: Facts, about: Context, parts: Sequence[str], actions: Sequence[Entity]) -> Entity:
    makers = about.people(creators(facts))
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
        author=about.publisher(),  # a person as author wants an affiliation, which nobody stated
        creator=makers,
        contributor=about.people(contributors(facts)),
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
        mentions=[{"@id": action["@id"]} for action in actions],
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
        object=[{"@id": name} for name in names if name.startswith("source/")],
        result=[{"@id": name} for name in names if name.startswith("tei/") and not facts.changes.get(unquote(name))],
    )


def _changes(facts: Facts, about: Context, names: Sequence[str]) -> list[Entity]:
    """An action for each change after the conversion: a file that was corrected is its result, no more that of the software."""
    found: dict[Change, list[str]] = {}
    for name in names:
        for change in dict.fromkeys(facts.changes.get(unquote(name), ())):
            found.setdefault(change, []).append(name)
    return [
        entity(
            f"#change-{n}",
            "UpdateAction",
            name="Change to the TEI",
            description=change.note or None,
            endTime=change.when,
            agent=about.people([change.who]) if change.who else None,
            object=(files := [{"@id": name} for name in found[change]]),
            result=files,
        )
        for n, change in enumerate(sorted(found, key=lambda one: one.when), 1)
    ]
