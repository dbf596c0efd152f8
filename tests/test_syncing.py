"""Files go to the disk together: all of them before it is said to be so, several at once, and none is closed while it is on its way."""

from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path

import pytest

from converter.storage import disk
from converter.storage.syncing import AT_ONCE, TOGETHER


class Disk:
    """In place of os.fsync: takes its time, and knows what it was asked for."""

    def __init__(self, refusing: frozenset[int] = frozenset()) -> None:
        """refusing: which of the calls it refuses, from 1."""
        self._lock, self._refusing = threading.Lock(), refusing
        self.calls, self.now, self.most, self.closed = 0, 0, 0, 0
        self.synced: set[int] = set()

    def __call__(self, handle: int) -> None:
        with self._lock:
            self.calls += 1
            self.now += 1
            self.most = max(self.most, self.now)
            call = self.calls
        file = os.fstat(handle).st_ino
        time.sleep(0.01)
        with self._lock:
            self.closed += not _open_still(handle, file)
            self.now -= 1
            if call in self._refusing:
                raise OSError(errno.EIO, "the disk fails")
            self.synced.add(file)


def _open_still(handle: int, file: int) -> bool:
    try:
        return os.fstat(handle).st_ino == file
    except OSError:
        return False


def files(count: int) -> list[tuple[str, bytes]]:
    return [(f"{n % 3}/{n}", b"x" * n) for n in range(count)]


def test_all_are_on_the_disk_when_it_is_said_and_several_go_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Disk()
    monkeypatch.setattr(os, "fsync", slow)
    disk.fill(tmp_path, files(2 * TOGETHER + 5))
    made = {path.stat().st_ino for path in tmp_path.rglob("*")} | {tmp_path.stat().st_ino}
    assert len(made) == 2 * TOGETHER + 5 + 3 + 1
    assert slow.synced == made
    assert 1 < slow.most <= AT_ONCE


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not tell what is open")
@pytest.mark.parametrize("call", [1, 7, TOGETHER, TOGETHER + 1])
def test_what_the_disk_refuses_is_told_and_nothing_stays_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    before, threads = set(os.listdir("/proc/self/fd")), threading.active_count()  # noqa: PTH208
    failing = Disk(frozenset((call,)))
    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="the disk fails"):
        disk.fill(tmp_path, files(2 * TOGETHER))
    assert set(os.listdir("/proc/self/fd")) <= before  # noqa: PTH208
    assert threading.active_count() == threads
    assert not failing.closed
