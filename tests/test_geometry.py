"""Segmentation by geometry: what stands where says what belongs together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typesetting import EM, PITCH, Sheet, copy

from converter.model import Article, Box, Layout, Line, Page
from converter.segment.conservation import lost_and_doubled
from converter.segment.geometry import segment_by_geometry


def parted(sheet: Sheet, script: str = "Hans") -> Layout:
    layout, _ = segment_by_geometry(sheet.page(), script)  # type: ignore[arg-type]
    assert lost_and_doubled(sheet.page(), layout) == []
    return layout


def main_of(article: Article) -> str:
    return next((head.passage.text for head in article.heads if head.type == "main"), "")


def paragraphs_of(article: Article) -> list[str]:
    return [paragraph.passage.text for section in article.sections for paragraph in section.paragraphs]


def named(layout: Layout) -> dict[str, Article]:
    return {main_of(article): article for article in layout.articles if article.kind == "article"}


def two_side_by_side() -> Sheet:
    sheet = Sheet()
    sheet.line("果园里的新消息", 60, 40, 24, face="Hei")
    sheet.columns(copy("果园", 4), 40, 80, 15, 2, 8)
    sheet.line("渡口旁的老故事", 420, 40, 24, face="Hei")
    sheet.columns(copy("渡口", 4), 400, 80, 15, 2, 8)
    return sheet


def test_each_headline_has_the_columns_under_it() -> None:
    articles = named(parted(two_side_by_side()))
    assert paragraphs_of(articles["果园里的新消息"]) == copy("果园", 4)
    assert paragraphs_of(articles["渡口旁的老故事"]) == copy("渡口", 4)


def test_the_order_in_which_lines_come_says_nothing() -> None:
    sheet = two_side_by_side()
    ordered = parted(sheet)
    sheet.lines = [replace(line, n=n, id=f"p1-l{n}") for n, line in enumerate(reversed(sheet.lines), 1)]
    back = parted(sheet)
    assert [(main_of(a), paragraphs_of(a)) for a in back.articles] == [(main_of(a), paragraphs_of(a)) for a in ordered.articles]


def test_a_byline_under_the_headline_signs_the_article() -> None:
    sheet = Sheet()
    sheet.line("果园里的新消息", 130, 40, 24, face="Hei")
    sheet.line("本报记者　张小明", 165, 80, 9, face="Kai")
    sheet.columns(copy("果园", 4), 40, 110, 15, 2, 8)
    article = named(parted(sheet))["果园里的新消息"]
    assert [byline.passage.text for byline in article.bylines] == ["本报记者\u3000张小明"]
    assert paragraphs_of(article) == copy("果园", 4)


def test_a_bare_name_signs_only_between_headline_and_text() -> None:
    sheet = Sheet()
    sheet.line("果园里的新消息", 130, 40, 24, face="Hei")
    sheet.line("张小明", 185, 80, 9, face="Kai")
    sheet.columns([*copy("果园", 3), "张小明。"], 40, 110, 15, 2, 7)
    article = named(parted(sheet))["果园里的新消息"]
    assert [byline.passage.text for byline in article.bylines] == ["张小明"]
    assert paragraphs_of(article)[-1] == "张小明。"


def test_kicker_and_deck_by_size_and_place() -> None:
    sheet = Sheet()
    sheet.line("乡村振兴在路上", 150, 20, 13, face="Kai")
    sheet.line("果园里的新消息", 110, 40, 26, face="Hei")
    sheet.line("——东山村果园见闻", 140, 72, 13, face="Kai")
    sheet.columns(copy("果园", 4), 40, 110, 15, 2, 8)
    heads = {head.type: head.passage.text for head in parted(sheet).articles[0].heads}
    assert heads == {"kicker": "乡村振兴在路上", "main": "果园里的新消息", "deck": "——东山村果园见闻"}


def test_a_line_in_other_type_inside_a_column_is_a_crosshead() -> None:
    sheet = Sheet()
    sheet.line("果园里的新消息", 60, 40, 20, face="Hei")
    sheet.column(copy("果园", 2), 40, 80, 15)
    below = 80 + 8 * PITCH
    sheet.line("树下听风声", 90, below + PITCH, face="Hei")
    sheet.column(copy("渡口", 2), 40, below + 2 * PITCH, 15)
    layout = parted(sheet)
    assert [section.head and section.head.passage.text for section in layout.articles[0].sections] == [None, "树下听风声"]
    assert paragraphs_of(layout.articles[0]) == [*copy("果园", 2), *copy("渡口", 2)]


def test_a_crosshead_at_the_top_of_a_column_does_not_end_the_article() -> None:
    sheet = Sheet()
    sheet.line("果园里的新消息", 60, 40, 24, face="Hei")
    sheet.column(copy("果园", 2), 40, 80, 15)
    sheet.line("树下听风声", 252, 80, face="Hei")
    sheet.column(copy("渡口", 2, 40), 202, 80 + PITCH, 15)
    layout = parted(sheet)
    assert len(layout.articles) == 1
    assert [section.head and section.head.passage.text for section in layout.articles[0].sections] == [None, "树下听风声"]


@pytest.mark.parametrize("size", [EM + 1, EM * 1.28])
def test_a_crosshead_at_the_foot_of_a_column_heads_the_top_of_the_next(size: float) -> None:
    """One of the text's size or little more, and one that is as large as a small headline."""
    sheet = Sheet()
    sheet.line("果园里的新消息", 60, 40, 24, face="Hei")
    sheet.column(copy("果园", 3), 40, 80, 15)
    foot = max(line.box.bottom for line in sheet.lines if line.box)
    sheet.line("树下听风声", 80, foot + 4, size, face="Hei")
    sheet.column(copy("渡口", 4), 202, 80, 15)
    layout = parted(sheet)
    assert len(layout.articles) == 1
    assert [section.head and section.head.passage.text for section in layout.articles[0].sections] == [None, "树下听风声"]
    assert paragraphs_of(layout.articles[0]) == [*copy("果园", 3), *copy("渡口", 4)]


