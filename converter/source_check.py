"""Takes a TEI file that lies in an edition and holds it to the files in `../source/`: their digests, and the lines of sourceDoc. Promises to read no other file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from converter.errors import ConverterError
from converter.notices import Notice

if TYPE_CHECKING:
    from lxml import etree

    from converter.model import Page, Reading
    from converter.readers import Source
    from converter.validate.document import Document

_NS = {"t": "http://www.tei-c.org/ns/1.0"}
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TARGET = re.compile(r"\.\./source/([^/\\]+)")  # nothing else: a TEI file from elsewhere must not make us read what it names
_MOST_LINES = 50  # a sourceDoc with more is that of another file, and a person would not read on
_READ_AS = "extracted text, "  # what the reader of text says of a file, before the name of its encoding

CODES: dict[str, tuple[str, str]] = {
    "E-SRC-01": (
        "The file in source/ is not the one that was converted: its SHA-256 is not the one in the header.",
        "Put the right file back into source/, or convert the new one: broadsheet build.",
    ),
    "E-SRC-02": (
        "sourceDoc does not say what the source says. It is the record of what was read and is never corrected.",
        "Give the line back the text of the source. A correction belongs into text, as choice with sic and corr.",
    ),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a TEI file. against_source: whether its sources lay beside it, so that sourceDoc could be held to them."""

    notices: tuple[Notice, ...]
    against_source: bool


def check_file(path: Path, content: bytes) -> Checked:
    """All of `converter.validate.validate`, and where the sources lie in `../source/`, E-SRC-nn as well.

    path: where the bytes come from. Where sourceDoc was changed, the text is not held to it in that line: it would be told to
    follow the wrong one. Errors: as `converter.validate.validate`.
    """
    from converter.validate import document, validate

    found = validate(content, name=str(path))
    read = document.read(content, str(path))
    if isinstance(read, Notice):
        return Checked(found, against_source=False)
    sources = _sources(read, path)
    if not sources or any(source is None for source in sources):
        return Checked(found, against_source=False)
    wrong = tuple(_compared(read, [source for source in sources if source]))
    changed = {notice.where for notice in wrong if notice.code == "E-SRC-02"}
    kept = [notice for notice in found if not (notice.code.startswith("E-CON") and _line(notice.where) in changed)]
    return Checked(tuple(sorted([*kept, *wrong], key=lambda one: (one.line or 0, one.code))), against_source=True)


def _sources(read: Document, path: Path) -> list[Source | None]:
    """The files that the header names, in its order; None for one that is not in `../source/`."""
    from converter.readers import Source

    out: list[Source | None] = []
    for bibl in _found(read.tree.getroot(), "t:teiHeader//t:relatedItem[@type='source']/t:bibl"):
        target = _TARGET.fullmatch(unquote(_told(bibl, "t:ref/@target")))
        file = path.absolute().parent.parent / "source" / target[1] if target else None
        try:
            out.append(Source(file.name, file.read_bytes(), file) if file and file.is_file() else None)
        except OSError:  # not for us to read: as if it were not there
            out.append(None)
    return out


def _compared(read: Document, sources: Sequence[Source]) -> Iterator[Notice]:
    pages: list[Page] | None = []
    for bibl, source in zip(_found(read.tree.getroot(), "t:teiHeader//t:relatedItem[@type='source']/t:bibl"), sources, strict=True):
        stated = _told(bibl, "t:idno[@type='sha256']")
        digest = hashlib.sha256(source.data).hexdigest()
        if stated and stated.lower() != digest:
            message = f"{source.name} in source/ is not the file that was converted: its SHA-256 is {digest}."
            yield _notice("E-SRC-01", source.name, message, read, bibl, expected=stated)
            pages = None  # what was read then is not here: its lines cannot be compared
        elif pages is not None:
            pages = _read(bibl, source, pages)
    if pages:
        yield from islice(_lines(read, pages), _MOST_LINES)


def _read(bibl: etree._Element, source: Source, before: Sequence[Page]) -> list[Page] | None:
    """The pages so far and those of the source, read as at its conversion; None where it can no longer be read."""
    said = _told(bibl, "t:title")
    first = len(before) + 1
    readings = [reading for encoding in _encodings(said) if (reading := _attempt(source, encoding, first))]
    same = [reading for reading in readings if reading.files[0].description == said]
    return [*before, *(same or readings)[0].pages] if readings else None


def _encodings(said: str) -> tuple[str | None, ...]:
    """As the bytes tell, and the one that the header names: the user may have named it, where the bytes tell another or none."""
    return (None, said.removeprefix(_READ_AS)) if said.startswith(_READ_AS) else (None,)


def _attempt(source: Source, encoding: str | None, first: int) -> Reading | None:
    from converter.readers import read

    try:
        return read(replace(source, encoding=encoding))[0].renumbered(first)
    except ConverterError:
        return None


def _lines(read: Document, pages: Sequence[Page]) -> Iterator[Notice]:
    surfaces = _found(read.tree.getroot(), "t:sourceDoc/t:surface")
    if len(surfaces) == 1 and len(pages) > 1:  # an issue of very many pages has a TEI file for each
        pages = [min(pages, key=lambda page: sum(1 for _ in _page(read, surfaces[0], page)))]
    for surface, page in zip(surfaces, pages, strict=False):
        yield from _page(read, surface, page)
    if len(surfaces) != len(pages):
        place = _found(read.tree.getroot(), "t:sourceDoc")
        message = f"sourceDoc has {len(surfaces)} pages, the source {len(pages)}."
        yield _notice("E-SRC-02", "sourceDoc", message, read, place[0] if place else read.tree.getroot())


def _page(read: Document, surface: etree._Element, page: Page) -> Iterator[Notice]:
    """A notice for each line of a page that is not as the source has it; one key for both: the number of the line in its page."""
    source = {line.n: line.text for line in page.lines}
    lines = {str(line.get(_ID)): line for line in _found(surface, "t:line")}
    numbered = {int(match[1]): (name, line) for name, line in lines.items() if (match := re.search(r"-l(\d+)$", name))}
    for n, (name, line) in numbered.items():
        here = "".join(map(str, line.itertext()))
        if n not in source:
            yield _notice("E-SRC-02", name, f"The source has no line {name}, “{_short(here)}”.", read, line)
        elif "".join(here.split()) != "".join(source[n].split()):  # an editor may indent the parts of a line
            message = f"The line {name} in sourceDoc is “{_short(here)}”, which the source does not say."
            yield _notice("E-SRC-02", name, message, read, line, expected=source[n])
    for n in sorted(source.keys() - numbered.keys()):
        name = f"{surface.get(_ID)}-l{n}"
        yield _notice("E-SRC-02", name, f"The line {name} of the source is not in sourceDoc.", read, surface, expected=source[n])


def _found(element: etree._Element, path: str) -> list[etree._Element]:
    return cast("list[etree._Element]", element.xpath(path, namespaces=_NS))


def _told(element: etree._Element, path: str) -> str:
    """The text of the first thing at the path, or nothing."""
    return str(element.xpath(f"normalize-space({path})", namespaces=_NS))


def _line(where: str) -> str:
    """The line that a place belongs to: `p1-l3` of `p1-l3-s2`."""
    match = re.match(r"p\d+-l\d+", where)
    return match[0] if match else where


def _notice(code: str, where: str, message: str, read: Document, element: etree._Element, expected: str | None = None) -> Notice:
    return Notice(code, where, message, file=read.name, line=read.line_of(element), expected=expected, hint=CODES[code][1])


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
