"""Takes text, finds the dates that newspapers print in it (Chinese, of the Republic, Western), with the weekday beside them."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from converter.numerals import NUMERALS, number

_N = f"[{NUMERALS}0-9\uff10-\uff19]"
_SP = "[ \t\u3000]*"
_YEAR = f"(?:(?P<era>(?:中[华華])?民[国國])|(?P<christian>公元|公曆|公历|西[元曆历]))?{_SP}(?P<year>{_N}{{1,7}}){_SP}年"
_MONTH_DAY = f"(?P<month>{_N}{{1,3}}){_SP}月{_SP}(?P<day>{_N}{{1,4}}){_SP}[日號号]"
# 农历, 舊曆 …: the moon's calendar stands beside the sun's on a masthead and is not a date of ours.
_LUNAR = re.compile(rf"(?:[农農夏阴陰][历曆]|[旧舊][历曆]|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]){_SP}年?[^，。；]{{0,12}}$")
_CHINESE = re.compile(f"(?:{_YEAR})?{_SP}{_MONTH_DAY}|(?:{_YEAR.replace('?P<', '?P<only_')})(?:{_SP}(?P<only_month>{_N}{{1,3}}){_SP}月)?")
_CAN_BEGIN = re.compile(f"[{NUMERALS}0-9\uff10-\uff19中民公西]")
_ISO = re.compile(r"(?<![\d.])(?P<year>1[5-9]\d\d|20\d\d)(?P<sign>[-./])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d.])")
_WEEKDAY = re.compile("(?:星期|[礼禮]拜|[周週])[ \u3000]*([一二三四五六日天])")
_FULL_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_LETTER = "[A-Za-z\u00c0-\u024f]"
_WORD = re.compile(f"{_LETTER}+")
_FAR = 12  # characters between a date and its weekday
_FIRST_YEAR_OF_THE_REPUBLIC = 1912

# Month and weekday names of the languages that `converter.language` tells, as they begin; older spellings (Dinstag, Jänner) too.
_MONTHS = (
    ("jan", "jän", "gen", "ene"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "maa", "mrt", "mäe", "mrz"),
    ("apr", "avr", "abr"),
    ("mai", "may", "mag", "mei", "mee"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott"),
    ("nov",),
    ("dec", "dez", "déc", "dic"),
)
_WEEKDAYS = (
    ("montag", "monday", "lundi", "lunedì", "maandag", "lunes", "méindeg"),
    ("dienstag", "dinstag", "tuesday", "mardi", "martedì", "dinsdag", "martes", "dënschdeg"),
    ("mittwoch", "wednesday", "mercredi", "mercoledì", "woensdag", "miércoles", "mëttwoch"),
    ("donnerstag", "thursday", "jeudi", "giovedì", "donderdag", "jueves", "donneschdeg"),
    ("freitag", "friday", "vendredi", "venerdì", "vrijdag", "viernes", "freideg"),
    ("samstag", "sonnabend", "saturday", "samedi", "sabato", "zaterdag", "sábado", "samschdeg"),
    ("sonntag", "sunday", "dimanche", "domenica", "zondag", "domingo", "sonndeg"),
)
_WEEKDAY_OF = {word: day for day, found in enumerate(_WEEKDAYS) for word in found}
# The names of months in full and as they are cut: Marseille begins like a month and is none.
_NAMES_OF_MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "januar jänner februar feber märz mai juni juli oktober dezember okt dez janvier février mars avril juin juillet août septembre octobre "
    "novembre décembre gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre dicembre enero febrero abril mayo junio "
    "julio septiembre octubre noviembre diciembre januari februari maart mei augustus abrëll mee"
)
_MONTH_NAMES = frozenset(_NAMES_OF_MONTHS.split())
_WORD_DATE = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|er|ter|st|nd|rd|th|º)?\s+(?:de |of )?(?P<month>{_LETTER}{{3,10}})\.?,?\s+(?:de )?(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
    rf"|(?P<us_month>{_LETTER}{{3,10}})\.?\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,\s*(?P<us_year>1[5-9]\d\d|20\d\d)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date that stands at [start, end) of a text. weekday: 0 for Monday, as printed within a few characters of it."""

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def iso(self) -> str | None:
        """2020-12-21, 2020-12 or 2020; None without a year."""
        if self.year is None:
            return None
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    @property
    def weekday_agrees(self) -> bool | None:
        """Whether the printed weekday is the one of that day; None where one of the two is not printed."""
        if self.weekday is None or self.year is None or self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day).weekday() == self.weekday


