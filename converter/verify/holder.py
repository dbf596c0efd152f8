"""Takes the path of a folder or ZIP and gives what lies in it by name, to be read in pieces. Writes and unpacks nothing, follows no link, opens no device."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from converter.errors import MissingError, UnreadableError
from converter.verify.codes import Findings

PIECE = 1 << 20  # bytes that are in memory of a file that is read
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Unreadable(Exception):  # noqa: N818 - what a file is, not a fault
    """A file of the bag that cannot be read; the message says why."""


class Holder(Protocol):
    """A bag as it lies on the disk. name: of the bag; sizes: bytes of each file, by its path from the bag's folder, with `/`.

    folders: paths of the folders, as far as they are known. found: what was seen on the way that is no file.
    """

    @property
    def name(self) -> str: ...
    @property
    def sizes(self) -> Mapping[str, int]: ...
    @property
    def folders(self) -> frozenset[str]: ...
    @property
    def found(self) -> Findings: ...

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a file; may be called from several threads. Raises Unreadable."""
        ...


@contextmanager
def opened(path: Path) -> Iterator[Holder]:
    """Errors: MissingError for what is not there, UnreadableError for what is neither a folder nor a ZIP, or cannot be read."""
    with ExitStack() as stack:
        yield _opened(path, stack)


def _opened(path: Path, stack: ExitStack) -> Holder:
    from converter.verify.zipped import zipped

    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            return _folder(path)
        if stat.S_ISREG(kind) and not zipfile.is_zipfile(path) and _begins_as_zip(path):
            raise UnreadableError("is a ZIP whose end is missing: it was cut off", where=str(path), hint="take another copy of the bag")
        if not stat.S_ISREG(kind) or not zipfile.is_zipfile(path):
            hint = "name the folder of a bag, or its ZIP; unpack other archives first"
            raise UnreadableError("is neither a folder nor a ZIP", where=str(path), hint=hint)
        return zipped(path, stack.enter_context(zipfile.ZipFile(path)))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingError("there is no such bag", where=str(path), hint="name the folder of a bag, or its ZIP") from error
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError) as error:
        raise UnreadableError(f"the ZIP is damaged: {error}", where=str(path), hint="take another copy of the bag") from error
    except OSError as error:
        hint = "check your rights to read it, and the disk"
        raise UnreadableError(f"cannot be read: {error.strerror or error}", where=str(path), hint=hint) from error


def _begins_as_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Folder:
    """A bag in a folder."""

    path: Path
    sizes: dict[str, int] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()
    found: Findings = field(default_factory=Findings)

    @property
    def name(self) -> str:
        return self.path.resolve().name or str(self.path)

    def pieces(self, name: str) -> Iterator[bytes]:
        try:
            # a link or pipe that came since the folder was listed is not followed, and never waited for
            handle = os.open(self.path / name, os.O_RDONLY | _NO_LINK)
            try:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise Unreadable("it is no longer a file")
                while piece := os.read(handle, PIECE):
                    yield piece
            finally:
                os.close(handle)
        except OSError as error:
            raise Unreadable(str(error.strerror or error)) from error


def _folder(path: Path) -> Folder:
    found = Findings()
    sizes: dict[str, int] = {}
    folders: set[str] = set()
    # the folder that was named must be readable, those below it may be findings
    waiting = [("", _listed(path))]
    while waiting:
        above, entries = waiting.pop()
        for entry in entries:
            name = above + entry.name
            if entry.is_symlink():
                found.tell("E-BAG-17", name, "is a symbolic link, not a file.")
            elif entry.is_dir(follow_symlinks=False):
                folders.add(name)
                try:
                    waiting.append((name + "/", _listed(path / name)))
                except OSError as error:
                    found.tell("E-BAG-18", name, f"The folder cannot be read: {error.strerror or error}.")
            elif entry.is_file(follow_symlinks=False):
                sizes[name] = entry.stat(follow_symlinks=False).st_size
            else:
                found.tell("E-BAG-17", name, "is a device, pipe or socket, not a file.")
    return Folder(path, dict(sorted(sizes.items())), frozenset(folders), found)


def _listed(path: Path) -> list[os.DirEntry[str]]:
    with os.scandir(path) as entries:
        return sorted(entries, key=lambda entry: entry.name, reverse=True)
