"""Takes a name, gives the places that bear it: divisions of China with their codes, countries and cities; quick to load, and only when asked.

The divisions are those of GB/T 2260 with the townships of the statistics bureau, as of the middle of 2023; codes and names of the lists
of 2002 to 2014 that are no longer in force are there for the years in which they were. Names may be Traditional or Simplified.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from converter.annotate.chains import split_chain
from converter.assets import data
from converter.scripts import fold

Level = Literal["region", "country", "city", "province", "prefecture", "county", "township"]
LIST_YEAR = 2023
"""The year of the list of the divisions in force."""
FIRST_YEAR = 1949
"""Before this year none of the lists says anything about a newspaper's places."""
_FOREVER = 9999
_TOWNSHIP = re.compile(r".+(?:乡|镇|街道|苏木)")
_LONGEST = 15  # 双江拉祜族佤族布朗族傣族自治县


@dataclass(frozen=True, slots=True)
class Division:
    """A place of the lists.

    code: six digits (nine for a township, GB/T 2260); two or four letters for a country (ISO 3166), three digits for a region (UN M49);
    for a city of the world its country's letters and its name. name: in full (桂林市). level: region, country, city (of the world),
    province, prefecture, county, township. parent: code of the division it lies in, None for a province, country or region.
    when: the year of the list; None outside China. short: the name without its kind (桂林), or None. first, last: years of its name and code.
    """

    code: str
    name: str
    level: Level
    parent: str | None
    when: int | None = None
    short: str | None = None
    first: int = FIRST_YEAR
    last: int = _FOREVER

    def in_force(self, year: int) -> bool:
        """Whether a newspaper of this year can mean it."""
        return self.first <= year <= self.last


