"""Takes what was typed as inputs of a batch and gives the places that it names, and where that makes it look."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from converter.errors import ConverterError, UsageError
from converter.inputs import STDIN, natural, unreadable
from converter.ledger import Looked
from converter.own_names import LEDGER, is_of_ledger
from converter.places import ArchiveError, Place, Remote, lies_in, place_of
from converter.real_paths import real
from converter.storage.manifest import MANIFEST


def expanded(named: Sequence[str], output: Place | None = None) -> Iterator[Place]:
    """What was named; a pattern that the shell did not expand as the files and folders that it fits. What we made is no input, whatever fits it.

    output: the folder of the outputs. Errors: UsageError for `-`, for a pattern that nothing fits, and where only our own was named; UnreachedError.
    """
    ours = _Ours(output)
    empty = bool(named)
    for name in named:
        if name == str(STDIN):
            raise UsageError("standard input is no archive", where="-", hint="convert it with `broadsheet build -`")
        place = _absolute(name)
        for found in _found(name, place) if _is_pattern(place) else [place]:
            if not ours.made(found, found if found is place else _fixed(place)):
                empty = False
                yield found
    if empty:
        raise UsageError("is what a batch made, and no input", where=named[0], hint="name the folder of the pages")


class _Ours:
    """Whether a place holds what we made: editions, the ledger and what lies beside it. Each folder is looked at once."""

    def __init__(self, output: Place | None) -> None:
        self._output = real(output) if output else None
        self._folders: dict[Place, bool] = {}

    def made(self, place: Place, top: Place) -> bool:
        """top: the folder that was named; who names the inside of an edition means it."""
        if is_of_ledger(place.name):
            return True
        if self._output and (lies_in(real(place.parent), self._output) or real(place) == self._output):
            return True
        return place != top and self._is_in(place if place.is_dir() else place.parent, top)

    def _is_in(self, folder: Place, top: Place) -> bool:
        if folder not in self._folders:
            above = folder != top and folder.parent != folder and self._is_in(folder.parent, top)
            self._folders[folder] = above or (folder != top and any((folder / name).exists() for name in (MANIFEST, LEDGER)))
        return self._folders[folder]


def missing(place: Place) -> ConverterError | None:
    """What to say of a file or folder that was named and is not there; None where it is, though nobody may see it, and for a pattern. Errors: UnreachedError."""
    try:
        if isinstance(place, Remote):
            place.stat()
        else:
            place.lstat()
    except (FileNotFoundError, NotADirectoryError) as error:
        return None if glob.has_magic(place.path if isinstance(place, Remote) else str(place)) else unreadable(place, error)
    except (OSError, ArchiveError):
        return None
    return None


def tops(named: Sequence[str], manifest: Path | None) -> Iterator[Place]:
    """What all inputs are or lie in, as far as it was typed: of a pattern the folder before it, of a manifest itself."""
    if manifest:
        yield manifest.absolute()
    for name in named:
        place = _absolute(name)
        yield _fixed(place) if _is_pattern(place) else place


def looked_in(named: Sequence[str], manifest: Path | None) -> Looked:
    """Where a batch of these inputs looks for issues. Errors: UnreachedError."""
    whole = {str(manifest.absolute())} if manifest else set()
    partly = set()
    for name in named:
        place = _absolute(name)
        if _is_pattern(place):
            partly.add(str(_fixed(place)))
        elif place.is_dir():
            whole.add(str(place))
        else:
            partly.add(str(place.parent))
    return Looked(tuple(sorted(whole)), tuple(sorted(partly)), str(manifest.absolute()) if manifest else None)


def _absolute(name: str) -> Place:
    """The same from whatever folder it is named, links as they are."""
    place = place_of(name)
    return place if isinstance(place, Remote) else Path(os.path.abspath(place))  # noqa: PTH100


def _is_pattern(place: Place) -> bool:
    """A file may have a name with an asterisk in it."""
    if isinstance(place, Remote):
        return glob.has_magic(place.path) and not place.exists()
    return glob.has_magic(str(place)) and not os.path.lexists(place)


def _fixed(pattern: Place) -> Place:
    """The folder below which all lies that the pattern can fit."""
    parts = list(pattern.parts)
    first = next(n for n, part in enumerate(parts) if glob.has_magic(part))
    return replace(pattern, path="/".join(parts[:first])) if isinstance(pattern, Remote) else Path(*parts[:first])


def _found(name: str, pattern: Place) -> Iterator[Place]:
    if isinstance(pattern, Remote):
        places: Iterable[Place] = pattern.matching()
    else:
        places = map(Path, glob.glob(str(pattern), recursive=True))  # noqa: PTH207 - the pattern is of a whole path
    found = sorted(places, key=lambda place: natural(str(place)))
    if not found:
        raise UsageError("nothing has a name of this pattern", where=name, hint="look at the folder; ** stands for any folders")
    yield from found
