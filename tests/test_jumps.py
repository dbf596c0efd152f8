"""Articles that jump: which two belong together, what is left open, and what the TEI and the site make of it."""

from __future__ import annotations

import pytest
from lxml import etree

from converter.jumps import joined, page_named, pages_told
from converter.metadata import Metadata
from converter.model import Article, Issue, Layout, Line, Page, Paragraph, Passage, Section, SourceFile
from converter.notices import Notice
from converter.publish import make_site
from converter.segment import segment_page
from converter.segment.codes import CODES
from converter.segment.formulas import jump_from_end, jump_start
from converter.tei import Making, encode
from converter.validate import validate

NS = {"t": "http://www.tei-c.org/ns/1.0"}
BRIDGE = [
    "清河老桥修好通车",
    "本报讯（记者 张三）昨日，清河老桥修复工程",
    "全部完工，桥上恢复通车，市民又能步行过河上",
    "班上学，修桥工程历时两年，总共花费三千万元",
]
BRIDGE_ON = ["桥梁石料，全部来自清河上游的采石场，老桥的", "栏杆由本地石匠重新雕刻，桥头立起一块石碑。"]
SCHOOL = [
    "新学校秋季开学",
    "本报讯（记者 李四）新学校昨日开学，操场和教",
    "室都已经建成，来自各个村庄的学生走进课堂，",
    "老师们说，今年秋季学校将开设音乐和体育课程",
]
SCHOOL_ON = ["音乐课程由县里派来的老师讲授，学生们都很欢", "迎，校长说，开学以后还要为学生修建一座图书馆。"]


def page(n: int, *rows: str, gaps: tuple[int, ...] = ()) -> Page:
    return Page(f"p{n}", n, tuple(Line(f"p{n}-l{k}", k, row, gap_before=int(k in gaps)) for k, row in enumerate(rows, 1)))


def segmented(*pages: Page, script: str = "Hans") -> tuple[tuple[Layout, ...], tuple[Notice, ...]]:
    read = [segment_page(one, script) for one in pages]  # type: ignore[arg-type]
    return tuple(layout for layout, _ in read), tuple(notice for _, notices in read for notice in notices)


def articles_of(layouts: tuple[Layout, ...]) -> tuple[Article, ...]:
    return tuple(article for layout in layouts for article in layout.articles)


def links(articles: tuple[Article, ...]) -> list[tuple[str, str]]:
    known = {article.id: article for article in articles}
    for article in articles:
        assert not article.next or known[article.next].prev == article.id
        assert not article.prev or known[article.prev].next == article.id
    return [(article.id, article.next) for article in articles if article.next]


def tei_of(pages: tuple[Page, ...], articles: tuple[Article, ...]) -> bytes:
    files = (SourceFile("page.txt", "0" * 64, "extracted text, UTF-8"),)
    tei = encode(Issue(Metadata(id="sample"), pages, files, articles), Making("2021-01-01", "1.2.3", "zh-Hans", "Chinese"))
    assert [(note.code, note.where) for note in validate(tei) if note.level == "error"] == []
    return tei


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("（下转第3版）", "3"),
        ("下转三版", "3"),
        ("（上接第十二版）", "12"),
        ("紧接第2版", "2"),
        ("（下转A4版）", "A4"),
        ("Continued on Page 4", "4"),
        ("CONTINUED ON PAGE A14", "A14"),
        ("Fortsetzung auf Seite 4.", "4"),
        ("Suite page 3", "3"),
        ("Segue a pagina 3", "3"),
        ("(Continued on back page.)", None),
    ],
)
def test_the_page_that_a_jump_line_names(said: str, label: str | None) -> None:
    assert page_named(said) == label


@pytest.mark.parametrize(
    "said",
    [
        "(Continued on Page 4)",
        "Fortsetzung auf Seite 4",
        "Suite page 3",
        "(suite p. 3)",
        "Segue a pagina 3",
        "(continua a pag. 3)",
        "下转三版",
    ],
)
def test_lines_that_lead_on(said: str) -> None:
    assert jump_start(said) == 0
    assert jump_from_end(said) == 0


@pytest.mark.parametrize(
    "said",
    ["(Continued from Page 1)", "Fortsetzung von Seite 1", "Suite de la page 1", "Segue da pagina 1", "segue dalla prima", "紧接第2版"],
)
def test_lines_that_lead_back(said: str) -> None:
    assert jump_from_end(said) == len(said)
    assert jump_start(said) is None


