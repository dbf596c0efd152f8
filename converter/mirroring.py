"""Takes the path of an input and says where its output goes in the folder of a batch: the same place whatever else the batch holds."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from converter.errors import UnreadableError
from converter.inputs import METADATA_NAME
from converter.own_names import REPORT, is_of_ledger
from converter.places import Place, Remote, names_in, place_of
from converter.readers.guess import FORMATS
from converter.storage.names import portable_name

_FIRST = "page-"  # stands before an id that would begin with no letter
_LONGEST = 120  # characters of an id, which is the name of a file, too
_PACKED = re.compile(r"(?<=.)(?:\.zip|\.cbz|\.7z|\.t[gbx]z2?|\.tar(?:\.\w{1,4})?)\Z", re.IGNORECASE)  # endings of archives
_ENDINGS = frozenset(ending for form in FORMATS.values() for ending in form.extensions)


def place(path: Place, base: Place) -> str:
    """A relative path with `/`: that of the input from `base`, or from the root of its disk where it lies elsewhere, without its ending.

    Where another page of its folder, or a folder in it, has the name without the ending, the ending stays. A name that not every
    system can hold is changed, and gets a digest of what it was. An issue that an edition.toml lists goes where that lies. An archive
    is a folder that has its name without the ending.
    """
    path = _absolute(path)
    *above, name = _parts(path, _absolute(base)) or ("",)
    stem = _stem(name)
    leaf = stem if stem and _names(path.parent)[_folded(stem)] <= 1 else name
    return "/".join(map(part, (*above, leaf)))


def _absolute(path: Place) -> Place:
    return path if isinstance(path, Remote) else Path(os.path.abspath(path))  # noqa: PTH100 - without following links, which name the input


def _parts(path: Place, base: Place) -> tuple[str, ...]:
    if isinstance(path, Path):
        return (path.relative_to(base) if isinstance(base, Path) and path.is_relative_to(base) else path.relative_to(path.anchor)).parts
    below = path.below(base)
    if below is not None or path.archive is None:
        return path.parts if below is None else below
    *above, name = _parts(place_of(path.archive), base)
    return (*above, _PACKED.sub("", name), *path.parts)


def issue_id(key: str) -> str:
    """The id of an issue that states none: its whole place, with a stop between the folders. Two places never have the same one.

    A digest of the place is added where letters had to be left out, a name has a stop of its own, or it is too long.
    """
    named = key.removesuffix("/" + _stem(METADATA_NAME)).casefold()
    whole = named.replace("/", ".")
    known = _plain(whole)
    itself = known in (whole, _FIRST + whole) and named.count(".") == 0 and len(whole) <= _LONGEST
    if itself and not (whole.startswith(_FIRST) and _plain(whole.removeprefix(_FIRST)) == whole):
        return known
    return _plain(f"{whole[-_LONGEST:]}-{_digest(named)}")


def _plain(name: str) -> str:
    from converter.pipeline import default_id
    from converter.readers import Source

    return default_id([Source(f"{name}.txt", b"")])


def _stem(name: str) -> str:
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - a name, no path
    return stem if ending.lower() in _ENDINGS or name == METADATA_NAME else name


@lru_cache(maxsize=8)
def _names(folder: Place) -> Counter[str]:
    """How many pages and folders of a folder share a name without ending."""
    try:
        return Counter(_folded(name if is_folder else _stem(name)) for name, is_folder in names_in(folder))
    except (OSError, UnreadableError):
        return Counter()


def look_anew() -> None:
    """What lies in folders is remembered from here on, not from before."""
    _names.cache_clear()


def part(name: str) -> str:
    """One part of a place, as every system can hold it, and none of our own names: as it is, or changed and with a digest of what it was."""
    portable = portable_name(name)
    if _folded(portable) == REPORT or is_of_ledger(_folded(portable)):
        portable = f"_{portable}"
    return portable if portable == name else f"{portable}-{_digest(name)}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
