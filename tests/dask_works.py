"""What workers of a Dask cluster do in tests: functions by dotted name, as a worker gets them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from converter.task import Done, Settings, Task


def _done(task: Task) -> Done:
    return Done(task.key, outputs=((f"{task.key}.xml", str(os.getpid())),))


def quick(task: Task, settings: Settings) -> Done:
    del settings
    return _done(task)


def one_hangs(task: Task, settings: Settings) -> Done:
    """The page called `bad` never ends."""
    if task.key == "bad":
        time.sleep(600)
    return quick(task, settings)


def one_ends_its_dask_worker(task: Task, settings: Settings) -> Done:
    """The page called `bad` has the Dask worker, which is the parent of this process, killed."""
    if task.key == "bad":
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    return quick(task, settings)


def slow(task: Task, settings: Settings) -> Done:
    """Each page says who does it, and takes its time."""
    (Path(settings.output) / f"{task.key}.pid").write_text(str(os.getpid()))
    time.sleep(0.3)
    return quick(task, settings)
