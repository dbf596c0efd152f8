"""Takes a place and promises that one process at a time holds it; the hold ends with the process, however that ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from converter.storage.disk import explained

_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def locked(handle: int) -> bool:
    """Whether the lock of an open file is ours now."""
    try:
        import fcntl
    except ImportError:  # Windows, where nobody can remove what another process holds open
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a network disk without locks: two runs at once cannot be told there
        return True
    return True


@contextmanager
def held(mark: Path) -> Iterator[bool]:
    """Whether the place that this (empty) file stands for is ours meanwhile. The file stays: to remove it would free the place for two.

    Errors: UsageError where it cannot be written.
    """
    with explained(mark):
        handle = os.open(mark, _OPEN, 0o644)
    try:
        yield locked(handle)
    finally:
        os.close(handle)
