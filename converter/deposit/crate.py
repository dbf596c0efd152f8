"""The RO-Crate 1.2 of an edition: what it is, who made it from what, under which terms, and what each file of the payload is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from converter.deposit.bag import description
from converter.deposit.crate_context import Context
from converter.deposit.crate_files import described_files
from converter.deposit.facts import Facts, interval
from converter.fixity import Held

_CONTEXT = "https://w3id.org/ro/crate/1.2/context"
_SPECIFICATION = "https://w3id.org/ro/crate/1.2"
_MAIN_PAGE = "html/index.html"


def crate(facts: Facts, payload: Sequence[Held]) -> bytes:
    """ro-crate-metadata.json: UTF-8, entities in a fixed order. payload: all files but this one; names begin with data/.

    facts: with a day and a licence, which the root of a crate must have (every profile asks for them).
    """
    about = Context(facts)
    files = described_files(facts, payload, rights=about.rights())
    parts = [one["@id"] for one in files if one["@type"] == "Dataset" or not one["@id"].startswith("html/")]
    root = _root(facts, about, parts)
    if any(one["@id"] == _MAIN_PAGE for one in files):
        root["mainEntity"] = {"@id": _MAIN_PAGE}
    if action := _conversion(facts, about, [one["@id"] for one in files]):
        root["mentions"] = {"@id": action["@id"]}
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _SPECIFICATION},
    }
    formats = _formats(files)
    graph = [descriptor, root, *files, *([action] if action else []), *about.entities(), *formats]
    return (json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


def _root(facts: Facts, about: Context, parts: Sequence[str]) -> dict[str, Any]:
    place = facts.metadata.newspaper.place
    values = {
        "@id": "./",
        "@type": "Dataset",
        "name": facts.title,
        "description": description(facts),
        "datePublished": facts.day,
        "dateModified": facts.changed,
        "version": facts.version,
        "license": about.licence(),
        "publisher": about.publisher(),
        "author": about.people() or about.publisher(),
        "contactPoint": about.contact(),
        "identifier": about.identifiers(),
        "about": about.issue(),
        "isBasedOn": about.issue(),
        "usageInfo": about.rights(),
        "inLanguage": list(facts.languages),
        "temporalCoverage": interval(facts.coverage),
        "spatialCoverage": about.place(place.value) if place else None,
        "hasPart": [{"@id": part} for part in parts],
    }
    return {key: value for key, value in values.items() if value not in (None, [])}


def _conversion(facts: Facts, about: Context, names: Sequence[str]) -> dict[str, Any] | None:
    sources = [{"@id": name} for name in names if name.startswith("source/")]
    made = [{"@id": name} for name in names if name.startswith("tei/")]
    if not facts.software:
        return None
    values = {
        "@id": "#conversion",
        "@type": "CreateAction",
        "name": "Conversion of the newspaper pages to TEI",
        "description": "The pages were segmented into articles, repaired, encoded as TEI P5 and annotated by software.",
        "endTime": facts.made,
        "actionStatus": {"@id": "http://schema.org/CompletedActionStatus"},
        "instrument": about.software(),
        "agent": about.people() or about.publisher(),
        "object": sources,
        "result": made,
    }
    return {key: value for key, value in values.items() if value not in (None, [])}


def _formats(files: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """An entity for each format of PRONOM that a file names."""
    found = {one["encodingFormat"][1]["@id"]: one["encodingFormat"][0] for one in files if isinstance(one.get("encodingFormat"), list)}
    return [
        {"@id": address, "@type": ["WebPage", "Standard"], "name": f"{media_type}, PRONOM {address.partition('/PRONOM/')[2]}"}
        for address, media_type in sorted(found.items())
    ]
