"""Names of whole pages: what reaches the tagger, what comes back as spans, and how well it does on the development page."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from command import ROOT

from converter.annotate.names import Block, find_names
from converter.annotate.steps import STEPS
from converter.annotate.tagging import Token, load
from converter.model import Span

sys.path.insert(0, str(ROOT / "scripts"))
import itertools

from score_names import gold_page, score


class Listed:
    """A tagger that knows a few words, and remembers what it was asked."""

    name = "listed"
    version = "1"

    def __init__(self, **words: str) -> None:
        self.words = words
        self.asked: list[list[str]] = []

    def tag(self, sentences: Sequence[str]) -> list[list[Token]]:
        self.asked.append(list(sentences))
        pattern = re.compile("|".join([*self.words, "."]), re.DOTALL)
        return [
            [Token(m.start(), m.end(), self.words.get(m.group(), "n"), 0.5 if m.group() == "某地" else 5.0) for m in pattern.finditer(one)]
            for one in sentences
        ]


def found(blocks: Sequence[Block], tagger: Listed) -> list[list[str]]:
    spans = find_names(blocks, tagger)
    return [[f"{block.text[s.start : s.end]} {s.tag}" for s in own] for block, own in zip(blocks, spans, strict=True)]


def test_spans_have_the_elements_of_tei_and_titles_are_roles() -> None:
    tagger = Listed(丁一山="PER", 省政协="ORG", 临江="LOC")
    blocks = [Block("a1", "p", "省政协主席丁一山到临江。他来了。"), Block("a1", "head", "丁一山到临江")]
    assert found(blocks, tagger) == [
        ["省政协 orgName", "主席 roleName", "丁一山 persName", "临江 placeName"],
        ["丁一山 persName", "临江 placeName"],
    ]
    assert len(tagger.asked) == 1  # all sentences of a page at once: that is what makes it quick
    assert tagger.asked[0] == ["省政协主席丁一山到临江。", "他来了。", "丁一山到临江"]


def test_a_doubtful_name_says_so() -> None:
    (spans,) = find_names([Block("a1", "p", "在某地，在临江。")], Listed(某地="LOC", 临江="LOC"))
    assert [span.cert for span in spans] == ["low", None]


def test_traditional_text_is_read_folded_and_given_as_printed() -> None:
    tagger = Listed(陈国华="PER")
    assert found([Block("a1", "p", "陳國華說")], tagger) == [["陳國華 persName"]]
    assert tagger.asked == [["陈国华说"]]
    simplified = Listed()
    found([Block("a1", "p", "这里讲乾隆，没有国")], simplified)
    assert simplified.asked == [["这里讲乾隆，没有国"]]  # 乾 is no 干 in a page of Simplified text


def test_what_the_byline_says_is_sure() -> None:
    sure = (Span(0, 4, "roleName"), Span(5, 8, "persName"))
    blocks = [Block("a1", "byline", "本报记者 方太原", sure), Block("a1", "p", "方太原说，太原好。")]
    tagger = Listed(太原="LOC", 本报="ORG")
    assert found(blocks, tagger) == [["本报记者 roleName", "方太原 persName"], ["方太原 persName", "太原 placeName"]]


def test_empty_blocks_and_lost_glyphs_do_no_harm() -> None:
    assert found([], Listed()) == []
    assert found([Block("a1", "p", ""), Block("a1", "p", "\ufffc　\n")], Listed()) == [[], []]


def test_spans_are_in_order_and_apart_whatever_the_tagger_says() -> None:
    tagger = Listed(主席="PER", 丁一="PER", 山西="ORG", 省="LOC", 公司="ORG")
    blocks = [Block("a1", "p", "主席丁一山西省公司，主席丁一、山西公司主席丁一山西省公司说丁一·山西记者丁一山摄")] * 3
    for spans in find_names(blocks, tagger):
        assert spans
        assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
        assert all(0 <= span.start < span.end <= len(blocks[0].text) for span in spans)


@pytest.mark.shared
def test_the_development_page_is_read_well_and_each_step_keeps_it_so(shared: Path) -> None:
    data = gold_page(shared / "pages/seed/page-01.gold.json", load("lac"))
    full = score(data, STEPS)
    assert full["PER chars"] >= 98
    assert full["LOC chars"] >= 95
    assert full["ORG chars"] >= 92
    assert full["PER spans"] >= 97
    assert full["LOC spans"] >= 90
    assert full["ORG spans"] >= 85
    assert score(data, {})["spans"] < full["spans"] - 5  # the steps, not the tagger, do it
    for left_out in STEPS:
        rest = score(data, {name: step for name, step in STEPS.items() if name != left_out})
        assert rest["spans"] <= full["spans"], left_out


@pytest.mark.shared
def test_no_word_of_the_lists_is_a_name_of_the_development_page(shared: Path) -> None:
    gold = json.loads((shared / "pages/seed/page-01.gold.json").read_text(encoding="utf-8"))
    names = {name for kind in ("per", "loc", "org") for name in gold["entities"][kind]}
    here = ROOT / "converter"
    texts = [path.read_text(encoding="utf-8") for path in (here / "annotate/steps").glob("*.py")]
    texts += [(here / "data" / f"{name}.txt").read_text(encoding="utf-8") for name in ("surnames", "titles", "organisations", "refused")]
    places = {name for name in gold["entities"]["loc"] if len(name) == 2}  # 山西, 兴县: examples of comments
    assert [name for name in names - places for text in texts if name in text] == []


def test_the_guide_has_every_step_in_order() -> None:
    guide = (ROOT / "docs" / "entities.md").read_text(encoding="utf-8")
    for table in (guide.split("| step | what it does |")[1], guide.split("| left out |")[1]):
        rows = [line.split("|")[1].strip() for line in table.split("\n\n")[0].splitlines()[2:]]
        assert rows == list(STEPS)
