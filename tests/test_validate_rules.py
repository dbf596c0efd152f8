"""The rules of newspaper.sch give the same verdict by the converter's own runner and by ISO Schematron."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree, isoschematron
from mutants import mutants
from schema_values import SCHEMAS
from snippets import snippets

from converter.validate import schematron
from converter.validate.document import place, source_line

ISSUE = (Path(__file__).parent / "snippets" / "issue.xml").read_bytes()
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
FILES = {"issue": ISSUE, **{case.label: case.content for case in snippets()}, **{one.label: one.content for one in mutants(ISSUE)}}


@cache
def iso() -> isoschematron.Schematron:
    return isoschematron.Schematron(etree.parse(SCHEMAS / "newspaper.sch"), store_report=True)


def iso_failures(tree: etree._ElementTree) -> list[tuple[str, str, int]]:
    iso().validate(tree)
    out = []
    for failed in iso().validation_report.iter(SVRL + "failed-assert"):
        (element,) = tree.xpath(str(failed.get("location")))
        out.append((str(failed.get("id")), place(element), source_line(element)))
    return sorted(out)


@pytest.mark.parametrize("label", FILES)
def test_same_failures(label: str) -> None:
    tree = etree.ElementTree(etree.fromstring(FILES[label], etree.XMLParser(recover=True)))
    assert sorted((one.code, one.where, one.line) for one in schematron.failures(tree)) == iso_failures(tree)


def test_pattern_of_two_rules_is_refused() -> None:
    """The runner knows patterns of one rule; a second one must not be passed over in silence."""
    schema = etree.fromstring(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="a"/><rule context="b"/></pattern></schema>'
    )
    with pytest.raises(ValueError, match="too many"):
        schematron.compiled(schema)


def test_message_has_the_values() -> None:
    broken = ISSUE.replace(b'ref="#per-2"', b'ref="#per-7"')
    tree = etree.ElementTree(etree.fromstring(broken))
    assert [one.message for one in schematron.failures(tree)] == [
        "The ref #per-7 of persName is not a person in standOff, nor one web address."
    ]
