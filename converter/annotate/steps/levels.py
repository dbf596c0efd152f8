"""Takes chains of places, gives one name per level: 山西省|交城县|天宁镇. Each level is a place of its own, with a code of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from converter.annotate.places import gazetteer
from converter.annotate.steps.sheet import Name, Sheet

_KINDS = frozenset("省市县区州盟旗乡镇村道府岛")
_CHINA = ("中国", "中华人民共和国")
_LEAST = 4  # characters of the shortest chain: 山西 and 交城


def split_levels(sheet: Sheet) -> Sheet:
    """Places that stand side by side are read as one chain if the gazetteer knows each level of it; else each is split on its own."""
    out: list[Name] = []
    for chain in _chains(sheet.names):
        if chain[0].kind != "LOC":
            out += chain
        elif whole := _levels(sheet, chain):
            out += whole
        else:
            for name in chain:
                out += _levels(sheet, [name]) or [name]
    return sheet.having(out)


def _chains(names: tuple[Name, ...]) -> Iterator[list[Name]]:
    chain: list[Name] = []
    for name in names:
        if chain and not (chain[-1].kind == name.kind == "LOC" and chain[-1].end == name.start):
            yield chain
            chain = []
        chain.append(name)
    if chain:
        yield chain


def _levels(sheet: Sheet, chain: list[Name]) -> list[Name]:
    """The levels of one name or of several; none where the gazetteer cannot tell."""
    start, end = chain[0].start, chain[-1].end
    if end - start < _LEAST:
        return []
    found = gazetteer().levels(sheet.text[start:end])
    cuts = {start + a for a, _, _ in found}
    if len(found) < 2 or not all(name.start in cuts for name in chain) or not _sound(sheet.text[start:end], found):
        return []
    margin = min(name.margin for name in chain)
    return [replace(chain[0], start=start + a, end=start + b, margin=margin) for a, b, _ in found]


def _sound(text: str, found: list[tuple[int, int, str]]) -> bool:
    """Whether no piece begins with the word that ends the one before (怀柔|县杨宋镇), and a sight stands in a division named in full."""
    for (_, cut, _), (_, end, level) in pairwise(found):
        if text[cut] in _KINDS or (level == "place" and (text[cut - 1] not in _KINDS or end - cut < 3)):
            return False
    (_, first, level), (start, end, _) = found[:2]
    abroad = level == "country" and text[:first] not in _CHINA
    return not (abroad and any(place.code.isdigit() for place in gazetteer().candidates(text[start:end])))  # 马里兰州 is not 马里|兰州
