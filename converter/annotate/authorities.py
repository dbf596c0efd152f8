"""Takes an authority file of the user (TEI lists or a table), gives its entries; what is wrong in it is told with its lines.

docs/authorities.md describes both forms. Nothing is fetched; a document with a DOCTYPE is refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from converter.annotate.authority_entries import COLUMNS, NEEDED, TYPES, Entry, EntryType, Wrong, entry_of
from converter.errors import MissingError, UnreadableError, UsageError
from converter.places import Place
from converter.real_paths import real
from converter.scripts import fold
from converter.xml_size import odd_encoding, too_many_tags

__all__ = ["COLUMNS", "Authority", "Entry", "EntryType", "by_name", "load_authorities", "load_authority", "shared_names"]

_MOST_BYTES = 64 << 20  # all places of a country have some ten
_MOST_TAGS = 2_000_000
_MOST_TOLD = 10  # wrong rows: a person mends those and sees whether a mistake runs through the file
_SPACE = re.compile(r"\s+")
_TEI = "{http://www.tei-c.org/ns/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NAMES = {"person": "persName", "place": "placeName", "org": "orgName"}
_Row = tuple[int, Mapping[str, str] | Wrong]  # its line, from 1, and its cells by column, or why it is none


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority file. name: of the file, without its ending, as one word; file: its name as it is."""

    name: str
    entries: tuple[Entry, ...]
    file: str = field(default="", compare=False)


def load_authorities(paths: Iterable[Place]) -> list[Authority]:
    """The lists, each once however it was named, in their order. Raises as `load_authority`, and UsageError for two of one name."""
    found: dict[str, Place] = {}
    for path in {real(path): path for path in paths}.values():
        other = found.setdefault(_SPACE.sub("-", path.stem), path)
        if other is not path:
            hint = "give one another name: the ids in the TEI say by it which list they are from"
            raise UsageError(f"two lists have the name {path.stem}: this one and {other}", where=str(path), hint=hint)
    return [load_authority(path) for path in found.values()]


def load_authority(path: Place) -> Authority:
    """The entries of a TEI file (.xml) or a table (.csv, .tsv), in its order. A file is read once, however many issues it is used for.

    Raises MissingError (no such file) or UnreadableError: too large, not UTF-8, not well-formed, with a DOCTYPE, a table without a column
    that it needs, TEI without entries; and for wrong rows, with up to ten of them.
    """
    try:
        told = path.stat()
        return _loaded(path, told.st_mtime_ns, told.st_size)
    except OSError as error:
        raise MissingError("the authority file cannot be read", where=str(path), hint="check the name of the file") from error


@lru_cache(maxsize=16)
def _loaded(path: Place, _changed: int, size: int) -> Authority:
    if size > _MOST_BYTES:
        raise UnreadableError(
            f"the authority file has more than {_MOST_BYTES >> 20} MB", where=str(path), hint="keep only the entries you need"
        )
    content = path.read_bytes()
    if not content.strip():
        raise UnreadableError("the authority file is empty", where=str(path), hint=f"a table begins with the line {','.join(COLUMNS)}")
    name = _SPACE.sub("-", path.stem)
    read = _tei if path.suffix.lower() == ".xml" else _table
    return Authority(name, _entries(read(content, path), path, name), path.name)


def _entries(rows: Iterator[_Row], path: Place, source: str) -> tuple[Entry, ...]:
    """The rows as entries, each with an id of its own. Raises UnreadableError with what is wrong in any of them."""
    found: dict[tuple[str, str], Entry] = {}
    wrong: list[tuple[int, Wrong]] = []
    for line, row in rows:
        try:
            if isinstance(row, Wrong):
                raise row
            entry = entry_of(row, source, line)
            first = found.setdefault((entry.type, entry.id), entry)
            if first is not entry:
                raise Wrong(f"two entries have the id {entry.id}: this one and that of line {first.line}", "give each an id of its own")
        except Wrong as said:
            wrong.append((line, said))
    if not wrong:
        return tuple(found.values())
    (line, first_wrong), *others = wrong
    rest = [f"also line {line}: {said.what}; {said.hint}" for line, said in others[: _MOST_TOLD - 1]]
    rest += [f"and {more} more lines"] if (more := len(wrong) - _MOST_TOLD) > 0 else []
    raise UnreadableError(first_wrong.what, where=f"{path}:{line}", hint="\n  ".join([first_wrong.hint, *rest]))


def by_name(authorities: Sequence[Authority]) -> Mapping[tuple[EntryType, str], Entry]:
    """(type, name) -> the entry with that name; names as name_key has them.

    An earlier authority wins over a later one. A name that two entries of one authority share tells nothing, and is left out there.
    """
    out: dict[tuple[EntryType, str], Entry] = {}
    for authority in authorities:
        for key, named in _named(authority).items():
            if len(named) == 1:
                out.setdefault(key, named[0])
    return out


def shared_names(authority: Authority) -> Mapping[tuple[EntryType, str], Sequence[Entry]]:
    """(type, name) -> the entries, two or more, that have this name."""
    return {key: named for key, named in _named(authority).items() if len(named) > 1}


def _named(authority: Authority) -> Mapping[tuple[EntryType, str], list[Entry]]:
    out: dict[tuple[EntryType, str], list[Entry]] = {}
    for entry in authority.entries:
        for name in {name_key(name) for name in (entry.name, *entry.also)}:
            out.setdefault((entry.type, name), []).append(entry)
    return out


