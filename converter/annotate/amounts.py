"""Takes text at a figure, gives the number that it is, exact or at least or between; knows nothing of units or of dates."""

from __future__ import annotations

import math
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
_MULTIPLE = "(?:(?:百|千(?![米克瓦伏卡]))(?:[万萬][万萬亿億]?|[亿億])?|[万萬][万萬亿億]?|[亿億])"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.·]\d+)?"
# 3亿4500万, 3亿5千万, 2万3千6百, 1亿零500万: what follows a multiple is of smaller ones. A year does not: 5000万2022年建成.
_SMALLER = rf"[零〇]?\d{{1,4}}(?![\d.,年月日号])(?:{_MULTIPLE})?"
_ARABIC = (
    rf"(?P<digits>{_DIGITS})(?:(?P<some>[{_MORE}几幾])?(?P<multiple>{_MULTIPLE})(?P<rest>(?:{_SMALLER})*)"
    rf"(?:(?P<late>[{_MORE}几幾])(?P<late_multiple>{_MULTIPLE}))?)?"
)
# 两 and 兩 are two where a number begins or before 百, 千, 万; behind a number they are the weight: 銀二千兩; but 一两年.
_LIANG = rf"(?:[两兩](?=[百千万萬亿億])|(?<![{HAN}])[两兩]|(?<=一)[两兩])"
_FIGURE = rf"(?:[{HAN.translate({ord(char): None for char in '两兩'})}]|{_LIANG}|{_FORMAL})"
_CHINESE = (
    rf"(?P<vague>[数數几幾上近])?(?P<han>{_FIGURE}+)(?:(?P<han_some>[{_MORE}几幾])(?P<han_multiple>[十百千万萬亿億]+)?"
    "|点(?P<places>[〇零○一二三四五六七八九]+)(?![十分刻])(?P<places_multiple>[万亿]+)?)?"
)
_TAIL = rf"(?P<more>[{_MORE}])?"
# A figure inside a word or a code (G20, 3.5.1, 0358-82) is not one that counts.
# A figure that a line's end cut (12. 6亿, 30 00元) would be a wrong number: what follows digit and blank is left.
AMOUNT = re.compile(rf"(?:(?<![0-9A-Za-z./])(?<![0-9] )(?<![0-9][.,·] )(?<![0-9A-Za-z]-)(?P<sign>零下|-)?{_ARABIC}|{_CHINESE}){_TAIL}")
# What shows behind a figure that it is not read to its end, so that its beginning would be a wrong number: 3亿三千万, 三百几十.
_GOES_ON = re.compile(
    rf"[零〇]?(?:\d|[二三四五六七八九]+[十百千万萬亿億]|[{_MORE}几幾]?[十百千万萬亿億](?![姓家户戶人年事分把字能瓦米克伏卡]))[{HAN}\d{_MORE}几幾]*"
)
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


def unread(text: str, end: int) -> int | None:
    """Where the numerals end that go on behind a figure at `end`, which is therefore not read whole; None where none do."""
    match = _GOES_ON.match(text, end)
    return match.end() if match else None


def _arabic(match: re.Match[str]) -> Amount | None:
    if len(match["digits"]) + len(match["rest"] or "") > _LONGEST:
        return None
    digits = match["digits"].replace(",", "").replace("·", ".")
    multiple = math.prod(_MULTIPLES[char] for char in match["multiple"] or "")
    value: Decimal | int | None = (Decimal(digits) if "." in digits else int(digits)) * multiple
    if match["rest"] or match["late"]:  # 3亿5千多万 is 3亿5千万 and more, 3千几百 is at least 3200
        late = (str(_ABOUT) if match["late"] in ("几", "幾") else "") + (match["late_multiple"] or "")
        value = _sum(digits + match["multiple"] + match["rest"] + late)
        multiple = 1
    if value is None:
        return None
    more = bool(match["some"] or match["late"] or match["more"])
    return Amount(match.start(), match.end(), -value if match["sign"] else value, None, more, False, multiple)


_STEP = re.compile("([零〇]?)([0-9.]*)([百千万萬亿億]*)")


def _sum(figure: str) -> Decimal | int | None:
    """3亿5千万, 2万3千6百, 1万2000: each number with its multiple, the multiples ever smaller; None where they are not."""
    total: Decimal | int = 0
    part: Decimal | int = 0  # below a myriad, until the 万 or 亿 comes that multiplies it
    bound = myriad = 1 << 62
    for zero, digits, multiples in _STEP.findall(figure)[:-1]:
        value = 1 if not digits else Decimal(digits) if "." in digits else int(digits)
        small = math.prod(_MULTIPLES[char] for char in multiples if char in "百千")
        large = math.prod(_MULTIPLES[char] for char in multiples if char not in "百千")
        if digits:
            if value * small >= bound or (not multiples and not _fills(digits, zero, bound)):
                return None
            part, bound = part + value * small, small
        elif small > 1:
            return None
        if large > 1:
            if large >= myriad:
                return None
            total, part, bound, myriad = total + part * large, 0, large, large
    return total + part


def _fills(digits: str, zero: str, bound: int) -> bool:
    """Whether bare digits are units behind a multiple: 1万2000, 2万500; 2万3 is spoken for 2万3千, and is left alone."""
    return bool(zero) or len(digits) == len(str(bound)) - 1 or (bound == _MULTIPLES["万"] and len(digits) == len("500"))


def _han(match: re.Match[str]) -> Amount | None:
    han, vague, some, more = match["han"], match["vague"], match["han_some"], match["more"]
    if some in ("几", "幾") and not match["han_multiple"] and han[-1] not in "十廿卅":
        return None
    multiple = math.prod(_MULTIPLES.get(char, 10) for char in match["han_multiple"] or "")
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
    value = _whole(match, "一" if bare else "")
    if value is None or (value == 0 and len(han) > 1):
        return None
    if vague in ("数", "數", "几", "幾"):
        value *= _ABOUT
    rounded = bool(some or more or (vague and vague != "近"))
    return Amount(match.start(), match.end(), value, None, rounded, True, multiple)


def _whole(match: re.Match[str], one: str) -> int | None:
    """The figure with what stands behind 多 or 几 in it: 一亿三千多万 is 130000000, 十几万 at least 110000, 三千几百 at least 3200."""
    han, some = match["han"], match["han_some"]
    few = "" if some not in ("几", "幾") else "一" if han[-1] in "十廿卅" else "二"
    return number(one + han + few + (match["han_multiple"] or ""))


def _shortened(match: re.Match[str], multiple: int) -> Amount | None:
    """近 and 上 before a whole number are words of their own: 近三十人, 上三百人."""
    value = _whole(match, "")
    if value is None:
        return None
    more = bool(match["han_some"] or match["more"])
    return Amount(match.start("han"), match.end(), value, None, more, True, multiple)


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
