"""How long something takes: the fastest of several rounds, since the others measure what else the machine was doing."""

from __future__ import annotations

import time
from collections.abc import Callable


def best(action: Callable[[], object], rounds: int = 15) -> float:
    """Seconds of the fastest round, after one to warm up."""
    action()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)
