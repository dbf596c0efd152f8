"""Takes jobs and gives their outcomes, in the order of the jobs: the same whatever the number of processes."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from converter.errors import UnreadableError
from converter.issue import Choices, Outcome, make
from converter.plan import Job

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_STOPPING = (signal.SIGINT, signal.SIGTERM)
ISSUES_THAT_PAY = 8  # for each process


def run(jobs: Sequence[Job], choices: Choices, workers: int | None = None) -> Iterator[Outcome]:
    """The outcomes in the order of the jobs. workers: processes (None: as many as pay); at most two jobs for each are in memory at a time."""
    workers = min(_paying(len(jobs)) if workers is None else workers, len(jobs))
    if workers < 2:
        yield from map(partial(make, choices=choices), jobs)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    yield make(jobs[0], choices)  # so that the processes begin with everything loaded
    with ProcessPoolExecutor(workers, mp_context=_context(), initializer=_ignore_interrupt) as pool:
        waiting: deque[Future[Outcome]] = deque()
        try:
            for job in jobs[1:]:
                with _no_signals():  # the first one makes the processes
                    waiting.append(pool.submit(make, job, choices))
                if len(waiting) >= 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise UnreadableError(
                "a process was ended by the system, most likely for want of memory", hint="convert again with --jobs 1"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _paying(count: int) -> int:
    """Processes for so many issues: starting one costs what a few pages do."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, count // ISSUES_THAT_PAY)


def _context() -> BaseContext:
    """Copies of this process where the system makes them safely: this one has no threads."""
    from multiprocessing import get_context

    return get_context("fork" if sys.platform == "linux" else None)


@contextmanager
def _no_signals() -> Iterator[None]:
    """Holds Ctrl-C back: between fork and its hooks the interpreter would print it and go on. It comes through afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_interrupt() -> None:
    """Ctrl-C reaches the whole group; only the parent answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
