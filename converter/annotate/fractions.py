"""Takes a text, gives the parts of a whole that it prints: 百分之四十四, 三分之一, 半年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from converter.annotate.amounts import HAN, printed
from converter.numerals import number

Found = tuple[int, int, str, tuple[tuple[str, str], ...]]  # start, end, element, attributes
_CHINESE = frozenset(HAN)
_PARTS = {"百": (100, "%"), "千": (1000, "‰"), "万": (10_000, "‱")}
_FRACTION = re.compile(rf"(?P<whole>[{HAN}]+|\d+)分之(?P<part>[{HAN}]+(?:点[{HAN}]+)?|\d+(?:\.\d+)?)(?P<more>[多余]|以上)?(?![{HAN}0-9])")
_SLASHED = re.compile(r"(?<![\d/.A-Za-z-])([1-9]\d?)/([1-9]\d?)(以上)?(?=[的，。、；）强弱]|多数|左右|$)")
_HALF = re.compile(r"(?<![0-9一-鿿]\B)半(?:(?:个多?|個)(?:小时|小時|月|世纪|世紀|钟头)|年|小时|小時)(?![级級票])")


def fractions(text: str) -> Iterator[Found]:
    """百分之四十四 is 44 %, 三分之一 and 1/3 are numbers by themselves."""
    yield from _slashed(text)
    for match in _FRACTION.finditer(text):
        whole, part = match["whole"], _decimal(match["part"])
        if part is None:
            continue
        tag = "atLeast" if match["more"] else "quantity"
        if whole in _PARTS:
            yield match.start(), match.end(), "measure", ((tag, printed(part)), ("unit", _PARTS[whole][1]))
            continue
        below = number(whole)
        if below:
            # four digits say enough of a third; no exponent
            value = Decimal(f"{float(part / below):.4g}")
            yield match.start(), match.end(), "num", (("atLeast" if match["more"] else "value", printed(value)),)


def _slashed(text: str) -> Iterator[Found]:
    """2/3的席位: less than one, and nothing behind it that makes a page, a date or a size of it."""
    for match in _SLASHED.finditer(text) if "/" in text else ():
        part, below = int(match[1]), int(match[2])
        if part < below:
            yield match.start(), match.end(), "num", (("atLeast" if match[3] else "value", printed(Decimal(f"{part / below:.4g}"))),)


# The half of something counts where it bounds: 一半以上, 过半数; 一半 alone is as often a manner of speaking (一半是…).
_MAJORITY = re.compile(
    "(?:(?P<least>[一过過]半[数數]?|半[数數])(?P<more>以上)|(?P<over>[过過]半[数數])|(?P<under>一半|半[数數])(?P<less>以下))"
)


def majorities(text: str) -> Iterator[Found]:
    """一半以上, 半数以上, 过半数 are at least one half, 一半以下 at most."""
    for match in _MAJORITY.finditer(text):
        yield match.start(), match.end(), "num", (("atMost" if match["less"] else "atLeast", "0.5"),)


def _decimal(text: str) -> Decimal | None:
    """百分之三十二点五 has a point in words."""
    if text[0].isdigit() and text.isascii():
        return Decimal(text)
    whole, _, places = text.partition("点")
    value = number("一百" if whole == "百" else whole)
    if value is None:
        return None
    digits = "".join(str(number(char)) for char in places)
    return Decimal(f"{value}.{digits}") if digits.isdigit() else Decimal(value)


def halves(text: str) -> Iterator[Found]:
    for match in _HALF.finditer(text):
        unit = match[0][1:].replace("个多", "个")
        if match.start() and (text[match.start() - 1] in _CHINESE or text[match.start() - 1] in "前后後上下大小一多夜过過各个個"):
            continue  # 上半年 is a date, 一个半月 a measure with a half at its end
        yield match.start(), match.end(), "measure", (("atLeast" if "多" in match[0] else "quantity", "0.5"), ("unit", unit))
