"""Takes the organisations named in an issue, says which names mean the same one; different names only on evidence.

The rules:
1. The same name is the same organisation all over the issue.
2. Two names that begin with the same region and go on alike are one: 广东总工会 and 广东省总工会, 嵩县县委 and 嵩县委. 中共 before the region is
   the party's full style, and says nothing more.
3. A name that begins with a bare word for a region (省总工会, 市委, 县公安局) is that of the region which the word means: the paper's own (the
   province or city of its home); without a home that has this level, the one of which the same article names the longer form (广东省总工会),
   else the one region of that level which the article is about. Where the home and a longer form of the article disagree (昆山市委 in a paper
   of 苏州市, then 市委) the name is not linked; nor is it where no region is found.
4. A name that is the beginning of exactly one longer one of the same article, which adds only the legal form (…集团, then …有限公司), is that one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from converter.annotate.drafts import Draft, Entries, Links, entry_for
from converter.annotate.mentions import Mention
from converter.annotate.place_links import draft_of
from converter.annotate.places import Division
from converter.annotate.resolving import Resolver
from converter.model import LOST
from converter.scripts import fold

# A word for a region at the head of a name, unless it begins another word: 市场, 区域, 乡村, 州际.
_WORD = re.compile(r"[省市县区州旗盟乡镇](?!场|民|容|政(?!府|协|法|务|工)|域|块|间|土|愁|村|镇|会|际|舰|袍|级|里|内|外|道)")
_LEGAL = re.compile(r"(?:集团|控股|总|股份|有限|责任|公司|（集团）|\(集团\))+")
_PARTY = "中共"
_LONGEST = 15
_DIVISIONS = frozenset(("province", "prefecture", "county", "township"))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: region 广东省 (or word 省), tail 总工会."""

    mention: Mention
    region: Division | None
    word: str | None
    tail: str


def link_organisations(mentions: Sequence[Mention], resolver: Resolver, entries: Entries) -> Links:
    """Links of the organisation mentions, which come in the order of the text. The resolver has read the places of the issue."""
    links = Links()
    names = [_apart(mention, resolver) for mention in mentions if LOST not in mention.text]
    regions: dict[tuple[str, str], dict[str, Division]] = defaultdict(dict)
    for name in names:
        if name.region:
            regions[name.mention.article, name.tail][name.region.code] = name.region
    keyed = [(name.mention, *_key(name, regions[name.mention.article, name.tail], resolver, entries)) for name in names]
    longer = _legal_forms([(mention.article, key) for mention, key, _ in keyed if key])
    for mention, key, region in keyed:
        if key is None:
            continue
        key = longer.get((mention.article, key), key)
        entry = entry_for(entries, "org", mention.text)
        draft = links.drafts.get(key) or Draft("org", key)
        if entry:
            draft.identify(entry)
        if region:
            draft.parent = draft_of(region, links, resolver, entries).key
        links.refer(mention.index, mention.text, draft)
    return links


def _apart(mention: Mention, resolver: Resolver) -> _Name:
    text = fold(mention.text)
    region: Division | None = None
    at = len(_PARTY) if text.startswith(_PARTY) else 0
    while step := _region_at(text, at, mention.article, region, resolver):
        at, region = step
    word = _WORD.match(text, at)
    # 嵩县县委: the word says the region once more.
    if region and word and region.name.endswith(word[0]) and len(text) - word.end() > 0:
        at = word.end()
    if region is None and word and word.end() < len(text):
        return _Name(mention, None, word[0], text[word.end() :])
    return _Name(mention, region, None, text[at:])


def _region_at(text: str, at: int, article: str, above: Division | None, resolver: Resolver) -> tuple[int, Division] | None:
    """The longest division that the text names at this place, within the one before; it leaves two characters, or 委."""
    for end in range(min(len(text) - 1, at + _LONGEST), at + 1, -1):
        if len(text) - end < 2 and text[end:] != "委":
            continue
        place = resolver.of_name(text[at:end], article, above)
        if place and place.level in _DIVISIONS:
            return end, place
    return None


def _key(name: _Name, longer: dict[str, Division], resolver: Resolver, entries: Entries) -> tuple[str | None, Division | None]:
    """What the organisation is, by its region and the rest of its name, and the region; no key where its region cannot be told."""
    entry = entry_for(entries, "org", name.mention.text)
    if entry:
        return f"org/{fold(entry.name)}", name.region
    region = name.region
    if name.word:
        region = _region_of(
            name.word, name.mention.article, [place for place in longer.values() if place.name.endswith(name.word)], resolver
        )
        if region is None:
            return None, None
    if region is None:
        return f"org/{fold(name.mention.text)}", None
    return "org/" + "/".join((*(step.name for step in resolver.path(region)), name.tail)), region


def _region_of(word: str, article: str, longer: Sequence[Division], resolver: Resolver) -> Division | None:
    """Rule 3."""
    home = [step for step in (resolver.path(resolver.home) if resolver.home else ()) if step.name.endswith(word)]
    if home:
        return home[-1] if all(place.code == home[-1].code for place in longer) else None
    about = longer or [place for place in resolver.divisions(article) if place.name.endswith(word)]
    return about[0] if len(about) == 1 else None


def _legal_forms(keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(article, key) -> key of the one longer name of the article that adds a legal form."""
    of_article: dict[str, set[str]] = defaultdict(set)
    for article, key in keys:
        of_article[article].add(key)
    out = {}
    for article, found in of_article.items():
        for key in found:
            longer = [other for other in found if other != key and other.startswith(key) and _LEGAL.fullmatch(other, len(key))]
            if len(longer) == 1:
                out[article, key] = longer[0]
    return out
