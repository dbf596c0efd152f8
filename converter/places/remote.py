"""A file or folder that lies elsewhere, by its URL: with the methods of `pathlib.Path` that planning and reading use. It writes nothing.

Errors: as those of a path (FileNotFoundError, PermissionError, IsADirectoryError, OSError), or UnreachedError where the place does not answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from converter.places.archived import ArchiveError
from converter.places.contents import contents, index, stat_of
from converter.places.reach import SCHEME, opened, told
from converter.places.stat import Stat

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_LINK = re.compile(rf"{SCHEME}://")
_WEB = ("http://", "https://")
_SERVER = re.compile(r"\b(?:https?|s?ftp|ssh|smb|(?:web)?hdfs)://\Z")  # an address of these begins with the name of one


@dataclass(frozen=True, slots=True)
class Remote:
    """head: `s3://`; path: below it, with `/`, without one at its ends; tail: `::` and the address of the archive that it lies in, or nothing."""

    head: str
    path: str
    tail: str = ""

    @classmethod
    def of(cls, url: str, settled: Callable[[str], str]) -> Remote:
        """The place of a URL. settled: gives the address of an archive as it is from everywhere."""
        links = url.split("::")
        n = next(n for n, link in enumerate(links) if _LINK.match(link))
        scheme, _, path = links[n].partition("://")
        head = "".join(f"{link}::" for link in links[:n]) + f"{scheme}://"
        rest = "::".join(links[n + 1 :])
        return cls(head, path.strip("/"), f"::{settled(rest)}" if rest else "")

    def __str__(self) -> str:
        return f"{self.head}{self.path}{self.tail}"

    def __truediv__(self, name: str) -> Remote:
        """What lies below; `..` leads up, and never further than to the top."""
        top = list(self._top)
        out = top if name.startswith("/") else list(self.parts)
        for part in name.split("/"):
            if part == "..":
                out = out[:-1] or top
            elif part not in ("", "."):
                out.append(part)
        return replace(self, path="/".join(out))

    @property
    def archive(self) -> str | None:
        """The address of the archive that it lies in."""
        return self.tail.removeprefix("::") or None

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.path.split("/")) if self.path else ()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix

    @property
    def parent(self) -> Remote:
        """The folder that it lies in; of the top itself."""
        return replace(self, path="/".join(self.parts[:-1] or self._top))

    @property
    def _top(self) -> tuple[str, ...]:
        """Beside a bucket there are others; beside a server there is nothing that could be asked for."""
        return self.parts[:1] if _SERVER.search(self.head) else ()

    @property
    def is_web(self) -> bool:
        return self.head.endswith(_WEB)

    def absolute(self) -> Remote:
        return self

    def below(self, folder: object) -> tuple[str, ...] | None:
        """Its parts from a folder on, where it lies in it."""
        if not isinstance(folder, Remote) or (self.head, self.tail) != (folder.head, folder.tail):
            return None
        return self.parts[len(folder.parts) :] if self.parts[: len(folder.parts)] == folder.parts else None

    # --- what is there -----------------------------------------------------------------------------

    def stat(self) -> Stat:
        """Size and time of change, as of `os.stat`."""
        return stat_of(self)

    def exists(self) -> bool:
        return self._is(lambda _: True)

    def is_file(self) -> bool:
        return self._is(lambda stat: not stat.is_folder)

    def is_dir(self) -> bool:
        return self._is(lambda stat: stat.is_folder)

    def _is(self, wanted: Callable[[Stat], bool]) -> bool:
        """Some stores say of what is not there that it is forbidden."""
        try:
            return wanted(stat_of(self, kind=True))
        except (FileNotFoundError, NotADirectoryError, PermissionError, ArchiveError):
            return False

    def listing(self) -> Mapping[str, Stat]:
        """The names in this folder, with what is known of each."""
        return contents(self).names

    def stray(self) -> tuple[Remote, ...]:
        """See `converter.places.stray_in`."""
        return tuple(replace(self, path=path) for path in contents(self).stray)

    def is_twice(self) -> bool:
        """Whether it lies in an archive in which two files with other bytes have this name: nobody can say which is meant."""
        return bool(self.tail) and self.path in index(self).twice

    def iterdir(self) -> Iterator[Remote]:
        return (self / name for name in self.listing())

    @contextmanager
    def open(self, mode: str = "rb") -> Iterator[IO[bytes]]:
        """Its bytes, of which no more are fetched than are asked for."""
        with told(str(self), archived=bool(self.tail)):
            fs, path = self._opened()
            with fs.open(path, mode, cache_type="none") as file:
                yield cast("IO[bytes]", file)

    def _opened(self) -> tuple[AbstractFileSystem, str]:
        if not self.tail:
            return opened(str(self))
        if stat_of(self).is_folder:
            raise IsADirectoryError(21, "is a folder", str(self))
        return index(self).fs, self.path

    def read_bytes(self) -> bytes:
        with self.open() as file:
            return file.read()
