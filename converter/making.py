"""Takes jobs and gives their outcomes, in the order of the jobs: the same whatever the number of processes."""

from __future__ import annotations

import math
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial

from converter.errors import UnreadableError
from converter.issue import Bug, Choices, Outcome, make
from converter.plan import Job
from converter.task import Kept, Lost, Settings

ISSUES_THAT_PAY = 8  # for each process
WORK = "converter.making:made"  # what a worker does
AHEAD = 2  # jobs for each process that are in memory at a time


def run(jobs: Sequence[Job], choices: Choices, workers: int | None = None) -> Iterator[Outcome]:
    """The outcomes in the order of the jobs. workers: processes (None: as many as pay).

    A job whose process is ended by others is tried again, and then fails; the rest goes on. To close the iterator ends all at once.
    """
    workers = min(_paying(len(jobs)) if workers is None else workers, len(jobs))
    if workers < 2:
        yield from map(partial(make, choices=choices), jobs)
        return
    waiting: deque[tuple[Job, Future[Kept]]] = deque()
    with _crew(choices, workers) as begin:
        for job in jobs:
            waiting.append((job, begin(job)))
            if len(waiting) >= AHEAD * workers:
                yield _outcome(*waiting.popleft())
        while waiting:
            yield _outcome(*waiting.popleft())


def made(job: Job, settings: Settings) -> Outcome:
    """What a worker does."""
    return make(job, settings.choices)


@contextmanager
def _crew(choices: Choices, workers: int) -> Iterator[Callable[[Job], Future[Kept]]]:
    """Gives a function that begins a job. Afterwards no worker is left, whatever it did."""
    from concurrent.futures import ThreadPoolExecutor
    from queue import SimpleQueue

    from converter.engines.keeper import Keeper

    settings = Settings("", choices, time_limit=math.inf, memory_limit=math.inf, work=WORK)
    keepers = [Keeper(settings) for _ in range(workers)]
    idle: SimpleQueue[Keeper] = SimpleQueue()
    for keeper in keepers:
        idle.put(keeper)

    def done(job: Job) -> Kept:
        keeper = idle.get()
        try:
            return keeper.do(job)
        finally:
            idle.put(keeper)

    pool = ThreadPoolExecutor(workers)
    try:
        yield lambda job: pool.submit(done, job)
    finally:
        for keeper in keepers:
            keeper.end()
        pool.shutdown(cancel_futures=True)


def _outcome(job: Job, answer: Future[Kept]) -> Outcome:
    result = answer.result().result
    if not isinstance(result, Lost):
        assert isinstance(result, Outcome)
        return result
    if result.how == "raised":
        return Outcome(job, failure=Bug("Exception", result.told.strip().rpartition("\n")[2], result.told))
    what = "its process was ended by the system, most likely for want of memory"
    return Outcome(job, failure=UnreadableError(f"{what} ({result.told})", where=job.name, hint="convert it again with --jobs 1"))


def _paying(count: int) -> int:
    """Processes for so many issues: starting one costs what a few pages do."""
    return min(cores(), count // ISSUES_THAT_PAY)


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
