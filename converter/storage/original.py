"""Takes the path of a file and gives its bytes, read once, in pieces: a regular file and no link, that nobody changed meanwhile."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from converter.errors import ConverterError, MaterialError, MissingError, UnreadableError

PIECE = 1024 * 1024  # bytes; smaller pieces are slower, larger ones are not faster, and up to three are held at once

# without waiting: to open a pipe would else take until somebody writes into it
_QUIETLY = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_BINARY"))


@contextmanager
def original(path: Path) -> Iterator[tuple[int, Iterator[bytes]]]:
    """The size in bytes, and the pieces.

    Errors: MissingError; MaterialError for a link, folder, device or pipe, and where the file changes while it is read;
    UnreadableError where the system refuses it.
    """
    handle = _opened(path)
    try:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode):
            raise MaterialError(f"is {kind(before.st_mode)}, not a file", where=str(path), hint="put the file itself there")
        yield before.st_size, _pieces(handle, path, before)
    finally:
        os.close(handle)


def kind(mode: int) -> str:
    """The word for what is no regular file. mode: st_mode."""
    for is_one, word in (
        (stat.S_ISLNK, "a symbolic link"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if is_one(mode):
            return word
    return "a device"


def _opened(path: Path) -> int:
    try:
        if path.is_symlink():  # asked first for systems that cannot open without following; elsewhere the opening itself refuses
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return os.open(path, _QUIETLY)
    except OSError as error:
        raise _told(path, error) from error


def _pieces(handle: int, path: Path, before: os.stat_result) -> Iterator[bytes]:
    count = 0
    try:
        while piece := os.read(handle, PIECE):
            count += len(piece)
            if count > before.st_size:
                break
            yield piece
        after = os.fstat(handle)
    except OSError as error:
        raise _told(path, error) from error
    if (count, after.st_size, after.st_mtime_ns) != (before.st_size, before.st_size, before.st_mtime_ns):
        raise MaterialError("changed while it was read", where=str(path), hint="run this again when nothing else writes there")


def _told(path: Path, error: OSError) -> ConverterError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return MissingError("there is no such file", where=str(path))
    if error.errno in (errno.ELOOP, errno.EMLINK):  # EMLINK: what FreeBSD says
        return MaterialError("is a symbolic link, not a file", where=str(path), hint="put the file itself there")
    if error.errno == errno.ENXIO:  # a socket cannot be opened at all
        return MaterialError("is a socket or a device, not a file", where=str(path), hint="put the file itself there")
    return UnreadableError(f"cannot be read: {(error.strerror or str(error)).lower()}", where=str(path))
