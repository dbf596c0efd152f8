"""Takes names that the tagger cut at a middle dot, gives them whole: 玛丽·居里 is one person.

In Chinese print the dot stands between the parts of a foreign person's name and, but for titles of columns, nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from converter.annotate.steps.lexicon import is_foreign
from converter.annotate.steps.sheet import Name, Sheet

_DOTS = "·・•‧"
_UNSURE = 1.5  # nats: a noun that leads by less may as well be part of a foreign name
_UNLIKELY = -1.0  # nats: a word of whatever class that the tagger hardly believes itself; only as the second part (阿卜杜拉·买买提)
_LOOSE = 1.0  # nats: one character between two foreign names, which never stand side by side


class _Part(NamedTuple):
    start: int
    end: int
    tag: str
    margin: float

    @property
    def nameable(self) -> bool:
        return self.tag in ("PER", "LOC", "ORG", "nz") or (self.tag == "n" and self.margin < _UNSURE)


def join_dotted(sheet: Sheet) -> Sheet:
    """At each dot the parts on both sides are joined, if one is a person and the other a name or a doubtful noun."""
    for at, char in enumerate(sheet.text):
        if char in _DOTS:
            left, right = _before(sheet, at), _after(sheet, at + 1)
            if left and right and left.nameable and (right.nameable or _follows(left, right)) and "PER" in (left.tag, right.tag):
                sheet = sheet.placing([Name(left.start, right.end, "PER", min(left.margin, right.margin))])
    return sheet.placing(_reaching_back(sheet)) if any(dot in sheet.text for dot in _DOTS) else sheet


def _follows(left: _Part, right: _Part) -> bool:
    return left.tag == "PER" and right.end - right.start > 1 and right.tag != "w" and right.margin < _UNLIKELY


def _reaching_back(sheet: Sheet) -> Iterator[Name]:
    """卡瑟姆|若|马尔特·托卡耶夫: a foreign name cut at a character that is a word elsewhere; not 马克龙对朔尔茨, of which the tagger is sure."""
    for name in sheet.names:
        between = sheet.words.by_end.get(name.start)
        if name.kind != "PER" or not any(dot in sheet.string(name) for dot in _DOTS) or between is None:
            continue
        first = sheet.by_end.get(between.start)
        loose = between.end - between.start == 1 and between.tag != "w" and between.margin < _LOOSE
        if loose and first and first.kind == "PER" and is_foreign(sheet.string(first)):
            yield Name(first.start, name.end, "PER", min(first.margin, name.margin))


def _before(sheet: Sheet, end: int) -> _Part | None:
    if name := sheet.by_end.get(end):
        return _Part(name.start, name.end, name.kind, name.margin)
    token = sheet.words.by_end.get(end)
    return _Part(token.start, token.end, token.tag, token.margin) if token and sheet.free(token.start, token.end) else None


def _after(sheet: Sheet, start: int) -> _Part | None:
    if name := sheet.by_start.get(start):
        return _Part(name.start, name.end, name.kind, name.margin)
    token = sheet.words.by_start.get(start)
    return _Part(token.start, token.end, token.tag, token.margin) if token and sheet.free(token.start, token.end) else None
