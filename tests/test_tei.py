"""The encoder: mixed content, lines read in several runs, what TEI forbids, and the header."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from converter.metadata import Edition, Fact, IssueDate, Metadata, Newspaper, Person, Rights
from converter.model import (
    Article,
    Byline,
    Dateline,
    Edit,
    Figure,
    Frame,
    Furniture,
    Gap,
    Head,
    Issue,
    Line,
    Page,
    Paragraph,
    Passage,
    Section,
    Slice,
    SourceFile,
    Span,
)
from converter.tei import Making, encode
from converter.validate import validate

NS = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"


def line(n: int, text: str, *edits: Edit) -> Line:
    return Line(f"p1-l{n}", n, text, edits=edits)


def issue(lines: tuple[Line, ...], *articles: Article, furniture: tuple[Furniture, ...] = (), metadata: Metadata | None = None) -> Issue:
    page = Page("p1", 1, lines)
    file = SourceFile("page-01.txt", "0" * 64, "extracted text, UTF-8")
    return Issue(metadata or Metadata(id="sample"), (page,), (file,), articles, furniture)


def encoded(value: Issue) -> etree._Element:
    tei = encode(value, Making("2021-01-01", "1.2.3", "zh-Hans", "Chinese, simplified script"))
    assert [note for note in validate(tei) if note.level == "error"] == []
    return etree.fromstring(tei)


def article(*paragraphs: Passage, **more: object) -> Article:
    return Article("a1", "article", "p1", sections=(Section(blocks=tuple(map(Paragraph, paragraphs))),), **more)  # type: ignore[arg-type]


def body(root: etree._Element) -> str:
    found = root.find(".//t:body", NS)
    assert found is not None
    return etree.tostring(found, encoding="unicode").replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")


def test_lines_run_on_without_a_blank_in_chinese_and_with_one_in_latin() -> None:
    lines = (line(1, "省政协召开视"), line(2, "频会议。"), line(3, "the first"), line(4, "word <&>."))
    xml = body(encoded(issue(lines, article(Passage.of(*lines[:2]), Passage.of(*lines[2:])))))
    assert '<p xml:id="a1-p1"><lb corresp="#p1-l1"/>省政协召开视<lb break="no" corresp="#p1-l2"/>频会议。</p>' in xml
    assert '<p xml:id="a1-p2"><lb corresp="#p1-l3"/>the first <lb corresp="#p1-l4"/>word &lt;&amp;&gt;.</p>' in xml


def test_a_weak_hyphen_is_a_pc_and_its_word_is_whole() -> None:
    lines = (line(1, "for exam-", Edit("hyphen", 8, 9)), line(2, "ple"))
    assert 'exam<pc force="weak">-</pc><lb break="no" corresp="#p1-l2"/>ple</p>' in body(encoded(issue(lines, article(Passage.of(*lines)))))


def test_a_doubtful_hyphen_is_read_and_its_break_is_a_maybe() -> None:
    lines = (line(1, "the low-", Edit("doubtful hyphen", 7, 8)), line(2, "lying land"))
    passage = Passage.of(*lines)
    assert passage.text == "the low-lying land"
    assert 'low<pc force="inter">-</pc><lb break="maybe" corresp="#p1-l2"/>lying land</p>' in body(encoded(issue(lines, article(passage))))


def test_a_broken_word_goes_on_behind_a_copy_of_its_line() -> None:
    lines = (line(1, "for exam-", Edit("hyphen", 8, 9)), line(2, "for exam-", Edit("surplus", 0, 9)), line(3, "ple"))
    xml = body(encoded(issue(lines, article(Passage.of(*lines)))))
    assert 'exam<pc force="weak">-</pc><surplus reason="overprint"><lb corresp="#p1-l2"/>for exam-</surplus>' in xml
    assert '</surplus><lb break="no" corresp="#p1-l3"/>ple</p>' in xml


def test_a_hyphen_before_a_copy_alone_breaks_no_word() -> None:
    lines = (line(1, "for exam-", Edit("hyphen", 8, 9)), line(2, "for exam-", Edit("surplus", 0, 9)))
    assert "<pc" not in body(encoded(issue(lines, article(Passage.of(*lines)))))


def test_a_hyphen_whose_word_ends_elsewhere_is_text_and_one_in_the_rest_still_joins() -> None:
    lines = (line(1, "for exam-", Edit("hyphen", 8, 9)), line(2, "ple exam-", Edit("hyphen", 8, 9)), line(3, "ple"))
    first = article(Passage.of(lines[0]))
    rest = Article("x1", "unassigned", "p1", sections=(Section(blocks=(Paragraph(Passage.of(*lines[1:])),)),))
    xml = body(encoded(issue(lines, first, rest)))
    assert "for exam-</p>" in xml
    assert 'ple exam<pc force="weak">-</pc><lb break="no" corresp="#p1-l3"/>ple</ab>' in xml


def test_a_name_broken_over_two_lines_stays_one_element() -> None:
    lines = (line(1, "（记者 张"), line(2, "世川）今日"))
    passage = Passage.of(*lines)
    byline = Byline(passage[:8], (Span(1, 3, "roleName"), Span(4, 7, "persName")), run_in=True)
    section = Section(bylines=(byline,), blocks=(Paragraph(passage[8:]),))
    xml = body(encoded(issue(lines, Article("a1", "article", "p1", sections=(section,)))))
    assert '（<roleName>记者</roleName> <persName>张<lb break="no" corresp="#p1-l2"/>世川</persName>）</byline>' in xml
    assert '<p xml:id="a1-p1">今日</p>' in xml


def test_nested_spans_nest_and_crossing_ones_do_not_break_the_file() -> None:
    one = (line(1, "兴县县委书记说"),)
    spans = (Span(0, 4, "orgName"), Span(0, 2, "placeName"), Span(3, 6, "roleName"))
    section = Section(blocks=(Paragraph(Passage.of(*one), spans),))
    xml = body(encoded(issue(one, Article("a1", "article", "p1", sections=(section,)))))
    assert "<orgName><placeName>兴县</placeName>县委</orgName>书记说" in xml


def test_surplus_in_a_line_and_as_a_line() -> None:
    lines = (line(1, "精神精神", Edit("surplus", 2, 4)), line(2, "全面关停"), line(3, "全面关停", Edit("surplus", 0, 4)), line(4, "正文。"))
    heads = (Head("banner", Passage.of(lines[0])), Head("main", Passage.of(lines[1], lines[2]), cert="low"))
    xml = body(encoded(issue(lines, article(Passage.of(lines[3]), heads=heads))))
    assert '<lb corresp="#p1-l1"/>精神<surplus reason="overprint">精神</surplus></head>' in xml
    assert '<head type="main" cert="low"><lb corresp="#p1-l2"/>全面关停<surplus reason="overprint"><lb' in xml
    assert 'corresp="#p1-l3"/>全面关停</surplus></head>' in xml


def test_a_line_needed_at_two_places_is_parted_into_segs() -> None:
    lines = (line(1, "左栏的话 右栏的话"), line(2, "左栏完。"), line(3, "右栏完。"))
    whole = Passage.of(lines[0])
    root = encoded(issue(lines, article(whole[:4] + Passage.of(lines[1]), whole[5:] + Passage.of(lines[2]))))
    segs = root.findall(".//t:line/t:seg", NS)
    assert [(seg.get(ID), seg.text) for seg in segs] == [("p1-l1-s1", "左栏的话 "), ("p1-l1-s2", "右栏的话")]
    assert [lb.get("corresp") for lb in root.iter("{*}lb")] == ["#p1-l1-s1", "#p1-l2", "#p1-l1-s2", "#p1-l3"]


def test_segs_are_numbered_as_they_stand_on_the_line_though_the_text_turns_them() -> None:
    lines = (line(1, "甲栏 乙栏"), line(2, "完。"))
    whole = Passage.of(lines[0])
    root = encoded(issue(lines, article(whole[3:] + Passage.of(lines[1]), whole[:2])))
    assert [lb.get("corresp") for lb in root.iter("{*}lb")] == ["#p1-l1-s2", "#p1-l2", "#p1-l1-s1"]


def test_caption_and_credit_of_one_line_need_no_segs() -> None:
    lines = (line(1, "图为村口。 记者 甲乙 摄"), line(2, "正文。"))
    whole = Passage.of(lines[0])
    figure = Figure(caption=whole[:5], credits=(Byline(whole[6:], (Span(0, 2, "roleName"), Span(3, 5, "persName"))),))
    root = encoded(issue(lines, article(Passage.of(lines[1]), figures=(figure,))))
    assert root.find(".//t:line/t:seg", NS) is None
    assert '<byline rend="credit"><roleName>记者</roleName> <persName>甲乙</persName> 摄</byline>' in body(root)


def test_a_figure_that_has_its_place_in_the_text_stands_between_two_blocks() -> None:
    lines = tuple(line(n, text) for n, text in enumerate(("全景。", "一。", "近景。", "题", "远景。", "二。"), 1))
    one, two, three, head, four, five = map(Passage.of, lines)
    first = Section(blocks=(Paragraph(two), Figure(caption=three)))
    second = Section(Head("crosshead", head), blocks=(Figure("map", four), Paragraph(five)))
    xml = body(encoded(issue(lines, Article("a1", "article", "p1", figures=(Figure(caption=one),), sections=(first, second)))))
    found = re.findall(r'<(?:p|figure|div)\b[^>]*xml:id="([^"]*)"', xml)
    assert found == ["a1", "a1-f1", "a1-p1", "a1-f2", "a1-s1", "a1-f3", "a1-p2"]


def test_gap_and_unreadable_marks() -> None:
    one = line(1, "转型 新路□口\ufffd。")
    passage = Passage((Slice(one, 0, 2), Gap(one, 2, 1), Slice(one, 3, 9)))
    xml = body(encoded(issue((one,), article(passage))))
    assert '转型<gap reason="lost-glyph" unit="chars" quantity="1"/>新路<unclear reason="illegible">□</unclear>口' in xml
    assert '<unclear reason="illegible">\ufffd</unclear>。' in xml


def test_radicals_are_plain_in_the_text_and_as_read_in_the_source() -> None:
    one = line(1, "⾄今。")
    root = encoded(issue((one,), article(Passage.of(one))))
    assert root.findtext(".//t:line", namespaces=NS) == "⾄今。"
    assert "至今。" in body(root)
    assert "Radicals" in "".join(root.find(".//t:normalization", NS).itertext())  # type: ignore[union-attr]


def test_a_radical_without_a_unicode_mapping_says_both_what_was_there_and_what_is_read() -> None:
    one = line(1, "成⻓。")
    xml = body(encoded(issue((one,), article(Passage.of(one)))))
    assert "成<choice><orig>⻓</orig><reg>长</reg></choice>。" in xml


def test_a_closing_byline_before_more_sections_puts_all_in_sections() -> None:
    lines = tuple(line(n, text) for n, text in enumerate(("甲。", "（记者 王一）", "小标题", "乙。", "（记者 王二）"), 1))
    passages = [Passage.of(one) for one in lines]
    sections = (
        Section(blocks=(Paragraph(passages[0]),), closing=(Byline(passages[1], (Span(4, 6, "persName"),), run_in=True),)),
        Section(head=Head("crosshead", passages[2]), blocks=(Paragraph(passages[3]),), closing=(Byline(passages[4]),)),
    )
    root = encoded(issue(lines, Article("a1", "article", "p1", sections=sections)))
    divs = root.findall(".//t:div[@type='section']", NS)
    assert [(div.get(ID), [etree.QName(child).localname for child in div]) for div in divs] == [
        ("a1-s1", ["p", "byline"]),
        ("a1-s2", ["head", "p", "byline"]),
    ]


def test_text_after_a_jump_line_on_one_line_opens_anew() -> None:
    one = line(1, "（上接第一版）薄弱、人才短缺。（下转第三版）")
    whole = Passage.of(one)
    paragraphs = (Paragraph(whole[:7], kind="jump-from"), Paragraph(whole[7:15]), Paragraph(whole[15:], kind="jump"))
    root = encoded(issue((one,), Article("a1", "article", "p1", sections=(Section(blocks=paragraphs),))))
    assert [seg.text for seg in root.iter("{*}seg")] == ["（上接第一版）", "薄弱、人才短缺。", "（下转第三版）"]
    assert [(fw.get("type"), "".join(fw.itertext())) for fw in root.iter("{*}fw")] == [
        ("jump-from", "（上接第一版）"),
        ("jump", "（下转第三版）"),
    ]


def test_a_table_a_list_and_a_quotation_of_the_source_are_such() -> None:
    rows = (line(1, "米\t 元"), line(2, "\t2"))
    entries = (line(3, "一"), line(4, "二"))
    said = line(5, "他说。")
    paragraphs = (
        Paragraph(Passage.of(*rows), verbatim=True, kind="table"),
        *(Paragraph(Passage.of(one), kind="item", within=(Frame("list", 1), Frame("item", n))) for n, one in enumerate(entries)),
        Paragraph(Passage.of(said), kind="quote", within=(Frame("quote", 2),)),
    )
    root = encoded(issue((*rows, *entries, said), Article("a1", "article", "p1", sections=(Section(blocks=paragraphs),))))
    found = [["".join(map(str, cell.itertext())) for cell in row] for row in root.iterfind(".//t:body//t:row", NS)]
    assert found == [["米", "元"], ["", "2"]]
    assert [one.get("corresp") for one in root.iterfind(".//t:cell/t:lb", NS)] == ["#p1-l1-s1", "#p1-l1-s2", "#p1-l2"]
    assert ["".join(map(str, one.itertext())) for one in root.iterfind(".//t:div/t:list/t:item", NS)] == ["一", "二"]
    assert [
        one.findtext("t:p", None, NS) or "".join(map(str, one.itertext())).strip() for one in root.iterfind(".//t:quote[@rend='block']", NS)
    ] == ["他说。"]


def test_lists_nest_and_an_entry_of_several_paragraphs_has_them() -> None:
    lines = [line(n, text) for n, text in enumerate("甲乙丙丁戊", 1)]
    outer, first, second = Frame("numbered", 1), Frame("item", 2), Frame("item", 5)
    places = [
        (outer, first),
        (outer, first, Frame("list", 3), Frame("item", 4)),
        (outer, first),
        (outer, second),
        (Frame("list", 6), Frame("item", 7)),
    ]
    entries = tuple(Paragraph(Passage.of(one), kind="item", within=place) for one, place in zip(lines, places, strict=True))
    root = encoded(issue(tuple(lines), Article("a1", "article", "p1", sections=(Section(blocks=entries),))))

    def shape(element: etree._Element) -> str:
        """Its lists, entries and paragraphs in brackets."""
        name = {"list": "L", "item": "i", "p": "p"}[etree.QName(element).localname] + (element.get("rend") or "")[:1]
        inside = "".join(shape(one) for one in element if etree.QName(one).localname != "lb")
        return f"{name}({inside or ''.join(map(str, element.itertext()))})"

    assert [shape(one) for one in root.iterfind(".//t:div/t:list", NS)] == ["Ln(i(p(甲)L(i(乙))p(丙))i(丁))", "L(i(戊))"]


def test_furniture_rest_and_empty_page() -> None:
    lines = (line(1, "2 要闻 星期一"), line(2, "8899 一"), line(3, "第二行"))
    rest = Article("x1", "unassigned", "p1", sections=(Section(blocks=(Paragraph(Passage.of(*lines[1:])),)),))
    value = issue(lines, rest, furniture=(Furniture("folio", Passage.of(lines[0]), "p1"),))
    value = Issue(value.metadata, (*value.pages, Page("p2", 2, ())), value.files, value.articles, value.furniture)
    xml = body(encoded(value))
    assert '<fw type="folio"><lb corresp="#p1-l1"/>2 要闻 星期一</fw>' in xml
    assert '<ab xml:id="x1-b1"><lb corresp="#p1-l2"/>8899 一<lb corresp="#p1-l3"/>第二行</ab>' in xml
    assert '<ab xml:id="p2-x1-b1"><gap reason="no-text" unit="page"/></ab>' in xml


FULL = Metadata(
    id="sample",
    newspaper=Newspaper(
        Fact("某日报"),
        "晚刊",
        Fact("某日报社"),
        Fact("某市", "medium", "internal"),
        issn="1234-5679",
        cn=Fact("CN 14-0001"),
        editors=("A & B",),
    ),
    date=IssueDate(not_before="2020-12-19", text="2020-12", cert="medium", evidence="internal"),
    volume=Fact("12"),
    issue=Fact("3795", "high", "internal"),
    pages_total=8,
    edition=Edition(
        publisher="Example & Library",
        publisher_ror="https://ror.org/05a28rw58",
        place="Example City",
        date="2021-02-03",
        licence="CC-BY-4.0",
        people=(Person("jd", "Jane Doe", "correction", "https://orcid.org/0000-0002-1825-0097"),),
        identifiers=(("URI", "https://example.org/sample"),),
        project="A test of <header>.",
    ),
    rights=Rights("https://rightsstatements.org/vocab/InC/1.0/", "in copyright.", "restricted"),
)


def test_a_full_header() -> None:
    one = (line(1, "甲。"),)
    root = encoded(issue(one, article(Passage.of(*one)), metadata=FULL))
    assert root.findtext(".//t:titleStmt/t:title", namespaces=NS) == "某日报，2020年12月"
    date = root.find(".//t:imprint/t:date", NS)
    assert date is not None
    assert dict(date.attrib) == {"notBefore": "2020-12-19", "cert": "medium", "evidence": "internal"}
    assert [(one.get("type"), one.text) for one in root.iterfind(".//t:monogr/t:idno", NS)] == [("ISSN", "1234-5679"), ("CN", "CN 14-0001")]
    assert [one.text for one in root.iterfind(".//t:monogr/t:editor", NS)] == ["A & B"]
    assert root.find(".//t:publisher/t:orgName[@ref='https://ror.org/05a28rw58']", NS) is not None
    assert root.xpath("//t:respStmt[@xml:id='jd']/t:name/@ref", namespaces=NS) == ["https://orcid.org/0000-0002-1825-0097"]
    assert [one.get("status") for one in root.iterfind(".//t:availability", NS)] == ["restricted", "free"]
    assert "The issue has 8." in (root.findtext(".//t:samplingDecl/t:p", namespaces=NS) or "")


def test_a_header_without_any_metadata_makes_nothing_up() -> None:
    one = (line(1, "甲。"),)
    root = encoded(issue(one, article(Passage.of(*one))))
    assert root.findtext(".//t:imprint/t:date", namespaces=NS) == "not known"
    assert root.find(".//t:publicationStmt/t:publisher", NS) is None
    assert root.findtext(".//t:titleStmt/t:title", namespaces=NS) == "sample"


def test_a_dateline_of_one_line_opens_the_article() -> None:
    lines = (line(1, "本报讯 今天"), line(2, "开会。"))
    whole = Passage.of(*lines)
    section = Section(dateline=Dateline(whole[:3]), blocks=(Paragraph(whole[4:]),))
    xml = body(encoded(issue(lines, Article("a1", "article", "p1", sections=(section,)))))
    assert '<dateline rend="run-in"><lb corresp="#p1-l1"/>本报讯</dateline>' in xml


def test_a_version_of_a_working_copy_is_clipped_where_tei_wants_numbers() -> None:
    one = (line(1, "甲。"),)
    tei = encode(issue(one, article(Passage.of(*one))), Making("2021-01-01", "1.0.0.dev1+g12", "zh-Hans", "Chinese"))
    application = etree.fromstring(tei).find(".//t:application", NS)
    assert application is not None
    assert application.get("version") == "1.0.0"
    assert application.findtext("t:label", namespaces=NS) == "broadsheet 1.0.0.dev1+g12"


@pytest.mark.shared
def test_the_encoding_is_valid_tei(shared: Path) -> None:
    schema = etree.RelaxNG(etree.parse(shared / "tei" / "tei_all.rng"))
    lines = tuple(line(n, text) for n, text in enumerate(("头条", "⾄今 新路。", "图为村口。", "rest"), 1))
    figure = Figure(caption=Passage.of(lines[2]))
    rest = Article("x1", "unassigned", "p1", sections=(Section(blocks=(Paragraph(Passage.of(lines[3])),)),))
    value = issue(lines, article(Passage.of(lines[1]), heads=(Head("main", Passage.of(lines[0])),), figures=(figure,)), rest, metadata=FULL)
    assert schema.validate(encoded(value)), schema.error_log


def test_a_large_initial_is_marked_inside_the_name_that_it_begins() -> None:
    lines = (line(1, "„B", Edit("initial", 0, 2)), line(2, "erlin hat Zeit"), line(3, "A", Edit("initial word", 0, 1)), line(4, "man"))
    first, second = Passage.of(*lines[:2]), Passage.of(*lines[2:])
    paragraphs = (Paragraph(first, (Span(1, 7, "placeName"),)), Paragraph(second))
    root = encoded(issue(lines, Article("a1", "article", "p1", sections=(Section(blocks=paragraphs),))))
    shown = [etree.tostring(p, encoding="unicode").split(">", 1)[1].split("</p>")[0] for p in root.iterfind(".//t:p", NS) if p.get(ID)]
    assert shown == [
        '<lb corresp="#p1-l1"/><hi rend="drop-cap">„</hi><placeName><hi rend="drop-cap">B</hi>'
        '<lb break="no" corresp="#p1-l2"/>erlin</placeName> hat Zeit',
        '<lb corresp="#p1-l3"/><hi rend="drop-cap">A</hi> <lb corresp="#p1-l4"/>man',
    ]


@pytest.mark.parametrize(
    ("date", "title", "shown"),
    [
        (IssueDate(not_before="1911-05-01"), "1911年5月1日 – ?", "not before 1911-05-01"),
        (IssueDate(not_after="1911-05-31"), "? – 1911年5月31日", "not after 1911-05-31"),
        (IssueDate(not_before="1911-05-01", not_after="1911-05-31"), "1911年5月1日 – 1911年5月31日", "between 1911-05-01 and 1911-05-31"),
    ],
    ids=["open end", "open beginning", "both"],
)
def test_a_bound_is_not_shown_as_the_day(date: IssueDate, title: str, shown: str) -> None:
    tei = encoded(issue((), metadata=Metadata(id="sample", newspaper=Newspaper(title=Fact("晨報")), date=date)))
    assert tei.xpath("string(.//t:titleStmt/t:title[1])", namespaces=NS) == f"晨報，[{title}]"
    assert tei.xpath("string(.//t:imprint/t:date)", namespaces=NS) == shown


@pytest.mark.parametrize(
    ("licence", "status"),
    [
        ("CC-BY-4.0", "free"),
        ("https://creativecommons.org/licenses/by-nc/4.0/", "restricted"),
        ("All rights reserved", "unknown"),
        (None, "unknown"),
    ],
)
def test_markup_is_free_only_under_a_licence_that_says_so(licence: str | None, status: str) -> None:
    tei = encoded(issue((), metadata=Metadata(id="sample", edition=Edition(licence=licence))))
    assert tei.xpath("string(.//t:availability[@n='markup']/@status)", namespaces=NS) == status


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        (Rights("http://rightsstatements.org/vocab/NKC/1.0/"), "see the statement of rights."),
        (Rights(status="restricted"), "use is restricted."),
        (Rights(), "rights not stated."),
    ],
)
def test_rights_in_the_newspaper_say_no_more_than_was_stated(rights: Rights, words: str) -> None:
    tei = encoded(issue((), metadata=Metadata(id="sample", rights=rights)))
    assert tei.xpath("string(.//t:availability[@n='source']/*)", namespaces=NS) == f"Text and images of the newspaper: {words}"