def name_key(name: str) -> str:
    """What two ways to print a name have in common: no blanks, Simplified characters."""
    return _SPACE.sub("", fold(name))


# --- tables ------------------------------------------------------------------------------------


def _table(content: bytes, path: Place) -> Iterator[_Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("the authority file is not UTF-8", where=str(path), hint="save the table as CSV UTF-8") from error
    heading = re.split(r"[\r\n]", text, maxsplit=1)[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max("\t;,", key=heading.count), strict=True)
    begins = 1
    try:
        columns = _columns(next(rows, []), path)
        begins = rows.line_num + 1
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield begins, _row(columns, cells)
            begins = rows.line_num + 1
    except csv.Error as error:
        hint = "a quotation mark that opens a cell has to close it; save the table as CSV UTF-8"
        raise UnreadableError(f"the authority file is no table: {error}", where=f"{path}:{begins}", hint=hint) from error


def _columns(cells: Sequence[str], path: Place) -> list[str]:
    columns = [column.strip().lower() for column in cells]
    where = f"{path}:1"
    if missing := [column for column in NEEDED if column not in columns]:
        hint = f"the first line names the columns: {','.join(COLUMNS)}"
        raise UnreadableError(f"the table has no column {', '.join(missing)}", where=where, hint=hint)
    if unknown := [column for column in columns if column not in COLUMNS]:
        what = f"the table has a column {unknown[0] or '(without a name)'} that means nothing here"
        raise UnreadableError(what, where=where, hint=f"leave it out, or call it one of {', '.join(COLUMNS)}")
    if twice := [column for column in COLUMNS if columns.count(column) > 1]:
        hint = "keep one; several names in also are parted by |" if twice[0] == "also" else "keep one"
        raise UnreadableError(f"the table has {columns.count(twice[0])} columns {twice[0]}", where=where, hint=hint)
    return columns


def _row(columns: Sequence[str], cells: Sequence[str]) -> Mapping[str, str] | Wrong:
    if len(cells) != len(columns):
        what = f"the line has {len(cells)} cells, the first line has {len(columns)}"
        return Wrong(what, "quote a cell that holds the separator; several names in also are parted by |")
    return {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}


# --- TEI ---------------------------------------------------------------------------------------


def _tei(content: bytes, path: Place) -> Iterator[_Row]:
    from lxml import etree

    if wrong := too_many_tags(content, _MOST_TAGS) or odd_encoding(content):
        raise UnreadableError(f"the authority file {wrong}", where=str(path), hint="keep only the entries you need, as UTF-8")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        where, hint = f"{path}:{error.lineno}", "mend it at this line; a table needs the ending .csv"
        raise UnreadableError(f"the authority file is not well-formed XML: {error.msg}", where=where, hint=hint) from error
    if cast(Any, root.getroottree().docinfo).doctype:
        what = "the authority file has a DOCTYPE, which can name files and servers"
        raise UnreadableError(what, where=str(path), hint="take the DOCTYPE out")
    listed = list(root.iter(*(_TEI + kind for kind in TYPES)))
    if not listed:
        foreign = next(root.iter(*(f"{{*}}{kind}" for kind in TYPES)), None)
        if foreign is not None:
            what, hint = "the lists do not stand in the namespace of TEI", f'write xmlns="{_TEI.strip("{}")}" into the first tag'
            raise UnreadableError(what, where=f"{path}:{foreign.sourceline}", hint=hint)
        hint = "name a TEI file with entries; docs/authorities.md shows one"
        raise UnreadableError("the file has no person, place or org of TEI", where=str(path), hint=hint)
    for element in listed:
        yield int(cast(Any, element.sourceline) or 1), _cells(element, str(element.tag).removeprefix(_TEI), _text)


def _cells(element: Any, kind: str, text: Callable[[Any], str]) -> Mapping[str, str] | Wrong:
    named = element.findall(_TEI + _NAMES[kind])
    names = [name for child in named if (name := text(child))]
    idnos = {child.get("type", ""): child for child in element.findall(f"{_TEI}idno")}
    geo = element.find(f"{_TEI}location/{_TEI}geo")
    degrees = text(geo).replace(",", " ").split() if geo is not None else []
    if len(degrees) not in (0, 2):
        return Wrong("geo has not two numbers", "write latitude and longitude in degrees, parted by a blank")
    adcode = idnos.get("adcode")
    return {
        "name": names[0] if names else "",
        # its own xml:lang: that of the whole file is the language of its makers as often as of the names
        "language": named[0].get(f"{_XML}lang", "") if named else "",
        "type": kind,
        "id": element.get(f"{_XML}id", ""),
        "uri": text(idnos["URI"]) if "URI" in idnos else "",
        "also": "|".join(names[1:]),
        "adcode": text(adcode) if adcode is not None else "",
        "when": adcode.get("when", "") if adcode is not None else "",
        "latitude": degrees[0] if degrees else "",
        "longitude": degrees[1] if degrees else "",
    }


def _text(element: Any) -> str:
    """The text with what stands in it (surname, forename); blanks of the layout become one, between Han characters none."""
    joined = _SPACE.sub(" ", "".join(element.itertext())).strip()
    return re.sub(r"(?<=[\u2e80-\u9fff]) (?=[\u2e80-\u9fff])", "", joined)