def test_an_upright_headline_heads_the_columns_beside_it() -> None:
    sheet = Sheet()
    sheet.upright("果园里的新消息", 40, 40, 24)
    sheet.columns(copy("果园", 4), 80, 40, 15, 2, 8)
    sheet.line("渡口旁的老故事", 440, 20, 20, face="Hei")
    sheet.columns(copy("渡口", 4), 420, 60, 15, 2, 8)
    articles = named(parted(sheet))
    assert paragraphs_of(articles["果园里的新消息"]) == copy("果园", 4)
    assert paragraphs_of(articles["渡口旁的老故事"]) == copy("渡口", 4)


def test_text_may_begin_on_a_level_with_its_headline() -> None:
    sheet = Sheet()
    sheet.line("果园里的新消息", 212, 40, 24, face="Hei")
    rest = sheet.column(copy("果园", 4), 40, 40, 15, 9)
    rest = sheet.column(rest, 202, 85, 15, 6)
    assert sheet.column(rest, 364, 85, 15, 6) == []
    article = named(parted(sheet))["果园里的新消息"]
    assert paragraphs_of(article) == copy("果园", 4)
    _, notices = segment_by_geometry(sheet.page(), "Hans")
    assert "W-SEG-23" not in {notice.code for notice in notices}  # it begins the article, and was not put to it afterwards


def test_a_wide_lede_goes_before_the_columns_under_it() -> None:
    sheet = Sheet()
    lede = "果园的事情说来话长，记者走了三天才听明白。这里的人不爱说话，只爱干活，说起果园却停不下来，从早说到晚上也说不够。"
    sheet.line("果园里的新消息", 130, 40, 24, face="Hei")
    sheet.line(lede[:28], 58, 80, 11, face="Kai")
    sheet.line(lede[28:], 36, 97, 11, face="Kai")
    sheet.columns(copy("果园", 4), 40, 130, 15, 2, 8)
    article = named(parted(sheet))["果园里的新消息"]
    assert paragraphs_of(article) == [lede, *copy("果园", 4)]


