"""Takes a year, month and day, or one of the stretches that newspapers name (上旬, 前三季度, 90年代), gives it as dates of TEI."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import Literal

Bound = Literal["when", "within", "from", "before", "after", "to"]
_YEARS = range(1, 10000)


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, each ISO 8601 (2020, 2020-12, 2020-12-31); the same for a day, a month, a year.

    loose: somewhere in it (年底), not all of it (上半年).
    """

    first: str
    last: str
    loose: bool = False

    def attributes(self, bound: Bound = "when") -> tuple[tuple[str, str], ...]:
        """As TEI has it. bound: `from` for 以来 and 起, `to` for its end, `before` for 前, `after` for 后.

        Before and after keep the day, month or year that is printed: 2015年以后 may count 2015 in, and a bound must not shut out what was
        meant. Search by what the page prints finds it, too.
        """
        if bound == "from":
            return (("from", self.first),)
        if bound == "to":
            return (("to", self.last),)
        if bound == "before":
            return (("notAfter", self.last),)
        if bound == "after":
            return (("notBefore", self.first),)
        if self.loose:
            return (("notBefore", self.first), ("notAfter", self.last))
        return (("when", self.first),) if self.first == self.last else (("from", self.first), ("to", self.last))


def exactly(year: int, month: int | None = None, day: int | None = None) -> Period | None:
    """A day, a month or a year; None where the calendar has no such day."""
    if year not in _YEARS or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and (month is None or not 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    iso = f"{year:04}" + ("" if month is None else f"-{month:02}") + ("" if day is None else f"-{day:02}")
    return Period(iso, iso)


def years(first: int, last: int) -> Period:
    """From year to year. Before our era they are counted as ISO 8601 does, with a year 0: 221 BC is -220."""
    return Period(_iso_year(first), _iso_year(last))


def _iso_year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def months(year: int, first: int, last: int) -> Period:
    """From month to month of a year."""
    return Period(f"{year:04}-{first:02}", f"{year:04}-{last:02}")


def part_of_year(year: int, part: str) -> Period | None:
    """底, 末, 终: about its December. 初: its first months. 中: about its middle. 上半, 下半: halves. 春 … 冬: about three months.

    What is part of a year is told in months, what is part of a month in days.
    """
    if part in ("底", "末", "终", "終"):
        return Period(f"{year:04}-12", f"{year:04}-12", loose=True)
    if part == "初":
        return Period(f"{year:04}-01", f"{year:04}-03", loose=True)
    if part == "中":
        return Period(f"{year:04}-06", f"{year:04}-07", loose=True)
    if part in ("上半", "下半"):
        return months(year, 1, 6) if part[0] == "上" else months(year, 7, 12)
    season = "春夏秋冬".find(part[0])
    if season < 0:
        return None
    if season == 3:  # the winter of a year runs on into the next one
        return Period(f"{year:04}-11", f"{year + 1:04}-02", loose=True)
    return Period(f"{year:04}-{season * 3 + 2:02}", f"{year:04}-{season * 3 + 5:02}", loose=True)


def part_of_month(year: int, month: int, part: str) -> Period | None:
    """上旬, 中旬, 下旬: its tens of days. 初, 中, 底, 末: somewhere in these."""
    last = calendar.monthrange(year, month)[1]
    place = {"上": 0, "初": 0, "中": 1, "下": 2, "底": 2, "末": 2}.get(part[0])
    if place is None:
        return None
    bounds = ((1, 10), (11, 20), (21, last))[place]
    return Period(f"{year:04}-{month:02}-{bounds[0]:02}", f"{year:04}-{month:02}-{bounds[1]:02}", loose="旬" not in part)


def century(n: int) -> Period:
    """The 20th runs from 1901 to 2000."""
    return Period(f"{n * 100 - 99:04}", f"{n * 100:04}")


def decade(century_of: int, tens: int) -> Period:
    """20世纪90年代: 1990 to 1999."""
    first = (century_of - 1) * 100 + tens
    return Period(f"{first:04}", f"{first + 9:04}")


def five_year_plan(n: int) -> Period:
    """The first ran from 1953 to 1957; the third, after three years without, from 1966; then one every five years."""
    first = 1953 + 5 * (n - 1) + (3 if n > 2 else 0)
    return Period(f"{first}", f"{first + 4}")
