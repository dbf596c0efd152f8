"""Takes an open ZIP and gives the bag in it, with or without a folder around it. No entry is unpacked; each is read in pieces, and no further than it declares."""

from __future__ import annotations

import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from converter.errors import UnreadableError
from converter.verify.codes import Findings, shown
from converter.verify.holder import PIECE, Unreadable
from converter.zip_names import names_of

_ENCRYPTED = 0x1 | 0x40
_ESCAPES = re.compile(r"^/|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|^\\|\x00")
_LOCAL_HEADER = 30  # bytes, at least, before the bytes of an entry


@dataclass(frozen=True, slots=True)
class Zipped:
    """A bag in a ZIP. infos: the entry of each file."""

    name: str
    archive: zipfile.ZipFile
    infos: dict[str, zipfile.ZipInfo]
    sizes: dict[str, int]
    folders: frozenset[str]
    found: Findings

    def pieces(self, name: str) -> Iterator[bytes]:
        info, read = self.infos[name], 0
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable("it is encrypted")
        try:
            with self.archive.open(info) as entry:
                while piece := entry.read(PIECE):
                    read += len(piece)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, OSError, ValueError) as error:
            raise Unreadable(f"the entry of the ZIP is damaged, or packed in a way that is not known: {error}") from error
        if read != info.file_size:
            raise Unreadable(f"the entry of the ZIP has {read} bytes, and declares {info.file_size}")


def zipped(path: Path, archive: zipfile.ZipFile) -> Zipped:
    """The bag at the top of the ZIP, or else in the one folder that has a bagit.txt. Raises UnreadableError for two bags, and for what is encrypted."""
    found = Findings()
    infos, folders = _entries(archive, found)
    bags = _bags(infos)
    if len(bags) > 1:
        names = " and ".join(map(shown, bags[:3])) + (f" and {len(bags) - 3} more" if len(bags) > 3 else "")
        hint = "unpack it into an empty folder, and verify each"
        raise UnreadableError(f"holds {len(bags)} bags, {names}, and a ZIP is that of one", where=str(path), hint=hint)
    if infos and all(info.flag_bits & _ENCRYPTED for info in infos.values()):
        raise UnreadableError("is encrypted", where=str(path), hint="unpack it with its password, and verify the folder")
    top = _top(infos)
    if not top:
        found.tell("W-BAG-05", path.name, "The files of the bag lie at the top of the ZIP, in no folder.")
    outside = [name for name in infos if not name.startswith(top)]
    for name in outside:
        del infos[name]
    if outside:
        more = f" and {len(outside) - 1} more" * (len(outside) > 1)
        found.tell("W-BAG-05", path.name, f"Beside the bag {shown(top)} the ZIP holds {shown(outside[0])}{more}.")
    _check_places(infos, top, found)
    own = {name.removeprefix(top): info for name, info in sorted(infos.items())}
    sizes = {name: info.file_size for name, info in own.items()}
    inside = frozenset(name.removeprefix(top) for name in folders if name.startswith(top))
    return Zipped(top.rstrip("/") or path.stem, archive, own, sizes, inside, found)


def _entries(archive: zipfile.ZipFile, found: Findings) -> tuple[dict[str, zipfile.ZipInfo], set[str]]:
    """Files and folders by their names in the ZIP; those that are twice there, no files, or named to do harm are findings."""
    infos: dict[str, zipfile.ZipInfo] = {}
    folders: set[str] = set()
    for info, name in zip(archive.infolist(), names_of(archive.infolist()), strict=True):
        if _ESCAPES.search(info.orig_filename) or _ESCAPES.search(name) or "" in name.rstrip("/").split("/"):
            found.tell("E-BAG-23", name, "The name of the entry leads out of the folder where the ZIP is unpacked.")
        elif name.endswith("/"):
            folders.add(name.rstrip("/"))
        elif stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            found.tell("E-BAG-17", name, "is a symbolic link or device in the ZIP, not a file.")
        elif name in infos:
            found.tell("E-BAG-23", name, "The ZIP has two entries of this name.")
        else:
            infos[name] = info
    for name in infos:
        parts = name.split("/")[:-1]
        folders.update("/".join(parts[: n + 1]) for n in range(len(parts)))
    return infos, folders


def _top(infos: dict[str, zipfile.ZipInfo]) -> str:
    """RFC 8493, 4: unpacked, a ZIP gives the one base directory of the bag."""
    if bags := _bags(infos):
        return bags[0]
    tops = {name.split("/")[0] for name in infos if "/" in name}
    return f"{min(tops)}/" if len(tops) == 1 and "data" not in tops else ""


def _bags(infos: dict[str, zipfile.ZipInfo]) -> list[str]:
    """The folders of bags, with `/`; that at the top is empty, and holds all others."""
    if "bagit.txt" in infos:
        return [""]
    return sorted(name.removesuffix("bagit.txt") for name in infos if name.count("/") == 1 and name.endswith("/bagit.txt"))


def _check_places(infos: dict[str, zipfile.ZipInfo], top: str, found: Findings) -> None:
    """Entries that share their bytes are how a small ZIP unpacks to a very large one: they are not read."""
    end, last = 0, ""
    for name, info in sorted(infos.items(), key=lambda item: item[1].header_offset):
        if info.header_offset < end:
            found.tell("E-BAG-23", name.removeprefix(top), f"The entry lies over {shown(last)} in the ZIP.")
            del infos[name]
            continue
        end, last = info.header_offset + _LOCAL_HEADER + info.compress_size, name.removeprefix(top)
