"""Names of the user's lists are marked where the tagger missed them, as what the list says, and nowhere else."""

from __future__ import annotations

import pytest
from names_sheets import names, sheet

from converter.annotate.authorities import Authority, Entry, EntryType
from converter.annotate.listed_names import listed, mark_listed
from converter.annotate.names import Block, find_names
from converter.annotate.tagging import load


def authority(*entries: tuple[str, EntryType], source: str = "mine") -> Authority:
    return Authority(source, tuple(Entry(kind, name, str(n), source) for n, (name, kind) in enumerate(entries)))


MINE = authority(
    ("铁脚板", "person"),
    ("王福", "person"),
    ("昆山", "place"),
    ("昆山大桥", "place"),
    ("江南制造局", "org"),
    ("廣元", "place"),
    ("Jeme", "person"),
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("村民/n 铁脚板/n 来/v 了/u", ["铁脚板 PER"]),
        ("铁脚板/LOC 来/v 了/u", ["铁脚板 PER"]),  # kind as listed
        ("老铁/n 脚/n 板子/n", []),  # in the middle of words
        ("铁/n 脚/n 板说/v", ["铁脚板 PER"]),  # of three characters: one edge is enough
        ("大王/n 福气/n", []),
        ("王福/n 说/v", ["王福 PER"]),
        ("王福说/PER 好/a", ["王福 PER"]),
        ("王福·李/PER 好/a", ["王福·李 PER"]),
        ("昆山/nz 大桥/n 通车/v", ["昆山大桥 LOC"]),  # the longest
        ("昆山市/LOC 领导/n", ["昆山市 LOC"]),  # a longer name is another one
        ("江南制造局工会/ORG 领导/n", ["江南制造局工会 ORG"]),
        ("江南/LOC 制造局/n 开工/v", ["江南制造局 ORG"]),
        ("《/w 江南制造局/nz 》/w 出版/v", []),
        ("广元/v 廣元/v", ["广元 LOC", "廣元 LOC"]),
        ("byJemes/nz", []),
        ("即/v Jeme/n 也/d", ["Jeme PER"]),
        ("即Jeme也/v", ["Jeme PER"]),
    ],
)
def test_listed_names_are_marked(line: str, expected: list[str]) -> None:
    (found,) = mark_listed((sheet(line),), listed([MINE]))
    assert names(found) == expected


def test_a_byline_stays_as_its_formula_says() -> None:
    page = load("lac")
    (spans,) = find_names([Block("a1", "p", "（记者 江南 通讯员 王福元）")], page, given=listed([authority(("江南", "place"))]))
    assert [(span.start, span.tag) for span in spans if span.tag != "roleName"] == [(4, "persName"), (11, "persName")]


def test_the_first_list_says_the_kind_and_a_list_that_says_two_kinds_says_nothing() -> None:
    both = authority(("和平", "person"), ("和平", "place"))
    assert listed([both]).kinds == {}
    assert listed([both, authority(("和平", "org"))]).kinds == {"和平": "ORG"}
    assert listed([authority(("和平", "org")), both]).kinds == {"和平": "ORG"}


def test_a_single_character_is_not_searched_for() -> None:
    assert listed([authority(("王", "person"))]).kinds == {}


def test_through_the_tagger() -> None:
    text = "昨天，磨石岭上来了一位叫铁脚板的货郎，他在江南制造局做过工。"
    blocks = [Block("a1", "p", text)]
    mine = listed([authority(("磨石岭", "place"), ("铁脚板", "person"), ("江南制造局", "org"))])
    (spans,) = find_names(blocks, load("lac"), given=mine)
    marked = {text[span.start : span.end]: (span.tag, span.cert) for span in spans}
    assert marked["磨石岭"] == ("placeName", None)
    assert marked["铁脚板"] == ("persName", None)
    assert marked["江南制造局"] == ("orgName", None)
