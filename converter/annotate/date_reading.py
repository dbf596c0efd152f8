"""Takes a match of the date grammar and what it is read against, gives the period that it names."""

from __future__ import annotations

import datetime
import re

from converter.annotate.context import FILED, Certainty, Context
from converter.annotate.date_grammar import CHRISTIAN, ERAS
from converter.annotate.periods import Period, century, decade, exactly, five_year_plan, months, part_of_month, part_of_year
from converter.numerals import number

_SHIFT = {"今": 0, "本": 0, "去": -1, "客": -1, "上": -1, "昨": -1, "前": -2, "明": 1, "下": 1}
_AFTER_TOLD = {"当": 0, "當": 0, "同": 0, "次": 1, "翌": 1}
_PLAIN_DAYS = 1950  # until then papers left 日 out before a time of day: 廿七夜
_NEVER_FILED = 5  # days: no telegram is filed after its paper is printed, but letters lie three weeks
_FAR_AHEAD = 20  # days: 31日 in a paper of the 1st or 2nd is of the last month
_AHEAD = 4  # months that news looks ahead without a year


def doubt(match: re.Match[str], context: Context) -> Certainty:
    """How doubtful the date is that completes what is printed: 去年 needs its year, 18日 its month, 今天 its day; 2018年 needs none."""
    if match["full_year"] or match["era"] or match["century"] or match["plan"]:
        return None
    if match["week"] or match["today"] or match["yesterday"] or match["tomorrow"]:
        return context.day_cert
    month_of_report = (match["bare_day"] or match["small_day"] or match["night_day"]) and not context.told_for_days
    if month_of_report or (match["word_month"] and match["word_month"][0] not in _AFTER_TOLD):
        return context.month_cert
    return context.year_cert


def period(match: re.Match[str], context: Context) -> Period | None:
    """The days, months or years of a match of POINT; None where there is no such day, or nothing to read it against."""
    if match["century"] or match["this"] or match["bare_tens"]:
        return _century(match, context)
    if match["plan"]:
        n = number(match["plan"])
        return five_year_plan(n) if n else None
    if match["week"] or match["today"] or match["yesterday"] or match["tomorrow"]:
        return _day_word(match, context)
    if match["bare_day"] or match["small_day"] or match["night_day"]:
        return _bare_day(match, context)
    if part := match["bare_part"]:
        return _bare_part(part, context)
    if match["only_half"] or match["only_quarter"] or match["only_first_months"]:
        return _bare_stretch(match, context)
    year, told = _year(match, context)
    if match["month"] or match["word_month"]:
        return _month(match, context, year, told)
    if year is None or not told:
        return None
    return _in_year(match, year)


def _year(match: re.Match[str], context: Context) -> tuple[int | None, bool]:
    """The year, and whether the match prints one at all."""
    if word := match["word_year"]:
        if word[0] in _AFTER_TOLD:
            return (None if context.told_year is None or not context.told_in_print else context.told_year + _AFTER_TOLD[word[0]]), True
        if word[0] == "上" and context.told_year is not None:  # 1987年…比上年增长: the year before that one
            return context.told_year - 1, True
        return (None if context.year is None else context.year + _SHIFT[word[0]]), True
    if era := match["era"]:
        n = number(match["era_year"]) if match["era_year"] != "元" else 1
        if not n:
            return None, True
        return (n if era in CHRISTIAN else ERAS[era] + n - 1), True
    if match["full_year"]:
        return number(match["full_year"]), True
    if short := match["short_year"] or match["digit_year"]:
        n = number(short)
        return (None if n is None else context.year_of_two_digits(n, not short.isascii())), True
    return None, False


def _in_year(match: re.Match[str], year: int) -> Period | None:
    """The year, or the part of it that is printed behind it."""
    if first := match["first_year"]:
        return Period(first, f"{year:04}") if int(first) < year else None
    if end := match["end_of_year"]:
        return part_of_year(year, end[-1])
    if match["half"]:
        return part_of_year(year, match["half"])
    if match["season"]:
        return part_of_year(year, match["season"])
    if match["quarter"]:
        return _quarter(year, match["quarter"], bool(match["quarters"]))
    if match["first_months"]:
        return _first_months(year, match["first_months"])
    return exactly(year)


