"""Takes a bag with an edition of ours and checks what is in it: each TEI file by the grammar and rules that lie in the bag, by conservation, and against its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from converter.notices import Notice
from converter.verify.codes import Findings, shown
from converter.verify.digests import Digests, content_of
from converter.verify.holder import Holder
from converter.verify.parts import SOURCE, TEI
from converter.verify.records import check_records
from converter.verify.schemas import GRAMMAR, Schemas, schemas

if TYPE_CHECKING:
    from converter.validate.document import Document

MOST_BYTES = 256 << 20  # of a TEI file or source that is read


@dataclass(frozen=True, slots=True)
class Inside:
    """How many were checked. tei: TEI files; grammar, rules: by those of the bag; against_source: that were held to their sources.

    sources: files in data/source that a header gives a digest of; crate, premis: files that these records speak of.
    """

    tei: int = 0
    grammar: bool = False
    rules: bool = False
    sources: int = 0
    against_source: int = 0
    crate: int = 0
    premis: int = 0


def tei_files(holder: Holder, *, ours: bool) -> tuple[str, ...]:
    """The TEI of an edition of ours: in a bag that says so (ours), or that has the grammar for it. Other TEI is another's."""
    names = (name for name in holder.sizes if name.startswith(TEI) and name.endswith(".xml"))
    return tuple(names) if ours or GRAMMAR in holder.sizes else ()


def inside(
    holder: Holder, names: Sequence[str], made: Mapping[str, Digests], found: Findings, advance: Callable[[], None], *, ours: bool
) -> Inside:
    """names: of `tei_files`; made: the digests of the files. advance: called after each TEI file."""
    crate, premis = check_records(holder, made, found)
    if not names:
        return Inside(crate=crate, premis=premis)
    from converter.validate import document

    by = schemas(holder, found)
    sources, against, checked = set[str](), 0, 0
    for name in names:
        content = content_of(holder, name, MOST_BYTES, found)
        read = None if content is None else document.read(content, shown(name))
        if isinstance(read, Notice):
            found.add(read)
        elif read is not None:
            checked += 1
            notices = list(_checked(read, by))
            wrong = _against_source(holder, read, sources, found, ours=ours)
            against += wrong is not None
            found.extend(_in_order(notices, wrong or ()))
        advance()
    return Inside(checked, by.grammar is not None, by.rules is not None, len(sources), against, crate, premis)


def _checked(read: Document, by: Schemas) -> Iterator[Notice]:
    """What the bag's schemas and the law of conservation say. Rules that only this version has are not those of the bag's day, and are left."""
    from converter.validate import conservation, copies

    yield from by.check(read)
    yield from conservation.check(read)
    yield from copies.check(read)


def _in_order(notices: Iterable[Notice], wrong: tuple[Notice, ...]) -> list[Notice]:
    from converter.source_check import without_changed

    # both name the file of the source as it lies in the bag
    placed = [replace(one, where=SOURCE + one.where) if one.code == "E-SRC-01" else one for one in wrong]
    return sorted([*without_changed(notices, wrong), *placed], key=lambda one: (one.line or 0, one.code))


def _against_source(holder: Holder, read: Document, seen: set[str], found: Findings, *, ours: bool) -> tuple[Notice, ...] | None:
    """E-SRC-nn, as in an edition; None where a source is not there or too large to be read again, which is told."""
    from converter.source_check import against_source, sources_of

    missing, named = False, sources_of(read)
    if ours and not named and any(name.startswith(SOURCE) for name in holder.sizes):
        found.tell("W-BAG-09", read.name, "Its header names none of the files in data/source.")
    for name in named:
        path = SOURCE + name
        if path not in holder.sizes:
            found.tell("E-BAG-28", read.name, f"Its header names {shown(path)}, which is not in the bag.")
            missing = True
        elif holder.sizes[path] > MOST_BYTES:
            found.tell("W-BAG-07", path, f"It has more than {MOST_BYTES} bytes.")
            missing = True
        else:
            seen.add(path)

    def find(name: str) -> bytes | None:
        path = SOURCE + name
        return content_of(holder, path, MOST_BYTES, found) if path in holder.sizes else None

    return None if missing else against_source(read, find)
