"""Takes persons that the tagger read together with their title, gives the name alone: 王主席 is 王, beside a title.

An office is not part of a name: the next holder has it too. Forms of address (李女士) likewise.
"""

from __future__ import annotations

from dataclasses import replace

from converter.annotate.steps.lexicon import surname, titles
from converter.annotate.steps.sheet import Name, Sheet

_LONGEST = 6  # characters of a title as it stands in a name that the tagger gave
_FULL = 2  # characters of the shortest full name
_FAMILIAR = frozenset("小老大")  # 小王, 老李: with a title after it nobody in particular


def cut_titles(sheet: Sheet) -> Sheet:
    """Persons without the title after or before them; one that was nothing but a title is dropped."""
    return sheet.having(cut for name in sheet.names if (cut := _cut(sheet, name)) is not None)


def _cut(sheet: Sheet, name: Name) -> Name | None:
    if name.kind != "PER" or name.sure:
        return name
    text = sheet.string(name)
    if (begun := _begun(sheet, name)) and len(text) - begun >= _FULL:
        return replace(name, end=name.end - begun)
    for length in range(min(_LONGEST, len(text)), 0, -1):
        if length > 1 and text[-length:] in titles():
            rest = text[:-length].removesuffix("副").removesuffix("总")
            if not rest or rest in _FAMILIAR or (len(rest) == 1 and surname(rest) is None):
                return None
            return replace(name, end=name.start + len(rest))
    for length in range(min(_LONGEST, len(text) - 2), 1, -1):
        if text[:length] in titles():
            return replace(name, start=name.start + length)
    return name


def _begun(sheet: Sheet, name: Name) -> int:
    """How many characters at the name's end begin a title that the next word completes: 朱德总|司令."""
    after = sheet.words.by_start.get(name.end)
    if after is None:
        return 0
    rest = sheet.text[after.start : after.end]
    return next((length for length in (2, 1) if sheet.text[name.end - length : name.end] + rest in titles()), 0)
