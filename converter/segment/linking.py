"""Takes drafts of articles and what they left over, links the rest: banners, decks, kickers, bylines and captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from converter.model import Cert, HeadType
from converter.segment import weights
from converter.segment.articles import Draft
from converter.segment.bylines import bracketed_byline
from converter.segment.captions import credit_start
from converter.segment.cuts import is_heap
from converter.segment.datelines import dateline_end
from converter.segment.display import Headline
from converter.segment.evidence import Background, Bag
from converter.segment.rows import open_brackets
from converter.segment.stream import Stream
from converter.segment.units import Unit


@dataclass(slots=True)
class Linked:
    """A headline with its type and how doubtful its link is."""

    headline: Headline
    type: HeadType
    cert: Cert | None = None


@dataclass(slots=True)
class Item:
    """All that was found of one article: a draft's texts or a picture (draft None), and what is linked to it."""

    draft: Draft | None
    heads: list[Linked] = field(default_factory=list)
    bylines: list[tuple[Unit, Cert | None]] = field(default_factory=list)
    captions: list[tuple[Unit, Cert | None]] = field(default_factory=list)


@dataclass(slots=True)
class Links:
    items: list[Item]
    loose: list[Headline]
    bylines: list[Unit]


def photo_pairs(stream: Stream, background: Background, bags: Sequence[Bag]) -> list[tuple[Headline, Unit]]:
    """Pictures with a headline of their own: printed beside the caption, and nearer to its words than to any text's."""
    out: list[tuple[Headline, Unit]] = []
    taken: set[int] = set()
    for zone in stream.zones:
        for caption in zone.captions:
            bag = background.bag(caption.text)
            at = zone.order.index(caption)
            near = [h for h in zone.order[max(0, at - 3) : at + 4] if isinstance(h, Headline) and not h.dash and id(h) not in taken]
            scored = []
            for headline in near:
                head = background.bag(headline.text)
                affinity = background.affinity(head, bag)
                rival = max((background.affinity(head, text) for text in bags), default=0.0)
                if affinity > weights.PHOTO_HEAD * max(1, head.size) and affinity > rival:
                    scored.append((affinity - rival, -abs(stream.place(headline) - stream.place(caption)), headline))
            if scored:
                headline = max(scored, key=lambda item: item[:2])[2]
                taken.add(id(headline))
                out.append((headline, caption))
    return out


def link(
    stream: Stream, drafts: Sequence[Draft], photos: Sequence[tuple[Headline, Unit]], background: Background, bags: Sequence[Bag]
) -> Links:
    items = [Item(draft) for draft in drafts]
    for item, draft in zip(items, drafts, strict=True):
        item.heads = [Linked(h, kind) for h, kind in typed(draft.cluster, stream.setting.grid)]
        if draft.main:
            item.heads.append(Linked(draft.main, "main", _cert(draft.affinity)))
    for headline, caption in photos:
        items.append(Item(None, [Linked(headline, "main")], [], [(caption, None)]))
    topics = [_topic(item, bags, background) for item in items]
    left = _link_headlines(stream, items, topics, background)
    _link_captions(stream, items, topics, background)
    unsigned = _link_bylines(stream, items)
    return Links(items, left, unsigned)


def _cert(affinity: float) -> Cert | None:
    if affinity < weights.DOUBTFUL_HEAD:
        return "low"
    return "medium" if affinity < weights.LIKELY_HEAD else None


def typed(cluster: Sequence[Headline], grid: bool) -> list[tuple[Headline, HeadType]]:
    """Kicker, main and deck of the headlines right over a text. The largest type is the headline.

    Where no size is known: in old pages lines are set to one height, so the largest type has the fewest characters;
    today the headline comes first, and what opens with a dash is a deck.
    """
    if not cluster:
        return []
    sizes = [max((row.lines[0].font.size for row in h.rows if row.lines[0].font), default=0.0) for h in cluster]
    plain = [n for n, h in enumerate(cluster) if not h.dash and h.text[:1] not in "（("] or [0]
    if any(sizes):
        first = max(plain, key=lambda n: (sizes[n], -n))
    elif grid:
        first = _shortest_block(cluster, plain)
    else:
        first = max(plain, key=lambda n: (_plainly_main(cluster[n]), -n))
    last = first
    while (
        grid
        and last + 1 < len(cluster)
        and len(cluster[last + 1].text) == len(cluster[first].text)
        and cluster[last + 1].text[:1] not in "（("
    ):
        last += 1
    out: list[tuple[Headline, HeadType]] = [(h, "kicker") for h in cluster[:first]]
    merged = cluster[first]
    if last > first:
        merged = Headline(
            merged.at, [row for h in cluster[first : last + 1] for row in h.rows], "".join(h.text for h in cluster[first : last + 1])
        )
    out.append((merged, "main"))
    return out + [(h, "deck") for h in cluster[last + 1 :]]


