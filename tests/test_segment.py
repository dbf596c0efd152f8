"""Segmentation, step by step: what a line is, what a page of the usual kinds becomes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from segment_pages import BRIDGE, LIBRARY, ORCHARD, columns, layout_of, page_of, squares

from converter.model import Article, Byline, Layout
from converter.segment import segment_page
from converter.segment.bylines import (
    bare_name,
    bracketed_byline,
    byline_spans,
    closing_byline,
    is_person,
    pen_name,
    signature,
    standing_byline,
)
from converter.segment.captions import credit_start, opens_as_caption
from converter.segment.codes import CODES
from converter.segment.columns import in_reading_order
from converter.segment.datelines import dateline_end
from converter.segment.display import runs_on
from converter.segment.furniture import furniture_type
from converter.segment.latin_bylines import latin_spans, may_sign, sent, signs
from converter.segment.measures import local_measures
from converter.segment.roles import setting_of
from converter.segment.rows import rows_of

# --- single lines ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("本报讯 （记者 林小青）昨日，河东区", "本报讯"),
        ("新华社北京12月18日电 （记者林小青）", "新华社北京12月18日电"),
        ("本报太原10月19日电 今天上午", "本报太原10月19日电"),
        ("（重慶廿日海通電）據此間消息", "（重慶廿日海通電）"),
        ("（五原十九日電（某某軍", "（五原十九日電（"),
        ("本報訊 昨日午後", "本報訊"),
        ("WHITBY, April 5—Members of", "WHITBY, April 5—"),
        ("WHITBY, April 5 (Reuters)—The Bishop", "WHITBY, April 5 (Reuters)—"),
        ("Whitby, Yorks., April 5.—The", "Whitby, Yorks., April 5.—"),
        ("Pirna (dpa). Wegen hoher", "Pirna (dpa)."),
        ("Pirna (kr) – Wegen", "Pirna (kr) –"),
        ("Wien, 14. Mai. (Eig. Ber.) Der Rat", "Wien, 14. Mai. (Eig. Ber.)"),
        ("Wien, 14. Mai. Der Rat", "Wien, 14. Mai."),
        ("NEW YORK: The mayor", "NEW YORK:"),
        ("SAINT-AUBIN. – « C’est un coup dur »", "SAINT-AUBIN. –"),
        ("LYON. — L’hôpital rouvre", "LYON. —"),
        ("LYON. — LE CONSEIL", ""),
        ("WAITING FOR NEWS: Miners outside", ""),
        ("Whitby, May 3 was the day", ""),
        ("Karl Weber (SPD): Das Gesetz", ""),
        ("Müller, 45 Jahre (ledig), kam", ""),
        ("The council (see above). It", ""),
        ("本报记者在现场看到，桥面", ""),
        ("电报大楼昨日拆除", ""),
    ],
)
def test_datelines(text: str, dateline: str) -> None:
    assert text[: dateline_end(text)] == dateline


@pytest.mark.parametrize(
    ("text", "signs_so"),
    [("J.-P. D.", True), ("T.A.", True), ("A. B. C.", True), ("(hg.)", True), ("1.", False), ("No. 5", False), ("a.", False)],
)
def test_initials_may_sign_and_name_no_one(text: str, signs_so: bool) -> None:
    assert may_sign(text) is signs_so
    assert not signs_so or latin_spans(text) == ()


@pytest.mark.parametrize(
    ("byline", "dateline"),
    [("De notre envoyé spécial Luc Petit", "Annecy. –"), ("From our correspondent in Rome", "Annecy. –"), ("Par Luc Petit", "")],
)
def test_a_place_alone_is_a_dateline_under_a_correspondent(byline: str, dateline: str) -> None:
    text = "Annecy. – Menés à la pause"
    assert text[: dateline_end(text, sent=sent(byline))] == dateline


@pytest.mark.parametrize(
    ("text", "is_byline"),
    [
        ("By a Staff Reporter", True),
        ("From our Correspondent", True),
        ("Von unserem Korrespondenten", True),
        ("By ANNA BERGER", True),
        ("The Editor", False),
        ("By a river", False),
        ("De notre correspondant à Dijon, Paul Riva", True),
        ("dal nostro inviato Marco Sala", True),
        ("Von unserem Korrespondenten Karl Weber", True),
        ("Editor Wins Prize Again", False),
    ],
)
def test_latin_lines_that_sign(text: str, is_byline: bool) -> None:
    assert signs(text) is is_byline


@pytest.mark.parametrize("text", ["□ 本报记者 林小青", "本报记者　林小青　周　明", "□ 祁家和", "■ 本报通讯员　林小青", "□ 林 青"])
def test_lines_that_sign(text: str) -> None:
    assert standing_byline(text)


@pytest.mark.parametrize("text", ["记者在桥头看到居民排起长队", "记者了解到，桥面加宽了两米", "本报记者昨日走访了三个村", "清河老桥通车"])
def test_lines_that_speak_of_a_reporter_sign_nothing(text: str) -> None:
    assert not standing_byline(text)


def names(text: str) -> list[str]:
    return [text[span.start : span.end] for span in byline_spans(text) if span.tag == "persName"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（记者 林小青 通讯员 周海生）", ["林小青", "周海生"]),
        ("□ 本报记者　赵　兵", ["赵　兵"]),
        ("本报记者　林小青　周海生", ["林小青", "周海生"]),
        ("洪　勇", ["洪　勇"]),
        ("记者 林小青 摄", ["林小青"]),
        ("（本报记者林小青、周海生）", ["林小青", "周海生"]),
    ],
)
def test_names_of_a_byline_are_without_brackets_marks_and_blanks(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AP Photo/Ann Bell", ["Ann Bell"]),
        ("Photo Jean Blanc/AFP", ["Jean Blanc"]),
        ("Photographer: John Smith", ["John Smith"]),
        ("Foto: Stadtarchiv Rosenau", []),
        ("(Photo AFP)", []),
        ("Vun Anna Berger", ["Anna Berger"]),
        ("Par Jeanne Martin", ["Jeanne Martin"]),
        ("LUCIE BRUN/LE PHARE DU PORT", ["LUCIE BRUN"]),
        ("PAUL RENARD POUR « LE PHARE DU PORT »", ["PAUL RENARD"]),
        ("By Ann Bell for The Harbour News", ["Ann Bell"]),
        ("Foto: Ann Bell/Max Vogt", ["Ann Bell", "Max Vogt"]),
    ],
)
def test_names_of_a_latin_credit_are_without_what_it_says_of_the_picture(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_roles_of_a_byline() -> None:
    text = "（记者 林小青 通讯员 周海生）"
    assert [text[span.start : span.end] for span in byline_spans(text) if span.tag == "roleName"] == ["记者", "通讯员"]


def test_persons() -> None:
    assert is_person("林小青")
    assert is_person("欧阳海生")
    assert is_person("洪　勇")
    assert not is_person("桥面")
    assert not is_person("图书馆里")


def test_small_signatures() -> None:
    assert bare_name("洪　勇")
    assert not bare_name("清河老桥")
    assert pen_name("（知止）")
    assert not pen_name("（一）")
    assert not pen_name("（续）")
    assert signature("江苏南京市　刘国华")
    assert not signature("清河老桥　今日通车")
    assert bracketed_byline("（记者 林小青）昨日") == (0, 8)
    assert bracketed_byline("（见图）昨日") is None
    assert closing_byline("桥通了。（本报记者林小青）") == 4
    assert closing_byline("桥通了（见图）。") is None


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("图为居民在桥头合影。 记者 林小青 摄", "记者 林小青 摄"),
        ("果农在采摘苹果。林小青摄", "林小青摄"),
        ("果农在采摘苹果。（本报记者 林小青 摄）", "（本报记者 林小青 摄）"),
        ("Der Hafen bei Nacht. Phot. Lux", "Phot. Lux"),
        ("Les quais à marée basse. PHOTO LUCIE BRUN / LE PHARE", "PHOTO LUCIE BRUN / LE PHARE"),
        ("Il porto di notte (Ansa)", "(Ansa)"),
        ("Le pont, mercredi. Il date de 1887. LUCIE BRUN/LE PHARE DU PORT", "LUCIE BRUN/LE PHARE DU PORT"),
        ("Le port à l’aube. JEAN-PAUL D’ARCY POUR « LE PHARE »", "JEAN-PAUL D’ARCY POUR « LE PHARE »"),
        ("The quay at dawn. ANN B. BELL / AFP", "ANN B. BELL / AFP"),
        ("Les cheminots manifestent. SNCF/RATP", None),
        ("Un accord. LA LIGNE LYON/TURIN rouvre", None),
        ("Der Hafen bei Nacht © Keystone", "© Keystone"),
        ("Tutto il testo. © RIPRODUZIONE RISERVATA", None),
        ("Das Schiff (links) kehrt heim. Foto Weber bleibt am Kai.", None),
        ("他把这件事拍摄下来，寄给了报社。", None),
    ],
)
def test_credits(text: str, credit: str | None) -> None:
    at = credit_start(text)
    assert (None if at is None else text[at:]) == credit


def test_captions_open_with_what_they_show() -> None:
    assert opens_as_caption("图为居民在桥头合影。")
    assert not opens_as_caption("图书馆从本周起延长开放")


@pytest.mark.parametrize(
    ("text", "top", "bottom", "kind"),
    [
        ("2 要闻 2025年10月20日 星期一 人民日报", 80, 0, "folio"),
        ("中華民國二十八年四月廿一日　晶報　星期五　第二版", 0, 200, "folio"),
        ("2要闻 2025年10月20日 星期一 人民日报", 80, 0, "folio"),
        ("2022年9月23日 星期五", 2, 90, "date"),
        ("清河日报 2022 年 9 月 23 日 星期五", 2, 90, "date"),  # no page is numbered
        ("农历壬寅年八月廿八 今日秋分", 3, 90, "date"),
        ("本版责编：陈　凌　石　羚", 90, 0, "editors"),
        ("社址：清河路1号　邮政编码：100000", 0, 90, "contact"),
        ("吕梁日报", 0, 90, "masthead"),
        ("中共清河市委机关报", 2, 90, "masthead"),
        ("QINGHE DAILY", 1, 90, "masthead"),
        ("农历庚子年十一月初七", 3, 90, "date"),
        ("总第10486期", 4, 90, "date"),
        ("今日4版", 4, 90, "folio"),
        ("02版 综合新闻", 0, 90, "folio"),
        ("第1版 要闻", 2, 90, "folio"),
        ("01要闻", 2, 90, "folio"),
        ("上接第1版", 2, 90, None),
        ("12人获救", 2, 90, None),
        ("中共清河县委主办 责任编辑 林小青 电话 000-1234567", 3, 90, "masthead"),
        ("责编 林小青 校对 周海生", 90, 0, "editors"),
        ("责编林小青美编周海校对王志电话 000-1234567", 90, 0, "editors"),
        ("编辑林小青谈校对", 90, 0, None),
        ("新闻网：www.example.org", 5, 90, "contact"),
        ("QINGHE DAILY", 45, 45, None),
        ("今年10月20日，桥面加宽了两米", 0, 90, None),
        ("清河老桥通车", 0, 90, None),
    ],
)
def test_furniture(text: str, top: int, bottom: int, kind: str | None) -> None:
    assert furniture_type(text, top, bottom) == kind


def test_display_lines_that_run_on() -> None:
    assert runs_on("清河老桥通车（民生", "观察）")
    assert runs_on("先进人物图片损毁影响公", "益宣传功能")
    assert runs_on("清河老桥通车", "（民生观察）")
    assert not runs_on("清河老桥通车", "图书馆开到十点")


def test_a_copy_that_fills_a_line_goes_with_the_line_before() -> None:
    rows = rows_of(page_of(["清河老桥今日通车", "清河老桥今日通车", *columns(BRIDGE)]).lines)
    assert [line.n for line in rows[0].lines] == [1, 2]
    assert rows[0].doubled


def test_the_measure_is_local() -> None:
    rows = rows_of(page_of([*columns(BRIDGE + BRIDGE, 17), *columns(LIBRARY + LIBRARY, 11)]).lines)
    measures = local_measures(rows)
    assert measures[3][0] == 17
    assert measures[-4][0] == 11


def test_old_setting_is_known_by_stops_at_the_start_of_lines() -> None:
    old = squares([text.replace("，", "、") for text in BRIDGE])
    assert setting_of(rows_of(page_of(old).lines)).grid
    assert not setting_of(rows_of(page_of(columns(BRIDGE + LIBRARY)).lines)).grid


# --- pages -------------------------------------------------------------------------------------


def heads(article: Article) -> list[tuple[str, str]]:
    return [(head.type, head.passage.text) for head in article.heads]


def bodies(layout: Layout) -> list[tuple[str, ...]]:
    return [
        tuple(paragraph.passage.text for section in article.sections for paragraph in section.paragraphs)
        for article in layout.articles
        if article.kind == "article"
    ]


def authors(bylines: tuple[Byline, ...]) -> list[str]:
    return [name for byline in bylines for name in names(byline.passage.text)]


BRIDGE_HEAD, LIBRARY_HEAD, ORCHARD_HEAD = "清河老桥修好通车", "市图书馆开放到晚上十点", "山后村苹果园采摘忙"


def test_headlines_over_their_texts() -> None:
    layout = layout_of([BRIDGE_HEAD, *columns(BRIDGE), LIBRARY_HEAD, *columns(LIBRARY), ORCHARD_HEAD, *columns(ORCHARD)])
    assert [heads(article) for article in layout.articles] == [[("main", BRIDGE_HEAD)], [("main", LIBRARY_HEAD)], [("main", ORCHARD_HEAD)]]
    assert bodies(layout) == [BRIDGE, LIBRARY, ORCHARD]
    assert [article.id for article in layout.articles] == ["a1", "a2", "a3"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_headlines_after_all_texts_find_theirs(order: tuple[int, ...]) -> None:
    titles = [BRIDGE_HEAD, LIBRARY_HEAD, ORCHARD_HEAD]
    signed = ["□ 本报记者 林小青", "□ 本报记者 周海生", "□ 祁家和"]
    tail = [line for number in order for line in (titles[number], signed[number])]
    layout = layout_of([*columns(BRIDGE), *columns(LIBRARY), *columns(ORCHARD), *tail])
    assert [heads(article) for article in layout.articles] == [[("main", title)] for title in titles]
    assert [authors(article.bylines) for article in layout.articles] == [["林小青"], ["周海生"], ["祁家和"]]
    assert bodies(layout) == [BRIDGE, LIBRARY, ORCHARD]


def test_loose_in_one_half_and_standing_in_the_other() -> None:
    more = [LIBRARY_HEAD, "□ 本报记者 周海生"]
    layout = layout_of(
        [*columns(BRIDGE), *columns(ORCHARD), BRIDGE_HEAD, "□ 本报记者 林小青", ORCHARD_HEAD, "□ 祁家和", *more, *columns(LIBRARY)]
    )
    assert bodies(layout) == [BRIDGE, ORCHARD, LIBRARY]
    assert [heads(article)[0][1] for article in layout.articles] == [BRIDGE_HEAD, ORCHARD_HEAD, LIBRARY_HEAD]


def test_dateline_and_byline_run_in() -> None:
    first = "本报讯 （记者 林小青 通讯员 周海生） " + BRIDGE[0]
    layout = layout_of([BRIDGE_HEAD, *columns([first, *BRIDGE[1:]])])
    section = layout.articles[0].sections[0]
    assert section.dateline is not None
    assert section.dateline.passage.text == "本报讯"
    assert authors(section.bylines) == ["林小青", "周海生"]
    assert section.bylines[0].run_in
    assert section.paragraphs[0].passage.text == BRIDGE[0]


def test_a_byline_in_brackets_closes_the_article() -> None:
    layout = layout_of([BRIDGE_HEAD, *columns([*BRIDGE[:2], BRIDGE[2] + "（本报记者林小青）"]), *columns(LIBRARY)])
    closing = layout.articles[0].sections[-1].closing
    assert authors(closing) == ["林小青"]
    assert bodies(layout)[0] == BRIDGE


def test_a_jump_line_closes_the_article() -> None:
    dashed = [*BRIDGE[:2], BRIDGE[2] + "（下转第二版）"]
    layout = layout_of([*columns(dashed), *columns(LIBRARY), BRIDGE_HEAD, "□ 林小青", LIBRARY_HEAD, "□ 祁家和"])
    assert bodies(layout) == [(*BRIDGE, "（下转第二版）"), LIBRARY]


def test_a_quoted_line_between_paragraphs_opens_a_section() -> None:
    text = [*BRIDGE[:2], "“过桥只要五分钟”", *BRIDGE[2:]]
    lines = [*columns(text[:2]), text[2], *columns(text[3:]), *columns(LIBRARY), BRIDGE_HEAD, "□ 本报记者 林小青", LIBRARY_HEAD, "□ 祁家和"]
    layout = layout_of(lines)
    first = layout.articles[0]
    assert [section.head.passage.text if section.head else None for section in first.sections] == [None, "“过桥只要五分钟”"]
    assert first.sections[1].head is not None
    assert first.sections[1].head.type == "crosshead"
    assert bodies(layout) == [BRIDGE, LIBRARY]


def test_banner_dash_deck_and_caption() -> None:
    tail = [
        "——新时代新面貌",
        "办好民生实事办好民生实事 共建美好家园共建美好家园",
        "□ 本报记者 林小青",
        "图为清河老桥桥头的居民。 记者 周海生 摄",
        "——清河老桥修复纪实",
        LIBRARY_HEAD,
        "□ 祁家和",
    ]
    layout = layout_of([*columns(BRIDGE), *columns(LIBRARY), *tail])
    first = layout.articles[0]
    assert heads(first) == [("banner", "办好民生实事 共建美好家园——新时代新面貌"), ("deck", "——清河老桥修复纪实")]
    figure = first.figures[0]
    assert figure.caption is not None
    assert figure.credits
    assert figure.caption.text == "图为清河老桥桥头的居民。"
    assert authors(figure.credits) == ["周海生"]


def test_a_picture_with_its_own_headline_is_an_article() -> None:
    caption = "深秋时节，在山后村的苹果园里，游客们忙着采摘苹果，果园里一片欢声笑语。 记者 周海生 摄"
    layout = layout_of([*columns(BRIDGE), *columns(LIBRARY), BRIDGE_HEAD, "□ 林小青", LIBRARY_HEAD, "□ 祁家和", caption, "果园采摘忙"])
    photo = layout.articles[-1]
    assert photo.subtype == "photo"
    assert heads(photo) == [("main", "果园采摘忙")]
    assert not photo.sections


def test_old_telegrams_under_one_headline_are_sections_of_one_article() -> None:
    telegrams = [
        "（重慶廿日電）據此間所接消息、某地鐵路業已修復、客車卽日起照常開行、貨車亦可於下月初通行、",
        "（漢口廿日電）江水連日上漲、沿江各縣堤防吃緊、省府已派員分赴各地督修、居民多遷往高處、",
    ]
    other = "（廣州廿日電）本市米價連日續跌、來源甚旺、各米店存貨充足、市民稱便、當局並禁止私運出口、"
    page = [
        "中華民國二十八年四月廿一日　某報　星期五　第二版",
        "鐵路通車",
        "江水上漲",
        *squares(telegrams),
        "米價續跌",
        *squares([other]),
    ]
    layout = layout_of(page, "Hant")
    assert [article.heads[0].passage.text for article in layout.articles] == ["鐵路通車江水上漲", "米價續跌"]
    assert [s.dateline.passage.text for s in layout.articles[0].sections if s.dateline] == ["（重慶廿日電）", "（漢口廿日電）"]
    assert [furniture.type for furniture in layout.furniture] == ["folio"]


def test_a_column_of_shop_lines_is_advertising() -> None:
    shop = ["清河綢緞莊", "春裝衣料", "花色齊備", "地址南京路二號", "電話九二八五一"]
    other = "（廣州廿日電）本市米價連日續跌、來源甚旺、各米店存貨充足、市民稱便、當局並禁止私運出口、"
    layout = layout_of(["米價續跌", *squares([other]), *shop], "Hant")
    assert [article.kind for article in layout.articles] == ["article", "advertisement"]
    assert layout.articles[1].id == "x1"


def test_latin_blocks() -> None:
    text = [
        "THE BRIDGE IS OPEN",
        "",
        "After a week of rain the old bridge over the river was",
        "opened again yesterday, and the first cart crossed it at",
        "seven in the morning.",
        "",
        "Prices of corn",
        "",
        "The market was well supplied, and prices fell a little on",
        "all sorts of corn but oats.",
    ]
    layout = layout_of(text, "Latn")
    assert [heads(article) for article in layout.articles] == [[("main", "THE BRIDGE IS OPEN")], [("main", "Prices of corn")]]
    assert bodies(layout)[1] == ("The market was well supplied, and prices fell a little on all sorts of corn but oats.",)


# --- doubts ------------------------------------------------------------------------------------


def test_notices_name_codes_that_can_be_explained() -> None:
    dated = ["本报讯 （记者 周海生） " + LIBRARY[0], *LIBRARY[1:]]
    lines = [*columns(BRIDGE), *columns(dated), BRIDGE_HEAD, "□ 林小青", "全国篮球联赛昨晚开赛"]
    notices = segment_page(page_of(lines), "Hans")[1]
    assert {notice.code for notice in notices} >= {"W-SEG-02"}
    assert all(notice.code in CODES for notice in notices)


def test_a_headline_that_fits_nothing_is_said_to_be_loose() -> None:
    lines = [*columns(BRIDGE), BRIDGE_HEAD, "□ 林小青", "全国篮球联赛昨晚开赛"]
    layout, notices = segment_page(page_of(lines), "Hans")
    assert [article.kind for article in layout.articles] == ["article", "unassigned"]
    assert [notice.code for notice in notices if notice.where == f"p1-l{len(lines)}"] == ["W-SEG-01"]


def test_ids_on_later_pages() -> None:
    page = page_of([BRIDGE_HEAD, *columns(BRIDGE)], number=3)
    assert [article.id for article in segment_page(page, "Hans")[0].articles] == ["p3-a1"]


def test_columns_that_were_read_across_are_told_apart() -> None:
    left, right = columns(BRIDGE + LIBRARY, 13), columns(ORCHARD + BRIDGE, 13)
    across = [line for pair in zip(left, right, strict=False) for line in pair]
    rows = in_reading_order(rows_of(page_of(across).lines))
    count = min(len(left), len(right))
    assert [row.text for row in rows] == [*left[:count], *right[:count]]


def test_a_page_read_down_its_columns_is_left_as_it_is() -> None:
    rows = rows_of(page_of([*columns(BRIDGE + LIBRARY, 13), *columns(ORCHARD + BRIDGE, 13)]).lines)
    assert in_reading_order(rows) == rows


def marked(paragraphs: Sequence[str], signs: int) -> list[str]:
    """The paragraphs in lines of so many signs, narrow and wide ones alike, with the two blanks that the source keeps before each."""
    cuts = [[0, *range(signs - 2, len(text), signs), len(text)] for text in paragraphs]
    return [
        ("" if start else "\u3000\u3000") + text[start:end]
        for text, at in zip(paragraphs, cuts, strict=True)
        for start, end in pairwise(at)
    ]


@pytest.mark.parametrize("signs", [10, 13, 17, 20, 23])
def test_blanks_that_open_paragraphs_tell_them(signs: int) -> None:
    items = [(BRIDGE_HEAD, BRIDGE), (LIBRARY_HEAD, LIBRARY), (ORCHARD_HEAD, ORCHARD)]
    layout = layout_of([line for head, texts in items for line in (head, *marked(texts, signs))])
    assert [text for article in bodies(layout) for text in article] == [*BRIDGE, *LIBRARY, *ORCHARD]


def test_no_headline_is_fetched_from_behind_articles_under_their_own() -> None:
    dispatch = "新华社北京3月4日电（记者 李小明）三名航天员顺利进驻核心舱。"
    first = ["清河老桥修好通车", f"本报讯 （记者 林小青）{BRIDGE[0]}", *BRIDGE[1:]]
    second = ["市图书馆延长开放时间", f"本报讯 （记者 刘文）{LIBRARY[0]}", *LIBRARY[1:]]
    last = ["山后村的苹果红了", f"本报讯 （记者 陈立平）{ORCHARD[0]}", *ORCHARD[1:]]
    layout = layout_of([dispatch, "", *first, "", *second, "", "好风凭借力", "周小舟", "", *last])
    assert not layout.articles[0].heads
    assert not layout.articles[0].bylines
