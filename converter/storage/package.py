"""Takes files one after the other and makes a package of them, a folder or a ZIP: whole, synced and under its name at the end, or not there.

Equal files in equal order give equal bytes, whatever the umask, the day or the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from converter.fixity import Held, held
from converter.storage.disk import explained, folder_made, sync_folder
from converter.storage.names import Names
from converter.storage.original import original
from converter.storage.package_folder import FolderForm
from converter.storage.package_zip import ZipForm
from converter.storage.partial import check_vacant, partial, put
from converter.storage.syncing import Syncing

LARGE = 2 * 1024 * 1024  # bytes of a file above which a second thread for a digest costs less than it saves


class Package(Protocol):
    """A package that is being made."""

    def add(self, name: str, body: bytes) -> Held:
        """A file of these bytes. name: its path with `/`. Errors: UsageError for a name no system takes or that is taken, and for a full disk."""

    def copy(self, name: str, source: Path) -> Held:
        """A file as it lies there, read once. Errors: as `add`, and those of `converter.storage.original`."""


class Form(Protocol):
    """A way in which a package lies on the disk. Errors of all: OSError of the system."""

    def entry(self, name: str, size: int) -> AbstractContextManager[Callable[[bytes], object]]:
        """What takes the bytes of the next file. size: how many there will be."""

    def finish(self) -> None:
        """Ends what was begun; all of it is handed to the disk."""

    def discard(self) -> None:
        """Lets go of what is open. Does nothing after `finish`."""


@contextmanager
def package(target: Path, *, zipped: bool = False, top: str | None = None) -> Iterator[Package]:
    """Stages a package in `.NAME.partial` beside its target. On a clean exit all is synced, then it gets its name; on an exception nothing is left.

    top: the folder that is alone at the top of a ZIP; the target's name without `.zip` where none is given.
    Errors: UsageError where something stands at the target, at the beginning or at the end, where another run makes the same
    package, or where the system refuses to write.
    """
    with ExitStack() as ended:
        with explained(target):
            check_vacant(target)
            made = ended.enter_context(folder_made(target.parent))
            staged = ended.enter_context(partial(target))
            syncing = ended.enter_context(Syncing())
            beside = ended.enter_context(ThreadPoolExecutor(1, thread_name_prefix="digest"))
            form = ZipForm(staged, top or target.name.removesuffix(".zip"), syncing) if zipped else FolderForm(staged, syncing)
            ended.callback(form.discard)
        yield _Making(form, target, beside)
        with explained(target):
            form.finish()
            put(staged, target)
            for folder in (target.parent, *(folder.parent for folder in made)):
                sync_folder(folder)


class _Making:
    """Gives each file to the form and to the digests in one read."""

    def __init__(self, form: Form, target: Path, beside: ThreadPoolExecutor) -> None:
        self._form, self._target, self._beside, self._names = form, target, beside, Names()

    def add(self, name: str, body: bytes) -> Held:
        return self._take(name, len(body), [body])

    def copy(self, name: str, source: Path) -> Held:
        with original(source) as (size, pieces):
            return self._take(name, size, pieces)

    def _take(self, name: str, size: int, pieces: Iterable[bytes]) -> Held:
        self._names.take(name)
        with explained(self._target), self._form.entry(name, size) as write:
            return held(name, _written(pieces, write), self._beside if size > LARGE else None)


def _written(pieces: Iterable[bytes], write: Callable[[bytes], object]) -> Iterator[bytes]:
    for piece in pieces:
        write(piece)
        yield piece