def _plainly_main(headline: Headline) -> int:
    """Shadow type and the column's name in brackets are the headline's; a bracket that nothing opened is the end of some text."""
    return 2 * headline.doubled + (_TAGGED.search(headline.text) is not None) - 2 * (open_brackets(headline.text)[:1] in ("）", ")", "”"))


_TAGGED = re.compile(r"[^（()）][（(][^（）()0-9]{2,16}[）)]$")


def _shortest_block(cluster: Sequence[Headline], plain: Sequence[int]) -> int:
    """Where the lines with the fewest characters begin; of several such blocks the one with most lines."""
    best: tuple[int, int, int] | None = None
    for n in plain:
        size = len(cluster[n].text)
        if n and len(cluster[n - 1].text) == size and n - 1 in plain:
            continue
        length = next((k for k in range(n, len(cluster)) if len(cluster[k].text) != size), len(cluster)) - n
        key = (max(2, size), -length, n)
        if best is None or key < best:
            best = key
    return best[2] if best else plain[0]


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
                item.heads.append(linked)
                used[id(headline)] = item
    return left


def inner_zones(stream: Stream, draft: Draft) -> list[int]:
    """The zones whose display parts the texts of an article, or stands over its first one: not a heap of headlines above it."""
    return [at for at in range(draft.start, draft.end) if at > draft.start or (not draft.own and not is_heap(stream.zones[at]))]


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


def _link_captions(stream: Stream, items: list[Item], topics: Sequence[Bag], background: Background) -> None:
    done = {id(caption) for item in items for caption, _ in item.captions}
    for at, zone in enumerate(stream.zones):
        for caption in zone.captions:
            if id(caption) in done:
                continue
            bag = background.bag(caption.text[: credit_start(caption.text)])
            scores = [background.affinity(bag, topic) / max(1, bag.size) for topic in topics]
            home = next((n for n, item in enumerate(items) if item.draft and item.draft.start < at < item.draft.end), None)
            best = max(range(len(scores)), key=lambda n: scores[n] + (weights.CAPTION_HOME if n == home else 0.0), default=None)
            if best is None:
                items.append(Item(None, [], [], [(caption, None)]))
                continue
            sure = scores[best] >= weights.CAPTION_FITS or best == home
            items[best].captions.append((caption, None if sure else "low"))


def _link_bylines(stream: Stream, items: Sequence[Item]) -> list[Unit]:
    """Each byline to the article whose headline stands right above it, or right below; articles that sign in their first line last."""
    owner = {id(linked.headline): item for item in items for linked in item.heads}
    for item in items:
        if item.draft:
            owner |= {id(h): item for h in item.draft.cluster}
    open_items = [item for item in items if item.draft and not _signs_itself(stream, item.draft)]
    left: list[Unit] = []
    for at, zone in enumerate(stream.zones):
        pairs = _pairs(zone.order)
        orderly = all(above and not double for _, above, _, double in pairs)
        for byline, above, below, _ in pairs:
            under = owner.get(id(above)) if above is not None else None
            over = owner.get(id(below)) if below is not None else None
            inside = next((item for item in items if item.draft and item.draft.start < at < item.draft.end), None)
            if inside is not None:
                inside.bylines.append((byline, "low"))
                continue
            choice = next((item for item in (under, over) if item is not None and not item.bylines), None)
            if choice is None:
                choice = next((item for item in open_items if not item.bylines), None)
                if choice is None:
                    left.append(byline)
                    continue
                choice.bylines.append((byline, "low"))
                continue
            sure = choice is under and (orderly or (choice in open_items and sum(1 for i in open_items if not i.bylines) == 1))
            choice.bylines.append((byline, None if sure else "low"))
    return left


def _pairs(order: Sequence[Headline | Unit]) -> list[tuple[Unit, Headline | None, Headline | None, bool]]:
    """Each byline with the headline above and below it, and whether another byline stands right beside it."""
    out = []
    for at, item in enumerate(order):
        if isinstance(item, Headline) or item.kind != "byline":
            continue
        above = next((other for other in reversed(order[:at]) if isinstance(other, Headline)), None)
        below = next((other for other in order[at + 1 :] if isinstance(other, Headline)), None)
        beside = [*order[max(0, at - 1) : at], *order[at + 1 : at + 2]]
        out.append((item, above, below, any(not isinstance(o, Headline) and o.kind == "byline" for o in beside)))
    return out


def _signs_itself(stream: Stream, draft: Draft) -> bool:
    text = stream.texts[draft.start].unit.text
    return bracketed_byline(text, dateline_end(text)) is not None
