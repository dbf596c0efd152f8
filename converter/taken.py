"""Takes the METS files and the lists of a folder and says which files beside and below it are theirs, so that these are no pages of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from converter.errors import ConverterError
from converter.places import Place, UnreachedError
from converter.real_paths import real

_OF_METS = ("alto", "page")  # the formats of a METS file's pages
_PICTURED = ("mets", "json", "markdown", "nitf")  # formats of files that name images of any name


@dataclass(frozen=True, slots=True)
class Taken:
    """files: the real places of what an issue has taken. waiting: a METS file cannot be read, or the text of a page is
    not where it says, so that any ALTO or PAGE file may be one of its pages.

    Those wait with it: made on their own they would be made a second time when it is mended. It is a failure of the batch until then.
    pictures: a METS file, or a file of articles, may name the images beside and below it.
    """

    files: frozenset[Place] = frozenset()
    waiting: bool = False
    pictures: bool = False

    def has(self, page: Place, form: str) -> bool:
        """Whether a file of this format belongs to another one."""
        return (self.waiting and form in _OF_METS) or (bool(self.files) and form != "mets" and real(page) in self.files)

    def with_lists(self, pages: Iterable[Place]) -> Taken:
        """And the pages that an edition.toml lists, or other files that it names."""
        return replace(self, files=self.files | {real(page) for page in pages})

    def with_pages(self, found: Sequence[tuple[Place, str | None]]) -> Taken:
        """And what these files name. A METS file is opened once more, and parsed as far as its file section."""
        named = [_named_by(page) for page, form in found if form == "mets"]
        return replace(
            self,
            files=self.files.union(*filter(None, named)),
            waiting=self.waiting or None in named,
            pictures=self.pictures or any(form in _PICTURED for _, form in found),
        )


NOTHING = Taken()


def _named_by(mets: Place) -> list[Place] | None:
    """The text files that a METS file names, each as the reader will find it; None where it cannot be read, or not all of its pages. Errors: UnreachedError."""
    from converter.readers.ocr.mets_files import names_of_texts
    from converter.readers.ocr.xml import MOST_BYTES

    try:
        with mets.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        found = [_there(mets.parent, tried) for tried in names_of_texts(mets.name, data)]
        if None in found and not _has_its_pages(mets, data):
            return None
        return [real(place) for place in found if place]
    except UnreachedError:
        raise
    except (OSError, ConverterError):
        return None


def _has_its_pages(mets: Place, data: bytes) -> bool:
    """Whether the text of each page is there. A METS file also names texts that no page takes: these may be missing. Raises ConverterError where it is not read."""
    from converter.readers.ocr.beside import names_beside
    from converter.readers.ocr.mets_pages import texts_of_pages

    return all(_there(mets.parent, names_beside(file.href)) for file in texts_of_pages(mets.name, data))


def _there(folder: Place, tried: list[str]) -> Place | None:
    """The first of the names that is there: this one the reader takes."""
    return next((folder / name for name in tried if (folder / name).is_file()), None)
