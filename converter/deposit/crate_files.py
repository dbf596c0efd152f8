"""Takes the files of a payload, gives the data entities of the RO-Crate: each with its name, format, size and digest; the HTML as one folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from converter.deposit.facts import Facts
from converter.deposit.payload import kind_of
from converter.fixity import Held

_PRONOM = "https://www.nationalarchives.gov.uk/PRONOM/"
_HTML, _MAIN_PAGE = "html/", "html/index.html"
# What a file is for, by its folder, or by its name where it stands alone.
_ROLES = {
    "tei": "The edition: the text of the newspaper with its articles, names and lines, encoded as TEI P5.",
    "source": "An input of the conversion, byte for byte.",
    "images": "An image that the edition shows: a page, or a picture of it.",
    "schemas": "Of the encoding: what the TEI is validated with.",
    "text": "Plain text made from the TEI.",
    "markdown": "Markdown made from the TEI.",
    "report.json": "What the conversion noticed: its inputs, and what is doubtful in them.",
    "edition.toml": "What was known about newspaper, issue and edition when it was made, in the form that the software reads.",
    "broadsheet-manifest.json": "The files that the software wrote, with their digests.",
}


def described_files(facts: Facts, payload: Sequence[Held], rights: dict[str, str] | None) -> list[dict[str, Any]]:
    """rights: reference to the terms of the newspaper, which hold for sources and images. payload: names begin with data/."""
    words = {f"source/{one.name}": one.description for sources in facts.sources.values() for one in sources}
    names = {one.name.removeprefix("data/"): one for one in payload}
    out = []
    for name in sorted(names):
        if not name.startswith(_HTML) or name == _MAIN_PAGE:
            terms = rights if name.startswith(("source/", "images/")) else None
            out.append(_file(facts, name, names[name], words.get(name), terms))
    pages = [name for name in names if name.startswith(_HTML)]
    return [*out, _site(facts, len(pages), _MAIN_PAGE in names)] if pages else out


def _file(facts: Facts, name: str, held: Held, words: str | None, terms: dict[str, str] | None) -> dict[str, Any]:
    kind = kind_of(name)
    folder, last = name.partition("/")[0], name.rpartition("/")[2]
    role = "The page that the HTML edition opens with." if name == _MAIN_PAGE else _ROLES.get(folder, "A file of the edition.")
    titles = {"tei": f"{facts.title} (TEI, {last})", "html": f"{facts.title} (HTML)"}
    values = {
        "@id": quote(name),
        "@type": "File",
        "name": titles.get(folder, f"{last} ({kind.word})"),
        "description": f"{role} It was read as: {words}." if words else role,
        "encodingFormat": [kind.media_type, {"@id": _PRONOM + kind.pronom}] if kind.pronom else kind.media_type,
        "contentSize": str(held.size),
        "sha256": held.sha256,
        "inLanguage": list(facts.languages) if folder == "tei" else None,
        "license": terms,
        "dateModified": facts.changed if folder == "tei" and len(facts.sources) < 2 else None,
    }
    return {key: value for key, value in values.items() if value not in (None, [])}


def _site(facts: Facts, count: int, opens: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "@id": _HTML,
        "@type": "Dataset",
        "name": f"{facts.title} (HTML edition)",
        "description": f"A static site made from the TEI, {count} files: open index.html in a browser. It needs no server and no network.",
    }
    if opens:
        values |= {"hasPart": [{"@id": _MAIN_PAGE}], "mainEntity": {"@id": _MAIN_PAGE}}
    return values
