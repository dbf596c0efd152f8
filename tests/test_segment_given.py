"""Pages whose source separates articles: its items, its kinds of blocks, what no item claims, parts on several pages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.metadata import Metadata
from converter.model import (
    Article,
    Block,
    BlockKind,
    Box,
    Byline,
    Dateline,
    Edit,
    Figure,
    Issue,
    Item,
    Layout,
    Line,
    Page,
    Paragraph,
    SourceFile,
)
from converter.segment.conservation import lost_and_doubled
from converter.segment.given import outline_page, outline_pages
from converter.tei import Making, encode
from converter.validate import validate

Given = tuple[str | None, BlockKind | None, str]  # the item that claims a block, its kind, its lines


def page(*given_blocks: Given, n: int = 1, size: float | None = None, edits: dict[int, Edit] | None = None, placed: bool = False) -> Page:
    """A page with a block for each of these; with a size, its lines stand one under another. placed: its pictures have their place in the text."""
    lines: list[Line] = []
    blocks: list[Block] = []
    for at, (item, kind, text) in enumerate(given_blocks):
        numbers = []
        for row in text.split("\n"):
            k = len(lines) + 1
            box = Box(10, 20 * k, 10 + 6 * len(row), 20 * k + (16 if kind in ("main", "display") else 10)) if size else None
            lines.append(Line(f"p{n}-l{k}", k, row, box=box, edits=(edits[k],) if edits and k in edits else ()))
            numbers.append(k)
        blocks.append(Block(f"b{at}", tuple(numbers), kind, item=item, placed=placed and kind in ("caption", "credit")))
    return Page(f"p{n}", n, tuple(lines), size=(1000, size) if size else None, blocks=tuple(blocks))


def outlined(value: Page, *items: Item, script: str = "Hans") -> Layout:
    layout, _ = outline_page(value, items, script)  # type: ignore[arg-type]
    assert lost_and_doubled(value, layout) == []
    check_tei((value,), layout.articles, layout)
    return layout


def check_tei(pages: tuple[Page, ...], articles: tuple[Article, ...], *layouts: Layout) -> str:
    file = SourceFile("page-01.xml", "0" * 64, "ALTO")
    furniture = tuple(one for layout in layouts for one in layout.furniture)
    tei = encode(Issue(Metadata(id="sample"), pages, (file,), articles, furniture), Making("2021-01-01", "1.2.3", "zh-Hans", "Chinese"))
    assert [(note.code, note.where) for note in validate(tei) if note.level == "error"] == []
    return tei.decode()


def texts(article: Article) -> list[str]:
    return [paragraph.passage.text for section in article.sections for paragraph in section.paragraphs]


def test_items_become_articles_in_the_order_of_the_page() -> None:
    layout = outlined(
        page(
            ("B", "main", "老桥通车"),
            ("B", "text", "本报讯（记者 张三）昨日，老桥通车。"),
            ("A", "main", "公告"),
            ("A", "text", "遗失声明作废。"),
            ("B", "text", "桥长三里。"),
        ),
        Item("A", "advertisement"),
        Item("B", subtype="news"),
    )
    first, second = layout.articles
    assert [(one.id, one.kind, one.subtype) for one in layout.articles] == [("a1", "article", "news"), ("x1", "advertisement", None)]
    assert [(head.type, head.passage.text) for head in first.heads] == [("main", "老桥通车")]
    dateline, byline = first.sections[0].dateline, first.sections[0].bylines[0]
    assert dateline is not None
    assert (dateline.passage.text, byline.passage.text) == ("本报讯", "（记者 张三）")
    assert texts(first) == ["昨日，老桥通车。", "桥长三里。"]
    assert (second.heads[0].passage.text, texts(second)) == ("公告", ["遗失声明作废。"])


def test_a_footnote_is_a_note_at_the_foot_and_ends_no_text() -> None:
    blocks = (("A", "main", "老桥通车"), ("A", "text", "昨日通车，"), ("A", "footnote", "*）见本报第十二期。"), ("A", "text", "桥长三里。"))
    value = page(*blocks)
    layout = outlined(value, Item("A"))
    (article,) = layout.articles
    assert [(p.kind, p.passage.text) for section in article.sections for p in section.paragraphs] == [
        ("text", "昨日通车，"),
        ("footnote", "*）见本报第十二期。"),
        ("text", "桥长三里。"),
    ]
    xml = check_tei((value,), layout.articles, layout)
    assert re.search(r'<note type="editorial" place="bottom">\s*<p xml:id="a1-p2"><lb [^>]*/>\*）见本报第十二期。</p>\s*</note>', xml)
    cut = ("A", "text", "昨日老桥通车，\n市民又能步行过")
    first, second = page(blocks[0], cut, blocks[2], size=1500), page(("A", "text", "桥长三里。"), n=2, size=1500)
    layouts, _ = outline_pages([first, second], [Item("A")], "Hans")
    parts = [p.part for one in layouts for section in one.articles[0].sections for p in section.paragraphs]
    assert parts == ["I", None, "F"]  # the note parts no sentence


def test_each_kind_of_block_has_its_place() -> None:
    layout = outlined(
        page(
            ("A", "kicker", "河口县"),
            ("A", "main", "老桥通车"),
            ("A", "deck", "——百年老桥重修记"),
            ("A", "byline", "本报记者 张三"),
            ("A", "caption", "图为老桥。"),
            ("A", "credit", "李四 摄"),
            ("A", "dateline", "本报讯"),
            ("A", "text", "昨日通车。"),
            ("A", "crosshead", "桥史"),
            ("A", "byline", "王五"),
            ("A", "text", "桥建于一九二〇年。"),
            ("A", "table", "长 三里\n宽 三丈"),
            ("A", "byline", "赵六"),
        ),
        Item("A"),
    )
    (article,) = layout.articles
    assert [(head.type, head.passage.text) for head in article.heads] == [
        ("kicker", "河口县"),
        ("main", "老桥通车"),
        ("deck", "——百年老桥重修记"),
    ]
    assert [byline.passage.text for byline in article.bylines] == ["本报记者 张三"]
    (figure,) = article.figures
    assert figure.caption is not None
    assert figure.credits
    assert (figure.caption.text, figure.credits[0].passage.text) == ("图为老桥。", "李四 摄")
    first, second = article.sections
    assert first.dateline is not None
    assert first.dateline.passage.text == "本报讯"
    assert second.head is not None
    assert second.head.passage.text == "桥史"
    assert [byline.passage.text for byline in second.bylines] == ["王五"]
    assert [(p.verbatim, p.passage.text) for p in second.paragraphs] == [(False, "桥建于一九二〇年。"), (True, "长 三里宽 三丈")]
    assert [part.passage.text for part in second.closing] == ["赵六"]


def test_of_several_headings_the_largest_is_the_headline_and_of_one_size_that_which_the_catalogue_names() -> None:
    def heads(*sizes: int, title: str | None = None) -> list[tuple[str, str]]:
        given_page = page(
            *(("A", "main", text) for text in ("FEUILLETON.", "Suez et Marseille.", "Poème.")), ("A", "text", "El renovabis.")
        )
        lines = tuple(
            replace(line, box=Box(0, 30 * line.n, 100, 30 * line.n + size)) if size else line
            for line, size in zip(given_page.lines, (*sizes, 10), strict=True)
        )
        layout = outlined(replace(given_page, lines=lines), Item("A", title=title), script="Latn")
        return [(head.type, head.passage.text) for head in layout.articles[0].heads]

    assert heads(12, 20, 10) == [("kicker", "FEUILLETON."), ("main", "Suez et Marseille."), ("deck", "Poème.")]
    assert heads(0, 0, 0, title="Suez et Marseille") == [("kicker", "FEUILLETON."), ("main", "Suez et Marseille."), ("deck", "Poème.")]
    assert heads(0, 0, 0)[0] == ("main", "FEUILLETON.")
    assert heads(12, 20, 20) == [("kicker", "FEUILLETON."), ("main", "Suez et Marseille. Poème.")]


def test_a_heading_between_texts_is_a_crosshead() -> None:
    layout = outlined(page(("A", "main", "题"), ("A", "text", "甲。"), ("A", "main", "小题"), ("A", "text", "乙。")), Item("A"))
    assert [section.head.passage.text if section.head else None for section in layout.articles[0].sections] == [None, "小题"]


def test_where_the_source_names_no_kind_the_text_tells_it() -> None:
    body = "\n".join(
        (
            "本报讯 （记者 林小青） 昨日，清河老桥修复工程",
            "完工，桥上恢复通车，市民又能步行过河上班上学",
            "了。",
            "桥建于一九二〇年，长三里。",
        )
    )
    layout = outlined(page(("A", None, "清河老桥修好通车"), ("A", None, body), ("A", None, "图为桥头的居民。 记者 周海生 摄")), Item("A"))
    (article,) = layout.articles
    assert [head.passage.text for head in article.heads] == ["清河老桥修好通车"]
    assert article.sections[0].dateline is not None
    assert article.figures[0].credits
    assert texts(article)[0].startswith("昨日，清河老桥修复工程完工")


def test_in_print_an_indent_opens_a_paragraph() -> None:
    rows = (
        "The old bridge over the river was opened",
        "again on Monday by the mayor, who said it",
        "would last for a hundred years or longer.",
        "The cost was not told to",
        "anybody there.",
    )
    value = page(("A", "main", "BRIDGE"), ("A", None, "\n".join(rows)), size=900)
    lines = list(value.lines)
    box = lines[4].box
    assert box is not None
    lines[4] = replace(lines[4], box=replace(box, left=22))
    assert len(texts(outlined(value, Item("A"), script="Latn").articles[0])) == 1
    assert [text[:8] for text in texts(outlined(replace(value, lines=tuple(lines)), Item("A"), script="Latn").articles[0])] == [
        "The old ",
        "The cost",
    ]


def test_a_paragraph_that_a_column_cuts_is_one() -> None:
    blocks: tuple[Given, ...] = (
        ("A", "main", "Brücke"),
        ("A", "text", "Die Brücke wurde am Mon-"),
        ("A", "text", "tag eröffnet."),
        ("A", "text", "Mehr folgt."),
    )
    hyphen = {2: Edit("hyphen", 23, 24)}
    printed = outlined(page(*blocks, size=900, edits=hyphen), Item("A"), script="Latn")
    assert texts(printed.articles[0]) == ["Die Brücke wurde am Montag eröffnet.", "Mehr folgt."]
    told = outlined(page(*blocks), Item("A"), script="Latn")  # paragraphs of a file that has no columns
    assert len(texts(told.articles[0])) == 3


def test_what_no_item_claims_is_furniture_or_unassigned_and_said() -> None:
    value = page(
        (None, None, "2021年3月5日 星期五 第2版"),
        (None, "furniture", "山城"),
        ("A", "main", "老桥通车"),
        ("A", "text", "昨日通车。"),
        (None, "text", "谁也不要的一段文字，放在这里。"),
        (None, "text", "又一段。"),
        (None, "advertisement", "旺铺出租"),
        ("gone", "text", "此篇目录中没有。"),
    )
    layout = outlined(value, Item("A"))
    assert [(f.type, f.passage.text) for f in layout.furniture] == [("folio", "2021年3月5日 星期五 第2版"), ("masthead", "山城")]
    assert [(one.id, one.kind) for one in layout.articles] == [("a1", "article"), ("x1", "advertisement"), ("x2", "unassigned")]
    assert texts(layout.articles[2]) == ["谁也不要的一段文字，放在这里。", "又一段。", "此篇目录中没有。"]
    _, notices = outline_page(value, (Item("A"),), "Hans")
    assert [(notice.code, notice.where) for notice in notices] == [("W-SEG-06", "x2")]


def test_on_a_first_page_the_largest_type_of_its_head_is_the_title() -> None:
    rows = ("Er|cheint jeden Tag, mit Au®nahme der Sonn: und Feiertage in Luxemburg", "Volkswille", "Beilage")
    for n, types in ((1, ["contact", "masthead", "folio"]), (2, ["contact", "folio", "folio"])):
        value = page(*(("T", "furniture", row) for row in rows), n=n, size=900)
        lines = tuple(
            replace(line, box=replace(box, bottom=box.top + (30 if line.n == 2 else 10))) for line in value.lines if (box := line.box)
        )
        layout, _ = outline_page(replace(value, lines=lines), (Item("T", "furniture"),), "Hans")
        assert [f.type for f in layout.furniture] == types


def test_a_line_at_the_edge_of_the_print_is_a_running_title() -> None:
    value = page((None, None, "LOKALES"), ("A", "text", "Die Brücke wurde eröffnet."), size=900)
    assert [f.type for f in outlined(value, Item("A"), script="Latn").furniture] == ["folio"]


def test_lines_of_no_block_are_kept_where_they_stand() -> None:
    value = page(("A", "text", "甲。"), ("A", "text", "乙。"))
    value = replace(value, lines=(*value.lines, Line("p1-l3", 3, "边上的字，没有人要。")))
    assert [one.kind for one in outlined(value, Item("A")).articles] == ["article", "unassigned"]


def test_a_block_that_is_a_copy_goes_with_what_it_copies() -> None:
    """An advertisement that is printed over itself in a block of its own stands once, and its copy behind it."""
    copies = {n: Edit("surplus", 0, 4) for n in (3, 4)}
    rows = "购书好店\n天天开门"
    layout = outlined(page((None, "advertisement", rows), (None, "advertisement", rows), (None, "advertisement", "靴子"), edits=copies))
    assert texts(layout.articles[0]) == ["购书好店天天开门", "靴子"]


def test_items_of_other_kinds() -> None:
    layout = outlined(
        page(
            ("T", "main", "山城日报"),
            ("T", "text", "一九二〇年创刊"),
            ("C", "main", "导读"),
            ("C", "text", "老桥通车 2版"),
            ("U", "main", "残"),
            ("U", "text", "字"),
        ),
        Item("T", "furniture"),
        Item("C", "contents"),
        Item("U", "unassigned"),
    )
    assert [f.type for f in layout.furniture] == ["masthead", "masthead"]
    contents, rest = layout.articles
    assert (contents.kind, contents.heads[0].passage.text, texts(contents)) == ("contents", "导读", ["老桥通车 2版"])
    assert (rest.kind, texts(rest)) == ("unassigned", ["残", "字"])


def test_an_article_may_have_nothing_but_a_head() -> None:
    layout = outlined(page(("A", "main", "老桥通车")), Item("A"))
    assert layout.articles[0].heads[0].passage.text == "老桥通车"


def test_an_item_over_three_pages_is_an_article_on_each() -> None:
    pages = (
        page(("A", "main", "Brücke"), ("A", "text", "Die Brücke ist"), n=1, size=900),
        page(("A", "text", "lang und"), n=2, size=900),
        page(("A", "text", "breit."), ("A", "text", "Ende."), n=3, size=900),
    )
    layouts, notices = outline_pages(pages, (Item("A"),), "Latn")
    first, second, third = (layout.articles[0] for layout in layouts)
    assert [(one.id, one.prev, one.next) for one in (first, second, third)] == [
        ("a1", None, "p2-a1"),
        ("p2-a1", "a1", "p3-a1"),
        ("p3-a1", "p2-a1", None),
    ]
    parts = [[p.part for section in one.sections for p in section.paragraphs] for one in (first, second, third)]
    assert parts == [["I"], ["M"], ["F", None]]
    assert notices == ()
    check_tei(pages, (first, second, third))


def test_a_noun_with_a_capital_may_open_the_next_page() -> None:
    pages = (
        page(("A", "text", "Gestern hat nun auch der Rat\nder Stadt in der ganz neuen"), n=1, size=900),
        page(("A", "text", "Kammer getagt."), n=2, size=900),
    )
    layouts, _ = outline_pages(pages, (Item("A"),), "Latn")
    assert [p.part for layout in layouts for s in layout.articles[0].sections for p in s.paragraphs] == ["I", "F"]


def test_a_part_with_an_end_is_not_cut() -> None:
    pages = (page(("A", "text", "Die Brücke ist lang."), n=1, size=900), page(("A", "text", "und breit."), n=2, size=900))
    layouts, _ = outline_pages(pages, (Item("A"),), "Latn")
    assert layouts[1].articles[0].prev == "a1"
    assert all(p.part is None for layout in layouts for s in layout.articles[0].sections for p in s.paragraphs)


KINDS: list[BlockKind | None] = [
    None, "text", "banner", "kicker", "main", "deck", "crosshead", "dateline", "byline", "caption", "credit", "table", "advertisement", "furniture",
]  # fmt: skip
SAID = st.sampled_from(
    ["老桥通车", "本报讯（记者 张三）昨日，桥通了。（下转第二版）", "（上接第一版）又通了。", "图为老桥。李四 摄", "本报记者 张三", " ", "The bridge was", "open again.", "（完）", "编者按：近日，", "长 三里\n宽 三丈"]
)  # fmt: skip


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from([None, "A", "B", "C", "gone"]), st.sampled_from(KINDS), SAID), max_size=9),
    st.sampled_from(["article", "advertisement", "contents", "furniture", "unassigned"]),
    st.sampled_from(["Hans", "Hant", "Latn"]),
    st.sampled_from([None, 900.0]),
    st.booleans(),
)
def test_whatever_the_source_says_each_character_stands_once_and_the_tei_is_valid(
    blocks: list[Given], kind: str, script: str, size: float | None, placed: bool
) -> None:
    outlined(page(*blocks, size=size, placed=placed), Item("A"), Item("B", kind), Item("C"), script=script)  # type: ignore[arg-type]


@pytest.mark.parametrize(("rows", "kind"), [(("a\tb", "1\t2"), "table"), (("a\tb", "1"), "text"), (("prices", "of corn"), "text")])
def test_a_table_has_cells_where_each_row_has_as_many(rows: tuple[str, ...], kind: str) -> None:
    layout, _ = outline_page(page(("i1", "table", "\n".join(rows))), (Item("i1"),), "Latn")
    (paragraph,) = layout.articles[0].sections[0].paragraphs
    assert (paragraph.kind, paragraph.verbatim) == (kind, True)


def order(article: Article) -> list[str]:
    """What stands in it, in order: figures in brackets, with their credits."""

    def said(one: Figure | Paragraph | Byline | Dateline) -> str:
        if isinstance(one, Figure):
            return "[" + " / ".join(part.text for part in (one.caption, *(credit.passage for credit in one.credits)) if part) + "]"
        return one.passage.text

    out = [said(figure) for figure in article.figures]
    for section in article.sections:
        out += [section.head.passage.text] if section.head else []
        out += [
            said(part) for part in (*([section.dateline] if section.dateline else []), *section.bylines, *section.blocks, *section.closing)
        ]
    return out


PLACED: tuple[Given, ...] = (
    ("A", "main", "老桥通车"), ("A", "caption", "全景。"), ("A", "dateline", "本报讯"), ("A", "text", "昨日，老桥通车。"),
    ("A", "caption", "桥头。"), ("A", "credit", "李四 摄"), ("A", "item", "桥长三里"), ("A", "item", "桥宽三丈"),
    ("A", "crosshead", "百年"), ("A", "caption", "旧照。"), ("A", "byline", "本报记者 张三"), ("A", "text", "桥建于光绪年间。"),
    ("A", "byline", "王五"), ("A", "caption", "夜景。"),
)  # fmt: skip


def test_a_figure_with_a_place_stands_where_the_source_has_it() -> None:
    (article,) = outlined(page(*PLACED, placed=True), Item("A")).articles
    assert order(article) == [
        "[全景。]", "本报讯", "昨日，老桥通车。", "[桥头。 / 李四 摄]", "桥长三里", "桥宽三丈",
        "百年", "本报记者 张三", "[旧照。]", "桥建于光绪年间。", "王五", "[夜景。]",
    ]  # fmt: skip
    assert len(article.sections) == 2


def test_a_figure_of_a_printed_page_belongs_to_the_article_as_a_whole() -> None:
    (article,) = outlined(page(*PLACED), Item("A")).articles
    assert order(article)[:4] == ["[全景。]", "[桥头。 / 李四 摄]", "[旧照。]", "[夜景。]"]


def test_a_day_at_the_end_closes_the_text_though_a_figure_follows() -> None:
    blocks: tuple[Given, ...] = (("A", "text", "桥通了。"), ("A", "dateline", "十二月八日"), ("A", "caption", "桥头。"))
    (article,) = outlined(page(*blocks, placed=True), Item("A")).articles
    assert order(article) == ["桥通了。", "十二月八日", "[桥头。]"]
    assert len(article.sections) == 1


def test_a_dateline_under_a_crosshead_and_its_picture_opens_no_section_of_its_own() -> None:
    blocks: tuple[Given, ...] = (("A", "crosshead", "北岸"), ("A", "caption", "桥头。"), ("A", "text", "本报讯（记者 张三）昨日，桥通了。"))
    (article,) = outlined(page(*blocks, placed=True), Item("A")).articles
    assert order(article) == ["北岸", "本报讯", "（记者 张三）", "[桥头。]", "昨日，桥通了。"]
    assert len(article.sections) == 1
