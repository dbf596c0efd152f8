"""Set phrases of newspapers: jump lines, notes, formulas of letters, and bylines that are run in. None of them is a headline or a person."""

from __future__ import annotations

import pytest
from lxml import etree
from segment_pages import BRIDGE, LIBRARY, ORCHARD, columns, layout_of, page_of, squares

from converter.model import Article, Layout
from converter.pipeline import Marking, convert_sources
from converter.readers import Source
from converter.segment import segment_page
from converter.segment.bylines import byline_spans, closing_byline, is_person, run_in_byline, standing_byline
from converter.segment.cohesion import Cohesion
from converter.segment.cuts import places
from converter.segment.formulas import compliment, end_mark, is_formula, jump_from_end, jump_start, opens_note, salutation
from converter.segment.mastheads import latin_furniture
from converter.segment.rows import rows_of
from converter.segment.stream import stream_of
from converter.segment.units import units_of
from converter.validate import validate


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
        ("Seite 3", 0),
        ("▸ Seite 3", 0),
        ("Mehr auf Seite 3", 0),
        ("Lesen Sie dazu auch Seite 4", 0),
        ("See page 3.", 0),
        ("Harvest report on Page 9.", 0),
        ("Lire page 3", 0),
        ("Seiten 4/5", 0),
        ("servizi alle pagine 8 e 9", 0),
        ("Die Ernte ist gut. (Handel, Seite 7)", 19),
        ("Die Ernte ist gut. ▸ Seite 7", 18),
        # the last line of a sentence, or words of the text
        ("Seite 3.", None),
        ("auf Seite 3", None),
        ("the story on page 9.", None),
        ("Die Seite 3", None),
        ("Der Brief fand sich (vgl. dort, Seite 12)", None),
        ("Page 3 of the book", None),
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
        ("□ 文 川", [("persName", "文 川")]),
        ("□ 文 林小青", [("roleName", "文"), ("persName", "林小青")]),
        ("清河县石村　刘国华", [("persName", "刘国华")]),
    ],
)
def test_roles_and_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize("text", ["本报评论员", "□ 本报评论员", "清河晚报评论员", "□ 文 川", "本报通讯员 刘文", "□ 本报记者 韩\ue123"])
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


def main_heads(layout: Layout) -> list[str]:
    return [head.passage.text for article in layout.articles for head in article.heads]


def test_running_text_is_no_headline() -> None:
    """A row as wide as its column that breaks a word, or one that ends with a comma, belongs to the row below."""
    text = "区里的建设局长和街道办事处的负责人昨天上午一起参加了通车典礼会见。此前，工程队已经连夜清扫了桥面。"
    rows = [*columns(BRIDGE, 19), "会议要求，各街道要迅速行动起来，制定实施", "方案，确保桥上的灯都亮起来。", *columns([text], 19)]
    layout = layout_of(["清河老桥修好通车", *rows])
    assert main_heads(layout) == ["清河老桥修好通车"]
    assert "会议要求，各街道要迅速行动起来，制定实施方案，确保桥上的灯都亮起来。" in [text for _, text in parts(layout.articles[0])]


def test_a_row_that_ends_with_a_comma_is_no_deck() -> None:
    layout = layout_of(["清河老桥修好通车", *columns(BRIDGE), "［链接］", "我县现有公交线路12条，站台186处，", "其中有遮阳棚的94处。"])
    assert ("text", "我县现有公交线路12条，站台186处，其中有遮阳棚的94处。") in parts(layout.articles[-1])


def test_a_contents_box_heads_nothing() -> None:
    layout = layout_of(["导读", "全县小麦长势喜人　2版", "老街改造让居民舒心　4版", "清河老桥修好通车", *columns(BRIDGE)])
    box, article = layout.articles
    assert (box.kind, [text for _, text in parts(box)]) == ("contents", ["全县小麦长势喜人　2版", "老街改造让居民舒心　4版"])
    assert main_heads(layout) == ["导读", "清河老桥修好通车"]
    assert article.id == "a1"


