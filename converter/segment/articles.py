"""Takes the stream of a page, divides its texts into articles and gives each its headline: one search over all readings of the page.

An article is a stretch of texts. Its headline stands right over it, or it is loose: printed before or after all texts, as
extraction often puts it. Both are weighed in one sum, so a page may be set one way above and another way below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from converter.segment import weights
from converter.segment.cohesion import Cohesion
from converter.segment.cuts import begin_cost, headedness, in_series, inside_cost, is_heap, places
from converter.segment.display import Headline
from converter.segment.evidence import Background, Bag
from converter.segment.heads import Affinities
from converter.segment.stream import Stream, head_cluster
from converter.segment.units import Unit


@dataclass(slots=True)
class Draft:
    """An article in the making: texts start..end; cluster: the headlines that stand over it; main: the loose one that was chosen.

    affinity: nats by which a loose headline speaks of the texts; own: whether the headline stands right over the text.
    """

    start: int
    end: int
    cluster: list[Headline] = field(default_factory=list)
    main: Headline | None = None
    affinity: float = 0.0
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Choice:
    """A headline for a stretch: its gain in nats, the bits of the headlines that it uses, which it is (None: no headline, -1: those right over it)."""

    gain: float
    bits: int
    head: int | None
    own: bool


def divide(stream: Stream, background: Background, bags: Sequence[Bag], reserved: Sequence[Headline] = ()) -> list[Draft]:
    """The articles of the stream, in its order. reserved: headlines that belong to pictures. bags: one for each text."""
    if not stream.texts:
        return []
    search = _Search(stream, background, bags, reserved)
    free, free_score = search.run(ordered=False)
    if len(search.loose) < 3:
        return free
    # loose headlines mostly keep the order of their texts: taking them out of it must gain what the choice of an order is worth
    ordered, ordered_score = search.run(ordered=True)
    price = weights.FREE_ORDER * sum(log(n) for n in range(2, len(search.loose) + 1))
    return free if free_score - ordered_score > price else ordered


class _Search:
    def __init__(self, stream: Stream, background: Background, bags: Sequence[Bag], reserved: Sequence[Headline]) -> None:
        self.stream = stream
        self.places = places(stream, bags)
        blocks = []
        for start, end in zip(self.places, self.places[1:], strict=False):
            # display between texts is part of what hangs together, whether it heads or parts them
            block = background.bag(" ".join(h.text for h in head_cluster(stream.zones[start], stream.setting.grid)))
            for bag in bags[start:end]:
                block.add(bag)
            blocks.append(block)
        self.cohesion = Cohesion(blocks)
        grid = stream.setting.grid
        taken = {id(headline) for headline in reserved}
        self.clusters = [[h for h in head_cluster(stream.zones[at], grid) if id(h) not in taken] for at in self.places[:-1]]
        over = {id(headline) for cluster in self.clusters for headline in cluster}
        every = [h for zone in stream.zones for h in zone.headlines if id(h) not in taken and not h.dash]
        self.loose = [] if grid else [h for h in every if id(h) not in over][: weights.LOOSE_HEADS]
        self.headed = headedness(stream) if self.loose else [1.0] * len(stream.zones)
        self.series = in_series(stream)
        self.heads = self.loose + (self._movable(taken) if self.loose else [])
        self.bit = {id(h): 1 << number for number, h in enumerate(self.heads)}
        self.affinities = Affinities(background, [background.bag(h.text) for h in self.heads], blocks)
        self.begin = [self._begin(at, cluster) for at, cluster in zip(self.places, self.clusters, strict=False)]
        self.inside = [0.0, *(self._inside(index) for index in range(1, len(self.places) - 1))]
        self.prefer = [_unused_cost(stream, h) if number < len(self.loose) else 0.0 for number, h in enumerate(self.heads)]

    def _movable(self, taken: set[int]) -> list[Headline]:
        """Headlines over a text that may as well be another text's, where headlines are loose.

        Over 本报讯: the foot of the article above. The last of a heap of headlines: one of the heap.
        """
        out = []
        for at, cluster in zip(self.places, self.clusters, strict=False):
            if is_heap(self.stream.zones[at]) or self.stream.texts[at].unit.dated:
                out += [h for h in cluster if not h.dash and id(h) not in taken]
        return out[: weights.LOOSE_HEADS]

    def _begin(self, at: int, cluster: Sequence[Headline]) -> float:
        if not cluster or at == 0:
            return begin_cost(self.stream, at)
        headed = self.headed[at]
        return headed * weights.BESIDE_UNUSED + (1 - headed) * (weights.AT_CROSSHEAD + weights.SERIES * (at in self.series))

    def _inside(self, index: int) -> float:
        at = self.places[index]
        return inside_cost(self.stream, at, self.headed[at]) - (1 - self.headed[at]) * weights.SERIES * (at in self.series)

    def run(self, *, ordered: bool) -> tuple[list[Draft], float]:
        """The best reading and its score; ordered: loose headlines come in the order of their texts."""
        end = len(self.places) - 1
        table: list[dict[int, tuple[float, int, int, _Choice | None]]] = [{} for _ in self.places]
        table[0][0] = (0.0, 0, 0, None)
        for start in range(end):
            states = sorted(table[start].items(), key=lambda item: -item[1][0])[: weights.BEAM]
            if not states:
                continue
            inner = 0.0
            for end_at, coherence in enumerate(self.cohesion.from_start(start, end), start + 1):
                if end_at > start + 1:
                    inner += self.inside[end_at - 1]
                    if inner > weights.TOO_COSTLY:
                        break
                base = weights.COHESION * coherence - inner
                self._extend(table[end_at], states, start, base, self._choices(start, end_at), ordered)
        mask = max(table[end], key=lambda key: table[end][key][0])
        score = table[end][mask][0]
        out = []
        at = end
        while at > 0:
            _, start, before, choice = table[at][mask]
            out.append(self._draft(start, at, choice))
            at, mask = start, before
        return out[::-1], score

    def _extend(
        self,
        into: dict[int, tuple[float, int, int, _Choice | None]],
        states: Sequence[tuple[int, tuple[float, int, int, _Choice | None]]],
        start: int,
        base: float,
        choices: Sequence[_Choice],
        ordered: bool,
    ) -> None:
        for mask, (score, *_) in states:
            for choice in choices:
                if mask & choice.bits or (ordered and not choice.own and choice.bits and choice.bits < mask):
                    continue
                total = score + base + choice.gain
                key = mask | choice.bits
                if key not in into or total > into[key][0]:
                    into[key] = (total, start, mask, choice)

    def _choices(self, start: int, end: int) -> list[_Choice]:
        cluster = self.clusters[start]
        begin = self.begin[start]
        out = [_Choice(-weights.HEADLESS - begin, 0, None, False)]
        if cluster and not (self.loose and is_heap(self.stream.zones[self.places[start]])):
            bits = 0
            for headline in cluster:
                bits |= self.bit.get(id(headline), 0)
            headed = self.headed[self.places[start]]
            out.append(_Choice(headed * weights.ADJACENT + (1 - headed) * weights.ADJACENT_BUT_LOOSE, bits, -1, True))
        loose = [_Choice(self._loose_gain(number, start, end) - begin, 1 << number, number, False) for number in range(len(self.heads))]
        loose.sort(key=lambda choice: -choice.gain)
        return out + loose[: weights.CHOICES]

    def _loose_gain(self, number: int, start: int, end: int) -> float:
        affinity = self.affinities.of(number, start, end)
        gain = weights.LOOSE + min(weights.MOST_AFFINITY, weights.AFFINITY * affinity)
        if affinity < weights.DOUBTFUL_HEAD:
            gain += weights.VAGUE_HEAD
        return gain + self.prefer[number]

    def _draft(self, start: int, end: int, choice: _Choice | None) -> Draft:
        draft = Draft(self.places[start], self.places[end])
        if choice is not None and choice.head is not None:
            draft.own = choice.own
            if choice.own:
                draft.cluster = self.clusters[start]
            else:
                draft.affinity = self.affinities.of(choice.head, start, end)
                draft.main = self.heads[choice.head]
        return draft


def _unused_cost(stream: Stream, headline: Headline) -> float:
    """What it costs that a loose headline heads nothing: most with a byline beside it, little where it may be a deck."""
    for zone in stream.zones:
        for at, item in enumerate(zone.order):
            if item is headline:
                above = zone.order[at - 1] if at else None
                below = zone.order[at + 1] if at + 1 < len(zone.order) else None
                if any(isinstance(other, Unit) and other.kind == "byline" for other in (above, below)):
                    return weights.UNUSED_SIGNED_HEAD
                return weights.UNUSED_DECK if isinstance(above, Headline) else weights.UNUSED_HEAD
    return 0.0
