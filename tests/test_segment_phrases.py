"""Set phrases of newspapers: jump lines, notes, formulas of letters, and bylines that are run in. None of them is a headline or a person."""

from __future__ import annotations

import pytest
from segment_pages import BRIDGE, LIBRARY, columns, layout_of

from converter.model import Article
from converter.segment.bylines import byline_spans, closing_byline, is_person, run_in_byline, standing_byline
from converter.segment.formulas import compliment, end_mark, is_formula, jump_from_end, jump_start, opens_note, salutation


def parts(article: Article) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.passage.text) for section in article.sections for paragraph in section.paragraphs]


def named(text: str) -> list[tuple[str, str]]:
    return [(span.tag, text[span.start : span.end]) for span in byline_spans(text)]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("（下转第二版）", 0),
        ("下转第4版", 0),
        ("桥面加宽（下转3版）", 4),
        ("(Continued on page 5.)", 0),
        ("（接第三版）", 0),
        ("桥下转弯处", None),
        ("桥修好了（见图）", None),
        ("（完）", None),
    ],
)
def test_where_a_jump_line_begins(text: str, at: int | None) -> None:
    assert jump_start(text) == at


@pytest.mark.parametrize(
    ("text", "end"),
    [("（上接第一版）薄弱", 7), ("上接第1版", 5), ("(Continued from page 1.) The", 24), ("上接天光", 0), ("（上接三楼）", 0)],
)
def test_where_a_text_says_that_it_comes_from_elsewhere(text: str, end: int) -> None:
    assert jump_from_end(text) == end


def test_formulas() -> None:
    assert all(map(salutation, ["编辑同志：", "尊敬的编辑："]))
    assert all(map(compliment, ["此致", "敬礼", "此致　敬礼！"]))
    assert all(map(end_mark, ["（完）", "（未完待续）", "(Fortſetzung folgt.)", "(To be continued.)"]))
    assert all(map(opens_note, ["编者按：近日，", "编后　桥通了"]))
    assert not any(map(is_formula, ["清河老桥修好通车", "敬礼的人", "编辑部搬了家", "（林小青）"]))


@pytest.mark.parametrize("text", ["敬礼", "下转第二版", "申報", "清河日报", "江苏南京市", "河南鄢陵县"])
def test_what_is_no_person(text: str) -> None:
    assert not is_person(text)
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本报评论员", [("roleName", "本报评论员")]),
        ("本报通讯员 刘文", [("roleName", "本报通讯员"), ("persName", "刘文")]),
        ("□ 本报记者 韩\ue123", [("roleName", "本报记者"), ("persName", "韩\ue123")]),
        ("记者许宏治报道：", [("roleName", "记者"), ("persName", "许宏治")]),
        ("（知止）", [("persName", "知止")]),
        ("清河县石村　刘国华", [("persName", "刘国华")]),
    ],
)
def test_roles_and_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize("text", ["本报评论员", "本报通讯员 刘文", "□ 本报记者 韩\ue123"])
def test_more_lines_that_sign(text: str) -> None:
    assert standing_byline(text)


def test_the_credit_of_a_picture_signs_no_text() -> None:
    assert not standing_byline("本报记者　林小青　摄")


def test_reporters_without_brackets() -> None:
    assert run_in_byline("记者许宏治报道：昨日") == (0, 8)
    assert run_in_byline("本报讯记者刘小明报道：昨日", 3) == (3, 11)
    assert run_in_byline("记者了解到：昨日") is None
    assert run_in_byline("记者在桥头看到：昨日") is None


def test_names_alone_in_brackets_sign_after_a_full_stop() -> None:
    assert closing_byline("桥通了。（张东波、陈学如）") == 4
    assert closing_byline("参加会议的有两位局长（张东波、陈学如）") is None
    assert closing_byline("桥通了。（图文无关）") is None


def test_agency_and_run_in_bylines_on_a_page() -> None:
    layout = layout_of(
        [
            "清河老桥修好通车",
            *columns(["新华社清河1月15日电（张东波、陈学如）" + BRIDGE[0], *BRIDGE[1:]]),
            "市图书馆开放到晚上十点",
            *columns(["本报清河1月15日讯记者汪大昭报道：" + LIBRARY[0], *LIBRARY[1:]]),
        ]
    )
    first, second = (article.sections[0] for article in layout.articles)
    assert [byline.passage.text for byline in first.bylines] == ["（张东波、陈学如）"]
    assert [byline.passage.text for byline in second.bylines] == ["记者汪大昭报道："]
    assert second.paragraphs[0].passage.text == LIBRARY[0]


def test_jump_lines_stand_where_they_are_printed_and_head_nothing() -> None:
    layout = layout_of(
        [
            "清河老桥修好通车",
            *columns(BRIDGE[:2]),
            "（下转第二版）",
            "市图书馆开放到晚上十点",
            *columns(["（上接第一版）" + LIBRARY[0], *LIBRARY[1:]]),
        ]
    )
    first, second = layout.articles
    assert parts(first)[-1] == ("jump", "（下转第二版）")
    assert parts(second)[:2] == [("jump-from", "（上接第一版）"), ("text", LIBRARY[0])]
    assert [[head.passage.text for head in article.heads] for article in layout.articles] == [
        ["清河老桥修好通车"],
        ["市图书馆开放到晚上十点"],
    ]
