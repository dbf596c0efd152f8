"""Takes bytes for new files and writes them, and brings each to the disk in threads of its own while the next ones are written."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

TOGETHER = 64  # files that go to the disk in one batch: the first makes the disk write down the names of all, for the rest that is done
SOON = 8 * 1024 * 1024  # bytes after which the disk begins to work, however few files they are, or all of it waits for the end
AT_ONCE = 8  # files of a batch that wait for the disk together: it writes down at one time what several ask for, one after the other costs a turn each
_AHEAD = 2  # batches, the one under way included: with the next one, three times as many handles are open at most

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_BY_NOW: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)  # what is not the last sync of a file can leave out its dates


class Syncing:
    """Where written files wait for the disk. What the disk refuses is raised by a later call, and at the latest by `finish`."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sync")
        self._waiting = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="sync-file")
        self._under_way: deque[Future[None]] = deque()
        self._batch: list[int] = []
        self._bytes = 0
        self._given_up = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """After an error nothing need reach the disk any more; the handles are closed all the same."""
        self._given_up = True
        self._thread.shutdown()
        self._waiting.shutdown()
        for handle in self._batch:
            os.close(handle)
        self._batch = []

    def soon(self, handle: int) -> None:
        """What stands in a file by now; it stays open."""
        self._start([os.dup(handle)], _BY_NOW)

    def last(self, handle: int, size: int) -> None:
        """A file that is whole; it is closed for the caller. size: bytes written since `soon`."""
        self._batch.append(handle)
        self._bytes += size
        if len(self._batch) >= TOGETHER or self._bytes >= SOON:
            self._start_batch()

    def finish(self) -> None:
        """When this returns, all that was taken is on the disk."""
        self._start_batch()
        while self._under_way:
            self._under_way.popleft().result()

    def _start_batch(self) -> None:
        batch, self._batch, self._bytes = self._batch, [], 0
        self._start(batch, os.fsync)

    def _start(self, handles: list[int], sync: Callable[[int], None]) -> None:
        self._under_way.append(self._thread.submit(self._bring, handles, sync))
        while len(self._under_way) > _AHEAD:
            self._under_way.popleft().result()

    def _bring(self, handles: list[int], sync: Callable[[int], None]) -> None:
        with ExitStack() as ended:
            for handle in handles:
                ended.callback(os.close, handle)
            for handle in handles:
                _begin(handle)
            files = [self._waiting.submit(self._sync, handle, sync) for handle in handles]
            wait(files)  # all, also where one is refused: no handle is closed under a sync
            for file in files:
                file.result()

    def _sync(self, handle: int, sync: Callable[[int], None]) -> None:
        if not self._given_up:
            sync(handle)


class NewFile:
    """A file that was not there before, open for writing, with this mode whatever the umask; None: what the umask gives. Errors: OSError of the system."""

    def __init__(self, path: Path, syncing: Syncing, mode: int | None = 0o644) -> None:
        self._handle, self._syncing, self._dirty = os.open(path, _NEW, 0o666 if mode is None else mode), syncing, 0
        try:
            if mode is not None:
                settle_mode(path, mode)
        except BaseException:
            self.discard()
            raise

    def write(self, body: bytes) -> int:
        """All of it: the system may take less at a time than it is given."""
        left = memoryview(body)
        while left:
            left = left[os.write(self._handle, left) :]
        self._dirty += len(body)
        if self._dirty >= SOON:
            self._syncing.soon(self._handle)
            self._dirty = 0
        return len(body)

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        return os.lseek(self._handle, place, whence)

    def tell(self) -> int:
        return self.seek(0, os.SEEK_CUR)

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Hands it to the disk; only once."""
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            self._syncing.last(handle, self._dirty)

    def discard(self) -> None:
        """Closes a file that will not be whole."""
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            os.close(handle)


def _begin(handle: int) -> None:
    """Lets the disk begin with a file without waiting for it: then it finds places for a whole batch before it writes any of them down."""
    if hasattr(os, "posix_fadvise"):  # Linux: pages that are not needed again are written at once; what counts is the sync that follows
        with suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def settle_mode(path: Path, mode: int) -> None:
    """The mode that others will see, where the disk keeps modes at all: FAT and some network disks refuse to."""
    if stat.S_IMODE(path.stat().st_mode) != mode:
        with suppress(PermissionError, NotImplementedError):
            path.chmod(mode)
