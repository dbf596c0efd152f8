"""A TEI tree to notices by the rules of schemas/newspaper.sch, which is compiled to one XSLT stylesheet once in a process.

lxml.isoschematron reaches the same verdict on the same file, which a test checks; but it is ten times slower and knows no lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from converter.assets import asset
from converter.notices import Notice
from converter.validate.codes import notice
from converter.validate.document import LAST_LINE, Document

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "http://www.w3.org/1999/XSL/Transform"
SAXON = "http://icl.com/saxon"  # libxslt knows its line-number()
MOST_FAILURES = 50  # of one code: who breaks a rule more often has one habit to mend, not fifty errors
_X = f"{{{XSL}}}"


@dataclass(frozen=True, slots=True)
class Failure:
    """A broken assertion: its code, the element that broke it (as `document.place` says it, and its line), the message with its values.

    position: the element's number in document order; only where libxml2 may have stopped counting lines.
    """

    code: str
    where: str
    line: int
    position: int | None
    message: str


@cache
def rules() -> etree._Element:
    """The schema as XML."""
    return etree.parse(asset("schemas", "newspaper.sch")).getroot()


def failures(tree: etree._ElementTree, sheet: etree.XSLT | None = None) -> Iterator[Failure]:
    """Each assertion that does not hold, pattern by pattern, in document order inside a pattern. sheet: other rules than ours."""
    result = (sheet or _stylesheet())(tree)
    root = result.getroot()
    for found in root if root is not None else ():
        at = found.get("at")
        message = " ".join("".join(map(str, found.itertext())).split())
        yield Failure(str(found.get("code")), str(found.get("where")), int(found.get("line", "1")), int(at) if at else None, message)


def check(document: Document) -> Iterator[Notice]:
    """A notice E-SCH-nn for each broken assertion, up to MOST_FAILURES of one code."""
    seen: Counter[str] = Counter()
    for one in failures(document.tree):
        seen[one.code] += 1
        if seen[one.code] <= MOST_FAILURES:
            line = one.line if one.position is None else document.start_lines[one.position]
            yield notice(one.code, one.where, one.message, file=document.name, line=line)


@cache
def _stylesheet() -> etree.XSLT:
    return stylesheet(rules())


def stylesheet(schema: etree._Element) -> etree.XSLT:
    """Rules as they are run: they read the tree and nothing else, no file and no network. Raises etree.XSLTParseError or ValueError where they cannot be."""
    control: Any = etree.XSLTAccessControl  # the stubs do not know DENY_ALL
    denied = control.DENY_ALL
    return etree.XSLT(etree.ElementTree(compiled(schema)), access_control=denied)


def compiled(schema: etree._Element) -> etree._Element:
    """The stylesheet: a loop over each rule's context, a test for each assertion."""
    prefixes: dict[str, str] = {str(ns.get("prefix")): str(ns.get("uri")) for ns in schema.iter(SCH + "ns")}
    sheet = etree.Element(_X + "stylesheet", nsmap={"xsl": XSL, "saxon": SAXON, **prefixes}, version="1.0")
    for key in schema.iter(_X + "key"):
        etree.SubElement(sheet, _X + "key", {str(name): str(value) for name, value in key.attrib.items()})
    template = etree.SubElement(sheet, _X + "template", match="/")
    found = etree.SubElement(template, "found")
    for pattern in schema.iter(SCH + "pattern"):
        # ISO lets only the first rule of a pattern that matches a node fire. With one rule there is nothing to choose.
        (rule,) = pattern.findall(SCH + "rule")
        # One walk for each alternative of a context, which no two may share: libxml2 joins node sets in quadratic time.
        for path in str(rule.get("context")).split(" | "):
            _loop(found, path.strip() if path.strip().startswith("/") else f"//{path.strip()}", rule)
    return sheet


def _loop(found: etree._Element, select: str, rule: etree._Element) -> None:
    """The rule's variables and tests for each node of a path."""
    loop = etree.SubElement(found, _X + "for-each", select=select)
    for part in rule:
        if part.tag == SCH + "let":
            etree.SubElement(loop, _X + "variable", name=str(part.get("name")), select=str(part.get("value")))
        elif part.tag == SCH + "assert":
            _test(loop, part)


def _test(loop: etree._Element, assertion: etree._Element) -> None:
    """An `if` that writes an `f` with the code, the place, the line and the message."""
    branch = etree.SubElement(loop, _X + "if", test=f"not({assertion.get('test')})")
    etree.SubElement(branch, _X + "variable", name="ids", select="count(ancestor-or-self::*[@xml:id])")
    failure = etree.SubElement(branch, "f", code=str(assertion.get("id")), line="{saxon:line-number()}")
    late = etree.SubElement(failure, _X + "if", test=f"saxon:line-number() >= {LAST_LINE}")
    at = etree.SubElement(late, _X + "attribute", name="at")
    etree.SubElement(at, _X + "value-of", select="count(preceding::*) + count(ancestor::*)")
    where = etree.SubElement(failure, _X + "attribute", name="where")
    etree.SubElement(where, _X + "value-of", select="ancestor-or-self::*[@xml:id][1]/@xml:id")
    below = etree.SubElement(where, _X + "for-each", select="ancestor-or-self::*[count(ancestor-or-self::*[@xml:id]) = $ids][not(@xml:id)]")
    etree.SubElement(below, _X + "value-of", select="concat('/', local-name())")
    etree.SubElement(failure, _X + "text").text = assertion.text
    for part in assertion:
        select = "name()" if part.tag == SCH + "name" else str(part.get("select"))
        etree.SubElement(failure, _X + "value-of", select=select)
        etree.SubElement(failure, _X + "text").text = part.tail
