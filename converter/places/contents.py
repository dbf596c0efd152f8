"""Takes a remote place and says what is there: the names in a folder, size and time of a file. Of an archive it is read once, elsewhere each time, unless within a `snapshot`."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from converter.places.archived import Index, index_of
from converter.places.reach import opened, told
from converter.places.stat import FOLDER, UNKNOWN, Stat, is_stray, stat

if TYPE_CHECKING:
    from converter.places.remote import Remote

_FOLDERS, _NAMES = 512, 200_000  # that a snapshot remembers: of the inputs at hand, above them, and of the outputs looked up ahead
_FEW = 4  # folders that it remembers however large they are
_NEVER_HTML = (".toml", ".json", ".sqlite")  # endings of what is looked for beside pages
_AT_ONCE = 16  # questions at a time


@dataclass(frozen=True, slots=True)
class Folder:
    """names -> what is known of each; stray: full paths of what has a name that no folder can hold."""

    names: Mapping[str, Stat]
    stray: tuple[str, ...] = ()


_seen: ContextVar[OrderedDict[Remote, Folder] | None] = ContextVar("seen", default=None)
_tops: ContextVar[dict[Remote, Stat | None] | None] = ContextVar("tops", default=None)


@contextmanager
def snapshot() -> Iterator[None]:
    """Within it a folder is listed once for a while, and its files are not asked for one by one: a store gives a thousand names in one answer. Archives are read anew."""
    index_of.cache_clear()
    seen, tops = _seen.set(OrderedDict()), _tops.set({})
    try:
        yield
    finally:
        _seen.reset(seen)
        _tops.reset(tops)


def contents(folder: Remote) -> Folder:
    """What is in a folder. Errors: FileNotFoundError, NotADirectoryError; as `told`."""
    if folder.tail:
        return _in_archive(folder)
    seen = _seen.get()
    if seen is None:
        return _listed(folder)
    if folder not in seen:
        _remember(seen, folder, _listed(folder))
    seen.move_to_end(folder)
    return seen[folder]


@cache
def threads() -> ThreadPoolExecutor:
    """For questions whose answers are some time on their way. They stay, as fsspec makes a connection for each."""
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="broadsheet-places")


def look_ahead(folders: Iterable[Remote]) -> None:
    """Within a snapshot, lists those that it has not seen, several at a time. Errors: as `told`."""
    seen = _seen.get()
    wanted = [] if seen is None else [folder for folder in dict.fromkeys(folders) if folder not in seen]
    if seen is None or len(wanted) < 2:
        return
    for folder, found in zip(wanted, threads().map(_found, wanted), strict=True):
        if found is not None:
            _remember(seen, folder, found)


def _found(folder: Remote) -> Folder | None:
    try:
        return _listed(folder)
    except OSError:  # not there, or not to be seen: told where it is asked for by itself
        return None


def _remember(seen: OrderedDict[Remote, Folder], folder: Remote, found: Folder) -> None:
    seen[folder] = found
    while len(seen) > _FOLDERS or (len(seen) > _FEW and sum(len(one.names) for one in seen.values()) > _NAMES):
        seen.popitem(last=False)


def stat_of(place: Remote, *, kind: bool = False) -> Stat:
    """kind: only whether it is a folder is asked for. Errors: FileNotFoundError; as `told`."""
    if place.tail:
        return _stat_in_archive(place)
    if _seen.get() is not None and len(place.parts) > 1 and (names := _beside(place)) is not None:
        if (found := names.get(place.name)) is None:
            raise FileNotFoundError(2, "no such file", str(place))
        if kind or found.st_size != UNKNOWN:
            return found
    if len(place.parts) == 1 and (tops := _tops.get()) is not None:  # a bucket, or what would be one: no list has them all
        if place not in tops:
            tops[place] = _top(place)
        if (known := tops[place]) is None:
            raise FileNotFoundError(2, "no such file", str(place))
        return known
    return _asked(place)


def _beside(place: Remote) -> Mapping[str, Stat] | None:
    """What lies in the folder of a place; None where that cannot be told."""
    try:
        names = contents(place.parent).names
    except PermissionError:  # who may see a folder need not see the one above it
        return None
    except FileNotFoundError:
        if place.is_web:  # many servers list nothing
            return None
        raise
    return None if place.is_web and not names else names  # a page without links is no list


def _top(place: Remote) -> Stat | None:
    try:
        return _asked(place)
    except (FileNotFoundError, PermissionError):
        return None


def _asked(place: Remote) -> Stat:
    with told(str(place)):
        fs, path = opened(str(place))
        info = fs.info(path)
    if place.is_web and len(place.parts) == 1:
        return FOLDER
    if place.is_web and place.suffix in _NEVER_HTML and info.get("mimetype") == "text/html":
        raise FileNotFoundError(2, "no such file", str(place))  # some servers answer with a page of their own whatever is asked for
    return stat(info)


def index(place: Remote) -> Index:
    """The archive that a place lies in. Errors: as `index_of`."""
    return index_of(f"{place.head}{place.tail}")


def _stat_in_archive(place: Remote) -> Stat:
    folders = index(place).folders
    found = folders.get(place.parent.path, {}).get(place.name) if place.parts else FOLDER
    if found is None:
        raise FileNotFoundError(2, "no such file", str(place))
    return found


def _in_archive(folder: Remote) -> Folder:
    found = index(folder)
    if folder.path in found.folders:
        return Folder(found.folders[folder.path], tuple(found.stray.get(folder.path, ())))
    raise FileNotFoundError(2, "no such folder", str(folder))


def _listed(folder: Remote) -> Folder:
    with told(str(folder)):
        fs, path = opened(str(folder))
        found = fs.ls(path, detail=True)
    names: dict[str, Stat] = {}
    stray = []
    own = path.strip("/")
    for info in found:
        whole = str(info["name"])
        name = whole.rstrip("/").rpartition("/")[2]
        if whole.strip("/") == own and info["type"] != "directory":
            raise NotADirectoryError(20, "is a file", str(folder))
        if whole.strip("/") == own and not whole.endswith("//"):
            continue  # the folder itself, which some stores keep as an empty file
        if is_stray(name) or whole.endswith("//"):
            stray.append(f"{folder.path}/{name}" if name else f"{folder.path}/")
        else:
            names[name] = stat(info)
    return Folder(names, tuple(stray))
