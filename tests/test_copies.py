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


def test_a_block_whose_copy_is_set_apart_is_read_twice_and_no_word_is_lost() -> None:
    """A heading and a line of text that stand twice: of the copy, the page makes a heading and a text of their own."""

    def block(n: int, text: str, kind: str) -> str:
        line = f'<TextLine HPOS="10" VPOS="30" WIDTH="200" HEIGHT="40"><String CONTENT="{text}"/></TextLine>'
        return f'<TextBlock ID="b{n}" TAGREFS="{kind}" HPOS="10" VPOS="30" WIDTH="200" HEIGHT="40">{line}</TextBlock>'

    blocks = "".join(block(n, *one) for n, one in enumerate((("河滨港口开放", "h"), ("今日有船来港", "f")) * 2))
    tags = '<LayoutTag ID="h" LABEL="advertisement"/><LayoutTag ID="f" TYPE="folio" LABEL="folio"/><StructureTag ID="x" TYPE="article"/>'
    unit = "<Description><MeasurementUnit>pixel</MeasurementUnit></Description>"
    data = f'<alto>{unit}<Tags>{tags}</Tags><Layout><Page WIDTH="900" HEIGHT="900"><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>'
    made = convert_sources([Source("page.xml", data.encode(), None, "alto")])
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
