"""Takes a place with signs of a pattern in it (`archive/19*/**/*.pdf`) and gives the files and folders that it fits, on a disk or elsewhere, folder by folder.

Promises to hold the names of no more than one folder, and of the folders beside those that lead to it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch, fnmatchcase
from glob import has_magic
from pathlib import Path
from typing import TypeAlias

from converter.inputs import natural
from converter.places import ArchiveError, Place, Remote, lies_in, names_in
from converter.real_paths import real

_ANY = "**"  # any folders, also none
# how many parts of the pattern a place has come through; with each, where the next is `**`, the real places of the folders that this one is inside of
_Reached: TypeAlias = Mapping[int, frozenset[Place]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """folder: below it lies all that can fit; parts: the names from there on; only_folders: it was typed with `/` at its end."""

    folder: Place
    parts: tuple[str, ...]
    only_folders: bool = False

    @classmethod
    def of(cls, place: Place, *, only_folders: bool = False) -> Pattern | None:
        """None for what is no pattern: a file may have a name with an asterisk in it, and so may the folders that lead to one. Errors: UnreachedError."""
        signs = [n for n, part in enumerate(place.parts) if has_magic(part)]
        if not signs or _is_there(place):
            return None
        first = next((n for n in signs if not _is_there(_up_to(place, n + 1))), None)
        if first is None:
            return None
        rest = place.parts[first:]
        parts = tuple(part for n, part in enumerate(rest) if n == 0 or not part == rest[n - 1] == _ANY)
        return cls(_up_to(place, first), parts, only_folders)

    def matching(self) -> Iterator[Place]:
        """What fits, each once and in a steady order: of a folder first the files, then the folders, each with what lies in it; names by the numbers in them.

        The rules are those of Python's `glob`: `**` is any folders, at the end also any files, and what is hidden must be named. But `**`
        enters no folder that it is inside of already, by a link. A folder that cannot be looked into comes as if it fitted: who reads it
        says why. Errors: UnreachedError.
        """
        start = self._past_none({0: frozenset()})
        if len(self.parts) in start and _is_there(self.folder) and self.folder.is_dir():
            yield self.folder
        yield from self._below(self.folder, real(self.folder), start)

    def _below(self, folder: Place, own: Place, reached: _Reached) -> Iterator[Place]:
        """own: the real place of the folder."""
        inside = {n: folders | {own} if self.parts[n] == _ANY else folders for n, folders in reached.items() if n < len(self.parts)}
        try:
            names = self._names(folder, inside) if inside else {}
        except (FileNotFoundError, NotADirectoryError):
            return
        except (OSError, ArchiveError):
            yield folder
            return
        order = sorted(names, key=lambda name: (natural(name), name))
        files, folders = [name for name in order if not names[name]], [name for name in order if names[name]]
        del names, order
        if not self.only_folders:
            yield from (folder / name for name in files if len(self.parts) in self._on(folder, name, inside))
        del files  # there may be a hundred thousand, and much below the folders beside them
        for name in folders:
            place = folder / name
            within = real(place)
            back = lies_in(own, within)  # also above the folder where all began
            further = self._on(folder, name, {n: above for n, above in inside.items() if within not in above and not (above and back)})
            if len(self.parts) in further:
                yield place
            yield from self._below(place, within, further)

    def _names(self, folder: Place, inside: _Reached) -> dict[str, bool]:
        """The names in a folder that could fit, and whether each is a folder. Where no sign stands next it need not be listed: not everybody may do that."""
        listed = any(has_magic(self.parts[n]) for n in inside)
        names = dict(names_in(folder)) if listed else {}
        for n in inside:
            name = self.parts[n]
            if has_magic(name) or name in names:
                continue
            if (kind := _kind(folder / name) if listed or n + 1 == len(self.parts) else True) is not None:
                names[name] = kind
        return names

    def _on(self, folder: Place, name: str, inside: _Reached) -> _Reached:
        """How far one comes with a name in a folder."""
        fits = fnmatch if isinstance(folder, Path) else fnmatchcase
        out: dict[int, frozenset[Place]] = {}
        for n, folders in inside.items():
            part = self.parts[n]
            if part != name and has_magic(part) and name.startswith(".") and not part.startswith("."):
                continue
            if part == _ANY:
                out[n] = folders
            elif part == name or fits(name, part):
                out.setdefault(n + 1, frozenset())
        return self._past_none(out)

    def _past_none(self, reached: dict[int, frozenset[Place]]) -> _Reached:
        """With what comes after a `**` that stands for no folder, too."""
        after = {n + 1: frozenset[Place]() for n in reached if n < len(self.parts) and self.parts[n] == _ANY}
        return after | reached


def _up_to(place: Place, n: int) -> Place:
    """Its first `n` parts."""
    return replace(place, path="/".join(place.parts[:n])) if isinstance(place, Remote) else Path(*place.parts[:n])


def _is_there(place: Place) -> bool:
    """Errors: UnreachedError."""
    try:
        return _kind(place) is not None
    except PermissionError:
        return False


def _kind(place: Place) -> bool | None:
    """Whether a place is a folder; None where nothing is there. Errors: PermissionError; UnreachedError."""
    if isinstance(place, Remote):
        return place.is_dir() if place.exists() else None
    try:
        os.lstat(place)
    except PermissionError:
        raise
    except (OSError, ValueError):
        return None
    return os.path.isdir(place)  # noqa: PTH112 - a link that leads to itself is none
