"""Takes the folder of an edition and says what of it goes into a deposit: its files, its TEI checked and held to its source, its headers."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from converter.errors import MaterialError, MissingError
from converter.inputs import natural, unreadable
from converter.notices import Notice
from converter.source_check import check_file
from converter.storage.manifest import MANIFEST
from converter.storage.walk import files_below
from converter.teifiles import read_tei

if TYPE_CHECKING:
    from lxml import etree

PARTS = ("tei", "html", "text", "markdown", "source", "images", "schemas")  # what build and publish put into an edition
ALONE = ("edition.toml", "report.json")
_NEEDED = ("tei", "source", "schemas")
_SCHEMAS = ("schemas/newspaper.xsd", "schemas/newspaper.sch")
_OF_NO_ONE = frozenset((".ds_store", "thumbs.db", "desktop.ini"))  # what file managers leave behind
_NS = {"t": "http://www.tei-c.org/ns/1.0"}
_MOST_TOLD = 3
_ID = re.compile(r"[\w.-]{1,200}")


@dataclass(frozen=True, slots=True)
class Finished:
    """An edition that may be deposited.

    id: its name; files: relative paths, sorted; teis: those of its TEI, in the order of the numbers in their names; headers: the
    teiHeader of each; digests: the SHA-256 of what was checked (TEI and sources), by relative path; notices: warnings of the check,
    and files that are left out.
    """

    folder: Path
    id: str
    files: tuple[str, ...]
    teis: tuple[str, ...]
    headers: tuple[etree._Element, ...]
    digests: dict[str, str]
    notices: tuple[Notice, ...]


def edition_in(folder: Path) -> Finished:
    """What is in the folder, read but not checked. Errors: MissingError where it is no edition; MaterialError for what is no TEI."""
    check_edition(folder)
    files, left = _sorted_out(folder)
    teis = sorted((name for name in files if name.startswith("tei/") and name.endswith(".xml")), key=natural)
    headers = [_header(folder / name) for name in teis]
    return Finished(
        folder, _id(folder) or headers[0][1], tuple(files), tuple(teis), tuple(header for header, _ in headers), {}, tuple(left)
    )


def checked(edition: Finished, advance: Callable[[], None] = lambda: None) -> Finished:
    """The edition with the digests of what was found good. advance: called after each TEI file.

    Errors: MaterialError where its TEI has errors, a source is missing or another one, or the HTML was made of another TEI.
    """
    digests: dict[str, str] = {}
    found: list[Notice] = []
    for name in edition.teis:
        body = read_tei(edition.folder / name)
        notices = check_file(edition.folder / name, body).notices
        _raise_for(edition.folder / name, notices)
        found += notices
        digests[name] = hashlib.sha256(body).hexdigest()
        advance()
    sources = _sources(edition)
    _check_html(edition, set(digests.values()))
    return replace(edition, digests=digests | sources, notices=(*found, *edition.notices))


def check_edition(folder: Path) -> None:
    """Raises MissingError where a folder is not the edition that `build` writes."""
    if not folder.is_dir():
        hint = "name the folder of an edition, such as output/ID; to make one: broadsheet build INPUT"
        raise MissingError("is no folder" if folder.exists() else "there is no such folder", where=str(folder), hint=hint)
    missing = [f"{part}/" for part in _NEEDED if not (folder / part).is_dir()]
    missing += [name for name in _SCHEMAS if "schemas/" not in missing and not (folder / name).is_file()]
    if missing or not any((folder / "tei").glob("*.xml")):
        lacks = ", ".join(missing) or "a TEI file in tei/"
        hint = "name the folder of an edition (output/ID); to make one: broadsheet build INPUT"
        if (folder / "bagit.txt").is_file():
            hint = f"it is a bag already; to check it: broadsheet verify {folder}"
        elif any(folder.glob("*/tei/*.xml")):
            hint = f"it holds the folders of editions; name them: broadsheet deposit {folder}/*"
        raise MissingError(f"is no edition: it lacks {lacks}", where=str(folder), hint=hint)


def _id(folder: Path) -> str | None:
    """The name of the issue as the report has it: of an issue in several TEI files none has it alone."""
    try:
        told = json.loads((folder / "report.json").read_bytes())["id"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return told if isinstance(told, str) and _ID.fullmatch(told) else None


def _sorted_out(folder: Path) -> tuple[list[str], list[Notice]]:
    """The files that are the edition's, and a notice for each other one, but for our own list of what we wrote."""
    taken, left = [], []
    for name in files_below(folder):
        if name == MANIFEST:
            continue
        if (name in ALONE or (name.partition("/")[0] in PARTS and "/" in name)) and not _stray(name):
            taken.append(name)
        else:
            left.append(Notice("W-DEP-01", name, f"{name} is not part of the edition: it was left out"))
    return taken, left


