"""Takes the place names of an issue, tells which division, country or city each means, by what the page and the paper say; else nothing.

The rules, in order:
1. Before 1949 no list tells: nothing is resolved. A name that the user's authority file ties to a code means that.
2. A name that only one place bears in that year means it: countries, provinces, prefectures, cities of the world.
   A bare name that a province shares with lower places means the province (吉林: the city is written 吉林市); one that the capital of a
   province shares with districts of other cities means the capital (西安). Newspapers do not say 西安 for a district of that name.
3. A full county name that one place bears means it; without anything else on the page or in the paper's home that speaks for it: medium.
4. In a chain (南京鼓楼区) a name lies in the one before it; a name before another one contains it.
5. Else the other places speak. For a candidate speaks, from strong to weak: it or what it lies in is named, or implied by a place named,
   in the same article; the paper's home; the division above that in the article; in the home; the issue as a whole. A full name in the article
   says what a short one means; of a city and a county in it that share a short form it means the city. The best supported candidate is it, if there is one best; `medium` if only weak things speak for it,
   or strong things for another one too. Nothing speaks: nothing is said. A county's short form and a township never stand alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from converter.annotate.chains import RANKS
from converter.annotate.mentions import Mention
from converter.annotate.places import FIRST_YEAR, Division, Gazetteer
from converter.model import Cert
from converter.scripts import fold

_Support = tuple[bool, bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name means. cert: None where nothing speaks against it."""

    place: Division
    cert: Cert | None = None


# 中非 is mostly 中国 and 非洲, two sides side by side: the middle of Africa only where its other parts or the republic are named too
_TWO_SIDES = frozenset(("中非",))
_NEIGHBOURS = frozenset(("西非", "东非", "南部非洲", "北非", "中非共和国"))


