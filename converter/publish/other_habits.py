"""Takes the tree of a TEI file that others encoded; gives it the divisions that the edition makes pages of. Promises: no word is added, lost or moved.

Our own files, and others whose articles are `div`s of type article, stay as they are.
"""

from __future__ import annotations

from lxml import etree

from converter.notices import Notice

_TEI = "{http://www.tei-c.org/ns/1.0}"
_NUMBERED = frozenset(f"{_TEI}div{n}" for n in range(1, 8))
_OTHER = frozenset(("advertisement", "unassigned", "contents", "masthead"))


def settle_habits(root: etree._Element, where: str) -> tuple[Notice, ...]:
    """Changes the tree in place; says so where no article was found. where: the name of the file."""
    for element in root.iter(*_NUMBERED):
        element.tag = _TEI + "div"  # TEI P5, 4.1.2: numbered and un-numbered divisions mean the same
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
