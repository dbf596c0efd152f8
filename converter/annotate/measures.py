"""Takes a text and what in it is dates already, gives the quantities that it prints: number and unit, in the base unit.

A unit is one of data/units.txt. What only looks like a quantity is left: ordinals (第三条), names of programmes (三项措施, “两增一减”),
articles (一个), words (十字路口, 四周), codes (G20). A number without a unit is marked where it is a fraction or ends in 万 or 亿.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from converter.annotate.amounts import AMOUNT, HAN, Amount, amount, printed, unread
from converter.annotate.compounds import added
from converter.annotate.fractions import Found, fractions, halves, majorities
from converter.annotate.refusals import HALVED, SOME_TIME, is_ordinal, is_refused, is_saying
from converter.annotate.units import unit_at
from converter.model import Span

_AFTER_UNIT = re.compile("(?:多|余|餘|有余|有餘)?(?:以上|及以上|之多)|有[余餘]|半(?![径数夜边])|[多余餘](?![少年数元种边])")
_TO = re.compile("[至到—–~-]{1,2}")
_QUOTED = re.compile('[“「『‘"]([^”」』’"。，]{1,8})[”」』’"]|《[^》]{1,40}》')


def find_measures(text: str, taken: tuple[Span, ...] = (), year: int | None = None) -> Iterator[Span]:
    """Every quantity of the narrow text (see amounts.narrow) that lies outside of `taken`, in order. year: of the print, if known.

    measure: @unit as printed (成 as %, 块钱 as 元), @quantity in that unit; @atLeast where the print rounds down (300多亩), with @atMost where it gives a
    range (3至5天). num: @value.
    """
    busy = _Stretches([(span.start, span.end) for span in taken])
    names = _Stretches([(match.start(), match.end()) for match in _QUOTED.finditer(text)])
    at = 0
    for start, end, tag, attributes in _candidates(text, year):
        if start < at or busy.touch(start, end) or (text[start] in _CHINESE and names.touch(start, start + 1)):
            continue
        at = end
        yield Span(start, end, tag, attributes)


_CHINESE = frozenset(HAN)


class _Stretches:
    """Stretches of a text in order, asked about from left to right."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._left = stretches[::-1]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with [start, end); no earlier start may follow."""
        while self._left and self._left[-1][1] <= start:
            self._left.pop()
        return bool(self._left) and self._left[-1][0] < end


def _candidates(text: str, year: int | None) -> Iterator[Found]:
    """Quantities as they begin in the text; the fractions and halves, which no figure opens, come in their place."""
    others = sorted([*fractions(text), *halves(text), *majorities(text)]) if "分之" in text or "半" in text or "/" in text else []
    covered = _Stretches([(start, end) for start, end, *_ in others])
    position, waiting = 0, iter(others)
    pending = next(waiting, None)
    while match := AMOUNT.search(text, position):
        while pending and pending[0] <= match.start():
            yield pending
            pending = next(waiting, None)
        position = match.end()
        if covered.touch(match.start(), match.start() + 1):
            continue
        if rest := _not_to_its_end(text, match):
            position = rest
        elif found := _quantity(text, match, year):
            yield found
            position = max(position, found[1])
    if pending:
        yield pending
    yield from waiting


def _not_to_its_end(text: str, match: re.Match[str]) -> int | None:
    """Where a figure ends that the grammar reads only in part: its beginning would be a wrong number, and so would its end."""
    end = match.end()
    if match["han"] in ("零", "〇"):  # 3个月零5天
        return None
    return None if unit_at(text, end)[0] and not text.startswith(("万", "萬", "亿", "億"), end) else unread(text, end)


def _quantity(text: str, match: re.Match[str], year: int | None) -> Found | None:
    if match["han"] == "一" and text[match.end() : match.end() + 1] in _NEVER_AFTER_ONE:  # the article: by far the most frequent match
        return None
    found = amount(match)
    if found is None:
        return None
    found = _with_range(text, _in_hundred_millions(text, found))
    before = text[max(0, found.start - 3) : found.start]
    if is_ordinal(before):
        return None
    if text.startswith(" ", found.end) and _clear(unit_at(text, found.end + 1)[0]):  # 5 mm
        found = replace(found, end=found.end + 1)
    unit, kind = unit_at(text, found.end)
    if not unit:
        return _large(text, found)
    smaller = None if found.at_least or found.high is not None or found.low % 1 else added(text, found.end + len(unit), unit, year)
    if smaller:
        return None if is_saying(text, found.start) else _compound(text, found, unit, *smaller)
    if is_refused(text, found, unit, kind, before):
        return None
    return _measure(text, found, unit)


