"""A TEI tree to notices by the rules of schemas/newspaper.sch, which is compiled to one XSLT stylesheet once in a process.

lxml.isoschematron reaches the same verdict on the same file, which a test checks; but it is ten times slower and knows no lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from converter.assets import asset
from converter.notices import Notice
from converter.validate.codes import notice
from converter.validate.document import Document, elements, place

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "http://www.w3.org/1999/XSL/Transform"
_X = f"{{{XSL}}}"


@dataclass(frozen=True, slots=True)
class Failure:
    """A broken assertion: the element that broke it (by its place in document order), and the message with its values."""

    code: str
    position: int
    message: str


@cache
def rules() -> etree._Element:
    """The schema as XML."""
    return etree.parse(asset("schemas", "newspaper.sch")).getroot()


def failures(tree: etree._ElementTree) -> Iterator[Failure]:
    """Each assertion that does not hold, pattern by pattern, in document order inside a pattern."""
    result = _stylesheet()(tree)
    root = result.getroot()
    for found in root if root is not None else ():
        yield Failure(str(found.get("code")), int(found.get("at", "0")), " ".join("".join(map(str, found.itertext())).split()))


def check(document: Document) -> Iterator[Notice]:
    """A notice E-SCH-nn for each broken assertion."""
    found = list(failures(document.tree))
    if not found:
        return
    all_elements = list(elements(document.tree))
    for one in found:
        element = all_elements[one.position]
        yield notice(one.code, place(element), one.message, element=element, document=document)


@cache
def _stylesheet() -> etree.XSLT:
    control: Any = etree.XSLTAccessControl  # the stubs do not know DENY_ALL
    denied = control.DENY_ALL
    return etree.XSLT(etree.ElementTree(compiled(rules())), access_control=denied)


def compiled(schema: etree._Element) -> etree._Element:
    """The stylesheet: a loop over each rule's context, a test for each assertion."""
    prefixes: dict[str, str] = {str(ns.get("prefix")): str(ns.get("uri")) for ns in schema.iter(SCH + "ns")}
    sheet = etree.Element(_X + "stylesheet", nsmap={"xsl": XSL, **prefixes}, version="1.0")
    for key in schema.iter(_X + "key"):
        etree.SubElement(sheet, _X + "key", {str(name): str(value) for name, value in key.attrib.items()})
    template = etree.SubElement(sheet, _X + "template", match="/")
    found = etree.SubElement(template, "found")
    for pattern in schema.iter(SCH + "pattern"):
        # ISO lets only the first rule of a pattern that matches a node fire. With one rule there is nothing to choose.
        (rule,) = pattern.findall(SCH + "rule")
        context = " | ".join(one if one.startswith("/") else f"//{one}" for one in map(str.strip, str(rule.get("context")).split("|")))
        loop = etree.SubElement(found, _X + "for-each", select=context)
        for part in rule:
            if part.tag == SCH + "let":
                etree.SubElement(loop, _X + "variable", name=str(part.get("name")), select=str(part.get("value")))
            elif part.tag == SCH + "assert":
                _test(loop, part)
    return sheet


def _test(loop: etree._Element, assertion: etree._Element) -> None:
    """An `if` that writes a `f` with the code, the element's position and the message."""
    branch = etree.SubElement(loop, _X + "if", test=f"not({assertion.get('test')})")
    failure = etree.SubElement(branch, "f", code=str(assertion.get("id")))
    at = etree.SubElement(failure, _X + "attribute", name="at")
    etree.SubElement(at, _X + "value-of", select="count(preceding::*) + count(ancestor::*)")
    etree.SubElement(failure, _X + "text").text = assertion.text
    for part in assertion:
        select = "name()" if part.tag == SCH + "name" else str(part.get("select"))
        etree.SubElement(failure, _X + "value-of", select=select)
        etree.SubElement(failure, _X + "text").text = part.tail
