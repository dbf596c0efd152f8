"""Takes the files of a package and lays them into a folder, each at its path, with the modes 0644 and 0755."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from converter.storage.disk import sync_folder
from converter.storage.syncing import NewFile, Syncing, settle_mode


class FolderForm:
    """A folder that is made here. Errors: OSError of the system."""

    def __init__(self, folder: Path, syncing: Syncing) -> None:
        self._folder, self._syncing = folder, syncing
        self._made: set[Path] = set()
        self._make(folder)

    @contextmanager
    def entry(self, name: str, size: int) -> Iterator[Callable[[bytes], object]]:  # noqa: ARG002 - a folder need not know the size
        path = self._folder / name
        self._make(path.parent)
        file = NewFile(path, self._syncing)
        try:
            yield file.write
        except BaseException:
            file.discard()
            raise
        file.close()

    def finish(self) -> None:
        self._syncing.finish()
        for folder in sorted(self._made):  # a name lasts when its folder is synced, too
            sync_folder(folder)

    def discard(self) -> None:
        """Nothing is open between two files."""

    def _make(self, folder: Path) -> None:
        """With those above it, up to the package itself."""
        if folder in self._made:
            return
        if folder != self._folder:
            self._make(folder.parent)
        folder.mkdir()
        settle_mode(folder, 0o755)
        self._made.add(folder)
