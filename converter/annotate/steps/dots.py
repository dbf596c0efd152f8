"""Takes names that the tagger cut at a middle dot, gives them whole: 玛丽·居里 is one person.

In Chinese print the dot stands between the parts of a foreign person's name and, but for titles of columns, nowhere else.
"""

from __future__ import annotations

from typing import NamedTuple

from converter.annotate.steps.sheet import Name, Sheet

_DOTS = "·・•‧"
_UNSURE = 1.5  # nats: a noun that leads by less may as well be part of a foreign name


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
            if left and right and left.nameable and right.nameable and "PER" in (left.tag, right.tag):
                sheet = sheet.placing([Name(left.start, right.end, "PER", min(left.margin, right.margin))])
    return sheet


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
