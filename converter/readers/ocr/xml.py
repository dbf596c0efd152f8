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
_DEEPEST = 256  # elements inside each other: as deep as libxml2 builds a tree
_BINARY = (b"\x1f\x8b", b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_AGAIN = "fetch the file again, or export it anew"


def root_of(name: str, data: bytes, known: Mapping[str, str]) -> Element:
    """The root of an XML file; its local name is one of `known` (local name to what to call the format).

    Raises UnreadableError for what is empty, too large, binary, broken, too deep, has a DOCTYPE or another root.
    """
    _check(name, data)
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


def section_of(name: str, data: bytes, section: str) -> Element | None:
    """The first element with a local name, if there is one. What stands around it is not kept, and what comes after it not even read.

    Raises UnreadableError for what is empty, too large, binary, has a DOCTYPE, or is broken before the section ends.
    """
    _check(name, data)
    wanted = _Section(name, section)
    parser = _parser(wanted)
    try:
        for at in range(0, len(data), _CHUNK):
            parser.feed(data[at : at + _CHUNK])
            if wanted.found is not None:
                return wanted.found
        parser.close()
    except (etree.XMLSyntaxError, ValueError) as error:
        if wanted.found is None:
            raise _broken(name, error) from error
    return wanted.found


def _check(name: str, data: bytes) -> None:
    """Raises UnreadableError for what no parser is to be given."""
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


class _Section:
    """What a parser is to build: one element, and nothing of what is around it."""

    def __init__(self, name: str, section: str) -> None:
        self.found: Element | None = None
        self._name, self._section, self._depth = name, section, 0
        self._builder = etree.TreeBuilder()

    def start(self, tag: str, attributes: dict[str | bytes, str | bytes]) -> None:
        if self.found is None and (self._depth or tag.rpartition("}")[2] == self._section):
            self._depth += 1
            if self._depth > _DEEPEST:
                raise UnreadableError("its elements are nested too deep for a page", where=self._name, hint=_AGAIN)
            self._builder.start(tag, dict(attributes))

    def end(self, tag: str) -> None:
        if self._depth:
            self._builder.end(tag)
            self._depth -= 1
            if not self._depth:
                self.found = self._builder.close()

    def close(self) -> None:
        """Nothing is left to do."""


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


def _parser(target: Any = None) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False,
        target=target,
    )  # fmt: skip


def _parsed(name: str, data: bytes) -> Element:
    """The root. libxml2 itself refuses more than 256 elements inside each other (an article of a METS file lies some 15 deep)."""
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _broken(name, error) from error


def _broken(name: str, error: etree.XMLSyntaxError | ValueError) -> UnreadableError:
    if not isinstance(error, etree.XMLSyntaxError):  # an encoding that is declared and unknown
        return UnreadableError(f"the encoding of the file cannot be read: {error}", where=name, hint="save it as UTF-8")
    said = " ".join(str(error.msg).split())
    if "depth" in said.lower() or "huge" in said.lower():
        what = f"its elements are nested too deep, or a text in it is too long, for a page ({said})"
    else:
        what = f"the XML is broken at line {error.lineno or 1}: {said}"
    return UnreadableError(what, where=name, hint=_AGAIN)


def no_page(name: str) -> UnreadableError:
    """What to raise for layout files in which there is no page, not even an empty one."""
    return UnreadableError("it holds no page", where=name, hint="the program that made it has lost its pages: export it anew")


def _doctype(name: str) -> UnreadableError:
    hint = "delete the <!DOCTYPE …> at its top: it could define entities or fetch files, and is not needed"
    return UnreadableError("the file has a DOCTYPE, which is refused", where=name, hint=hint)