def find_dates(text: str) -> list[PrintedDate]:
    """Every date in the order of the text that can be one: no 2月30日, no year outside 1500 to 2099. Blanks may stand inside."""
    found = list(_chinese(text)) if "年" in text or "月" in text else []
    if _FULL_YEAR.search(text):
        found += _iso(text)
        if _WORD.search(text):
            found += _in_words(text)
    found.sort(key=lambda date: date.start)
    return _with_weekdays(found, text) if found else []


def is_date(text: str) -> bool:
    """Whether the text is a day, month or year that there is: 2020-12-21, 2020-12 or 2020."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text, re.ASCII)
    if not match:
        return False
    year, month, day = (int(part) if part else None for part in match.groups())
    return exists(year, month, day)


def is_calendar_word(word: str) -> bool:
    """Whether the word is the name of a month or a weekday in one of the languages: May, lundi, Okt."""
    word = word.lower().strip(".,")
    return word in _MONTH_NAMES or word in _WEEKDAY_OF


def exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the calendar has it; a day without a year may be the 29th of February."""
    try:
        datetime.date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def _chinese(text: str) -> Iterator[PrintedDate]:
    for match in _matches(text):
        if _LUNAR.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        own = "only_" if match["only_year"] else ""
        year = year_of(match[f"{own}year"], bool(match[f"{own}era"]), bool(match[f"{own}christian"]))
        month, day = _small(match[f"{own}month"]), _small(match["day"])
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if match[f"{own}year"] and year is None:
            continue
        if (year, month) != (None, None) and _sensible(year, month, day):
            yield PrintedDate(start, match.end(), match[0].strip(), year, month, day)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Every match of _CHINESE, tried only where one can begin."""
    at = 0
    while first := _CAN_BEGIN.search(text, at):
        match = _CHINESE.match(text, first.start())
        if match:
            yield match
        at = match.end() if match else first.end()


def year_of(printed: str | None, republic: bool, christian: bool) -> int | None:
    """The year of our era. Without an era only four digits are a year: 三年 is a span of time, and so are 28年 and 一千六百年."""
    value = number(printed) if printed else None
    if value is None or printed is None:
        return None
    if republic:
        return value + _FIRST_YEAR_OF_THE_REPUBLIC - 1 if 0 < value < 150 else None
    return value if 1500 <= value < 2100 and (christian or (len(printed) == 4 and not re.search("[百佰千仟]", printed))) else None


def _small(printed: str | None) -> int | None:
    """A month or day; 0 where something stands there that is none, so that the date is not one."""
    return None if printed is None else number(printed) or 0


def _sensible(year: int | None, month: int | None, day: int | None) -> bool:
    return month != 0 and day != 0 and (year is None or 1500 <= year < 2100) and exists(year, month, day)


def _iso(text: str) -> Iterator[PrintedDate]:
    for match in _ISO.finditer(text):
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        if _sensible(year, month, day):
            yield PrintedDate(match.start(), match.end(), match[0], year, month, day)


def _in_words(text: str) -> Iterator[PrintedDate]:
    for match in _WORD_DATE.finditer(text):
        own = "us_" if match["us_month"] else ""
        word = match[f"{own}month"].lower()
        month = next((n for n, starts in enumerate(_MONTHS, 1) if word.startswith(starts)), None)
        year, day = int(match[f"{own}year"]), int(match[f"{own}day"])
        if month and _sensible(year, month, day):
            yield PrintedDate(match.start(), match.end(), match[0], year, month, day)


def _with_weekdays(dates: list[PrintedDate], text: str) -> list[PrintedDate]:
    """Each printed weekday goes to the date that it stands nearest to, before or after: mastheads part the two by a title at most."""
    nearest: dict[int, tuple[int, int]] = {}
    starts = [date.start for date in dates]
    for start, end, weekday in _weekdays(text):
        beside = range(max(bisect_left(starts, start) - 2, 0), bisect_right(starts, end + _FAR))  # two: the one before may lie around it
        distances = [(start - dates[n].end if start >= dates[n].end else dates[n].start - end, n) for n in beside]
        distance, n = min(((distance, n) for distance, n in distances if 0 <= distance <= _FAR), default=(_FAR + 1, -1))
        if distance <= _FAR and distance < nearest.get(n, (_FAR + 1, 0))[0]:
            nearest[n] = distance, weekday
    return [replace(date, weekday=nearest[n][1]) if n in nearest else date for n, date in enumerate(dates)]


def _weekdays(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _WEEKDAY.finditer(text):
        yield match.start(), match.end(), ("一二三四五六".find(match[1]) + 7) % 7
    for match in _WORD.finditer(text):
        weekday = _WEEKDAY_OF.get(match[0].lower())
        if weekday is not None:
            yield match.start(), match.end(), weekday
