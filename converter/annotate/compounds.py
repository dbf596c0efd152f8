"""Takes text behind a number and its unit, gives what smaller units add to it: 三元二角 is 3.2 元, 1小时30分 is 1.5 小时, 五尺三寸 is 5.3 尺.

A quantity told in two or three units is one quantity, in its largest unit. The smaller number must be less than one of the larger unit:
一年12个月 and 一天24小时 explain a unit and add nothing to it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from converter.annotate.amounts import AMOUNT, amount
from converter.annotate.units import unit_at
from converter.numerals import number

# How many of the smaller unit make one of the larger. Months differ in days, so a month has no smaller unit here.
_MONEY = {"角": 10, "毛": 10, "毫": 10, "分": 100, "角钱": 10, "毛钱": 10, "分钱": 100, "厘": 1000}
_OF_DIME = {"分": 10, "分钱": 10, "厘": 100}
_OF_HOUR = {"分": 60, "分钟": 60, "分鐘": 60, "秒": 3600, "秒钟": 3600}
_OF_MINUTE = {"秒": 60, "秒钟": 60}
_OF_YEAR = {"个月": 12, "個月": 12, "月": 12}
_OF_METRE = {"分米": 10, "厘米": 100, "公分": 100, "毫米": 1000}
_OF_KILOMETRE = {"米": 1000}
_SMALLER = (
    dict.fromkeys("元圆圓块塊", _MONEY)
    | dict.fromkeys("角毛", _OF_DIME)
    | dict.fromkeys(("小时", "小時", "个小时", "個小時", "钟头", "个钟头"), _OF_HOUR)
    | dict.fromkeys(("分", "分钟", "分鐘"), _OF_MINUTE)
    | {"年": _OF_YEAR, "岁": _OF_YEAR, "歲": _OF_YEAR, "周岁": _OF_YEAR}
    | {"天": {"小时": 24, "小時": 24, "个小时": 24}}
    | {"米": _OF_METRE, "公里": _OF_KILOMETRE, "千米": _OF_KILOMETRE, "公尺": {"公寸": 10, "公分": 100}}
    | {"丈": {"尺": 10, "寸": 100}, "尺": {"寸": 10, "分": 100}, "寸": {"分": 10}, "英尺": {"英寸": 12}}
    | {unit: {"分": 10, "分地": 10, "厘": 100} for unit in ("亩", "畝")}
    | {"吨": {"公斤": 1000, "千克": 1000, "斤": 2000}, "噸": {"公斤": 1000}, "公斤": {"克": 1000}, "千克": {"克": 1000}}
    | {unit: {"斤": 100} for unit in ("担", "擔")}
    | {unit: {"钱": 10, "錢": 10, "分": 100} for unit in ("两", "兩")}
    | {unit: {"两": 10, "兩": 10, "钱": 100, "錢": 100} for unit in ("斤", "市斤")}
)
# A jin had sixteen liang until the state made it ten, in 1959.
_TEN_LIANG = 1959
_OLD_JIN = {"两": 16, "兩": 16, "钱": 160, "錢": 160}
_WEIGHT = re.compile("([一二三四五六七八九十]+|[0-9]+)([两兩])(?!半)")  # 两 is a numeral, too
_AND = frozenset("零又另")
# 三块八, 一米七五, 2块5, 三成五: the digits behind the unit are its decimals. What follows must not count something else (三块八角).
_DECIMALS = {"块": 1, "塊": 1, "毛": 1, "米": 2, "尺": 1, "成": 1, "秒": 2}  # how many Chinese digits; of Arabic ones always two
_BARE = re.compile(r"[一二三四五六七八九]{1,2}(?![〇零十百千万亿点多余几来])|\d{1,2}(?![\d.,%:：])")
_COINS, _DIME = frozenset("元圆圓块塊"), 10
_SECONDS = {unit: smaller["秒"] for unit, smaller in _SMALLER.items() if "秒" in smaller}
_HAN = re.compile("[一-鿿](?<![的左])")
_NO_DECIMALS_BEFORE = frozenset("年月日时時点點號号")
_FULL_YEARS = frozenset(("岁", "歲", "周岁"))


def added(text: str, end: int, unit: str, year: int | None) -> tuple[int, Decimal] | None:
    """Where the smaller units end that follow a whole number of `unit` at `end`, and what part of `unit` they are; None where none follow.

    year: of the print, for units that were changed by law.
    """
    return _in_units(text, end, unit, year) or _in_decimals(text, end, unit)


def _in_units(text: str, end: int, unit: str, year: int | None) -> tuple[int, Decimal] | None:
    smaller = _SMALLER.get(unit)
    if smaller is None:
        return None
    if "两" in smaller and year is not None and year < _TEN_LIANG:
        smaller = _OLD_JIN
    sum_, bound, at = Decimal(0), 1, end
    while step := _step(text, at, smaller, unit):
        value, parts, after = step
        if parts <= bound or value * bound >= parts:
            break
        sum_, bound, at = sum_ + Decimal(value) / parts, parts, after
    if bound == _DIME and unit in _COINS and (rest := _in_decimals(text, at, "毛")):  # 三块六毛五
        at, sum_ = rest[0], sum_ + rest[1] / bound
    if bound == _SECONDS.get(unit) and (rest := _in_decimals(text, at, "秒")):  # 1分3秒76
        at, sum_ = rest[0], sum_ + rest[1] / bound
    return (at, _rounded(sum_)) if at > end else None


def _step(text: str, at: int, smaller: dict[str, int], unit: str) -> tuple[Decimal | int, int, int] | None:
    """The next number with one of these units: its value, how many make the whole, where it ends."""
    start = at + (text[at : at + 1] in _AND)
    if "两" in smaller and (weight := _WEIGHT.match(text, start)):
        return number(weight[1]) or 0, smaller[weight[2]], weight.end()
    match = AMOUNT.match(text, start)
    found = amount(match) if match else None
    if found is None or found.start != start or found.high is not None or found.at_least or found.low <= 0:
        return None
    name = max((name for name in smaller if text.startswith(name, found.end)), key=len, default="")
    if not name or (name == "月" and unit not in _FULL_YEARS):
        return None
    longer = unit_at(text, found.end)[0]
    if len(longer) > len(name) or text.startswith(("半", "形"), found.end + len(name)):  # 八角形
        return None
    return found.low, smaller[name], found.end + len(name)


def _in_decimals(text: str, end: int, unit: str) -> tuple[int, Decimal] | None:
    match = _BARE.match(text, end) if unit in _DECIMALS else None
    if match is None:
        return None
    digits, counts = match[0], bool(unit_at(text, match.end())[0])
    if digits.isascii() != text[end - len(unit) - 1].isascii():  # 70米一直领先
        return None
    if digits[-1] == "一" and (counts or _HAN.match(text, match.end())):  # 三块八一斤: one counts the next thing; 一块一般
        digits, counts = digits[:-1], False
    if not digits or counts or text[match.end() : match.end() + 1] in _NO_DECIMALS_BEFORE:
        return None
    if not digits.isascii() and len(digits) > _DECIMALS[unit]:
        return None
    figures = "".join(str(number(digit)) for digit in digits)
    return end + len(digits), Decimal(int(figures)) / 10 ** len(figures)


def _rounded(value: Decimal) -> Decimal:
    """Six places tell seconds of an hour apart."""
    return round(value, 6)
