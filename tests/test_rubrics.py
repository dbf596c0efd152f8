"""Rubrics (简讯, 要聞, 广告) head columns: they are nobody's name, no headline of a text, and what stands under 广告 was paid for. Latin bylines."""

from __future__ import annotations

import pytest
from lxml import etree

from converter.pipeline import convert_sources
from converter.readers import Source
from converter.segment.bylines import bare_name, byline_spans, is_person
from converter.segment.latin_bylines import latin_spans, signs
from converter.segment.rubrics import is_rubric, opens_advertisements
from converter.validate import validate

NS = {"t": "http://www.tei-c.org/ns/1.0"}
LIFT = "本报讯 城南街道兴隆社区12栋的居民们乘上了新装的电梯，惠及居民312户。"
BRIEF = "市图书馆举办读书节，八百多名读者参加，活动持续到月底结束。（周敏）"


def tei(*lines: str) -> etree._Element:
    made = convert_sources([Source("page.txt", "\n".join(lines).encode())])
    assert [notice for notice in validate(made.tei) if notice.level == "error"] == []
    return etree.fromstring(made.tei)


def found(root: etree._Element, path: str) -> list[str]:
    return ["".join("".join(map(str, one.itertext())).split()) for one in root.iterfind(path, NS)]


@pytest.mark.parametrize(
    "text",
    [
        "简讯", "簡訊", "简　讯", "【简讯】", "■短讯■", "快讯", "要闻", "要聞", "零訊", "琐闻", "本报讯", "本市消息", "本埠新聞", "国际要闻",
        "國內要聞", "体育短讯", "各地简讯", "时事新闻", "一句话新闻", "新闻集锦", "简讯集萃", "文化速递", "专电", "广告", "廣告", "廣吿", "分类广告",
    ],
)  # fmt: skip
def test_rubrics_name_nobody(text: str) -> None:
    assert is_rubric(text)
    assert not is_person(text)
    assert not bare_name(text)
    assert [span for span in byline_spans(text) if span.tag == "persName"] == []


@pytest.mark.parametrize(
    "text",
    [
        "简文",
        "广陵",
        "全国人大会议开幕",
        "消息树",
        "周敏",
        "新闻发言人",
        "黄河要闻录",
        "闻一多",
        "广告法修订",
        "",
        "简讯三则来自江宁各县乡镇",
    ],
)
def test_what_only_resembles_one_is_none(text: str) -> None:
    assert not is_rubric(text)


@pytest.mark.parametrize("name", ["简文", "闻一多", "周敏", "全汉昇", "时闻宇"])
def test_persons_stay_persons(name: str) -> None:
    assert is_person(name)


def test_a_rubric_opens_an_item_and_is_not_its_headline() -> None:
    root = tei("山城晚报", "2024年11月3日 星期日 第5版", "", "兴隆社区电梯启用", "", LIFT, "", "简讯", "", BRIEF)
    assert found(root, ".//t:head[@type='main']") == ["兴隆社区电梯启用"]
    assert found(root, ".//t:head[@type='kicker']") == ["简讯"]
    assert found(root, ".//t:text//t:persName") == ["周敏"]
    lift, brief = root.iterfind(".//t:div[@type='article']", NS)
    assert "图书馆" not in "".join(map(str, lift.itertext()))
    assert "图书馆" in "".join(map(str, brief.itertext()))


def test_a_rubric_in_the_middle_of_a_column_is_no_crosshead() -> None:
    root = tei(
        "山城晚报",
        "2024年11月3日 星期日 第5版",
        "",
        "兴隆社区电梯启用",
        "本报记者 陈思远",
        "",
        LIFT,
        "据了解，该街道完成37部电梯加装。",
        "",
        "短讯",
        "",
        BRIEF,
    )
    assert found(root, ".//t:head[@type='crosshead']") == []
    assert len(found(root, ".//t:div[@type='article']")) == 2


