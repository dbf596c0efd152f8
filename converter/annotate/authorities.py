"""Takes an authority file of the user (TEI lists or a table), gives its entries; what is wrong in it is told with its file and line.

docs/authorities.md describes both forms. Nothing is fetched; a document with a DOCTYPE is refused.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from converter.annotate.chains import RANKS, tail_level
from converter.annotate.places import gazetteer
from converter.errors import MaterialError, MissingError, UnreadableError
from converter.scripts import fold

EntryType = Literal["person", "place", "org"]
COLUMNS = ("name", "type", "id", "uri", "also", "adcode", "when", "latitude", "longitude")
NEEDED = ("name", "type", "id")
_TYPES: dict[str, EntryType] = {kind: kind for kind in get_args(EntryType)}
_MOST_BYTES = 64 << 20  # all places of a country have some ten
_ADCODE = re.compile(r"\d{6}(?:\d{3}){0,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_URI = re.compile(r"https?://[^\s/?#:@.]+(?:\.[^\s/?#:@.]+)+(?::\d+)?(?:[/?#]\S*)?")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_SPACE = re.compile(r"\s+")
_TEI = "{http://www.tei-c.org/ns/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NAMES = {"person": "persName", "place": "placeName", "org": "orgName"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Someone or something that the user identifies. id: as in the file; also: further names; location: (latitude, longitude) in degrees.

    source: the name of the authority, for `idno/@subtype`. when: the year of the list that the adcode is from, where the file says it or the
    code is in our list. language: of the name, where the file says it or the name has no Han character (und).
    """

    type: EntryType
    name: str
    id: str
    source: str
    uri: str | None = None
    also: tuple[str, ...] = ()
    adcode: str | None = None
    location: tuple[float, float] | None = None
    when: str | None = None
    language: str | None = None

    def idnos(self) -> tuple[tuple[str, str, str | None], ...]:
        """(type, value, when) as in a Referent; `authority:NAME` for the entry itself: the part after the colon is the subtype."""
        own = (f"authority:{self.source}", self.id, None)
        return (own, ("URI", self.uri, None)) if self.uri else (own,)


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority file. name: of the file, without its ending, as one word."""

    name: str
    entries: tuple[Entry, ...]


def load_authority(path: Path) -> Authority:
    """The entries of a TEI file (.xml) or a table (.csv, .tsv), in its order.

    Raises MissingError (no such file), UnreadableError (too large, not UTF-8, not well-formed, with a DOCTYPE), MaterialError (a wrong
    value or a missing column, with the line).
    """
    name = _SPACE.sub("-", path.stem)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MissingError("the authority file cannot be read", where=str(path), hint="check the name of the file") from error
    if len(content) > _MOST_BYTES:
        raise UnreadableError(
            f"the authority file has more than {_MOST_BYTES >> 20} MB", where=str(path), hint="keep only the entries you need"
        )
    read = _tei if path.suffix.lower() == ".xml" else _table
    try:
        entries = tuple(read(content, path, name))
    except csv.Error as error:
        raise UnreadableError(f"the authority file is no table: {error}", where=str(path), hint="save the table as CSV UTF-8") from error
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if seen.setdefault((entry.type, entry.id), entry) is not entry:
            raise MaterialError(f"two entries have the id {entry.id}", where=str(path), hint="give each entry an id of its own")
    return Authority(name, entries)


def by_name(authorities: Sequence[Authority]) -> Mapping[tuple[EntryType, str], Entry]:
    """(type, name) -> the entry with that name; names are folded to Simplified characters.

    An earlier authority wins over a later one. A name that two entries of one authority share tells nothing, and is left out there.
    """
    out: dict[tuple[EntryType, str], Entry] = {}
    for authority in authorities:
        found: dict[tuple[EntryType, str], Entry | None] = {}
        for entry in authority.entries:
            for name in {fold(entry.name), *map(fold, entry.also)}:
                key = (entry.type, name)
                found[key] = None if key in found and found[key] is not entry else entry
        for key, one in found.items():
            if one:
                out.setdefault(key, one)
    return out


# --- tables ------------------------------------------------------------------------------------


def _table(content: bytes, path: Path, source: str) -> Iterator[Entry]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("the authority file is not UTF-8", where=str(path), hint="save the table as CSV UTF-8") from error
    lines = text.splitlines(keepends=True)
    heading = lines[0] if lines else ""
    delimiter = max("\t;,", key=heading.count)
    rows = csv.reader(lines, delimiter=delimiter)
    columns = [column.strip().lower() for column in next(rows, [])]
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise MaterialError(
            f"the table has no column {', '.join(missing)}",
            where=f"{path}:1",
            hint=f"the first line names the columns: {','.join(COLUMNS)}",
        )
    unknown = [column for column in columns if column not in COLUMNS]
    if unknown:
        raise MaterialError(
            f"the table has a column {unknown[0] or '(without a name)'} that means nothing here",
            where=f"{path}:1",
            hint=f"columns: {', '.join(COLUMNS)}",
        )
    for cells in rows:
        if any(cell.strip() for cell in cells):
            where = f"{path}:{rows.line_num}"
            if len(cells) != len(columns):
                raise MaterialError(
                    f"the line has {len(cells)} cells, the first line has {len(columns)}",
                    where=where,
                    hint="quote a cell that holds the separator",
                )
            yield _entry({column: cell.strip() for column, cell in zip(columns, cells, strict=True)}, where, source)


def _entry(row: Mapping[str, str], where: str, source: str) -> Entry:
    """One row, from a table or from TEI, checked."""
    for column in NEEDED:
        if not row[column]:
            raise MaterialError(f"the entry has no {column}", where=where, hint="every entry has a name, a type and an id")
    kind = _TYPES.get(row["type"])
    if kind is None:
        raise MaterialError(f"{row['type']} is no type of entry", where=where, hint=f"write {', '.join(_TYPES)}")
    uri, adcode = row.get("uri") or None, row.get("adcode") or None
    if uri and not _URI.fullmatch(uri):
        raise MaterialError(
            f"{uri} is no web address", where=where, hint="write it with https:// or http:// and the server's name, or leave it out"
        )
    if adcode and (kind != "place" or not _ADCODE.fullmatch(adcode)):
        raise MaterialError(
            f"{adcode} is no adcode of a place", where=where, hint="an adcode has 6, 9 or 12 digits, and only a place has one"
        )
    when = row.get("when") or None
    if when and not (adcode and _YEAR.fullmatch(when)):
        raise MaterialError(
            f"{when} is no year of an adcode", where=where, hint="when is the year of the list that the adcode is from: 2020"
        )
    also = tuple(name for part in row.get("also", "").split("|") if (name := part.strip()))
    if adcode:
        when = when or _list_year(adcode)
        _check_division((row["name"], *also), adcode, where)
    language = row.get("language") or (None if _HAN.search(row["name"]) else "und")
    location = _location(row.get("latitude", ""), row.get("longitude", ""), where)
    return Entry(kind, row["name"], row["id"], source, uri, also, adcode, location, when, language)


def _list_year(adcode: str) -> str | None:
    found = gazetteer().get(adcode)
    return str(found.when) if found and found.code == adcode and found.when else None


def _check_division(names: Sequence[str], adcode: str, where: str) -> None:
    """Raises MaterialError where the adcode is that of another place: the lists know it by other names and the entry's names only for other
    codes, or the last word of the entry's name says another level. An older or a popular name (北平) is no contradiction.
    """
    places = gazetteer()
    if places.get(adcode[:2] + "0000") is None:
        raise MaterialError(f"{adcode} lies in no province", where=where, hint="check the adcode, or leave it out")
    found = places.get(adcode)
    if found is None or {found.name, found.short} & set(map(fold, names)):
        return
    said = [place for name in names for place in places.candidates(name) if place.name == fold(name) and place.when]
    others = sorted({place.code for place in said} - {adcode})
    if others and adcode not in {place.code for place in said}:
        raise MaterialError(
            f"{adcode} is {found.name}, not {names[0]}", where=where, hint=f"{names[0]} has the adcode {' or '.join(others[:3])}"
        )
    level = tail_level(names[0])
    if level and RANKS[level] != RANKS[found.level]:
        raise MaterialError(
            f"{adcode} is {found.name}, a {found.level}, and {names[0]} is a {level}", where=where, hint="check the adcode, or leave it out"
        )


def _location(latitude: str, longitude: str, where: str) -> tuple[float, float] | None:
    if not latitude and not longitude:
        return None
    try:
        found = float(latitude), float(longitude)
    except ValueError:
        found = 999.0, 999.0
    if not (abs(found[0]) <= 90 and abs(found[1]) <= 180):
        raise MaterialError(f"{latitude} {longitude} is no latitude and longitude", where=where, hint="degrees with a point: 38.46 111.12")
    return found


# --- TEI ---------------------------------------------------------------------------------------


def _tei(content: bytes, path: Path, source: str) -> Iterator[Entry]:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"the authority file is not well-formed XML: {error.msg}", where=f"{path}:{error.lineno}") from error
    if cast(Any, root.getroottree().docinfo).doctype:
        raise _doctype(path)
    for element in root.iter(*(f"{_TEI}{kind}" for kind in _TYPES)):
        kind = str(element.tag).removeprefix(_TEI)
        where = f"{path}:{element.sourceline}"
        names = [name for child in element.findall(f"{_TEI}{_NAMES[kind]}") if (name := _text(child))]
        idnos = {child.get("type", ""): child for child in element.findall(f"{_TEI}idno")}
        numbers = {kind: _text(child) for kind, child in idnos.items()}
        geo = element.find(f"{_TEI}location/{_TEI}geo")
        degrees = _text(geo).replace(",", " ").split() if geo is not None else []
        if len(degrees) not in (0, 2):
            raise MaterialError("geo has not two numbers", where=where, hint="write latitude and longitude in degrees, parted by a blank")
        row = {
            "name": names[0] if names else "",
            "language": _language(element),
            "type": kind,
            "id": element.get(f"{_XML}id", ""),
            "uri": numbers.get("URI", ""),
            "also": "|".join(names[1:]),
            "adcode": numbers.get("adcode", ""),
            "when": idnos["adcode"].get("when", "") if "adcode" in idnos else "",
            "latitude": degrees[0] if degrees else "",
            "longitude": degrees[1] if degrees else "",
        }
        yield _entry(row, where, source)


def _language(element: Any) -> str:
    """What the first name's own xml:lang says; that of the whole file is the language of its makers as often as of the names."""
    name = element.find(f"{_TEI}{_NAMES[str(element.tag).removeprefix(_TEI)]}")
    return str(name.get(f"{_XML}lang", "")) if name is not None else ""


def _doctype(path: Path) -> UnreadableError:
    return UnreadableError(
        "the authority file has a DOCTYPE, which can name files and servers", where=str(path), hint="take the DOCTYPE out"
    )


def _text(element: Any) -> str:
    """The text with what stands in it (surname, forename); blanks of the layout become one, between Han characters none."""
    joined = _SPACE.sub(" ", "".join(element.itertext())).strip()
    return re.sub(r"(?<=[\u2e80-\u9fff]) (?=[\u2e80-\u9fff])", "", joined)
