"""Takes what was typed as inputs of a batch and gives the places that it names, and where that makes it look."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from converter.errors import UsageError
from converter.inputs import STDIN, natural
from converter.ledger import Looked
from converter.places import Place, Remote, place_of


def expanded(named: Iterable[str]) -> Iterator[Place]:
    """What was named; a pattern that the shell did not expand as the files and folders that it fits.

    Errors: UsageError for `-`, and for a pattern that nothing fits; UnreachedError.
    """
    for name in named:
        if name == str(STDIN):
            raise UsageError("standard input is no archive", where="-", hint="convert it with `broadsheet build -`")
        place = _absolute(name)
        if not _is_pattern(place):
            yield place
        elif isinstance(place, Remote):
            yield from _found(name, place.matching())
        else:
            yield from _found(name, map(Path, glob.glob(str(place), recursive=True)))  # noqa: PTH207 - the pattern is of a whole path


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
    return Looked(tuple(sorted(whole)), tuple(sorted(partly)), manifest is not None)


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


def _found(pattern: str, places: Iterable[Place]) -> Iterator[Place]:
    found = sorted(places, key=lambda place: natural(str(place)))
    if not found:
        raise UsageError("nothing has a name of this pattern", where=pattern, hint="look at the folder; ** stands for any folders")
    yield from found
