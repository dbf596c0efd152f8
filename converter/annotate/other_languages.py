"""Takes the blocks of articles that are not Chinese, gives the spans that need no tagger: what would be guesswork is left unmarked.

The tagger and its steps know Chinese print only: in a column of English they take words for surnames. What says itself, whatever the
language, is marked: names of bylines, the town of a dateline, names of the user's lists; dates with their year, whole numbers with a unit
that is written alike everywhere. 3,5 and 1.200 are left: what the comma and the point part differs from language to language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converter.annotate.dates import find_western
from converter.annotate.listed_names import Listed, mark_listed
from converter.annotate.names import Block, sheet_of, spans_of
from converter.annotate.steps import CERTAIN, Name
from converter.dates import is_calendar_word
from converter.model import Span

_FIGURE = re.compile(
    r"(?<![\w.,:/'’%–—-])(?<!\d[ \u00a0\u202f])(?P<figure>\d+)[ \u00a0\u202f]?(?P<unit>%|‰|°C|km²|km|kg|cm|mm|kWh|MWh|kW|MW|GB|MB)(?![\w²³/%])"
)

_BIG = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĪĮİŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]"
_SMALL = (
    "(?:a|am|an|auf|bei|d|da|de|del|della|der|des|di|do|du|en|et|i|im|in|la|las|le|les|los|ob|of|on|sous|sur|the|und|upon|v|van|von|zu)"
)
_WORD = rf"(?:{_BIG}[\w'’.]*|{_SMALL}\.?|[dl]['’]{_BIG}[\w'’]*)"
_TOWN = re.compile(rf"{_BIG}[\w'’.]*(?:[ -]{_WORD}){{0,5}}")
# Where the town ends: LEEDS, Yorks., April 5 (Reuters)— · Torgau (dpa). · ROMA — · BERLIN: · Lyon, le 3 mai · Paris 5 May. A point ends it too,
# but for that of an abbreviation: Frankfurt a. M., St. Louis.
_END = re.compile(r"[,(\[:;—–]|\s-|\s\d|(?<=\w\w\w)\.(?:\s|$)|(?<!\bSt)(?<!\bSte)(?<!\bMt)(?<!\bFt)\.$")
_LONGEST = 40  # characters of a town
# A dateline may open with who reports
_SENDER = re.compile(
    r"\b(?:our|own|special|by|from|unser\w*|eigen\w*|notre|nostro|correspond\w+|korrespond\w+|corrispond\w+|report\w*|bericht\w*|drahtbericht"
    r"|telegra\w+|agenc\w+|afp|ap|dpa|upi|reuters?|ansa|efe|tass|xinhua)\b",
    re.IGNORECASE,
)


def find_plain_names(blocks: Sequence[Block], given: Listed | None = None) -> list[tuple[Span, ...]]:
    """For each block its persName, placeName, orgName and roleName spans, in order, none over another."""
    page = tuple(sheet_of(block, block.text, ()) for block in blocks)
    page = tuple(sheet.placing(_town(block.text)) if block.kind == "dateline" else sheet for block, sheet in zip(blocks, page, strict=True))
    if given:
        page = mark_listed(page, given)
    return [spans_of(block, sheet) for block, sheet in zip(blocks, page, strict=True)]


def _town(text: str) -> Iterator[Name]:
    start = len(text) - len(text.lstrip(" ([\n"))
    end = found.start() if (found := _END.search(text, start)) else len(text)
    town = text[start:end].rstrip()
    named = _TOWN.fullmatch(town) and not _SENDER.search(town) and not any(map(is_calendar_word, town.split()))
    if named and len(town) <= _LONGEST:
        yield Name(start, start + len(town), "LOC", CERTAIN, sure=True)


def find_plain_spans(text: str) -> tuple[Span, ...]:
    """The dates that say their year and the measures that are sure, in order: 12 mai 2024, May 3, 2024, 2024-05-03, 12 %, 40 km."""
    dates = find_western(text)
    measures = [
        Span(found.start(), found.end(), "measure", (("quantity", str(int(found["figure"]))), ("unit", found["unit"])))
        for found in _FIGURE.finditer(text)
        if not any(found.start() < date.end and date.start < found.end() for date in dates) and not _in_range(text, found.start())
    ]
    return tuple(sorted((*dates, *measures), key=lambda span: span.start))


_RANGE = re.compile(r"\d\s?%?\s*(?:to|bis|à|a|and|et|und|or|ou|oder|[–—-])\s*$", re.IGNORECASE)
_BEFORE = 12  # characters in which the first figure of a range stands


def _in_range(text: str, start: int) -> bool:
    """5 to 10 %: the second figure alone would say another quantity than the text."""
    return _RANGE.search(text, max(0, start - _BEFORE), start) is not None
