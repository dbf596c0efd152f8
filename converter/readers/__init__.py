"""Readers: a Source in, a Reading of pages out. One room a source format; `READERS` is the table of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from converter.errors import MissingError, UnreadableError
from converter.model import Reading
from converter.places import Place
from converter.readers.guess import guess, mistaken
from converter.readers.text import read_text


@dataclass(frozen=True, slots=True)
class Source:
    """An input: its name (as messages and the TEI say it), its bytes, and its path where it is a file.

    format, encoding: what the user says that it is (None: told from its bytes). resolution: dots an inch at which the pages of a PDF
    are to be drawn as images (None: not). pages: the numbers (from 1) of those of a PDF that are wanted (None: all). beside: opens a file by its name relative to the source's folder, and none outside of it.
    """

    name: str
    data: bytes
    path: Place | None = None
    format: str | None = None
    encoding: str | None = None
    resolution: int | None = None
    pages: range | None = None
    beside: Callable[[str], bytes] | None = None

    @property
    def is_pdf(self) -> bool:
        """Whether it is read as PDF."""
        return self.format in (None, "pdf") and b"%PDF-" in self.data[:1024]

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


def _pdf(source: Source) -> tuple[Reading, ...]:
    from converter.readers.pdf import RESOLUTION, read_pdf
    from converter.readers.pdf.trial import tried

    tried(source.name, source.data, source.pages)
    drawn = source.resolution is not None
    return (read_pdf(source.name, source.data, images=drawn, resolution=source.resolution or RESOLUTION, only=source.pages),)


def _mets(source: Source) -> tuple[Reading, ...]:
    from converter.readers.ocr.mets import read_mets

    def nothing(name: str) -> bytes:
        raise MissingError(f"the file {name} that it names is not here", where=source.name, hint="convert the METS file in its folder")

    return (read_mets(source.name, source.data, source.beside or nothing),)


def _illustrated(source: Source, reading: Reading) -> Reading:
    from converter.readers.ocr.facsimiles import with_facsimiles

    return with_facsimiles(reading, source.path.name if source.path else source.name, source.beside)


def _alto(source: Source) -> tuple[Reading, ...]:
    from converter.readers.ocr.alto import read_alto

    return (_illustrated(source, read_alto(source.name, source.data)),)


def _page(source: Source) -> tuple[Reading, ...]:
    from converter.readers.ocr.page_xml import read_page_xml

    return (_illustrated(source, read_page_xml(source.name, source.data)),)


def _hocr(source: Source) -> tuple[Reading, ...]:
    from converter.readers.ocr.hocr import read_hocr

    return (_illustrated(source, read_hocr(source.name, source.data)),)


def _json(source: Source) -> tuple[Reading, ...]:
    from converter.readers.articles import read_json_issues

    return read_json_issues(source.name, source.data, source.encoding, source.beside)


def _markdown(source: Source) -> tuple[Reading, ...]:
    from converter.readers.articles import read_markdown_issues

    return read_markdown_issues(source.name, source.data, source.encoding, source.beside)


def _nitf(source: Source) -> tuple[Reading, ...]:
    from converter.readers.articles import read_nitf

    return (read_nitf(source.name, source.data, source.encoding, source.beside),)


def _text(source: Source) -> tuple[Reading, ...]:
    return (read_text(source.name, source.data, source.encoding),)


# Each gives the issues that a source holds; all but article files hold one.
READERS: dict[str, Callable[[Source], tuple[Reading, ...]]] = {
    "text": _text,
    "pdf": _pdf,
    "mets": _mets,
    "alto": _alto,
    "page": _page,
    "hocr": _hocr,
    "json": _json,
    "markdown": _markdown,
    "nitf": _nitf,
}


def read(source: Source) -> tuple[Reading, ...]:
    """What a source holds: one reading for each issue. Raises UnreadableError for what it is not, or is none of our formats."""
    form = source.format or guess(source.name, source.data)
    try:
        return READERS[form](source)
    except UnreadableError as error:
        raise mistaken(source.name, source.data, form, error, asked=source.format is not None) from error


def count_pages(source: Source) -> int:
    """How many pages a PDF has, told without reading them; 0 for a source of another format. Raises UnreadableError as `read` does."""
    if not source.is_pdf:
        return 0
    from converter.readers.pdf import count_pages as count

    return count(source.name, source.data)


def files_beside(source: Source, readings: Sequence[Reading]) -> tuple[Source, ...]:
    """The files that were read with a source, by the names that the readings give them, as sources of their own."""
    names = {file.name for reading in readings for file in reading.files if file.name != source.name}
    return tuple(Source(name, source.beside(name)) for name in sorted(names)) if source.beside else ()