def _stray(name: str) -> bool:
    last = name.rpartition("/")[2]
    backup = last.endswith((".bak", "~")) or last.rpartition(".")[0].endswith(".bak")
    return any(part.startswith(".") for part in name.split("/")) or backup or last.casefold() in _OF_NO_ONE


def _raise_for(path: Path, notices: Sequence[Notice]) -> None:
    errors = [notice for notice in notices if notice.level == "error"]
    if not errors:
        return
    first = [f"{one.line}: {one.code} {one.message}" for one in errors[:_MOST_TOLD]]
    more = [f"and {len(errors) - _MOST_TOLD} more"] if len(errors) > _MOST_TOLD else []
    see = f"correct it (all of them: broadsheet validate {path}), then deposit again"
    count = f"{len(errors)} error{'s' * (len(errors) != 1)}"
    raise MaterialError(f"has {count}; no bag was made", where=str(path), hint="\n  ".join([*first, *more, see]))


def _header(path: Path) -> tuple[etree._Element, str]:
    """The header, without the rest of its file, and the file's id."""
    from converter.validate import document

    read = document.read(read_tei(path), str(path))
    if isinstance(read, Notice):
        raise MaterialError(f"is no TEI: {read.message}", where=str(path), hint=f"see broadsheet validate {path}")
    header = read.tree.getroot().find("t:teiHeader", _NS)
    if header is None:
        raise MaterialError("has no teiHeader", where=str(path), hint=f"see broadsheet validate {path}")
    return copy.deepcopy(header), read.tree.getroot().get("{http://www.w3.org/XML/1998/namespace}id", "")


def _sources(edition: Finished) -> dict[str, str]:
    """The digests that the headers state of the sources, each of which is there as it was read: else MaterialError."""
    stated: dict[str, str] = {}
    for tei, header in zip(edition.teis, edition.headers, strict=True):
        for target, digest in _stated(header):
            if target is None or target not in edition.files:
                told = f"its source {target} is not in the edition" if target else "a source that it names lies outside of source/"
                raise MaterialError(f"{told}; no bag was made", where=str(edition.folder / tei), hint=_PUT_BACK)
            stated[target] = digest
    for name, digest in stated.items():
        found = _digest(edition.folder / name)
        if found != digest:
            told = f"is not the file that was converted: its SHA-256 is {found}, the TEI has {digest or 'none'}"
            raise MaterialError(told, where=str(edition.folder / name), hint=_PUT_BACK)
    return stated


_PUT_BACK = "put the file that was converted back into source/, or convert the new one: broadsheet build INPUT"


def _stated(header: etree._Element) -> Iterator[tuple[str | None, str]]:
    for bibl in cast("list[etree._Element]", header.xpath(".//t:relatedItem[@type='source']/t:bibl", namespaces=_NS)):
        target = unquote(str(bibl.xpath("string(t:ref/@target)", namespaces=_NS)))
        inside = target.startswith("../source/") and ".." not in target.removeprefix("../").split("/")
        digest = str(bibl.xpath("normalize-space(t:idno[@type='sha256'])", namespaces=_NS)).lower()
        yield target.removeprefix("../") if inside else None, digest


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(path, error) from error


def _check_html(edition: Finished, teis: set[str]) -> None:
    """The HTML offers the TEI it was made of for download: where that is another one, a correction was not published."""
    offered = [name for name in edition.files if name.startswith("html/") and name.rpartition("/")[2] == "index.xml"]
    for name in offered:
        if _digest(edition.folder / name) not in teis:
            hint = f"make the HTML again: broadsheet publish {edition.folder}"
            told = "was made of another TEI than that in tei/; no bag was made"
            raise MaterialError(told, where=str(edition.folder / name), hint=hint)
