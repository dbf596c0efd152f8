"""Takes the records of a file and gives readings: one for each issue that they are of, its pages in order, each record an item of its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from converter.characters import printed
from converter.errors import UnreadableError
from converter.metadata import Fact, IssueDate, Metadata, Newspaper
from converter.notices import Notice
from converter.passage import Line
from converter.readers.articles.pictures import images_beside, in_the_web
from converter.readers.articles.record import Record, Told
from converter.readers.articles.values import page_key
from converter.readers.unprintable import LONGEST_LINE, MOST_LINES, private, told_broken, told_controls
from converter.reading import Block, Image, Item, Page, Reading, SourceFile

_MOST_NAMED = 5  # issues that an error names
_MOST_FIELDS = 20  # fields that a notice names
_Key = tuple[str | None, str | None]  # newspaper, date


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file. description: of its form (`articles as JSON, UTF-8`); notices: of the file as a whole; beside: opens a file beside it."""

    name: str
    data: bytes
    description: str
    records: tuple[Record, ...]
    notices: tuple[Notice, ...] = ()
    beside: Callable[[str], bytes] | None = None


def one_issue(found: Found) -> Reading:
    """The records as one issue. Raises UnreadableError where there is none, or where they are of several issues."""
    issues = all_issues(found)
    if len(issues) == 1:
        return issues[0]
    groups = _groups(found.records)
    named = [f"{_called(key)} ({len(records)} article{'s' * (len(records) != 1)})" for key, records in list(groups.items())[:_MOST_NAMED]]
    more = [f"and {len(groups) - _MOST_NAMED} more"] if len(groups) > _MOST_NAMED else []
    raise UnreadableError(
        f"it holds articles of {len(groups)} issues: {', '.join([*named, *more])}",
        where=found.name,
        hint="an edition is one issue: make a file for each newspaper and date",
    )


def all_issues(found: Found) -> tuple[Reading, ...]:
    """A reading for each newspaper and date, in the order of the dates; notices of the whole file stand with the first one.

    A record that names no newspaper or date is of the one that all others name; where they name several, those without are a group of their own.
    Raises UnreadableError where no record is good.
    """
    if not found.records:
        raise _none(found)
    file = SourceFile(found.name, hashlib.sha256(found.data).hexdigest(), found.description, len(found.data))
    return tuple(
        _reading(file, key, records, found.notices if n == 0 else (), found.beside)
        for n, (key, records) in enumerate(_groups(found.records).items())
    )


def _none(found: Found) -> UnreadableError:
    bad = [note for note in found.notices if note.code == "E-READ-30"]
    if not bad:
        hint = "see docs/article-files.md for what a file of articles looks like"
        return UnreadableError("it holds no article", where=found.name, hint=hint)
    first = bad[0]
    return UnreadableError(
        f"none of its records is an article: {first.message}",
        where=f"{found.name}:{first.line}",
        hint=f"expected {first.expected}; docs/article-files.md has an example",
    )


def _groups(records: Sequence[Record]) -> dict[_Key, list[Record]]:
    papers = {record.newspaper for record in records if record.newspaper}
    dates = {record.date for record in records if record.date}
    paper, date = (next(iter(found)) if len(found) == 1 else None for found in (papers, dates))
    out: dict[_Key, list[Record]] = {}
    for record in records:
        out.setdefault((record.newspaper or paper, record.date or date), []).append(record)
    return dict(sorted(out.items(), key=lambda item: (item[0][1] is None, item[0][1] or "")))


def _called(key: _Key) -> str:
    return " ".join((key[0] or "no newspaper", key[1] or "without a date"))


def _reading(
    file: SourceFile, key: _Key, records: Sequence[Record], whole: Iterable[Notice], beside: Callable[[str], bytes] | None
) -> Reading:
    ids = _ids(file.name, records)
    notices = [*whole, *_unused(file.name, records), *_twice(file.name, records), *_pageless(file.name, records)]
    images = images_beside(file.name, (part.file for record in records for part in record.parts if part.file), beside)
    pages = []
    for n, (_, label, own) in enumerate(_by_page(records), 1):
        pages.append(_page(file.name, n, label, [(record, ids[record.n]) for record in own], images))
    notices += [*_lost(file.name, records), *_files(file.name, records, images), *private(pages)]
    items = tuple(
        Item(
            ids[record.n],
            title=record.title,
            language=record.language,
            section=record.section,
            source=(file.name, record.id) if record.id else None,
        )
        for record in records
    )
    return Reading(tuple(pages), (file,), tuple(notices), items, _metadata(key, records), tuple(images.values()))


def _by_page(records: Sequence[Record]) -> list[tuple[tuple[int, str, int, str], str | None, list[Record]]]:
    """The pages in their order, each with its label as its first record writes it."""
    pages: dict[tuple[int, str, int, str], tuple[str | None, list[Record]]] = {}
    for record in records:
        pages.setdefault(page_key(record.page), (record.page, []))[1].append(record)
    return [(key, *pages[key]) for key in sorted(pages)]


