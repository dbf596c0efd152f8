"""Takes headlines and blocks of texts, gives how strongly each headline speaks of each run of blocks (nats, as `evidence.affinity`)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import log

from converter.segment.evidence import ALPHA, ON_TOPIC, Background, Bag


class Affinities:
    """The affinity of headlines with runs of blocks, quick for many runs: counts are summed up once."""

    def __init__(self, background: Background, heads: Sequence[Bag], blocks: Sequence[Bag]) -> None:
        self._sizes = [0, *accumulate(bag.size for bag in blocks)]
        self._heads = [_Head(background, head, blocks) for head in heads]
        self._known: dict[tuple[int, int, int], float] = {}

    def of(self, head: int, start: int, end: int) -> float:
        """Nats by which the head speaks of the blocks start..end."""
        key = head, start, end
        if key not in self._known:
            self._known[key] = self._heads[head].weigh(start, end, self._sizes[end] - self._sizes[start])
        return self._known[key]


class _Head:
    __slots__ = ("absent", "any", "pairs", "words")

    def __init__(self, background: Background, head: Bag, blocks: Sequence[Bag]) -> None:
        self.absent = 0
        self.words: list[tuple[float, list[int]]] = []
        self.pairs: list[tuple[float, list[int]]] = []
        for word in head.words:
            counts = [0, *accumulate(bag.words.get(word, 0) for bag in blocks)]
            if counts[-1]:
                self.words.append((background.rate(word), counts))
            else:
                self.absent += 1
        for pair in head.pairs:
            counts = [0, *accumulate(bag.pairs.get(pair, 0) for bag in blocks)]
            if counts[-1]:
                self.pairs.append((background.pair_weight(pair), counts))

        # how much of the head stands in the blocks before each: a quick look whether there is any of it in a run
        found = [counts for _, counts in (*self.words, *self.pairs)]
        self.any = [sum(column) for column in zip(*found, strict=True)] if found else [0] * (len(blocks) + 1)

    def weigh(self, start: int, end: int, size: int) -> float:
        share = ALPHA / (ALPHA + size)
        silence = log(ON_TOPIC * share + 1 - ON_TOPIC)
        if self.any[end] == self.any[start]:
            return (self.absent + len(self.words)) * silence
        score = self.absent * silence
        for rate, counts in self.words:
            found = counts[end] - counts[start]
            score += log(ON_TOPIC * share * (rate + found) / rate + 1 - ON_TOPIC) if found else silence
        for weight, counts in self.pairs:
            if counts[end] > counts[start]:
                score += weight
        return score
