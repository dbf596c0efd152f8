"""Bytes to a TEI tree, or to the one notice that says why they are none. No entity, DTD or network is touched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.parsers import expat

from lxml import etree

from converter.notices import Notice
from converter.validate.broken import sentence
from converter.validate.codes import notice
from converter.xml_size import DEEPEST, odd_encoding, too_many_tags

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LAST_LINE = 65534  # from here on libxml2 may have stopped counting
MOST_BYTES = 256 * 1024 * 1024
MOST_ALIKE = 500  # elements with the same id, line or number: to tell of each which others have it takes the square of their number
MOST_TAGS = 1_000_000  # an issue of 64 broadsheet pages with every name and date marked has some 500,000
_MAGIC = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"\xd0\xcf\x11\xe0")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")  # UTF-16 has zero bytes and is text
_IDS = frozenset(("DTD_ID_REDEFINED", "DTD_XMLID_VALUE"))  # what libxml2 says of ids
_DOCTYPE = re.compile(rb"<!DOCTYPE")
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<!doctype\s+html\b", re.IGNORECASE)
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ")


@dataclass(frozen=True)
class Document:
    """A TEI file: its tree and its bytes. name: what notices call it."""

    name: str
    content: bytes
    tree: etree._ElementTree

    def line_of(self, element: etree._Element) -> int:
        """The line of an element's start tag, from 1, also where libxml2 no longer counts."""
        line = source_line(element)
        if line < LAST_LINE:
            return line
        position = next(n for n, one in enumerate(elements(self.tree)) if one is element)
        return self.start_lines[position]

    @cached_property
    def start_lines(self) -> tuple[int, ...]:
        """The line of each start tag in document order; expat counts as far as a file goes."""
        lines: list[int] = []
        parser = expat.ParserCreate()

        def start(_name: str, _attributes: dict[str, str]) -> None:
            lines.append(parser.CurrentLineNumber)

        parser.StartElementHandler = start
        parser.Parse(self.content, True)
        return tuple(lines)


def read(content: bytes, name: str) -> Document | Notice:
    """Parses the bytes. The notice has a code E-XML-nn."""
    early = _refused(content, name)
    if early:
        return early
    root = _parsed(content, name)
    if isinstance(root, Notice):
        return root
    tree = root.getroottree()
    info: Any = tree.docinfo  # the stubs do not know it
    if info.doctype or info.internalDTD is not None:
        return _doctype(name, 1)
    if root.xpath(f"boolean(//*[count(ancestor::*) >= {DEEPEST}])"):
        return notice(
            "E-XML-07", "file", f"The file is too deep for a page: more than {DEEPEST} elements in one another.", file=name, line=1
        )
    return _named(root, name) or _alike(root, name) or Document(name, content, tree)


def _parsed(content: bytes, name: str) -> etree._Element | Notice:
    """The root. An id that is wrong or used twice is not the parser's affair: grammar and rules say it better."""
    parser = _parser(recover=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        log: Any = parser.error_log  # the exception's own log may be that of an earlier file
        entries = list(log)
        if not entries or any(entry.type_name not in _IDS for entry in entries):
            return _broken(entries, error, name)
        root = etree.fromstring(content, _parser(recover=True))
        ids = Counter(identifier for element in root.iter("{*}*") if (identifier := element.get(XML_ID)))
        identifier, times = ids.most_common(1)[0] if ids else ("", 0)
        if times > MOST_ALIKE:
            return notice("E-XML-07", "file", f"The file uses the id {identifier} {times} times.", file=name, line=entries[0].line)
        return root
    except ValueError as error:  # an encoding that is declared and unknown
        return notice("E-XML-06", "file", f"The encoding of the file cannot be read: {error}.", file=name, line=1)


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=recover)


