"""Takes text, finds its years before 1500 and those of the old eras: 公元前221年, 贞观三年, 延兴二年（472年）, 北宋（960—1127年）.

Three digits before 年 are as often a span of time (历时280年): they are a year behind 公元 and 于, alone in brackets, and at both ends of a
range. Years before our era are counted as ISO 8601 does: 221 BC is -0220.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from converter.annotate.periods import Period, years
from converter.assets import data
from converter.numerals import number

Found = tuple[int, int, Period]

_NUMERAL = "[〇零○一二三四五六七八九十百廿卅]"


def _year(own: str) -> str:
    """A year with 公元 before it, or bare digits."""
    return (
        f"(?:(?P<{own}era>(?:公元|西元|(?<![国國])[纪紀]元|公[历曆]))(?P<{own}bc>前)?[ \u3000]*(?P<{own}n>[0-9]{{1,4}}|{_NUMERAL}{{1,7}})"
        f"|(?P<{own}short_bc>前)?(?P<{own}digits>[0-9]{{3,4}}))(?P<{own}sign>[ \u3000]*年)?"
    )


_TO = "[ \u3000]*(?:[至到~—–-]|——|--)[ \u3000]*(?:约|約)?"
_YEARS = re.compile(
    rf"(?<![0-9.,第百千万A-Za-z/-])(?<!{_NUMERAL})(?:(?P<bracket>[（(])(?:约|約)?|(?P<at>[于於自从從在到至]))?{_year('')}(?:{_TO}{_year('last_')})?"
    "(?![.%])(?<![0-9](?=[0-9]))(?P<close>[）)])?"
)
_CENTURY = re.compile(f"(?:公元|西元|[纪紀]元)(?P<bc>前)?(?P<n>[0-9]{{1,2}}|{_NUMERAL}{{1,3}})世[纪紀]")
# 民国前三年, 民國紀元前二十五年: so many years before 1912
_BEFORE_REPUBLIC = re.compile(f"(?:中[华華])?民[国國](?:[纪紀]元)?前[ \u3000]*(?P<n>[0-9]{{1,2}}|{_NUMERAL}{{1,4}})[ \u3000]*年")
# What looks back over a number of years: 1300年的历史, 1200年前.
_OLD = "的?(?:[历歷]史|文明|光[阴陰]|之久)|级|[0-9]{1,2}月"
_IS_AGE = re.compile(_OLD)
_LASTING = re.compile(f"{_OLD}|的?[时時][间間]|之[后後前]|以[前后後来來上下]|[前后後来來多余間间内內]")
_COUNTED = frozenset("近约約有了历歷过過达達距今已逾超满滿整足")
_YEARS_READ_ALONE = range(1000, 1500)

_ERA_YEAR = re.compile(
    "(?P<n>元|[一二三四五六七八九十廿卅]{1,3}|[0-9]{1,2})[ \u3000]*年(?P<moon>(?:闰|閏)?(?:正|[一二三四五六七八九十冬腊臘]{1,2})月(?:初?[一二三四五六七八九十廿]{1,3}日?)?)?"
    "(?P<gloss>[（(](?:公元|西元)?(?P<told>(?P<bc>前)?(?P<year>[0-9]{1,4})年?)(?=[）)，,]))?"
)
_REIGN = re.compile("年[间間]")
_FOLD = str.maketrans(
    "貞觀開寶曆歷慶興統順啟啓禎緒豐隆萬樂寧聖載會顯徽儀調總龍龜漢陽節鳳黃烏義監業壽應廣長淳紹靖熙",
    "贞观开宝历历庆兴统顺启启祯绪丰隆万乐宁圣载会显徽仪调总龙龟汉阳节凤黄乌义监业寿应广长淳绍靖熙",
)
_LAST_YEARS = {"崇祯": 1644, "宣统": 1911}
_LAST_ERA = 1912  # years that a gloss in brackets gives to an era that we do not know are before it
_LONGEST_ERA = 61


def find_old_years(text: str) -> Iterator[Found]:
    """Start, end and value of each in narrow text, not in order; what has no such year in it costs next to nothing."""
    if "年" in text:
        yield from _eras(text)
    if "前" in text:
        before = ((match, _LAST_ERA - (number(match["n"]) or 0)) for match in _BEFORE_REPUBLIC.finditer(text))
        yield from ((match.start(), match.end(), years(year, year)) for match, year in before)
    yield from filter(None, map(_plain, _YEARS.finditer(text)))
    if "世" in text:
        yield from _centuries(text)


def _centuries(text: str) -> Iterator[Found]:
    for match in _CENTURY.finditer(text):
        n = number(match["n"])
        if not n:
            continue
        if not match["bc"]:
            yield match.start(), match.end(), years(n * 100 - 99, n * 100)
        elif n > 1:
            yield match.start(), match.end(), years(1 - n * 100, 1 - (n * 100 - 99))
        else:  # 1 BC, the year 0, is no year of the schemas: somewhere from 100 BC to AD 1 is true, too
            yield match.start(), match.end(), Period("-0099", "0001", loose=True)


def _plain(match: re.Match[str]) -> Found | None:
    start = match.start("era") if match["era"] else match.start("short_bc") if match["short_bc"] else match.start("digits")
    first = _value(match, "")
    if first is None:
        return None
    if match["last_n"] or match["last_digits"]:
        return _range(match, start, first)
    end = match.end("sign")
    if not match["sign"]:
        return None
    enclosed = bool(match["bracket"] and (match["close"] or match.string[end : end + 1] in ("，", ",", "；")))
    if match["era"]:
        wanted = bool(match["bc"]) or first < _YEARS_READ_ALONE.stop
    elif match["short_bc"]:
        wanted = enclosed
    elif first in _YEARS_READ_ALONE:
        wanted = enclosed or _told_as_year(match, first, start, end)
    else:
        wanted = first < _YEARS_READ_ALONE.start and (enclosed or (match["at"] in ("于", "於") and not _LASTING.match(match.string, end)))
    return (start, end, years(first, first)) if wanted and first else None


def _told_as_year(match: re.Match[str], year: int, start: int, end: int) -> bool:
    """1368年, but not 1300年的历史 nor 距今1260年: round numbers of years count, too, unless 于 or 自 stands before."""
    before = match.string[max(0, start - 1) : start]
    lasting = _IS_AGE if year % 100 else _LASTING  # 1368年前 is before that year, 1400年前 so long ago
    return bool(match["at"] or year % 100) and before not in _COUNTED and not lasting.match(match.string, end)


def _range(match: re.Match[str], start: int, first: int) -> Found | None:
    last = _value(match, "last_")
    if last is None:
        return None
    if first < 0 and not match["last_era"] and not match["last_short_bc"] and 1 - last > first and last < 1 - first:
        last = 1 - last  # 公元前475—221年
    lives = bool(match["bracket"] and match["close"])  # 鲁迅（1881—1936）
    end = match.end("last_sign") if match["last_sign"] else match.end("last_n" if match["last_n"] else "last_digits")
    if match["era"] or match["short_bc"]:
        wanted = bool(match["last_sign"]) or lives
    elif match["last_sign"]:
        wanted = first < _YEARS_READ_ALONE.stop and (lives or bool(match["sign"] and (first % 100 or last % 100)))
    else:
        wanted = lives and not match["sign"]
    if not wanted or not first or not last or not first < last <= 2100:
        return None
    return start, end, years(first, last)


def _value(match: re.Match[str], own: str) -> int | None:
    n = number(match[f"{own}n"] or match[f"{own}digits"])
    if not n:
        return None
    return 1 - n if match[f"{own}bc"] or match[f"{own}short_bc"] else n


def _eras(text: str) -> Iterator[Found]:
    for match in _ERA_YEAR.finditer(text):
        name = _era_before(text, match.start())
        n = 1 if match["n"] == "元" else number(match["n"])
        if not n or n > _LONGEST_ERA:
            continue
        told = _told(match)
        if name:
            first = _first_years()[name.translate(_FOLD)]
            year = first + n - 1 + (1 if first < 0 else 0)
            if year:
                yield (
                    match.start() - len(name),
                    match.end("moon") if match["moon"] else match.start("n") + _length(match),
                    years(year, year),
                )
        elif told and _HAN_NAME.fullmatch(text[max(0, match.start() - 2) : match.start()]):
            yield match.start() - 2, match.start("n") + _length(match), years(told, told)
        else:
            continue
        if told:
            yield match.start("told"), match.end("told"), years(told, told)
    for match in _REIGN.finditer(text):
        name = text[max(0, match.start() - 2) : match.start()]
        if bounds := _reigns().get(name.translate(_FOLD)):
            yield match.start() - 2, match.end(), Period(f"{bounds[0]:04}", f"{bounds[1]:04}", loose=True)


def _told(match: re.Match[str]) -> int | None:
    """The year that stands in brackets behind that of an era; None where it is as late as no era was."""
    if not match["gloss"]:
        return None
    n = number(match["year"]) or 0
    year = 1 - n if match["bc"] else n
    return year if year and year < _LAST_ERA else None


# Two characters that are no 那一年, 第三年, 过了三年.
_HAN_NAME = re.compile("(?:(?![的那这這第每同当當前后後上下了过過有共约約近满滿])[一-鿿]){2}")


def _length(match: re.Match[str]) -> int:
    """Of number and 年."""
    return match.string.index("年", match.start("n")) + 1 - match.start("n")


def _era_before(text: str, end: int) -> str | None:
    """The era whose name ends there; four characters before two."""
    known = _first_years()
    return next((name for name in (text[max(0, end - 4) : end], text[max(0, end - 2) : end]) if name.translate(_FOLD) in known), None)


@cache
def _first_years() -> dict[str, int]:
    return {name: year for _, eras in _table() for name, year in eras}


@cache
def _reigns() -> dict[str, tuple[int, int]]:
    """Of the Ming and Qing, whose eras follow one another without a gap in the table: first and last year."""
    out: dict[str, tuple[int, int]] = {}
    for dynasty, eras in _table():
        if dynasty in ("明", "清"):
            following = [year - 1 for _, year in eras[1:]]
            out |= {name: (first, last) for (name, first), last in zip(eras, [*following, _LAST_YEARS[eras[-1][0]]], strict=True)}
    return out


@cache
def _table() -> tuple[tuple[str, list[tuple[str, int]]], ...]:
    rows = []
    for line in data("eras.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            dynasty, *eras = line.split()
            rows.append((dynasty, [(name, int(year)) for name, year in re.findall(r"([^\d-]+)(-?\d+)", " ".join(eras).replace(" ", ""))]))
    return tuple(rows)
