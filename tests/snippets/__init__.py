"""Reads the snippets of this folder and puts each into the frame document, with the source lines that its text needs."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).parent
S, T = "{urn:snippets}", "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NOT_READ = {T + name for name in ("gap", "supplied", "corr", "reg", "expan", "figDesc")}


@dataclass(frozen=True)
class Snippet:
    """A whole TEI file around one snippet. codes: what its validation is to say, empty where it is to pass."""

    label: str
    codes: frozenset[str]
    content: bytes


def snippets() -> Iterator[Snippet]:
    """All of them, file by file."""
    for path in sorted(FOLDER.glob("*.xml")):
        if path.name in ("frame.xml", "issue.xml"):
            continue
        for row in etree.parse(path, _parser()).getroot().iter(S + "row"):
            for n, case in enumerate(row.iterchildren("{urn:snippets}*"), 1):
                kind = etree.QName(case).localname
                label = f"{path.stem}: {row.get('name')}, {kind} {n}"
                yield Snippet(label, frozenset(str(case.get("codes", "")).split()), _framed(case, str(row.get("in"))))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(collect_ids=False, resolve_entities=False)


def _framed(case: etree._Element, place: str) -> bytes:
    root = etree.parse(FOLDER / "frame.xml", _parser()).getroot()
    case = deepcopy(case)
    case.tail = None
    own_lines = case.find(T + "sourceDoc") is not None
    if place == "replace":
        for child in case:
            old = root.find(f".//{child.tag}")
            assert old is not None
            parent = old.getparent()
            assert parent is not None
            child.tail = old.tail
            parent.replace(old, child)
    elif place in ("fileDesc", "profileDesc"):
        _refill(root, case, place)
    else:
        _into_body(root, case, place)
    if not own_lines:
        _add_lines(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _refill(root: etree._Element, case: etree._Element, place: str) -> None:
    """Puts the snippet in the place of what the header's part holds, but for the first and the last of fileDesc."""
    parent = root.find(f".//{T}{place}")
    assert parent is not None
    kept = ("titleStmt", "sourceDesc") if place == "fileDesc" else ()
    for child in list(parent):
        if etree.QName(child).localname not in kept:
            parent.remove(child)
    at = 1 if kept else 0
    parent[at:at] = list(case)


def _into_body(root: etree._Element, case: etree._Element, place: str) -> None:
    body = root.find(f".//{T}body")
    assert body is not None
    body.remove(body[-1])  # the page that the frame shows where a snippet brings no text
    if place == "body":
        body.extend(list(case))
        if case.text:
            body[-1].tail = case.text
        return
    div = etree.SubElement(body, T + "div", {"type": "article", XML_ID: "a1"})
    if place == "article":
        div.extend(list(case))
        return
    assert place == "p", place
    paragraph = etree.SubElement(div, T + "p", {XML_ID: "a1-p1"})
    opening = etree.SubElement(paragraph, T + "lb", corresp="#p1-l1")
    opening.tail = case.text
    paragraph.extend(list(case))


def _add_lines(root: etree._Element) -> None:
    """Gives the frame a line for every lb that names one, with the text up to the next lb."""
    texts: dict[str, str] = {}
    body = root.find(f"{T}text")
    assert body is not None
    _collect(body, texts, [""])
    surface = root.find(f".//{T}surface")
    assert surface is not None
    for name, text in texts.items():
        etree.SubElement(surface, T + "line", {XML_ID: name, "n": name.rpartition("l")[2]}).text = text


def _collect(element: etree._Element, texts: dict[str, str], line: list[str]) -> None:
    if element.tag == T + "lb" and element.get("corresp"):
        line[0] = str(element.get("corresp"))[1:]
        texts.setdefault(line[0], "")
    ours = element.tag in NOT_READ or (element.tag == T + "note" and element.get("resp") and element.get("type") is None)
    if not ours:
        _add(element.text, texts, line)
        for child in element:
            _collect(child, texts, line)
            _add(child.tail, texts, line)
    elif element.find(f".//{T}lb") is not None:  # a note of ours with a line in it is what a snippet shows to be wrong
        for child in element.iter(T + "lb"):
            texts.setdefault(str(child.get("corresp"))[1:], "")


def _add(text: str | None, texts: dict[str, str], line: list[str]) -> None:
    if text and line[0]:
        texts[line[0]] += text
