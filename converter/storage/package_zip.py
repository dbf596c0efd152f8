"""Takes the files of a package and lays them into one ZIP under one folder: stored as they are, the same bytes for the same files in the same order."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from converter.storage.syncing import NewFile, Syncing

_THE_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # a ZIP cannot hold an earlier one
_UNIX = 3  # the system whose modes are told, on whatever system the ZIP is made


class ZipForm:
    """A ZIP that is written here. top: the folder in it. Errors: OSError of the system."""

    def __init__(self, path: Path, top: str, syncing: Syncing) -> None:
        self._top, self._syncing = top, syncing
        self._file = NewFile(path, syncing)
        self._archive = ZipFile(cast(IO[bytes], self._file), "w", ZIP_STORED)

    @contextmanager
    def entry(self, name: str, size: int) -> Iterator[Callable[[bytes], object]]:
        told = ZipInfo(f"{self._top}/{name}", _THE_FIRST_DAY)
        told.create_system = _UNIX
        told.external_attr = (stat.S_IFREG | 0o644) << 16
        told.file_size = size  # by this it is known beforehand whether the entry needs the fields for large files
        with self._archive.open(told, "w") as entry:
            yield entry.write

    def finish(self) -> None:
        self._archive.close()
        self._file.close()
        self._syncing.finish()

    def discard(self) -> None:
        with suppress(OSError, ValueError):  # it would write its list of files; the file goes anyway
            self._archive.close()
        self._file.discard()
