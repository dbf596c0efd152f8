"""Takes bags of words of successive stretches, gives for all runs of them how well they hang together (nats, as `evidence.gain`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import lgamma, log

from converter.segment import weights, words
from converter.segment.evidence import UNSEEN, Bag

Whole = Callable[[], "Cohesion"]  # the cohesion of all texts of a page, weighed when first asked for


_NO_PRICE, _LOG_ALPHA = lgamma(weights.ALPHA), log(weights.ALPHA)


class Cohesion:
    """The gain of stretches start..end of the given bags, up to what does not depend on where a page is cut.

    A word that stands in one bag only says the same wherever a cut falls, so only words of two bags and more are counted.
    """

    def __init__(self, bags: Sequence[Bag]) -> None:
        spread: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for bag in bags:
            spread.update(bag.words.keys())
            total.update(bag.words)
        ids = {word: number for number, word in enumerate(word for word, times in spread.items() if times > 1)}
        # gains[word][c]: what c occurrences say over c first ones
        self._gains = [_ladder(word, total[word]) for word in ids]
        self._items = [[(ids[word], count) for word, count in bag.words.items() if word in ids] for bag in bags]
        self._sizes = [bag.size for bag in bags]

    def from_start(self, start: int, end: int) -> list[float]:
        """The gains of the stretches start..start+1, start..start+2, … start..end, in nats."""
        return self._grow(range(start, end))

    def from_end(self, start: int, end: int) -> list[float]:
        """The gains of the stretches end-1..end, end-2..end, … start..end, in nats."""
        return self._grow(range(end - 1, start - 1, -1))

    def _grow(self, order: Sequence[int]) -> list[float]:
        counts = [0] * len(self._gains)
        gains, items, sizes, out = self._gains, self._items, self._sizes, []
        score, size = _NO_PRICE, 0
        for at in order:
            for word, count in items[at]:
                before = counts[word]
                counts[word] = after = before + count
                ladder = gains[word]
                score += ladder[after] - ladder[before]
            size += sizes[at]
            # the price of a long text: the share of each word in it is less certain
            out.append(score - lgamma(weights.ALPHA + size) + size * _LOG_ALPHA)
        return out


def _ladder(word: str, most: int) -> list[float]:
    rate = weights.ALPHA * (words.frequency(word) + UNSEEN) / words.TOTAL
    out = [0.0, 0.0]  # a first occurrence says nothing
    for times in range(1, most):
        out.append(out[-1] + log(1 + times / rate))
    return out