@pytest.mark.parametrize("said", ["Suite page", "Segue a ruota", "La suite du voyage", "continua a piovere"])
def test_words_that_lead_nowhere(said: str) -> None:
    assert jump_start(said) is None
    assert jump_from_end(said) == 0


def test_both_ends_are_joined_and_the_paragraph_that_is_cut_has_two_parts() -> None:
    pages = (
        page(1, *BRIDGE, "（下转第3版）"),
        page(2, *SCHOOL[:3], "老师们很高兴。"),
        page(3, "（上接第1版）" + BRIDGE_ON[0], BRIDGE_ON[1]),
    )
    layouts, notices = segmented(*pages)
    assert [note.where for note in notices if note.code == "W-SEG-13"] == ["a1", "p3-a1"]
    articles, left = joined(articles_of(layouts), notices)
    assert links(articles) == [("a1", "p3-a1")]
    assert "W-SEG-13" not in {note.code for note in left}
    root = etree.fromstring(tei_of(pages, articles))
    parts = [(p.get("part"), p.get("next"), p.get("prev")) for p in root.iterfind(".//t:p[@part]", NS)]
    assert parts == [("I", "#p3-a1-p1", None), ("F", None, "#a1-p1")]
    assert [(div.get("n"), div.get("prev")) for div in root.iterfind(".//t:div", NS)] == [("1", None), ("2", None), (None, "#a1")]
    assert [one.get("quantity") for one in root.iterfind(".//t:extent/t:measure[@unit='article']", NS)] == ["2"]
    assert [ref.get("target") for ref in root.iterfind(".//t:fw/t:ref", NS)] == ["#p3-a1", "#a1"]
    site = make_site([etree.tostring(root)]).files
    text = site["a1.html"].decode()
    assert "p3-a1.html" not in site
    assert text.index("三千万元") < text.index("p3-a1-p1") < text.index("桥梁石料")


def test_the_pages_tell_which_two_belong_together() -> None:
    pages = (
        page(1, *BRIDGE, "（下转第2版）", *SCHOOL, "（下转第3版）"),
        page(2, "（上接第1版）" + BRIDGE_ON[0], BRIDGE_ON[1]),
        page(3, "（上接第1版）" + SCHOOL_ON[0], SCHOOL_ON[1]),
    )
    articles, _ = joined(articles_of(segmented(*pages)[0]))
    assert links(articles) == [("a1", "p2-a1"), ("a2", "p3-a1")]


def test_the_other_end_of_a_jump_numbers_the_page() -> None:
    pages = (page(1, *BRIDGE, "（下转第2版）"), page(2, "（上接第1版）" + BRIDGE_ON[0], BRIDGE_ON[1]))
    articles, _ = joined(articles_of(segmented(*pages)[0]))
    assert pages_told(articles) == {"p1": "1", "p2": "2"}
    open_end = joined(articles_of(segmented(page(1, *BRIDGE, "（下转第8版）"), pages[1])[0]))[0]
    assert pages_told(open_end) == {}  # the two do not agree


def test_the_label_that_a_page_prints_counts_more_than_its_place() -> None:
    pages = (page(1, *BRIDGE, "（下转第8版）"), page(2, "（上接第5版）" + BRIDGE_ON[0], BRIDGE_ON[1]))
    articles = articles_of(segmented(*pages)[0])
    assert links(joined(articles)[0]) == []
    assert links(joined(articles, labels={"p1": "5", "p2": "8"})[0]) == [("a1", "p2-a1")]
    assert links(joined(articles, labels={"p1": "A5", "p2": "A8"})[0]) == []  # 第8版 is not the eighth page of section A


def test_of_several_on_one_page_the_words_tell() -> None:
    pages = (
        page(1, *BRIDGE, "（下转第2版）", *SCHOOL, "（下转第2版）"),
        page(2, "（上接第1版）" + SCHOOL_ON[0], SCHOOL_ON[1], "（上接第1版）" + BRIDGE_ON[0], BRIDGE_ON[1]),
    )
    articles, notices = joined(articles_of(segmented(*pages)[0]))
    assert links(articles) == [("a1", "p2-a2"), ("a2", "p2-a1")]
    assert notices == ()