def _compound(text: str, found: Amount, unit: str, end: int, part: Decimal) -> Found:
    after = _AFTER_UNIT.match(text, end)
    least = after is not None and after[0] not in ("", "半")
    if after and least:
        end = after.end()
    value, unit = _in_its_unit(found.low + part, "元" if unit in "块塊" else unit)  # 三块八 is money, three 块 may be plates
    return found.start, end, "measure", (("atLeast" if least else "quantity", printed(value)), ("unit", unit))


_YUAN = frozenset(("块钱", "塊錢", "元钱", "元錢"))


def _in_its_unit(value: Decimal | int, unit: str) -> tuple[Decimal | int, str]:
    """Two ways to say one thing are one for whoever searches or adds up: 三成 is 30 % as 百分之三十 is, 5块钱 are 5元."""
    if unit == "成":
        return value * 10, "%"
    return value, "元" if unit in _YUAN else unit


# 1.5个亿, 两个亿 are spoken for 1.5亿, 2亿; 10个亿元村 are ten villages, and 5个千亿产业 five industries.
_SPOKEN_MYRIADS = re.compile(
    "[个個](多?)[亿億](?:(?=元(?:[，。、；：！？）]|人民币|$))|(?![0-9元级級吨噸斤千瓦立方亩规规模大户戶村镇鎮产]))"
)


def _in_hundred_millions(text: str, found: Amount) -> Amount:
    if found.multiple != 1 or not (spoken := _SPOKEN_MYRIADS.match(text, found.end)):
        return found
    high = None if found.high is None else found.high * _HUNDRED_MILLION
    more = found.at_least or spoken[1] != ""
    return replace(found, end=spoken.end(), at_least=more, low=found.low * _HUNDRED_MILLION, high=high, multiple=_HUNDRED_MILLION)


_SPOKEN = re.compile("[个個]多?[亿億]$")
_HUNDRED_MILLION = 10**8
_NEVER_AFTER_ONE = frozenset("些样樣下定直切起旦边邊方样般心面")


def _clear(unit: str) -> bool:
    """Whether a unit may stand apart from its number: a single Latin letter may be any word's (Art. 5 m)."""
    return len(unit) > 1 or (unit != "" and not unit.isascii())


def _with_range(text: str, first: Amount) -> Amount:
    """3至5天, 30—40万元: both figures as one, in the multiple of the second; the first alone where no range follows."""
    sign = _TO.match(text, first.end)
    if not sign or first.high is not None or unit_at(text, first.end)[0]:
        return first
    match = AMOUNT.match(text, sign.end())
    second = amount(match) if match else None
    if second is None or second.high is not None or first.chinese != second.chinese:
        return first
    low = first.low
    if first.multiple == 1 and low * second.multiple < second.low:
        low = low * second.multiple
    if low >= second.low or second.low < 0:
        return first
    return Amount(first.start, second.end, low, second.low, False, first.chinese, second.multiple)


def _measure(text: str, found: Amount, unit: str) -> Found | None:
    end = found.end + len(unit)
    value, at_least, high = found.low, found.at_least, found.high
    if unit in ("个", "個") and (some := SOME_TIME.match(text, found.end)):  # 三个多月, 一个半小时
        unit, end = text[found.end] + some[2], some.end()
        value, at_least = (value + Decimal("0.5"), at_least) if some[1] == "半" else (value, True)
    elif after := _AFTER_UNIT.match(text, end):
        if after[0] != "半":
            end, at_least = after.end(), True
        elif unit in HALVED and high is None:
            end, value = after.end(), value + Decimal("0.5")
    if high is not None:
        (value, _), (high, unit) = _in_its_unit(value, unit), _in_its_unit(high, unit)
        return found.start, end, "measure", (("atLeast", printed(value)), ("atMost", printed(high)), ("unit", unit))
    value, unit = _in_its_unit(value, unit)
    return found.start, end, "measure", (("atLeast" if at_least else "quantity", printed(value)), ("unit", unit))


def _large(text: str, found: Amount) -> Found | None:
    """A number without a unit counts where 万 or 亿 stand at its end in Arabic print: 突破3.2亿, 5.8万农户."""
    figure = text[found.start : found.end].rstrip("多余餘来來")
    if found.high is not None or figure[-1] not in "万萬亿億" or (found.chinese and not _SPOKEN.search(figure)):
        return None
    if text[found.end : found.end + 1].isalnum() and text[found.end : found.end + 1].isascii():
        return None
    return found.start, found.end, "num", (("atLeast" if found.at_least else "value", printed(found.low)),)