def _bare_part(printed: str, context: Context) -> Period | None:
    """年底, 月底: of the year or month told of, else of the report's."""
    if printed[0] == "年":
        told = context.told_year or context.year
        return part_of_year(told, printed[1]) if told else None
    year, month = (context.told_year, context.told_month) if context.told_for_days else (context.year, context.month)
    return part_of_month(year, month, printed[1]) if year and month else None


def _quarter(year: int, printed: str, all_of_them: bool) -> Period:
    n = 2 if printed in "两兩" else number(printed) or 1
    return months(year, 1 if all_of_them else 3 * n - 2, 3 * n)


def _first_months(year: int, printed: str) -> Period | None:
    n = 2 if printed == "两" else number(printed) or 0
    return months(year, 1, n) if 1 < n <= 12 else None


def _bare_stretch(match: re.Match[str], context: Context) -> Period | None:
    """A half, a quarter or some first months without a year: this year's, or the last one's where that lies far ahead."""
    year = context.year
    if year is None:
        return None
    while True:
        if match["only_half"]:
            found = part_of_year(year, match["only_half"])
        elif match["only_quarter"]:
            found = _quarter(year, match["only_quarter"], bool(match["only_quarters"]))
        else:
            found = _first_months(year, match["only_first_months"])
        if found is None or context.month is None or year != context.year or int(found.last[5:7]) - context.month <= _AHEAD:
            return found
        if found.first[5:7] != "01" and int(found.first[5:7]) - context.month <= _AHEAD:
            return found
        year -= 1


def _month(match: re.Match[str], context: Context, year: int | None, told: bool) -> Period | None:
    if word := match["word_month"]:
        if (told and year is None) or context.year is None:
            return None
        base_year, base = (context.told_year, context.told_month) if word[0] in _AFTER_TOLD else (context.year, context.month)
        if base_year is None or base is None:
            return None
        count = base_year * 12 + base - 1 + (_AFTER_TOLD[word[0]] if word[0] in _AFTER_TOLD else _SHIFT[word[0]])
        year, month = count // 12, count % 12 + 1
    else:
        month = _month_number(match["month"])
        if not 1 <= month <= 12:
            return None
        if not told:
            year = context.year_for(month)
            if year is not None and context.told_year is None and year == (context.year or 0) - 1 and _is_to_come(match):
                year += 1
    if year is None:
        return None
    return _in_month(match, year, month)


