"""Takes the place of a package and gives a folder beside it to make it in: `.NAME.partial`, locked while its run lives, gone afterwards.

It holds the package and a file by which we know it again. A run that was killed leaves it; the next one takes it over.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from converter.errors import UsageError
from converter.storage.locking import locked

MARK, STAGED = "broadsheet.lock", "package"  # all that the folder ever holds
_ATTEMPTS = 100  # each is lost only to another run that ended in that very moment
_CANNOT_LINK = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}  # FAT, some network disks
_TAKEN = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR}
_OPEN_MARK = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def partial(target: Path) -> Iterator[Path]:
    """A path on the same disk, at which nothing stands yet; whatever is left there afterwards is removed.

    Errors: UsageError where another run is at work on the same target, or `.NAME.partial` is not ours; OSError of the system.
    """
    claim = _Claim(target)
    try:
        claim.take()
        yield claim.staged
    finally:
        claim.release()


def check_vacant(target: Path) -> None:
    """Raises UsageError where anything stands, be it a link to nothing."""
    if os.path.lexists(target):
        raise _taken(target)


def put(staged: Path, target: Path) -> None:
    """Gives a whole file or folder its own name, in one step that replaces nothing.

    A file gets a second name, which the system refuses where one is taken; its first name goes with the partial folder. For a
    folder, and for a file where the disk has no second names, it is a rename. What remains there: on POSIX a rename replaces an
    empty folder (or the file) that came between the question and the answer. Only renameat2 could refuse it, which Python lacks.
    """
    check_vacant(target)
    try:
        if not staged.is_dir():
            try:
                os.link(staged, target)
                return
            except OSError as error:
                if error.errno not in _CANNOT_LINK:
                    raise
            check_vacant(target)
        staged.rename(target)
    except OSError as error:
        if error.errno in _TAKEN:
            raise _taken(target) from error
        raise


class _Claim:
    """The partial folder of one target, and the lock by which a run holds it."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._folder = target.with_name(f".{target.name}.partial")
        self._mark = self._folder / MARK
        self._handle: int | None = None
        self.staged = self._folder / STAGED

    def take(self) -> None:
        for _ in range(_ATTEMPTS):
            try:
                self._folder.mkdir(0o700)
            except FileExistsError:
                self._recognise()
            with suppress(FileNotFoundError):  # the folder was taken away meanwhile
                self._handle = os.open(self._mark, _OPEN_MARK, 0o600)
                if not locked(self._handle):
                    self._let_go()
                    break
                if self._holds():
                    _remove(self.staged)
                    return
            self._let_go()
        raise UsageError("another run is making this package", where=str(self._target), hint="wait until it has ended")

    def release(self) -> None:
        try:
            self._clear()
        except BaseException:  # whoever wants this to stop wants nothing to be left, too
            self._clear()
            raise

    def _clear(self) -> None:
        """The mark goes last, so that a run killed in the middle of this leaves a folder that the next one knows."""
        if self._handle is not None and locked(self._handle) and self._holds():
            with suppress(OSError):
                _remove(self.staged)
                self._mark.unlink()
        self._let_go()
        with suppress(OSError):  # another run has it already, or it is not ours: then it is not empty
            self._folder.rmdir()

    def _recognise(self) -> None:
        """Ours is a real folder with our mark and the staged package, or with nothing; a user's own of that name stops the run."""
        try:
            if stat.S_ISDIR(self._folder.lstat().st_mode):
                inside = set(os.listdir(self._folder))  # noqa: PTH208 - only names are asked for
                if not inside or (inside <= {MARK, STAGED} and stat.S_ISREG(self._mark.lstat().st_mode)):
                    return
        except FileNotFoundError:  # its run has just ended
            return
        raise UsageError(
            "stands where the package is to be made, and broadsheet did not make it",
            where=str(self._folder),
            hint="move it away, or choose another place with -o",
        )

    def _holds(self) -> bool:
        """Whether what was locked is what lies there: between opening and locking, its run may have ended and taken it away."""
        with suppress(FileNotFoundError):
            return self._handle is not None and os.path.samestat(os.fstat(self._handle), self._mark.lstat())
        return False

    def _let_go(self) -> None:
        if self._handle is not None:
            handle, self._handle = self._handle, None
            os.close(handle)


def _remove(path: Path) -> None:
    """A file, or a folder with all in it; links are not followed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _taken(target: Path) -> UsageError:
    return UsageError(
        "exists already, and a package is never overwritten", where=str(target), hint="move it away, or choose another place with -o"
    )
