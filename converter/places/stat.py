"""Takes what any of the libraries says of a file and gives its size and the time of its change, in numbers."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

_SECOND = 10**9
_TIMES = ("mtime", "LastModified", "last_modified", "modified", "updated", "created", "date_time")
_MARKS = ("ETag", "etag", "CRC", "md5Hash", "content_md5", "checksum", "generation", "sha", "Content-MD5", "Digest", "Last-Modified")


@dataclass(frozen=True, slots=True)
class Stat:
    """As of `os.stat`. st_mtime_ns: of a file whose store marks its contents (ETag, CRC), which know whole seconds only, the mark stands in place of their fraction."""

    st_size: int
    st_mtime_ns: int
    is_folder: bool = False


UNKNOWN = -1  # size of a file that a folder lists by its name alone, as a page of links does
FOLDER = Stat(0, 0, is_folder=True)


def is_stray(name: str) -> bool:
    """Whether a name is one that no folder can hold, leads out of it, or would end an address."""
    return name in ("", ".", "..") or "::" in name


def stat(info: Mapping[str, Any]) -> Stat:
    """info: as `fsspec` gives it. Of the web all is a file there, but a server leads who asks for a folder to an address with `/` at its end."""
    if info.get("type") == "directory" or str(info.get("url", "")).endswith("/"):
        return FOLDER
    time = next((found for name in _TIMES if (found := _nanoseconds(info.get(name))) is not None), 0)
    mark = next((str(info[name]) for name in _MARKS if info.get(name) not in (None, "")), None)
    if mark is not None:
        time = time // _SECOND * _SECOND + int(sha256(mark.encode()).hexdigest(), 16) % _SECOND
    size = info.get("size")
    return Stat(UNKNOWN if size is None else int(size), time)


def _nanoseconds(told: object) -> int | None:
    """Of a time as any of the libraries gives it."""
    if isinstance(told, datetime):
        return int(told.timestamp()) * _SECOND + told.microsecond * 1000
    if isinstance(told, int | float):
        return int(told * _SECOND)
    try:
        if isinstance(told, tuple) and len(told) == 6:  # of zip: that of the clock on the wall where it was packed
            return calendar.timegm((*told, 0, 0, 0)) * _SECOND
        if isinstance(told, str):
            return _nanoseconds(datetime.fromisoformat(told.replace("Z", "+00:00")))
    except ValueError:  # the 0th of a month, as some programs write it
        return None
    return None
