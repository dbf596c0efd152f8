"""A TEI tree to notices where `surplus` stands around words that are printed once: only a second copy may leave the reading text.

Conservation counts surplus and reading versions drop it; without this check a word inside it would vanish unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, islice

from lxml import etree

from converter.characters import printed
from converter.notices import Notice
from converter.validate.codes import notice
from converter.validate.conservation import T, is_ours, short
from converter.validate.document import Document, place

_SURPLUS = T + "surplus"
_TOGETHER = 4  # lines of a headline that are printed as a block and then again
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
    stands = _end(read.in_block.get(block, []), len(said))
    before = stands, _end(read.words, len(said)), _end(read.print, len(said), but=len(row))
    if any(_are_copies(parts, end) for end in before):
        return
    message = f"“{short(said)}” is marked as a second copy, but " + (
        f"before it stands “{short(stands)}”." if stands else "nothing stands before it in its block."
    )
    yield notice("E-CON-07", place(element), message, element=element, document=document)


def _are_copies(parts: list[str], before: str) -> bool:
    """Whether each of the parts, or several together, say what stands right before them, there or before them all.

    After 甲乙, [甲][乙] is one copy in two parts, [甲乙][甲乙] are two copies, and so are [甲][乙][甲][乙].
    """
    text, places = before + "".join(parts), [*accumulate(map(len, parts), initial=len(before))]
    reached = [True] + [False] * len(parts)
    for n in range(len(parts)):
        for end in {*range(n + 1, min(n + _TOGETHER, len(parts)) + 1), len(parts)} if reached[n] else ():
            said = text[places[n] : places[end]]
            reached[end] |= text.endswith(said, 0, places[n]) or before.endswith(said)
    return reached[-1]


def _end(words: list[str], length: int, but: int = 0) -> str:
    """The last characters of a text, read from behind: texts are long and copies short. but: so many of the words are not looked at."""
    out: list[str] = []
    for piece in islice(reversed(words), but, None):
        out.append(printed(piece))
        length -= len(out[-1])
        if length <= 0:
            break
    return "".join(reversed(out))[max(-length, 0) :]
