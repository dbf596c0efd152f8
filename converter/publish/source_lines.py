"""Takes a prepared TEI tree; writes down, for each article, its lines as they were read beside the same lines as the edition has them.

Promises: every character of a line stands on both sides, or a mark says what became of it; the text itself stays as it is.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from lxml import etree

from converter.publish.addresses import Addresses
from converter.publish.reading import EDITION, TEI, XML_ID

# what the edition does to a line, by element: it is shown in the line, and the line counts as changed
_SHOWN = {TEI + name: name for name in ("gap", "surplus", "supplied", "unclear", "sic", "corr", "orig", "reg", "abbr", "expan", "del")}
_OURS = frozenset(TEI + name for name in ("figDesc", "ptr"))


def add_source_lines(root: etree._Element) -> None:
    """An `ed:source` of `ed:line` at the end of the tree for each article whose lines the file keeps.

    ed:line: n, page (the label of its page), changed. ed:read: the line, verbatim, but that HTML is to be in NFC: ed:glyph stands for a
    character, or a letter with its marks, that is not (code: U+F999). ed:edited: its text in the edition; in it ed:mark with
    `as` (the TEI element: gap, surplus, …), n (characters lost); a line that the edition has as it was read has no ed:edited.
    """
    lines = _lines(root)
    if not lines:
        return
    reader = _Reader(lines, Addresses(root))
    for text in root.iterchildren(TEI + "text"):
        reader.read(text)
    for article, read in reader.sources.items():
        changed = sum(line.changed for line in read)
        source = etree.SubElement(root, EDITION + "source", {"article": article, "changed": str(changed)}, {"ed": EDITION[1:-1]})
        for line in read:
            line.write(source)


def _lines(root: etree._Element) -> dict[str, tuple[etree._Element, str, str]]:
    """Lines, and parts of lines, by their id: the element, the number of its line, the label of its page: that of its `pb`, else its place."""
    labels = {pb.get("facs", "").removeprefix("#"): label for pb in root.iter(TEI + "pb") if (label := pb.get("n"))}
    found: dict[str, tuple[etree._Element, str, str]] = {}
    for document in root.iterchildren(TEI + "sourceDoc"):
        for line in document.iter(TEI + "line"):
            surface = next(line.iterancestors(TEI + "surface"), None)
            page = "" if surface is None else labels.get(surface.get(XML_ID, ""), surface.get("n", ""))
            for one in (line, *line.iter(TEI + "seg")):
                found.setdefault(one.get(XML_ID, ""), (one, line.get("n", ""), page))
    found.pop("", None)
    return found


@dataclass(slots=True)
class _Line:
    """A line as it was read, and what the edition has of it. pieces: mark ("" for none), characters lost, text."""

    read: str
    n: str
    page: str
    pieces: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return any(mark for mark, _, _ in self.pieces)

    def write(self, source: etree._Element) -> None:
        line = etree.SubElement(source, EDITION + "line", {"n": self.n})
        if self.page:
            line.set("page", self.page)
        _write_read(etree.SubElement(line, EDITION + "read"), self.read)
        if self.changed:
            line.set("changed", "changed")
        elif self.read.strip() == "".join(text for _, _, text in self.pieces).strip():
            return
        edited = etree.SubElement(line, EDITION + "edited")
        for mark, lost, text in self.pieces:
            if mark:
                etree.SubElement(edited, EDITION + "mark", {"as": mark, **({"n": lost} if lost else {})}).text = text or None
            elif len(edited):
                edited[-1].tail = (edited[-1].tail or "") + text
            else:
                edited.text = (edited.text or "") + text


class _Reader:
    """Goes through the text once; what it reads belongs to the line whose `lb` came last. sources: the lines of each article."""

    def __init__(self, lines: dict[str, tuple[etree._Element, str, str]], addresses: Addresses) -> None:
        self.lines, self.addresses = lines, addresses
        self.sources: dict[str, list[_Line]] = {}
        self.line: _Line | None = None
        self.article = ""
        self.marks: list[str] = []

    def read(self, element: etree._Element) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _OURS or (tag == TEI + "note" and element.get("resp")):
            return
        around = self.article
        if tag == TEI + "lb":
            self._begin(element)
        elif tag == TEI + "div" and not around and element.get("type") == "article":
            self.article = self.addresses.article_of(element)
        elif tag == TEI + "fw":
            self.article = ""  # furniture between the lines of an article is none of it
        kind = _SHOWN.get(tag)
        if kind:
            self.marks.append(kind)
            if self.line is not None and kind == "gap":
                self.line.pieces.append((kind, element.get("quantity", "1"), ""))
        self._write(element.text)
        for child in element:
            self.read(child)
            self._write(child.tail)
        if kind:
            self.marks.pop()
        self.article = around

    def _begin(self, lb: etree._Element) -> None:
        """A line is shown with the article in which it stands."""
        found = self.lines.get(lb.get("corresp", "").removeprefix("#"))
        self.line = None
        if found and self.article:
            read, n, page = found
            self.line = _Line("".join(map(str, read.itertext())), n, page)
            self.sources.setdefault(self.article, []).append(self.line)

    def _write(self, text: str | None) -> None:
        if text and self.line is not None:
            self.line.pieces.append((self.marks[-1] if self.marks else "", "", text))


def _write_read(element: etree._Element, text: str) -> None:
    """The line as it was read; what is not in NFC becomes so, and its code says what it was."""
    if unicodedata.is_normalized("NFC", text):
        element.text = text
        return
    for cluster in _clusters(text):
        normal = unicodedata.normalize("NFC", cluster)
        if normal != cluster:
            etree.SubElement(element, EDITION + "glyph", {"code": " ".join(f"U+{ord(char):04X}" for char in cluster)}).text = normal
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + cluster
        else:
            element.text = (element.text or "") + cluster


def _clusters(text: str) -> list[str]:
    """Each character with the combining marks that follow it."""
    out: list[str] = []
    for char in text:
        if out and unicodedata.combining(char):
            out[-1] += char
        else:
            out.append(char)
    return out
