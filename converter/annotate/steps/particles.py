"""Takes persons with a word of the sentence stuck to their end, gives the name alone: 王小明为 is 王小明.

A Chinese with a surname of one character has a name of three at the most; a fourth that is a preposition, an adverb or a verb belongs to
what follows.
"""

from __future__ import annotations

from dataclasses import replace

from converter.annotate.steps.lexicon import surname
from converter.annotate.steps.sheet import Sheet

_WORDS = frozenset("为都同等将在及向还又也与和不已曾说任是被把从到摄绘")

# words that no given name ends with
_NEVER = ("今天", "昨天", "今日", "昨日", "明天", "日前", "近日", "当天", "当日", "今晨", "昨晚", "未能", "并", "等")
_LEAST = 2  # characters that are left of a name


def cut_particles(sheet: Sheet) -> Sheet:
    """Persons without such a word after three characters that begin with a surname, and without words of time, 并 or 等 in any case."""
    return sheet.having(
        replace(name, end=name.end - stuck) if name.kind == "PER" and not name.sure and (stuck := _stuck(sheet.string(name))) else name
        for name in sheet.names
    )


def _stuck(text: str) -> int:
    """How many characters at the end belong to what follows."""
    word = next((word for word in _NEVER if text.endswith(word) and len(text) - len(word) >= _LEAST), "")
    if word:
        return len(word)
    return int(len(text) == 4 and text[-1] in _WORDS and len(surname(text) or "") == 1)