@pytest.mark.parametrize("title", ["本报今日导读", "今日要闻 导读", "本期看点"])
def test_a_contents_box_by_its_longer_name_with_marked_entries(title: str) -> None:
    opening = "新华社北京3月4日电（记者 李小明）老桥的故事上了全国的报纸。"
    layout = layout_of([title, "● 全县小麦长势喜人 2版", "● 老街改造让居民舒心 4版", "", opening, "清河老桥修好通车", *columns(BRIDGE)])
    box, first = layout.articles[:2]
    assert (box.kind, len(parts(box))) == ("contents", 2)
    assert first.heads == ()


def test_a_letter_closes_with_formulas_that_head_nothing() -> None:
    letter = ["编辑同志：", *columns(LIBRARY), "此致", "敬礼", "清河县石村　刘国华", "2019年5月8日"]
    layout = layout_of(["读者建议图书馆再开放两小时", *letter, "清河老桥修好通车", *columns(BRIDGE)])
    assert main_heads(layout) == ["读者建议图书馆再开放两小时", "清河老桥修好通车"]
    section = layout.articles[0].sections[-1]
    assert [part.passage.text for part in section.closing] == ["清河县石村　刘国华", "2019年5月8日"]
    assert [text for _, text in parts(layout.articles[0])][-2:] == ["此致", "敬礼"]


def test_a_salutation_opens_a_letter_under_its_own_headline() -> None:
    verse = ["春雨", "□ 周小舟", "春雨落在青瓦上", "像母亲的手指", "敲打着童年"]
    layout = layout_of(["夜里读书要有灯", "编辑同志：", *columns(LIBRARY), "读者　陈立平", *verse, "清河老桥修好通车", *columns(BRIDGE)])
    letter = layout.articles[0]
    assert [head.passage.text for head in letter.heads] == ["夜里读书要有灯"]
    assert [text for _, text in parts(letter)] == ["编辑同志：", *LIBRARY]


def test_an_editorial_note_is_the_papers_own_word() -> None:
    layout = layout_of(["清河老桥修好通车", "编者按：老桥修好了，编辑部收到不少来信。", *columns(BRIDGE)])
    assert parts(layout.articles[0])[0] == ("note", "编者按：老桥修好了，编辑部收到不少来信。")


def test_rows_of_cells_are_a_table() -> None:
    table = ["品名　单位　最高价　最低价", "白菜　元/公斤　1.60　1.20", "黄瓜　元/公斤　3.20　2.80", "猪肉　元/公斤　22.0　20.0"]
    layout = layout_of(["清河老桥修好通车", *columns(BRIDGE), "今日农产品价格", *table])
    tables = [
        paragraph for article in layout.articles for section in article.sections for paragraph in section.paragraphs if paragraph.verbatim
    ]
    assert [[line.text for line in paragraph.passage.lines] for paragraph in tables] == [table]


RESULTS = ["名次 队伍 成绩", "1 河东一队 2分08秒31", "2 河西一队 2分09秒77", "3 山后村队 2分11秒02"]


@pytest.mark.parametrize("end", ["成绩如下：", "比赛圆满结束。"])
def test_results_stay_under_the_text_that_gives_them(end: str) -> None:
    opening = f"本报讯 三月四日，第九届清河龙舟赛落幕，山后村的果农也来助阵。{end}"
    feature = ["山后村的苹果红了", "本报记者 林小青", *columns(ORCHARD)]
    layout = layout_of([*feature, "", "市龙舟赛成绩揭晓", opening, *RESULTS, "", "清河老桥修好通车", "本报记者 刘文", *columns(BRIDGE)])
    assert main_heads(layout) == ["山后村的苹果红了", "市龙舟赛成绩揭晓", "清河老桥修好通车"]
    assert [len(article.heads) for article in layout.articles] == [1, 1, 1]
    assert parts(layout.articles[1])[1:] == [("text", "".join(RESULTS))]
    assert [paragraph.verbatim for section in layout.articles[1].sections for paragraph in section.paragraphs] == [False, True]


