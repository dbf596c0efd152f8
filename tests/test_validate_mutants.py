"""Each operator of tests/mutants makes files that validation finds, with the code and on the line that are due."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from lxml import etree
from mutants import OPERATORS, PLACES, Mutant, mutants

from converter.validate import validate
from converter.validate.grammar import explainer, gate

ISSUE = (Path(__file__).parent / "snippets" / "issue.xml").read_bytes()
MUTANTS = tuple(mutants(ISSUE))


def named(mutant: Mutant) -> str:
    return mutant.label


def test_the_file_is_good_before() -> None:
    assert validate(ISSUE) == ()


@pytest.mark.parametrize("mutant", MUTANTS, ids=named)
def test_is_found(mutant: Mutant) -> None:
    notices = validate(mutant.content)
    assert mutant.operator.codes & {one.code for one in notices}
    assert any(one.code in mutant.operator.codes and one.line == mutant.line for one in notices)


@pytest.mark.parametrize("mutant", MUTANTS, ids=named)
def test_both_readings_of_the_grammar_agree(mutant: Mutant) -> None:
    tree = etree.ElementTree(etree.fromstring(mutant.content, etree.XMLParser(recover=True)))
    assert gate().validate(tree) == explainer().is_valid(tree)


def test_operators_are_many_and_have_three_places() -> None:
    places = defaultdict(set)
    for mutant in MUTANTS:
        places[mutant.operator.name].add(mutant.place)
    assert len(OPERATORS) == len({one.name for one in OPERATORS}) >= 50
    alone = {"version_of_a_work_in_progress", "changed_by_nobody"}  # a file has one place for these
    fewer = {name for name, seen in places.items() if len(seen) < PLACES} - alone
    assert fewer <= {"page_without_pb"}
    assert {one.name for one in OPERATORS} == set(places)
