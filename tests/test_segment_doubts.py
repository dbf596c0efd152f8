"""What segmentation is not sure of is said twice: in the TEI (cert) and in a notice that a newspaper person understands."""

from __future__ import annotations

import pytest
from segment_pages import BRIDGE, LIBRARY, columns, page_of

from converter.model import Layout
from converter.notices import Notice
from converter.segment import segment_page
from converter.segment.codes import CODES


def read(lines: list[str], script: str = "Hans") -> tuple[Layout, dict[str, str]]:
    """The layout, and the last message of each code."""
    layout, notices = segment_page(page_of(lines), script)  # type: ignore[arg-type]
    return layout, {notice.code: notice.message for notice in notices}


def test_an_article_that_only_words_open_is_of_low_certainty() -> None:
    lines = [*columns(BRIDGE), *columns(LIBRARY), "清河老桥修好通车", "□ 林小青", "市图书馆开放到晚上十点", "□ 祁家和"]
    layout, said = read(lines)
    assert [article.cert for article in layout.articles] == [None, "low"]
    assert "“市图书馆从本周起" in said["W-SEG-03"]


def test_a_limit_that_a_witness_tells_is_sure() -> None:
    layout, said = read(["清河老桥修好通车", *columns(BRIDGE), "市图书馆开放到晚上十点", *columns(LIBRARY)])
    assert [article.cert for article in layout.articles] == [None, None]
    assert "W-SEG-03" not in said


@pytest.mark.parametrize(
    ("standing", "first", "doubtful"),
    [
        ("□ 本报记者 林小青", "本报讯（记者 周海生）", True),
        ("□ 本报记者 林小青", "新华社清河1月15日电 ", True),
        ("□ 本报记者 林小青", "本报讯（记者 林小青）", False),
        ("□ 林小青", "本报讯 ", False),
    ],
)
def test_two_bylines_that_contradict_each_other(standing: str, first: str, doubtful: bool) -> None:
    layout, said = read(["清河老桥修好通车", standing, *columns([first + BRIDGE[0], *BRIDGE[1:]])])
    assert [byline.cert for byline in layout.articles[0].bylines] == ["low" if doubtful else None]
    assert ("W-SEG-04" in said) is doubtful
    if doubtful:
        assert said["W-SEG-04"].startswith("“□ 本报记者 林小青” was linked to “清河老桥修好通车”, which “")


def test_a_word_that_runs_from_the_headline_into_its_text_is_reported() -> None:
    _, said = read(["桥修好了居民参加了会", "见了工程队的人。"])
    assert "“桥修好了居民参加了会”" in said["W-SEG-09"]


def test_a_headline_that_is_printed_twice_is_reported() -> None:
    _, said = read(["清河老桥的故事", *columns(BRIDGE), "清河老桥 的 故事", "图为清河老桥。 林小青 摄"])
    assert said["W-SEG-10"] == "“清河老桥 的 故事” is printed on line 1, too"


def test_a_long_text_without_any_stop_is_reported() -> None:
    bare = ["".join(char for char in text if char not in "，。“”！？：；、") for text in (*BRIDGE, *LIBRARY)]
    layout, said = read(["【清河八日專電】", *("".join(bare)[at : at + 5] for at in range(0, 300, 5))], "Hant")
    assert layout.articles[0].cert == "low"
    assert "show no stop" in said["W-SEG-11"]


def notices_of(lines: list[str]) -> tuple[Notice, ...]:
    return segment_page(page_of(lines), "Hans")[1]


def test_messages_show_what_is_printed() -> None:
    found = notices_of(["清河老桥修好通车", *columns(BRIDGE), "今天白天　晴转多云"])
    assert any("“今天白天 晴转多云”" in notice.message for notice in found)
    assert not any("\\u3000" in notice.message or " 1 blocks" in notice.message or "''" in notice.message for notice in found)
    assert all(notice.code in CODES for notice in found)


def test_an_article_that_jumps_is_reported() -> None:
    _, said = read(["清河老桥修好通车", *columns(BRIDGE), "（下转第二版）"])
    assert said["W-SEG-13"] == "the article goes on elsewhere, says “（下转第二版）”; the two parts are not joined"


def test_a_rest_without_running_text_is_told_too() -> None:
    from converter.model import Article, Section
    from converter.segment.doubts import rests

    told = list(rests([Article("x1", "unassigned", "p1", sections=(Section(),))]))
    assert [(notice.code, notice.where) for notice in told] == [("W-SEG-06", "x1")]
