"""Grammar, guidelines and rules say the same, and nothing that official TEI does not allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

import pytest
from lxml import etree
from mutants import OPERATORS
from schema_values import SCHEMAS, SHARED, Attribute, Schema, needs_tei, odd, official, xsd
from snippets import FOLDER, snippets

from converter import source_check
from converter.validate import validate
from converter.validate.codes import CODES
from converter.validate.grammar import gate

XML = "{http://www.w3.org/XML/1998/namespace}"
T, R, SCH = "{http://www.tei-c.org/ns/1.0}", "{http://relaxng.org/ns/structure/1.0}", "{http://purl.oclc.org/dsdl/schematron}"

SAMPLES = {  # a value of each type that grammar, rules and TEI take
    "data.local": "#p1",
    "list of data.local": "#p1",
    "data.pointer": "https://example.org/",
    "list of data.pointer": "https://example.org/ #p1",
    "data.date": "2021-03",
    "data.time": "17:30:00",
    "data.count": "3",
    "data.number": "0.5",
    "list of data.point": "0,0 1.5,0 1,1",
    "data.length": "12.5px",
    "data.version": "1.0.0rc1",
    "data.word": "x",
    "data.text": "x y",
    "xs:language": "zh-Hant",
}


@pytest.fixture(scope="module")
def grammar() -> Schema:
    return xsd()


@pytest.fixture(scope="module")
def guidelines() -> Schema:
    return odd()


def test_same_elements(grammar: Schema, guidelines: Schema) -> None:
    assert grammar.elements.keys() == guidelines.elements.keys()
    assert len(grammar.elements) > 110


def test_same_attributes_and_closed_lists(grammar: Schema, guidelines: Schema) -> None:
    for name, declared in grammar.elements.items():
        assert declared.attributes == guidelines.elements[name].attributes, name


def test_same_content(grammar: Schema, guidelines: Schema) -> None:
    assert grammar.groups == guidelines.groups
    for name, declared in grammar.elements.items():
        assert declared.content == guidelines.elements[name].content, name


def test_same_types(grammar: Schema, guidelines: Schema) -> None:
    named = {
        name
        for declared in grammar.elements.values()
        for one in declared.attributes.values()
        for name in [one.type.removeprefix("list of ")]
    }
    own = {name for name in named if name.startswith("data.")}
    assert own <= guidelines.patterns.keys()
    for name in own & grammar.patterns.keys() - {"data.text"}:
        assert grammar.patterns[name] == guidelines.patterns[name], name


def test_modules_include_every_element() -> None:
    root = etree.parse(SCHEMAS / "newspaper.odd").getroot()
    included = {(name, str(module.get("key"))) for module in root.iter(T + "moduleRef") for name in str(module.get("include", "")).split()}
    specified = {(str(one.get("ident")), str(one.get("module"))) for one in root.iter(T + "elementSpec")}
    assert included == specified
    groups = {f"#{one.get(XML + 'id')}" for one in root.iter(T + "specGrp")}
    assert groups == {one.get("target") for one in root.iter(T + "specGrpRef")}


def rule_parts(rule: etree._Element) -> tuple[str, ...]:
    lets = [f"{one.get('name')} = {one.get('value')}" for one in rule.findall(SCH + "let")]
    asserts = [
        f"{one.get('id')}: {one.get('test')}: {etree.tostring(one, method='c14n', with_tail=False)!r}"
        for one in rule.findall(SCH + "assert")
    ]
    stripped = [re.sub(r' (xmlns(:\w+)?|diagnostics)="[^"]*"|(?<=[</])sch:', "", one) for one in asserts]
    return (str(rule.get("context")), *lets, *stripped)


def test_guidelines_have_the_rules() -> None:
    rules = {str(one.get("id")): rule_parts(one[0]) for one in etree.parse(SCHEMAS / "newspaper.sch").getroot().iter(SCH + "pattern")}
    root = etree.parse(SCHEMAS / "newspaper.odd").getroot()
    told = {
        str(one.get("ident")): rule_parts(next(one.iter(SCH + "rule")))
        for one in root.iter(T + "constraintSpec")
        if one.get("ident") != "keys"
    }
    assert rules == told


def test_codes_of_rules_are_unique_and_explained() -> None:
    schema = etree.parse(SCHEMAS / "newspaper.sch").getroot()
    codes = [str(one.get("id")) for one in schema.iter(SCH + "assert")]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"E-SCH-\d\d", code) and CODES[code][0] and CODES[code][1] for code in codes)
    used = {one.get("diagnostics") for one in schema.iter(SCH + "assert")}
    assert used == {one.get("id") for one in schema.iter(SCH + "diagnostic")}


def test_every_rule_is_broken_somewhere_in_the_tests() -> None:
    shown = {code for case in snippets() for code in case.codes} | {code for one in OPERATORS for code in one.codes}
    assert {code for code in CODES if code.startswith("E-SCH")} <= shown


# --- official TEI ------------------------------------------------------------------------------


def instances() -> dict[str, bytes]:
    """For each element a valid file that has it."""
    out: dict[str, bytes] = {}
    files = [(FOLDER / "issue.xml").read_bytes(), *(case.content for case in snippets() if not case.codes)]
    for content in files:
        for element in etree.fromstring(content).iter(T + "*"):
            out.setdefault(etree.QName(element).localname, content)
    return out


def variants(name: str, attributes: dict[str, Attribute], content: bytes) -> Iterator[etree._ElementTree]:
    """The file with every attribute on the first such element, once for each closed value."""
    longest = max([len(one.values) for one in attributes.values()] + [1])
    for n in range(longest):
        root = etree.fromstring(content)
        element = root if root.tag == T + name else root.find(f".//{T}{name}")
        assert element is not None
        for attribute, declared in attributes.items():
            if declared.type == "data.id" and element.get(XML + "id"):
                continue
            value = declared.values[n % len(declared.values)] if declared.values else SAMPLES.get(declared.type, f"new-{n}")
            element.set(attribute.replace("xml:", XML), value)
        yield etree.ElementTree(root)


def test_every_element_is_shown(grammar: Schema) -> None:
    assert grammar.elements.keys() - instances().keys() == set()


@needs_tei
def test_every_attribute_and_value_is_official_tei(grammar: Schema) -> None:
    tei = official()
    files, number = instances(), count()
    for name, declared in grammar.elements.items():
        for tree in variants(name, declared.attributes, files[name]):
            assert gate().validate(tree), (name, str(gate().error_log))
            assert tei.validate(tree), (name, str(tei.error_log))
            next(number)
    assert next(number) > 200


@needs_tei
def test_guidelines_leave_no_attribute_of_tei_behind_unseen() -> None:
    """The classes of TEI are replaced, so only what an element declares itself could come in: it is changed or deleted."""
    definitions = {}
    for element in etree.parse(SHARED / "tei" / "tei_all.rng").getroot().iter(R + "element"):
        if element.get("name"):
            definitions[str(element.get("name"))] = {str(one.get("name")) for one in element.iter(R + "attribute")}
    root = etree.parse(SCHEMAS / "newspaper.odd").getroot()
    for spec in root.iter(T + "elementSpec"):
        own = definitions[str(spec.get("ident"))]
        modes = {str(one.get("ident")): one.get("mode") for one in spec.iter(T + "attDef")}
        assert own <= modes.keys(), spec.get("ident")
        assert {name for name, mode in modes.items() if mode != "add"} == own, spec.get("ident")


@needs_tei
def test_guidelines_are_official_tei() -> None:
    tei = official()
    assert tei.validate(etree.parse(SCHEMAS / "newspaper.odd")), str(tei.error_log)


@needs_tei
def test_model_is_valid() -> None:
    assert validate(SHARED / "design" / "model.xml") == ()


# --- the grammar is not empty ------------------------------------------------------------------


def test_no_element_takes_what_is_not_declared(grammar: Schema) -> None:
    """Each element refuses an unknown attribute, an unknown child, a wrong value and the loss of a required attribute."""
    files = instances()
    for name, declared in grammar.elements.items():
        wrong: list[tuple[str, str | None]] = [("zz", "1")]
        wrong += [(key, "zz?") for key, one in declared.attributes.items() if one.values]
        wrong += [(key, None) for key, one in declared.attributes.items() if one.required]
        for key, value in [*wrong, ("", None)]:
            root = etree.fromstring(files[name])
            element = root if root.tag == T + name else root.find(f".//{T}{name}")
            assert element is not None
            attribute = key.replace("xml:", XML)
            if not key:
                etree.SubElement(element, T + "zz")
            elif value is None:
                del element.attrib[attribute]
            else:
                element.set(attribute, value)
            assert not gate().validate(etree.ElementTree(root)), (name, key, value)


# --- documentation -----------------------------------------------------------------------------

DOCS = SCHEMAS.parent / "docs"


def test_each_element_is_in_the_documentation(grammar: Schema) -> None:
    words = set(re.findall(r"[A-Za-z]+", (DOCS / "encoding.md").read_text(encoding="utf-8")))
    assert grammar.elements.keys() - words == set()


def test_each_code_is_in_the_documentation() -> None:
    text = (DOCS / "validation.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| ([EW]-\w{3}-\d\d) \| (.* \| .*) \|$", text, re.MULTILINE))
    assert told == {code: " | ".join(said) for code, said in {**CODES, **source_check.CODES}.items()}
