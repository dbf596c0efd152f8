"""Takes headlines and blocks of texts, gives how strongly each headline speaks of each run of blocks (nats, as `evidence.affinity`)."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, log, prod

from converter.segment.evidence import ALPHA, ON_TOPIC, Background, Bag


class Affinities:
    """The affinity of headlines with runs of blocks. All runs from one block on are weighed together, each from the one before it."""

    def __init__(self, background: Background, heads: Sequence[Bag], blocks: Sequence[Bag]) -> None:
        self._sizes = [bag.size for bag in blocks]
        self._heads = [_Head(background, head, blocks) for head in heads]
        self._shares: dict[int, list[tuple[float, float]]] = {}
        self._rows: list[dict[int, list[float]]] = [{} for _ in heads]

    def of(self, head: int, start: int, end: int) -> float:
        """Nats by which the head speaks of the blocks start..end."""
        return self.row(head, start)[end - start]

    def row(self, head: int, start: int) -> list[float]:
        """Nats by which the head speaks of no block, of the one at `start`, of that and the next, … up to the last block."""
        known = self._rows[head].get(start)
        if known is None:
            self._rows[head][start] = known = self._heads[head].weigh(start, self._shares_from(start))
        return known

    def _shares_from(self, start: int) -> list[tuple[float, float]]:
        """For each run from `start`: what a word must share with the language there, and what a word says that does not stand there."""
        known = self._shares.get(start)
        if known is None:
            known, size = [], 0
            for more in (0, *self._sizes[start:]):
                size += more
                share = ON_TOPIC * ALPHA / (ALPHA + size)
                known.append((share, log(share + 1 - ON_TOPIC)))
            self._shares[start] = known
        return known


class _Head:
    """A headline's words and pairs. found: for each block, the words of the headline that stand in it with their counts, and the pairs."""

    __slots__ = ("found", "rates", "weights")

    def __init__(self, background: Background, head: Bag, blocks: Sequence[Bag]) -> None:
        words, pairs = tuple(head.words), tuple(head.pairs)
        self.rates = {word: background.rate(word) for word in words}
        self.weights = {pair: background.pair_weight(pair) for pair in pairs}
        self.found = [
            ([(word, bag.words[word]) for word in words if word in bag.words], [pair for pair in pairs if pair in bag.pairs])
            for bag in blocks
        ]

    def weigh(self, start: int, shares: Sequence[tuple[float, float]]) -> list[float]:
        counts: dict[str, float] = {}
        there: set[str] = set()
        rates = self.rates
        absent, paired = len(rates), 0.0
        out = [absent * shares[0][1]]
        for (words, pairs), (share, silence) in zip(self.found[start:], shares[1:], strict=True):
            for word, count in words:
                counts[word] = counts.get(word, 0) + count / rates[word]
            for pair in pairs:
                if pair not in there:
                    there.add(pair)
                    paired += self.weights[pair]
            base = share + 1 - ON_TOPIC
            heard = [base + share * found for found in counts.values()]
            product = prod(heard)  # one logarithm for all
            said = log(product) if product < inf else sum(map(log, heard))
            out.append((absent - len(heard)) * silence + paired + said)
        return out
