"""Takes characters as rows of the embedding, packed by time, gives the score of every tag for each; promises no work on padding.

Two layers of gated recurrent units (GRU), each reading the text forwards and backwards, then one linear map to the tags.

Packed means: the sentences of a batch are ordered by falling length, and the characters stand in the order of time, first characters of
all sentences first. `counts[t]` sentences have a character at time t; as the order is by length they are always the first ones. So a
step in time works on one slice, and a sentence that has ended (or, backwards, has not begun) costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from converter.annotate.tagging.weights import Weights

Floats = NDArray[np.float32]
WIDTH = 128  # of a hidden state
GATES = 2 * WIDTH  # update and reset gate side by side
STRETCH = 1024  # characters
Fill = Callable[[int, int, Floats], None]  # writes the inputs of the packed characters [begin, end) into an array (end - begin, 384)


@dataclass(frozen=True)
class Direction:
    """One GRU read in one direction, its matrices turned and scaled for `run`.

    source (inputs, 384), bias (384): from inputs to update gate, reset gate and candidate. gates (128, 256), candidate (128, 128),
    candidate_bias (128): from the state.

    The gates are sigmoids, and sigmoid(x) = (1 + tanh(x / 2)) / 2: numpy has a quick tanh and no sigmoid. The inner half is in the
    weights of the gates, the outer half of the reset gate in the weights that it multiplies.
    """

    source: Floats
    bias: Floats
    gates: Floats
    candidate: Floats
    candidate_bias: Floats

    @classmethod
    def of(cls, source: Floats, state: Floats, bias: Floats) -> Direction:
        """source (384, inputs), state (384, 128), bias (768: of source, of state), rows in the order update, reset, candidate."""
        half = np.ones(3 * WIDTH, np.float32)
        half[:GATES] = 0.5
        source_bias, state_bias = bias[: 3 * WIDTH], bias[3 * WIDTH :]
        both = source_bias.copy()
        both[:GATES] += state_bias[:GATES]  # the candidate's state bias stays apart: the reset gate multiplies it
        return cls(
            np.ascontiguousarray((source * half[:, None]).T),
            both * half,
            np.ascontiguousarray(state[:GATES].T * np.float32(0.5)),
            np.ascontiguousarray(state[GATES:].T * np.float32(0.5)),
            state_bias[GATES:] * np.float32(0.5),
        )

    def run(self, fill: Fill, counts: list[int], out: Floats, *, backwards: bool) -> None:
        """Writes the states (characters, 128) into `out`. fill: gives the characters' inputs, mapped by `source` and `bias`."""
        state = np.zeros((counts[0], WIDTH), np.float32)
        gates_room, candidate_room = np.empty((counts[0], GATES), np.float32), np.empty((counts[0], WIDTH), np.float32)
        starts = [0, *accumulate(counts)]
        stretches = list(_stretches(counts))
        inputs_room = np.empty((max(starts[last] - starts[first] for first, last in stretches), 3 * WIDTH), np.float32)
        for first, last in reversed(stretches) if backwards else stretches:
            begin = starts[first]
            inputs = inputs_room[: starts[last] - begin]
            fill(begin, starts[last], inputs)
            for time in range(last - 1, first - 1, -1) if backwards else range(first, last):
                n, start = counts[time], starts[time]
                x = inputs[start - begin : start - begin + n]
                h, gates, candidate = state[:n], gates_room[:n], candidate_room[:n]
                np.matmul(h, self.gates, out=gates)
                gates += x[:, :GATES]
                np.tanh(gates, out=gates)
                gates += 1.0
                np.matmul(h, self.candidate, out=candidate)
                candidate += self.candidate_bias
                candidate *= gates[:, WIDTH:]
                candidate += x[:, GATES:]
                np.tanh(candidate, out=candidate)
                h -= candidate  # new = candidate + update * (old - candidate)
                h *= gates[:, :WIDTH]
                h *= 0.5
                h += candidate
                out[start : start + n] = h


def _stretches(counts: list[int]) -> Iterator[tuple[int, int]]:
    """Times [first, last) whose inputs are worked out together: as many characters as stay in the cache until their step comes."""
    first, characters = 0, 0
    for time, count in enumerate(counts):
        if time > first and characters + count > STRETCH:
            yield first, time
            first, characters = time, 0
        characters += count
    yield first, len(counts)


class Network:
    """The weights, ready to run. The first layer's input map is done once per character of the vocabulary, when it is first seen."""

    def __init__(self, weights: Weights) -> None:
        arrays = weights.arrays
        self._embedding, self._scale = arrays["embedding"], arrays["embedding_scale"]
        self._first = [self._direction(weights, 0, d) for d in (0, 1)]
        self._second = [self._direction(weights, 1, d) for d in (0, 1)]
        self._linear, self._linear_bias = arrays["linear"].astype(np.float32), arrays["linear_bias"].astype(np.float32)
        rows = len(self._embedding)
        # the system gives memory for a row of these only when it is written
        self._tables = [np.empty((rows, 3 * WIDTH), np.float32) for _ in self._first]
        self._known = np.zeros(rows, np.bool_)

    @staticmethod
    def _direction(weights: Weights, layer: int, direction: int) -> Direction:
        parts = (weights.arrays[f"{part}_{layer}"][direction].astype(np.float32) for part in ("source", "state", "bias"))
        return Direction.of(*parts)

    def _learn(self, rows: NDArray[np.intp]) -> None:
        wanted = np.zeros(len(self._known), np.bool_)
        wanted[rows] = True
        new = np.flatnonzero(wanted & ~self._known)
        if not len(new):
            return
        vectors = self._embedding[new].astype(np.float32) * self._scale[new].astype(np.float32)[:, None]
        for table, direction in zip(self._tables, self._first, strict=True):
            table[new] = vectors @ direction.source + direction.bias
        self._known[new] = True

    def scores(self, rows: NDArray[np.intp], counts: list[int]) -> Floats:
        """rows (characters,): of the embedding, packed. counts: sentences alive at each time. Gives (characters, tags)."""
        self._learn(rows)
        first, second = np.empty((len(rows), GATES), np.float32), np.empty((len(rows), GATES), np.float32)
        for d in (0, 1):
            columns = slice(d * WIDTH, (d + 1) * WIDTH)
            self._first[d].run(_looked_up(self._tables[d], rows), counts, first[:, columns], backwards=d == 1)
        for d in (0, 1):
            columns = slice(d * WIDTH, (d + 1) * WIDTH)
            self._second[d].run(_mapped(first, self._second[d]), counts, second[:, columns], backwards=d == 1)
        scores: Floats = second @ self._linear
        scores += self._linear_bias
        return scores


def _looked_up(table: Floats, rows: NDArray[np.intp]) -> Fill:
    def fill(begin: int, end: int, out: Floats) -> None:
        np.take(table, rows[begin:end], axis=0, out=out, mode="clip")

    return fill


def _mapped(inputs: Floats, direction: Direction) -> Fill:
    def fill(begin: int, end: int, out: Floats) -> None:
        np.matmul(inputs[begin:end], direction.source, out=out)
        out += direction.bias

    return fill
