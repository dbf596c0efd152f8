"""Takes text at a figure, gives the number that it is, exact or at least or between; knows nothing of units or of dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from converter.numerals import number

# Full-width digits and signs count as narrow ones; one character stays one character. The wide comma is left: it is punctuation.
_FOLD = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in "０１２３４５６７８９％．／－～"} | {
    n: n - 0xFEE0 for n in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％．／－～]")

HAN = "〇零○一二两兩三四五六七八九十百千万萬亿億廿卅卌"
# 陆, 伍 and 参 are surnames and words: the forms of cheques count only before another unit of a cheque (伍佰, 叁拾).
_FORMAL = "(?:[壹贰貳叁肆伍陆陸柒捌玖](?=[拾佰仟万萬])[拾佰仟万萬])"
_MULTIPLES = {"百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_MORE = "多余餘来來"
# 千 is a unit of its own kind before 米, 克, 瓦 …: 5千米 are 5 kilometres.
_MULTIPLE = "(?:[百千](?:[万萬亿億])?(?![米克瓦伏卡])|[万萬][亿億]?|[亿億])"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.·]\d+)?"
_ARABIC = rf"(?P<digits>{_DIGITS})(?:(?P<some>[{_MORE}几幾])?(?P<multiple>{_MULTIPLE})(?:(?P<rest>\d+)(?P<rest_multiple>[万萬千])?)?)?"
_CHINESE = rf"(?P<vague>[数數几幾上近])?(?P<han>(?:[{HAN}]|{_FORMAL})+)(?:(?P<han_some>[{_MORE}几幾])(?P<han_multiple>[百千万萬亿億]+)?|点(?P<places>[〇零○一二三四五六七八九]+)(?![十分刻])(?P<places_multiple>[万亿]+)?)?"
_TAIL = rf"(?P<more>[{_MORE}])?"
# A figure inside a word or a code (G20, 3.5.1, 0358-82) is not one that counts.
AMOUNT = re.compile(rf"(?:(?<![0-9A-Za-z./])(?<![0-9A-Za-z]-)(?P<sign>零下|-)?{_ARABIC}|{_CHINESE}){_TAIL}")
_IN_A_ROW = re.compile("([二三]?十|[百千万萬]|)([一二两兩三四五六七八九])([二三四五六七八九])([十百千万萬亿億]*)")
_BARE = frozenset("百千万萬亿億")
_ONES = {char: n for n, chars in enumerate(("", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")) for char in chars}
_LONGEST = 24  # digits that Decimal multiplies without rounding
_ABOUT = 2  # 数十, 几百: two of them at least


@dataclass(frozen=True, slots=True)
class Amount:
    """The number that [start, end) of a text prints. low: its value, or the least it can be; high: the most, where a range is printed.

    at_least: whether the figure is rounded down (400多, 十几, 数百); chinese: whether it is written in Chinese numerals.
    multiple: what 万 or 亿 at its end multiplies with, so that 3至5万 can be read.
    """

    start: int
    end: int
    low: Decimal | int
    high: Decimal | int | None = None
    at_least: bool = False
    chinese: bool = False
    multiple: int = 1


def narrow(text: str) -> str:
    """The text with narrow digits and signs, character for character."""
    return text.translate(_FOLD) if _WIDE.search(text) else text


def printed(value: Decimal | int) -> str:
    """As an attribute writes it: no exponent, no zeros that say nothing: 271000, 0.47."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(match: re.Match[str]) -> Amount | None:
    """The number of a match of AMOUNT in narrow text; None where the characters are no number that counts: 万一, 百家, 千万."""
    return _arabic(match) if match["digits"] else _han(match)


def _arabic(match: re.Match[str]) -> Amount | None:
    if len(match["digits"]) + len(match["rest"] or "") > _LONGEST:
        return None
    digits = match["digits"].replace(",", "").replace("·", ".")
    value: Decimal | int = Decimal(digits) if "." in digits else int(digits)
    multiple = 1
    for char in match["multiple"] or "":
        multiple *= _MULTIPLES[char]
    value *= multiple
    if match["rest"]:  # 3亿4500万
        value += int(match["rest"]) * _MULTIPLES.get(match["rest_multiple"] or "", 1)
    if match["sign"]:
        value = -value
    more = bool(match["some"] or match["more"])
    return Amount(match.start(), match.end(), value, None, more, False, multiple)


def _han(match: re.Match[str]) -> Amount | None:
    han, vague, some, more = match["han"], match["vague"], match["han_some"], match["more"]
    multiple = 1
    for char in match["han_multiple"] or "":
        multiple *= _MULTIPLES[char]
    if some in ("几", "幾") and not match["han_multiple"] and han[-1] not in "十廿卅":
        return None
    if match["places"]:
        return _decimal(match)
    if all(char in _ONES for char in han) and len(han) == 2:
        return _row(match, "", han[0], han[1], "", multiple)
    if row := _IN_A_ROW.fullmatch(han):
        return _row(match, row[1], row[2], row[3], row[4], multiple)
    bare = all(char in _BARE for char in han)
    if bare and not (vague or some or more):  # 万, 百 and 千万 alone stand in words (百姓, 万一, 千万不要)
        return None
    if vague and not (bare or han[0] == "十"):
        return _shortened(match, multiple)
    value = number("一" + han if bare else han)
    if value is None or (value == 0 and len(han) > 1):
        return None
    if vague in ("数", "數", "几", "幾"):
        value *= _ABOUT
    low = value * multiple + (multiple if some in ("几", "幾") else 0)
    rounded = bool(some or more or (vague and vague != "近"))
    return Amount(match.start(), match.end(), low, None, rounded, True, multiple)


def _shortened(match: re.Match[str], multiple: int) -> Amount | None:
    """近 and 上 before a whole number are words of their own: 近三十人, 上三百人."""
    value = number(match["han"])
    if value is None:
        return None
    more = bool(match["han_some"] or match["more"])
    return Amount(match.start("han"), match.end(), value * multiple, None, more, True, multiple)


def _decimal(match: re.Match[str]) -> Amount | None:
    """九点七四万: a point in words."""
    whole = number(match["han"])
    if whole is None or len(match[0]) > _LONGEST:
        return None
    value: Decimal = Decimal(f"{whole}." + "".join(str(number(char)) for char in match["places"]))
    for char in match["places_multiple"] or "":
        value *= _MULTIPLES[char]
    return Amount(match.start(), match.end(), value, None, bool(match["more"]), True)


def _row(match: re.Match[str], before: str, first: str, second: str, after: str, multiple: int) -> Amount | None:
    """Two neighbours in a row are a range: 三四十 is 30 to 40, 十七八 is 17 to 18, 三五 is 3 to 5."""
    low, high = _ONES[first], _ONES[second]
    if high != low + 1 and (low, high) != (3, 5):
        return None
    for char in after:
        multiple *= 10 if char == "十" else _MULTIPLES[char]
    base = {"": 0, "十": 10, "二十": 20, "三十": 30}.get(before)
    if base is None:  # 百七八 leaves open whether tens or ones are meant
        return None
    return Amount(match.start("han"), match.end(), (base + low) * multiple, (base + high) * multiple, False, True, multiple)