class Resolver:
    """Reads the place names of one issue. home: the paper's region; given: name (folded) -> place, from the user."""

    def __init__(self, gazetteer: Gazetteer, home: Division | None, year: int | None, given: Mapping[str, Division] | None = None) -> None:
        self.gazetteer, self.year, self.home = gazetteer, year, home
        self._given = given or {}
        self._paths: dict[str, tuple[Division, ...]] = {}
        self._home = {step.code for step in self.path(home)} if home else set[str]()
        self._article: dict[str, set[str]] = defaultdict(set)
        self._issue: set[str] = set()
        self._texts: dict[str, set[str]] = defaultdict(set)
        self.inside: set[int] = set()
        """Mentions that lie in the place before them in a chain, and are themselves in no list there."""

    @property
    def before_lists(self) -> bool:
        """Whether the issue is older than any list of divisions."""
        return self.year is not None and self.year < FIRST_YEAR

    def path(self, place: Division) -> tuple[Division, ...]:
        """The place in all that it lies in, outermost first, as it was in the year of the issue."""
        if place.code not in self._paths:
            self._paths[place.code] = self.gazetteer.path(place, self.year)
        return self._paths[place.code]

    def read(self, mentions: Iterable[Mention]) -> dict[int, Resolved]:
        """Mention index -> what it means, for the place mentions that can be told."""
        if self.before_lists:
            return {}
        places = [mention for mention in mentions if mention.type == "place"]
        for mention in places:
            self._texts[mention.article].add(fold(mention.text))
        places = [mention for mention in places if fold(mention.text) not in _TWO_SIDES or self._texts[mention.article] & _NEIGHBOURS]
        return _Reading(self, places).run()

    def divisions(self, article: str) -> Iterator[Division]:
        """The divisions that the article names or implies."""
        for code in sorted(self._article[article]):
            if found := self.gazetteer.get(code, self.year):
                yield found

    def of_name(self, name: str, article: str, within: Division | None = None) -> Division | None:
        """What the name means in this article, for a name that is no mention by itself (广东 in 广东省总工会); None where it is doubtful."""
        if self.before_lists:
            return None
        found = self.candidates(name)
        if not found:  # nearly always: the caller tries every beginning of a name
            return None
        if within:
            found = [place for place in found if within.code in {step.code for step in self.path(place)[:-1]}]
        resolved = self.alone(name, found) or self.supported(name, found, article)
        if resolved is None and within and len(found) == 1:
            return found[0]
        return resolved.place if resolved and resolved.cert is None else None

    def candidates(self, name: str) -> list[Division]:
        given = self._given.get(fold(name)) if self._given else None
        return [given] if given else list(self.gazetteer.candidates(name, self.year))

    def alone(self, name: str, found: Sequence[Division]) -> Resolved | None:
        """Rule 2: what the name means by itself."""
        if self._given and fold(name) in self._given:
            return Resolved(found[0])
        found = self._outermost(found)
        if len(found) == 1:
            return Resolved(found[0]) if found[0].level not in ("county", "township") else None
        provinces = [place for place in found if place.level == "province"]
        capitals = [place for place in found if place.level == "prefecture" and place.code.endswith("0100")]
        others = {place.level for place in found} - {"province", "prefecture"}
        if len(provinces) == 1:
            return Resolved(provinces[0])
        return (
            Resolved(capitals[0])
            if len(capitals) == 1 and others <= {"county"} and sum(p.level == "prefecture" for p in found) == 1
            else None
        )

    def supported(self, name: str, found: Sequence[Division], article: str) -> Resolved | None:
        """Rules 3 and 5: the one best supported candidate."""
        found = self._outermost(self._in_full(name, found, article))
        ranked = sorted(((self._support(place, article), place) for place in found), key=lambda pair: pair[0], reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        support, place = ranked[0]
        rivals = any(other[0] or other[1] for other, _ in ranked[1:])
        if len(found) == 1 and place.level == "county" and place.name == fold(name):
            return Resolved(place, None if any(support) else "medium")
        if not any(support):
            return None
        return Resolved(place, None if (support[0] or support[1]) and not rivals else "medium")

    def imply(self, place: Division, article: str) -> None:
        """The article names the place, and with it all that it lies in."""
        codes = {step.code for step in self.path(place)}
        self._article[article] |= codes
        self._issue |= codes

    def _in_full(self, name: str, found: Sequence[Division], article: str) -> Sequence[Division]:
        """Of several candidates for a short form those that the article names in full, if any."""
        full = [place for place in found if place.name != fold(name) and place.name in self._texts[article]]
        return full or found

    def _outermost(self, found: Sequence[Division]) -> Sequence[Division]:
        """Without those that lie in another one: 朝阳 is the city, the county 朝阳县 in it is written with its 县."""
        if len(found) < 2:
            return found
        codes = {place.code for place in found}
        return [place for place in found if not any(step.code in codes for step in self.path(place)[:-1])]

    def _support(self, place: Division, article: str) -> _Support:
        path = self.path(place)
        near = {step.code for step in path[-2:]}
        far = {step.code for step in path[-3:-2] or path[:1]}
        here = self._article[article]
        return (bool(near & here), bool(near & self._home), bool(far & here), bool(far & self._home), bool(near & self._issue))


class _Reading:
    """One pass over the places of an issue: sure ones first, since they speak for the others."""

    def __init__(self, resolver: Resolver, places: Sequence[Mention]) -> None:
        self.resolver = resolver
        self.places = places
        self.by_index = {mention.index: mention for mention in places}
        self.inner = {mention.within: mention for mention in places if mention.within is not None}
        self.found = {mention.index: _filed(mention, resolver.candidates(mention.text)) for mention in places}
        self.out: dict[int, Resolved] = {}
        self.closed = resolver.inside

    def run(self) -> dict[int, Resolved]:
        for mention in self.places:
            if mention.within not in self.by_index:
                self._settle(mention, self.resolver.alone(mention.text, self.found[mention.index]))
        self._chains()
        for full in (True, False):  # counties in full, then all that is short or ambiguous
            for mention in self.places:
                found = self.found[mention.index]
                unique = len(found) == 1 and found[0].level == "county" and found[0].name == fold(mention.text)
                if unique is full and not all(place.level == "township" for place in found):
                    self._weigh(mention)
            self._chains()
        for mention in self.places:
            self._weigh(mention)
        self._chains()
        return self.out

    def _settle(self, mention: Mention, resolved: Resolved | None) -> None:
        if resolved:
            self.out[mention.index] = resolved
            self.resolver.imply(resolved.place, mention.article)

    def _weigh(self, mention: Mention) -> None:
        if mention.index in self.out or mention.index in self.closed:
            return
        found = self._with_inner(mention, self.found[mention.index])
        if len(found) == 1 < len(self.found[mention.index]):  # what follows it in the chain tells
            self._settle(mention, Resolved(found[0]))
        else:
            alone = self.resolver.alone(mention.text, found)
            self._settle(mention, alone or self.resolver.supported(mention.text, found, mention.article))

    def _with_inner(self, mention: Mention, found: list[Division]) -> list[Division]:
        """Those candidates in which one of the candidates for the next name of the chain lies; all, where there are none."""
        inner = self.inner.get(mention.index)
        if not inner:
            return found
        outer = {step.code for place in self.found[inner.index] for step in self.resolver.path(place)[:-1]}
        return [place for place in found if place.code in outer] or found

    def _chains(self) -> None:
        """Rule 4, from the outside inwards (mentions are in the order of the text)."""
        for mention in self.places:
            holder = self.out.get(mention.within) if mention.within is not None else None
            if holder is None or mention.index in self.out or mention.index in self.closed:
                continue
            code = holder.place.code
            inside = [p for p in self.found[mention.index] if code == "CN" or code in {step.code for step in self.resolver.path(p)[:-1]}]
            if len(inside) == 1:
                self._settle(mention, Resolved(inside[0], holder.cert))
            elif not inside and not any(RANKS[place.level] <= RANKS[holder.place.level] for place in self.found[mention.index]):
                self.closed.add(mention.index)  # else two places side by side (京沪, written 北京上海) are no chain


def _filed(mention: Mention, found: list[Division]) -> list[Division]:
    """Telegrams are dated from cities: where a capital has the name of its state (突尼斯), a dateline means the capital."""
    cities = [place for place in found if place.level == "city"]
    return cities if mention.filed and cities else found
