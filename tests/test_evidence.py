"""Lexical evidence: bags add up and come apart, gains are order-free, and on real pages the head finds its article."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.segment.evidence import NOTHING, Background, Bag

PAGES = Path(__file__).parents[1].parent / "shared" / "pages"
FLOOD = ["连日暴雨致河水上涨", "沿河村民已安全转移", "防汛指挥部调集沙袋加固河堤"]
MATCH = ["主队上半场两度破门", "守门员扑出点球", "球迷赛后涌入球场庆祝"]
TEXTS = st.lists(st.text(alphabet="河水村民球场守门员，。 a1暴雨", max_size=12), max_size=6)


def all_of(bags: list[Bag]) -> Bag:
    whole = Bag()
    for bag in bags:
        whole.add(bag)
    return whole


@given(TEXTS)
def test_bags_of_lines_add_up_to_the_bag_of_the_text(lines: list[str]) -> None:
    page = Background(lines)
    assert all_of(page.bags(lines)) == page.bag("".join(lines))


def test_each_line_has_the_words_that_begin_on_it() -> None:
    bags = Background([]).bags(["暴雨 河水", "球场上的村", "民"])
    assert [list(bag.words) for bag in bags] == [["暴雨", "河水"], ["球场", "上", "的", "村民"], []]
    assert [list(bag.pairs) for bag in bags] == [["暴雨", "雨河", "河水", "水球"], ["球场", "场上", "上的", "的村", "村民"], []]


@given(TEXTS, TEXTS)
def test_what_is_added_can_be_taken_away(first: list[str], second: list[str]) -> None:
    page = Background([*first, *second])
    one, two = page.bag("".join(first)), page.bag("".join(second))
    both = one + two
    assert both.size == one.size + two.size
    both.take_away(two)
    assert both == one


def test_taking_away_what_is_not_there_is_refused() -> None:
    page = Background(FLOOD)
    with pytest.raises(KeyError):
        page.bag("河水").take_away(page.bag("球场"))


@given(TEXTS, TEXTS)
def test_gain_does_not_depend_on_the_order(first: list[str], second: list[str]) -> None:
    page = Background([*first, *second])
    one, two = page.bag("".join(first)), page.bag("".join(second))
    whole = page.gain(one + two)
    assert whole == pytest.approx(page.gain(one) + page.gain(two, one), abs=1e-6)
    assert whole == pytest.approx(page.gain(two) + page.gain(one, two), abs=1e-6)
    assert page.gain(NOTHING, one) == 0


def test_a_word_that_comes_back_counts_for_more_than_a_new_one() -> None:
    page = Background(FLOOD)
    given_words = page.bag("河堤告急")
    assert page.gain(page.bag("河堤"), given_words) > page.gain(page.bag("球迷"), given_words)


def test_what_all_texts_say_says_little() -> None:
    page = Background(FLOOD)
    assert abs(page.gain(page.bag("的"), page.bag("的"))) < 1
    assert page.gain(page.bag("河堤"), page.bag("河堤")) > 3


def test_head_goes_to_what_it_speaks_of() -> None:
    page = Background([*FLOOD, *MATCH])
    flood, match = page.bag("".join(FLOOD)), page.bag("".join(MATCH))
    head = page.bag("暴雨不退 村民连夜转移")
    assert page.affinity(head, flood) > 5 > page.affinity(head, match)
    # what the text says of rain speaks for it, what it does not say of the night against it
    assert page.affinity(page.bag("暴雨"), flood) > 0 > page.affinity(page.bag("连夜"), flood)


def test_a_missing_word_costs_the_same_in_long_and_short_bodies() -> None:
    page = Background(FLOOD)
    short, long = page.bag("河水"), page.bag("".join(FLOOD) * 50)
    assert page.affinity(page.bag("球迷"), short) == pytest.approx(page.affinity(page.bag("球迷"), long), abs=0.7)


def test_traditional_head_finds_simplified_body() -> None:
    page = Background([*FLOOD, *MATCH])
    assert page.affinity(page.bag("暴雨成災 村民轉移"), page.bag("".join(FLOOD))) > 5


def test_an_empty_page() -> None:
    page = Background([])
    assert page.bags([]) == []
    assert page.bag("") == NOTHING
    assert page.affinity(NOTHING, NOTHING) == 0


@pytest.mark.shared
@pytest.mark.skipif(not PAGES.is_dir(), reason="the development pages are not beside the project")
@pytest.mark.parametrize(("folder", "least"), [("seed", 1.0), ("rebuilt", 0.8), ("jingbao", 0.88)])
def test_on_real_pages_the_right_body_comes_first(folder: str, least: float) -> None:
    first, heads = 0, 0
    for file in sorted((PAGES / folder).glob("*.gold.json")):
        articles = [
            (a, "".join(b["text"] for b in a["blocks"] if b["type"] in ("p", "text")))
            for a in json.loads(file.read_text(encoding="utf-8"))["articles"]
        ]
        articles = [(a, body) for a, body in articles if body]
        page = Background([line for _, body in articles for line in re.findall(".{1,20}", body)])
        bags = [page.bag(body) for _, body in articles]
        for n, (article, _) in enumerate(articles):
            for head in (page.bag(h["text"]) for h in article["heads"] if h["type"] in ("main", "any")):
                heads += 1
                first += max(range(len(bags)), key=lambda i: page.affinity(head, bags[i])) == n
    assert first / heads >= least, f"{first} of {heads}"
