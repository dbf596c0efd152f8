"""Second copies: one rule of what they are; those that a page sets apart from what they copy are read as text."""

from __future__ import annotations

import pytest

from converter.copies import are_copies, end_of
from converter.model import Article, Edit, Layout, Line, Page, Paragraph, Passage, Section
from converter.pipeline import convert_sources
from converter.readers import Source
from converter.segment import layouts_of
from converter.segment.copies import misplaced
from converter.validate import validate


@pytest.mark.parametrize(
    ("parts", "before", "copies"),
    [
        (["甲乙"], "甲乙", True),
        (["甲", "乙"], "甲乙", True),
        (["甲乙", "甲乙"], "甲乙", True),
        (["甲乙甲乙"], "甲乙", True),
        (["甲", "乙", "甲", "乙"], "甲乙", True),
        (["甲", "乙", "甲", "乙", "丙"], "甲乙", False),
        (["甲乙甲"], "甲乙", False),
        (["乙甲乙"], "甲乙", False),
        (["甲"], "", False),
        ([str(n) for n in range(20)] * 3, "".join(map(str, range(20))), True),
    ],
)
def test_what_is_a_copy(parts: list[str], before: str, copies: bool) -> None:
    assert are_copies(parts, before) is copies


def test_the_end_of_what_was_read() -> None:
    assert end_of(["一 二", "三"], 2) == "二三"
    assert end_of(["一二", "三"], 9) == "一二三"
    assert end_of(["一二", "三", "三"], 1, but=1) == "三"
    assert end_of(["一二", "三", "四"], 2, but=1) == "二三"


def _layout(*paragraphs: tuple[Line, ...]) -> Layout:
    sections = (Section(blocks=tuple(Paragraph(Passage.of(*lines)) for lines in paragraphs)),)
    return Layout((Article("a1", "article", "p1", sections=sections),))


def test_a_copy_is_misplaced_where_other_words_stand_before_it() -> None:
    lines = [Line(f"p1-l{n}", n, text) for n, text in enumerate(("今日多云", "明日有雨"), 1)]
    copies = [Line(f"p1-l{n + 2}", n + 2, line.text, edits=(Edit("surplus", 0, 4),)) for n, line in enumerate(lines, 1)]
    assert misplaced(_layout((*lines, *copies))) == frozenset()
    assert misplaced(_layout((lines[0],), (lines[1], *copies))) == frozenset()  # behind both, in the order of the text
    assert misplaced(_layout((lines[1], *copies), (lines[0],))) == {"p1-l3", "p1-l4"}
    assert misplaced(_layout((lines[1], copies[1]), (lines[0], copies[0]))) == frozenset()


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("before", ["", "河滨日报\n"])
def test_copies_that_a_page_parts_from_what_they_copy_are_read_and_the_tei_is_valid(before: str, times: int) -> None:
    """Two lines that stand again as a block: the first is a headline, the second a folio, which takes the copies of both with it."""
    text = before + "河滨港口开放通航\n2\n" * times + "今日有船来港。\n"
    made = convert_sources([Source("page.txt", text.encode(), None, "text")])
    assert [note.code for note in validate(made.tei) if note.level == "error"] == []


def test_pages_without_copies_are_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    real = layouts_of

    def counted(pages: tuple[Page, ...], *rest: object) -> object:
        calls.append(len(pages))
        return real(pages, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("converter.pipeline.layouts_of", counted)
    convert_sources([Source("page.txt", "河滨日报\n\n今日多云，明日有雨。\n".encode(), None, "text")])
    assert calls == [1]
