"""Segmentation of a front page by geometry: headlines in two halves, the page's head and foot, contents boxes, notices."""

from __future__ import annotations

from typesetting import Sheet, copy

from converter.model import Article, Layout
from converter.segment.conservation import lost_and_doubled
from converter.segment.geometry import segment_by_geometry

ENGLISH = "The river rose in the night and nobody in the village had been told of it by those who knew. "


def parted(sheet: Sheet, script: str = "Hans") -> Layout:
    layout, _ = segment_by_geometry(sheet.page(), script)  # type: ignore[arg-type]
    assert lost_and_doubled(sheet.page(), layout) == []
    return layout


def heads_of(article: Article) -> list[tuple[str, str]]:
    return [(head.type, head.passage.text) for head in article.heads]


def paragraphs_of(article: Article) -> list[str]:
    return [paragraph.passage.text for section in article.sections for paragraph in section.paragraphs]


def of_kind(layout: Layout, kind: str) -> list[Article]:
    return [article for article in layout.articles if article.kind == kind]


def test_a_headline_with_a_wide_blank_over_a_gutter_is_one_line() -> None:
    sheet = Sheet()
    sheet.line("村里开会谈收成", 169, 100, 14, face="Hei")
    sheet.line("果园丰收", 82, 125, 30, face="Hei")  # its blank stands over the gutter of the two columns
    sheet.line("渡口通船", 232, 125, 30, face="Hei")
    sheet.columns(copy("果园", 4), 40, 180, 17, 2, 8, 24)
    sheet.columns(copy("山路", 4), 440, 180, 15, 2, 8)
    first = of_kind(parted(sheet), "article")[0]
    assert heads_of(first) == [("kicker", "村里开会谈收成"), ("main", "果园丰收渡口通船")]


def test_two_headlines_each_over_its_own_columns_stay_two() -> None:
    sheet = Sheet()
    sheet.line("果园丰收", 65, 125, 30, face="Hei")
    sheet.line("渡口通船", 217, 125, 30, face="Hei")
    sheet.column(copy("果园", 4), 40, 180, 17)
    sheet.column(copy("渡口", 4), 192, 180, 17)
    sheet.columns(copy("山路", 4), 440, 180, 15, 2, 8)
    found = {text for article in parted(sheet).articles for kind, text in heads_of(article) if kind == "main"}
    assert {"果园丰收", "渡口通船"} <= found


def test_the_second_line_of_a_headline_in_capitals_is_no_masthead() -> None:
    sheet = Sheet()
    sheet.line("RIVER ROSE IN THE NIGHT;", 40, 20, 26, face="Times", wide=0.6)
    sheet.line("VILLAGE HAD NO WARNING", 40, 50, 26, face="Times", wide=0.6)
    sheet.column([ENGLISH * 3] * 4, 40, 95, 36, wide=0.45)
    layout = parted(sheet, "Latn")
    assert layout.furniture == ()
    assert heads_of(of_kind(layout, "article")[0]) == [("main", "RIVER ROSE IN THE NIGHT; VILLAGE HAD NO WARNING")]
