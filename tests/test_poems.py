"""Poems on pages of plain text: title, author and verses are one article, and heads and bylines of no other."""

from __future__ import annotations

import pytest
from lxml import etree
from segment_pages import BRIDGE, LIBRARY, layout_of, page_of

from converter.model import Article
from converter.pipeline import convert_sources
from converter.readers import Source
from converter.segment.poems import Poem, poems_of
from converter.segment.rows import rows_of
from converter.validate import validate

RAIN = ["春雨", "周小舟", "", "春雨落在青瓦上", "像母亲的手指", "敲打着", "我的童年", "", "檐下", "燕子回来了"]
HARVEST = ["打谷场", "□ 林小青", "", "谷子堆成了山", "月亮", "坐在最高的地方", "父亲不说话"]
WANG = ["过清河", "刘文", "春水满田畴，", "农人起更早。", "山歌过小桥，", "处处闻啼鸟。"]
NEWS = ["清河老桥修好通车", f"本报讯 （记者 林小青）{BRIDGE[0]}", *BRIDGE[1:]]
OTHER = ["市图书馆延长开放时间", f"本报讯 （记者 刘文）{LIBRARY[0]}", *LIBRARY[1:]]


SNOW = [
    "诗歌",
    "雪夜",
    "作者：陈立平",
    "",
    "雪落下来，",
    "村庄睡了；",
    "母亲说：",
    "火炉边的灯还亮着。",
    "等一个人",
    "",
    "（作者系市作协会员）",
]
SEVEN = ["七律·丰收", "李 春", "", "金风送爽稻花香，万顷良田披彩装。", "铁马奔驰收硕果，农家笑语满粮仓。"]


def poem_of(article: Article) -> tuple[str, str, list[str]]:
    (head,), (byline,), (section,) = article.heads, article.bylines, article.sections
    (block,) = section.paragraphs
    assert block.kind == "verse"
    assert byline.spans[-1].tag == "persName"
    return head.passage.text, byline.passage.text, [line.text for line in block.passage.lines]


def lines_of(poem: list[str]) -> tuple[str, str, list[str]]:
    title, author, *verses = [line for line in poem if line]
    return title, author, verses


@pytest.mark.parametrize(
    "poem",
    [[*RAIN, ""], [*HARVEST, ""], [*WANG, ""], [*SEVEN, ""], [line for line in RAIN if line], WANG],
    ids=["free", "marked", "regulated", "seven", "free, close", "regulated, close"],
)
def test_a_poem_between_two_texts_is_an_article(poem: list[str]) -> None:
    first, verse, last = layout_of([*NEWS, "", *poem, *OTHER]).articles
    assert poem_of(verse) == lines_of(poem)
    assert [head.passage.text for article in (first, last) for head in article.heads] == [NEWS[0], OTHER[0]]
    assert not first.bylines
    assert not last.bylines


def test_a_poem_with_a_kicker_and_a_note_on_its_author() -> None:
    for after in ([], ["", *OTHER]):
        poem = layout_of([*NEWS, "", *SNOW, *after]).articles[1]
        assert [(head.type, head.passage.text) for head in poem.heads] == [("kicker", "诗歌"), ("main", "雪夜")]
        assert [byline.passage.text for byline in poem.bylines] == ["作者：陈立平"]
        verses, note = poem.sections[0].paragraphs
        assert [line.text for line in verses.passage.lines] == SNOW[4:9]
        assert note.passage.text == SNOW[-1]


def test_two_poems_in_a_row_and_the_page_ends() -> None:
    layout = layout_of([*NEWS, "", *RAIN, "", *HARVEST[:1], "林小青", *HARVEST[2:]])
    assert [poem_of(article)[0] for article in layout.articles[1:]] == ["春雨", "打谷场"]
    assert poem_of(layout.articles[1]) == lines_of(RAIN)


@pytest.mark.parametrize(
    "lines",
    [
        [
            "老桥通车",
            "周小舟",
            "图书馆延长开放到十点",
            "山后村苹果园迎来游客",
            "河东区修好十二条小路",
            "市民清晨观灯",
        ],  # headlines in a heap
        ["春雨", "周小舟", "春雨落在青瓦上", "檐下", "燕子回来了"],  # too few
        ["春雨", "黄昏", "春雨落在青瓦上", "像母亲的手指", "敲打着", "我的童年"],  # a word that begins like a name
        [
            "老桥通车",
            "周小舟",
            "连日阴雨过后清河",
            "上的老桥终于修好",
            "早上七点第一辆公",
            "交车从桥上开过桥",
            "站满了人",
        ],  # a narrow column
        ["招聘启事", "周小舟", "电话：12345", "诚聘，司机", "月薪：3000元", "地址：清河"],
    ],
)
def test_what_is_no_poem(lines: list[str]) -> None:
    rows = rows_of(page_of([*lines, *OTHER]).lines)
    assert poems_of(rows, [""] * len(rows)) == []


def test_where_a_poem_ends() -> None:
    def found(*after: str) -> list[Poem]:
        rows = rows_of(page_of([*RAIN, *after]).lines)
        return poems_of(rows, [""] * len(rows))

    assert found() == [Poem(0, 8)]
    assert found("", BRIDGE[0]) == [Poem(0, 8)]  # a text without headline
    assert found("", "老桥通车", BRIDGE[0]) == [Poem(0, 8)]
    assert found("", "老桥通车", "清河上的老桥终于修", "好，公交车开过来了。") == [Poem(0, 8)]


def test_where_a_poem_ends_without_white_space() -> None:
    rows = rows_of(page_of([*filter(None, RAIN), "老桥通车", "清河上的老桥终于修好通", "车，公交车开过来了。"]).lines)
    assert poems_of(rows, [""] * len(rows)) == [Poem(0, 8)]


def test_stanzas_are_kept_and_all_is_valid() -> None:
    text = "\n".join([*NEWS, "", *RAIN, "", *OTHER])
    tei = convert_sources([Source("page.txt", text.encode())]).tei
    stanzas = etree.fromstring(tei).findall(".//{*}lg[@type='poem']/{*}lg[@type='stanza']")
    assert [len(stanza.findall("{*}l")) for stanza in stanzas] == [4, 2]
    assert not validate(tei)
