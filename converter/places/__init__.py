"""Takes what was typed or noted as the address of a file or folder and gives its place: a path of this machine, or a `Remote` one.

What has the form of a URL (s3://bucket/papers, zip://inside::archive.zip) is remote, and needs the extra `cloud`; anything else, and
file://, is a path. Nothing of that extra is loaded for a path.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

from converter.errors import UsageError
from converter.places.archived import ArchiveError
from converter.places.contents import look_ahead, snapshot, threads
from converter.places.reach import SCHEME, UnreachedError
from converter.places.remote import Remote
from converter.places.stat import Stat

__all__ = [
    "ArchiveError",
    "Place",
    "Remote",
    "SomePlace",
    "Stat",
    "UnreachedError",
    "each",
    "is_address",
    "lies_in",
    "look_ahead",
    "names_in",
    "place_of",
    "snapshot",
    "stray_in",
]

Place: TypeAlias = Path | Remote
_Found = TypeVar("_Found")
SomePlace = TypeVar("SomePlace", Path, Place)  # of a path come paths
_PACKED = ("zip://", "tar://", "libarchive://")
_NO_SERVER = re.compile(r"://(?:/|\Z)")
_URL = re.compile(rf"(?:{SCHEME}::)*+{SCHEME}://")


def is_address(text: str) -> bool:
    """Whether it has the form of a URL. A Windows drive (`C:\\scans`, `C:/scans`) is one letter, and none."""
    return _URL.match(text) is not None


def place_of(text: str | os.PathLike[str]) -> Place:
    """The place of an address. file:// is a path, percent-decoded as RFC 8089 says. Errors: UsageError for one that names no archive, or no server."""
    text = os.fspath(text)
    if not is_address(text):
        return Path(text)
    if text.startswith("file://"):
        return _of_file(text)
    found = Remote.of(text, lambda rest: str(_absolute(place_of(rest))))
    if found.head in _PACKED and found.archive is None:
        hint = f"the archive stands after ::, and what is meant of it before: {found.head}::{found.path}"
        raise UsageError("names no archive", where=text, hint=hint)
    if found.is_web and _NO_SERVER.search(text):
        raise UsageError("names no server", where=text, hint="such addresses look like https://HOST/FOLDER")
    return found


def _of_file(url: str) -> Path:
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    return Path(url2pathname(urlsplit(url.replace("?", "%3F").replace("#", "%23")).path))


def _absolute(place: Place) -> Place:
    """The archive of a remote place is known from whatever folder the next run is begun in."""
    return Path(os.path.abspath(place)) if isinstance(place, Path) else place  # noqa: PTH100 - links as they are


def lies_in(place: Place, folder: Place) -> bool:
    """Whether a place is that folder or below it, by its name."""
    if isinstance(place, Remote):
        return place.below(folder) is not None
    return isinstance(folder, Path) and place.is_relative_to(folder)


def names_in(folder: Place) -> Iterator[tuple[str, bool]]:
    """The names in a folder, and whether each is a folder. Errors: OSError; UnreachedError."""
    if isinstance(folder, Remote):
        yield from ((name, stat.is_folder) for name, stat in folder.listing().items())
        return
    with os.scandir(folder) as found:
        yield from ((entry.name, _is_folder(entry)) for entry in found)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """A link that leads to itself is none, and keeps nobody from the others."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def each(look: Callable[[SomePlace], _Found], places: Sequence[SomePlace]) -> list[_Found]:
    """What `look` finds at each place: several at a time where they are remote, but for archives, which are read by one."""
    if places and all(isinstance(place, Remote) and not place.tail for place in places):
        return list(threads().map(look, places))
    return list(map(look, places))


def stray_in(folder: Place) -> Sequence[Remote]:
    """What a remote folder lists under names that no folder can hold: they are empty or lead out of it (`../page.txt`)."""
    return folder.stray() if isinstance(folder, Remote) else ()
