"""Takes a task at a time, has a worker process do it, and promises an answer: the worker's own, or how it was lost.

A worker that exceeds the time or the memory of the settings is ended, and that task is lost. One that ends by itself, or that somebody
kills, is replaced and the task tried again. A keeper may live in any process, also one that may have no children by multiprocessing.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import IO, Self

from converter.errors import ConverterError, Exit
from converter.task import MIB, Answer, Begun, Kept, Lost, Settings

ATTEMPTS = 3
LOOK = 0.1  # seconds between two looks at a worker's memory and time
STARTING = 120.0  # seconds that a worker may take to be there, on the busiest machine
_LAST = 2000  # bytes of what a worker printed, in which its last line is looked for
_ONE_THREAD = ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM", "BLIS", "NUMEXPR")  # the cores are taken by the other workers
_COMMAND: Sequence[str] = ("-P", "-m", "converter.worker")  # -P: nothing that lies in the current folder is ever imported


class EndedError(Exception):
    """The keeper was told to end while it waited."""


class WorkerError(ConverterError):
    """A worker does not even start: no page is to blame."""

    exit_code = Exit.BUG


class Keeper:
    """The parent's side of one worker. `do` is called by one thread at a time; `end` by any."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._worker: _Worker | None = None
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()

    def do(self, task: object) -> Kept:
        """Raises EndedError after `end`; WorkerError where no worker can be had."""
        attempts = 1
        while True:
            result, seconds, peak = self._tried(task)
            if attempts == ATTEMPTS or not (isinstance(result, Lost) and result.how in ("died", "unborn")):
                break
            attempts += 1
        if isinstance(result, Lost) and result.how == "unborn":
            raise WorkerError(
                f"a worker process does not start ({result.told})", hint="see whether the machine has memory and processes left"
            )
        return Kept(result, seconds, peak, attempts)

    def end(self) -> None:
        """Ends the worker at once, whatever it does."""
        self._ended.set()
        worker = self._worker
        if worker:
            worker.kill()

    def _tried(self, task: object) -> tuple[object, float, float]:
        if self._ended.is_set():
            raise EndedError
        worker = self._worker = self._worker or _Worker(self._settings)
        if self._ended.is_set():  # between the two lines before
            worker.kill()
        answer, seconds, peak = worker.do(task, self._settings)
        if self._ended.is_set():
            raise EndedError
        if isinstance(answer, Lost):
            worker.kill()
            self._worker = None
            return answer, seconds, peak
        if answer.held_mib > self._settings.memory_limit / 2:  # what a very large page leaves behind would count for the next one
            worker.kill()
            self._worker = None
        if answer.starved:
            return Lost("memory", "it was given no more"), answer.seconds, answer.peak_mib
        return Lost("raised", answer.raised) if answer.raised else answer.result, answer.seconds, answer.peak_mib


class _Worker:
    """One process, with a thread that takes its messages."""

    def __init__(self, settings: Settings) -> None:
        environment = {**os.environ, **{f"{library}_NUM_THREADS": "1" for library in _ONE_THREAD}}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)  # it imports what we would
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        try:
            self._process = subprocess.Popen(
                [sys.executable, *_COMMAND], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said, env=environment
            )
        except OSError as error:
            raise WorkerError(f"a worker process does not start ({error.strerror})", hint="start fewer of them: --jobs 1") from error
        self._messages: SimpleQueue[Begun | Answer | None] = SimpleQueue()
        assert self._process.stdout is not None
        threading.Thread(target=self._receive, args=(self._process.stdout,), daemon=True).start()
        self._send(settings)

    def do(self, task: object, settings: Settings) -> tuple[Answer | Lost, float, float]:
        """The answer, or how the worker was lost; seconds and MiB, as seen from here."""
        self._send(task)
        began, most, peak, born = time.monotonic(), STARTING, 0.0, False
        while True:
            try:
                message = self._messages.get(timeout=LOOK)
            except Empty:
                seconds = time.monotonic() - began
                peak = max(peak, held := self._memory())
                if held > settings.memory_limit:
                    return Lost("memory", f"{held:.0f} MiB"), seconds, peak
                if seconds > most:
                    return Lost("time" if born else "unborn", f"{seconds:.0f} s"), seconds, peak
                continue
            if isinstance(message, Begun):
                began, most, born = time.monotonic(), settings.time_limit, True
                continue
            seconds = time.monotonic() - began
            return message or Lost("died" if born else "unborn", self._last_words()), seconds, peak

    def kill(self) -> None:
        """It is gone when this returns."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._said):
            with suppress(OSError):  # what was not sent yet
                if pipe:
                    pipe.close()

    def _send(self, message: object) -> None:
        """To a worker that is dead nothing can be sent; its end is among the messages."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):
            pickle.dump(message, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def _receive(self, outgoing: IO[bytes]) -> None:
        try:
            with outgoing, suppress(EOFError, OSError, pickle.UnpicklingError):
                while True:
                    self._messages.put(pickle.load(outgoing))
        finally:
            self._messages.put(None)

    def _memory(self) -> float:
        """MiB that the worker holds, 0 where the system does not tell."""
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        except (OSError, IndexError, ValueError):
            return 0.0
        return pages * os.sysconf("SC_PAGE_SIZE") / MIB

    def _last_words(self) -> str:
        """How it ended: the signal, or the last line that it printed."""
        code = self._process.wait()
        with suppress(OSError, ValueError):
            self._said.seek(max(0, self._said.seek(0, os.SEEK_END) - _LAST))  # a worker may have said much in its life
            lines = self._said.read(_LAST).decode("utf-8", "replace").strip().splitlines()
            if code >= 0 and lines:
                return lines[-1].strip()
        return f"signal {-code}" if code < 0 else f"exit code {code}"
