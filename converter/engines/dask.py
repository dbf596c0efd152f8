"""The engine of many machines: batches of tasks through Dask to its workers, each with a process of its own that does them.

Without a scheduler that somebody runs it starts one here, with worker processes that only this machine can reach. Dask is asked to run
what is lost again; how often an issue was begun comes from the workers themselves and stands in its record.
"""

from __future__ import annotations

import os
import signal
import socket
import time
from collections import Counter, deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from converter.engines.keeper import EndedError, WorkerError
from converter.errors import ConverterError, MissingError, UsageError
from converter.task import Done, Kept, Lost, Settings, Task
from converter.version import __version__
from converter.work import record

if TYPE_CHECKING:
    from distributed import Client, Future

WAIT = 0.5  # seconds between two looks when nothing comes
A_BATCH = 1.0  # seconds that a batch is to take: the way there and back costs some milliseconds
MOST = 16  # tasks in a batch
AHEAD = 2  # batches for each thread of a worker: one in work, one that waits
TRIED = 3  # times that an issue alone is begun, and its Dask worker lost, before it counts as failed
BARREN = 100  # batches that are lost one after the other before the workers are to blame, not the issues
CONNECTING = 30.0  # seconds for a scheduler to answer, and for a first worker to be there
_LOCAL = {
    "distributed.scheduler.http.routes": [],  # nothing is served to browsers
    "distributed.worker.http.routes": [],
    "distributed.scheduler.allowed-failures": 0,  # we decide how often something is tried
    "distributed.logging": {"distributed": "critical"},
}


def run(tasks: Iterator[Task], settings: Settings) -> Generator[Done | None]:
    """See `converter.engines.Engine`. settings.scheduler: its address, or None for one of our own with settings.jobs workers.

    Errors: MissingError without Dask; UsageError where no scheduler answers, or its workers cannot do this; WorkerError where a worker
    cannot start a process, or the scheduler is lost.
    """
    with ExitStack() as stack:
        client = stack.enter_context(_connected(settings))
        _check(client, settings)
        yield from stack.enter_context(_Crew.of(client, settings)).work(tasks)


class _Crew:
    """The workers that there are, and the batches that they have."""

    def __init__(self, client: Client, settings: Settings, name: str) -> None:
        self._client, self._settings, self._name = client, settings, name
        self._finished: SimpleQueue[tuple[Future[Any], Any]] = SimpleQueue()
        self._begun: Counter[str] = Counter()
        self._at_hand: dict[str, tuple[Future[Any], tuple[Task, ...]]] = {}
        self._again: deque[Task] = deque()
        self._before: dict[str, int] = {}  # of a task that is done again: how often it was begun in company
        self._barren = 0  # batches that were lost one after the other
        self._seconds = A_BATCH  # that a task takes, as of late
        self._threads, self._counted = 1, -1.0

    @classmethod
    @contextmanager
    def of(cls, client: Client, settings: Settings) -> Iterator[_Crew]:
        """Afterwards no worker does or keeps anything of ours."""
        from converter.engines.dask_worker import Keeping

        name = f"broadsheet-{os.urandom(8).hex()}"
        crew = cls(client, settings, name)
        client.register_plugin(Keeping(settings), name=name)
        client.subscribe_topic(name, crew._hear)
        try:
            yield crew
        finally:
            with suppress(Exception):  # the scheduler may be gone, and its workers with it
                client.cancel([future for future, _ in crew._at_hand.values()], force=True)
                client.unsubscribe_topic(name)
                client.unregister_worker_plugin(name)  # ends the processes, in the middle of a task if need be

    def work(self, tasks: Iterator[Task]) -> Iterator[Done | None]:
        more = True
        while True:
            while len(self._at_hand) < AHEAD * self._width() and (self._again or more):
                if self._again:
                    self._give((self._again.popleft(),))
                    continue
                batch = tuple(islice(tasks, max(1, min(MOST, int(A_BATCH / self._seconds)))))
                more = bool(batch)
                if batch:
                    self._give(batch)
            if not self._at_hand:
                return
            try:
                future, result = self._finished.get(timeout=WAIT)
            except Empty:
                yield None
                continue
            yield from self._taken(future, result)

    def _give(self, batch: tuple[Task, ...]) -> None:
        from converter.engines.dask_worker import do

        key = f"{self._name}-{os.urandom(8).hex()}"
        future = self._client.submit(do, batch, self._name, self._settings, __version__, key=key, pure=False)
        self._at_hand[key] = future, batch
        future.add_done_callback(self._hand_over)

    def _hand_over(self, future: Future[Any]) -> None:
        """In a thread of Dask's: what a worker has made is fetched, or done again where that worker has gone meanwhile."""
        try:
            result: Any = future.result()
        except BaseException as error:  # noqa: BLE001 - raised again where somebody hears it
            result = error
        self._finished.put((future, result))

    def _taken(self, future: Future[Any], result: Any) -> Iterator[Done]:
        from distributed import KilledWorker

        _, batch = self._at_hand.pop(str(future.key))
        if isinstance(result, KilledWorker | EndedError):  # or that worker was asked to go
            result = self._lost(batch)
        if isinstance(result, ConverterError):
            raise result
        if isinstance(result, BaseException):
            raise WorkerError(
                f"Dask could not do a batch ({type(result).__name__}: {result})",
                where=self._settings.scheduler,
                hint="see whether the scheduler and its workers run; then type the command again: it goes on from here",
            ) from result
        self._barren = self._barren + 1 if not result else 0
        for done in result:
            self._before.pop(done.key, None)
            self._seconds += (max(done.seconds, 0.001) - self._seconds) / 8
            yield replace(done, attempts=done.attempts - 1 + max(1, self._begun.pop(done.key, 1)))

    def _lost(self, batch: Sequence[Task]) -> list[Done]:
        """Of a batch whose workers died, what counts as failed; the rest is done again, each task alone, so that it takes no other with it."""
        out = []
        for task in batch:
            before = self._before.setdefault(task.key, self._begun[task.key])
            if len(batch) == 1 and self._begun[task.key] - before >= TRIED:
                lost = Kept(Lost("died", "its Dask worker was lost each time"), 0.0, 0.0, 1)
                out.append(record(task, lost, self._settings))
            else:
                self._again.append(task)
        if self._barren >= BARREN:
            hint = "see whether these machines have memory left; then type the command again: it goes on from here"
            raise WorkerError("the Dask workers die before they begin", where=self._settings.scheduler, hint=hint)
        return out

    def _hear(self, event: tuple[float, str]) -> None:
        """A worker begins with a task. It says so before it gives the result, and by the same way."""
        self._begun[event[1]] += 1

    def _width(self) -> int:
        """Threads of all workers. They may come and go."""
        now = time.monotonic()
        if self._counted < 0 or now - self._counted > 2.0:
            self._counted = now
            with suppress(OSError):  # where the scheduler is gone, the batches at hand tell it
                self._threads = max(1, sum(self._client.nthreads().values()))
        return self._threads