def test_the_caption_under_a_picture_is_not_text() -> None:
    sheet = Sheet()
    sheet.line("果园里的新消息", 130, 40, 24, face="Hei")
    sheet.columns(copy("果园", 4), 40, 80, 15, 2, 8)
    sheet.picture(364, 80, 514, 180)
    sheet.line("图为果园一角。　王志　摄", 364, 184, 9, face="Kai")
    article = named(parted(sheet))["果园里的新消息"]
    figure = article.figures[0]
    assert figure.caption is not None
    assert figure.caption.text == "图为果园一角。"
    assert figure.credits
    assert figure.credits[0].passage.text == "王志\u3000摄"
    assert paragraphs_of(article) == copy("果园", 4)


def test_a_small_line_flush_right_between_picture_and_caption_is_the_credit() -> None:
    sheet = Sheet()
    sheet.line("果园里的新消息", 60, 40, 24, face="Hei")
    sheet.columns(copy("果园", 4), 40, 80, 15, 2, 8)
    sheet.picture(400, 80, 720, 250)
    sheet.line("(by J. Ames)", 678, 252, 7, face="Hei", wide=0.5)
    sheet.line("WAITING: Pickers in the village orchard on Monday. The weather", 400, 262, 9, face="Hei", wide=0.5)
    sheet.line("has been fine.", 400, 274, 9, face="Hei", wide=0.5)
    (figure,) = [figure for article in parted(sheet).articles for figure in article.figures]
    assert figure.caption is not None
    assert figure.caption.text == "WAITING: Pickers in the village orchard on Monday. The weather has been fine."
    assert figure.credits
    assert (figure.credits[0].passage.text, [figure.credits[0].passage.text[s.start : s.end] for s in figure.credits[0].spans]) == (
        "(by J. Ames)",
        ["J. Ames"],
    )


def test_a_picture_with_a_headline_of_its_own_is_an_article() -> None:
    sheet = two_side_by_side()
    sheet.line("晚霞满天", 60, 260, 16, face="Hei")
    sheet.picture(40, 280, 190, 380)
    sheet.line("图为渡口晚霞。　王志　摄", 40, 384, 9, face="Kai")
    article = named(parted(sheet))["晚霞满天"]
    assert article.subtype == "photo"
    assert article.sections == ()
    assert article.figures[0].caption is not None


def test_a_frame_of_prices_and_telephones_is_an_advertisement() -> None:
    sheet = two_side_by_side()
    sheet.frames.append(Box(40, 300, 340, 420))
    sheet.line("青山家具有限公司", 110, 310, 20, face="Hei")
    sheet.line("周年庆典　全场八折", 120, 340, 15, face="Hei")
    sheet.line("地址：解放路15号", 130, 370)
    sheet.line("电话：0000-7654321", 130, 390)
    layout = parted(sheet)
    assert [article.kind for article in layout.articles].count("advertisement") == 1
    assert set(named(layout)) == {"果园里的新消息", "渡口旁的老故事"}


def test_a_framed_text_that_runs_on_is_an_article() -> None:
    sheet = two_side_by_side()
    sheet.frames.append(Box(40, 280, 220, 480))
    sheet.line("晚霞满天", 90, 290, 18, face="Hei")
    sheet.column(copy("晚霞", 2), 55, 320, 15)
    assert paragraphs_of(named(parted(sheet))["晚霞满天"]) == copy("晚霞", 2)


def test_a_text_with_its_own_dateline_needs_no_headline() -> None:
    sheet = Sheet()
    sheet.line("简讯", 60, 40, 20, face="Hei")
    sheet.column(["本报讯　果园今年丰收，村里人都很高兴，来看的人也多。"], 40, 80, 15)
    sheet.column(["本报讯　渡口昨天修好，船家说以后走水路方便得多了。"], 40, 140, 15)
    assert [len(paragraphs_of(article)) for article in parted(sheet).articles] == [1, 1]


