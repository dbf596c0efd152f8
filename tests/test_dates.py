"""Numerals and dates: what is written in Chinese numbers is read back, dates that are none are not found."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.dates import exists, find_dates, is_date
from converter.numerals import number

DIGITS = "〇一二三四五六七八九"
DAYS = st.dates(datetime.date(1912, 1, 1), datetime.date(2060, 12, 31))


def numeral(n: int, short_tens: bool = False) -> str:
    """A number under 10,000 as print writes it: 廿一 for 二十一 where tens are short."""
    if n < 10:
        return DIGITS[n]
    if short_tens and 20 <= n < 40:
        return "廿卅"[n // 10 - 2] + (DIGITS[n % 10] if n % 10 else "")
    out, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            out += ("零" if zero and out else "") + DIGITS[digit] + sign
        zero = not digit
    return out.removeprefix("一") if 10 <= n < 20 else out


@given(st.integers(1, 9999), st.booleans())
def test_a_written_number_is_read_back(n: int, short: bool) -> None:
    assert number(numeral(n, short)) == n
    assert number(str(n)) == n
    assert number("".join(chr(ord("０") + int(digit)) for digit in str(n))) == n
    if n > 9:
        assert number("".join(DIGITS[int(digit)] for digit in str(n))) == n


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三千七百九十五", 3795),
        ("三千〇五", 3005),
        ("贰拾捌", 28),
        ("貳拾捌", 28),
        ("两万三千", 23_000),
        ("一亿二千万", 120_000_000),
        ("元", 1),
        ("卅", 30),
    ],
)
def test_numbers(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "十十", "百千", "abc", "1a", "一2", "万", "三四百", "二廿", "十廿"])
def test_what_is_no_number(text: str) -> None:
    assert number(text) is None


@given(DAYS)
def test_a_printed_day_is_read_back(day: datetime.date) -> None:
    iso = day.isoformat()
    republic = f"中華民國{numeral(day.year - 1911)}年{numeral(day.month)}月{numeral(day.day, True)}日"
    positional = "".join(DIGITS[int(digit)] for digit in str(day.year))
    written = f"{positional}年{numeral(day.month)}月{numeral(day.day)}日"
    arabic = f"{day.year} 年{day.month} 月 {day.day}日"
    for text in (republic, written, arabic, iso, f"{day.year}.{day.month}.{day.day}"):
        weekday = "一二三四五六日"[day.weekday()]
        (found,) = find_dates(f"第二版　{text}　星期{weekday}　晶報")
        assert found.iso == iso
        assert found.text == text
        assert found.weekday_agrees is True
        wrong = "一二三四五六日"[(day.weekday() + 3) % 7]
        assert find_dates(f"{text} 星期{wrong}")[0].weekday_agrees is False
        assert find_dates(text)[0].weekday_agrees is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年12月18日至19日，自10月1日起", [("2020年12月18日", "2020-12-18"), ("10月1日", None)]),
        ("从 2017 年 6 月 起", [("2017 年 6 月", "2017-06")]),
        ("一九四二年", [("一九四二年", "1942")]),
        ("西曆一千九百二十六年", [("西曆一千九百二十六年", "1926")]),
        ("民國元年一月一日", [("民國元年一月一日", "1912-01-01")]),
        ("二〇二〇年十二月二十一日 农历庚子年十一月初七", [("二〇二〇年十二月二十一日", "2020-12-21")]),
        ("Nr. 288.— Dinstag, 7. Dezember 1858.", [("7. Dezember 1858", "1858-12-07")]),
        ("Mardi, 1er mars 1870", [("1er mars 1870", "1870-03-01")]),
        ("Saturday, March 14, 1903", [("March 14, 1903", "1903-03-14")]),
        ("viernes 3 de mayo de 1901", [("3 de mayo de 1901", "1901-05-03")]),
        ("三年来增长28年", []),
        ("一千六百年的历史", []),
        ("2023年2月29日", []),
        ("2月30日", []),
        ("农历三月初二日，農曆五月五日", []),
        ("电话 2020-12-210，版本 1.2.2020", []),
        ("am 7. Kapitel 1858", []),
    ],
)
def test_dates(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(date.text, date.iso) for date in find_dates(text)] == expected


def test_a_weekday_belongs_to_the_nearest_date() -> None:
    first, second = find_dates("民國廿八年四月廿一日　星期五　今日貳張　創於民國八年三月三日")
    assert (first.weekday, second.weekday) == (4, None)
    assert find_dates("Dinstag, 7. Dezember 1858")[0].weekday == 1


@given(st.text(alphabet="2019年一十月日1２第廿 -./民國星期二元", max_size=40))
def test_found_dates_stand_where_they_say_and_exist(text: str) -> None:
    last = 0
    for date in find_dates(text):
        assert last <= date.start < date.end
        last = date.end
        assert text[date.start : date.end].strip() == date.text.strip()
        assert exists(date.year, date.month, date.day)
        assert (date.year, date.month) != (None, None)


@pytest.mark.parametrize("text", ["2020", "2020-12", "2020-02-29"])
def test_real_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["", "20", "2020-1", "2020-13", "2021-02-29", "2020-00", "0000", "2020-12-21T00:00", "２０２０", "2020-12-21\n"]
)
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)
