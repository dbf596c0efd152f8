"""A TEI tree to notices by the grammar schemas/newspaper.xsd: libxml2 decides, xmlschema explains where it says no."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from converter.assets import asset
from converter.notices import Notice
from converter.validate.codes import notice
from converter.validate.document import TEI, Document, place, source_line

if TYPE_CHECKING:
    import xmlschema

MOST_ERRORS = 50  # a file with more is of another kind, and a person would not read on
MOST_NAMESPACES = 50  # that a file declares: xmlschema looks through all of them for each error; a file has some three
MOST_WAITED = 10  # libxml2 lists no more of what it waited for
OF_HEADER = {"att", "code", "gi", "ident", "ref", "val"}  # what a paragraph of the header speaks of encoding with
_ATTRIBUTE = re.compile(r"attribute ([^=\s]+)=")
_QUOTED = re.compile(r"'([^']+)'")
_ONE_OF = re.compile(r"Expected is (?:one of )?\( (.*) \)")
_XML = "{http://www.w3.org/XML/1998/namespace}"

Expected = dict[tuple[int, str], tuple[str, ...]]


@cache
def gate() -> etree.XMLSchema:
    """The grammar as libxml2 has it: loaded once in a process."""
    return etree.XMLSchema(etree.parse(asset("schemas", "newspaper.xsd")))


@cache
def explainer() -> xmlschema.XMLSchema10:
    """The same grammar as xmlschema has it: slow to load, and only needed for what is wrong."""
    import xmlschema

    return xmlschema.XMLSchema10(str(asset("schemas", "newspaper.xsd")), defuse="always", allow="local")


def check(document: Document) -> Iterator[Notice]:
    """A notice E-XSD-nn for each error, up to MOST_ERRORS; none where libxml2 finds the file valid."""
    schema = gate()
    if schema.validate(document.tree):
        return
    log: Any = schema.error_log  # the stubs do not know that it is a sequence
    complaints = list(log)
    expected = _expected_elements(complaints)
    seen: set[tuple[str, str, str]] = set()
    errors = explainer().iter_errors(document.tree) if _few_namespaces(document.tree) else iter(())
    for error in islice(errors, MOST_ERRORS):
        found = explained(error, document, expected)
        key = (found.code, f"{found.line} {found.where}", found.message)
        if key not in seen:  # a union of types complains once for each of its members
            seen.add(key)
            yield found
    if not seen:  # the two readings of the grammar differ, or the other takes too long: say what the one that decides said
        for entry in complaints[:MOST_ERRORS]:
            message = entry.message.replace(f"{{{TEI}}}", "")
            yield notice("E-XSD-09", entry.path or "file", message, file=document.name, line=entry.line)


def _few_namespaces(tree: etree._ElementTree) -> bool:
    """Whether a file declares no more prefixes than MOST_NAMESPACES."""
    found: set[object] = set()
    for _, declared in etree.iterwalk(tree, events=("start-ns",)):
        found.add(declared)
        if len(found) > MOST_NAMESPACES:
            return False
    return True


def explained(error: Any, document: Document, expected: Expected) -> Notice:
    """An error of xmlschema as a notice for a person. expected: what libxml2 waited for, by line and element."""
    import xmlschema

    element: etree._Element = error.elem if error.elem is not None else error.obj
    if isinstance(error, xmlschema.XMLSchemaChildrenValidationError):
        return _children(error, element, document, expected)
    reason = str(error.reason or "")
    if "missing required attribute" in reason or "attribute not allowed" in reason:
        return _attribute(reason, element, document)
    if "character data between child elements" in reason or "content element can't have child" in reason or "be empty" in reason:
        message = f"{_name(element)} holds text or elements that it cannot hold."
        return notice("E-XSD-07", place(element), message, element=element, document=document)
    return _value(reason, error.obj, element, document)


def _children(error: Any, parent: etree._Element, document: Document, expected: Expected) -> Notice:
    """Wrong, missing or too many elements inside `parent`."""
    child = error.invalid_child
    if child is None:
        wanted = _either([_shown(one.name) for one in error.expected or () if one.name])
        message = f"{_name(parent)} is not complete" + (f": {wanted} is missing." if wanted else ".")
        return notice("E-XSD-02", place(parent), message, element=parent, document=document, expected=wanted or None)
    wanted = _allowed(error, parent, expected.get((source_line(child), str(child.tag)), ()))
    if child.tag not in explainer().maps.elements:
        message = f"{_name(child)} is not an element of the newspaper encoding."
        return notice("E-XSD-03", place(child), message, element=child, document=document, expected=wanted)
    if _comes_later(child, parent, wanted):
        message = f"{_name(parent)} is not complete: {wanted} is missing before {_name(child)}."
        return notice("E-XSD-02", place(child), message, element=child, document=document, expected=wanted)
    message = f"{_name(child)} cannot stand here in {_name(parent)}."
    if next(child.iterancestors(f"{{{TEI}}}sourceDoc"), None) is not None:
        message += " sourceDoc is the record of what was read and is never edited: names and corrections belong into text."
    return notice("E-XSD-01", place(child), message, element=child, document=document, expected=wanted)


def _comes_later(child: etree._Element, parent: etree._Element, wanted: str) -> bool:
    """Whether the child is right where it is, but for the one element that has to stand before it: the header without publicationStmt."""
    kind: Any = explainer().maps.elements[str(parent.tag)].type
    if kind.mixed:
        return False
    order = [(_shown(one.name), one.min_occurs > 0) for one in kind.content.iter_elements() if one.name]
    names = [name for name, _ in order]
    due = (wanted, True) in order and _shown(str(child.tag)) in names[names.index(wanted) :]
    return due and parent.find(f"{{{TEI}}}{wanted}") is None


def _allowed(error: Any, parent: etree._Element, waited: tuple[str, ...]) -> str:
    """The elements that may stand where one may not. waited: what libxml2 waited for, of which it lists MOST_WAITED at most."""
    kind: Any = explainer().maps.elements[str(parent.tag)].type
    if kind.mixed:  # where text is, the elements come in any order
        names = {_shown(one.name) for one in kind.content.iter_elements()}
        if parent.tag == f"{{{TEI}}}p":  # the grammar has one p, the rules two (E-SCH-63, E-SCH-64)
            in_text = next(parent.iterancestors(f"{{{TEI}}}text"), None) is not None
            names = names - OF_HEADER if in_text else names & OF_HEADER
        return _either(sorted(names))
    if len(waited) >= MOST_WAITED:
        more = (_shown(one.name) for one in error.expected or () if one.name)
        return f"{_either([*waited, *more])} (and there may be more)"
    return _either(list(waited)) or f"the end of {_name(parent)}"


def _attribute(reason: str, element: etree._Element, document: Document) -> Notice:
    """A missing attribute, or one that the element does not have."""
    found = _QUOTED.search(reason)
    attribute = _shown(found[1] if found else "")
    if "missing" in reason:
        message = f"{_name(element)} has no {attribute}."
        return notice("E-XSD-05", place(element), message, element=element, document=document, expected=f'{attribute}="…"')
    message = f"{_name(element)} cannot have the attribute {attribute}."
    allowed = sorted(_shown(one) for one in explainer().maps.elements[str(element.tag)].attributes if one)
    wanted = _either(allowed) or f"no attribute on {_name(element)}"
    return notice("E-XSD-04", place(element), message, element=element, document=document, expected=wanted)


def _value(reason: str, value: Any, element: etree._Element, document: Document) -> Notice:
    """A value that its type does not allow."""
    found = _ATTRIBUTE.search(reason)
    declared: Any = explainer().maps.elements.get(str(element.tag))
    if found and declared is not None:
        name = found[1].replace("xml:", _XML)
        declared = declared.attributes.get(name)
        declared = getattr(declared, "ref", None) or declared
        said = f"{_shown(name)} of {_name(element)}"
        value = element.get(name, value)
    else:
        said = f"the text of {_name(element)}"
    message = f"The value “{str(value)[:60]}” of {said} is not allowed." if found else f"In {said}, “{str(value)[:60]}” is not allowed."
    return notice(
        "E-XSD-06",
        place(element),
        message,
        element=element,
        document=document,
        expected=_described(getattr(declared, "type", None)) or _documentation(declared),
    )


def _described(kind: Any) -> str | None:
    """What a type allows, in words: its values, or what its documentation says."""
    values = getattr(kind, "enumeration", None)
    if values:
        return _either([str(value) for value in values])
    return _documentation(kind)


def _documentation(declared: Any) -> str | None:
    """The words that the grammar has for a type, an attribute or an element."""
    said = " ".join(str(getattr(declared, "annotation", None) or "").split())
    return said or None


def _expected_elements(complaints: list[Any]) -> Expected:
    """What libxml2 waited for where it met an element that may not stand there."""
    out: Expected = {}
    for entry in complaints:
        tag, wanted = _QUOTED.search(entry.message), _ONE_OF.search(entry.message)
        if tag and wanted:
            out[entry.line, tag[1]] = tuple(_shown(name.strip()) for name in wanted[1].split(","))
    return out


def _either(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    return f"{', '.join(unique[:-1])} or {unique[-1]}" if len(unique) > 1 else "".join(unique)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _shown(name: str) -> str:
    return name.replace(_XML, "xml:").replace(f"{{{TEI}}}", "")
