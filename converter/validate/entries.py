"""A TEI tree to warnings where mentions and entries of standOff have parted: an entry that nothing refers to, a corrected name that its entry does not have.

Both are what a correction by hand leaves behind when only one of the two places was changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from converter.notices import Notice
from converter.validate.codes import notice
from converter.validate.document import TEI, XML_ID, Document, place

_T = f"{{{TEI}}}"
_NAMES = {"person": "persName", "place": "placeName", "org": "orgName"}
# The reading of the edition: without what was corrected, copies and what is not of the sentence. Both forms of a spelling are good names.
_UNREAD = frozenset(_T + name for name in ("sic", "surplus", "del", "fw", "note"))
_SPELLINGS = (frozenset((_T + "orig", _T + "abbr")), frozenset((_T + "reg", _T + "expan")))


def check(document: Document) -> Iterator[Notice]:
    """W-REF-01 for each entry in vain, W-REF-02 for each mention whose corrected name its entry lacks."""
    root = document.tree.getroot()
    entries = [entry for part in root.iterchildren(_T + "standOff") for entry in part.iter(*(_T + kind for kind in _NAMES))]
    if not entries:
        return
    referred = {
        word[1:]
        for element in root.iter(etree.Element)
        for value in element.attrib.values()
        for word in str(value).split()
        if word[:1] == "#"
    }
    in_vain = {entry for entry in entries if not any(one.get(XML_ID) in referred for one in entry.iter(entry.tag))}
    for entry in entries:
        if entry in in_vain and entry.getparent() not in in_vain:
            message = f"Nothing refers to the entry {entry.get(XML_ID)} ({_first_name(entry)})."
            yield notice("W-REF-01", place(entry), message, element=entry, document=document)
    yield from _mentions(document, {str(entry.get(XML_ID)): entry for entry in entries})


def _mentions(document: Document, entries: dict[str, etree._Element]) -> Iterator[Notice]:
    for text in document.tree.getroot().iterchildren(_T + "text"):
        for mention in text.iter(*(_T + name for name in _NAMES.values())):
            entry = entries.get(str(mention.get("ref", "")).removeprefix("#"))
            if entry is None or _T + _NAMES[etree.QName(entry).localname] != mention.tag:
                continue
            if next(mention.iter(_T + "corr"), None) is None:
                continue  # as printed: a surname (汪院長) or a familiar form (老王) need not stand in the entry
            readings = {_reading(mention, unread) for unread in _SPELLINGS}
            if "" not in readings and readings.isdisjoint(_names(entry)):
                message = f"The name {_reading(mention, _SPELLINGS[0])} is not one of its entry {entry.get(XML_ID)} ({_first_name(entry)})."
                yield notice("W-REF-02", place(mention), message, element=mention, document=document)


def _names(entry: etree._Element) -> Iterator[str]:
    for name in entry.iterchildren(_T + _NAMES[etree.QName(entry).localname]):
        for unread in _SPELLINGS:
            yield _reading(name, unread)


def _first_name(entry: etree._Element) -> str:
    return next(_names(entry), "without a name")


def _reading(element: etree._Element, unread: frozenset[str]) -> str:
    """What it says, without blanks, which layout and line ends leave in names."""
    return "".join(_words(element, unread).split())


def _words(element: etree._Element, unread: frozenset[str]) -> str:
    weak = element.tag == _T + "pc" and element.get("force") == "weak"
    if not isinstance(element.tag, str) or element.tag in _UNREAD or element.tag in unread or weak:
        return ""
    return (element.text or "") + "".join(_words(child, unread) + (child.tail or "") for child in element)
