"""A parsed METS file to the pages of its issue, and which of the listed files are the text and the images of each. Opens no other file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from converter.errors import UnreadableError
from converter.readers.ocr.mets_files import File, files_of
from converter.readers.ocr.mets_links import TangledError
from converter.readers.ocr.mets_structure import PhysicalPage, Structure
from converter.readers.ocr.xml import Element, root_of, under

_MOST_PAGES, _MOST_DIVS = 5000, 200_000  # the index of a thick Sunday issue has some 10,000 parts
_DEEPEST = "boolean(//*[count(ancestor::*) > 60])"  # an article lies some 15 deep
_SPREAD = 2  # pages that one image may show


class Pages:
    """The pages of one METS file, in order. Raises UnreadableError for a METS without text files, or with a structure that no issue has."""

    def __init__(self, name: str, root: Element) -> None:
        self.listed: Mapping[str, File] = files_of(root)
        if not any(file.is_text for file in self.listed.values()):
            hint = "a METS file is read with ALTO or PAGE files beside it; give images to an OCR program first"
            raise UnreadableError("it names no text file (ALTO or PAGE) of any page", where=name, hint=hint)
        if next(islice(under(root, "div"), _MOST_DIVS, None), None) is not None:
            raise no_issue(name, f"its structure maps have more than {_MOST_DIVS} parts")
        if root.xpath(_DEEPEST):
            raise no_issue(name, "its parts are nested too deep")
        try:
            self.structure = Structure(root)
        except TangledError as error:
            raise no_issue(name, "its links join everything to everything") from error
        self.left: list[str] = []  # text files that it names and gives to no page
        self.pages = self._pages()
        if len(self.pages) > _MOST_PAGES:
            raise no_issue(name, f"it lists {len(self.pages)} pages")
        self._shown_on = Counter(file for page in self.pages for file in page.files)

    def _pages(self) -> list[PhysicalPage]:
        """Those of the physical map that have a text file or an image; else one for each text file."""
        mapped = [page for page in self.structure.pages if any(name in self.listed for name in page.files)]
        if any(self.text_of(page) for page in mapped):
            named = {self.listed[name].href for page in mapped for name in page.files if name in self.listed}
            self.left = [file.href for file in self.listed.values() if file.is_text and file.href not in named]
            return mapped
        return [PhysicalPage(None, (file.id,), ()) for file in self.listed.values() if file.is_text]

    def text_of(self, page: PhysicalPage) -> File | None:
        """Its text file, where an issue has several versions of its text: ALTO, else the last, which a chain of programs made from the others."""
        found = [file for file in self._files_of(page) if file.is_text]
        return next((file for file in found if "alto" in f"{file.group} {file.id}".lower()), found[-1] if found else None)

    def images_of(self, page: PhysicalPage) -> Iterator[File]:
        """Its images, the one that it was read from first: archives name their masters before what was made of them."""
        for file in self._files_of(page):
            if file.is_image and "thumb" not in file.group.lower() and self._shown_on[file.id] <= _SPREAD:
                yield file

    def _files_of(self, page: PhysicalPage) -> Iterator[File]:
        yield from (self.listed[name] for name in page.files if name in self.listed)


def texts_of_pages(name: str, data: bytes) -> list[File]:
    """The text files without which a METS file is not read as an issue; others that it names are versions that no page takes.

    Raises UnreadableError where it is not read at all.
    """
    pages = Pages(name, root_of(name, data, {"mets": "METS"}))
    return [file for page in pages.pages if (file := pages.text_of(page))]


def no_issue(name: str, what: str) -> UnreadableError:
    """What to say of a METS file that would take all memory or time."""
    return UnreadableError(f"{what}: no issue has such a structure", where=name, hint="split it by issues, or export it anew")
