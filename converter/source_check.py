"""Takes a TEI file that lies in an edition or package and holds it to the files in `../source/`: their digests, and the lines of sourceDoc. Promises to read no other file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from converter.notices import Notice

if TYPE_CHECKING:
    from lxml import etree

    from converter.model import Page
    from converter.readers import Source
    from converter.rereading import Find, Named
    from converter.validate.document import Document

_NS = {"t": "http://www.tei-c.org/ns/1.0"}
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BIBLS = "t:teiHeader//t:relatedItem[@type='source']/t:bibl"
_MOST_LINES = 50  # a sourceDoc with more is that of another file, and a person would not read on

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
    from converter.rereading import beside_file
    from converter.validate import document, validate

    found = validate(content, name=str(path))
    read = document.read(content, str(path))
    wrong = None if isinstance(read, Notice) else against_source(read, beside_file(path))
    if wrong is None:
        return Checked(found, against_source=False)
    return Checked(tuple(sorted([*without_changed(found, wrong), *wrong], key=lambda one: (one.line or 0, one.code))), against_source=True)


def against_source(read: Document, find: Find) -> tuple[Notice, ...] | None:
    """E-SRC-nn for what is not as in the sources; None where the header names none, or one is not there."""
    sources = _sources(read, find)
    here = [(named, source) for named, source in sources if source]
    return tuple(_compared(read, here)) if sources and len(here) == len(sources) else None


def sources_of(read: Document) -> tuple[str, ...]:
    """The files that the header names as its sources, by their paths in `../source/`."""
    from converter.rereading import path_of

    targets = (_told(bibl, "t:ref/@target") for bibl in _found(read.tree.getroot(), _BIBLS))
    return tuple(filter(None, map(path_of, targets)))


def without_changed(found: Iterable[Notice], wrong: Iterable[Notice]) -> Iterator[Notice]:
    """The notices that do not hold the text to a line of sourceDoc that was changed."""
    changed = {notice.where for notice in wrong if notice.code == "E-SRC-02"}
    return (notice for notice in found if not (notice.code.startswith("E-CON") and _line(notice.where) in changed))


def _sources(read: Document, find: Find) -> list[tuple[Named, Source | None]]:
    """The files that the header names, in its order; None for one that is not in `../source/`."""
    from converter.rereading import Named, source_of

    found = [
        Named(_told(bibl, "t:ref/@target"), _told(bibl, "t:title"), _told(bibl, "t:idno[@type='sha256']"))
        for bibl in _found(read.tree.getroot(), _BIBLS)
    ]
    return [(named, source_of(named, find)) for named in found]


def _compared(read: Document, sources: Sequence[tuple[Named, Source]]) -> Iterator[Notice]:
    from converter.rereading import digest_of, issues_of

    same = True
    for bibl, (named, source) in zip(_found(read.tree.getroot(), _BIBLS), sources, strict=True):
        digest = digest_of(source)
        if named.digest and named.digest.lower() != digest:
            message = f"{source.name} in source/ is not the file that was converted: its SHA-256 is {digest}."
            yield _notice("E-SRC-01", source.name, message, read, bibl, expected=named.digest)
            same = False  # what was read then is not here: its lines cannot be compared
    if same and not _is_page(read, sources):
        # of several issues in one file this is the one that it differs least from
        issues = [list(islice(_lines(read, pages, sources), _MOST_LINES)) for pages in issues_of(sources) if pages]
        yield from min(issues, key=len, default=[])


def _is_page(read: Document, sources: Sequence[tuple[Named, Source]]) -> bool:
    """Whether the file is, line for line, the page of a PDF that its id names."""
    from converter.rereading import one_page_of

    root = read.tree.getroot()
    if len(_found(root, "t:sourceDoc/t:surface")) != 1:
        return False
    pages = one_page_of(sources, root.get(_ID, ""))
    return bool(pages) and next(_lines(read, pages, sources), None) is None


def _lines(read: Document, pages: Sequence[Page], sources: Sequence[tuple[Named, Source]]) -> Iterator[Notice]:
    from converter.rereading import pages_for

    surfaces = _found(read.tree.getroot(), "t:sourceDoc/t:surface")
    total = len(pages)
    if 0 < len(surfaces) < total:
        pages = list(
            pages_for([["".join(map(str, line.itertext())) for line in _found(surface, ".//t:line")] for surface in surfaces], pages)
        )
    for surface, page in zip(surfaces, pages, strict=False):
        yield from _page(read, surface, page)
    partly = len(surfaces) == 1 or any(named.said.startswith("PDF") for named, _ in sources)  # its other pages are elsewhere
    if len(surfaces) > total or (len(surfaces) < total and not partly):
        place = _found(read.tree.getroot(), "t:sourceDoc")
        message = f"sourceDoc has {len(surfaces)} pages, the source {total}."
        yield _notice("E-SRC-02", "sourceDoc", message, read, place[0] if place else read.tree.getroot())


def _page(read: Document, surface: etree._Element, page: Page) -> Iterator[Notice]:
    """A notice for each line of a page that is not as the source has it; one key for both: the number of the line in its page."""
    source = {line.n: line.text for line in page.lines}
    lines = {str(line.get(_ID)): line for line in _found(surface, ".//t:line")}
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