def _is_to_come(match: re.Match[str]) -> bool:
    """Whether the clause speaks of what is to come: 将于7月举行, 7月将举行."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    behind = match.string[match.end() : match.end() + 12]
    return bool(_TO_COME.search(_CLAUSE.split(before)[-1]) or _TO_COME.search(_CLAUSE.split(behind)[0]))


_TO_COME = re.compile("(?<![上中少大老名])[将將](?![军軍士官领領])|定于|定於|拟于|备战|備戰|预计|預計|计划于|迎战")
_CLAUSE = re.compile("[，。；：！？]")


def _month_number(printed: str) -> int:
    """元月 is January; of two months in a row (六七月) the second."""
    if printed == "元":
        return 1
    return number(printed[1:] if _two_months(printed) else printed) or 0


def _two_months(printed: str) -> bool:
    return len(printed) == 2 and not printed.isascii() and printed[0] != "十"


def _in_month(match: re.Match[str], year: int, month: int) -> Period | None:
    if match["day"]:
        last = exactly(year, month, number(match["day"]))
        if last is None or not match["first_day"]:
            return last
        return _between(exactly(year, month, number(match["first_day"])), last)
    if match["month"] and _two_months(match["month"]):
        return months(year, month - 1, month) if number(match["month"][0]) == month - 1 else None
    if match["first_month"]:
        first = number(match["first_month"]) or 0
        if not 1 <= first <= 12:
            return None
        return months(year, first, month) if first < month else Period(f"{year - 1:04}-{first:02}", f"{year:04}-{month:02}")
    if match["part"]:
        if match["part"] == "中下旬":
            return _between(part_of_month(year, month, "中旬"), part_of_month(year, month, "下旬"))
        return part_of_month(year, month, match["part"])
    return exactly(year, month)


def _between(first: Period | None, last: Period | None) -> Period | None:
    return Period(first.first, last.last) if first and last and first.first <= last.last else None


def _of_month_told(match: re.Match[str], context: Context, day: int) -> bool:
    """Whether the day is of the month told of. One that lies ahead of the report is, too: 今年3月…。28日… in a paper of 19 May."""
    if context.told_for_days or context.told_month is None:
        return context.told_for_days
    return context.told_year == context.year and context.day is not None and day > context.day and not _is_to_come(match)


def _bare_day(match: re.Match[str], context: Context) -> Period | None:
    """18日: of the month told of, else of the report's; one that lies well ahead of the report is the last month's."""
    if match["night_day"] and (context.year is None or context.year >= _PLAIN_DAYS):
        return None
    day = number(match["bare_day"] or match["small_day"] or match["night_day"]) or 0
    told = _of_month_told(match, context, day)
    year, month = (context.told_year, context.told_month) if told else (context.year, context.month)
    if year is None or month is None:
        return None
    ahead = _NEVER_FILED if FILED.match(match.string, match.end()) else _FAR_AHEAD
    if not told and context.day and day - context.day > ahead:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    elif told and context.told_day and context.told_day - day > _FAR_AHEAD:  # 31日出发，4日到达
        later = exactly(year + month // 12, month % 12 + 1, day)
        if later and not match["bare_first"] and (context.today is None or later.first <= context.today.isoformat()):
            return later
    last = exactly(year, month, day)
    if last is None or not match["bare_first"]:
        return last
    return _between(exactly(year, month, number(match["bare_first"])), last)


def _day_word(match: re.Match[str], context: Context) -> Period | None:
    today = context.today
    if today is None:
        return None
    if week := match["week"]:
        monday = today - datetime.timedelta(days=today.weekday())
        weekday = ("一二三四五六".find(match["weekday"]) + 7) % 7
        day = monday + datetime.timedelta(days=weekday + 7 * _SHIFT[week])
    elif word := match["yesterday"]:
        day = today - datetime.timedelta(days={"大": 3, "前": 2}.get(word[0], 1))
    else:
        day = today + datetime.timedelta(days=1 if match["tomorrow"] else 0)
    return exactly(day.year, day.month, day.day)


def _century(match: re.Match[str], context: Context) -> Period | None:
    if printed := match["bare_tens"]:
        tens, more = _tens(printed)
        if context.year is None or tens < 20:
            return None
        first = max(base + tens for base in range(1500, 2100, 100) if base + tens <= context.year)
        return _third(Period(f"{first}", f"{first + 9 + more}"), match["third"])
    n = _which_century(match, context)
    if n is None or not 1 <= n <= 30:
        return None
    if match["tens"]:
        tens, more = _tens(match["tens"])
        whole = decade(n, tens)
        return _third(Period(whole.first, f"{int(whole.last) + more:04}"), match["third"])
    return _third(century(n), match["third"])


def _which_century(match: re.Match[str], context: Context) -> int | None:
    if match["century"]:
        return number(match["century"])
    if match["this"] == "新":
        return 21
    if context.year is None:
        return None
    return (context.year - 1) // 100 + (0 if match["this"][0] == "上" else 1)


def _tens(printed: str) -> tuple[int, int]:
    """90 of 90 or 九十; of two decades (八九十) the first, and how many years the second adds."""
    if len(printed) == 3:
        first, second = number(printed[0]) or 0, number(printed[1]) or 0
        return first * 10, 10 if second == first + 1 else 0
    return number(printed) or 0, 0


def _third(whole: Period, part: str | None) -> Period:
    """The first, middle or last third of a decade or century, about."""
    if not part:
        return whole
    first, last = int(whole.first), int(whole.last)
    third = (last - first + 1) // 3
    if part[0] == "初":
        return Period(f"{first:04}", f"{first + third:04}", loose=True)
    if part in ("中期", "中叶"):
        return Period(f"{first + third:04}", f"{last - third:04}", loose=True)
    return Period(f"{last - third:04}", f"{last:04}", loose=True)
