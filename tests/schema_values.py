"""The XSD and the ODD of schemas/ as the same plain values, so that they can be compared: elements, attributes, values, content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
X, T = "{http://www.w3.org/2001/XMLSchema}", "{http://www.tei-c.org/ns/1.0}"
Element = etree._Element

# The names that the same type has on the two sides.
_ODD_TYPES = {"teidata.language": "xs:language"}
_LISTS = {"data.locals": "data.local", "data.pointers": "data.pointer", "data.points": "data.point"}

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
needs_tei = pytest.mark.skipif(not SHARED.is_dir(), reason="the official TEI schema is not beside the project")


@cache
def official() -> etree.RelaxNG:
    """tei_all: slow to load, so once for all tests of a process."""
    return etree.RelaxNG(etree.parse(SHARED / "tei" / "tei_all.rng"))


Content = tuple[Any, ...]  # ("sequence", "1", "1", parts), ("element", "1", "unbounded", name), ("text",) and so on


@dataclass(frozen=True)
class Attribute:
    """required; values: the closed list; type: the name of its type, `list of` before it where it takes several."""

    required: bool
    values: tuple[str, ...]
    type: str


@dataclass(frozen=True)
class Declared:
    """An element."""

    attributes: dict[str, Attribute]
    content: Content


@dataclass
class Schema:
    """A schema: elements, groups (macros) and the patterns of named types."""

    elements: dict[str, Declared] = field(default_factory=dict)
    groups: dict[str, Content] = field(default_factory=dict)
    patterns: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _occurs(node: Element) -> tuple[str, str]:
    return node.get("minOccurs", "1"), node.get("maxOccurs", "1")


# --- XSD ---------------------------------------------------------------------------------------


def xsd() -> Schema:
    """schemas/newspaper.xsd."""
    root = etree.parse(SCHEMAS / "newspaper.xsd").getroot()
    shared = {str(one.get("name")): dict(_attributes(one, {})) for one in root.findall(X + "attributeGroup")}
    out = Schema()
    for element in root.findall(X + "element"):
        out.elements[str(element.get("name"))] = Declared(dict(_attributes(element, shared)), _xsd_content(element))
    for group in root.findall(X + "group"):
        out.groups[str(group.get("name"))] = _particle(next(one for one in group if one.tag != X + "annotation"))
    for kind in root.findall(X + "simpleType"):
        out.patterns[str(kind.get("name"))] = tuple(str(one.get("value")) for one in kind.iter(X + "pattern"))
    return out


def _attributes(owner: Element, shared: dict[str, dict[str, Attribute]]) -> Iterator[tuple[str, Attribute]]:
    for one in owner.iter(X + "attribute", X + "attributeGroup"):
        if one.tag == X + "attributeGroup":
            yield from shared.get(str(one.get("ref")), {}).items()
            continue
        required = one.get("use") == "required"
        values = tuple(str(value.get("value")) for value in one.iter(X + "enumeration"))
        if one.get("ref"):
            kind = {"xml:id": "data.id", "xml:lang": "xs:language"}[str(one.get("ref"))]
            yield str(one.get("ref")), Attribute(required, values, kind)
        else:
            kind = str(one.get("type", ""))
            kind = f"list of {_LISTS[kind]}" if kind in _LISTS else kind
            yield str(one.get("name")), Attribute(required, values, kind)


def _xsd_content(element: Element) -> Content:
    if element.get("type"):
        return ("value", str(element.get("type")))
    extension = element.find(f".//{X}extension")
    if extension is not None:
        return ("value", str(extension.get("base")))
    complex_type = element.find(X + "complexType")
    if complex_type is None:
        pattern = element.find(f".//{X}pattern")
        assert pattern is not None
        return ("pattern", str(pattern.get("value")))
    particle = next((one for one in complex_type if one.tag in (X + "sequence", X + "choice", X + "all")), None)
    if complex_type.get("mixed") == "true":
        assert particle is not None
        parts = [_particle(one) for one in particle]
        if particle.tag == X + "sequence":  # one element, any number of times, is written without a choice
            assert [part[1:3] for part in parts] == [("0", "unbounded")]
            parts = [(part[0], "1", "1", *part[3:]) for part in parts]
        return ("mixed", frozenset(parts))
    return ("empty",) if particle is None else _single(_particle(particle))


def _particle(node: Element) -> Content:
    least, most = _occurs(node)
    if node.tag == X + "element":
        return ("element", least, most, str(node.get("ref")))
    if node.tag == X + "group":
        return ("group", least, most, str(node.get("ref")))
    kind = {X + "sequence": "sequence", X + "choice": "choice", X + "all": "all"}[str(node.tag)]
    return (kind, least, most, tuple(_particle(one) for one in node if one.tag != X + "annotation"))


# --- ODD ---------------------------------------------------------------------------------------


def odd() -> Schema:
    """schemas/newspaper.odd."""
    root = etree.parse(SCHEMAS / "newspaper.odd").getroot()
    shared = {str(one.get("ident")): dict(_attdefs(one)) for one in root.iter(T + "classSpec")}
    out = Schema()
    for element in root.iter(T + "elementSpec"):
        attributes = dict(_attdefs(element))
        for member in element.iter(T + "memberOf"):
            attributes.update(shared.get(str(member.get("key")), {}))
        content = element.find(T + "content")
        assert content is not None
        out.elements[str(element.get("ident"))] = Declared(attributes, _odd_content(content))
    for macro in root.iter(T + "macroSpec"):
        content = macro.find(T + "content")
        assert content is not None
        out.groups[str(macro.get("ident")).removeprefix("macro.")] = _model(content[0])
    for spec in root.iter(T + "dataSpec"):
        out.patterns[str(spec.get("ident"))] = tuple(str(one.get("restriction")) for one in spec.iter(T + "dataRef"))
    return out


def _attdefs(owner: Element) -> Iterator[tuple[str, Attribute]]:
    for one in owner.iter(T + "attDef"):
        if one.get("mode") == "delete":
            continue
        values = tuple(str(value.get("ident")) for value in one.iter(T + "valItem"))
        assert not values or {str(lists.get("type")) for lists in one.iter(T + "valList")} == {"closed"}
        kind = ""
        for datatype in one.iter(T + "datatype"):
            reference = datatype.find(T + "dataRef")
            assert reference is not None
            key = str(reference.get("key"))
            kind = ("list of " if datatype.get("maxOccurs") else "") + _ODD_TYPES.get(key, key)
        yield str(one.get("ident")), Attribute(one.get("usage") == "req", values, kind)


def _odd_content(content: Element) -> Content:
    only = content[0]
    if only.tag == T + "dataRef":
        return ("value", str(only.get("key"))) if only.get("key") else ("pattern", str(only.get("restriction")))
    if only.tag == T + "empty":
        return ("empty",)
    if only.find(T + "textNode") is not None:
        assert _occurs(only) == ("0", "unbounded")
        return ("mixed", frozenset(_model(one) for one in only if one.tag != T + "textNode"))
    return _single(_model(only))


def _model(node: Element) -> Content:
    least, most = _occurs(node)
    if node.tag == T + "elementRef":
        return ("element", least, most, str(node.get("key")))
    if node.tag == T + "macroRef":
        return ("group", least, most, str(node.get("key")).removeprefix("macro."))
    kind = "choice" if node.tag == T + "alternate" else "all" if node.get("preserveOrder") == "false" else "sequence"
    parts = tuple(_model(one) for one in node)
    if kind == "choice" and len(parts) == 1 and parts[0][:3] == ("group", "1", "1"):
        return ("group", least, most, parts[0][3])
    return (kind, least, most, parts)


def _single(content: Content) -> Content:
    """A sequence of one part is that part."""
    if content[:3] == ("sequence", "1", "1") and len(content[3]) == 1:
        return tuple(content[3][0])
    return content
