"""Takes the files of a payload, gives the data entities of the RO-Crate: each with its name, format, size and digest; the HTML as one folder."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from converter.deposit.crate_entity import Entity, Reference, entity
from converter.deposit.facts import Facts, rights_words
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


def described_files(facts: Facts, payload: Sequence[Held], rights: Reference, both: list[Reference]) -> list[Entity]:
    """rights: reference to the terms of the newspaper, which hold for sources and images; both: those of what has markup beside it. payload: names begin with data/."""
    words = {f"source/{one.name}": one.description for sources in facts.sources.values() for one in sources}
    names = {one.name.removeprefix("data/"): one for one in payload}
    shown = [name for name in sorted(names) if not name.startswith(_HTML) or name == _MAIN_PAGE]
    out = [_file(facts, name, names[name], words.get(name), rights, both) for name in shown]
    pages = [name for name in names if name.startswith(_HTML)]
    return [*out, _site(facts, len(pages), _MAIN_PAGE in names, both)] if pages else out


def _file(facts: Facts, name: str, held: Held, words: str | None, rights: Reference, both: list[Reference]) -> Entity:
    kind = kind_of(name)
    folder, last = name.partition("/")[0], name.rpartition("/")[2]
    of_the_paper = folder in ("source", "images")
    shows_it = of_the_paper or folder in ("tei", "html", "text", "markdown")
    role = "The page that the HTML edition opens with." if name == _MAIN_PAGE else _ROLES.get(folder, "A file of the edition.")
    titles = {"tei": f"{facts.title} (TEI, {last})", "html": f"{facts.title} (HTML)"}
    return entity(
        quote(name),
        "File",
        name=titles.get(folder, f"{last} ({kind.word})"),
        description=f"{role} It was read as: {words}." if words else role,
        encodingFormat=kind.media_type,
        conformsTo={"@id": _PRONOM + kind.pronom} if kind.pronom else None,
        contentSize=str(held.size),
        sha256=held.sha256,
        inLanguage=list(facts.languages) if folder == "tei" else None,
        license=rights if of_the_paper else list(both) if shows_it else None,
        copyrightNotice=rights_words(facts) if shows_it else None,
    )


def formats(payload: Sequence[Held]) -> list[Entity]:
    """An entity for each format of PRONOM that a file conforms to, as described by `described_files`."""
    kinds = {kind_of(name) for one in payload if not (name := one.name.removeprefix("data/")).startswith(_HTML) or name == _MAIN_PAGE}
    found = {kind.pronom: kind.media_type for kind in sorted(kinds, key=lambda kind: kind.word) if kind.pronom}
    return [
        entity(_PRONOM + key, ["CreativeWork", "WebPage", "Standard"], name=f"{media_type} (PRONOM {key})", url=_PRONOM + key)
        for key, media_type in sorted(found.items())
    ]


def _site(facts: Facts, count: int, opens: bool, both: list[Reference]) -> Entity:
    main = {"@id": _MAIN_PAGE} if opens else None
    return entity(
        _HTML,
        "Dataset",
        name=f"{facts.title} (HTML edition)",
        description=f"A static site made from the TEI, {count} files: open index.html in a browser. It needs no server and no network.",
        hasPart=main,
        mainEntity=main,
        license=list(both),
        copyrightNotice=rights_words(facts),
    )
