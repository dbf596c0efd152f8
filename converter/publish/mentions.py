"""Takes a prepared TEI tree; gives each marked name and date of its text with the words around it. Promises: the order of the text, no mark twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from converter.characters import is_cjk
from converter.publish.addresses import Addresses
from converter.publish.reading import TEI, is_block, is_read

KINDS = ("person", "place", "organisation", "date")
_MARKS = {
    TEI + "persName": "person",
    TEI + "placeName": "place",
    TEI + "geogName": "place",
    TEI + "orgName": "organisation",
    TEI + "date": "date",
}
_TYPED = (TEI + "name", TEI + "rs")
# their types
_TYPES = {"person": "person", "place": "place", "org": "organisation", "organisation": "organisation", "organization": "organisation"}
# entries of a list of names are no mentions, also where a file keeps that list in its text
_RECORDS = frozenset(TEI + name for name in ("person", "personGrp", "place", "org", "event"))
BOUNDS = ("when", "from", "to", "notBefore", "notAfter")  # what a date may mean
_BREAK = "\n"  # where a block ends: no context reaches over it
_REACH = 18.0  # how much is shown on each side, in Han characters; a Latin letter takes less than half the room of one
_FAR = 80  # characters that hold at least that much
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mark. left, right: the text beside it inside its block, with … where it goes on. href: its paragraph, from the folder of its issue.

    part: byline, credit, head, caption or text. pointer: what the mark says it names (`#per-1`, an address), or ''; bounds: of a date.
    place: which of the `marks` of its file it is.
    """

    kind: str
    form: str
    left: str
    right: str
    href: str
    part: str
    place: int
    pointer: str = ""
    bounds: tuple[tuple[str, str], ...] = ()
    doubtful: bool = False
    checked: bool = False


def marks(root: etree._Element) -> Iterator[etree._Element]:
    """All that can be a mention, in the order of the file; the same from one reading of a file to the next."""
    return root.iter(*_MARKS, *_TYPED)


def mentions(root: etree._Element) -> list[Mention]:
    """The mentions in `text`. A mark that shows nothing is none."""
    reader = _Reader()
    for text in root.iterchildren(TEI + "text"):
        reader.read(text)
    addresses = Addresses(root)
    places = {element: n for n, element in enumerate(marks(root))}
    whole = "".join(reader.pieces)
    found = []
    for element, kind, start, end in sorted(reader.marks, key=lambda mark: mark[2]):
        form = _SPACE.sub(" ", whole[start:end]).strip()
        if form:
            left, right = _before(whole[max(0, start - _FAR) : start]), _after(whole[end : end + _FAR])
            said = _said(element, kind)
            found.append(Mention(kind, form, left, right, addresses.of(element), _part(element), places[element], *said))
    return found


def _said(element: etree._Element, kind: str) -> tuple[str, tuple[tuple[str, str], ...], bool, bool]:
    """pointer, bounds, doubtful and checked of a mark."""
    pointer = next(iter((element.get("ref") or element.get("key") or "").split()), "")
    bounds = tuple((name, value) for name in BOUNDS if (value := element.get(name, "").split("T")[0])) if kind == "date" else ()
    return pointer, bounds, element.get("cert") in ("low", "medium"), element.get("resp") is not None


class _Reader:
    """Writes the reading text down once, and where in it the marks stand."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.marks: list[tuple[etree._Element, str, int, int]] = []

    def read(self, element: etree._Element) -> None:
        if not is_read(element):
            return
        block = is_block(element)
        if block:
            self._write(_BREAK)
        kind, start, place = _kind(element), self.length, len(self.marks)
        if element.tag == TEI + "gap":
            self._write("□")
        elif element.tag == TEI + "lb" and element.get("break") is None and any(True for _ in element.iterancestors(TEI + "head")):
            self._write(" ")  # lines of a head are phrases
        self._write(element.text or "")
        for child in element:
            self.read(child)
            self._write(child.tail or "")
        if kind:
            self.marks.insert(place, (element, kind, start, self.length))
        if block:
            self._write(_BREAK)

    def _write(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)


def _kind(element: etree._Element) -> str | None:
    kind = _TYPES.get(element.get("type", "")) if element.tag in _TYPED else _MARKS.get(str(element.tag))
    return None if kind and any(around.tag in _RECORDS for around in element.iterancestors()) else kind


def _part(element: etree._Element) -> str:
    for around in element.iterancestors():
        if around.tag == TEI + "byline":
            return "credit" if around.get("rend") == "credit" else "byline"
        if around.tag == TEI + "head":
            return "head"
        if around.tag == TEI + "ab" and around.get("type") == "caption":
            return "caption"
        if around.tag in (TEI + "p", TEI + "div"):
            break
    return "text"


def _before(text: str) -> str:
    block = text.rpartition(_BREAK)[2]
    return _within(_SPACE.sub(" ", block)[::-1], goes_on=len(block) == len(text) and len(text) >= _FAR)[::-1].lstrip()


def _after(text: str) -> str:
    block = text.partition(_BREAK)[0]
    return _within(_SPACE.sub(" ", block), goes_on=len(block) == len(text) and len(text) >= _FAR).rstrip()


def _within(text: str, *, goes_on: bool) -> str:
    """As many characters from the start as there is room for, cut between words of a script that parts them."""
    room, end = _REACH, 0
    while end < len(text) and room > 0:
        room -= 1 if is_cjk(text[end]) else 0.45
        end += 1
    if end == len(text) and not goes_on:
        return text
    cut = text[:end]
    if end < len(text) and not is_cjk(text[end]) and not text[end].isspace() and cut and not is_cjk(cut[-1]) and " " in cut.strip():
        cut = cut[: cut.rstrip().rindex(" ")]
    return cut.rstrip() + "…" if cut.strip() else ""
