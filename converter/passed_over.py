"""Takes the files of folders that a batch looks through and counts by ending those that are no pages, with the first of each: what is left out is told.

Not counted are hidden files, our own, an edition.toml that holds for a page, what it or a METS file names, and images that belong to a page.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from converter.inputs import METADATA_NAME
from converter.own_names import is_of_ledger
from converter.places import Place
from converter.readers.guess import FORMATS
from converter.real_paths import real
from converter.taken import Taken

NO_ENDING, NO_FILE, OTHERS = "without an ending", "no regular file", "with other endings"
_MOST_ENDINGS = 50  # that are counted by themselves: names of strangers can have any number of them
_ENDING = re.compile(r"\.[a-z0-9_+-]{1,10}\Z")
_PAGES = frozenset(ending for form in FORMATS.values() for ending in form.extensions)
_IMAGES = frozenset((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".jp2", ".jpx", ".gif", ".webp", ".bmp"))


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of one ending (`.jpg`, or one of the words above): how many, and the address of the first."""

    ending: str
    files: int
    first: str


class PassedOver:
    """What a search leaves. Its memory does not grow with the files."""

    def __init__(self, named: Iterable[Place | None] = ()) -> None:
        """named: files that the command names for another purpose: its manifest, its lists."""
        self._kinds: dict[str, tuple[int, str]] = {}
        self._named = {real(place) for place in named if place}
        self._names = {place.name for place in self._named}
        self._seen: set[Place] = set()
        self._top: Place | None = None

    def kinds(self) -> tuple[Kind, ...]:
        """The most frequent first."""
        found = (Kind(ending, files, first) for ending, (files, first) in self._kinds.items())
        return tuple(sorted(found, key=lambda kind: (-kind.files, kind.ending)))

    def begin(self, top: Place) -> None:
        """All from here on lies below a folder that was named; what lies below an earlier one, too, is not counted again."""
        if self._top:
            self._seen.add(self._top)
        self._top = real(top)

    def idle(self, toml: Place) -> None:
        """Counts an edition.toml that holds for no page that was found: it reaches its own folder and those in it, no further."""
        if real(toml) not in self._named and not self._looked(toml.parent):
            self._count(METADATA_NAME, toml)

    def _looked(self, folder: Place) -> bool:
        return bool(self._seen) and any(above in self._seen for above in _upwards(real(folder)))

    def look(self, folder: Place, names: Iterable[str], pages: Collection[str], taken: Taken) -> list[Path]:
        """Counts of the files of a folder, by their names, those that are not its pages; gives links that lead to what is not there, where a page or a folder could be."""
        if self._looked(folder):
            return []
        stems = {stem for page in pages for stem in _stems(page)}
        lost = []
        for name in names:
            if name in pages or name == METADATA_NAME or name.startswith(".") or is_of_ledger(name):
                continue
            ending = _ending(name)
            if ending in _IMAGES and (taken.pictures or _stem(name) in stems):
                continue
            place = folder / name
            if self._is_taken(place, ending, taken):
                continue
            if isinstance(place, Path) and ending not in _IMAGES and (mode := _mode(place)) is not None:
                if mode == 0 and (ending in _PAGES or ending == NO_ENDING):
                    lost.append(place)
                    continue
                ending = ending if mode == 0 or stat.S_ISREG(mode) else NO_FILE
            self._count(ending, place)
        return lost

    def _is_taken(self, place: Place, ending: str, taken: Taken) -> bool:
        if taken.waiting and ending == ".xml":
            return True
        if not (taken.files or place.name in self._names):
            return False
        there = real(place)
        return there in taken.files or there in self._named

    def _count(self, ending: str, place: Place) -> None:
        if ending not in self._kinds and len(self._kinds) >= _MOST_ENDINGS:
            ending = OTHERS
        files, first = self._kinds.get(ending, (0, str(place)))
        self._kinds[ending] = files + 1, first


def _mode(place: Path) -> int | None:
    """Of what is there; 0 for a link to nothing; None where nobody may know."""
    try:
        return place.stat().st_mode
    except FileNotFoundError:
        return 0
    except OSError:
        return 0 if place.is_symlink() else None


def _ending(name: str) -> str:
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a name, no path
    return ending if _ENDING.match(ending) else NO_ENDING


def _stem(name: str) -> str:
    return os.path.splitext(name)[0].casefold()  # noqa: PTH122 - a name, no path


def _stems(page: str) -> Iterator[str]:
    """0001.alto.xml is the text of 0001.jpg, or of 0001.alto.jpg."""
    stem = _stem(page)
    yield stem
    yield _stem(stem)


def _upwards(place: Place) -> Iterator[Place]:
    while True:
        yield place
        if place.parent == place:
            return
        place = place.parent
