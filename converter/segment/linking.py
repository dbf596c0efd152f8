"""Takes drafts of articles and what they left over, links the rest: banners, decks and kickers here, captions and bylines by their own modules."""

from __future__ import annotations

from collections.abc import Sequence

from converter.model import Cert, HeadType
from converter.segment import weights
from converter.segment.articles import Draft
from converter.segment.certainty import article_cert
from converter.segment.display import Headline
from converter.segment.evidence import Background, Bag
from converter.segment.head_types import typed
from converter.segment.items import Item, Linked, Links, inner_zones
from converter.segment.pictures import link_captions
from converter.segment.signing import link_bylines
from converter.segment.stream import Stream
from converter.segment.unit import Unit


def link(
    stream: Stream, drafts: Sequence[Draft], photos: Sequence[tuple[Headline, Unit]], background: Background, bags: Sequence[Bag]
) -> Links:
    items = [Item(draft, cert=article_cert(stream, draft.start, draft.end)) for draft in drafts]
    for item, draft in zip(items, drafts, strict=True):
        item.heads = [Linked(h, kind) for h, kind in typed(draft.cluster, stream.setting.grid)]
        if draft.main:
            item.heads.append(Linked(draft.main, "main", _cert(draft.affinity)))
    for headline, caption in photos:
        items.append(Item(None, [Linked(headline, "main")], [], [(caption, None)]))
    topics = [_topic(item, bags, background) for item in items]
    left = _link_headlines(stream, items, topics, background)
    link_captions(stream, items, topics, background)
    unsigned = link_bylines(stream, items)
    return Links(items, left, unsigned)


def _cert(affinity: float) -> Cert | None:
    if affinity < weights.DOUBTFUL_HEAD:
        return "low"
    return "medium" if affinity < weights.LIKELY_HEAD else None


def _topic(item: Item, bags: Sequence[Bag], background: Background) -> Bag:
    topic = Bag()
    if item.draft:
        for bag in bags[item.draft.start : item.draft.end]:
            topic.add(bag)
    for linked in item.heads:
        topic.add(background.bag(linked.headline.text))
    for caption, _ in item.captions:
        topic.add(background.bag(caption.text))
    return topic


def _link_headlines(stream: Stream, items: Sequence[Item], topics: Sequence[Bag], background: Background) -> list[Headline]:
    """Headlines that no article took as its own: the other half of a banner, decks, kickers; the rest is returned."""
    used = {id(linked.headline): item for item in items for linked in item.heads}
    inner = {id(h) for item in items if item.draft for at in inner_zones(stream, item.draft) for h in stream.zones[at].headlines}
    for item in items:
        if item.draft and item.draft.cluster:
            used |= {id(h): item for h in item.draft.cluster}
    left: list[Headline] = []
    for zone in stream.zones:
        for at, headline in enumerate(zone.order):
            if not isinstance(headline, Headline) or id(headline) in used or id(headline) in inner:
                continue
            above = zone.order[at - 1] if at else None
            below = zone.order[at + 1] if at + 1 < len(zone.order) else None
            if headline.dash and _joins_banner(headline, (above, below), used):
                continue
            neighbours = [
                (used[id(other)], kind)
                for other, kind in ((above, "deck"), (below, "kicker"))
                if isinstance(other, Headline) and id(other) in used
            ]
            # old pages print each headline over its text: what stands elsewhere is none
            choice = None if stream.setting.grid else _choose(headline, neighbours, items, topics, background)
            if choice is None:
                left.append(headline)
            else:
                item, linked = choice
                _promote(item, linked)
                item.heads.append(linked)
                used[id(headline)] = item
    return left


def _promote(item: Item, linked: Linked) -> None:
    """A headline of its own kind is the main one where the article has none, or has one that fits it badly."""
    mains = [other for other in item.heads if other.type in ("main", "banner")]
    if linked.headline.dash or item.draft is None:
        return
    if not mains:
        linked.type = "main"
    elif mains[0].cert == "low" and linked.cert is None:
        linked.type, mains[0].type = "main", "deck"


def _joins_banner(headline: Headline, beside: Sequence[Headline | Unit | None], used: dict[int, Item]) -> bool:
    """弘扬吕梁精神 决战完胜脱贫攻坚 / ——新时代新作为新篇章: an overprinted slogan with its dash line is the banner of a series."""
    for other in beside:
        if isinstance(other, Headline) and other.doubled and id(other) in used and " " in other.text.replace("\u3000", " ").strip():
            item = used[id(other)]
            for linked in item.heads:
                if linked.headline is other:
                    linked.headline = Headline(other.at, other.rows + headline.rows, other.text + headline.text)
                    linked.type = "banner"
                    used[id(headline)] = used[id(linked.headline)] = item
                    return True
    return False


def _choose(
    headline: Headline,
    neighbours: Sequence[tuple[Item, str]],
    items: Sequence[Item],
    topics: Sequence[Bag],
    background: Background,
) -> tuple[Item, Linked] | None:
    head = background.bag(headline.text)
    scores = [background.affinity(head, topic) for topic in topics]
    if not scores:
        return None
    best = max(range(len(scores)), key=lambda n: scores[n])
    for item, kind in neighbours:
        mine = scores[next(n for n, other in enumerate(items) if other is item)]
        if mine >= scores[best] - weights.NEIGHBOUR_LEAD and (mine > 0 or headline.dash):
            type_: HeadType = "deck" if headline.dash or kind == "deck" else "kicker"
            return item, Linked(headline, type_, None if mine >= weights.LIKELY_HEAD else "medium")
    runner_up = max((s for n, s in enumerate(scores) if n != best), default=-9.0)
    if scores[best] >= weights.DOUBTFUL_HEAD and scores[best] - runner_up > 1.0:
        # a dash says that it is a deck; a title of its own kind would have found a text
        return items[best], Linked(headline, "deck", _cert(scores[best] - (0 if headline.dash else 4)))
    return None
