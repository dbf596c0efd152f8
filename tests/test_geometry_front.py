"""Segmentation of a front page by geometry: headlines in two halves, the page's head and foot, contents boxes, notices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typesetting import Sheet, copy

from converter.model import Article, Block, Box, Layout
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


def a_page(script: str = "Hans") -> Sheet:
    sheet = Sheet()
    if script == "Latn":
        sheet.line("River rose in the night", 40, 150, 24, face="Times", wide=0.5)
        sheet.column([ENGLISH * 3] * 4, 40, 190, 36, wide=0.45)
    else:
        sheet.line("果园里的新消息", 60, 150, 24, face="Hei")
        sheet.columns(copy("果园", 4), 40, 190, 15, 2, 8)
    return sheet


def test_a_frame_with_a_title_and_pages_is_a_contents_box() -> None:
    sheet = a_page()
    sheet.frames.append(Box(600, 10, 780, 75))
    sheet.line("导读", 605, 14, 13, face="Hei")
    for at, (text, page) in enumerate((("新桥通车", "2版"), ("古树下的茶", "3版"), ("球赛开场", "第7版"))):
        sheet.line(text, 605, 30 + 15 * at)
        sheet.line(page, 740, 30 + 15 * at)
    layout = parted(sheet)
    box = of_kind(layout, "contents")[0]
    assert heads_of(box) == [("main", "导读")]
    assert paragraphs_of(box) == ["新桥通车2版", "古树下的茶3版", "球赛开场第7版"]
    assert layout.furniture == ()


def test_an_index_in_columns_is_read_column_by_column() -> None:
    sheet = a_page("Latn")
    sheet.frames.append(Box(600, 150, 790, 210))
    sheet.line("Index", 660, 154, 12, face="Times", wide=0.5)
    for at, (left, right) in enumerate((("Arts ..... 12", "Letters ... 6"), ("Chess ..... 4", "Sport ... 8-9"))):
        sheet.line(left, 605, 172 + 15 * at, wide=0.5)
        sheet.line(right, 700, 172 + 15 * at, wide=0.5)
    layout = parted(sheet, "Latn")
    assert paragraphs_of(of_kind(layout, "contents")[0]) == ["Arts ..... 12", "Chess ..... 4", "Letters ... 6", "Sport ... 8-9"]


def test_an_entry_of_a_box_may_name_its_page_in_a_second_line() -> None:
    sheet = a_page("Latn")
    sheet.line("Sommaire", 600, 100, 12, face="Bold", wide=0.5)
    sheet.rules.append(Box(600, 113, 790, 113.5))  # under the title, and over the last entry
    for at, text in enumerate(("Monde — Élections en Moldavie page", "4", "Économie — L’acier repart page 9", "Sports — Victoire page 14")):
        sheet.line(text, 600, 116 + 13 * at, 10, wide=0.5)
    sheet.line("Le conseil vote", 290, 119, 24, face="Times", wide=0.5)  # beside it, no part of it
    sheet.rules.append(Box(600, 154, 790, 154.5))
    sheet.line("River levels stay high", 600, 170, 10, wide=0.5)
    layout = parted(sheet, "Latn")
    (box,) = of_kind(layout, "contents")
    assert heads_of(box) == [("main", "Sommaire")]
    assert paragraphs_of(box) == ["Monde — Élections en Moldavie page 4", "Économie — L’acier repart page 9", "Sports — Victoire page 14"]
    assert layout.furniture == ()


def test_teasers_over_the_page_name_their_pages() -> None:
    sheet = a_page("Latn")
    for at, (name, text) in enumerate((("Kultur", "Ein Haus am Hafen Seite 9"), ("Sport", "Das Derby ging aus Seite 12"))):
        sheet.line(name, 40 + 300 * at, 10, 10, face="Bold", wide=0.5)
        sheet.line(text, 40 + 300 * at, 23, 10, wide=0.5)
    layout = parted(sheet, "Latn")
    assert paragraphs_of(of_kind(layout, "contents")[0]) == ["Kultur Ein Haus am Hafen Seite 9", "Sport Das Derby ging aus Seite 12"]
    assert layout.furniture == ()


def test_a_frame_whose_lines_name_no_page_is_no_contents_box() -> None:
    sheet = a_page()
    sheet.frames.append(Box(600, 150, 790, 260))
    sheet.line("晚风集", 640, 155, 16, face="Hei")
    sheet.column(copy("晚风", 2, 60), 605, 180, 17)
    assert of_kind(parted(sheet), "contents") == []


def test_an_imprint_under_the_last_rule_is_furniture_wherever_the_page_ends() -> None:
    sheet = a_page()
    sheet.rules.append(Box(40, 400, 760, 401))
    sheet.line("社址：城北路3号　邮编：100000　广告热线：0100-7654321", 40, 405, 9)
    assert [(one.type, one.passage.text[:3]) for one in parted(sheet).furniture] == [("contact", "社址：")]
    sheet = a_page("Latn")
    sheet.rules.append(Box(40, 500, 760, 501))
    sheet.line("Flussbote Verlag GmbH, Am Markt 1, Leserservice 0351 / 12 34 56", 40, 505, 9, wide=0.5)
    assert [one.type for one in parted(sheet, "Latn").furniture] == ["editors"]


def test_a_note_under_the_last_rule_is_no_imprint() -> None:
    sheet = a_page()
    sheet.rules.append(Box(40, 400, 760, 401))
    sheet.line("山路上的灯今晚全部亮起来了，村里人都说走得安心。", 60, 405)
    assert parted(sheet).furniture == ()


def test_an_advertisement_has_its_title_as_head_and_its_text_as_a_paragraph() -> None:
    sheet = a_page()
    sheet.frames.append(Box(500, 150, 790, 330))
    sheet.line("广告", 505, 152, 8)
    sheet.line("长河家具", 590, 165, 24, face="Hei")
    for at, text in enumerate(("本店开业三周年，店里新到各色家具数百件，欢", "迎新老朋友前来选看，送货上门，七日内可退", "换。")):
        sheet.line(text, 520, 200 + 15 * at)
    for at, text in enumerate(
        ("红木方桌　特价999元", "竹编藤椅　特价88元", "樟木箱子　特价299元", "地址：城北大街路口西侧底层三号", "电话：0100-1234567")
    ):
        sheet.line(text, 560 + 8 * at, 260 + 13 * at, 10, face="Hei")
    box = of_kind(parted(sheet), "advertisement")[0]
    assert heads_of(box) == [("kicker", "广告"), ("main", "长河家具")]
    plain = [p.passage.text for s in box.sections for p in s.paragraphs if not p.verbatim]
    assert plain == ["本店开业三周年，店里新到各色家具数百件，欢迎新老朋友前来选看，送货上门，七日内可退换。"]


def test_a_framed_notice_that_runs_on_is_an_article() -> None:
    sheet = a_page()
    sheet.frames.append(Box(500, 150, 740, 330))
    sheet.line("修路通知", 570, 160, 20, face="Hei")
    for at, text in enumerate(
        ("因道路检修，定于本月20日8时至20时", "对城北路、河边路沿线车辆进行管制，请过", "往车辆提前绕行，给您带来的不便，", "敬请谅解。")
    ):
        sheet.line(text, 520 + (0 if at else 20), 190 + 15 * at)
    sheet.line("电话：0100-1234567", 540, 250)
    sheet.line("城北路管理处值班室", 640, 275)
    layout = parted(sheet)
    assert of_kind(layout, "advertisement") == []
    assert ("main", "修路通知") in [head for article in of_kind(layout, "article") for head in heads_of(article)]


def test_the_largest_line_over_the_date_is_the_name_of_the_paper() -> None:
    sheet = Sheet()
    sheet.line("Talfahrter Volksfreund", 100, 10, 30, face="Fett", wide=0.5)
    sheet.line("Nr. 31 Montag, den 4. März 1912", 100, 45, 9, wide=0.5)
    sheet.line("Schnee im Oberland", 40, 70, 26, face="Fett", wide=0.5)
    sheet.column([ENGLISH * 3] * 4, 40, 105, 36, wide=0.45)
    layout = parted(sheet, "Latn")
    assert {one.type for one in layout.furniture} == {"masthead", "date"}
    assert heads_of(of_kind(layout, "article")[0]) == [("main", "Schnee im Oberland")]


def test_a_headline_with_no_date_under_it_is_no_name() -> None:
    sheet = Sheet()
    sheet.line("Hochwasser im Unterland", 100, 10, 30, face="Fett", wide=0.5)
    sheet.column([ENGLISH * 3] * 4, 40, 105, 36, wide=0.45)
    layout = parted(sheet, "Latn")
    assert layout.furniture == ()
    assert heads_of(of_kind(layout, "article")[0]) == [("main", "Hochwasser im Unterland")]


def test_a_standing_title_in_the_corner_of_a_frame_is_a_kicker() -> None:
    sheet = a_page()
    sheet.frames.append(Box(440, 150, 790, 340))
    sheet.line("村口闲话", 445, 154, 11, face="Hei")
    sheet.line("一碗茶的工夫", 560, 172, 18, face="Hei")
    sheet.columns(copy("晚风", 3), 445, 200, 15, 2, 6)
    found = {heads_of(article)[-1][1]: heads_of(article) for article in of_kind(parted(sheet), "article")}
    assert found["一碗茶的工夫"] == [("kicker", "村口闲话"), ("main", "一碗茶的工夫")]


def test_where_a_block_of_the_source_ends_with_a_sentence_a_paragraph_ends() -> None:
    sheet = Sheet()
    sheet.line("River rose in the night", 40, 20, 24, face="Times", wide=0.5)
    texts = [
        f"{name} saw the water come over the bridge and into the lane, and went up to the church to warn us all." for name in ("He", "She")
    ]
    for at, text in enumerate(texts):
        sheet.column([text[:52], text[52:]], 40, 60 + 30 * at, 30, wide=0.45)
    for at, line in enumerate(sheet.lines[1:], 1):
        assert line.box
        sheet.lines[at] = replace(line, box=replace(line.box, left=40, right=300))  # every line fills its measure
    page = sheet.page()
    count = len(page.lines)
    half = 1 + (count - 1) // 2
    blocks = (Block("b1", (1,)), Block("b2", tuple(range(2, half + 1))), Block("b3", tuple(range(half + 1, count + 1))))
    layout, _ = segment_by_geometry(replace(page, blocks=blocks), "Latn")
    assert [text[:5] for text in paragraphs_of(layout.articles[0])] == ["He sa", "She s"]


def test_a_jump_line_in_small_type_at_the_foot_ends_the_last_column() -> None:
    sheet = Sheet()
    sheet.line("果园里的新消息", 60, 40, 24, face="Hei")
    sheet.columns(copy("果园", 4), 40, 80, 15, 2, 8)
    sheet.line("（下转第三版）", 300, 280, 8)  # the second column ends far above
    sheet.rules.append(Box(40, 300, 360, 301))
    sheet.line("渡口旁的老故事", 60, 310, 24, face="Hei")
    sheet.columns(copy("渡口", 4), 40, 350, 15, 2, 8)
    layout = parted(sheet)
    assert [article.kind for article in layout.articles] == ["article", "article"]
    jumps = [p.passage.text for s in layout.articles[0].sections for p in s.paragraphs if p.kind != "text"]
    assert jumps == ["（下转第三版）"]


def test_number_and_day_of_the_issue_are_dates_with_what_else_their_line_says() -> None:
    sheet = a_page()
    sheet.line("第3021期　今日16版", 400, 40)
    assert [one.type for one in parted(sheet).furniture] == ["date"]
    sheet = a_page("Latn")
    sheet.line("Freie Zeitung der Täler · Montag, 4. März 2019 · Nr. 53 · 12. Jahrgang · Preis 1,90", 40, 40, 9, wide=0.5)
    assert [one.type for one in parted(sheet, "Latn").furniture] == ["date"]


def with_photo(caption: str) -> Layout:
    sheet = Sheet()
    sheet.line("首届果园灯会开幕", 420, 20, 24, face="Hei")
    sheet.columns(copy("果园", 4), 400, 60, 15, 2, 8)
    sheet.line("渡口旁的老故事", 260, 220, 24, face="Hei")
    sheet.columns(copy("渡口", 4), 220, 260, 15, 2, 8)
    sheet.picture(20, 220, 200, 330)
    sheet.line(caption, 20, 334, 8)
    return parted(sheet)


def test_a_caption_that_repeats_a_headline_belongs_to_it_and_is_doubtful() -> None:
    figures = {heads_of(a)[0][1]: a.figures for a in with_photo("昨晚首届果园灯会开幕，游人如织。").articles}
    assert [figure.cert for figure in figures["首届果园灯会开幕"]] == ["medium"]
    figures = {heads_of(a)[0][1]: a.figures for a in with_photo("昨晚的渡口旁，游人如织。").articles}
    assert len(figures["渡口旁的老故事"]) == 1
    assert figures["首届果园灯会开幕"] == ()


def test_a_running_title_beside_the_day_is_the_name_of_the_paper() -> None:
    sheet = a_page("Latn")
    sheet.line("Le Messager du Vallon", 40, 10, 9, wide=0.5)
    sheet.line("Lundi 4 mars 2019", 500, 10, 9, wide=0.5)
    assert {one.passage.text: one.type for one in parted(sheet, "Latn").furniture} == {
        "Le Messager du Vallon": "masthead",
        "Lundi 4 mars 2019": "date",
    }


@pytest.mark.parametrize(("byline", "filed"), [("De notre envoyé spécial Luc Petit", True), ("Par Luc Petit", False)])
def test_what_a_correspondent_signs_opens_with_a_place(byline: str, filed: bool) -> None:
    sheet = Sheet()
    sheet.line("River rose in the night", 40, 150, 24, face="Times", wide=0.5)
    sheet.line(byline, 40, 180, 9, face="Bold", wide=0.5)
    sheet.column(["Whitby. – " + ENGLISH * 3] + [ENGLISH * 3] * 3, 40, 200, 36, wide=0.45)
    (article,) = of_kind(parted(sheet, "Latn"), "article")
    assert [one.passage.text for one in article.bylines] == [byline]
    first = article.sections[0]
    assert (first.dateline.passage.text if first.dateline else None) == ("Whitby. –" if filed else None)
    assert paragraphs_of(article)[0].startswith(ENGLISH[:10] if filed else "Whitby. –")


@pytest.mark.parametrize("text", ["上接第1版", "（上接第1版）"])
def test_where_a_text_comes_from_is_no_deck(text: str) -> None:
    sheet = Sheet()
    sheet.line("果园里的新消息", 130, 40, 24, face="Hei")
    sheet.line(text, 165, 80, 9, face="Kai")
    sheet.columns(copy("果园", 4), 40, 110, 15, 2, 8)
    layout, _ = segment_by_geometry(sheet.page(), "Hans")
    (article,) = (one for one in layout.articles if one.kind == "article")
    assert [head.type for head in article.heads] == ["main"]
    paragraphs = [(p.kind, p.passage.text) for section in article.sections for p in section.paragraphs]
    assert paragraphs == [("jump-from", text), *(("text", one) for one in copy("果园", 4))]


def test_a_number_that_ends_the_line_above_it_is_no_folio() -> None:
    def furniture(first: str) -> list[str]:
        sheet = a_page("Latn")
        sheet.line(first, 600, 40, 10, wide=0.5)
        sheet.line("4", 600, 53, 10, wide=0.5)
        sheet.line("the mayor speaks of a lost year", 600, 66, 10, wide=0.5)
        return [one.passage.text for one in parted(sheet, "Latn").furniture if one.type == "folio"]

    assert furniture("Read on about the flood on page") == []
    assert furniture("Miscellany") == ["4"]


def test_initials_under_a_headline_sign_its_text() -> None:
    sheet = Sheet()
    sheet.line("The river keeps its banks", 60, 40, 24, face="Bold")
    sheet.line("J.-P. D.", 40, 80, 8, face="Bold")
    sheet.columns([ENGLISH * 3, ENGLISH * 2], 40, 110, 30, 1, 20)
    sheet.line("Another story of the town", 420, 40, 24, face="Bold")
    sheet.columns([ENGLISH * 2], 420, 80, 30, 1, 20)
    layout = parted(sheet, "Latn")
    article = next(one for one in layout.articles if heads_of(one)[:1] == [("main", "The river keeps its banks")])
    assert [byline.passage.text for byline in article.bylines] == ["J.-P. D."]
    assert sum(len(section.paragraphs) for section in article.sections) > 0