def test_no_article_begins_with_a_table_that_has_no_headline() -> None:
    def whole() -> Cohesion:
        raise AssertionError("three texts are no reason to weigh words")

    stream = stream_of(*units_of(rows_of(page_of([*columns(BRIDGE[:2]), *RESULTS, *columns(BRIDGE[2:])]).lines)))
    assert [text.unit.table for text in stream.texts] == [False, False, True, False]
    assert 2 not in places(stream, whole)


def test_the_credit_on_a_line_of_its_own_goes_with_the_caption_above() -> None:
    layout = layout_of(["清河老桥修好通车", *columns(BRIDGE), "图①：清河老桥的桥头。", "（新华社记者官天一摄）"])
    figure = layout.articles[0].figures[0]
    assert figure.credits
    assert (figure.caption and figure.caption.text, figure.credits[0].passage.text) == ("图①：清河老桥的桥头。", "（新华社记者官天一摄）")


def test_a_reporter_who_also_took_the_pictures_signs_the_text() -> None:
    text = [*LIBRARY[:2], LIBRARY[2][:-1] + "。（王志摄影报道）"]
    layout = layout_of(["市图书馆开放到晚上十点", *columns(text)])
    assert not layout.articles[0].figures
    assert [part.passage.text for part in layout.articles[0].sections[-1].closing] == ["（王志摄影报道）"]


@pytest.mark.parametrize("at", [0, -1])
def test_name_and_date_of_the_paper_are_furniture_at_both_ends(at: int) -> None:
    old = squares([text.replace("，", "、") for text in BRIDGE])
    own = ["清報", "中華民國二十六年七月八日"]
    lines = [*own, "老橋通車", *old] if at == 0 else ["老橋通車", *old, *own]
    layout = layout_of(lines, "Hant")
    assert [piece.type for piece in layout.furniture] == ["masthead", "date"]
    assert "天气预报" not in [piece.passage.text for piece in layout_of(["天气预报", *columns(BRIDGE)]).furniture]


def test_a_dateline_on_a_line_of_its_own_dates_the_text_below() -> None:
    layout = layout_of(["清河老桥修好通车", "本报清河1月9日电", *columns(["记者许宏治报道：" + BRIDGE[0], *BRIDGE[1:]])])
    section = layout.articles[0].sections[0]
    assert section.dateline is not None
    assert [section.dateline.passage.text, section.bylines[0].passage.text, section.paragraphs[0].passage.text] == [
        "本报清河1月9日电",
        "记者许宏治报道：",
        BRIDGE[0],
    ]


def test_a_line_that_says_where_the_text_comes_from_goes_with_it() -> None:
    rest = ["上接第1版", "工会主席陈玉梅说，今年将为困难职工送去", "慰问金12万元，帮助子女就学46人。"]
    layout = layout_of(["清河老桥修好通车", *columns(BRIDGE), *rest])
    assert parts(layout.articles[-1]) == [("jump-from", rest[0]), ("text", rest[1] + rest[2])]


@pytest.mark.parametrize(
    ("text", "top", "bottom", "kind"),
    [
        ("THE MILLBROOK CHRONICLE", 0, 60, "masthead"),
        ("Millbrooker Anzeiger", 1, 60, "masthead"),
        ("Amtliches Verkündigungsblatt für den Kreis Mühlbach", 2, 60, "masthead"),
        ("No. 2,001. MONDAY, JUNE 3, 1872. Price Twopence.", 1, 60, "date"),
        ("Nr. 12. Montag, den 3. Juni 1872.", 0, 60, "date"),
        ("Vol. XII.--No. 77.", 0, 60, "date"),
        ("PRICE TWOPENCE", 3, 60, "contact"),
        ("Lunedì 3 giugno 2019", 1, 60, "date"),
        ("Anno 12 – Numero 7", 2, 60, "date"),
        ("12. Jahrgang", 2, 60, "date"),
        ("€ 1,20 in Italia", 3, 60, "contact"),
        ("1,20 € kostet das Brot jetzt überall im Land und in den Städten", 3, 60, None),
        ("Druck und Verlag von A. Beck in Mühlbach.", 60, 0, "editors"),
        ("Politische Nachrichten.", 3, 60, None),
        ("THE MILLBROOK CHRONICLE", 30, 30, None),
        ("No vigil was kept in June 1872 by the men of the mill, and nobody asked.", 30, 30, None),
    ],
)
def test_furniture_of_latin_pages(text: str, top: int, bottom: int, kind: str | None) -> None:
    assert latin_furniture(text, top, bottom) == kind


