"""TEI of odd shapes: what makes careless rules slow is refused, or told of in bounded time."""

from __future__ import annotations

import time

import pytest

from converter.validate import validate
from converter.validate.document import MOST_ALIKE
from converter.validate.grammar import MOST_NAMESPACES

_TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt><p>x</p>'
    "</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body>{0}</body></text></TEI>"
)


def codes(body: str) -> set[str]:
    started = time.process_time()
    found = {note.code for note in validate(_TEI.format(body).encode())}
    assert time.process_time() - started < 10
    return found


@pytest.mark.parametrize(("one", "said"), [("<lb corresp='#p1-l1'/>x", "lb"), ("<div type='article' n='7'><p>x</p></div>", "articles")])
def test_what_is_the_same_one_too_often_is_refused(one: str, said: str) -> None:
    body = f"<p>{one * (MOST_ALIKE + 1)}</p>" if said == "lb" else one * (MOST_ALIKE + 1)
    (note,) = validate(_TEI.format(body).encode())
    assert note.code == "E-XML-07"
    assert note.message.startswith(f"The file has {MOST_ALIKE + 1} {said}")


def test_a_few_of_one_kind_are_told_by_the_rules() -> None:
    assert "E-SCH-11" in codes("<p>" + "<lb corresp='#p1-l1'/>x" * 3 + "</p>")


@pytest.mark.parametrize("count", [MOST_NAMESPACES + 2, 20_000])
def test_elements_of_many_namespaces_are_told_by_the_parser_alone(count: int) -> None:
    assert "E-XSD-09" in codes("".join(f'<n{n}:a xmlns:n{n}="u:{n}"/>' for n in range(count)))


def test_elements_of_a_few_namespaces_are_explained() -> None:
    assert "E-XSD-09" not in codes('<n:a xmlns:n="u:n"/>')


def test_thousands_of_hyphens_and_copies_are_told_in_time() -> None:
    assert "E-SCH-67" in codes("<p>" + "x<pc force='weak'>-</pc><surplus>x-</surplus>" * 8_000 + "<lb/></p>")


@pytest.mark.parametrize("when", ["2020--01", "2020-", "²", "-2020", "1-2-3-4", "9" * 5000])
def test_a_date_that_is_none_beside_chinese_words_is_left_to_the_grammar(when: str) -> None:
    assert "E-VAL-01" not in codes(f"<p><date when='{when}'>二〇二〇年一月二日</date></p>")
    assert "E-VAL-01" in codes("<p><date when='2020-01-03'>二〇二〇年一月二日</date></p>")
