"""Each thing of 2-encoding has markup that passes, here and in official TEI, and markup that fails with the code that is due."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import etree
from schema_values import needs_tei, official
from snippets import Snippet, snippets

from converter.validate import validate
from converter.validate.grammar import explainer, gate

CASES = tuple(snippets())
PASSING = tuple(case for case in CASES if not case.codes)
FAILING = tuple(case for case in CASES if case.codes)


def named(case: Snippet) -> str:
    return case.label


@pytest.mark.parametrize("case", PASSING, ids=named)
def test_passes(case: Snippet) -> None:
    assert validate(case.content) == ()


@pytest.mark.parametrize("case", FAILING, ids=named)
def test_fails_with_its_codes(case: Snippet) -> None:
    assert {one.code for one in validate(case.content)} == case.codes


def test_every_row_has_both() -> None:
    kinds = Counter(case.label.rpartition(",")[0] for case in PASSING), Counter(case.label.rpartition(",")[0] for case in FAILING)
    assert kinds[0].keys() == kinds[1].keys()
    assert len(kinds[0]) >= 40


@pytest.mark.parametrize("case", FAILING, ids=named)
def test_both_readings_of_the_grammar_agree(case: Snippet) -> None:
    tree = etree.ElementTree(etree.fromstring(case.content, etree.XMLParser(recover=True)))
    assert gate().validate(tree) == explainer().is_valid(tree)


@needs_tei
def test_what_passes_is_official_tei() -> None:
    schema = official()
    broken = []
    for case in PASSING:
        if not schema.validate(etree.ElementTree(etree.fromstring(case.content))):
            log = list(schema.error_log)
            broken.append((case.label, log[0].line, log[0].message))
    assert not broken