def test_a_latin_page_without_blank_lines() -> None:
    lines = [
        "THE MILLBROOK CHRONICLE",
        "No. 2,001. MONDAY, JUNE 3, 1872. Price Twopence.",
        "FIRE AT THE MILL.",
        "(FROM OUR OWN CORRESPONDENT.)",
        "On Friday night the mill of Messrs. Beck was burnt to",
        "the ground, and sixty hands are thrown out of work; no",
        "life was lost. (Continued on page 5.)",
        "THE MARKET.",
        "Corn was dearer by a shilling, and the supply of it was",
        "so short that many went home without any. I am, Sir,",
        "A RATEPAYER.",
        "BIRTHS.",
        "On the 2nd inst., the wife of Mr. J. Beck, of a son, and",
        "on the same day the wife of Mr. A. Cole, of a daughter.",
    ]
    layout, notices = segment_page(page_of(lines), "Latn")
    assert [piece.type for piece in layout.furniture] == ["masthead", "date"]
    assert main_heads(layout) == ["FIRE AT THE MILL.", "THE MARKET.", "BIRTHS."]
    assert [byline.passage.text for byline in layout.articles[0].bylines] == ["(FROM OUR OWN CORRESPONDENT.)"]
    assert parts(layout.articles[0])[-1] == ("jump", "(Continued on page 5.)")
    assert [notice.where for notice in notices if notice.code == "W-SEG-12"] == ["p1"]
    parted = [line for text in lines for line in (text, "")]
    assert "W-SEG-12" not in {notice.code for notice in segment_page(page_of(parted), "Latn")[1]}


PAGE = (
    "清河日报 2021年9月6日 星期一 第二版",
    "导读",
    "全县小麦长势喜人　2版",
    "清河老桥修好通车",
    "编者按：老桥修好了，编辑部收到不少来信。",
    *columns(["（上接第一版）" + BRIDGE[0], *BRIDGE[1:-1], BRIDGE[-1] + "（下转第三版）"]),
    "市图书馆开放到晚上十点",
    "编辑同志：",
    *columns(LIBRARY),
    "此致",
    "敬礼",
    "清河县石村　刘国华",
    "2019年5月8日",
)


def test_the_tei_of_set_phrases() -> None:
    """Jump lines are furniture where they stand, a note is the paper's own, a contents box a list; no line is lost, and all is valid."""
    tei = convert_sources([Source("page.txt", "\n".join(PAGE).encode())], marking=Marking(tagger=None)).tei
    root = etree.fromstring(tei)

    def found(path: str) -> list[str]:
        return ["".join(node.itertext()) for node in root.iterfind(f".//{{*}}body//{path}")]

    assert found("{*}div[@type='article']/{*}fw[@type='jump-from']/{*}ref") == ["（上接第一版）"]
    assert found("{*}div[@type='article']/{*}fw[@type='jump']/{*}ref") == ["（下转第三版）"]
    assert [text.strip() for text in found("{*}note[@type='editorial']")] == ["编者按：老桥修好了，编辑部收到不少来信。"]
    assert found("{*}div[@type='contents']/{*}list/{*}item/{*}ref") == ["全县小麦长势喜人　2版"]
    assert found("{*}byline") + found("{*}dateline") == ["清河县石村　刘国华", "2019年5月8日"]
    assert found("{*}persName") == ["刘国华"]
    assert [notice for notice in validate(tei) if notice.level == "error"] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("文字：王小平 摄影：李建国", ["王小平", "李建国"]),
        ("文字 王小平", ["王小平"]),
        ("记者 王小平 制图", ["王小平"]),
        ("□ 文 川", ["文 川"]),
    ],
)
def test_what_somebody_did_is_no_name(text: str, names: list[str]) -> None:
    assert [text[span.start : span.end] for span in byline_spans(text) if span.tag == "persName"] == names
