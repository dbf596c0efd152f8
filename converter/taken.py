"""Takes the METS files and the lists of a folder and says which files beside and below it are theirs, so that these are no pages of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from converter.errors import ConverterError
from converter.places import Place, UnreachedError
from converter.real_paths import real

_OF_METS = ("alto", "page")  # the formats of a METS file's pages


@dataclass(frozen=True, slots=True)
class Taken:
    """files: the real places of what an issue has taken. waiting: a METS file cannot be read, so that any ALTO or PAGE file may be one of its pages.

    Those wait with it: made on their own they would be made a second time when it is mended. It is a failure of the batch until then.
    """

    files: frozenset[Place] = frozenset()
    waiting: bool = False

    def has(self, page: Place, form: str) -> bool:
        """Whether a file of this format belongs to another one."""
        return (self.waiting and form in _OF_METS) or (bool(self.files) and form != "mets" and real(page) in self.files)

    def with_lists(self, pages: Iterable[Place]) -> Taken:
        """And the pages that an edition.toml lists."""
        return Taken(self.files | {real(page) for page in pages}, self.waiting)

    def with_mets(self, files: Iterable[Place]) -> Taken:
        """And what these METS files name. Each is opened once, and parsed as far as its file section."""
        found: set[Place] = set()
        waiting = self.waiting
        for mets in files:
            named = _named_by(mets)
            waiting = waiting or named is None
            found.update(named or ())
        return Taken(self.files | found, waiting) if found or waiting else self


NOTHING = Taken()


def _named_by(mets: Place) -> list[Place] | None:
    """The text files that a METS file names, each as the reader will find it; None where it cannot be read. Errors: UnreachedError."""
    from converter.readers.ocr.mets_files import names_of_texts
    from converter.readers.ocr.xml import MOST_BYTES

    try:
        with mets.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        return [real(_first_there(mets.parent, tried)) for tried in names_of_texts(mets.name, data)]
    except UnreachedError:
        raise
    except (OSError, ConverterError):
        return None


def _first_there(folder: Place, tried: list[str]) -> Place:
    """The reader takes the first of the names that is there: one is asked for only where there are several."""
    return next((folder / name for name in tried[:-1] if (folder / name).is_file()), folder / tried[-1])