def _page(name: str, n: int, label: str | None, records: Sequence[tuple[Record, str]], images: Mapping[str, Image]) -> Page:
    lines: list[Line] = []
    blocks: list[Block] = []
    for record, item in records:
        for k, part in enumerate(part for part in record.parts if part.lines or part.alt or part.file in images):
            own: list[Line] = []
            for row in part.lines:
                gap = 0 if own else 2 - bool(k)  # a blank line between blocks, two between articles
                own.append(Line(f"p{n}-l{len(lines) + 1}", len(lines) + 1, row, gap_before=gap if lines else 0))
                lines.append(own[-1])
            image = images.get(part.file or "")
            blocks.append(
                Block(
                    f"r{record.n}-b{k + 1}",
                    tuple(line.n for line in own),
                    part.kind,
                    item=item,
                    file=part.file,
                    alt=part.alt if printed(part.alt or "") != printed("".join(part.lines)) else None,
                    image=image.name if image else None,
                    figure=part.figure,
                    placed=part.placed,
                    within=part.within,
                    grid=part.grid,
                )
            )
    longest = max(len(line.text) for line in lines)
    if len(lines) > MOST_LINES or longest > LONGEST_LINE:
        raise UnreadableError(
            f"page {label or n} has {len(lines)} lines, the longest of {longest} characters: no newspaper page has",
            where=name,
            hint=f'name the page of each article in "page"; at most {MOST_LINES} lines of {LONGEST_LINE} characters make a page',
        )
    return Page(f"p{n}", n, tuple(lines), label=label, blocks=tuple(blocks))


def _ids(name: str, records: Sequence[Record]) -> dict[int, str]:
    """The id of each record's item: its own if no other has it, else one that is made of the name of the file and its place in it."""
    times = Counter(record.id for record in records)
    return {record.n: record.id if record.id and times[record.id] == 1 else f"{name}#{record.n}" for record in records}


def _metadata(key: _Key, records: Sequence[Record]) -> Metadata:
    """What the records agree on; of several languages the one with the most text."""
    newspaper, date = key
    letters: Counter[str] = Counter()
    for record in records:
        if record.language:
            letters[record.language] += sum(len(line) for part in record.parts for line in part.lines)
    language = max(letters, key=lambda tag: letters[tag]) if letters else None
    return Metadata(
        newspaper=Newspaper(title=_fact(newspaper)),
        date=IssueDate(when=date, cert="high", evidence="external") if date else None,
        language=_fact(language),
    )


def _fact(value: str | None) -> Fact | None:
    return Fact(value, "high", "external") if value else None


# --- notices -----------------------------------------------------------------------------------


def _unused(name: str, records: Sequence[Record]) -> Iterator[Notice]:
    times = Counter(field for record in records for field in dict.fromkeys(record.unused))
    if times:
        named = [field if count == 1 else f"{field} ({count} times)" for field, count in list(times.items())[:_MOST_FIELDS]]
        told = ", ".join(named) + (f" and {len(times) - _MOST_FIELDS} more" if len(times) > _MOST_FIELDS else "")
        first = next(record for record in records if record.unused)
        hint = "what they hold is not in the edition; rename those that hold printed text: docs/article-files.md lists the names"
        yield Notice("W-READ-31", name, f"fields that no part of an edition takes: {told}", file=name, line=first.line, hint=hint)


def _twice(name: str, records: Sequence[Record]) -> list[Notice]:
    times = Counter(record.id for record in records if record.id)
    seen: Counter[str] = Counter()
    told = Told()
    for record in records:
        if record.id and times[record.id] > 1:
            seen[record.id] += 1
            if seen[record.id] == 2:
                message = f'{times[record.id]} records have the id "{record.id}"; each is an article of its own'
                told.add(Notice("W-READ-33", name, message, file=name, line=record.line))
    return told.all()


def _pageless(name: str, records: Sequence[Record]) -> Iterator[Notice]:
    without = [record for record in records if not record.page]
    if without and len(without) < len(records):
        count = len(without)
        message = f"{count} record{'s name' if count > 1 else ' names'} no page; {'they stand' if count > 1 else 'it stands'} on a last page of {'their' if count > 1 else 'its'} own"
        yield Notice("W-READ-34", name, message, file=name, line=without[0].line)


def _files(name: str, records: Sequence[Record], images: Mapping[str, Image]) -> Iterator[Notice]:
    """A picture in the web is not expected here; one that should lie beside the file and does not is a loss."""
    files = list(dict.fromkeys(file for record in records for file in record.files if file and file not in images))
    for far, code, said in (
        (False, "W-READ-36", "pictures that do not lie beside the file as JPEG or PNG are missing in the edition"),
        (True, "I-READ-35", "pictures that are files in the web were not taken in"),
    ):
        found = [file for file in files if in_the_web(file) is far]
        if found:
            first = next(record for record in records if found[0] in record.files)
            shown = ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
            yield Notice(code, name, f"{said}: {shown}", file=name, line=first.line)


def _lost(name: str, records: Sequence[Record]) -> Iterator[Notice]:
    broken = [record for record in records if record.broken]
    if broken:
        yield replace(told_broken(sum(record.broken for record in broken), name), file=name, line=broken[0].line)
    controls = [record for record in records if record.controls]
    if controls:
        yield replace(told_controls("".join(record.controls for record in controls), name), file=name, line=controls[0].line)
