"""Takes a place and bytes, and does one thing with them on the disk: whole, synced, and with the system's refusals in words."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from converter.errors import ConverterError, FullError, UsageError
from converter.storage.syncing import NewFile, Syncing

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}  # also a disk that fails, and is then mounted to be read only


def fill(stage: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Writes relative paths into a folder that holds none of them; when this returns, all are on the disk."""
    folders = {stage}
    with Syncing() as syncing:
        for name, body in files:
            path = stage / name
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                folders.add(path.parent)
            write_new(path, body, syncing)
        syncing.finish()
    for place in folders:
        sync_folder(place)


def move_in(staged: Path, path: Path, *, keep: bool) -> tuple[Path, ...]:
    """Renames a staged file to its place; what stands there is first kept as .bak where asked."""
    if not keep or not os.path.lexists(path):
        staged.replace(path)
        return ()
    backup = free_backup(path)
    path.rename(backup)
    staged.replace(path)
    return (backup,)


def free_backup(path: Path) -> Path:
    """The first of NAME.bak, NAME.bak.1 … that is not taken."""
    names = (f"{path.name}.bak" + (f".{i}" if i else "") for i in range(10_000))
    return next(p for p in (path.with_name(n) for n in names) if not os.path.lexists(p))


def write_synced(path: Path, data: bytes) -> None:
    """Writes a file that is not there yet; when this returns, it is on the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_new(path: Path, data: bytes, syncing: Syncing) -> None:
    """Writes a file that is not there yet, with the mode that the umask gives; when `syncing` is finished, it is on the disk."""
    file = NewFile(path, syncing, mode=None)
    try:
        file.write(data)
    except BaseException:
        file.discard()
        raise
    file.close()


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder last. Errors: OSError where the disk fails."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows opens no folder, and others none that may be written to but not read; the files themselves are synced
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):  # some network disks sync no folders
            raise
    finally:
        os.close(handle)


def same(path: Path, data: bytes) -> bool:
    """Whether a file (no link to one) holds these bytes."""
    return not path.is_symlink() and path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def is_stream(path: Path) -> bool:
    """A device or pipe (/dev/null, a named pipe) is written to, never replaced."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def beside(path: Path) -> Path:
    """A name that nobody else has, in the same folder."""
    return path.with_name(f".{path.name[:50]}.{os.urandom(8).hex()}.partial")


def is_staged(name: str) -> bool:
    """Whether it is a name that `beside` gives."""
    return re.fullmatch(r"\..+\.[0-9a-f]{16}\.partial", name) is not None


def drop_empty(folder: Path, top: Path) -> None:
    """Takes away a folder and those above it, below `top`, that hold nothing."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:  # not empty
            return
        folder = folder.parent


@contextmanager
def staging(stage: Path) -> Iterator[Path]:
    """A folder that is gone afterwards, whatever happens. Its name is nobody else's (`beside`)."""
    try:
        stage.mkdir()  # in here, as Ctrl-C can come right after it
        yield stage
    finally:
        if stage.exists():
            remove(stage)


def remove(folder: Path) -> None:
    """Takes away a folder of ours with all that is in it, or a file."""
    import shutil

    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
    else:
        folder.unlink(missing_ok=True)


@contextmanager
def folder_made(folder: Path) -> Iterator[list[Path]]:
    """Makes the missing folders and gives them, the innermost first; takes them away again where the work inside fails."""
    missing = [p for p in (folder, *folder.parents) if not os.path.lexists(p)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield missing
    except BaseException:
        for place in missing:
            with suppress(OSError):
                place.rmdir()
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """The system's refusal in the words of the command."""
    try:
        yield
    except ConverterError:
        raise
    except OSError as error:
        where = str(error.filename2 or error.filename or path)
        where = str(path) if ".partial" in where else where  # a name of ours that nobody knows
        reason = (error.strerror or str(error)).lower()
        if error.errno in _FULL:
            hint = "make room there, or choose another place with -o"
            raise FullError(f"cannot be written: {reason}", where=where, hint=hint) from error
        raise UsageError(f"cannot be written: {reason}", where=where, hint="choose another place with -o") from error
