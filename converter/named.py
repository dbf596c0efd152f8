"""Takes what was typed as inputs of a batch and gives the places that it names, and where that makes it look."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from glob import has_magic
from pathlib import Path

from converter.errors import ConverterError, UsageError
from converter.inputs import STDIN, unreadable
from converter.ledger import Looked
from converter.own_names import LEDGER, is_of_ledger
from converter.patterns import Pattern
from converter.places import ArchiveError, Place, Remote, UnreachedError, lies_in, place_of
from converter.real_paths import real
from converter.storage.manifest import MANIFEST

_FOLDERS = 1024  # whose nature is remembered: those that lead to the one at hand, and some


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
        pattern = _pattern(name, place)
        for found in _matching(name, pattern) if pattern else [place]:
            if not ours.made(found, pattern.folder if pattern else place):
                empty = False
                yield found
    if empty:
        raise UsageError("is what a batch made, and no input", where=named[0], hint="name the folder of the pages")


class _Ours:
    """Whether a place holds what we made: editions, the ledger and what lies beside it. Folders are looked at once, as long as names come folder by folder."""

    def __init__(self, output: Place | None) -> None:
        self._output = real(output) if output else None
        self._is_output = lru_cache(_FOLDERS)(self._lies_in_output)
        self._is_in = lru_cache(_FOLDERS)(self._lies_in_edition)

    def made(self, place: Place, top: Place) -> bool:
        """top: the folder that was named; who names the inside of an edition means it."""
        if is_of_ledger(place.name) or self._is_output(place.parent):
            return True
        folder = is_folder(place)
        if folder and self._output and real(place) == self._output:
            return True
        return place != top and self._is_in(place if folder else place.parent, top)

    def _lies_in_output(self, folder: Place) -> bool:
        return self._output is not None and lies_in(real(folder), self._output)

    def _lies_in_edition(self, folder: Place, top: Place) -> bool:
        if folder == top:
            return False
        if folder.parent != folder and self._is_in(folder.parent, top):
            return True
        try:
            return any((folder / name).exists() for name in (MANIFEST, LEDGER))
        except OSError:
            return False


def is_folder(place: Place) -> bool:
    """Of what may not be seen nobody can tell: who reads it says so. Errors: UnreachedError."""
    try:
        return place.is_dir()
    except OSError:
        return False


def missing(name: str) -> ConverterError | None:
    """What to say of a file or folder that was named and is not there; None where it is, though nobody may see it, and for a pattern.

    Errors: UnreachedError.
    """
    place = place_of(name)
    try:
        if isinstance(place, Remote):
            place.stat()
        else:
            place.lstat()
    except (FileNotFoundError, NotADirectoryError) as error:
        if has_magic(place.path if isinstance(place, Remote) else str(place)):
            return None
        said = unreadable(place, error)
        return type(said)(said.what, where=name, hint=said.hint)
    except UnreachedError as error:
        raise UnreachedError(error.what, where=name, hint=error.hint) from error
    except (OSError, ArchiveError):
        return None
    return None


def tops(named: Sequence[str], manifest: Path | None) -> Iterator[Place]:
    """What all inputs are or lie in, as far as it was typed: of a pattern the folder before it, of a manifest itself."""
    if manifest:
        yield manifest.absolute()
    for name in named:
        place = _absolute(name)
        pattern = _pattern(name, place)
        yield pattern.folder if pattern else place


def looked_in(named: Sequence[str], manifest: Path | None) -> Looked:
    """Where a batch of these inputs looks for issues. Errors: UnreachedError."""
    whole = {str(manifest.absolute())} if manifest else set()
    partly = set()
    for name in named:
        place = _absolute(name)
        if pattern := _pattern(name, place):
            partly.add(str(pattern.folder))
        elif is_folder(place):
            whole.add(str(place))
        else:
            partly.add(str(place.parent))
    return Looked(tuple(sorted(whole)), tuple(sorted(partly)), manifest is not None)


def _absolute(name: str) -> Place:
    """The same from whatever folder it is named, links as they are."""
    place = place_of(name)
    return place if isinstance(place, Remote) else Path(os.path.abspath(place))  # noqa: PTH100


def _pattern(name: str, place: Place) -> Pattern | None:
    """The pattern that a name is, if so. place: that of the name."""
    typed = next(link for link in name.split("::") if "://" in link) if isinstance(place, Remote) else name
    return Pattern.of(place, only_folders=typed.endswith(("/", os.sep)))


def _matching(name: str, pattern: Pattern) -> Iterator[Place]:
    empty = True
    for place in pattern.matching():
        empty = False
        yield place
    if empty:
        raise UsageError("nothing has a name of this pattern", where=name, hint="look at the folder; ** stands for any folders")
