"""Takes the TEI of an issue; gives the TEI of one article: the same header, its lines, its names, its text. Promises: valid where the issue is.

Nothing is changed inside: ids stay as they are. What the article points to outside of itself is named in the file of the issue beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import cast

from lxml import etree

from converter.characters import is_cjk

WHOLE = "index.xml"  # the TEI of the issue, beside the extracts
_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
# What is taken where the article names it, or something in it; all else goes with what holds it.
_CHOSEN_NAMES = """surfaceGrp surface zone line seg listPerson listPlace listOrg listEvent listBibl listRelation listNym person personGrp place
  org event bibl biblStruct nym relation"""
_CHOSEN = frozenset(_TEI + name for name in _CHOSEN_NAMES.split())
_IDS = etree.XPath("//@xml:id", smart_strings=False)
_POINTERS = etree.XPath("descendant-or-self::*/@*[contains(., '#')]", smart_strings=False)
_POINTING = etree.XPath("//*[@*[contains(., '#')]]")
_BESIDES = frozenset(_TEI + name for name in ("sourceDoc", "facsimile", "standOff"))


class Extracts:
    """The extracts of one file. root: its tree as it was read; it stays as it is."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._named = {name: element for element in root.iter(etree.Element) if (name := element.get(_ID))}
        self._page: dict[etree._Element, etree._Element] = {}  # of each div: the beginning of the page on which it begins
        beginning = None
        for element in root.iter(_TEI + "pb", _TEI + "div"):
            if element.tag == _TEI + "pb":
                beginning = element
            elif beginning is not None:
                self._page[element] = beginning

    def of(self, parts: Sequence[etree._Element], title: str) -> bytes:
        """The TEI of an article. parts: its div, and those that continue it; title: its headline."""
        beginnings = [self._page[part] for part in parts if part in self._page]
        tei = _shell(self._root)
        wanted = self._wanted([*parts, *beginnings])
        for child in self._root:
            if child.tag == _TEI + "text":
                tei.append(self._text(child, parts))
            elif child.tag in _BESIDES:
                kept = _kept(child, wanted)
                if len(kept):  # an empty list, or none at all, is left out
                    tei.append(kept)
            else:
                tei.append(deepcopy(child))
        _head(tei, title, {"article": sum(part.get("prev") is None for part in parts), "page": len(set(beginnings)), "line": _lines(tei)})
        _lead_out(tei)
        if tei.get(_ID) and parts[0].get(_ID):
            tei.set(_ID, f"{tei.get(_ID)}-{parts[0].get(_ID)}")
        return etree.tostring(tei, encoding="UTF-8", xml_declaration=True) + b"\n"

    def _wanted(self, parts: Iterable[etree._Element]) -> set[etree._Element]:
        """What the article names outside of itself, each with all that holds it."""
        found: set[etree._Element] = set()
        for part in parts:
            for value in cast(list[str], _POINTERS(part)):
                for name in _pointers(value):
                    self._add(name, found)
        return found

    def _add(self, name: str, found: set[etree._Element]) -> None:
        element = self._named.get(name)
        if element is not None and element not in found:
            found.add(element)
            found.update(element.iterancestors())

    def _text(self, text: etree._Element, parts: Sequence[etree._Element]) -> etree._Element:
        """The text with these divs alone in its body, each after the beginning of its page."""
        shell = _shell(text)
        body = etree.SubElement(shell, _TEI + "body")
        before = None
        for part in parts:
            beginning = self._page.get(part)
            if beginning is not None and beginning is not before:
                body.append(_alone(beginning))
            body.append(_alone(part))
            before = next(reversed([*part.iter(_TEI + "pb")]), beginning)
        return shell


def _kept(element: etree._Element, wanted: set[etree._Element]) -> etree._Element:
    taken = _shell(element)
    taken.text = element.text
    for child in element:
        if child.tag not in _CHOSEN:
            taken.append(deepcopy(child))
        elif child in wanted:
            inner = _kept(child, wanted)
            inner.tail = child.tail
            taken.append(inner)
    return taken


def _shell(element: etree._Element) -> etree._Element:
    """The element with its attributes and nothing in it. (`copy.copy` takes along all that it holds.)"""
    return etree.Element(element.tag, dict(cast(list[tuple[str, str]], element.items())), nsmap=cast(dict[str, str], element.nsmap))


def _alone(element: etree._Element) -> etree._Element:
    taken = deepcopy(element)
    taken.tail = None
    return taken


def _head(tei: etree._Element, title: str, counts: Mapping[str, int]) -> None:
    """What the header of the issue says of all of it is said of the article. counts: of each unit of its extent."""
    main = tei.find(f"{_TEI}teiHeader/{_TEI}fileDesc/{_TEI}titleStmt/{_TEI}title")
    if main is not None and title and not len(main):
        of = (main.text or "").strip()
        main.text = f"{of}{'：' if of and is_cjk(of[-1]) else ': '}{title}" if of else title
    for measure in tei.iterfind(f"{_TEI}teiHeader/{_TEI}fileDesc/{_TEI}extent/{_TEI}measure"):
        count = counts.get(measure.get("unit", ""))
        if count:
            measure.set("quantity", str(count))
    sampling = tei.find(f"{_TEI}teiHeader/{_TEI}encodingDesc/{_TEI}samplingDecl")
    if sampling is not None:
        said = etree.SubElement(sampling, _TEI + "p")
        said.text = "This file is an extract: one article of the issue, whose file is "
        etree.SubElement(said, _TEI + "ref", {"target": WHOLE}).text = WHOLE
        said[0].tail = "."


def _lines(tei: etree._Element) -> int:
    return sum(1 for _ in tei.iterfind(f"{_TEI}sourceDoc//{_TEI}line"))


def _lead_out(tei: etree._Element) -> None:
    """A pointer to what is not here points into the file of the issue."""
    here = frozenset(cast(list[str], _IDS(tei)))
    for element in cast(list[etree._Element], _POINTING(tei)):
        for name, value in cast(list[tuple[str, str]], element.items()):
            if "#" in value and name != _ID:
                led = " ".join(f"{WHOLE}{token}" if token[0] == "#" and token[1:] not in here else token for token in value.split())
                if led != value:
                    element.set(name, led)


def _pointers(value: str) -> Iterator[str]:
    return (token[1:] for token in value.split() if token[0] == "#")
