"""Bytes of a layout file to its XML tree, or an error that says what is wrong. No entity, DTD or network is touched, no DOCTYPE accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from lxml import etree

from converter.errors import UnreadableError
from converter.xml_size import odd_encoding, too_many_tags

Element = etree._Element
MOST_BYTES = 128 * 1024 * 1024  # the largest page that an archive delivered had some 20 MB, with a box for every glyph
MOST_TAGS = 600_000  # a page has some 10,000; a tag takes 1,500 bytes of memory
_CHUNK = 8192
_BINARY = (b"\x1f\x8b", b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_AGAIN = "fetch the file again, or export it anew"


def root_of(name: str, data: bytes, known: Mapping[str, str]) -> Element:
    """The root of an XML file; its local name is one of `known` (local name to what to call the format).

    Raises UnreadableError for what is empty, too large, binary, broken, too deep, has a DOCTYPE or another root.
    """
    if not data.strip():
        raise UnreadableError("the file is empty", where=name, hint=_AGAIN)
    if len(data) > MOST_BYTES:
        what = f"the file has {len(data)} bytes, more than {MOST_BYTES}: no page or issue has"
        raise UnreadableError(what, where=name, hint="split it by pages")
    if tags := too_many_tags(data, MOST_TAGS):
        raise UnreadableError(f"the file {tags}: no issue has, and reading it would take all memory", where=name, hint="split it by pages")
    if encoding := odd_encoding(data):
        raise UnreadableError(f"the encoding of the file cannot be read: it {encoding}", where=name, hint="save it as UTF-8")
    if data.startswith(_BINARY):
        raise UnreadableError("the file is binary, not XML", where=name, hint="give the XML file that stands beside it")
    if _has_doctype(data):
        raise _doctype(name)
    root = _parsed(name, data)
    info: Any = root.getroottree().docinfo  # the stubs do not know it
    if info.doctype or info.internalDTD is not None:
        raise _doctype(name)
    if local(root) not in known:
        wanted = " or ".join(known.values())
        raise UnreadableError(
            f"the root element is {local(root)}, so this is not {wanted}", where=name, hint="`broadsheet formats` lists what is read"
        )
    return root


def local(element: Element) -> str:
    """The name without its namespace: these differ from version to version, and some files have none."""
    return str(element.tag).rpartition("}")[2]


def under(element: Element, *names: str) -> Iterator[Element]:
    """The descendants with one of the local names, in document order."""
    return element.iter(*(f"{{*}}{name}" for name in names))


def first(element: Element, name: str) -> Element | None:
    """The first descendant with the local name."""
    return next(under(element, name), None)


def content(element: Element | None) -> str:
    """The text inside, white space as single blanks."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute by its local name (xlink:href)."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


class _PrologEnds(Exception):  # noqa: N818
    """Thrown out of expat: what matters has been seen."""


def _has_doctype(data: bytes) -> bool:
    """Whether a DOCTYPE stands before the root: expat stops there, before any of its declarations is read."""
    seen: list[bool] = []
    parser = expat.ParserCreate()

    def stop(*what: object) -> None:
        seen.append(len(what) == 4)  # the name, two identifiers, an internal subset; a start tag has two arguments
        raise _PrologEnds

    parser.StartDoctypeDeclHandler = stop
    parser.StartElementHandler = stop
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)
    except (_PrologEnds, expat.ExpatError, LookupError, ValueError):
        pass  # what expat cannot read, libxml2 judges
    return any(seen)


def _parsed(name: str, data: bytes) -> Element:
    """The root. libxml2 itself refuses more than 256 elements inside each other (an article of a METS file lies some 15 deep)."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        said = " ".join(str(error.msg).split())
        if "depth" in said.lower() or "huge" in said.lower():
            what = f"its elements are nested too deep, or a text in it is too long, for a page ({said})"
        else:
            what = f"the XML is broken at line {error.lineno or 1}: {said}"
        raise UnreadableError(what, where=name, hint=_AGAIN) from error
    except ValueError as error:  # an encoding that is declared and unknown
        raise UnreadableError(f"the encoding of the file cannot be read: {error}", where=name, hint="save it as UTF-8") from error


def no_page(name: str) -> UnreadableError:
    """What to raise for layout files in which there is no page, not even an empty one."""
    return UnreadableError("it holds no page", where=name, hint="the program that made it has lost its pages: export it anew")


def _doctype(name: str) -> UnreadableError:
    hint = "delete the <!DOCTYPE …> at its top: it could define entities or fetch files, and is not needed"
    return UnreadableError("the file has a DOCTYPE, which is refused", where=name, hint=hint)
