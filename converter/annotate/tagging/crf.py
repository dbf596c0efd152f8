"""Takes the score of every tag for each character and the scores of tag after tag, gives the best tags and how far ahead they are.

A conditional random field adds to the network's scores a score for each pair of neighbours, and the best sequence as a whole wins.
The pair scores of a trained model lie within a narrow span S. Replacing one tag changes two pairs, so a tag that the network puts
more than 2 S below the best one of its character can be in no best sequence. What is left, mostly one tag of 59, is searched
exactly: same result as the full search, at a fraction of its cost.

Characters are packed by time as in network.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


@dataclass(frozen=True)
class Packing:
    """Where the characters of sentences of falling length stand.

    order (characters,): the place, sentence after sentence, of each packed character. counts: characters at each time.
    before, after (characters,): the packed place of the neighbour in the sentence, -1 at its ends.
    """

    order: Ints
    counts: list[int]
    before: Ints
    after: Ints

    @classmethod
    def of(cls, lengths: list[int]) -> Packing:
        """lengths: of the sentences, falling, none 0."""
        ends = np.cumsum(lengths)
        times = np.arange(ends[-1]) - np.repeat(ends - lengths, lengths)
        order = np.argsort(times, kind="stable")
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        before, after = np.full(len(order), -1), np.full(len(order), -1)
        followed = np.flatnonzero(np.diff(times) > 0)  # characters, sentence after sentence, with another one behind
        after[place[followed]] = place[followed + 1]
        before[place[followed + 1]] = place[followed]
        return cls(order, np.bincount(times).tolist(), before, after)


class Field:
    """transitions (tags, tags): the score of the second tag after the first."""

    def __init__(self, transitions: Floats) -> None:
        self._pairs = np.ascontiguousarray(transitions, np.float32)
        self._flat = self._pairs.ravel()
        self._turned = np.ascontiguousarray(self._pairs.T)
        self._margin = 2 * float(transitions.max() - transitions.min())

    def search(self, scores: Floats, packing: Packing) -> Search:
        """scores (characters, tags)."""
        possible = scores >= scores.max(axis=1, keepdims=True) - self._margin
        found = possible.sum(axis=1)
        rows, tags = np.nonzero(possible)
        firsts = np.cumsum(found) - found
        # a character with fewer candidates than the most repeats its first: a repeated path is no better than itself
        candidates = np.repeat(tags[firsts][:, None], found.max(), axis=1)
        candidates[rows, np.arange(len(rows)) - firsts[rows]] = tags
        own = np.take_along_axis(scores, candidates, axis=1)
        return Search(self, scores, packing, candidates, found, own)

    def pairs(self, first: Ints, second: Ints) -> Floats:
        """Scores (n, k, k) of each candidate of `second` (n, k) after each of `first` (n, k)."""
        return self._flat.take(first[:, :, None] * len(self._pairs) + second[:, None, :])

    def reach(self, candidates: Ints, values: Floats, found: Ints, *, forwards: bool) -> Floats:
        """The best (n, tags) that any tag can get out of a neighbour with these candidates (n, k), valued (n, k), `found` of them real."""
        table = self._pairs if forwards else self._turned
        best = table[candidates[:, 0]]
        best += values[:, :1]
        for k in range(1, candidates.shape[1]):
            some = np.flatnonzero(found > k)
            best[some] = np.maximum(best[some], table[candidates[some, k]] + values[some, k, None])
        return best


class Search:
    """What the field found. `forward` and `backward` (characters, candidates) are the best scores up to, and from behind, a candidate."""

    def __init__(self, field: Field, scores: Floats, packing: Packing, candidates: Ints, found: Ints, own: Floats) -> None:
        self._field, self._scores, self._packing = field, scores, packing
        self._candidates, self._found, self._own = candidates, found, own
        self._slices = self._steps()
        self.forward = own.copy()
        for here, there in self._slices:
            step = field.pairs(candidates[here], candidates[there])
            step += self.forward[here][:, :, None]
            self.forward[there] += step.max(axis=1)

    def _steps(self) -> list[tuple[slice, slice]]:
        """For each time but the last: the characters at it that have another behind them, and those others."""
        starts = [0, *np.cumsum(self._packing.counts).tolist()]
        later = self._packing.counts[1:]
        return [(slice(starts[t], starts[t] + n), slice(starts[t + 1], starts[t + 1] + n)) for t, n in enumerate(later)]

    def tags(self) -> Ints:
        """The best tag of each character (characters,), packed."""
        lasts = self._packing.after < 0
        chosen = np.empty(len(self._candidates), np.intp)
        chosen[lasts] = self.forward[lasts].argmax(axis=1)
        each = np.arange(self._packing.counts[0])
        for here, there in reversed(self._slices):
            n = there.stop - there.start
            behind = self._candidates[there][each[:n], chosen[there]]
            values = self.forward[here] + self._field.pairs(self._candidates[here], behind[:, None])[:, :, 0]
            chosen[here] = values.argmax(axis=1)
        return np.take_along_axis(self._candidates, chosen[:, None], axis=1)[:, 0]

    def max_marginals(self) -> Floats:
        """The score (characters, tags) of the best sequence that has this tag at this character, packed."""
        backward = np.zeros_like(self._own)
        for here, there in reversed(self._slices):
            step = self._field.pairs(self._candidates[here], self._candidates[there])
            step += (self._own[there] + backward[there])[:, None, :]
            backward[here] = step.max(axis=2)
        result = self._scores.copy()
        for neighbours, values, forwards in (
            (self._packing.before, self.forward, True),
            (self._packing.after, self._own + backward, False),
        ):
            some = np.flatnonzero(neighbours >= 0)
            there = neighbours[some]
            result[some] += self._field.reach(self._candidates[there], values[there], self._found[there], forwards=forwards)
        return result
