"""A TEI tree to notices where `surplus` stands around words that are printed once: only a second copy may leave the reading text.

Conservation counts surplus and reading versions drop it; without this check a word inside it would vanish unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from converter.characters import printed
from converter.copies import are_copies, end_of
from converter.notices import Notice
from converter.validate.codes import notice
from converter.validate.conservation import T, is_ours, short
from converter.validate.document import Document, place

_SURPLUS = T + "surplus"
# What holds running text of its own.
_BLOCKS = frozenset(
    T + name for name in ("p", "ab", "head", "byline", "dateline", "fw", "l", "item", "cell", "salute", "signed", "trailer", "note")
)
_Piece = tuple[etree._Element | None, str, etree._Element]  # the surplus that it is, its printed words (else: text as it stands), its block


@dataclass(slots=True)
class _Read:
    """What a reader has read so far, in the order of the file and block by block, and the surplus elements since the last word."""

    words: list[str] = field(default_factory=list)
    in_block: dict[etree._Element, list[str]] = field(default_factory=dict)
    row: list[tuple[etree._Element, str, etree._Element]] = field(default_factory=list)
    print: list[str] = field(default_factory=list)  # all words, those of copies too: a line that is doubled in itself may be printed twice


def check(document: Document) -> Iterator[Notice]:
    """A notice E-CON-07 for each surplus, or row of adjacent ones, that does not say again what stands right before it.

    Right before it is in its block, where page furniture may come between, or in the order of the file: the words of a line that
    is printed over itself may be a caption and a credit.
    """
    root = document.tree.getroot()
    for text in root.iterchildren(T + "text"):
        if next(text.iter(_SURPLUS), None) is None:
            continue
        read = _Read()
        for surplus, words, block in _pieces(text, text):
            if surplus is not None and words:
                read.row.append((surplus, words, block))
                read.print.append(words)
            elif words.strip():
                yield from _judged(read, document)
                read.print.append(words)
                read.words.append(words)
                read.in_block.setdefault(block, []).append(words)
        yield from _judged(read, document)


def _pieces(element: etree._Element, block: etree._Element) -> Iterator[_Piece]:
    """The printed text of an element in its order; of a surplus as a whole, with the element."""
    yield None, element.text or "", block
    for child in element:
        if child.tag == _SURPLUS:
            yield child, printed("".join(_text(child))), block
        elif isinstance(child.tag, str) and not is_ours(child):
            yield from _pieces(child, child if child.tag in _BLOCKS else block)
        yield None, child.tail or "", block


def _text(element: etree._Element) -> Iterator[str]:
    """The text of the page inside an element."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not is_ours(child):
            yield from _text(child)
        yield child.tail or ""


def _judged(read: _Read, document: Document) -> Iterator[Notice]:
    """The notice for the row that ends here, if it is no copy."""
    row, read.row = read.row, []
    if not row:
        return
    element, _, block = row[0]
    parts = [words for _, words, _ in row]
    said = "".join(parts)
    stands = end_of(read.in_block.get(block, []), len(said))
    before = stands, end_of(read.words, len(said)), end_of(read.print, len(said), but=len(row))
    if any(are_copies(parts, end) for end in before):
        return
    message = f"“{short(said)}” is marked as a second copy, but " + (
        f"before it stands “{short(stands)}”." if stands else "nothing stands before it in its block."
    )
    yield notice("E-CON-07", place(element), message, element=element, document=document)
