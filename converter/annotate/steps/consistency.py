"""Takes all blocks of a page, gives each name the same reading wherever the page prints it.

A newspaper names a person in full once and spells the name alike all over the page, so a clear mention decides for an unclear one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from converter.annotate.steps.lexicon import organisation_ending
from converter.annotate.steps.sheet import Kind, Name, Page, Sheet

_WINS = 1.5  # the majority's weight over the next class's
_CLEAR = 2.0  # nats
_VERY_CLEAR = 2.5
_OFTEN = 3
_RURAL = ("村", "乡", "镇", "县")
_WORKS = re.compile("《[^》]*》")


def _persons(page: Page) -> dict[str, list[Name]]:
    out: dict[str, list[Name]] = defaultdict(list)
    for sheet in page:
        for name in sheet.names:
            if name.kind == "PER":
                out[sheet.string(name)].append(name)
    return out


def complete_names(page: Page) -> Page:
    """A person's name that is the beginning of a longer one of the page, which stands right there, is that one."""
    persons = _persons(page)
    longer: dict[str, list[str]] = defaultdict(list)
    for text in persons:
        for length in range(1, len(text)):
            if text[:length] in persons:
                longer[text[:length]].append(text)
    return tuple(_completed(sheet, persons, longer) for sheet in page) if longer else page


def _completed(sheet: Sheet, persons: dict[str, list[Name]], longer: dict[str, list[str]]) -> Sheet:
    new = []
    for name in sheet.names:
        text = sheet.string(name)
        for whole in sorted(longer.get(text, ()) if name.kind == "PER" else (), key=len, reverse=True):
            end = name.start + len(whole)
            known = persons[whole]
            trusted = len(known) >= len(persons[text]) or any(one.sure or one.margin > _CLEAR for one in known)
            if trusted and sheet.text.startswith(whole, name.start) and sheet.free(name.end, end):
                new.append(replace(name, end=end))
                break
    return sheet.placing(new) if new else sheet


def majority(page: Page) -> Page:
    """A string that the page gives two classes gets the one that outweighs the other, each mention by its margin."""
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    for sheet in page:
        for name in sheet.names:
            votes[sheet.string(name)][name.kind] += max(1, round(name.margin * 100))  # whole numbers: no order of adding matters
    decided: dict[str, Kind] = {}
    for text, counted in votes.items():
        if len(counted) > 1:
            (first, most), (_, next_most) = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:2]
            if most >= _WINS * next_most:
                decided[text] = first
    if not decided:
        return page
    return tuple(
        sheet.having(replace(name, kind=name.kind if name.sure else decided.get(sheet.string(name), name.kind)) for name in sheet.names)
        for sheet in page
    )


def repeat_names(page: Page) -> Page:
    """What is clearly a name in one place of the page is one wherever it stands untagged, but in the title of a work."""
    known = _repeatable(page)
    if not known:
        return page
    pattern = re.compile("|".join(map(re.escape, sorted(known, key=lambda text: (-len(text), text)))))
    return tuple(_repeated(sheet, pattern, known) for sheet in page)


def _repeatable(page: Page) -> dict[str, Name]:
    found: dict[tuple[str, Kind], list[Name]] = defaultdict(list)
    for sheet in page:
        for name in sheet.names:
            found[sheet.string(name), name.kind].append(name)
    out: dict[str, Name] = {}
    for (text, kind), names in found.items():
        best = max(names, key=lambda name: (name.sure, name.margin))
        if _trusted(text, kind, names, best) and (text not in out or out[text].margin < best.margin):
            out[text] = best
    return out


def _trusted(text: str, kind: Kind, names: list[Name], best: Name) -> bool:
    if kind == "PER":
        return len(text) >= 3 or (len(text) == 2 and (best.sure or (len(names) >= _OFTEN and best.margin > _VERY_CLEAR)))
    if kind == "LOC":
        return len(text) >= 3 and (text.endswith(_RURAL) or len(names) > 1)
    return len(text) >= 5 and organisation_ending(text) is not None


def _repeated(sheet: Sheet, pattern: re.Pattern[str], known: dict[str, Name]) -> Sheet:
    works: list[tuple[int, int]] | None = None
    new = []
    for match in pattern.finditer(sheet.text):
        start, end = match.span()
        if start in sheet.by_start or not sheet.free(start, end):
            continue
        if works is None:
            works = [work.span() for work in _WORKS.finditer(sheet.text)]
        if not any(a < start and end < b for a, b in works):
            model = known[match.group()]
            new.append(Name(start, end, model.kind, model.margin))
    return sheet.placing(new) if new else sheet
