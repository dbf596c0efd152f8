"""A TEI tree to notices by the law of conservation: each source line stands in the text once, whole, and nothing else does.

For each line (or each seg of a divided one) the text from its lb to the next is compared with it. What is not on the page
(gap, supplied, corr, reg, expan, figDesc, a note of ours) does not count; what the text layer has twice (surplus) does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from converter.characters import printed
from converter.notices import Notice
from converter.validate.codes import notice
from converter.validate.document import TEI, XML_ID, Document, place

T = f"{{{TEI}}}"
OURS = frozenset(T + name for name in ("gap", "supplied", "corr", "reg", "expan", "figDesc"))
# After these the text needs an lb of its own: they stand beside it, not in it.
BESIDE = frozenset(T + name for name in ("fw", "figure", "floatingText", "table", "pb"))


@dataclass(slots=True)
class Stretch:
    """The text that one lb opens, in the pieces in which it stands."""

    opening: etree._Element
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Edited:
    """The text of an edition by source line, and the text under no line, each with the element it stands in."""

    by_line: dict[str, Stretch] = field(default_factory=dict)
    stray: list[tuple[etree._Element, str]] = field(default_factory=list)


def check(document: Document) -> Iterator[Notice]:
    """A notice E-CON-nn for each line that is not as it was read, and for each text that belongs to no line."""
    root = document.tree.getroot()
    edited = Edited()
    for text in root.iterchildren(T + "text"):
        _gather(text, edited)
    units: list[etree._Element] = []
    for line in root.iter(T + "line"):
        parts = list(line.iterchildren(T + "seg")) if len(line) else []
        if parts:
            yield from _undivided(line, document)
        units += parts or [line]
    stretches = [edited.by_line.get(str(unit.get(XML_ID))) for unit in units]
    for unit, stretch in zip(units, stretches, strict=True):
        if stretch is not None:
            yield from _compared(unit, stretch, document)
    if None in stretches:
        yield from _missing(units, stretches, document)
    for element, piece in edited.stray:
        message = f"“{short(piece)}” stands under no line of the source."
        yield notice("E-CON-05", place(element), message, element=element, document=document)


def _gather(text: etree._Element, edited: Edited) -> None:
    """Walks the text in document order and lays every piece under the line that is open."""
    line: Stretch | None = None
    walk = etree.iterwalk(text, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        piece: str | None
        if event == "start":
            if is_ours(element):
                walk.skip_subtree()
                continue
            if element.tag == T + "lb" and element.get("corresp"):
                identifier = str(element.get("corresp"))[1:]
                line = edited.by_line.setdefault(identifier, Stretch(element))
            piece, inside = element.text, element
        else:
            if event == "end" and element.tag in BESIDE:
                line = None
            piece, inside = element.tail, element.getparent()
            if element is text:
                return
        if piece:
            if line is not None:
                line.pieces.append(piece)
            elif printed(piece):
                edited.stray.append((inside, piece))


def _undivided(line: etree._Element, document: Document) -> Iterator[Notice]:
    """Text of a divided line outside of its parts."""
    outside = (line.text or "") + "".join(child.tail or "" for child in line)
    if printed(outside):
        message = f"The line {line.get(XML_ID)} has “{short(outside)}” outside of its parts."
        yield notice("E-CON-06", str(line.get(XML_ID)), message, element=line, document=document)


def _missing(units: list[etree._Element], stretches: list[Stretch | None], document: Document) -> Iterator[Notice]:
    """Lines or parts that no lb names, each between those of its neighbours in the source that the text has."""
    behind: list[int | None] = []  # for each unit the next one that the text has
    found: int | None = None
    for n in reversed(range(len(units))):
        behind.append(found)
        found = n if stretches[n] is not None else found
    behind.reverse()
    before: int | None = None
    for n, unit in enumerate(units):
        if stretches[n] is not None:
            before = n
        elif printed(read := _read(unit)):
            neighbours = [(word, at) for word, at in (("after", before), ("before", behind[n])) if at is not None]
            lbs = [stretch.opening for _, at in neighbours if (stretch := stretches[at])]
            told = [f"{word} {units[at].get(XML_ID)} ({_spot(lb, document)})" for (word, at), lb in zip(neighbours, lbs, strict=True)]
            message = f"The line {unit.get(XML_ID)}, “{short(read)}”, is not in the text." + (
                f" On the page it stands {' and '.join(told)}." if told else ""
            )
            yield notice("E-CON-04", str(unit.get(XML_ID)), message, element=lbs[0] if lbs else unit, document=document)


def _spot(lb: etree._Element, document: Document) -> str:
    """Where the text has a line: the line of the file, and the element."""
    parent = lb.getparent()
    return f"line {document.line_of(lb)} of the file, in {place(parent if parent is not None else lb)}"


def _read(unit: etree._Element) -> str:
    """A line or a part of one as it was read."""
    return "".join(map(str, unit.itertext())) if len(unit) else unit.text or ""


def _compared(line: etree._Element, stretch: Stretch, document: Document) -> Iterator[Notice]:
    """The notice for a line or seg whose text is not what was read."""
    identifier, read = str(line.get(XML_ID)), _read(line)
    edited = "".join(stretch.pieces)
    if "".join(read.split()) == "".join(edited.split()):  # nearly always: no need to look at single characters
        return
    source, here = printed(read), printed(edited)
    if source == here:
        return
    code, message = _difference(identifier, source, here)
    yield notice(code, identifier, message, element=stretch.opening, document=document, expected=source)


def _difference(identifier: str, source: str, here: str) -> tuple[str, str]:
    """What is wrong with a line, in a code and a sentence that names the characters."""
    had, has = Counter(source), Counter(here)
    lost, added = had - has, has - had
    if not lost and not added:
        return "E-CON-03", f"The text of the line {identifier} has its characters in another order: “{short(here)}”."
    if lost and added:
        return "E-CON-01", f"The text of the line {identifier} lacks {_named(source, lost)}, and has {_named(here, added)} instead."
    if lost:
        return "E-CON-01", f"The text of the line {identifier} lacks {_named(source, lost)}."
    return "E-CON-02", f"The text of the line {identifier} has {_named(here, added)} that was not read there."


def _named(text: str, wanted: Counter[str]) -> str:
    """The wanted characters in the order of the text, with the code point of a single one."""
    left = Counter(wanted)
    out: list[str] = []
    for char in text:
        if left[char] > 0:
            left[char] -= 1
            out.append(char)
    found = "".join(out)
    return f"“{found}” (U+{ord(found):04X})" if len(found) == 1 else f"“{short(found)}” ({len(found)} characters)"


def is_ours(element: etree._Element) -> bool:
    """Whether an element holds words that are not on the page."""
    return element.tag in OURS or (element.tag == T + "note" and element.get("resp") is not None)


def short(text: str) -> str:
    """As much of a text as a notice can quote."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
