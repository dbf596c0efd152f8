"""Takes a row of the user's list (of a table or of TEI), gives the entry that it is; what is wrong in it is told with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from converter.annotate.chains import RANKS, tail_level
from converter.annotate.places import gazetteer
from converter.scripts import fold

EntryType = Literal["person", "place", "org"]
COLUMNS = ("name", "type", "id", "uri", "also", "adcode", "when", "latitude", "longitude")
NEEDED = ("name", "type", "id")
TYPES: dict[str, EntryType] = {kind: kind for kind in get_args(EntryType)}
_OF_PLACES = ("adcode", "latitude", "longitude")
_ADCODE = re.compile(r"\d{6}(?:\d{3}){0,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_URI = re.compile(r"https?://[^\s/?#:@.]+(?:\.[^\s/?#:@.]+)+(?::\d+)?(?:[/?#]\S*)?")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_SPACE = re.compile(r"\s+")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # TEI cannot hold them


@dataclass(frozen=True, slots=True)
class Entry:
    """Someone or something that the user identifies. id: as in the file; also: further names; location: (latitude, longitude) in degrees.

    source: the name of the authority, for `idno/@subtype`. when: the year of the list that the adcode is from, where the file says it or the
    code is in our list. language: of the name, where the file says it or the name has no Han character (und). line: of the file, from 1.
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
    line: int = field(default=0, compare=False)

    def idnos(self) -> tuple[tuple[str, str, str | None], ...]:
        """(type, value, when) as in a Referent; `authority:NAME` for the entry itself: the part after the colon is the subtype."""
        own = (f"authority:{self.source}", self.id, None)
        return (own, ("URI", self.uri, None)) if self.uri else (own,)


@dataclass(eq=False)
class Wrong(Exception):  # noqa: N818 - it ends the reading of a row, not the run
    """What is wrong in a row, and what to write."""

    what: str
    hint: str


def entry_of(row: Mapping[str, str], source: str, line: int) -> Entry:
    """The entry of a row; row: column -> text, names in `also` parted by `|`. Raises Wrong with the first thing that is."""
    kind = _kind(row)
    uri, adcode = row.get("uri") or None, row.get("adcode") or None
    if uri and not _URI.fullmatch(uri):
        raise Wrong(f"{uri} is no web address", "write it with https:// or http:// and the server's name, or leave it out")
    if adcode and not _ADCODE.fullmatch(adcode):
        raise Wrong(f"{adcode} is no adcode of a place", "an adcode has 6, 9 or 12 digits")
    when = row.get("when") or None
    if when and not (adcode and _YEAR.fullmatch(when)):
        raise Wrong(f"{when} is no year of an adcode", "when is the year of the list that the adcode is from: 2020")
    name, also = _line(row["name"]), _further_names(row.get("also", ""))
    if adcode:
        when = when or _list_year(adcode)
        _check_division((name, *also), adcode)
    language = row.get("language") or (None if _HAN.search(name) else "und")
    location = _location(row.get("latitude", ""), row.get("longitude", ""))
    return Entry(kind, name, row["id"], source, uri, also, adcode, location, when, language, line)


def _kind(row: Mapping[str, str]) -> EntryType:
    """The type of the entry, after what every type needs and may have was looked at."""
    for column in NEEDED:
        if not row[column]:
            raise Wrong(f"the entry has no {column}", "every entry has a name, a type and an id")
    if found := next((cell for cell in row.values() if _NO_XML.search(cell)), None):
        raise Wrong(f"{_NO_XML.sub('?', found)} has a control character where ? stands", "take it out; no XML can hold it")
    kind = TYPES.get(row["type"].lower())
    if kind is None:
        raise Wrong(f"{row['type']} is no type of entry", f"write {', '.join(TYPES)}")
    if _SPACE.search(row["id"]):
        raise Wrong(f"the id “{row['id']}” has a blank in it", f"write it as one word: {_SPACE.sub('-', row['id'])}")
    of_place = next((column for column in _OF_PLACES if row.get(column)), None)
    if kind != "place" and of_place:
        raise Wrong(
            f"{row['name']} is {_article(kind)} and has {_article(of_place)}", f"only a place has {_article(of_place)}: leave it out here"
        )
    return kind


def _article(column: str) -> str:
    return f"an {column}" if column[0] in "ao" else f"a {column}"


def _further_names(cell: str) -> tuple[str, ...]:
    """No name has a semicolon in it: where one stands, the names were meant to be parted by it."""
    if "|" not in cell and re.search("[;；]", cell):
        raise Wrong(f"the names in also are parted by a semicolon: {_line(cell)}", "part them by |: 昆山|崑山")
    return tuple(name for part in cell.split("|") if (name := _line(part)))


def _line(text: str) -> str:
    """A name on one line, as a cell with a line end in it was meant."""
    return _SPACE.sub(" ", text).strip()


def _list_year(adcode: str) -> str | None:
    found = gazetteer().get(adcode)
    return str(found.when) if found and found.code == adcode and found.when else None


def _check_division(names: Sequence[str], adcode: str) -> None:
    """Raises Wrong where the adcode is that of another place: the lists know it by other names and the entry's names only for other
    codes, or the last word of the entry's name says another level. An older or a popular name (北平) is no contradiction.
    """
    places = gazetteer()
    if places.get(adcode[:2] + "0000") is None:
        raise Wrong(f"{adcode} lies in no province", "check the adcode, or leave it out")
    found = places.get(adcode)
    if found is None or {found.name, found.short} & set(map(fold, names)):
        return
    said = [place for name in names for place in places.candidates(name) if place.name == fold(name) and place.when]
    others = sorted({place.code for place in said} - {adcode})
    if others and adcode not in {place.code for place in said}:
        raise Wrong(f"{adcode} is {found.name}, not {names[0]}", f"{names[0]} has the adcode {' or '.join(others[:3])}")
    level = tail_level(names[0])
    if level and RANKS[level] != RANKS[found.level]:
        raise Wrong(f"{adcode} is {found.name}, a {found.level}, and {names[0]} is a {level}", "check the adcode, or leave it out")


def _location(latitude: str, longitude: str) -> tuple[float, float] | None:
    if not latitude and not longitude:
        return None
    if not (latitude and longitude):
        given, lacking = ("latitude", "longitude") if latitude else ("longitude", "latitude")
        raise Wrong(f"the place has a {given} and no {lacking}", "give both, or neither")
    try:
        found = float(latitude), float(longitude)
    except ValueError:
        raise Wrong(f"{latitude} {longitude} is no latitude and longitude", "degrees with a point: 38.46 111.12") from None
    if 90 < abs(found[0]) <= 180 and abs(found[1]) <= 90:
        raise Wrong(f"{latitude} {longitude} is no latitude and longitude", f"latitude comes first: {longitude} {latitude}")
    if not (abs(found[0]) <= 90 and abs(found[1]) <= 180):
        raise Wrong(f"{latitude} {longitude} is no latitude and longitude", "degrees with a point: 38.46 111.12")
    return found
