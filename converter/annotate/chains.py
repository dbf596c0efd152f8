"""Takes a chain of place names without gaps, gives its levels with where each begins and ends: known names first, then their last words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from converter.scripts import fold

if TYPE_CHECKING:
    from converter.annotate.places import Division, Gazetteer

_LONGEST = 15
_TOO_LONG = 60  # no chain of places is: give up the search
RANKS = {"region": 0, "country": 0, "province": 1, "prefecture": 2, "city": 2, "county": 3, "township": 4, "village": 5}
# The last word of a name and the level that it says. 市 is below; zones and sights (开发区, 园区, 景区) are no divisions.
TAILS = (
    ("自治区", "province"),
    ("自治州", "prefecture"),
    ("自治县", "county"),
    ("自治旗", "county"),
    ("省", "province"),
    ("市", "prefecture"),
    ("地区", "prefecture"),
    ("州", "prefecture"),
    ("盟", "prefecture"),
    ("街道", "township"),
    ("苏木", "township"),
    ("社区", "village"),
    ("嘎查", "village"),
    ("县", "county"),
    ("旗", "county"),
    ("区", "county"),
    ("乡", "township"),
    ("镇", "township"),
    ("村", "village"),
    ("屯", "village"),
)
_NO_DISTRICT = re.compile(r".*[发园景校厂山灾库牧保游特辖边老苏战军市小]区")
# After these a place that has no last word may follow (某县某坪); 苏州 in 苏州乐园 or 张家村 in 张家村头 says nothing.
_FIRM = frozenset(("自治区", "自治州", "自治县", "自治旗", "省", "县", "乡", "镇", "街道", "苏木"))
_ONLY_A_TAIL = re.compile("(?:" + "|".join(tail for tail, _ in TAILS) + ")+")
_Piece = tuple[int, int, str]


def split_chain(chain: str, gazetteer: Gazetteer) -> list[_Piece]:
    """(start, end, level) for each level of the chain, in order, without gaps; [] for an empty one.

    A short form (广东佛山) opens a chain only where all the rest is told: 中山公园 is one place. Levels go down, and a known division
    must lie in the one before it.
    """
    if not chain:
        return []
    text = fold(chain)
    return (_split(text, 0, -1, (), gazetteer) if len(text) <= _TOO_LONG else None) or [(0, len(chain), "place")]


def _split(text: str, at: int, rank: int, above: tuple[Division, ...], gazetteer: Gazetteer) -> list[_Piece] | None:
    """The pieces from `at` on, all below `rank`; None where they cannot be told. The last piece may be a place of no level."""
    if at == len(text):
        return []
    for end in range(min(len(text), at + _LONGEST), at + 1, -1):
        if not _can_end(text, end):
            continue
        found = _known(text[at:end], rank, above, gazetteer)
        if not found:
            continue
        rest = _split(text, end, RANKS[found[0].level], found, gazetteer)
        if rest is not None and (found[0].name == text[at:end] or above or _stands_short(text, found, rest, gazetteer)):
            return [(at, end, found[0].level), *rest]
    for end in range(at + 2, len(text) + 1):
        level = _tail_level(text[at:end], above)
        if level and RANKS[level] > rank and _can_end(text, end):
            rest = _split(text, end, RANKS[level], above, gazetteer)
            if rest is not None and (any(text[:end].endswith(tail) for tail in _FIRM) or not _loose(rest)):
                return [(at, end, level), *rest]
    return [(at, len(text), "place")] if at else None


def _loose(rest: list[_Piece]) -> bool:
    return any(level == "place" for _, _, level in rest)


def _stands_short(text: str, found: tuple[Division, ...], rest: list[_Piece], gazetteer: Gazetteer) -> bool:
    """Whether a short form may open the chain: all the rest is told, and what follows is known to lie in it or, below a province or
    prefecture, is a name of three characters or more (和平里社区 does not lie in 和平区, nor 南通新村 in 南通市)."""
    if not rest:
        return True
    start, end, _ = rest[0]
    inside = bool(_known(text[start:end], RANKS[found[0].level], found, gazetteer))
    return not _loose(rest) and (inside or (found[0].level != "county" and end - start > 2))


def _can_end(text: str, end: int) -> bool:
    """A cut leaves nothing, or a name: more than one character, and not only the last word of a name (广州市|区, 杨村|街道)."""
    rest = text[end:]
    return not rest or (len(rest) > 1 and not _ONLY_A_TAIL.fullmatch(rest))


def _known(name: str, rank: int, above: tuple[Division, ...], gazetteer: Gazetteer) -> tuple[Division, ...]:
    """The divisions of the highest level that bear the name, in full if any does, below `rank` and within one of `above`."""
    found = [place for place in gazetteer.candidates(name) if RANKS[place.level] > rank]
    if above:
        outer = {place.code for place in above}
        found = [place for place in found if "CN" in outer or any(step.code in outer for step in gazetteer.path(place)[:-1])]
    full = [place for place in found if place.name == name] or found
    highest = min((RANKS[place.level] for place in full), default=0)
    return tuple(place for place in full if RANKS[place.level] == highest)


_VAGUE = frozenset(("市", "区", "州", "地区", "盟"))


def tail_level(name: str) -> str | None:
    """The level that the last word of a name says, where it says one: a 市 may be a prefecture or a county, a 地区 any stretch of land."""
    tail, level = next(((tail, level) for tail, level in TAILS if fold(name).endswith(tail)), (None, None))
    return level if tail and tail not in _VAGUE and len(name) > len(tail) else None


def _tail_level(name: str, above: tuple[Division, ...]) -> str | None:
    tail, level = next(((tail, level) for tail, level in TAILS if name.endswith(tail)), ("", None))
    if level is None or len(name) == len(tail) or _NO_DISTRICT.fullmatch(name):
        return None
    if tail == "市" and any(place.level == "prefecture" for place in above):
        return "county"
    return level
