"""The engine of one machine: worker processes, each watched by a thread of this one."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from queue import Empty, SimpleQueue

from converter.engines.keeper import EndedError, Keeper
from converter.task import Done, Settings, Task
from converter.work import record

WAIT = 0.5  # seconds between two looks when nothing comes


def run(tasks: Iterator[Task], settings: Settings) -> Generator[Done | None]:
    """See `converter.engines.Engine`. For each worker one task is in work and one waits, so that none is idle.

    Errors: WorkerError where no worker can be had.
    """
    given: SimpleQueue[Task | None] = SimpleQueue()
    results: SimpleQueue[Done | Exception] = SimpleQueue()
    keepers = [Keeper(settings) for _ in range(settings.jobs)]
    threads = [threading.Thread(target=_drive, args=(keeper, given, results, settings), daemon=True) for keeper in keepers]
    for thread in threads:
        thread.start()
    try:
        at_hand, more = 0, True
        while True:
            while more and at_hand < 2 * settings.jobs:
                task = next(tasks, None)
                more = task is not None
                if task:
                    given.put(task)
                    at_hand += 1
            if not at_hand:
                return
            try:
                done = results.get(timeout=WAIT)
            except Empty:
                yield None
                continue
            if isinstance(done, Exception):
                raise done
            at_hand -= 1
            yield done
    finally:
        for keeper in keepers:
            keeper.end()
            given.put(None)
        for thread in threads:
            thread.join()


def _drive(keeper: Keeper, given: SimpleQueue[Task | None], results: SimpleQueue[Done | Exception], settings: Settings) -> None:
    try:
        while task := given.get():
            results.put(record(task, keeper.do(task), settings))
    except EndedError:
        return
    except Exception as error:  # noqa: BLE001 - raised again where somebody hears it
        results.put(error)
