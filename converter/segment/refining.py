"""Takes drafts of articles, moves the limits that only words speak for to where the texts on both sides fit best, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from converter.segment import weights
from converter.segment.articles import Draft
from converter.segment.cohesion import Cohesion, Whole
from converter.segment.cuts import begin_cost
from converter.segment.evidence import Background, Bag
from converter.segment.heads import Affinities
from converter.segment.stream import Stream


def refine(stream: Stream, drafts: Sequence[Draft], background: Background, bags: Sequence[Bag], whole: Whole) -> list[Draft]:
    """The drafts with better limits. A limit at a headline, byline, dateline or end mark stays, and none is moved across one."""
    out = list(drafts)
    for number in range(1, len(out)):
        above, below = out[number - 1], out[number]
        if witnessed(stream, below.start):
            continue
        limit = _best_limit(stream, above, below, whole(), background, bags)
        if limit != below.start:
            out[number - 1], out[number] = replace(above, end=limit), replace(below, start=limit)
    return out


def witnessed(stream: Stream, at: int) -> bool:
    """Whether more than words says that an article begins with this text."""
    return at == 0 or bool(stream.zones[at].order) or stream.texts[at].unit.dated or stream.texts[at - 1].closed


def _best_limit(stream: Stream, above: Draft, below: Draft, cohesion: Cohesion, background: Background, bags: Sequence[Bag]) -> int:
    start, end = above.start, below.end
    low = high = below.start
    while low - 1 > start and below.start - low < weights.REFINE_REACH and not witnessed(stream, low - 1):
        low -= 1
    while high + 1 < end and high - below.start < weights.REFINE_REACH and not witnessed(stream, high + 1):
        high += 1
    if low == high:
        return below.start
    first, second = cohesion.from_start(start, high), cohesion.from_end(low, end)
    mains = [draft.main for draft in (above, below)]
    links = Affinities(background, [background.bag(main.text if main else "") for main in mains], bags[start:end])

    def worth(limit: int) -> float:
        words = weights.COHESION * (first[limit - start - 1] + second[end - limit - 1])
        sides = ((0, limit - start), (limit - start, end - start))
        linked = sum(links.of(number, *side) for number, side in enumerate(sides) if mains[number])
        return words + weights.AFFINITY * linked - begin_cost(stream, limit)

    return max(range(low, high + 1), key=worth)
