"""Takes the offices beside persons, gives the body in which the office is held as an organisation: 县委 in 县委书记 X, 市林业局 in 市林业局局长 X.

A local paper says the county's committee without the county, since every reader knows which. Taggers read 县委书记 as one word.
"""

from __future__ import annotations

from collections.abc import Iterator

from converter.annotate.steps.lexicon import organisation_ending, organisation_endings, refused
from converter.annotate.steps.roles import roles
from converter.annotate.steps.sheet import Name, Sheet

_LEVELS = frozenset("省市县区州盟旗乡镇村")
_LONGEST = 8  # characters: 县人大常委会, 市教育工作委员会
_TOGETHER = 4  # offices that one person holds
_WORD = 3  # characters
_MARGIN = 1.0  # nats: the office vouches for it


def offices(sheet: Sheet) -> Sheet:
    """The bodies of a province, city, county, township or village before an office and its holder are organisations, where no place begins them."""
    for _ in range(_TOGETHER):  # a body tells that what stands before it is an office of the same person
        new = [body for body in bodies(sheet) if body.start not in sheet.by_end]
        if not new:
            break
        sheet = sheet.placing(new)
    return sheet


def bodies(sheet: Sheet) -> Iterator[Name]:
    """Such bodies, without the place that may stand before them (北京|市委)."""
    for start, end in roles(sheet):
        if end not in sheet.by_start and not sheet.text.startswith(("、", "兼", "暨"), end):
            continue  # an office after the name: its body stands before the name
        for length in range(min(_LONGEST, start), 1, -1):
            at = start - length
            text = sheet.text[at:start]
            if at in sheet.words.by_start and _is_body(text) and sheet.free(at, start):
                yield Name(at, start, "ORG", _MARGIN)
                break


def _is_body(text: str) -> bool:
    """A word for a level of government with what it has (市林业局), or a body that is named by one word: 政法委, 组织部."""
    if "、" in text or "，" in text:
        return False
    if text[0] in _LEVELS:
        return text in organisation_endings() or organisation_ending(text) is not None
    return text in organisation_endings() and len(text) >= _WORD and ("ORG", text) not in refused()
