"""Takes the grammar and the rules that lie in a bag, as a stranger's, and checks TEI by them. They fetch nothing, expand nothing, and include only what lies beside them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from converter.notices import Notice
from converter.verify.codes import CODES, Findings, shown
from converter.verify.digests import content_of
from converter.verify.holder import Holder

if TYPE_CHECKING:
    from converter.validate.document import Document

FOLDER = "data/schemas/"
GRAMMAR, RULES = FOLDER + "newspaper.xsd", FOLDER + "newspaper.sch"
MOST_BYTES = 8 << 20  # of a schema; ours have a sixtieth of it
MOST_PARTS = 100_000  # of a grammar whose groups are written out, which libxml2 does; ours has a twentieth of it
MOST_ERRORS = 50  # that are told of one file
_BASE = "bag:/"
_XS = "{http://www.w3.org/2001/XMLSchema}"
_WRITTEN_OUT = (_XS + "group", _XS + "attributeGroup", _XS + "complexType")
_REFERS = {_XS + "extension": _XS + "complexType", _XS + "restriction": _XS + "complexType"}  # by its base
_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_OWN_CODE = re.compile(r"E-SCH-\d+")


class _Refused(Exception):  # noqa: N818 - what a schema is, not a fault
    """A schema that is not used; the message says why."""


@dataclass(frozen=True, slots=True)
class Schemas:
    """Both as they are run; None for one that is not there or cannot be used. remedies: what the rules say of each of their codes."""

    grammar: etree.XMLSchema | None
    rules: etree.XSLT | None
    remedies: dict[str, str]

    def check(self, read: Document) -> Iterator[Notice]:
        """What the file has that they do not allow."""
        if self.grammar is not None and not self.grammar.validate(read.tree):
            yield from _of_grammar(self.grammar, read)
        if self.rules is not None:
            try:
                yield from self._of_rules(self.rules, read)
            except etree.XSLTApplyError as why:  # they wanted to read a file, say
                message = f"The rules cannot be run: {_said(why)}."
                yield Notice("E-BAG-26", RULES, message, file=RULES, hint=CODES["E-BAG-26"][1])

    def _of_rules(self, rules: etree.XSLT, read: Document) -> Iterator[Notice]:
        from converter.validate.schematron import failures

        for number, one in enumerate(failures(read.tree, rules)):
            if number == MOST_ERRORS:
                return
            known = _OWN_CODE.fullmatch(one.code)
            message = one.message if known else f"{shown(one.code)}: {one.message}"
            code = one.code if known else "E-BAG-27"
            line = one.line if one.position is None else read.start_lines[one.position]
            yield Notice(code, one.where, message, file=read.name, line=line, hint=self.remedies.get(one.code) or CODES["E-BAG-27"][1])


def _of_grammar(grammar: etree.XMLSchema, read: Document) -> Iterator[Notice]:
    """In the words of libxml2: those of `validate` are made from the grammar of this version, which may be another."""
    from converter.validate.codes import notice

    log: Any = grammar.error_log  # the stubs do not know that it is a sequence
    for entry in list(log)[:MOST_ERRORS]:
        message = re.sub(r"\{[^}]*\}", "", entry.message)
        yield notice("E-XSD-09", entry.path or "file", message, file=read.name, line=entry.line)


def schemas(holder: Holder, found: Findings) -> Schemas:
    """What cannot be used is a finding E-BAG-26."""
    grammar: etree.XMLSchema | None = None
    rules: etree.XSLT | None = None
    remedies: dict[str, str] = {}
    if GRAMMAR in holder.sizes:
        try:
            grammar = _grammar(holder)
        except (_Refused, etree.LxmlError) as why:
            found.tell("E-BAG-26", GRAMMAR, f"The grammar cannot be used: {_said(why)}.")
    if RULES in holder.sizes:
        from converter.validate.schematron import stylesheet

        try:
            schema = _parsed(holder, RULES)
            rules = stylesheet(schema)
            remedies = _remedies(schema)
        except (_Refused, etree.LxmlError, ValueError) as why:
            found.tell("E-BAG-26", RULES, f"The rules cannot be used: {_said(why)}.")
    return Schemas(grammar, rules, remedies)


def _grammar(holder: Holder) -> etree.XMLSchema:
    """Compiled from the bag: lxml asks the resolver of the schema's own parser for what it includes."""
    parser = _parser()
    refused: list[str] = []
    parser.resolvers.add(_Beside(holder, refused))
    root = etree.fromstring(_content(holder, GRAMMAR), parser, base_url=_BASE + GRAMMAR)
    _check_plain(root)
    _check_size([root, *(_parsed(holder, name) for name in holder.sizes if _beside(name))])
    try:
        return etree.XMLSchema(etree.ElementTree(root))
    except etree.LxmlError as error:
        raise _Refused(refused[0] if refused else str(error)) from error


