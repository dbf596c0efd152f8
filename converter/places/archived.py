"""Takes the address of an archive (zip, tar) and gives the folders in it, read once. It comes from strangers: what it lists is bounded, and nothing is unpacked."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any, cast
from zipfile import ZipFile, ZipInfo

from converter.errors import UnreadableError
from converter.places.reach import opened, told
from converter.places.stat import FOLDER, Stat, is_stray, stat
from converter.zip_names import names_of

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_MOST_LISTED = 64 << 20  # bytes of a zip's list of names: some 600,000 pages; in memory it is ten times as much
_DEEPEST = 64  # folders within folders
# APPNOTE 4.3.16, 4.3.15 and 4.3.14: the record at the end, and where a larger archive has its own
_END, _LOCATOR, _END_64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sLQL"), struct.Struct("<4sQ2H2L4Q")
_COMMENT = 1 << 16


@dataclass(frozen=True, slots=True)
class Index:
    """fs: opens what is in it; folders: path -> name -> what is known of it; stray: path of a folder -> names that no folder can hold;
    twice: those of them that two files have, with other bytes."""

    fs: AbstractFileSystem
    folders: dict[str, dict[str, Stat]] = field(default_factory=dict)
    stray: dict[str, list[str]] = field(default_factory=dict)
    twice: frozenset[str] = frozenset()


class ArchiveError(UnreadableError):
    """An archive whose list of names cannot be read, so that nothing in it can."""


@lru_cache(maxsize=4)
def index_of(url: str) -> Index:
    """url: of the archive's top. Errors: ArchiveError; FileNotFoundError, PermissionError; UnreachedError."""
    try:
        with told(url, archived=True):
            return _index(url)
    except OSError as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        hint = "see whether it is whole (unzip -t), or have it sent again"
        raise ArchiveError(f"cannot be read: {error.strerror or error}", where=url.partition("::")[2], hint=hint) from error


def _index(url: str) -> Index:
    if url.startswith("zip://"):
        _check_listed(url.partition("::")[2])
    fs, _ = opened(url)
    found = Index(fs, {"": {}}, twice=_renamed(fs.zip) if url.startswith("zip://") else frozenset())
    for name, info in fs.find("", detail=True).items():
        _enter(found, str(name), info)
    return found


def _renamed(archive: ZipFile) -> frozenset[str]:
    """Gives the files of a ZIP the names that were meant, before they are listed; gives names that two files have that are not the same."""
    infos = archive.infolist()
    known: dict[str, ZipInfo] = {}
    twice = set()
    for info, name in zip(infos, names_of(infos), strict=True):
        info.filename = name
        before = known.setdefault(name, info)
        if (before.CRC, before.file_size) != (info.CRC, info.file_size):
            twice.add(name)
    archive.NameToInfo = known
    return frozenset(twice)


def _enter(found: Index, name: str, info: Mapping[str, Any]) -> None:
    parts = name.split("/")
    good = 0 if len(parts) > _DEEPEST else next((n for n, part in enumerate(parts) if is_stray(part)), None)
    if name in found.twice:
        good = len(parts) - 1
    if good is not None:
        folder = "/".join(parts[:good])
        found.stray.setdefault(folder, []).append(name)
        _folders(found, parts[:good])
        return
    _folders(found, parts[:-1])
    found.folders["/".join(parts[:-1])].setdefault(parts[-1], stat(info))


def _folders(found: Index, parts: list[str]) -> None:
    if "/".join(parts) in found.folders:
        return
    for n, name in enumerate(parts):
        found.folders["/".join(parts[:n])][name] = FOLDER
        found.folders.setdefault("/".join(parts[: n + 1]), {})


def _check_listed(address: str) -> None:
    """Raises ArchiveError where a zip file says that its list of names is very long: its reader would take all of it into memory."""
    fs, path = opened(address)
    with fs.open(path, "rb") as file:
        size = _bytes_listed(cast("IO[bytes]", file))
    if size > _MOST_LISTED:
        hint = "part it into several, or unpack it and name the folder"
        raise ArchiveError(f"lists more files than can be kept in memory ({size >> 20} MiB of names)", where=address, hint=hint)


def _bytes_listed(file: IO[bytes]) -> int:
    """0 where there is no such record: its reader tells that it is no zip file."""
    total = file.seek(0, 2)
    file.seek(max(0, total - _COMMENT - _END.size - _LOCATOR.size))
    end = file.read()
    at = end.rfind(b"PK\5\6")
    if at < 0 or len(end) - at < _END.size:
        return 0
    size = int(_END.unpack_from(end, at)[5])
    if at >= _LOCATOR.size and end.startswith(b"PK\6\7", at - _LOCATOR.size):
        file.seek(min(int(_LOCATOR.unpack_from(end, at - _LOCATOR.size)[2]), total))
        record = file.read(_END_64.size)
        return int(_END_64.unpack(record)[8]) if len(record) == _END_64.size else size
    return size
