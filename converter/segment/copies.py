"""Takes a layout, tells which second copies no longer stand behind what they copy: print over print that segmentation took for two things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from converter.characters import printed
from converter.copies import are_copies, end_of
from converter.model import Gap, Layout, Passage, Slice
from converter.segment.conservation import passages


@dataclass(slots=True)
class _Read:
    """What a reader has read so far: the words, and all that is printed, with copies; the copies since the last word, each with its line."""

    words: list[str] = field(default_factory=list)
    print: list[str] = field(default_factory=list)
    row: list[tuple[str, str]] = field(default_factory=list)


def misplaced(layout: Layout) -> frozenset[str]:
    """The ids of the lines whose copies are none where they stand: a reader would miss their words."""
    # in the order of the file: there the furniture of a page stands before its articles
    every, read = [*(one.passage for one in layout.furniture), *passages(replace(layout, furniture=()))], _Read()
    if not any(isinstance(part, Slice) and part.state == "surplus" for passage in every for part in passage.parts):
        return frozenset()
    return frozenset(identifier for passage in every for identifier in _in(passage, read))


def _in(passage: Passage, read: _Read) -> Iterator[str]:
    block: list[str] = []
    for part in passage.parts:
        words = "" if isinstance(part, Gap) else printed(part.line.text[part.start : part.end])
        if not words or isinstance(part, Gap):
            continue
        if part.state == "surplus":
            read.row.append((part.line.id, words))
        else:
            yield from _judged(read, block)
            block.append(words)
            read.words.append(words)
        read.print.append(words)
    yield from _judged(read, block)


def _judged(read: _Read, block: list[str]) -> Iterator[str]:
    row, read.row = read.row, []
    parts = [words for _, words in row]
    length = sum(map(len, parts))
    before = (end_of(block, length), end_of(read.words, length), end_of(read.print, length, but=len(row))) if row else ()
    if row and not any(are_copies(parts, end) for end in before):
        yield from (identifier for identifier, _ in row)
