"""Takes a remote place and says what is there: the names in a folder, size and time of a file. Of an archive it is read once, elsewhere each time, unless within a `snapshot`."""

from __future__ import annotations

import calendar
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from converter.places.archived import Index, index_of
from converter.places.reach import opened, told

if TYPE_CHECKING:
    from converter.places.remote import Remote

_FOLDERS = 32  # that a snapshot remembers: those of the inputs at hand, above them, and of some outputs
_SECOND = 10**9
_TIMES = ("mtime", "LastModified", "last_modified", "modified", "updated", "created", "date_time")
_MARKS = ("ETag", "etag", "CRC", "md5Hash", "content_md5", "checksum", "generation", "sha")


@dataclass(frozen=True, slots=True)
class Stat:
    """As of `os.stat`. st_mtime_ns: of a file whose store marks its contents (ETag, CRC), which know whole seconds only, the mark stands in place of their fraction."""

    st_size: int
    st_mtime_ns: int
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """names -> what is known of each; stray: full paths of what has a name that no folder can hold."""

    names: Mapping[str, Stat]
    stray: tuple[str, ...] = ()


_seen: ContextVar[OrderedDict[Remote, Folder] | None] = ContextVar("seen", default=None)


@contextmanager
def snapshot() -> Iterator[None]:
    """Within it a folder is listed once for a while, and its files are not asked for one by one: a store gives a thousand names in one answer. Archives are read anew."""
    index_of.cache_clear()
    token = _seen.set(OrderedDict())
    try:
        yield
    finally:
        _seen.reset(token)


def contents(folder: Remote) -> Folder:
    """What is in a folder. Errors: FileNotFoundError, NotADirectoryError; as `told`."""
    if folder.tail:
        return _in_archive(folder)
    seen = _seen.get()
    if seen is None:
        return _listed(folder)
    if folder not in seen:
        seen[folder] = _listed(folder)
        if len(seen) > _FOLDERS:
            seen.popitem(last=False)
    seen.move_to_end(folder)
    return seen[folder]


def stat_of(place: Remote) -> Stat:
    """Errors: FileNotFoundError; as `told`."""
    if place.tail or (_seen.get() is not None and len(place.parts) > 1):
        if not place.parts:
            index(place)
            return Stat(0, 0, is_folder=True)
        try:
            return contents(place.parent).names[place.name]
        except KeyError:
            raise FileNotFoundError(2, "no such file", str(place)) from None
        except PermissionError:  # who may see a folder need not see the one above it
            pass
    with told(str(place)):
        fs, path = opened(str(place))
        return _stat(fs.info(path))


def index(place: Remote) -> Index:
    """The archive that a place lies in. Errors: as `index_of`."""
    return index_of(f"{place.head}{place.tail}")


def _in_archive(folder: Remote) -> Folder:
    found = index(folder)
    if folder.path in found.folders:
        names = {name: Stat(0, 0, is_folder=True) if info is None else _stat(info) for name, info in found.folders[folder.path].items()}
        return Folder(names, tuple(found.stray.get(folder.path, ())))
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
        if name in (".", "..") or whole.endswith("//"):
            stray.append(f"{folder.path}/{name}" if name else f"{folder.path}/")
        else:
            names[name] = _stat(info)
    return Folder(names, tuple(stray))


def _stat(info: Mapping[str, Any]) -> Stat:
    if info.get("type") == "directory":
        return Stat(0, 0, is_folder=True)
    time = next((found for name in _TIMES if (found := _nanoseconds(info.get(name))) is not None), 0)
    mark = next((str(info[name]) for name in _MARKS if info.get(name) not in (None, "")), None)
    if mark is not None:
        time = time // _SECOND * _SECOND + int(sha256(mark.encode()).hexdigest(), 16) % _SECOND
    return Stat(int(info.get("size") or 0), time)


def _nanoseconds(told: object) -> int | None:
    """Of a time as any of the libraries gives it."""
    if isinstance(told, datetime):
        return int(told.timestamp()) * _SECOND + told.microsecond * 1000
    if isinstance(told, int | float):
        return int(told * _SECOND)
    if isinstance(told, tuple) and len(told) == 6:  # of zip: that of the clock on the wall where it was packed
        return calendar.timegm((*told, 0, 0, 0)) * _SECOND
    if isinstance(told, str):
        try:
            return _nanoseconds(datetime.fromisoformat(told.replace("Z", "+00:00")))
        except ValueError:
            return None
    return None