def _refused(content: bytes, name: str) -> Notice | None:
    """What needs no parser to be seen."""
    if not content.strip():
        return notice("E-XML-01", "file", "The file is empty.", file=name, line=1)
    if len(content) > MOST_BYTES:
        return notice("E-XML-07", "file", f"The file has {len(content)} bytes, more than {MOST_BYTES}.", file=name, line=1)
    if tags := too_many_tags(content, MOST_TAGS):
        return notice("E-XML-07", "file", f"The file {tags}.", file=name, line=1)
    head = content[:1024]
    if head.startswith(_MAGIC + _PACKED) or (b"\x00" in head and not head.lstrip(b"\xef\xbb\xbf").startswith(_WIDE)):
        packed = head.startswith(_PACKED)
        said = "The file is packed, not XML: unpack it first." if packed else "The file is binary, not XML."
        return notice("E-XML-02", "file", said, file=name, line=1)
    if encoding := odd_encoding(content):
        return notice("E-XML-06", "file", f"The encoding of the file cannot be read: it {encoding}.", file=name, line=1)
    if _HTML.match(head):
        return notice("E-XML-08", "file", "The file is HTML, a page for browsers, not TEI.", file=name, line=1)
    found = _DOCTYPE.search(content)
    if found:
        # a comment or CDATA section may speak of one; the parser tells
        before = content[: found.start()]
        quoted = before.rfind(b"<!--") > before.rfind(b"-->") or before.rfind(b"<![CDATA[") > before.rfind(b"]]>")
        if not quoted:
            return _doctype(name, before.count(b"\n") + 1)
    return None


def _doctype(name: str, line: int) -> Notice:
    return notice("E-XML-04", "file", "The file has a DOCTYPE; it could define entities or fetch files.", file=name, line=line)


def _broken(entries: list[Any], error: etree.XMLSyntaxError, name: str) -> Notice:
    """The parser's first complaint that is not about an id, as a notice."""
    entry = next((one for one in entries if one.type_name not in _IDS), None)
    line = (entry.line if entry else error.lineno) or 1
    said = " ".join((entry.message if entry else error.msg).split())
    kind = entry.type_name if entry else ""
    if "huge" in said.lower() or "depth" in said.lower() or "RESOURCE_LIMIT" in kind:
        return notice("E-XML-07", "file", f"The file is too deep or has too long a text for a page: {said}.", file=name, line=line)
    if "ENCODING" in kind or "encoding" in said.lower() or "INVALID_CHAR" in kind:
        return notice("E-XML-06", "file", f"The characters of the file cannot be read: {said}.", file=name, line=line)
    if "UNDECLARED_ENTITY" in kind:
        return notice("E-XML-05", "file", f"The file uses an entity that XML does not know: {said}.", file=name, line=line)
    if kind == "ERR_DOCUMENT_EMPTY" or (line == 1 and "Start tag expected" in said):
        return notice("E-XML-02", "file", f"The file is not XML: {said}.", file=name, line=line)
    return notice("E-XML-03", "file", sentence(said), file=name, line=line)


def _named(root: etree._Element, name: str) -> Notice | None:
    """A notice if the root is not TEI's TEI."""
    said = etree.QName(root)
    if said.namespace == TEI and said.localname == "TEI":
        return None
    if said.localname == "TEI":
        message = f"The root is TEI in the namespace {said.namespace or '(none)'}."
    else:
        message = f"The root is {said.localname}, not TEI."
    return notice("E-XML-08", f"/{said.localname}", message, file=name, line=source_line(root), expected=f'<TEI xmlns="{TEI}">')


def _alike(root: etree._Element, name: str) -> Notice | None:
    """A notice if so many elements say that they are the same one that the rules could not be held against them."""
    breaks = Counter(one.get("corresp") for one in root.iter(f"{{{TEI}}}lb"))
    articles = Counter(one.get("n") for one in root.iter(f"{{{TEI}}}div") if one.get("type") == "article")
    for told, counted in (("lb with the corresp", breaks), ("articles with the n", articles)):
        counted.pop(None, None)
        for value, times in counted.most_common(1):
            if times > MOST_ALIKE:
                return notice("E-XML-07", "file", f"The file has {times} {told} {value}.", file=name, line=1)
    return None


def source_line(element: etree._Element) -> int:
    """The line as libxml2 counts it."""
    line: Any = element.sourceline
    return int(line or 1)


def elements(tree: etree._ElementTree) -> Iterator[etree._Element]:
    """Every element in document order, without comments and processing instructions."""
    return tree.getroot().iter("{*}*")


def place(element: etree._Element) -> str:
    """Where a person looks for an element: the nearest id, and the names from there (`a2-p1/date`)."""
    names: list[str] = []
    one: etree._Element | None = element
    while one is not None:
        identifier = one.get(XML_ID)
        if identifier:
            return "/".join([identifier, *reversed(names)])
        names.append(etree.QName(one).localname)
        one = one.getparent()
    return "/" + "/".join(reversed(names))
