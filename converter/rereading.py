"""Takes the bibl of each source in a TEI header and what finds the files of `../source/`, gives the sources and their pages, read as at the conversion.

Promises to read no file outside of that folder, whatever the header names. The folder may be one on the disk, or one in a package.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from converter.errors import ConverterError, MissingError
from converter.model import Page, Reading
from converter.readers import Source, read
from converter.real_paths import real

Find = Callable[[str], bytes | None]  # the bytes of a file by its path in source/; None where it is not there
_FOLDER = "../source/"
_PDF = "PDF"  # how the description of a PDF begins
_READ_AS = "extracted text, "  # what the reader of text says of a file, before the name of its encoding


@dataclass(frozen=True, slots=True)
class Named:
    """What a header says of a source: its target (`../source/NAME`), its description, its SHA-256."""

    target: str
    said: str
    digest: str


def path_of(target: str) -> str | None:
    """The path in `../source/` that a target of the header names; None for any other: a TEI file from elsewhere must not make us read what it names."""
    parts = unquote(target.removeprefix(_FOLDER)).split("/")
    inside = target.startswith(_FOLDER) and not any(part in ("", ".", "..") or "\\" in part for part in parts)
    return "/".join(parts) if inside else None


def source_of(named: Named, find: Find) -> Source | None:
    """The file that the header names; None where it is not in `../source/` of the TEI file."""
    path = path_of(named.target)
    content = find(path) if path else None
    if path is None or content is None:
        return None
    folder, _, name = path.rpartition("/")
    return Source(path, content, Path(name), beside=partial(_beside, folder, find))


def beside_file(tei: Path) -> Find:
    """What gives the files in `../source/` of a TEI file on the disk; a link that leads out of it is as if it were not there."""
    folder = tei.absolute().parent.parent / "source"

    def find(name: str) -> bytes | None:
        path = folder / name
        try:
            if not path.is_file() or not real(path).is_relative_to(real(folder)):
                return None
            return path.read_bytes()
        except OSError:  # not for us to read: as if it were not there
            return None

    return find


def _beside(folder: str, find: Find, name: str) -> bytes:
    """A file that a source names, relative to its own folder. Raises MissingError for what is not in the sources' folder."""
    path = posixpath.normpath(posixpath.join(folder, name))
    content = None if path.startswith(("/", "..")) else find(path)
    if content is None:
        raise MissingError(f"{name} is not among the sources of the edition", where=name, hint="put it back")
    return content


def digest_of(source: Source) -> str:
    return hashlib.sha256(source.data).hexdigest()


def one_page_of(sources: Sequence[tuple[Named, Source]], edition: str) -> list[Page]:
    """The page of a PDF that the id of an edition names: an issue of very many pages has a file for each, `…-0017`. Empty where it names none.

    To read them all for each of them would take the square of the time.
    """
    number = re.search(r"-0*([1-9]\d*)$", edition)
    if len(sources) != 1 or not sources[0][0].said.startswith(_PDF) or not number:
        return []
    n = int(number[1])
    found = _attempt(replace(sources[0][1], pages=range(n, n + 1)))
    return list(found[0].pages) if found else []


def issues_of(sources: Sequence[tuple[Named, Source]]) -> list[list[Page]]:
    """The pages of the sources, in order; as many lists of them as the one source holds issues. Empty where one can no longer be read.

    A source that another one was read with (the ALTO files of a METS file) is no page of its own.
    """
    issues: list[list[Page]] = [[]]
    covered: set[str] = set()
    for named, source in sources:
        if source.name in covered:
            continue
        found = _read(named, source)
        if not found:
            return []
        covered |= {file.name for reading in found for file in reading.files}
        if len(found) > 1:
            return [list(reading.pages) for reading in found] if len(issues) == 1 and not issues[0] else []
        issues[0] += found[0].renumbered(len(issues[0]) + 1).pages
    return issues


def _read(named: Named, source: Source) -> tuple[Reading, ...]:
    """By what the bytes tell; where the header says that it was read otherwise, as it says: the user may have named an encoding."""
    ways = [source]
    if named.said.startswith(_READ_AS):
        ways.append(replace(source, format="text", encoding=named.said.removeprefix(_READ_AS)))
    readings = list(filter(None, map(_attempt, ways)))
    same = [issues for issues in readings if issues[0].files[0].description == named.said]
    return (same or readings or [()])[0]


def _attempt(source: Source) -> tuple[Reading, ...]:
    try:
        return read(source)
    except ConverterError:
        return ()


def pages_for(surfaces: Sequence[Sequence[str]], pages: Sequence[Page]) -> Iterator[Page]:
    """The page of the source that each surface is, where a TEI file has fewer than the source. surfaces: the lines of each.

    An issue of very many pages has a file for each, and of a PDF some pages alone may have been converted: each surface is, after the
    one before it, the page with most of its lines.
    """
    rest = list(pages)
    for n, lines in enumerate(surfaces):
        wanted = set(map(_bare, lines))
        near = rest[: len(rest) - (len(surfaces) - n - 1)]  # as many are left as surfaces follow
        scores = [len(wanted & {_bare(line.text) for line in page.lines}) for page in near]
        at = max(range(len(near)), key=lambda k: (scores[k], -k))
        yield near[at]
        del rest[: at + 1]


def _bare(text: str) -> str:
    return "".join(text.split())
