"""Takes chains of places, gives one name per level: 山西省|交城县|天宁镇. Each level is a place of its own, with a code of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from converter.annotate.places import gazetteer
from converter.annotate.steps.sheet import Name, Sheet

_KINDS = frozenset("省市县区州盟旗乡镇村道府岛")
_CHINA = ("中国", "中华人民共和国")
_FEATURES = frozenset("山河江湖海岛峡岭谷")
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
    own = {(name.start, name.end): name.margin for name in chain}
    margin = min(own.values())
    pieces = [(start + a, start + b) for a, b, _ in found]
    return [replace(chain[0], start=a, end=b, margin=own.get((a, b), margin)) for a, b in pieces]


def _sound(text: str, found: list[tuple[int, int, str]]) -> bool:
    """Whether no piece begins with the word that ends the one before (怀柔|县杨宋镇), and a sight stands in a division named in full."""
    for (_, cut, _), (_, end, level) in pairwise(found):
        if text[cut] in _KINDS or (level == "place" and (text[cut - 1] not in _KINDS or end - cut < 3) and not _feature_of(text, cut, end)):
            return False
    (_, first, level), (start, end, _) = found[:2]
    abroad = level == "country" and text[:first] not in _CHINA
    return not (abroad and any(place.code.isdigit() for place in gazetteer().candidates(text[start:end])))  # 马里兰州 is not 马里|兰州


def _feature_of(text: str, cut: int, end: int) -> bool:
    """A river, lake or mountain with a name of its own after a state: 日本|富士山; not 约旦|河, which is one name."""
    states = [place for place in gazetteer().candidates(text[:cut]) if place.level == "country" and place.name == text[:cut]]
    return bool(states) and end - cut >= 3 and text[end - 1] in _FEATURES and text[cut] not in _FEATURES
