"""The assignment of predecessors: the best in all, each giver once, and how sure each choice is."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.segment.geometry.assignment import assign, margin, worth

Gains = list[dict[int, float]]

tables = st.lists(st.dictionaries(st.integers(0, 5), st.integers(-8, 16).map(lambda n: n / 4), max_size=5), min_size=1, max_size=5)


def best_by_trying(gains: Gains, alone: list[float], at: int = 0, used: frozenset[int] = frozenset()) -> float:
    if at == len(gains):
        return 0.0
    out = alone[at] + best_by_trying(gains, alone, at + 1, used)
    for giver, gain in gains[at].items():
        if giver not in used:
            out = max(out, gain + best_by_trying(gains, alone, at + 1, used | {giver}))
    return out


@given(tables)
def test_no_assignment_gains_more(gains: Gains) -> None:
    alone = [0.25 * (n % 2) for n in range(len(gains))]
    found = assign(gains, alone)
    assert worth(gains, alone, found) == pytest.approx(best_by_trying(gains, alone))


@given(tables)
def test_each_giver_serves_once(gains: Gains) -> None:
    found = [giver for giver in assign(gains, [0.0] * len(gains)) if giver is not None]
    assert len(found) == len(set(found))


def test_the_better_sum_wins_over_the_best_pair() -> None:
    gains = [{0: 3.0, 1: 2.9}, {0: 2.5}]
    assert assign(gains, [0.0, 0.0]) == [1, 0]


def test_none_is_better_than_a_loss() -> None:
    assert assign([{0: -1.0}], [0.0]) == [None]


def test_the_margin_is_what_the_next_best_reading_lacks() -> None:
    gains, alone = [{0: 3.0, 1: 2.9}, {0: 2.5}], [0.0, 0.0]
    found = assign(gains, alone)
    assert margin(0, gains, alone, found) == pytest.approx(5.4 - 3.0)
    assert margin(1, gains, alone, found) == pytest.approx(5.4 - 3.0)


def test_what_has_no_other_choice_is_sure() -> None:
    assert margin(0, [{}], [0.0], [None]) == inf