def test_folio_and_editors_are_furniture() -> None:
    sheet = two_side_by_side()
    sheet.line("2025年10月20日　星期一", 40, 8)
    sheet.line("2", 380, 8)
    sheet.line("本版责编：张小明　版式设计：王志", 40, 580, 8)
    sheet.rules.append(Box(40, 25, 760, 26))
    layout = parted(sheet)
    assert {item.passage.text: item.type for item in layout.furniture}["2025年10月20日\u3000星期一"] == "date"
    assert len(layout.furniture) == 3
    assert len(layout.articles) == 2


def standing(page: Page) -> Page:
    """The page set in upright lines that follow from right to left, as Chinese papers did: each place turned a quarter."""
    width, height = page.size or (0.0, 0.0)

    def turned(line: Line) -> Line:
        box = line.box
        assert box is not None
        return replace(line, box=Box(height - box.bottom, box.left, height - box.top, box.right), vertical=True)

    return replace(page, lines=tuple(map(turned, page.lines)), size=(height, width))


def test_upright_text_is_read_as_level_text_is() -> None:
    page = two_side_by_side().page()
    level, _ = segment_by_geometry(page, "Hans")
    upright, _ = segment_by_geometry(standing(page), "Hant")
    assert [(main_of(a), paragraphs_of(a)) for a in upright.articles] == [(main_of(a), paragraphs_of(a)) for a in level.articles]


def test_a_turned_line_is_kept_and_told() -> None:
    sheet = two_side_by_side()
    sheet.line("广告部热线", 780, 200, turn=90)
    layout, notices = segment_by_geometry(sheet.page(), "Hans")
    assert lost_and_doubled(sheet.page(), layout) == []
    assert [paragraphs_of(article) for article in layout.articles if article.kind == "unassigned"] == [["广告部热线"]]
    assert "W-SEG-25" in {notice.code for notice in notices}


def test_words_that_speak_of_another_article_are_told() -> None:
    sheet = Sheet()
    sheet.line("苹果园丰收", 60, 40, 24, face="Hei")
    sheet.columns(copy("渡口老船", 4), 40, 80, 15, 2, 8)
    sheet.line("渡口老船开航", 420, 40, 24, face="Hei")
    sheet.columns(copy("苹果园丰收", 4), 400, 80, 15, 2, 8)
    layout, notices = segment_by_geometry(sheet.page(), "Hans")
    told = [notice for notice in notices if notice.code == "W-SEG-20"]
    assert told
    assert all(notice.score is not None and notice.score < 0.5 for notice in told)
    assert all(head.cert for article in layout.articles for head in article.heads if "苹果" in head.passage.text)


def test_latin_script_lines_join_with_blanks_and_bylines_have_names() -> None:
    sheet = Sheet()
    sheet.line("Bridge opens at last", 40, 40, 24, face="Times", wide=0.5)
    sheet.line("By Anna Berger", 40, 75, 9, face="Times-Italic", wide=0.5)
    text = ["The bridge over the river was opened on Monday after two long years of work and many doubts about its price and its use."]
    sheet.column(text, 40, 100, 15, wide=0.5)
    article = parted(sheet, "Latn").articles[0]
    assert main_of(article) == "Bridge opens at last"
    byline = article.bylines[0]
    names = [byline.passage.text[span.start : span.end] for span in byline.spans if span.tag == "persName"]
    assert names == ["Anna Berger"]
    assert "".join("".join(paragraphs_of(article)).split()) == "".join(text[0].split())
    assert len(paragraphs_of(article)) == 1


@pytest.mark.parametrize("size", [None, (800.0, 600.0)])
def test_a_page_without_articles_is_no_error(size: tuple[float, float] | None) -> None:
    empty, notices = segment_by_geometry(Page("p1", 1, (), size=size), "Hans")
    assert empty == Layout(())
    assert notices == ()
    sheet = Sheet()
    sheet.line("一", 40, 40, EM)
    assert parted(sheet)
