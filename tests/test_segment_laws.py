"""What segmentation promises of any page: every character once, no exception, the same result each time, time in proportion."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from segment_pages import BRIDGE, LIBRARY, ORCHARD, columns, page_of, squares

from converter.model import Edit, Layout, Line, Page
from converter.segment import segment_page
from converter.segment.codes import CODES
from converter.segment.conservation import lost_and_doubled

SCRIPTS = ("Hans", "Hant", "Latn")
# what newspapers print, and what they do not
PIECES = (
    *columns(BRIDGE),
    *columns(LIBRARY, 11),
    *squares([ORCHARD[0]]),
    "清河老桥修好通车",
    "市图书馆开放到晚上十点（民生观察）",
    "——清河老桥修复纪实",
    "“过桥只要五分钟”",
    "□ 本报记者 林小青",
    "本报记者　林小青　周海生",
    "洪　勇",
    "本报讯 （记者 林小青） 昨日，",
    "（重慶廿日電）據此間消息、",
    "图为桥头的居民。 记者 周海生 摄",
    "桥通了。（本报记者林小青）",
    "（本报记者林小青）",
    "（知止）",
    "2 要闻 2025年10月20日 星期一 人民日报",
    "本版责编：陈　凌",
    "地址南京路二號　電話九二八五一",
    "弘扬精神弘扬精神 建设家园建设家园",
    "（上接第一版）昨日，",
    "上接第1版",
    "桥通了（下转3版）",
    "此致",
    "编辑同志：",
    "编者按：近日，",
    "（未完待续）",
    "导读",
    "老桥通车　2版",
    "白菜　元　1.60　1.20",
    "申報",
    "记者林小青报道：昨日，",
    "THE MILLBROOK CHRONICLE",
    "(Continued on page 5.)",
    "（",
    "”",
    "。",
    "",
    "The old bridge was opened again.",
    "REVIEW.",
    "བོད་ཡིག་གི་གསར་འགྱུར།",
)
POEM = (
    "诗歌",
    "春雨",
    "周小舟",
    "□ 林小青",
    "",
    "檐下",
    "敲打着",
    "像母亲的手指",
    "燕子回来了，",
    "春水满田畴，农人起更早。",
    "（作者系教师）",
    "1 甲 乙",
    "2 丙 丁",
    "3 戊 己",
)
lines = st.lists(
    st.one_of(
        st.sampled_from(POEM),
        st.sampled_from(PIECES),
        st.text(alphabet="，。、“”（）——…□本报记者讯摄图为第版 　0123abc中国人民的了是在：？！「」\u0301\ufffd", max_size=30),
        st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85"), max_size=20),
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines, st.sampled_from(SCRIPTS))
def test_each_character_stands_in_the_layout_once(texts: list[str], script: str) -> None:
    page = page_of(texts)
    layout, notices = segment_page(page, script)  # type: ignore[arg-type]
    assert lost_and_doubled(page, layout) == []
    assert {notice.code for notice in notices} <= CODES.keys()
    assert len({article.id for article in layout.articles}) == len(layout.articles)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(POEM), max_size=30))
def test_poems_in_any_order_keep_the_law(texts: list[str]) -> None:
    page = page_of(texts)
    assert lost_and_doubled(page, segment_page(page, "Hans")[0]) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *POEM]), min_size=1, max_size=40), st.data())
def test_edits_do_not_break_the_law(texts: list[str], data: st.DataObject) -> None:
    """Whatever a repair marked: surplus and lost glyphs anywhere."""
    page = page_of(texts)
    marked = []
    for line in page.lines:
        at = data.draw(st.integers(0, len(line.text)))
        kind = data.draw(st.sampled_from(["surplus", "lost", None]))
        edit = (
            Edit("surplus", at, len(line.text))
            if kind == "surplus" and at < len(line.text)
            else Edit("lost", at, at, 1)
            if kind == "lost"
            else None
        )
        marked.append(replace(line, edits=(edit,) if edit else ()))
    page = replace(page, lines=tuple(marked))
    assert lost_and_doubled(page, segment_page(page, "Hans")[0]) == []


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize(
    "texts",
    [[], ["晶報"], ["本版责编：陈　凌"], ["。"], ["摄"], ["（", "（"], ["□"], ["——"], ["记者 林小青 摄"], ["（记者 林小青）"], ["本报讯"]],
    ids=["nothing", "a word", "furniture", "a stop", "a sign", "brackets", "a mark", "a dash", "a credit", "a byline", "a dateline"],
)
def test_hardly_anything(texts: list[str], script: str) -> None:
    page = page_of(texts)
    assert lost_and_doubled(page, segment_page(page, script)[0]) == []  # type: ignore[arg-type]


def test_brackets_that_open_and_close_in_each_others_lines() -> None:
    """Each line goes into one headline, also where several would take it."""
    page = page_of([*columns(BRIDGE), "甲乙丙丁（戊己", "□ 林小青", "子丑寅）卯辰（巳", "□ 祁家和", "戌亥）天地"])
    assert lost_and_doubled(page, segment_page(page, "Hans")[0]) == []


def test_the_check_sees_what_is_lost_and_what_is_doubled() -> None:
    page = page_of([*columns(BRIDGE), *columns(LIBRARY)])
    layout = segment_page(page, "Hans")[0]
    assert lost_and_doubled(page, layout) == []
    assert lost_and_doubled(page, Layout(layout.articles[1:])) == [line.id for line in page.lines if _stands_in(line, layout, 0)]
    assert lost_and_doubled(page, Layout((*layout.articles, layout.articles[0]))) == [
        line.id for line in page.lines if _stands_in(line, layout, 0)
    ]


def _stands_in(line: Line, layout: Layout, number: int) -> bool:
    paragraphs = [p for section in layout.articles[number].sections for p in section.paragraphs]
    return any(part.line.id == line.id for paragraph in paragraphs for part in paragraph.passage.parts)


def test_twice_the_same() -> None:
    page = page_of([*columns(BRIDGE), *columns(LIBRARY), "市图书馆开放到晚上十点", "清河老桥修好通车"])
    assert segment_page(page, "Hans") == segment_page(page, "Hans")


def _seconds(lines_of_page: int) -> float:
    texts = [line for _ in range(40) for line in (*columns(BRIDGE), *columns(LIBRARY), *columns(ORCHARD))] * 6
    page: Page = page_of(texts[:lines_of_page])
    before = time.process_time()
    segment_page(page, "Hans")
    return time.process_time() - before


def test_time_grows_with_the_lines_not_faster() -> None:
    _seconds(200)  # the dictionary is read once
    small, large = _seconds(1000), _seconds(5000)
    assert large < 12 * small + 0.5
