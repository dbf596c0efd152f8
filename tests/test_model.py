"""Passages: text computed from lines, and cuts that lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model import LOST, Edit, Gap, Line, Passage, Slice


def line(n: int, text: str, *edits: Edit) -> Line:
    return Line(f"p1-l{n}", n, text, edits=edits)


def test_chinese_lines_join_with_nothing_and_latin_lines_with_a_blank() -> None:
    assert Passage.of(line(1, "省政协召开视"), line(2, "频会议")).text == "省政协召开视频会议"
    assert Passage.of(line(1, "the first"), line(2, "word")).text == "the first word"
    assert Passage.of(line(1, "共有GDP"), line(2, "增长")).text == "共有GDP增长"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("There were no floods.", "“Not one,” he said.", "There were no floods. “Not one,” he said."),
        ("the players’", "association", "the players’ association"),
        ("he asked: “", "Why not?”", "he asked: “Why not?”"),
        ("„Nicht hier.“", "Der Bürgermeister", "„Nicht hier.“ Der Bürgermeister"),
        ("and so on…", "The end", "and so on… The end"),
        ("the mayor—", "who came late—spoke", "the mayor—who came late—spoke"),
        ("the mayor —", "who came late", "the mayor — who came late"),
        ("the mayor", "— who came late", "the mayor — who came late"),
        ("他说：“好。", "”大家都笑了。", "他说：“好。”大家都笑了。"),
        ("他说，用 Word", "“写”。", "他说，用 Word“写”。"),
    ],
)
def test_signs_that_scripts_share_are_those_of_the_line(first: str, second: str, joined: str) -> None:
    assert Passage.of(line(1, first), line(2, second)).text == joined


def test_a_number_that_a_chinese_line_breaks_has_no_blank_inside() -> None:
    assert Passage.of(line(1, "增收30"), line(2, "00元")).text == "增收3000元"
    assert Passage.of(line(1, "到位资金12."), line(2, "6亿元")).text == "到位资金12.6亿元"
    assert Passage.of(line(1, "in 1848"), line(2, "1849 and")).text == "in 1848 1849 and"


def test_weak_hyphen_joins_the_halves_of_a_word_and_a_hard_one_stays() -> None:
    assert Passage.of(line(1, "exam-", Edit("hyphen", 4, 5)), line(2, "ple here")).text == "example here"
    assert Passage.of(line(1, "Elsaß-"), line(2, "Lothringen")).text == "Elsaß-Lothringen"


def test_surplus_and_blanks_are_not_text() -> None:
    doubled = line(1, "弘扬精神弘扬精神 决战攻坚决战攻坚", Edit("surplus", 4, 8), Edit("surplus", 13, 17))
    assert doubled.clean == "弘扬精神 决战攻坚"
    assert line(1, "12 月 18 日", Edit("blank", 2, 3), Edit("blank", 4, 5), Edit("blank", 7, 8)).clean == "12月18日"


def test_radicals_read_as_the_characters_they_stand_for() -> None:
    assert Passage.of(line(1, "⾄⽇")).text == "至日"
    assert line(1, "⾄⽇").text == "⾄⽇"


def test_a_gap_stands_in_the_text_and_is_cut_with_it() -> None:
    first = line(1, "转型 新路")
    passage = Passage((Slice(first, 0, 2), Gap(first, 2, 1), Slice(first, 3, 5)))
    assert passage.text == f"转型{LOST}新路"
    assert passage[:2].parts == (Slice(first, 0, 2),)
    assert passage[2:].text == f"{LOST}新路"


def test_a_surplus_copy_stays_with_the_characters_before_it() -> None:
    doubled = Passage.of(line(1, "甲乙丙甲乙丙 丁", Edit("surplus", 3, 6)))
    assert [part.end for part in doubled[:3].parts] == [3, 6]
    assert all(part.state == "read" for part in doubled[3:].parts if isinstance(part, Slice))


TEXT = st.text(st.sampled_from("甲乙⾄，。 aé-\u3000e\u03011"), max_size=12)


@given(st.lists(TEXT, min_size=1, max_size=4), st.data())
def test_two_halves_of_a_passage_hold_all_its_characters(texts: list[str], data: st.DataObject) -> None:
    lines = [line(n, text) for n, text in enumerate(texts, 1)]
    passage = Passage.of(*lines)
    at = data.draw(st.integers(0, len(passage.text)))
    halves = (passage[:at], passage[at:])
    raw = "".join(part.line.text[part.start : part.end] for half in halves for part in half.parts if isinstance(part, Slice))
    assert "".join(raw.split()) == "".join("".join(texts).split())


def test_slicing_by_text_finds_the_place_on_the_line() -> None:
    passage = Passage.of(line(1, "本报讯 （记者 甲）"), line(2, "今天"))
    cut = passage[3:]
    assert cut.parts[0] == Slice(passage.parts[0].line, 3, 10)
    assert [part.line.n for part in cut.parts] == [1, 2]
