"""Takes lists parted by 、, gives their members one kind: in a roll of persons each item that can be a person's name is one.

Rolls of delegates, committees and crews are where the press prints names that are words of the language (任远, 边发).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.annotate.steps.lexicon import is_chinese_person
from converter.annotate.steps.sheet import Name, Sheet

# An item of a roll: a name, and in brackets what tells the bearer apart: （女）, （回族）
_ITEM = re.compile(r"([^、，。；：！？“”《》（）()\s]{1,20}?)(?:[（(][^（）()。]{1,12}[）)])*(?=[、，。；（）等]|出席|参加|列席|陪同|$)")
_ENDS = ("。", "；", "等", "（", "(", "出席", "参加", "列席", "陪同")
_LEAST = 2  # members that the tagger knew


_VERB = re.compile("[到有派与及为系即如计]")  # 到某某、某某等六十余人


def _after_verb(sheet: Sheet, start: int, end: int) -> Name | None:
    """The person of an item that a verb of one character opens."""
    name = sheet.by_end.get(end)
    return name if name and name.kind == "PER" and name.start == start + 1 and _VERB.match(sheet.text, start) else None


def name_lists(sheet: Sheet) -> Sheet:
    """In a list with at least two known persons, and more of them than of other things, items shaped as Chinese names are persons."""
    if "、" not in sheet.text:
        return sheet
    new = [name for members in _lists(sheet.text) for name in _persons(sheet, members)]
    return sheet.placing(new) if new else sheet


def _lists(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of three items or more that 、 parts; the first and the last may hold more than their item."""
    at = text.find("、")
    while at >= 0:
        run = [(max(0, at - 4), at)]
        while at < len(text) and text[at] == "、" and (item := _ITEM.match(text, at + 1)):
            run.append(item.span(1))
            at = item.end()
        if len(run) >= 3:
            yield run
        at = text.find("、", max(at, run[-1][1]) + (at < len(text) and text[at : at + 1] == "、"))


def _persons(sheet: Sheet, members: list[tuple[int, int]]) -> Iterator[Name]:
    # what 等, a stop or a bracket ends is an item to its last character; what 和 or a comma ends may run on
    whole = members[-1][1] == len(sheet.text) or sheet.text.startswith(_ENDS, members[-1][1])
    inner = members[1:] if whole else members[1:-1]
    known = [name for start, end in inner if (name := sheet.by_start.get(start)) and name.end == end]
    persons = [name for name in known if name.kind == "PER"]
    persons += [name for start, end in inner if start not in sheet.by_start and (name := _after_verb(sheet, start, end))]
    outer = (sheet.by_end.get(members[0][1]), None if whole else sheet.by_start.get(members[-1][0]))
    persons += [name for name in outer if name and name.kind == "PER"]
    others = len(members) - len(persons)
    if len(persons) < _LEAST or len(persons) < others:
        return
    margin = min(name.margin for name in persons)
    for start, end in inner:
        old = sheet.by_start.get(start)
        if (old is None or old.end != end or old.kind != "PER") and is_chinese_person(sheet.text[start:end]):
            yield Name(start, end, "PER", margin)
