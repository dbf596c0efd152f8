"""Takes the words of a block, gives those that are known places as places: whole names of the lists of divisions, countries and cities.

The lists win where a name can hardly be anything else: written in full with its kind (临汾市), a country, or unclear to the tagger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from converter.annotate.places import Division, gazetteer
from converter.annotate.steps.lexicon import refused, words
from converter.annotate.steps.sheet import Name, Sheet

_LEAST = 3  # characters: two-character places are words and surnames too often (和平, 高雄)
_WORDS = 3  # words of the tagger that may make up one place: 乌|兹别克|斯坦
_UNCLEAR = 3.0  # nats
_MARGIN = 1.0  # nats: the list vouches for it
_NOT_A_PART = words("w p c u d TIME m r xc")  # words of these kinds are no part of a place's name
_WORKS = re.compile("《[^》]*》")


def listed_places(sheet: Sheet) -> Sheet:
    """Known places that the tagger overlooked or took for something else become places; nothing inside the title of a work."""
    names = [replace(name, kind="LOC") if name.kind != "LOC" and not name.sure and _outvotes(sheet, name) else name for name in sheet.names]
    return sheet.having(names).placing(_overlooked(sheet))


def _outvotes(sheet: Sheet, name: Name) -> bool:
    text = sheet.string(name)
    if len(text) < 2:
        return False
    found = gazetteer().candidates(text)
    if any(_in_full(place, text) or place.level == "country" for place in found):
        return True
    return name.margin < _UNCLEAR and any(place.level in ("prefecture", "province", "city") for place in found)


def _in_full(place: Division, text: str) -> bool:
    return place.name == text and place.level in ("province", "prefecture", "county") and len(text) >= _LEAST


def _overlooked(sheet: Sheet) -> Iterator[Name]:
    works: list[tuple[int, int]] | None = None
    tokens = sheet.words.tokens
    done = 0
    for at, first in enumerate(tokens):
        if first.start < done or first.tag in _NOT_A_PART or (first.start in sheet.by_start and first.end - first.start >= _LEAST):
            continue
        for last in range(min(at + _WORDS, len(tokens)) - 1, at - 1, -1):
            start, end = first.start, tokens[last].end
            if end - start < _LEAST or end - start > 15 or tokens[last].tag in _NOT_A_PART or not _known(sheet.text[start:end]):
                continue
            if works is None:
                works = [work.span() for work in _WORKS.finditer(sheet.text)]
            if _open(sheet, start, end) and not any(a < start and end < b for a, b in works):
                yield Name(start, end, "LOC", _MARGIN)
                done = end
            break


def _open(sheet: Sheet, start: int, end: int) -> bool:
    """Whether no name is there but shreds of a foreign city or state that the list has whole: 亚的|斯亚贝巴."""
    inside = [name for name in sheet.names if name.start < end and start < name.end]
    if not inside:
        return True
    shreds = all(start <= name.start and name.end <= end and name.end - name.start < end - start and not name.sure for name in inside)
    return shreds and any(not place.code.isdigit() for place in gazetteer().candidates(sheet.text[start:end]))


def _known(text: str) -> bool:
    return ("LOC", text) not in refused() and any(
        place.level != "township" and place.name == text for place in gazetteer().candidates(text)
    )
