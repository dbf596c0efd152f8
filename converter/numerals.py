"""Takes a number as Chinese or Western print writes it, gives its value; knows nothing of what is counted."""

from __future__ import annotations

import unicodedata

_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零○", "一壹元", "二贰貳兩两弍", "三叁參叄", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"))
    for char in chars
}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_LONGEST = 40  # characters; what is longer is no number that a newspaper prints
NUMERALS = "".join((*_DIGITS, *_TENS, *_UNITS, *_MYRIADS))  # for a character class in a regular expression


def number(text: str) -> int | None:
    """The whole number that the text is: `1939`, `１２`, `二十八`, `廿一`, `一九三九`, `三千七百九十五`, `元` (a first year). Else None."""
    if len(text) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", text) if not text.isascii() and text.isdigit() else text
    if text.isascii():
        return int(text) if text.isdigit() else None
    if not all(char in NUMERALS for char in text):
        return None
    text = text.replace("萬萬", "億").replace("万万", "亿")  # the older press counts myriads of myriads: 一萬萬元, 四萬萬同胞
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _by_units(text)


def _by_units(text: str) -> int | None:
    """Digits before their units: 三千七百九十五. A unit without a digit is one of it (十五); units must fall within a myriad."""
    total = part = 0
    digit: int | None = None
    last_unit = last_myriad = 1 << 62
    for char in text:
        if char in _DIGITS:
            if digit:  # two digits in a row are no number of this kind; a zero only fills a gap
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            if digit or last_unit <= 10:
                return None
            part, last_unit, digit = part + _TENS[char], 10, None
        elif char in _UNITS:
            if _UNITS[char] >= last_unit:
                return None
            part, last_unit = part + (1 if digit is None else digit) * _UNITS[char], _UNITS[char]
            digit = None
        else:
            if _MYRIADS[char] >= last_myriad:
                return None
            part += digit or 0
            if not part:
                return None
            total, part, digit = total + part * _MYRIADS[char], 0, None
            last_unit, last_myriad = 1 << 62, _MYRIADS[char]
    return total + part + (digit or 0)
