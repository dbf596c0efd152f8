"""Takes the names of a page in the Traditional script, drops the persons for whom nothing speaks but a doubting tagger.

Taggers learned from the news in Simplified characters. In the serials, poems and classical prose of older papers, where nobody is called by an
office and nobody "says" in the newspaper's way, what they doubt is mostly a phrase: less than one in three was somebody on the pages of 1939.
"""

from __future__ import annotations

from collections import Counter

from converter.annotate.steps.lexicon import is_chinese_person
from converter.annotate.steps.roles import roles
from converter.annotate.steps.sheet import Name, Page, Sheet

_DOUBTFUL = 1.0  # nats
_FULL = 3  # characters of a full name that is hardly a word
_I = ("余", "予", "吾")  # who writes calls himself so: 余前次 is "I, the last time"
_TWICE = 2


def old_print(page: Page) -> Page:
    """Persons that the tagger doubts stay if they have a title, a full name of three characters, or are named twice on the page."""
    if not any(sheet.traditional for sheet in page):
        return page
    named = Counter(sheet.string(name) for sheet in page for name in sheet.names if name.kind == "PER")
    return tuple(_without_doubtful(sheet, named) if sheet.traditional else sheet for sheet in page)


def _without_doubtful(sheet: Sheet, named: Counter[str]) -> Sheet:
    beside = {edge for span in roles(sheet) for edge in span}
    return sheet.having(name for name in sheet.names if not _doubtful(sheet, name, beside, named))


def _doubtful(sheet: Sheet, name: Name, beside: set[int], named: Counter[str]) -> bool:
    text = sheet.string(name)
    if name.kind != "PER" or name.sure or name.start in beside or name.end in beside or named[text] >= _TWICE:
        return False
    if name.margin >= _DOUBTFUL:
        return len(text) == 2 and text.startswith(_I)
    full = len(text) == _FULL and is_chinese_person(text) and not text.startswith(_I)
    return not full