@contextmanager
def _connected(settings: Settings) -> Iterator[Client]:
    try:
        import cryptography  # noqa: F401 - Dask asks for it only when a cluster is begun
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise MissingError(
            "the engine `dask` needs Dask, which is not installed", where="--engine dask", hint="pip install 'broadsheet[dask]'"
        ) from error
    if settings.scheduler:
        with _reached(settings.scheduler, Client) as client:
            yield client
        return
    with dask.config.set(_LOCAL), ExitStack() as stack:
        with _deaf():
            cluster = LocalCluster(
                n_workers=settings.jobs,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address=None,
                scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
                memory_limit=0,  # a worker does nothing itself; its process is watched by us
                security=True,  # others on this machine can reach its ports, too, and who may speak to a worker can have it do anything
                silence_logs=50,
            )
        stack.enter_context(cluster)
        yield stack.enter_context(Client(cluster, set_as_default=False))


@contextmanager
def _deaf() -> Iterator[None]:
    """Threads that begin meanwhile, and the processes that these begin at any time, do not hear Ctrl-C, which reaches the whole group:
    only this process answers, and what they have at hand is finished."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # up to Python 3.12 the thread that begins it hears again afterwards
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _reached(scheduler: str, kind: type[Client]) -> Iterator[Client]:
    try:
        _knock(scheduler)
        client = kind(scheduler, timeout=CONNECTING, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        hint = "start one with `dask scheduler`, and name the address that it tells: --scheduler tcp://HOST:8786"
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"no Dask scheduler answers ({why})", where=scheduler, hint=hint) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=CONNECTING)
        except TimeoutError as error:
            hint = f"start one on each machine: dask worker {scheduler} --nthreads 1 --nworkers CORES"
            raise UsageError("the Dask scheduler has no workers", where=scheduler, hint=hint) from error
        yield client


def _knock(scheduler: str) -> None:
    """Raises OSError or ValueError where nothing listens: a client of Dask's that never had a scheduler waits once more when it goes."""
    from urllib.parse import urlsplit

    address = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
    if not address.hostname or not address.port:
        raise ValueError("this is no address of the form tcp://HOST:PORT")
    if address.scheme in ("tcp", "tls"):
        socket.create_connection((address.hostname, address.port), timeout=CONNECTING).close()


def _check(client: Client, settings: Settings) -> None:
    """Raises UsageError where a worker has not this version, or does not see the folders that this machine sees."""
    from converter.engines.dask_worker import greeting

    found = client.run(greeting, settings.output, on_error="return")
    for worker, told in sorted(found.items()):
        if isinstance(told, ImportError):
            raise UsageError(
                "this Dask worker has no broadsheet", where=worker, hint=f"install it there: pip install broadsheet=={__version__}"
            )
        if isinstance(told, BaseException):
            raise UsageError(f"this Dask worker does not answer as it should ({told})", where=worker, hint="look at what it says there")
        version, sees = told
        if version != __version__:
            raise UsageError(
                f"this Dask worker has broadsheet {version}, and this is {__version__}",
                where=worker,
                hint="install the same version on all machines: outputs would differ",
            )
        if not sees:
            hint = "put inputs and outputs on a disk that all machines see under one name, or into a place such as s3://BUCKET, whose package and keys each machine needs"
            raise UsageError(f"this Dask worker does not see {settings.output}", where=worker, hint=hint)
