"""Takes the running text of pages without a printed date or title, gives bounds of the date and guesses of the name, with their grounds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from converter.characters import HAN
from converter.dates import PrintedDate, exists, find_dates
from converter.metadata import Certainty
from converter.model import Page

# What opens a report (本报讯, 记者 …) and, in the same sentence, is followed by the day on which it happened.
_OPENING = re.compile(
    f"(?:本[报報刊][讯訊]|[{HAN}][讯訊]|[记記]者[{HAN}、·]{{0,24}}[）)])[）)】\\]]?(?:[（(][^（）()]{{0,40}}[）)])?[^。！？；]{{0,6}}$"
)
_FILED = re.compile("[^，。；！？]{0,2}[电電讯訊]")  # 新华社北京12月18日电
# What is still to come on the day of the issue: a day or year beside such a word bounds nothing.
_COMING_BEFORE = re.compile(
    "(?:将|將|拟|擬|定于|定於|[预預][计計定]|[计計][划劃]|力争|力爭|展望|[谋謀][划劃]|安排|部署|迎接|明年|未[来來]|[为為]止?|截止|提前至?|延至|推[迟遲]至|至|到)[^，。；]{0,4}$"
)
_COMING_AFTER = re.compile(
    "[^，。；！？]{0,6}(?:将|將|拟|擬|前完成|前建成|[规規][划劃]|[远遠]景|目[标標]|[计計][划劃]|[预預]算|[实實][现現])"
)
# What has come: a year beside such a word is the year of the issue or an earlier one.
_PAST_BEFORE = re.compile("(?:在|自|自从|自從|从|從|始于|始於|于|於|截至|截止|早在|今年|去年|是|[（(])$")
_PAST_AFTER = re.compile("(?:以[来來]|[来來]|起|至今|底|末|初|春|夏|秋|冬|上半年|下半年|[^，。；]{0,6}[了过過])")
_OWN_NAME = re.compile(
    f"(?:^|[^{HAN}]|[从從在到由与與和及是为為向被将將对對了的据據于於])([{HAN}]{{2,4}}?(?:日|晚|晨|早|商|[时時]|都市|青年|新)[报報])"
    "(?:社?(?:驻|駐|派|[记記]者|[编編][辑輯]|通[讯訊][员員]|包扶|帮扶|主[办辦]|承[办辦]|地址|[电電][话話])|[讯訊])"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """The earliest day of an issue. iso: 2020-12-19; day and year: the expressions that it rests on, with their lines."""

    iso: str
    cert: Certainty
    day: tuple[str, str]
    year: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Hint:
    """Where a bound cannot be given: what the text tells all the same."""

    day: str | None
    year: int | None


class RunningText:
    """The text of the pages without white space, which lines put anywhere, with the line of each of its characters."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._starts: list[int] = []
        self._ids: list[str] = []
        parts: list[str] = []
        length = 0
        for line in (line for page in pages for line in page.lines):
            bare = "".join(line.clean.split())
            if bare:
                self._starts.append(length)
                self._ids.append(line.id)
                parts.append(bare)
                length += len(bare)
        self.text = "".join(parts)

    @cached_property
    def dates(self) -> list[PrintedDate]:
        return find_dates(self.text)

    def line_at(self, place: int) -> str:
        return self._ids[bisect_right(self._starts, place) - 1]

    def bound(self) -> Bound | Hint:
        """The last day of a dateline, in the last year that is spoken of as past or present.

        It is an earliest day by its nature: reports are printed after they were filed. It is right whatever the year of the issue,
        since a page does not speak of a later year as past; a page that speaks of none gives no bound.
        """
        days = [date for date in self.dates if date.day is not None and self._filed(date)]
        years = [date for date in self.dates if date.year is not None and self._past(date)]
        year = max(years, key=lambda date: date.year or 0, default=None)
        day = _latest(days, year.year if year else None)
        if day is None or year is None:
            return Hint(_short(day.text) if day else None, year.year if year else None)
        near = sum(abs(_in_year(day) - _in_year(other)) <= 7 for other in days)
        iso = f"{day.year or year.year:04}-{day.month:02}"
        if exists(day.year or year.year, day.month, day.day):  # a 29th of February need not be one in that year: then the month bounds
            iso += f"-{day.day:02}"
        cert: Certainty = "medium" if day.year is not None or near > 1 else "low"
        return Bound(iso, cert, (_short(day.text), self.line_at(day.start)), (_short(year.text), self.line_at(year.start)))

    def names(self) -> list[tuple[str, int, str]]:
        """Papers that the text speaks of as those who write or own it: name, how often, first line; the most frequent first."""
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        for match in _OWN_NAME.finditer(self.text):
            counts[match[1]] += 1
            first.setdefault(match[1], match.start(1))
        return [(name, times, self.line_at(first[name])) for name, times in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]

    def _filed(self, date: PrintedDate) -> bool:
        before, after = self._around(date)
        if _COMING_BEFORE.search(before) or _COMING_AFTER.match(after):
            return False
        return bool(_FILED.match(after) or _OPENING.search(before))

    def _past(self, date: PrintedDate) -> bool:
        before, after = self._around(date)
        if _COMING_BEFORE.search(before) or _COMING_AFTER.match(after):
            return False
        return date.day is not None or bool(_PAST_BEFORE.search(before) or _PAST_AFTER.match(after))

    def _around(self, date: PrintedDate) -> tuple[str, str]:
        return self.text[max(0, date.start - 60) : date.start], self.text[date.end : date.end + 20]


def _latest(days: Sequence[PrintedDate], year: int | None) -> PrintedDate | None:
    """The last of the days, those without a year being of the given one.

    Where some of those are of the year's end and some of its beginning, the ones of the beginning are the later ones.
    """
    months = {date.month for date in days if date.year is None}
    turning = bool(months & {1, 2}) and bool(months & {11, 12})
    left = [date for date in days if not turning or date.year is not None or (date.month or 0) <= 2]
    return max(left, key=lambda date: (date.year or year or 0, date.month or 0, date.day or 0), default=None)


def _in_year(date: PrintedDate) -> int:
    return (date.month or 0) * 31 + (date.day or 0)


def _short(text: str) -> str:
    return "".join(text.split())
