"""Takes who may come before whom and at what gain, gives the one assignment that gains most in all, with how sure each choice is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from math import inf


def assign(gains: Sequence[Mapping[int, float]], alone: Sequence[float]) -> list[int | None]:
    """For each taker the giver that it gets, or None; each giver goes to one taker at most, and the sum of the gains is the largest.

    gains[taker][giver]: only pairs that may be; alone[taker]: the gain of having none. Shortest augmenting paths over the pairs that
    there are (the Hungarian method on a sparse table): taker by taker, with potentials, so the cost is near to that of the pairs.
    """
    best: list[int | None] = [None] * len(gains)
    owner: dict[int, int] = {}
    price: dict[int, float] = {}
    for taker in range(len(gains)):
        _augment(taker, gains, alone, best, owner, price)
    return best


def _augment(
    start: int,
    gains: Sequence[Mapping[int, float]],
    alone: Sequence[float],
    best: list[int | None],
    owner: dict[int, int],
    price: dict[int, float],
) -> None:
    """Gives `start` a giver, moving others where that gains more: the cheapest path to a free giver, or to a taker that had better be alone."""
    loss: dict[int, float] = {}
    before: dict[int, int] = {}
    queue: list[tuple[float, int]] = []
    done: set[int] = set()
    ending = (inf, start)
    taker, spent = start, 0.0
    profit = {start: _profit(start, gains, alone, price)}
    free: int | None = None
    while True:
        mine = profit[taker]
        if spent + mine - alone[taker] < ending[0]:
            ending = (spent + mine - alone[taker], taker)
        for giver, gain in gains[taker].items():
            cost = spent + mine - gain + price.get(giver, 0.0)
            if giver not in done and cost < loss.get(giver, inf) - 1e-12:
                loss[giver], before[giver] = cost, taker
                heappush(queue, (cost, giver))
        while queue and queue[0][1] in done:
            heappop(queue)
        if not queue or queue[0][0] >= ending[0]:
            break
        spent, giver = heappop(queue)
        done.add(giver)
        if giver not in owner:
            free = giver
            break
        taker = owner[giver]
        profit[taker] = gains[taker][giver] - price.get(giver, 0.0)
    least = spent if free is not None else ending[0]
    for giver in done:
        price[giver] = price.get(giver, 0.0) + least - loss[giver]
    if free is None:
        free = best[ending[1]]
        best[ending[1]] = None
        taker = ending[1]
        if taker == start:
            return
        assert free is not None
    while True:
        taker = before[free]
        freed, best[taker] = best[taker], free
        owner[free] = taker
        if taker == start:
            return
        assert freed is not None
        free = freed


def _profit(taker: int, gains: Sequence[Mapping[int, float]], alone: Sequence[float], price: Mapping[int, float]) -> float:
    return max([alone[taker], *(gain - price.get(giver, 0.0) for giver, gain in gains[taker].items())])


def margin(taker: int, gains: Sequence[Mapping[int, float]], alone: Sequence[float], best: Sequence[int | None]) -> float:
    """By how much the best assignment beats the best one in which this taker has something else: 0 where both are as good."""
    chosen = best[taker]
    changed = list(gains)
    if chosen is None:
        other_alone = list(alone)
        other_alone[taker] = -inf
        if not gains[taker]:
            return inf
        found = assign(changed, other_alone)
        if found[taker] is None:
            return inf
    else:
        changed[taker] = {giver: gain for giver, gain in gains[taker].items() if giver != chosen}
        found = assign(changed, alone)
    return worth(gains, alone, best) - worth(gains, alone, found)


def worth(gains: Sequence[Mapping[int, float]], alone: Sequence[float], best: Sequence[int | None]) -> float:
    """The sum of the gains of an assignment."""
    return sum(alone[taker] if giver is None else gains[taker][giver] for taker, giver in enumerate(best))
