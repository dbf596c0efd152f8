"""Takes files as they are made and gives them when they are written: a mapping of paths to bytes that keeps on the disk what is too much for memory."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path
from tempfile import SpooledTemporaryFile

from converter.storage.disk import explained

IN_MEMORY = 32 * 1024 * 1024  # bytes: an edition of a few pages never goes to the disk twice


class Spool(MutableMapping[str, bytes]):
    """Files in the order in which they came. They wait in one file without a name, which is gone with the process, however it ends.

    near: a folder, that need not exist: the file lies on its disk, where there must be room for what is written anyway. None: where
    the system keeps such files. Errors: UsageError where the disk is full.
    """

    def __init__(self, near: Path | None = None) -> None:
        above = near and next(
            (folder for folder in (near, *near.absolute().parents) if os.access(folder, os.W_OK) and folder.is_dir()), None
        )
        self._places: dict[str, tuple[int, int]] = {}  # where each begins, and its length
        self._end = 0
        self._near = near or Path()
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(above) if above else None)  # noqa: SIM115 - it lives as long as the mapping

    def __setitem__(self, name: str, body: bytes) -> None:
        with explained(self._near):
            self._file.seek(self._end)
            self._file.write(body)
        self._places[name] = self._end, len(body)
        self._end += len(body)

    def __getitem__(self, name: str) -> bytes:
        start, length = self._places[name]
        self._file.seek(start)
        return self._file.read(length)

    def __delitem__(self, name: str) -> None:
        del self._places[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __reduce__(self) -> tuple[object, tuple[dict[str, bytes]]]:
        """To another process it goes with all its bytes: the file is this process's own."""
        return spooled, (dict(self),)


def spooled(files: Mapping[str, bytes]) -> Spool:
    """A spool of these files."""
    spool = Spool()
    spool.update(files)
    return spool


class Below(MutableMapping[str, bytes]):
    """Those of some files whose path begins with a folder, by what follows it. What is put in goes to the files themselves."""

    def __init__(self, files: MutableMapping[str, bytes], folder: str) -> None:
        self._files, self._folder = files, folder

    def __setitem__(self, name: str, body: bytes) -> None:
        self._files[self._folder + name] = body

    def __getitem__(self, name: str) -> bytes:
        return self._files[self._folder + name]

    def __delitem__(self, name: str) -> None:
        del self._files[self._folder + name]

    def __iter__(self) -> Iterator[str]:
        return (name.removeprefix(self._folder) for name in self._files if name.startswith(self._folder))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._folder + name in self._files
