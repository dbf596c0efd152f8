"""Takes names that the tagger read together with a title, gives the name alone: 王主席 is 王, 甲国国务卿 before a person is 甲国.

An office is not part of a name: the next holder has it too. Forms of address (李女士) likewise.
"""

from __future__ import annotations

from dataclasses import replace

from converter.annotate.places import gazetteer
from converter.annotate.steps.lexicon import surname, titles
from converter.annotate.steps.sheet import Name, Sheet

_LONGEST = 6  # characters of a title as it stands in a name that the tagger gave
_OLDEST = 3  # characters of a full name; 蔣氏 and 張王氏 are called so
_FULL = 2  # characters of the shortest full name
_FAMILIAR = frozenset("小老大")  # 小王, 老李: with a title after it nobody in particular


def cut_titles(sheet: Sheet) -> Sheet:
    """Persons without the title after or before them; one that was nothing but a title is dropped."""
    return sheet.having(cut for name in sheet.names if (cut := _cut(sheet, name)) is not None)


def _cut(sheet: Sheet, name: Name) -> Name | None:
    if name.sure:
        return name
    if name.kind != "PER":
        return _without_holder(sheet, name)
    text = sheet.string(name)
    if (ended := _ended(sheet, name)) and len(text) - ended >= _FULL:
        return replace(name, start=name.start + ended)
    if (begun := _begun(sheet, name)) and len(text) - begun >= _FULL:
        return replace(name, end=name.end - begun)
    if sheet.traditional and len(text) > _OLDEST and text.endswith("氏"):  # 蔣介石氏: Mr of the old press
        return replace(name, end=name.end - 1)
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


def _without_holder(sheet: Sheet, name: Name) -> Name | None:
    """A place or body whose end is the office of the person named right after it, without that office; None if it was only an office."""
    text = sheet.string(name)
    holder = sheet.by_start.get(name.end)
    if holder is None or holder.kind != "PER":
        return None if text in titles() else name
    for length in range(min(_LONGEST, len(text)), 1, -1):
        if text[-length:] in titles():
            rest = text[:-length].removesuffix("副")
            if not rest:
                return None
            return replace(
                name, end=name.start + len(rest), kind="LOC" if name.kind == "LOC" or gazetteer().candidates(rest) else name.kind
            )
    return name


def _ended(sheet: Sheet, name: Name) -> int:
    """1 if the name's first character ends a title that begins before it: 总|董某某. Not after 老总 and 副总, which are whole."""
    title = sheet.text[max(0, name.start - 1) : name.start + 1]
    whole = sheet.text[max(0, name.start - 2) : name.start] in ("老总", "副总")
    return 1 if len(title) == 2 and title in titles() and not whole and sheet.free(name.start - 1, name.start) else 0


def _begun(sheet: Sheet, name: Name) -> int:
    """How many characters at the name's end begin a title that the next word completes: 朱德总|司令."""
    after = sheet.words.by_start.get(name.end)
    if after is None:
        return 0
    rest = sheet.text[after.start : after.end]
    return next((length for length in (2, 1) if sheet.text[name.end - length : name.end] + rest in titles()), 0)
