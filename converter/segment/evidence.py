"""Takes the lines of a page, weighs in nats how well stretches of them hang together and which head speaks of which of them.

Everything rests on one model: an article is written from a bag of words of its own, drawn around the words of the language
(a Dirichlet prior of weight ALPHA on the dictionary's shares, so that a word which comes back says far more than a first one).
No list of function words is needed: their share in the language leaves them little to say (measured: with a list the results are the same).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import lgamma, log
from operator import add

from converter.characters import HAN
from converter.segment import words

ALPHA = 250.0  # words after which an article's own shares count as much as the language's
UNSEEN = 3.0  # added to each dictionary count, so that a word it lacks is as rare as its rarest ones
ON_TOPIC = 0.5  # share of a head's words that its article is expected to repeat; the rest is the head's own
PAIR_WEIGHT = 0.4  # what a repeated pair of characters adds for each nat that it is rare on the page: names no dictionary knows
_HAN_RUN = re.compile(f"[{HAN}]+")
_WORD = re.compile(r"\w")


class Bag:
    """How often each word, and each pair of neighbouring Han characters, stands in a stretch of text. Folded to Simplified.

    Bags add up (`a + b`, or in place with `add` and `take_away`), so a search can move a line from one article to the next.
    size: words in all, punctuation not counted.
    """

    __slots__ = ("pairs", "size", "words")

    def __init__(self, found: Iterable[str] = (), pairs: Iterable[str] = ()) -> None:
        self.words: dict[str, int] = dict(Counter(found))
        self.pairs: dict[str, int] = dict(Counter(pairs))
        self.size = sum(self.words.values())

    def add(self, other: Bag) -> None:
        for mine, theirs in ((self.words, other.words), (self.pairs, other.pairs)):
            for key, count in theirs.items():
                mine[key] = mine.get(key, 0) + count
        self.size += other.size

    def take_away(self, other: Bag) -> None:
        """The other's words off; they must be in this bag (KeyError)."""
        for mine, theirs in ((self.words, other.words), (self.pairs, other.pairs)):
            for key, count in theirs.items():
                if mine[key] == count:
                    del mine[key]
                else:
                    mine[key] -= count
        self.size -= other.size

    def __add__(self, other: Bag) -> Bag:
        both = Bag()
        both.add(self)
        both.add(other)
        return both

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bag) and (self.words, self.pairs, self.size) == (other.words, other.pairs, other.size)

    __hash__ = None  # type: ignore[assignment]  # it changes


NOTHING = Bag()


class Background:
    """What is common, in the language and on this page, against which evidence is weighed. lines: the texts of the page's lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = len(lines)
        self._lines_with = Counter(chain.from_iterable(set(_pairs(words.fold(line))) for line in lines))
        self._priors: dict[str, tuple[float, float]] = {}

    def bag(self, text: str) -> Bag:
        """The words of one stretch of text."""
        return self.bags([text])[0]

    def bags(self, lines: Sequence[str]) -> list[Bag]:
        """One bag for each of the lines, which follow one another in a text: a word cut by a line's end counts where it begins.

        Added up they are the bag of the whole. Split each run of lines once with this, then only add.
        """
        bare = [words.fold("".join(line.split())) for line in lines]
        ends: list[int] = []
        for line in bare:
            ends.append((ends[-1] if ends else 0) + len(line))
        found: list[list[str]] = [[] for _ in bare]
        whole = "".join(bare)
        # a pair that a line's end parts counts with the line where it begins
        pairs = [_pairs(whole[end - len(line) : end + 1]) for line, end in zip(bare, ends, strict=True)]
        at = row = 0
        for word in words.split(whole):
            while at >= ends[row]:
                row += 1
            if _WORD.match(word):
                found[row].append(word)
            at += len(word)
        return [Bag(*both) for both in zip(found, pairs, strict=True)]

    def gain(self, body: Bag, given: Bag = NOTHING) -> float:
        """Nats by which the body's words are likelier in an article that already has the given words than in the language at large.

        Exact and order-free: gain(a + b) = gain(a) + gain(b, given=a). With nothing given it is how well the body hangs together;
        gain(b, given=a) - gain(b) is what speaks for b running on from a (below 0: for a cut between them).
        """
        known, priors = given.words, self._priors
        total = lgamma(ALPHA + given.size) - lgamma(ALPHA + given.size + body.size)
        for word, count in body.words.items():
            rate, surprise = priors.get(word) or self._prior(word)
            before = rate + known.get(word, 0)
            total += log(before) + surprise if count == 1 else lgamma(before + count) - lgamma(before) + count * surprise
        return total

    def affinity(self, head: Bag, body: Bag) -> float:
        """Nats that the head speaks of this body and not of something else. Below 0: it repeats nothing of the head.

        For comparing bodies, not for a threshold: measured, the right body has 20 to 60 (median), the best wrong one 3 to 6, but
        one wrong one in ten over 14.
        A word that the body lacks costs the same in a short and in a long body, and never more than log 2. A character pair that
        both have is a second witness, the stronger the fewer lines of the page have it.
        """
        weight, there, priors = ALPHA + body.size, body.words, self._priors
        score = 0.0
        for word in head.words:
            rate, _ = priors.get(word) or self._prior(word)
            score += log(ON_TOPIC * (rate + there.get(word, 0)) * ALPHA / (weight * rate) + 1 - ON_TOPIC)
        return score + sum([self.pair_weight(pair) for pair in head.pairs if pair in body.pairs])

    def rate(self, word: str) -> float:
        """The word's share in the language times ALPHA."""
        return (self._priors.get(word) or self._prior(word))[0]

    def pair_weight(self, pair: str) -> float:
        """Nats that a pair of characters tells where a head and a body share it: the more, the fewer lines of the page have it."""
        return PAIR_WEIGHT * log((self._lines + 1) / max(1, self._lines_with.get(pair, 1)))

    def _prior(self, word: str) -> tuple[float, float]:
        """The word's share in the language times ALPHA, and -log of the share."""
        share = (words.frequency(word) + UNSEEN) / words.TOTAL
        self._priors[word] = found = (ALPHA * share, -log(share))
        return found


def _pairs(folded: str) -> list[str]:
    out: list[str] = []
    for run in _HAN_RUN.findall(folded):
        out += map(add, run, run[1:])
    return out