class _Beside(etree.Resolver):
    """Gives a schema the files of data/schemas, and nothing else: what is asked for elsewhere is empty, which no schema is."""

    def __init__(self, holder: Holder, refused: list[str]) -> None:
        self._holder, self._refused = holder, refused

    def resolve(self, url: str, _public: str, context: Any) -> Any:  # type: ignore[override,unused-ignore]
        name = posixpath.normpath(url.removeprefix(_BASE)) if url.startswith(_BASE) else ""
        try:
            if not _beside(name) or name not in self._holder.sizes:
                raise _Refused(f"it includes {shown(url.removeprefix(_BASE))}, which is not in {FOLDER} of the bag")
            return self.resolve_string(etree.tostring(_parsed(self._holder, name)), context, base_url=url)
        except (_Refused, etree.LxmlError) as why:
            self._refused.append(_said(why))
            return self.resolve_string(b"<refused/>", context, base_url=url)


def _beside(name: str) -> bool:
    return name.startswith(FOLDER) and name.endswith(".xsd") and name != GRAMMAR


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)


def _parsed(holder: Holder, name: str) -> etree._Element:
    root = etree.fromstring(_content(holder, name), _parser())
    _check_plain(root)
    return root


def _content(holder: Holder, name: str) -> bytes:
    content = content_of(holder, name, MOST_BYTES, Findings())
    if content is None:
        raise _Refused(f"{name} cannot be read, or has more than {MOST_BYTES} bytes")
    return content


def _check_plain(root: etree._Element) -> None:
    """A DOCTYPE could define entities."""
    info: Any = root.getroottree().docinfo  # the stubs do not know it
    if info.doctype or info.internalDTD is not None:
        raise _Refused("it has a DOCTYPE")


def _check_size(roots: Sequence[etree._Element]) -> None:
    """Groups that hold groups twice, and these again, are a page that libxml2 would make millions of pages of. roots: all schemas of the bag."""
    named: dict[tuple[str, str], list[etree._Element]] = {}
    for root in roots:
        for one in root.iter(*_WRITTEN_OUT):
            if one.get("name"):
                named.setdefault((str(one.tag), str(one.get("name"))), []).append(one)
    parts: dict[tuple[str, str], int] = {}

    def written_out(element: etree._Element) -> int:
        total = 0
        for one in element.iter(etree.Element):
            key = (_REFERS.get(str(one.tag), str(one.tag)), str(one.get("ref") or one.get("base") or "").rpartition(":")[2])
            if key in named and key not in parts:
                parts[key] = 0  # one that holds itself is refused by libxml2
                parts[key] = max(map(written_out, named[key]))
            total += 1 + parts.get(key, 0)
        if total > MOST_PARTS:
            raise _Refused(f"it has more than {MOST_PARTS} parts when its groups are written out")
        return total

    try:
        for root in roots:
            written_out(root)
    except RecursionError as error:
        raise _Refused("its groups lie in each other too deeply") from error


def _remedies(schema: etree._Element) -> dict[str, str]:
    told = {one.get("id"): " ".join("".join(map(str, one.itertext())).split()) for one in schema.iter(_SCH + "diagnostic")}
    return {str(one.get("id")): told[one.get("diagnostics")] for one in schema.iter(_SCH + "assert") if one.get("diagnostics") in told}


def _said(why: Exception) -> str:
    return shown(" ".join(str(why).split())).rstrip(".") or "it is not what it should be"
