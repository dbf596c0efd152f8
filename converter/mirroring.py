"""Takes the path of an input and says where its output goes in the folder of a batch: the same place whatever else the batch holds."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from converter.inputs import METADATA_NAME
from converter.readers.guess import FORMATS
from converter.storage.names import portable_name

_LONGEST = 120  # characters of an id, which is the name of a file, too
_ENDINGS = frozenset(ending for form in FORMATS.values() for ending in form.extensions)


def place(path: Path, base: Path) -> str:
    """A relative path with `/`: that of the input from `base`, or from the root of its disk where it lies elsewhere, without its ending.

    Where another page of its folder, or a folder in it, has the name without the ending, the ending stays. A name that not every
    system can hold is changed, and gets a digest of what it was. An issue that an edition.toml lists goes where that lies.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - without following links, which name the input
    base = Path(os.path.abspath(base))  # noqa: PTH100
    parts = (path.relative_to(base) if path.is_relative_to(base) else path.relative_to(path.anchor)).parts
    stem = _stem(path.name)
    leaf = stem if stem and _names(path.parent)[_folded(stem)] <= 1 else path.name
    return "/".join(map(part, (*parts[:-1], leaf)))


def issue_id(key: str) -> str:
    """The id of an issue that states none: of the whole place, so that the pages called page-01 of an archive have ids of their own."""
    from converter.pipeline import default_id
    from converter.readers import Source

    named = key.removesuffix("/" + _stem(METADATA_NAME))
    whole = named.replace("/", "-")
    if not named.isascii() or len(whole) > _LONGEST:  # what is left out may be all that tells it from others
        whole = f"{whole[-_LONGEST:]}-{_digest(named)}"
    return default_id([Source(f"{whole}.txt", b"")])


def _stem(name: str) -> str:
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - a name, no path
    return stem if ending.lower() in _ENDINGS or name == METADATA_NAME else name


@lru_cache(maxsize=8)
def _names(folder: Path) -> Counter[str]:
    """How many pages and folders of a folder share a name without ending."""
    try:
        with os.scandir(folder) as found:
            return Counter(_folded(entry.name if entry.is_dir() else _stem(entry.name)) for entry in found)
    except OSError:
        return Counter()


def part(name: str) -> str:
    """One part of a place, as every system can hold it: as it is, or changed and with a digest of what it was."""
    portable = portable_name(name)
    return portable if portable == name else f"{portable}-{_digest(name)}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
