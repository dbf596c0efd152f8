"""Takes places that the tagger cut short, misread or overlooked, gives them by the word for what they are and by the gazetteer."""

from __future__ import annotations

from dataclasses import replace

from converter.annotate.steps.sheet import Name, Sheet

_TAILS = frozenset("村乡镇县市区省州旗盟")
_RURAL = frozenset("村乡镇县")


def place_tails(sheet: Sheet) -> Sheet:
    """A place takes the one-character word after it that says what it is (兴|县); 坪村 takes the noun before it (寨则|坪村)."""
    out: list[Name] = []
    for name in sheet.names:
        if name.kind == "LOC" and not name.sure:
            name = _with_beginning(sheet, _with_tail(sheet, name))
        out.append(name)
    return sheet.having(out)


def _with_tail(sheet: Sheet, name: Name) -> Name:
    token = sheet.words.by_start.get(name.end)
    if token and token.end == token.start + 1 and sheet.text[token.start] in _TAILS and sheet.text[name.end - 1] not in _TAILS:
        return replace(name, end=token.end)
    return name


def _with_beginning(sheet: Sheet, name: Name) -> Name:
    text = sheet.string(name)
    token = sheet.words.by_end.get(name.start)
    if len(text) == 2 and text[1] in _RURAL and token and token.tag in ("n", "nz", "nr", "ns") and sheet.free(token.start, token.end):
        return replace(name, start=token.start)
    return name
