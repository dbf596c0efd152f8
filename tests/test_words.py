"""Words: what is split can be put together again, both scripts are looked up, the data are what the notice says, and it is quick."""

from __future__ import annotations

import hashlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.assets import data
from converter.segment import words

NOTICED = re.findall(r"^file: (\S+)\nsha256: ([0-9a-f]{64})$", data("NOTICE").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", ["words.zz", "scripts.txt"])
def test_data_are_those_of_the_notice(name: str) -> None:
    assert hashlib.sha256(data(name).read_bytes()).hexdigest() == dict(NOTICED)[name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("研究生命起源", ["研究", "生命", "起源"]),
        ("居民收入增长5.3%", ["居民", "收入", "增长", "5.3", "%"]),
        ("GDP 增速", ["GDP", "增速"]),
        ("", []),
        ("的", ["的"]),
        ("，，", ["，", "，"]),
        ("Luxemburger Zeitung", ["Luxemburger", "Zeitung"]),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert words.split(text) == expected


def test_traditional_is_split_as_simplified_and_kept_as_it_is() -> None:
    assert words.split("締結軍事協定") == ["締結", "軍事", "協定"]
    assert words.fold("囘國參加會議") == "回国参加会议"


def test_frequency_knows_both_scripts() -> None:
    assert words.frequency("會議") == words.frequency("会议") > 1000
    assert words.frequency("的") > words.frequency("会议")
    assert words.frequency("〇〇〇〇") == 0


def test_total_is_more_than_the_words_that_were_kept() -> None:
    kept = sum(words._dictionary().counts.values())
    assert 0.95 * words.TOTAL < kept < words.TOTAL


def test_longest_is_the_longest_word_that_two_characters_open() -> None:
    counts, _, longest = words._dictionary()
    measured: dict[str, int] = {}
    for word in counts:
        if len(word) > 2:
            measured[word[:2]] = max(measured.get(word[:2], 0), len(word))
    assert longest == measured


@given(st.text(alphabet="的国中人研究生命起源締結軍事，。 a1９\n𠮷", max_size=60))
def test_split_loses_nothing_but_white_space(text: str) -> None:
    assert "".join(words.split(text)) == "".join(text.split())


@given(st.text(max_size=60))
def test_fold_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(words.fold(text)) == len(text)
    assert words.fold(words.fold(text)) == words.fold(text)


def cost(split: list[str]) -> float:
    counts, prices, _ = words._dictionary()
    return sum(prices[counts[word]] if word in counts else words._UNKNOWN * len(word) for word in split)


@given(st.text(alphabet="中国人民日报社会主义和平发生产党员大学生活动物资源头", min_size=1, max_size=9))
def test_split_is_the_most_probable_of_all(run: str) -> None:
    every: list[list[str]] = [[]]
    for char in run:
        every = [[*s, char] for s in every] + [[*s[:-1], s[-1] + char] for s in every if s]
    assert cost(words.split(run)) == pytest.approx(min(map(cost, every)))


def test_a_page_is_quick() -> None:
    page = "政府定于本日动工建造会场力言国家志在和平并涉及美国总统来电称绝无侵略企图" * 140
    words.split("暖")
    best = min(_seconds(page) for _ in range(3))
    assert best < 0.1, f"{len(page)} characters took {best:.3f} s"  # about 0.008 s on an idle machine


def _seconds(page: str) -> float:
    start = time.process_time()
    words.split(page)
    return time.process_time() - start
