"""Takes the places named in an issue, gives each an entry: a division with its code and what it lies in, or the name as the page has it.

A name that could be several divisions and that nothing decides gets none. A name of no list is one entry for the issue, within the place that a
chain names before it: 陶桥村 in 千灯镇 in 昆山市. Named alone it is that one, if one place only is so called; 李家坪 is 李家坪村, if the article says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from converter.annotate.chains import RANKS, TAILS, tail_level
from converter.annotate.drafts import Draft, Entries, Links, entry_for
from converter.annotate.mentions import Mention
from converter.annotate.places import Division
from converter.annotate.resolving import Resolved, Resolver
from converter.model import LOST, Cert
from converter.scripts import fold

_SUBTYPES = frozenset(("region", "country", "province", "prefecture", "county", "township"))


def link_places(mentions: Sequence[Mention], resolved: dict[int, Resolved], resolver: Resolver, entries: Entries) -> Links:
    """Links of the place mentions, which come in the order of the text; resolved: what the resolver made of them."""
    places = _Places(resolver, entries)
    left = []
    for mention in mentions:
        found = resolved.get(mention.index)
        if found:
            places.division(mention, found)
        elif LOST not in mention.text:  # a name with a hole cannot be compared
            left.append(mention)
    heads = {mention.within for mention in mentions}
    for mention in left:
        if places.holder(mention):
            places.in_chain(mention)
        elif mention.index in heads and mention.within is None:
            places.by_name(mention)
    for mention in left:
        if mention.index not in places.links.refs:
            places.by_name(mention)
    return places.links


class _Places:
    def __init__(self, resolver: Resolver, entries: Entries) -> None:
        self.resolver, self.entries = resolver, entries
        self.links = Links()
        self.chained: dict[str, set[str]] = defaultdict(set)  # name -> keys that chains gave it
        self.said: dict[str, set[str]] = defaultdict(set)  # article -> keys of names without a list

    def division(self, mention: Mention, found: Resolved) -> None:
        draft = draft_of(found.place, self.links, self.resolver, self.entries)
        entry = entry_for(self.entries, "place", mention.text)
        if entry and entry.adcode in (None, found.place.code):
            draft.identify(entry)
        self.links.refer(mention.index, mention.text, draft, found.cert)

    def holder(self, mention: Mention) -> str | None:
        """Key of the place that the chain names before it, if it can lie in it: its last word says a lower level, or it has none and follows
        a county, a township or a village. Two cities side by side (a list whose commas were lost) are no chain.
        """
        chained = mention.index in self.resolver.inside or not self.resolver.candidates(mention.text)
        if not chained or mention.within not in self.links.refs:
            return None
        key = self.links.refs[mention.within][0]
        outer = RANKS.get(self.links.drafts[key].subtype or "", 9)
        inner = tail_level(mention.text)
        return key if (RANKS[inner] > outer if inner else RANKS["county"] <= outer <= RANKS["village"]) else None

    def in_chain(self, mention: Mention) -> None:
        parent = self.holder(mention)
        key = f"{parent}/{fold(mention.text)}"
        self.chained[fold(mention.text)].add(key)
        self._refer(mention, key, parent, None)

    def by_name(self, mention: Mention) -> None:
        name = fold(mention.text)
        entry = entry_for(self.entries, "place", mention.text)
        if entry:
            self._refer(mention, f"place/{fold(entry.name)}", None, None)
        if entry or len(self.resolver.candidates(mention.text)) > 1:
            return
        said = self.said[mention.article]
        chained = self.chained.get(name) or {key for tail, _ in TAILS for key in self.chained.get(name + tail, ()) if key in said}
        here = chained & said
        if len(here or chained) == 1:
            key = next(iter(here or chained))
            self._refer(mention, key, self.links.drafts[key].parent, None if here else "medium")
        elif not chained and len(name) > 1:
            self._refer(mention, self._longer(mention, name) or f"place/{name}", None, None)

    def _longer(self, mention: Mention, name: str) -> str | None:
        """The one name of the article that is this one and its last word: 重庆市 for 重庆."""
        keys = [key for tail, _ in TAILS if (key := f"place/{name}{tail}") in self.said[mention.article]]
        return keys[0] if len(keys) == 1 else None

    def _refer(self, mention: Mention, key: str, parent: str | None, cert: Cert | None) -> None:
        entry = entry_for(self.entries, "place", mention.text)
        draft = self.links.drafts.get(key) or Draft("place", key, subtype=tail_level(mention.text), parent=parent)
        if entry:
            draft.identify(entry)
            if entry.adcode and not self.resolver.before_lists and not any(kind == "adcode" for kind, _, _ in draft.idnos):
                draft.idnos = (*draft.idnos, ("adcode", entry.adcode, entry.when))
        self.said[mention.article].add(key)
        self.links.refer(mention.index, mention.text, draft, cert)


def draft_of(place: Division, links: Links, resolver: Resolver, entries: Entries) -> Draft:
    """The entry of a division, with entries for all that it lies in, among the drafts of the links."""
    key = "place"
    parent: str | None = None
    for step in resolver.path(place):
        key = f"{key}/{step.name}"
        if key not in links.drafts:
            links.drafts[key] = _new(step, key, parent, entries)
        parent = key
    return links.drafts[key]


def _new(place: Division, key: str, parent: str | None, entries: Entries) -> Draft:
    draft = Draft("place", key, place.name, subtype=place.level if place.level in _SUBTYPES else None, parent=parent)
    draft.idnos = _numbers(place)
    entry = entry_for(entries, "place", place.name)
    if entry and entry.adcode in (None, place.code):
        draft.identify(entry)
    return draft


def _numbers(place: Division) -> tuple[tuple[str, str, str | None], ...]:
    """The adcode with the year of its list; for a country the code of ISO 3166, for a region that of the United Nations."""
    if place.when is not None:
        return (("adcode", place.code, str(place.when)),)
    names = {"country": "ISO-3166", "region": "UN-M49"}
    return ((f"authority:{names[place.level]}", place.code, None),) if place.level in names else ()
