"""Takes the tree of a TEI file that others encoded; gives it the divisions that the edition makes pages of. Promises: no word of its text is added, lost or moved.

Our own files, and others whose articles are `div`s of type article, stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from converter.notices import Notice

_TEI = "{http://www.tei-c.org/ns/1.0}"
_NUMBERED = frozenset(f"{_TEI}div{n}" for n in range(1, 8))
# what editions of newspapers call an article: the word itself, and the type of the DTA's base format for journals
_ARTICLES = frozenset(("article", "jarticle"))
_INCLUDE = "{http://www.w3.org/2001/XInclude}include"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OTHER = frozenset(("advertisement", "unassigned", "contents", "masthead"))


def settle_habits(root: etree._Element, where: str) -> tuple[Notice, ...]:
    """Changes the tree in place; says what it lacks. where: the name of the file."""
    return (*_inclusions(root, where), *_divisions(root, where))


def _inclusions(root: etree._Element, where: str) -> Iterator[Notice]:
    """No other file is read, whoever names it: it could be one that its author must not see."""
    named = [one.get("href", "") for one in root.iter(_INCLUDE)]
    if named:
        shown = ", ".join(dict.fromkeys(named))
        yield Notice("W-PUB-08", where, f"text of other files is missing, which it includes (xi:include): {shown}", file=where)


def _divisions(root: etree._Element, where: str) -> tuple[Notice, ...]:
    for element in root.iter(*_NUMBERED):
        element.tag = _TEI + "div"  # TEI P5, 4.1.2: numbered and un-numbered divisions mean the same
    if root.tag == _TEI + "TEI" and root.find(_TEI + "text") is None:
        return (_without_text(root, where),)
    if _has_articles(root):
        return ()
    for division in root.iter(_TEI + "div"):
        if division.get("type", "").casefold() in _ARTICLES:
            division.set("type", "article")
    if _has_articles(root):
        return ()
    for text in [text for text in root.iter(_TEI + "text") if text.getparent() is not None and text.getparent() is not root]:
        if next(text.iter(_TEI + "group"), None) is None:
            _as_article(text)
    if _has_articles(root) or not any(_might_be_one(part) for body in root.iter(_TEI + "body") for part in body):
        return ()
    return (Notice("W-PUB-06", where, "no div of type article: all of the text is on the page of the issue", file=where),)


def _might_be_one(part: etree._Element) -> bool:
    """Whether it is text that is said to be none of the other things that a page prints."""
    return part.tag in (_TEI + "div", _TEI + "p", _TEI + "head") and part.get("type") not in _OTHER


def _has_articles(root: etree._Element) -> bool:
    return any(division.get("type") == "article" for division in root.iter(_TEI + "div"))


def _as_article(text: etree._Element) -> None:
    """A text in a group of texts is a distinct one (TEI P5, 4.3.1): in a journal, an article. Its front, body and back follow each other."""
    text.tag = _TEI + "div"
    text.set("type", "article")
    for part in list(text):
        if part.tag in (_TEI + "front", _TEI + "body", _TEI + "back"):
            at = text.index(part)
            for child in reversed(list(part)):
                text.insert(at, child)
            text.remove(part)


def _without_text(root: etree._Element, where: str) -> Notice:
    """A transcription that follows the page (TEI P5, 12.2.2) is read line by line; of images alone there is nothing to read."""
    surfaces = [surface for source in root.iterchildren(_TEI + "sourceDoc") for surface in source.iter(_TEI + "surface")]
    written = [(surface, lines) for surface in surfaces if (lines := list(_lines(surface)))]
    if not written:
        return Notice("W-PUB-07", where, "no text element: what its header says is all that is shown", file=where)
    body = etree.SubElement(etree.SubElement(root, _TEI + "text"), _TEI + "body")
    for surface, lines in written:
        division = etree.SubElement(body, _TEI + "div", {"type": "unassigned"})
        etree.SubElement(division, _TEI + "pb", {"n": surface.get("n", "")})
        block = etree.SubElement(division, _TEI + "ab")
        for line in lines:
            etree.SubElement(block, _TEI + "lb").tail = line.text
            for child in line:
                block.append(deepcopy(child))
    for element in body.iter(etree.Element):
        element.attrib.pop(_ID, "")  # the line keeps it
    return Notice("W-PUB-07", where, "no text element: the lines of its sourceDoc are shown as they stand", file=where)


def _lines(surface: etree._Element) -> Iterator[etree._Element]:
    """What is written on a surface: its lines, or the zones that have words and no lines; those of a surface inside it are its own."""
    for element in surface.iterchildren(_TEI + "line", _TEI + "zone"):
        if element.tag == _TEI + "line" or next(element.iterchildren(_TEI + "line", _TEI + "zone", _TEI + "surface"), None) is None:
            if "".join(map(str, element.itertext())).strip():
                yield element
        else:
            yield from _lines(element)
