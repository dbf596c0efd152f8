"""What runs inside a Dask worker: it takes a batch of tasks, has them done by processes that can be ended, and gives their records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from distributed import Worker, WorkerPlugin, get_worker

from converter.engines.keeper import Keeper, WorkerError
from converter.errors import ConverterError
from converter.places import place_of
from converter.task import Done, Settings, Task
from converter.version import __version__
from converter.work import record


class Keeping(WorkerPlugin):
    """The keepers of one run in one Dask worker: one for each of its threads, as they are needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def setup(self, worker: Worker) -> None:
        """On the worker; it comes there as a copy without keepers."""
        del worker
        self._all: list[Keeper] = []
        self._idle: list[Keeper] = []
        self._lock = Lock()

    def teardown(self, worker: Worker) -> None:
        """Ends the processes, whatever they do."""
        del worker
        with self._lock:
            for keeper in self._all:
                keeper.end()

    def taken(self) -> Keeper:
        """A keeper that nobody else has."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
            self._all.append(keeper := Keeper(self._settings))
            return keeper

    def given_back(self, keeper: Keeper) -> None:
        with self._lock:
            self._idle.append(keeper)


def greeting(output: str) -> tuple[str, bool]:
    """The version here, and whether the place of outputs is seen from here."""
    place = place_of(output)
    if isinstance(place, Path):
        return __version__, place.is_dir()
    try:
        place.exists()  # in which nothing need be yet
    except ConverterError:
        return __version__, False
    return __version__, True


def do(batch: Sequence[Task], name: str, settings: Settings, version: str) -> list[Done]:
    """The records of a batch. name: of the plugin and of the topic under which each beginning is told. Errors: WorkerError."""
    worker = get_worker()
    if version != __version__:  # a worker that came after the others were asked
        raise WorkerError(
            f"a Dask worker has broadsheet {__version__}, and the batch is of {version}",
            where=worker.address,
            hint="install the same version on all machines, then type the command again",
        )
    keeping = worker.plugins[name]
    assert isinstance(keeping, Keeping)
    keeper = keeping.taken()
    try:
        done = []
        for task in batch:
            worker.log_event(name, task.key)
            done.append(record(task, keeper.do(task), settings))
        return done
    finally:
        keeping.given_back(keeper)