def test_the_headline_under_a_rubric_is_the_main_one() -> None:
    old = ("時事新報", "中華民國二十三年五月十二日 星期六 第一版", "要聞", "黃郛昨晨離滬赴杭", "▲日內卽將北返")
    text = "【本市消息】行政院駐平政務整理委員會委員長黃郛、昨晨八時乘車赴杭、謁蔣委員長、報吿華北情形、定日內返滬、卽行北上云、"
    root = tei(*old, text)
    heads = [(head.get("type"), "".join(map(str, head.itertext())).strip()) for head in root.iterfind(".//t:head", NS)]
    assert heads == [("kicker", "要聞"), ("main", "黃郛昨晨離滬赴杭"), ("deck", "▲日內卽將北返")]


@pytest.mark.parametrize("label", ["广告", "廣告", "廣吿", "分类广告", "【广告】"])
def test_what_stands_under_advertisements_was_paid_for(label: str) -> None:
    assert opens_advertisements(label)
    root = tei("山城晚报", "2024年11月3日 星期日 第5版", "", "兴隆社区电梯启用", "", LIFT, "", label, "诚招各县代理 函索即寄")
    (advertisement,) = found(root, ".//t:div[@type='advertisement']")
    assert advertisement == "".join(f"{label}诚招各县代理函索即寄".split())
    assert len(found(root, ".//t:div[@type='article']")) == 1


def test_news_under_a_page_called_so_stays_news() -> None:
    assert not opens_advertisements("广告法修订")
    root = tei("山城晚报", "2024年11月3日 星期日 第5版", "", "广告", "", "兴隆社区电梯启用", "", LIFT)
    assert found(root, ".//t:div[@type='advertisement']//t:p") == []
    assert len(found(root, ".//t:div[@type='article']")) == 1


# --- in Latin script ---------------------------------------------------------------------------

DOCKS = "The Prime Minister said in the House of Commons yesterday that money would be set aside for the relief of families."
COAST = "Two fishing boats were lost off the coast of Norfolk on Sunday night, with all hands."
PAGE = ("THE EVENING LEDGER", "LONDON, TUESDAY, APRIL 16, 1912.")


@pytest.mark.parametrize("gap", [("",), ()])
@pytest.mark.parametrize(
    "heads", [("PARLIAMENT AND THE DOCKERS", "STORM ON THE COAST"), ("Parliament and the Dockers", "Storm on the Coast")]
)
def test_a_byline_between_headline_and_text_signs_that_text(gap: tuple[str, ...], heads: tuple[str, str]) -> None:
    first, second = heads
    wrapped = DOCKS.replace("money ", "money\n").split("\n")
    root = tei(*PAGE, *gap, first, *gap, "By JOHN SMITH", *gap, *wrapped, *gap, second, *gap, "From Our Own Correspondent", *gap, COAST)
    articles = list(root.iterfind(".//t:div[@type='article']", NS))
    assert [found(one, "t:head[@type='main']") for one in articles] == [["".join(head.split())] for head in heads]
    assert [found(one, "t:byline") for one in articles] == [["ByJOHNSMITH"], ["FromOurOwnCorrespondent"]]
    assert found(root, ".//t:byline/t:persName") == ["JOHNSMITH"]
    assert found(root, ".//t:byline/t:roleName") == ["OurOwnCorrespondent"]
    assert found(root, ".//t:standOff//t:person") == ["JOHNSMITH"]
    assert found(root, ".//t:fw[@type='masthead']") == ["THEEVENINGLEDGER"]


def test_the_same_words_inside_running_text_are_text() -> None:
    running = [
        "The bill was opposed in the committee rooms on Monday by Peter Jones, and",
        "By John Smith and Henry Jones",
        "it was amended on the following day in the House of Lords after a debate.",
    ]
    root = tei(*PAGE, "", "PARLIAMENT AND THE DOCKERS", "", *running)
    assert found(root, ".//t:byline") == []


@pytest.mark.parametrize(
    "text",
    [
        "From Our Own Correspondent",
        "From our Parliamentary Correspondent",
        "By a Staff Reporter",
        "By Our Military Correspondent.",
        "Von unserem Korrespondenten",
    ],
)
def test_a_role_is_nobody_s_name(text: str) -> None:
    assert signs(text)
    assert [span for span in latin_spans(text) if span.tag == "persName"] == []


def test_a_name_beside_the_role_is_one() -> None:
    text = "From Our Own Correspondent, Ann Bell"
    assert [text[span.start : span.end] for span in latin_spans(text) if span.tag == "persName"] == ["Ann Bell"]
