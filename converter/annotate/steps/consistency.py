"""Takes all blocks of a page, gives each name the same reading wherever the page prints it.

A newspaper names a person in full once and spells the name alike all over the page, so a clear mention decides for an unclear one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from converter.annotate.places import gazetteer
from converter.annotate.steps.lexicon import is_chinese_person, organisation_ending, words
from converter.annotate.steps.sheet import Kind, Name, Page, Sheet

_WINS = 1.5  # the majority's weight over the next class's
_CLEAR = 2.0  # nats
_VERY_CLEAR = 2.5
_OFTEN = 3
_NAMING = words("n nz nr f m a d q")  # words that end given names by chance; verbs, particles and prepositions go on
_DERIVED = ("主义", "语", "文版")  # 马克思|主义, 西班牙|语: words made from a name
_LEAST_STEM = 3  # characters of a village's name without 村 that nothing else can mean
_DOUBTFUL = 0.9  # nats
_STATES = frozenset("美英法德意俄苏日")
_LONG = 4  # characters
_GOES_ON = ("城", "域", "长", "委")  # 县城, 区域, 市长, 县委: here the word goes on
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


def complete_places(page: Page) -> Page:
    """A place that is the beginning of a longer one of the page, which stands right there, is that one: 五台 in 五台山."""
    known: dict[str, float] = {}
    for sheet in page:
        for name in sheet.names:
            if name.kind == "LOC":
                text = sheet.string(name)
                known[text] = max(known.get(text, name.margin), name.margin)
    longer: dict[str, list[str]] = defaultdict(list)
    for text, margin in known.items():
        for length in range(2, len(text) if margin > _CLEAR else 0):
            if text[:length] in known:
                longer[text[:length]].append(text)
    return tuple(_extended(sheet, longer) for sheet in page) if longer else page


def _extended(sheet: Sheet, longer: dict[str, list[str]]) -> Sheet:
    new = []
    for name in sheet.names:
        for whole in sorted(longer.get(sheet.string(name), ()) if name.kind == "LOC" else (), key=len, reverse=True):
            end = name.start + len(whole)
            if sheet.text.startswith(whole, name.start) and sheet.free(name.end, end) and end in sheet.words.by_end:
                if not sheet.text.startswith(_GOES_ON, end):
                    new.append(replace(name, end=end))
                break
    return sheet.placing(new) if new else sheet


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


def states_before(page: Page) -> Page:
    """A state in one character that the tagger took for the beginning of a foreign minister's name, which the page has without it: 德|里宾特洛甫."""
    whole = {text for text in _persons(page) if len(text) >= _LONG}
    return tuple(sheet.having(part for name in sheet.names for part in _without_state(sheet, name, whole)) for sheet in page)


def _without_state(sheet: Sheet, name: Name, whole: set[str]) -> tuple[Name, ...]:
    text = sheet.string(name)
    if name.kind != "PER" or name.sure or text[0] not in _STATES or text[1:] not in whole:
        return (name,)
    return replace(name, end=name.start + 1, kind="LOC"), replace(name, start=name.start + 1)


def steady_endings(page: Page) -> Page:
    """A person of two characters whom the page never prints without the same character after it is called so in full: 曹某|中."""
    followers: dict[str, Counter[str]] = defaultdict(Counter)
    for sheet in page:
        for name in sheet.names:
            if name.kind == "PER" and name.end - name.start == 2:
                followers[sheet.string(name)][_follower(sheet, name)] += 1
    whole = {text for text, counted in followers.items() if len(counted) == 1 and counted.total() > 1 and "" not in counted}
    if not whole:
        return page
    return tuple(
        sheet.having(
            replace(name, end=name.end + 1) if name.kind == "PER" and not name.sure and sheet.string(name) in whole else name
            for name in sheet.names
        )
        for sheet in page
    )


def _follower(sheet: Sheet, name: Name) -> str:
    """The word of one character after a name that has room for it and lacks it; empty for a word that sentences go on with."""
    token = sheet.words.by_start.get(name.end)
    if token is None or token.end != token.start + 1 or token.tag not in _NAMING or not sheet.free(token.start, token.end):
        return ""
    text = sheet.text[name.start : token.end]
    return text[-1] if is_chinese_person(text) else ""


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
    """What is clearly a name in one place of the page is one wherever it stands untagged, but in the title of a work.

    A village named in full is meant by its name without 村 too: papers write the word once and then drop it.
    """
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
    for text, best in list(out.items()):
        if best.kind == "LOC" and text.endswith(_RURAL):
            start, end, _ = gazetteer().levels(text)[-1]
            if end - start >= _LEAST_STEM + 1:
                out.setdefault(text[start : end - 1], replace(best, margin=min(best.margin, _DOUBTFUL)))
    return out


def _trusted(text: str, kind: Kind, names: list[Name], best: Name) -> bool:
    if kind == "PER":
        return len(text) >= 3 or (len(text) == 2 and len(names) >= _OFTEN and best.margin > _VERY_CLEAR)
    if kind == "LOC":
        return len(text) >= 3 and (text.endswith(_RURAL) or len(names) > 1)
    return len(text) >= 5 and organisation_ending(text) is not None


def _pieces(inside: list[Name], model: Name, start: int, end: int) -> bool:
    """Whether the names there are shreds of a sure name, or of a long foreign one, that the page has whole: 内|塔尼亚|胡."""
    whole = model.sure or (model.end - model.start >= _LONG and model.margin > _CLEAR)
    return whole and all(start <= name.start and name.end <= end and not name.sure for name in inside)


def _repeated(sheet: Sheet, pattern: re.Pattern[str], known: dict[str, Name]) -> Sheet:
    works: list[tuple[int, int]] | None = None
    new = []
    for match in pattern.finditer(sheet.text):
        start, end = match.span()
        if sheet.by_start.get(start) is not None and sheet.by_start[start].end >= end:
            continue
        inside = [name for name in sheet.names if name.start < end and start < name.end]
        if inside and not _pieces(inside, known[match.group()], start, end):
            continue
        if works is None:
            works = [work.span() for work in _WORKS.finditer(sheet.text)]
        if not any(a < start and end < b for a, b in works) and not sheet.text.startswith(_DERIVED, end):
            model = known[match.group()]
            new.append(Name(start, end, model.kind, model.margin))
    return sheet.placing(new) if new else sheet