def test_where_the_words_do_not_tell_nothing_is_joined_and_a_notice_says_so() -> None:
    pages = (
        page(1, *BRIDGE, "（下转第2版）"),
        page(2, "（上接第1版）天气晴朗，气温回升。", "（上接第1版）白菜上市，价格平稳。"),
    )
    articles, notices = joined(articles_of(segmented(*pages)[0]))
    assert links(articles) == []
    assert [(note.code, note.where) for note in notices] == [("W-SEG-14", "a1")]
    assert {note.code for note in notices} <= CODES.keys()


def test_an_end_whose_other_is_not_here_stays_open() -> None:
    layouts, notices = segmented(page(1, *BRIDGE, "（下转第7版）"), page(2, "（上接第6版）" + SCHOOL_ON[0], SCHOOL_ON[1]))
    articles, left = joined(articles_of(layouts), notices)
    assert links(articles) == []
    assert [note.where for note in left if note.code == "W-SEG-13"] == ["a1", "p2-a1"]


def test_a_title_in_the_jump_line_tells() -> None:
    pages = (
        page(1, *BRIDGE, "（下转第2版）"),
        page(2, "（上接第1版《老桥通车》）气温回升，天气晴朗。", "（上接第1版）白菜上市，价格平稳。"),
    )
    assert links(joined(articles_of(segmented(*pages)[0]))[0]) == [("a1", "p2-a1")]


LATIN = {
    "en": (["BRIDGE IS OPEN", "The old bridge over the river was opened on Monday", "by the mayor, who said that the new arches would", "(Continued on Page 2)"],
           ["BRIDGE IS OPEN", "Continued from Page 1", "last for a hundred years and that the whole town", "had paid for the bridge."]),
    "de": (["Brücke eröffnet", "Die alte Brücke über den Fluss wurde am Montag vom", "Bürgermeister eröffnet, der den neuen Bögen ein", "Fortsetzung auf Seite 2"],
           ["Brücke eröffnet", "Fortsetzung von Seite 1", "langes Leben wünschte und den Bürgern der ganzen", "Stadt für die Brücke dankte."]),
}  # fmt: skip


@pytest.mark.parametrize("language", LATIN)
def test_pages_of_other_scripts(language: str) -> None:
    first, second = LATIN[language]
    pages = (page(1, *first, gaps=(2, 4)), page(2, *second, gaps=(2, 3)))
    articles, _ = joined(articles_of(segmented(*pages, script="Latn")[0]))
    assert links(articles) == [("a1", "p2-a1")]
    root = etree.fromstring(tei_of(pages, articles))
    assert [p.get("part") for p in root.iterfind(".//t:p[@part]", NS)] == ["I", "F"]


def test_what_is_joined_already_stays() -> None:
    pages = (page(1, *BRIDGE, "（下转第2版）"), page(2, "（上接第1版）" + BRIDGE_ON[0], BRIDGE_ON[1]))
    once, _ = joined(articles_of(segmented(*pages)[0]))
    assert joined(once)[0] == once


def test_a_sentence_that_ends_before_the_jump_is_a_paragraph_of_its_own() -> None:
    pages = (page(1, *BRIDGE[:3], "班上学。", "（下转第2版）"), page(2, "（上接第1版）" + BRIDGE_ON[0], BRIDGE_ON[1]))
    articles, _ = joined(articles_of(segmented(*pages)[0]))
    assert links(articles) == [("a1", "p2-a1")]
    assert b"part=" not in tei_of(pages, articles)


def test_a_quotation_before_the_cut_paragraph_counts_among_the_paragraphs() -> None:
    pages = (page(1, "“桥是大家的。”", "市民又能步行过"), page(2, "河上班上学。"))
    (quoted, first), (last,) = ([Passage.of(line) for line in one.lines] for one in pages)
    start = Section(blocks=(Paragraph(quoted, kind="quote"), Paragraph(first, part="I")))
    articles = (
        Article("a1", "article", "p1", sections=(start,), next="p2-a1"),
        Article("p2-a1", "article", "p2", sections=(Section(blocks=(Paragraph(last, part="F"),)),), prev="a1"),
    )
    root = etree.fromstring(tei_of(pages, articles))
    assert [(p.get("next"), p.get("prev")) for p in root.iterfind(".//t:p[@part]", NS)] == [("#p2-a1-p1", None), (None, "#a1-p2")]
