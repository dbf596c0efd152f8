"""Takes the names of the user's authority files and the blocks of a page, marks those names wherever the page prints them, kind as listed.

A list of names was made by someone who knows them: it wins over the tagger. What it does not win over: the formula of a byline, and a longer
name that has it inside (昆山 in 昆山市, 江南制造局 in 江南制造局工会), which is another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from converter.annotate.authorities import Authority, EntryType
from converter.annotate.steps.sheet import CERTAIN, Kind, Name, Page, Sheet
from converter.scripts import fold

_KINDS: Mapping[EntryType, Kind] = {"person": "PER", "place": "LOC", "org": "ORG"}
_FIRM = 3  # characters: a name so long is hardly ever the end of one word and the beginning of the next
_HAN = "\u2e80"  # the first of the ideographs and what belongs to them
_DOTS = frozenset("·・•‧")


@dataclass(frozen=True, slots=True)
class Listed:
    """Names, folded, with their kinds; lengths: by the first two characters of a name, how long such names are, the longest first."""

    kinds: Mapping[str, Kind]
    lengths: Mapping[str, tuple[int, ...]]


def listed(authorities: Sequence[Authority]) -> Listed:
    """The names of two characters or more. A name that a file lists as two kinds of thing tells nothing; the first file that has it counts."""
    kinds: dict[str, Kind] = {}
    for authority in authorities:
        found: dict[str, set[Kind]] = {}
        for entry in authority.entries:
            for name in map(fold, (entry.name, *entry.also)):
                found.setdefault(name, set()).add(_KINDS[entry.type])
        for name, own in found.items():
            if len(own) == 1 and len(name) > 1:
                kinds.setdefault(name, *own)
    lengths: dict[str, set[int]] = {}
    for name in kinds:
        lengths.setdefault(name[:2], set()).add(len(name))
    return Listed(kinds, {key: tuple(sorted(own, reverse=True)) for key, own in lengths.items()})


def mark_listed(page: Page, names: Listed) -> Page:
    """The page with these names, the longest at each place; what they overlap gives way."""
    return tuple(_marked(sheet, names) for sheet in page) if names.kinds else page


def _marked(sheet: Sheet, names: Listed) -> Sheet:
    for name in _found(sheet, names):
        rivals = [old for old in sheet.names if old.start < name.end and name.start < old.end]
        if not any(old.sure or _contains(sheet, old, name) for old in rivals):
            sheet = sheet.having([*(old for old in sheet.names if old not in rivals), name])
    return sheet


def _found(sheet: Sheet, names: Listed) -> Iterator[Name]:
    text = fold(sheet.text)
    at = 0
    while at < len(text) - 1:
        for length in names.lengths.get(text[at : at + 2], ()):
            kind = names.kinds.get(text[at : at + length])
            if kind and _apart(sheet, at, at + length, kind) and not _whole_title(text, at, at + length):
                yield Name(at, at + length, kind, CERTAIN)
                at += length - 1
                break
        at += 1


def _apart(sheet: Sheet, start: int, end: int, kind: Kind) -> bool:
    """Whether the tagger's words allow that a name stands there: they begin and end with it. One edge is enough for a longer name, and for a
    person whom the tagger has with more at the end. Words of other scripts than Han need no tagger to be told apart.
    """
    text = sheet.text
    if _inside_word(text, start) or _inside_word(text, end):
        return False
    opens = start in sheet.words.by_start or text[start] < _HAN
    closes = end in sheet.words.by_end or text[end - 1] < _HAN
    person = sheet.by_start.get(start)
    return (opens and (closes or (kind == "PER" and person is not None and person.kind == kind))) or (
        (opens or closes) and end - start >= _FIRM
    )


def _inside_word(text: str, at: int) -> bool:
    """Whether letters of the Latin, Greek or Cyrillic script, or digits, run on across this place."""
    return 0 < at < len(text) and all(char.isalnum() and char < _HAN for char in text[at - 1 : at + 1])


def _whole_title(text: str, start: int, end: int) -> bool:
    """《山西日报》 is the title of a work, which is no name of somebody or something."""
    return text[max(0, start - 1) : start] == "《" and text[end : end + 1] == "》"


def _contains(sheet: Sheet, old: Name, new: Name) -> bool:
    """Whether the old name is a longer one than the new, and not just a person with a word of the sentence stuck to the end."""
    if not (old.start <= new.start and new.end <= old.end and old.end - old.start > new.end - new.start):
        return False
    stuck = old.kind == new.kind == "PER" and old.start == new.start and not _DOTS.intersection(sheet.string(old))
    return not stuck
