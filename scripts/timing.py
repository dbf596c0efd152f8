"""How long something takes: the fastest of several rounds, since the others measure what else the machine was doing."""

from __future__ import annotations

import time
from collections.abc import Callable


def best(action: Callable[[], object], rounds: int = 15, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the fastest round, after one to warm up."""
    action()
    times = []
    for _ in range(rounds):
        start = clock()
        action()
        times.append(clock() - start)
    return min(times)