class Gazetteer:
    """The places by name and by code. Reading takes some 10 ms, and as much again at the first name of a township."""

    def __init__(self) -> None:
        self._rows = [*_divisions(), *_world()]
        self._by_name: dict[str, list[Division]] = {}
        self._by_code: dict[str, list[Division]] = {}
        for row in self._rows:
            self._by_code.setdefault(row.code, []).append(row)
            self._by_name.setdefault(row.name, []).append(row)
            if row.short:
                self._by_name.setdefault(row.short, []).append(row)
        for code, name in _short_names():
            self._by_name.setdefault(name, []).extend(row for row in self._by_code[code] if row not in self._by_name[name])
        self._found: dict[tuple[str, int], tuple[Division, ...]] = {}
        self._townships: dict[str, str] | None = None
        self._township_names: dict[str, str] = {}

    def candidates(self, name: str, year: int | None = None) -> tuple[Division, ...]:
        """Every place in force in `year` (default: today) that bears the name, in full or short, by code; () for an unknown name.

        More than one: the name alone does not tell. A year before 1949 gives countries, regions and cities only.
        """
        key = (name, _FOREVER if year is None else year)
        if key not in self._found:
            self._found[key] = tuple(self._search(fold(name), key[1]))
        return self._found[key]

    def get(self, code: str, year: int | None = None) -> Division | None:
        """The place with this code in `year` (default: today); where none has it then, the one that had it nearest to that time."""
        if len(code) == 9 and code.isdigit():
            found = self._township(code)
            return found if found.name else None
        rows = self._by_code.get(code, ())
        when = _FOREVER if year is None else year
        return min(rows, key=lambda row: (max(row.first - when, when - row.last, 0), -row.first), default=None)

    def path(self, place: Division, year: int | None = None) -> tuple[Division, ...]:
        """The place with all that it lies in, outermost first: 江苏省, 苏州市, 昆山市."""
        when = place.last if year is None or year > place.last else max(year, place.first)
        above = self.get(place.parent, when) if place.parent else None
        return (*self.path(above, when), place) if above else (place,)

    def is_place(self, name: str, year: int | None = None) -> bool:
        """Whether the name by itself is that of a place: a division in full, a province or prefecture also short, a country, a city of the world.

        Not so the short form of a county or district: 和平, 解放, 城关 are words first.
        """
        folded = fold(name)
        return any(place.name == folded or place.level in ("province", "prefecture") for place in self.candidates(name, year))

    def home(self, text: str, year: int | None = None) -> Division | None:
        """The region that a newspaper's place or title opens with: 大连市 for 大连日报 or 辽宁大连; None where there is none (人民日报).

        Where several places have the name the highest gives its name to the paper; a district's short form does not count (光明日报).
        """
        found: Division | None = None
        at = 0
        while at < len(text):
            step = next(self._opening(text, at, found, year), None)
            if step is None:
                break
            at, found = step
        return found

    def levels(self, chain: str) -> list[tuple[int, int, str]]:
        """A chain of places cut into its levels: 昆山市千灯镇陶桥村 -> (0, 3, county), (3, 6, township), (6, 9, village).

        Known names first, then by their last word (省市区县旗州乡镇街道村社区); what neither tells is one piece, `place`.
        """
        return split_chain(chain, self)

    def _opening(self, text: str, at: int, above: Division | None, year: int | None) -> Iterator[tuple[int, Division]]:
        for end in range(min(len(text), at + _LONGEST), at + 1, -1):
            name = fold(text[at:end])
            found = [
                place
                for place in self.candidates(name, year)
                if place.level in ("province", "prefecture") or (place.level == "county" and (place.name == name or above is not None))
            ]
            if above is not None:
                found = [place for place in found if above.code in {outer.code for outer in self.path(place, year)[:-1]}]
            highest = [place for place in found if _RANKS[place.level] == min(_RANKS[other.level] for other in found)]
            if len(highest) == 1:
                yield end, highest[0]

    def _search(self, name: str, year: int) -> Iterator[Division]:
        today = year == _FOREVER
        for row in self._by_name.get(name, ()):
            outside = row.level in ("region", "country", "city")
            if row.in_force(year) or (outside and not today and year <= row.last):
                yield row
        if year >= FIRST_YEAR and _TOWNSHIP.fullmatch(name):
            yield from (self._township(code) for code in self._bearers(name))

    def _bearers(self, name: str) -> list[str]:
        if self._townships is None:
            names, codes = zlib.decompress(data("townships.zz").read_bytes()).decode().split("\n")
            self._townships = dict(zip(names.split(" "), codes.split(" "), strict=True))
        found = self._townships[name].split(",") if name in self._townships else []
        self._township_names.update(dict.fromkeys(found, name))
        return found

    def _township(self, code: str) -> Division:
        """A township lies in the county of its first six digits; where that is no county (a city without districts), in the prefecture."""
        if code not in self._township_names:
            self._bearers("")
            self._township_names.update((one, name) for name, codes in (self._townships or {}).items() for one in codes.split(","))
        county = code[:6] if code[:6] in self._by_code else code[:4] + "00"
        return Division(code, self._township_names.get(code, ""), "township", county, LIST_YEAR)


_RANKS: dict[str, int] = {"region": 0, "country": 0, "province": 1, "prefecture": 2, "city": 2, "county": 3, "township": 4}


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of a run."""
    return Gazetteer()


def _divisions() -> Iterator[Division]:
    """The rows of data/divisions.zz (scripts/make_divisions.py says how they are written)."""
    columns = [line.split(" ") for line in zlib.decompress(data("divisions.zz").read_bytes()).decode().split("\n")]
    codes = columns[0]
    prefectures = {code[:4] for code in codes if code[4:] == "00" and code[2:] != "0000"}
    for code, name, short, first, last, when in zip(*columns, strict=True):
        level: Level = "county" if code[4:] != "00" else "prefecture" if code[2:4] != "00" else "province"
        # A county that lies in no prefecture (in a municipality, or directly in a province) lies in its province.
        above = None if level == "province" else code[:4] + "00" if level == "county" and code[:4] in prefectures else code[:2] + "0000"
        yield Division(code, name, level, above, int(when), None if short == "-" else short, int(first), int(last))


def _short_names() -> Iterator[tuple[str, str]]:
    for line in data("short_names.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, *names = line.split()
            yield from ((code, name) for name in names)


def _world() -> Iterator[Division]:
    for line in data("world.txt").read_text(encoding="utf-8").splitlines():
        level, code, name, land, last = line.split("\t")
        kind: Level = "city" if level == "city" else "region" if level == "region" else "country"
        yield Division(code or f"{land}-{name}", name, kind, land or None, None, None, FIRST_YEAR, int(last or _FOREVER))
