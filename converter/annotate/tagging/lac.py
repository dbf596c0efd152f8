"""Takes sentences, gives their words with tags by the LAC model that travels with the package. Promises the decisions of the original.

LAC (Lexical Analysis of Chinese) tags every character with a word class and whether it begins a word, names among them: PER, LOC, ORG, TIME.
Sentences of like length run together: what a step in time costs hardly depends on how many sentences are in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from converter.annotate.tagging.crf import Field, Packing
from converter.annotate.tagging.network import Network
from converter.annotate.tagging.spacing import tag_without_blanks
from converter.annotate.tagging.token import Token
from converter.annotate.tagging.weights import read_weights

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

# Measured: below 128 sentences the steps are too small, above 192 nothing is gained. 8,000 characters take 30 MB while they run.
MOST_SENTENCES = 192
MOST_CHARACTERS = 8_000
PERSON = "PER"


class LacTagger:
    """LAC in numpy. One object serves all threads: a call changes nothing but a table that it fills with the same values."""

    def __init__(self, path: Path) -> None:
        weights = read_weights(path)
        self.name: str = weights.facts["name"]
        self.version: str = weights.facts["version"]
        self._network = Network(weights)
        self._field = Field(weights.arrays["transitions"].astype(np.float32))
        self._rows = _character_table(weights.facts["characters"], weights.arrays["character_rows"], len(weights.arrays["embedding"]) - 1)
        names: list[str] = weights.facts["tags"]
        self._inside = np.array([name.endswith("-I") for name in names])
        labels = [name.rsplit("-", 1)[0] for name in names]
        self._labels = sorted(set(labels))
        self._label = np.array([self._labels.index(label) for label in labels])
        self._members = np.arange(len(self._labels))[:, None] == self._label[None, :]

    def tag(self, sentences: Sequence[str]) -> list[list[Token]]:
        """The tokens of each sentence, in order; places are of the sentence as given. A sentence of blanks alone has none."""
        return tag_without_blanks(sentences, self._tag)

    def _tag(self, texts: list[str]) -> list[list[Token]]:
        result: list[list[Token]] = [[] for _ in texts]
        for batch in batches([len(text) for text in texts]):
            for number, tokens in zip(batch, self._batch([texts[number] for number in batch]), strict=True):
                result[number] = tokens
        return result

    def _batch(self, texts: list[str]) -> list[list[Token]]:
        """texts: of falling length, none empty."""
        codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
        packing = Packing.of([len(text) for text in texts])
        search = self._field.search(self._network.scores(self._rows[codes[packing.order]].astype(np.intp), packing.counts), packing)
        tags = np.empty(len(codes), np.intp)
        tags[packing.order] = search.tags()
        marginals = np.empty((len(codes), len(self._label)), np.float32)
        marginals[packing.order] = search.max_marginals()
        return self._tokens([len(text) for text in texts], tags, marginals)

    def _tokens(self, lengths: list[int], tags: Ints, marginals: Floats) -> list[list[Token]]:
        """tags (characters,), marginals (characters, tags): sentence after sentence. A word has the class of its first character."""
        ends = np.cumsum(lengths)
        begins = ~self._inside[tags]
        begins[ends - lengths] = True
        starts = np.flatnonzero(begins)
        labels = self._label[tags[starts]]
        word = np.cumsum(begins) - 1
        margins = np.minimum.reduceat(self._ahead(marginals, self._members[labels][word]), starts).tolist()
        persons = np.minimum.reduceat(self._ahead(marginals, self._members[self._labels.index(PERSON)]), starts).tolist()
        sentence = np.searchsorted(ends, starts, side="right")
        shift = (ends - lengths)[sentence]
        froms, tos = (starts - shift).tolist(), (np.append(starts[1:], ends[-1]) - shift).tolist()
        names = [self._labels[label] for label in labels.tolist()]
        tokens = list(map(Token, froms, tos, names, margins, persons))
        cuts = [0, *np.searchsorted(starts, ends).tolist()]
        return [tokens[cuts[n] : cuts[n + 1]] for n in range(len(lengths))]

    def _ahead(self, marginals: Floats, members: NDArray[np.bool_]) -> Floats:
        """How far the best of the member tags is ahead of the best of the others, for each character."""
        lowest = np.float32(-np.inf)
        difference: Floats = np.where(members, marginals, lowest).max(axis=1) - np.where(members, lowest, marginals).max(axis=1)
        return difference


def batches(lengths: list[int]) -> Iterator[list[int]]:
    """lengths: of sentences, none 0. Gives the numbers of those that run together, by falling length."""
    batch: list[int] = []
    characters = 0
    for number in sorted(range(len(lengths)), key=lambda n: -lengths[n]):
        if batch and (len(batch) == MOST_SENTENCES or characters + lengths[number] > MOST_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(number)
        characters += lengths[number]
    if batch:
        yield batch


def _character_table(characters: str, rows: NDArray[np.uint16], unknown: int) -> NDArray[np.uint16]:
    """The row of the embedding for every code point."""
    table = np.full(0x110000, unknown, np.uint16)
    table[np.frombuffer(characters.encode("utf-32-le"), np.uint32)] = rows
    return table
