"""A TEI tree to notices where a date or an amount printed in Chinese numerals, or a date in Western words, is not the one that the markup says.

What is printed in Arabic digits alone is a rule of newspaper.sch (E-SCH-73, E-SCH-77); XPath cannot read 三百, 廿一日 or 12 mai 2024.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from converter.dates import find_dates
from converter.notices import Notice
from converter.numerals import NUMERALS, number
from converter.validate.codes import notice
from converter.validate.document import TEI, Document, place

_T = f"{{{TEI}}}"
_CHANGED = tuple(_T + name for name in ("surplus", "gap", "choice", "supplied"))
_LETTERS = re.compile("[A-Za-z]")  # words that blanks part
_DAY = re.compile(r"[0-9]{1,9}(?:-[0-9]{1,9}){0,2}")  # also a day that there is not: the grammar says so
_AMBIGUOUS = 4  # 二三 and 七八十 are ranges, 一九三九 is a number: fewer digits in a row say nothing


def check(document: Document) -> Iterator[Notice]:
    """A notice E-VAL-nn for each value that disagrees with its words. Words that are no plain number or date say nothing."""
    root = document.tree.getroot()
    for part in (*root.iterchildren(_T + "text"), *root.iterfind(f"{_T}teiHeader//{_T}imprint")):
        for element in part.iter(_T + "date", _T + "measure", _T + "num"):
            said = "".join(map(str, element.itertext()))
            words = " ".join(said.split()) if _LETTERS.search(said) and element.tag == _T + "date" else "".join(said.split())
            told = any(char in NUMERALS for char in words) or (element.tag == _T + "date" and " " in words)
            if not told or next(element.iter(*_CHANGED), None) is not None:
                continue
            yield from _date(element, words, document) if element.tag == _T + "date" else _amount(element, words, document)


def _date(element: etree._Element, words: str, document: Document) -> Iterator[Notice]:
    when = element.get("when")
    found = find_dates(words)
    if when is None or len(found) != 1 or (found[0].start, found[0].end) != (0, len(words)):
        return
    printed = (found[0].year, found[0].month, found[0].day)
    said = [int(part) for part in when.split("-")] if _DAY.fullmatch(when) else []
    said_in_full: list[int | None] = [*said, *([None] * (3 - len(said)))]
    if said and any(one is not None and one != other for one, other in zip(printed, said_in_full, strict=False)):
        message = f"The page prints {words}, when says {when}."
        yield notice("E-VAL-01", place(element), message, element=element, document=document)


def _amount(element: etree._Element, words: str, document: Document) -> Iterator[Notice]:
    unit, said = element.get("unit", ""), element.get("quantity") or element.get("value")
    if said is None or not words.endswith(unit):
        return
    figure = words[: len(words) - len(unit)]
    printed = _number(figure)
    if printed is None:
        return
    try:
        agrees = float(said) == printed
    except ValueError:  # the grammar says so
        return
    if not agrees:
        message = f"The page prints {words}, the markup says {said}."
        yield notice("E-VAL-02", place(element), message, element=element, document=document, expected=str(printed))


def _number(figure: str) -> int | None:
    """The value of Chinese numerals; None for Arabic digits, for ranges and for what is no number."""
    if not figure or figure == "元" or not all(char in NUMERALS for char in figure):
        return None
    in_a_row = 1 < len(figure) < _AMBIGUOUS and all(number(char) is not None and (number(char) or 0) < 10 for char in figure)
    return None if in_a_row else number(figure)
