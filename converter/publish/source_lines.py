"""Takes a prepared TEI tree; writes down, for each article, its lines as they were read beside the same lines as the edition has them.

Promises: every character of a line stands on both sides, or a mark says what became of it; the text itself stays as it is.
"""

from __future__ import annotations

import unicodedata

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
    addresses = Addresses(root)
    sources: dict[str, etree._Element] = {}
    reader = _Reader(lines, addresses, sources)
    for text in root.iterchildren(TEI + "text"):
        reader.read(text)
    for source in sources.values():
        for line in source:
            if not len(line[1]) and "".join(map(str, line[0].itertext())).strip() == (line[1].text or "").strip():
                line.remove(line[1])
        source.set("changed", str(sum(line.get("changed") is not None for line in source)))
        root.append(source)


def _lines(root: etree._Element) -> dict[str, etree._Element]:
    """Lines, and parts of lines, by their id."""
    return {
        str(line.get(XML_ID)): line
        for document in root.iterchildren(TEI + "sourceDoc")
        for line in document.iter(TEI + "line", TEI + "seg")
        if line.get(XML_ID)
    }


class _Reader:
    """Goes through the text once; what it reads belongs to the line whose `lb` came last."""

    def __init__(self, lines: dict[str, etree._Element], addresses: Addresses, sources: dict[str, etree._Element]) -> None:
        self.lines, self.addresses, self.sources = lines, addresses, sources
        self.line: etree._Element | None = None
        self.marks: list[str] = []

    def read(self, element: etree._Element) -> None:
        if not isinstance(element.tag, str) or element.tag in _OURS or (element.tag == TEI + "note" and element.get("resp")):
            return
        if element.tag == TEI + "lb":
            self._begin(element)
        kind = _SHOWN.get(element.tag)
        if kind:
            self.marks.append(kind)
            self._mark(element, kind)
        self._write(element.text)
        for child in element:
            self.read(child)
            self._write(child.tail)
        if kind:
            self.marks.pop()

    def _begin(self, lb: etree._Element) -> None:
        """A line is shown with the article in which it stands; furniture between its lines is none of it."""
        self.line = None
        read = self.lines.get(lb.get("corresp", "").removeprefix("#"))
        article = self.addresses.article_of(lb)
        if read is None or not article or any(True for _ in lb.iterancestors(TEI + "fw")):
            return
        source = self.sources.get(article)
        if source is None:
            source = self.sources[article] = etree.Element(EDITION + "source", {"article": article}, {"ed": EDITION[1:-1]})
        whole = read if read.tag == TEI + "line" else next(read.iterancestors(TEI + "line"), read)
        surface = next(read.iterancestors(TEI + "surface"), None)
        self.line = etree.SubElement(source, EDITION + "line", {"n": whole.get("n", "")})
        if surface is not None:
            self.line.set("page", surface.get("n", ""))
        _write_read(etree.SubElement(self.line, EDITION + "read"), "".join(map(str, read.itertext())))
        etree.SubElement(self.line, EDITION + "edited")

    def _mark(self, element: etree._Element, kind: str) -> None:
        if self.line is not None and kind == "gap":
            etree.SubElement(self.line[1], EDITION + "mark", {"as": "gap", "n": element.get("quantity", "1")})
            self.line.set("changed", "changed")

    def _write(self, text: str | None) -> None:
        if not text or self.line is None:
            return
        edited = self.line[1]
        if self.marks:
            etree.SubElement(edited, EDITION + "mark", {"as": self.marks[-1]}).text = text
            self.line.set("changed", "changed")
        elif len(edited):
            edited[-1].tail = (edited[-1].tail or "") + text
        else:
            edited.text = (edited.text or "") + text


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
