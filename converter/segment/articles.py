"""Takes the stream of a page, divides its texts into articles and gives each its headline: one search over all readings of the page.

An article is a stretch of texts. Its headline stands right over it, or it is loose: printed before or after all texts, as
extraction often puts it. Both are weighed in one sum, so a page may be set one way above and another way below.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf, log
from typing import NamedTuple

from converter.segment import weights
from converter.segment.cohesion import Cohesion, Whole
from converter.segment.cuts import begin_cost, headedness, in_series, inside_cost, is_heap, places
from converter.segment.display import Headline
from converter.segment.evidence import Background, Bag
from converter.segment.heads import Affinities
from converter.segment.loose_heads import unused_cost, well_headed, with_dash_decks
from converter.segment.rubrics import is_rubric
from converter.segment.stream import Stream, head_cluster

# nats that the choice of a headline can add to an article, at most
MOST_GAIN = max(weights.UNUSED_SIGNED_HEAD, weights.ADJACENT + weights.UNUSED_HEAD)


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


class _Choice(NamedTuple):
    """A headline for a stretch: its gain in nats, the bits of the headlines that it uses, which it is (None: no headline, -1: those right over it)."""

    gain: float
    bits: int
    head: int | None


class _State(NamedTuple):
    """The best reading up to a place that uses certain headlines: its score, and where it came from."""

    score: float
    start: int
    mask: int
    choice: _Choice | None


def divide(stream: Stream, background: Background, bags: Sequence[Bag], whole: Whole, reserved: Sequence[Headline] = ()) -> list[Draft]:
    """The articles of the stream, in its order. reserved: headlines that belong to pictures. bags: one for each text; whole: of them all."""
    if not stream.texts:
        return []
    search = _Search(stream, background, bags, whole, reserved)
    free, free_score = search.run(ordered=False)
    if len(search.heads) < 2 or search.is_ordered(free):
        return free
    # loose headlines mostly keep the order of their texts: taking them out of it must gain what the choice of an order is worth
    ordered, ordered_score = search.run(ordered=True)
    price = weights.FREE_ORDER * sum(log(n) for n in range(2, len(search.heads) + 1))
    return free if free_score - ordered_score > price else ordered


class _Search:
    def __init__(self, stream: Stream, background: Background, bags: Sequence[Bag], whole: Whole, reserved: Sequence[Headline]) -> None:
        self.stream = stream
        self.places = places(stream, whole)
        blocks = []
        for start, end in pairwise(self.places):
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
        every = [h for zone in stream.zones for h in zone.headlines if id(h) not in taken and not h.dash and not is_rubric(h.text)]
        self.loose = [] if grid else [h for h in every if id(h) not in over][: weights.LOOSE_HEADS]
        self.headed = headedness(stream)
        if grid:
            self.headed = [1.0] * len(stream.zones)
        elif not self.loose:
            self.headed = [weights.STANDING + (1 - weights.STANDING) * headed for headed in self.headed]
        self.series = in_series(stream)
        self.heads = sorted(self.loose + (self._movable(taken) if self.loose else []), key=lambda h: h.at)
        self.bit = {id(h): 1 << number for number, h in enumerate(self.heads)}
        self.affinities = Affinities(background, [background.bag(with_dash_decks(stream, h)) for h in self.heads], blocks)
        self.begin = [self._begin(at, cluster) for at, cluster in zip(self.places, self.clusters, strict=False)]
        self.inside = [0.0, *(self._inside(index) for index in range(1, len(self.places) - 1))]
        # What a headline says of the text that it fits best. Only less than that counts: the same headline may be that text's deck
        # or banner, so fitting well is no reason to cut a text in two.
        self.numbers = [self._feet(at, cluster) for at, cluster in zip(self.places, self.clusters, strict=False)]
        self.stretches = [self._stretches(start) for start in range(len(blocks))]
        # for each place what each headline says of the stretches that begin there
        self.rows = [[self.affinities.row(number, start) for number in range(len(self.heads))] for start in range(len(blocks))]
        self.most = [
            max(max(rows[number][1 : len(ends) + 1]) for rows, ends in zip(self.rows, self.stretches, strict=True))
            for number in range(len(self.heads))
        ]
        self.known: dict[tuple[int, int], list[_Choice]] = {}
        alone = {id(h) for h in self.loose} | {id(h) for zone in stream.zones if is_heap(zone) for h in zone.headlines}
        self.standing = well_headed(self.places, self.clusters, self.headed)
        zone_of = {id(h): at for at, zone in enumerate(stream.zones) for h in zone.headlines}
        self.stands = [bisect_left(self.places, zone_of[id(h)]) for h in self.heads]  # the place at which each headline stands
        self.prefer = [unused_cost(stream, h) if id(h) in alone else 0.0 for h in self.heads]

    def _movable(self, taken: set[int]) -> list[Headline]:
        """Headlines over a text that may as well be another text's, where headlines are loose.

        Over 本报讯: the foot of the article above. The last of a heap of headlines: one of the heap.
        """
        out = []
        for at, cluster in zip(self.places, self.clusters, strict=False):
            if is_heap(self.stream.zones[at]) or self.stream.texts[at].unit.dated:
                out += [h for h in cluster if not h.dash and id(h) not in taken]
        return out[: weights.LOOSE_HEADS]

    def _feet(self, at: int, cluster: Sequence[Headline]) -> list[int]:
        """The numbers of headlines that stand unsigned over 本报讯: they may be the foot of the article above."""
        if self.stream.zones[at].bylines or not self.stream.texts[at].unit.dated:
            return []
        return [number for number, head in enumerate(self.heads) if any(head is headline for headline in cluster)]

    def _begin(self, at: int, cluster: Sequence[Headline]) -> float:
        if not cluster or at == 0:
            return begin_cost(self.stream, at)
        headed = self.headed[at]
        return headed * weights.BESIDE_UNUSED + (1 - headed) * (weights.AT_CROSSHEAD + weights.SERIES * (at in self.series))

    def _inside(self, index: int) -> float:
        at = self.places[index]
        return inside_cost(self.stream, at, self.headed[at]) - (1 - self.headed[at]) * weights.SERIES * (at in self.series)

    def _stretches(self, start: int) -> list[float]:
        """What the article that ends one place after `start`, two places, … is worth without a headline; as long ones as are worth a look."""
        last, inner = start + 1, 0.0
        inners = [0.0]
        while last < len(self.places) - 1 and (inner := inner + self.inside[last]) <= weights.TOO_COSTLY:
            inners.append(inner)
            last += 1
        gains = self.cohesion.from_start(start, last)
        return [weights.COHESION * gain - cost for gain, cost in zip(gains, inners, strict=True)]

    def is_ordered(self, drafts: Sequence[Draft]) -> bool:
        """Whether the loose headlines that were taken come in the order of their texts."""
        bits = [self.bit[id(draft.main)] for draft in drafts if draft.main]
        return bits == sorted(bits)

    def run(self, *, ordered: bool) -> tuple[list[Draft], float]:
        """The best reading and its score; ordered: loose headlines come in the order of their texts."""
        last = len(self.places) - 1
        table: list[dict[int, _State]] = [{0: _State(0.0, 0, 0, None)}]
        kept: list[list[tuple[float, int]]] = [[(0.0, 0)]]
        for end in range(1, last + 1):
            into: dict[int, _State] = {}
            table.append(into)
            top = -inf
            # short articles first: what the best of them reaches spares most of the work on long ones
            for start in range(end - 1, -1, -1):
                if end - start <= len(self.stretches[start]):
                    top = self._extend(into, top, kept[start], start, end, ordered)
            states = sorted(((state.score, mask) for mask, state in into.items()), reverse=True)[: weights.BEAM]
            kept.append([state for state in states if state[0] > top - weights.BEAM_DEPTH])
        mask = max(table[last], key=lambda key: table[last][key].score)
        score = table[last][mask].score
        out = []
        at = last
        while at > 0:
            _, start, before, choice = table[at][mask]
            out.append(self._draft(start, at, choice))
            at, mask = start, before
        return out[::-1], score

    def _extend(
        self, into: dict[int, _State], top: float, states: Sequence[tuple[float, int]], start: int, end: int, ordered: bool
    ) -> float:
        """Puts the readings that end with an article start..end into the table; top: the best score there so far; gives the new one.

        What falls so far behind the best that it would not be kept is left out at once.
        """
        base = self.stretches[start][end - start - 1]
        if states[0][0] + base + MOST_GAIN <= top - weights.BEAM_DEPTH:
            return top
        known = into.get
        for choice in self._choices(start, end):
            gain, bits, head = choice
            gain += base
            for score, mask in states:
                total = score + gain
                if total <= top - weights.BEAM_DEPTH:
                    break  # the states that follow are worse
                if mask & bits or (ordered and bits < mask and bits and head != -1):
                    continue
                key = mask | bits
                old = known(key)
                if old is None or total > old[0]:
                    into[key] = _State(total, start, mask, choice)
                    top = max(top, total)
        return top

    def _choices(self, start: int, end: int) -> list[_Choice]:
        if (start, end) not in self.known:
            self.known[start, end] = self._new_choices(start, end)
        return self.known[start, end]

    def _new_choices(self, start: int, end: int) -> list[_Choice]:
        cluster = self.clusters[start]
        begin = self.begin[start]
        out = [_Choice(-weights.HEADLESS - begin, 0, None)]
        if cluster and not (self.loose and is_heap(self.stream.zones[self.places[start]])):
            bits = 0
            for headline in cluster:
                bits |= self.bit.get(id(headline), 0)
            headed = self.headed[self.places[start]]
            # where headlines are loose, one that stands over its text surely must not give way to one of those
            own = weights.ADJACENT + (
                weights.UNUSED_HEAD * max(0.0, (headed - weights.SURELY_HEADED) / (1 - weights.SURELY_HEADED)) if self.loose else 0.0
            )
            # one that may be the foot of the article above stands here only as far as its words do
            misfit = min((self._deficit(number, start, end) for number in self.numbers[start]), default=0.0)
            own += misfit if misfit < -weights.MISFIT else 0.0
            out.append(_Choice(headed * own + (1 - headed) * weights.ADJACENT_BUT_LOOSE, bits, -1))
        # a headline that gains less than having none is never worth its use
        worth = sorted(self._loose_gains(start, end, begin, out[0].gain), reverse=True)[: weights.CHOICES]
        return out + [_Choice(gain, 1 << number, number) for gain, number in worth]

    def _deficit(self, number: int, start: int, end: int) -> float:
        """By how much less a headline says of this stretch than of the one that it fits best; 0 or below."""
        return weights.AFFINITY * (self.affinities.of(number, start, end) - self.most[number])

    def _loose_gains(self, start: int, end: int, begin: float, floor: float) -> Iterator[tuple[float, int]]:
        """What each headline gains for a stretch, with its number, where it is more than `floor`. begin: the price of the stretch's beginning."""
        length = end - start
        for number, (row, most, prefer) in enumerate(zip(self.rows[start], self.most, self.prefer, strict=True)):
            vague = row[length] < weights.DOUBTFUL_HEAD
            if vague and self._headed_between(number, start, end) >= weights.HEADED_BETWEEN:
                continue
            plausible = not vague or prefer == weights.UNUSED_SIGNED_HEAD
            gain = weights.AFFINITY * (row[length] - most) + (prefer if plausible else weights.VAGUE_HEAD) - begin
            if gain > floor:
                yield gain, number

    def _headed_between(self, number: int, start: int, end: int) -> int:
        """How many texts with headlines of their own stand between the stretch and a headline."""
        at = self.stands[number]
        return self.standing[max(at, end)] - self.standing[end] + self.standing[start] - self.standing[min(at, start)]

    def _draft(self, start: int, end: int, choice: _Choice | None) -> Draft:
        draft = Draft(self.places[start], self.places[end])
        if choice is not None and choice.head is not None:
            draft.own = choice.head == -1
            if draft.own:
                draft.cluster = self.clusters[start]
            else:
                draft.affinity = self.affinities.of(choice.head, start, end)
                draft.main = self.heads[choice.head]
        return draft
