"""Takes captions, links each to its headline, where the picture has one of its own, or to the article that its words fit."""

from __future__ import annotations

from collections.abc import Sequence

from converter.segment import weights
from converter.segment.captions import credit_start
from converter.segment.display import Headline
from converter.segment.evidence import Background, Bag
from converter.segment.items import Item
from converter.segment.stream import Stream
from converter.segment.unit import Unit


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
                if affinity <= weights.PHOTO_HEAD * max(1, head.size):
                    continue
                rival = max((background.affinity(head, text) for text in bags), default=0.0)
                if affinity > rival:
                    scored.append((affinity - rival, -abs(stream.place(headline) - stream.place(caption)), headline))
            if scored:
                headline = max(scored, key=lambda item: item[:2])[2]
                taken.add(id(headline))
                out.append((headline, caption))
    return out


def link_captions(stream: Stream, items: list[Item], topics: Sequence[Bag], background: Background) -> None:
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
