"""Takes files of this machine and a remote folder, and carries the ones to the other or back. It decides nothing: `converter.storage` says what may be replaced.

Errors: UnreachedError, also where the store refuses or its bucket is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from converter.places.reach import UnreachedError, opened, told
from converter.places.remote import Remote
from converter.places.stat import is_stray


def files_below(folder: Remote) -> list[str]:
    """Relative paths of all files below a folder, none where it is not there; without those that no folder can hold."""
    with told(str(folder)):
        fs, top = opened(str(folder))
        try:
            found = fs.find(top)
        except (FileNotFoundError, NotADirectoryError):
            return []
    top = top.strip("/")
    names = (str(path).strip("/").removeprefix(top).strip("/") for path in found if not str(path).endswith("/"))
    return sorted(name for name in names if name and not any(map(is_stray, name.split("/"))))


def fetch(folder: Remote, names: Iterable[str], into: Path) -> None:
    """Copies files of a remote folder below one of this machine."""
    pairs = [(folder / name, into / name) for name in names]
    for _, path in pairs:
        path.parent.mkdir(parents=True, exist_ok=True)
    if pairs:
        with told(str(folder)):
            fs, _ = opened(str(folder))
            fs.get([opened(str(place))[1] for place, _ in pairs], [str(path) for _, path in pairs])


def put(folder: Remote, files: Mapping[str, Path]) -> None:
    """Copies files of this machine to a remote folder, in any order, at once where the store can; when this returns, it has them all."""
    if files:
        with _taken(folder):
            fs, _ = opened(str(folder))
            fs.put([str(path) for path in files.values()], [opened(str(folder / name))[1] for name in files])


def remove(folder: Remote, names: Iterable[str]) -> None:
    """Takes away files of a remote folder."""
    for name in names:
        with _taken(folder / name):
            fs, path = opened(str(folder / name))
            fs.rm_file(path)


@contextmanager
def _taken(place: Remote) -> Iterator[None]:
    try:
        with told(str(place)):
            yield
    except OSError as error:
        hint = "see whether the bucket is there and your keys may write to it; then type the command again: it goes on from here"
        raise UnreachedError(f"cannot be written ({error.strerror or error})", where=str(place), hint=hint) from error
