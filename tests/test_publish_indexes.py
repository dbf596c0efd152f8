"""The indexes of persons, places, organisations and dates: each mark of the TEI once, in its context, linked both ways."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from publish_reference import EVERY, GOLDEN, T, bare, tei

from converter.publish import publish
from converter.publish.collation import letter, sort_key
from converter.publish.indexes import MOST

MARKS = {
    "persons": (f"{T}persName",),
    "places": (f"{T}placeName", f"{T}geogName"),
    "organisations": (f"{T}orgName",),
    "dates": (f"{T}date",),
}
FILES = sorted([EVERY, *GOLDEN.glob("*.xml"), *GOLDEN.glob("*/*.xml")], key=str)
UNREAD = ("surplus", "sic", "orig", "abbr", "fw", "figDesc", "del")


def marks(root: etree._Element, name: str) -> list[etree._Element]:
    """Marks of a kind that a reader sees, found without a look at converter/publish."""
    found = []
    for element in root.iterchildren(f"{T}text").__next__().iter(*MARKS[name]):
        around = [element, *element.iterancestors()]
        hidden = any(etree.QName(one).localname in UNREAD or (one.tag == f"{T}note" and one.get("resp")) for one in around)
        if not hidden and bare("".join(element.itertext())):
            found.append(element)
    return found


def index(files: dict[str, bytes], name: str) -> html.HtmlElement:
    return html.fromstring(files[f"names/{name}.html"])


def shown(page: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """Each mention on an index page: the id of its entry, and its link."""
    for entry in page.xpath("//li[@class='entry']"):
        for link in entry.xpath(".//ul[@class='mentions']/li/a"):
            yield entry.get("id"), link


def blocks(root: etree._Element) -> str:
    return "\n".join(
        bare(shown_text(block)) for block in root.iter(f"{T}p", f"{T}head", f"{T}ab", f"{T}byline", f"{T}dateline", f"{T}signed")
    )


def shown_text(element: etree._Element) -> str:
    name = etree.QName(element).localname
    if name in UNREAD or (name == "note" and element.get("resp")) or (name == "pc" and element.get("force") == "weak"):
        return ""
    text = "□" if name == "gap" else element.text or ""
    return text + "".join(shown_text(child) + (child.tail or "") for child in element)


@pytest.mark.parametrize("path", dict.fromkeys(FILES), ids=lambda path: path.stem)
@pytest.mark.parametrize("name", MARKS)
def test_an_index_has_each_mark_of_the_text_once(path: Path, name: str) -> None:
    root = etree.parse(path).getroot()
    files = publish([path])
    expected = Counter(bare("".join(shown_text(mark))) for mark in marks(root, name))
    assert expected
    found = Counter(bare(link.find("b").text_content()) for _, link in shown(index(files, name)))
    assert found == expected


@pytest.mark.parametrize("name", MARKS)
def test_the_figures_are_those_of_the_marks(name: str) -> None:
    for path in dict.fromkeys(FILES):
        page = index(publish([path]), name)
        entries = page.xpath("//li[@class='entry']")
        said = re.findall(r"\d+", page.xpath("string(//main/p)"))
        assert said == [str(len(entries)), str(len(marks(etree.parse(path).getroot(), name)))]
        for entry in entries:
            assert entry.xpath("string(h3/span[@class='count'])") == f"{len(entry.xpath('.//ul[@class=$c]/li', c='mentions'))}处"


def test_a_context_is_the_text_beside_the_mark() -> None:
    for path in dict.fromkeys(FILES):
        text, files = blocks(etree.parse(path).getroot()), publish([path])
        contexts = [bare(link.text_content()).replace("…", "|") for name in MARKS for _, link in shown(index(files, name))]
        assert contexts
        whole = text.replace("…", "|")
        assert [one for one in contexts if one.strip("|") not in whole] == []


def test_a_context_leads_to_the_block_in_which_it_stands() -> None:
    files = publish(FILES[:1])
    for name in MARKS:
        for _, link in shown(index(files, name)):
            path, _, anchor = os.path.normpath(f"names/{link.get('href')}").partition("#")
            page = html.fromstring(files[path])
            block = page.get_element_by_id(anchor) if anchor else page
            assert bare(link.find("b").text_content()).replace("□", "") in bare(block.text_content())


def test_a_mark_leads_to_its_entry_and_the_entry_names_it() -> None:
    files = publish([EVERY])
    seen = 0
    for path, body in files.items():
        if "/" not in path and path.endswith(".html"):
            for mark in html.fromstring(body).xpath("//main//a[contains(@href, 'names/')]"):
                target, _, anchor = mark.get("href").partition("#")
                entry = html.fromstring(files[target]).get_element_by_id(anchor)
                assert bare(mark.text_content()) in [bare(b.text_content()) for b in entry.iter("b")]
                seen += 1
    assert seen > 10


def person(ref: str, name: str = "甲") -> str:
    return f'<div type="article" xml:id="a1"><p xml:id="a1-p1">见<persName ref="{ref}">{name}</persName>，<persName>{name}</persName>。</p></div>'


def listed(body: str, records: str) -> bytes:
    return tei(body).replace(b"<text ", f"<standOff>{records}</standOff><text ".encode())


def entries(files: dict[str, bytes], name: str) -> dict[str, str]:
    return {entry.get("id"): entry.text_content() for entry in index(files, name).xpath("//li[@class='entry']")}


def test_a_name_of_no_list_is_not_taken_for_the_one_that_a_list_has() -> None:
    found = entries(
        publish([listed(person("#per-1"), '<listPerson><person xml:id="per-1"><persName>甲</persName></person></listPerson>')]), "persons"
    )
    assert len(found) == 2
    assert "未与名录关联" not in found.pop("per-1")
    assert all("未与名录关联" in text for text in found.values())


def test_an_entry_gives_its_authorities_names_and_doubt() -> None:
    records = (
        '<listPerson><person xml:id="per-1" cert="low"><persName>甲乙</persName><persName>甲</persName><idno type="wikidata">Q1</idno>'
        '<idno type="VIAF">https://viaf.org/viaf/2</idno><idno type="URI">javascript:alert(1)</idno></person></listPerson>'
    )
    (entry,) = index(publish([listed(person("#per-1"), records)]), "persons").xpath("//li[@id='per-1']")
    assert entry.xpath(".//p[@class='facts']//a/@href") == ["https://www.wikidata.org/wiki/Q1", "https://viaf.org/viaf/2"]
    assert "又作：甲" in entry.text_content()
    assert entry.xpath("h3/span[contains(@class, 'doubtful')]")


def test_a_name_that_points_to_the_web_stands_under_that_address() -> None:
    body = (
        '<div type="article" xml:id="a1"><p><persName ref="https://d-nb.info/gnd/1">Goethe</persName> und '
        '<persName ref="https://d-nb.info/gnd/1">von Goethe</persName>, <persName ref="javascript:alert(1)">X</persName></p></div>'
    )
    page = index(publish([tei(body, language="de")]), "persons")
    assert page.xpath("//li[@class='entry']//a[@rel='external']/@href") == ["https://d-nb.info/gnd/1"]
    assert len(page.xpath("//li[@class='entry']")) == 2
    assert "javascript" not in html.tostring(page, encoding="unicode")


def test_an_organisation_says_where_it_is() -> None:
    records = '<listOrg><org xml:id="o"><orgName>市政协</orgName><note><placeName ref="#l">某市</placeName></note></org></listOrg>'
    body = '<div type="article" xml:id="a1"><p><orgName ref="#o">市政协</orgName></p></div>'
    assert "属：某市" in entries(publish([listed(body, records)]), "organisations")["o"]


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ('name type="person"', "persons"),
        ('rs type="person"', "persons"),
        ('rs type="place"', "places"),
        ('name type="org"', "organisations"),
        ('rs type="organization"', "organisations"),
        ("geogName", "places"),
    ],
)
def test_marks_of_other_habits_are_marks(mark: str, name: str) -> None:
    files = publish([tei(f'<div type="article" xml:id="a1"><p>见<{mark}>甲</{mark.split()[0]}></p></div>')])
    assert [link.text_content() for _, link in shown(index(files, name))] == ["见甲"]
    assert html.fromstring(files["a1.html"]).xpath(f"//a[@class='{name[:-1]}']")


def test_a_name_or_rs_of_another_type_is_no_mark() -> None:
    files = publish([tei('<div type="article" xml:id="a1"><p><name type="ship">甲</name><rs type="work">乙</rs><name>丙</name></p></div>')])
    assert not [path for path in files if path.startswith("names/")]


def test_bylines_and_credits_count_and_are_told_apart() -> None:
    found = entries(publish([EVERY]), "persons")
    texts = {text for text in found.values() if "署名" in text}
    assert any("王一" in text for text in texts)
    assert any("周五" in text and "摄影署名" in text for text in texts)
    assert any("李四" in text and "图片说明" in text and "署名" not in text for text in found.values())


def test_doubtful_and_checked_marks_say_so() -> None:
    found = entries(publish([EVERY]), "persons") | entries(publish([EVERY]), "organisations")
    assert any("赵二" in text and "存疑" in text for text in found.values())
    assert "经人核对" in found["org-1"]


@pytest.mark.parametrize("name", ["text", "often", "place-view"])
def test_an_entry_cannot_take_an_id_of_the_page(name: str) -> None:
    records = f'<listPerson><person xml:id="{name}"><persName>甲</persName></person></listPerson>'
    files = publish([listed(person(f"#{name}"), records)])
    ids = index(files, "persons").xpath("//@id")
    assert len(ids) == len(set(ids))
    assert f"{name}-2" in ids
    assert f'href="names/persons.html#{name}-2"'.encode() in files["a1.html"]


def test_a_record_in_the_text_is_no_mention() -> None:
    body = '<div type="article" xml:id="a1"><p><persName ref="#p">甲</persName></p></div><div><listPerson><person xml:id="p"><persName>甲</persName></person></listPerson></div>'
    assert [link.get("href") for _, link in shown(index(publish([tei(body)]), "persons"))] == ["../a1.html"]


# --- order ------------------------------------------------------------------------------------


def test_names_stand_as_in_a_chinese_index() -> None:
    names = ["赵", "王", "陈", "陳", "闫", "Émile", "émilie", "Zola", "鑨", "123"]
    assert [letter(name) for name in names] == ["Z", "W", "C", "C", "Y", "E", "E", "Z", "", ""]
    assert sorted(names, key=sort_key) == ["陈", "陳", "Émile", "émilie", "王", "闫", "Zola", "赵", "123", "鑨"]


def test_dates_stand_in_the_order_of_time_under_their_year() -> None:
    dates = (
        '<date when="2020-12-18">a</date><date when="1999">b</date><date from="1998" to="1999-05">c</date><date>d</date><date when="--05-04">e</date>'
        '<date notBefore="2020-11-01" notAfter="2020-11-30">f</date><date from="2016-01">g</date><date notAfter="1900">h</date>'
    )
    page = index(publish([tei(f'<div type="article" xml:id="a1"><p>{dates}</p></div>')]), "dates")
    sections = {
        section.xpath("string(h2)"): [span.text_content() for span in section.xpath(".//h3/span[1]")]
        for section in page.xpath("//section[@class='entries']")
    }
    assert sections == {
        "1900": ["不晚于1900年"],
        "1998": ["1998年至1999年5月"],
        "1999": ["1999年"],
        "2016": ["2016年1月起"],
        "2020": ["2020年11月1日至2020年11月30日之间", "2020年12月18日"],
        "未定年份": ["d", "--05-04（年份未详）"],
    }


# --- places and times -------------------------------------------------------------------------

PLACES = (
    '<listPlace><place xml:id="l1"><placeName>省</placeName><place xml:id="l2"><placeName>市</placeName>'
    '<place xml:id="l3"><placeName>县</placeName></place></place></place><place xml:id="l4"><placeName>空</placeName></place>'
    '<place xml:id="l5"><placeName>国</placeName><idno type="geonames">1</idno></place></listPlace>'
)


def test_places_stand_in_those_that_hold_them_and_count_for_them() -> None:
    body = "".join(f'<placeName ref="#{name}">x</placeName>，' for name in ("l2", "l3", "l3", "l4", "l5"))
    page = index(publish([listed(f'<div type="article" xml:id="a1"><p>{body}</p></div>', PLACES)]), "places")
    (view,) = page.xpath("//section[@class='place-view']")
    rows = [
        (
            len(row.xpath("ancestor::li")),
            row.xpath("string(span[1])"),
            row.xpath("string(span[@class='count'])"),
            row.xpath("string(.//rect/@width)"),
        )
        for row in view.xpath(".//div[@class='measured']")
    ]
    assert rows == [(1, "省", "3", "100.0"), (2, "市", "3", "100.0"), (3, "县", "2", "66.7"), (1, "国", "1", "33.3")]
    assert view.xpath(".//span/a/@href") == ["#l2", "#l3", "#l5"]  # the province is not named itself
    assert "属：市、省" in page.get_element_by_id("l3").text_content()


def test_without_a_place_in_another_there_is_no_view() -> None:
    body = '<div type="article" xml:id="a1"><p><placeName ref="#l4">空</placeName></p></div>'
    assert not index(publish([listed(body, PLACES)]), "places").xpath("//section[@class='place-view']")


def timelines(*values: str) -> list[tuple[str, list[tuple[float, float]]]]:
    """Of each timeline its name, and (step, height) of its bars."""
    dates = "，".join(f'<date when="{value}">x</date>' for value in values)
    page = index(publish([tei(f'<div type="article" xml:id="a1"><p>{dates}</p></div>')]), "dates")
    return [
        (svg.get("aria-label"), [((float(bar.get("x")) - 1) / 10, float(bar.get("height"))) for bar in svg.iter("rect")])
        for svg in page.xpath("//section[@class='timeline']/svg[@role='img']")
    ]


def test_a_timeline_has_a_bar_for_each_step_with_dates() -> None:
    assert timelines("2020-12-01", "2020-12-01", "2020-12-03", "2020-12-04") == [
        ("2020年12月1日至2020年12月4日，4处，最多：2020年12月1日，2处", [(0, 50), (2, 25), (3, 25)])
    ]


def test_a_long_time_is_shown_in_years_and_its_middle_in_days() -> None:
    near = [f"2020-12-{day:02d}" for day in range(1, 20)]
    (whole, years), (middle, days) = timelines("1990", *near, "2025")
    assert whole.startswith("1990年至2025年，21处，最多：2020年，19处")
    assert years == [(0, pytest.approx(50 / 19, abs=0.01)), (30, 50), (35, pytest.approx(50 / 19, abs=0.01))]
    assert middle.startswith("2020年12月2日至2020年12月18日")
    assert len(days) == 17


def test_a_time_of_centuries_is_shown_in_decades_without_the_mention_far_outside() -> None:
    (whole, decades), *_ = timelines("1196", *(str(year) for year in range(1880, 2000)))
    assert whole.startswith("1880年代至1990年代，117处，最多：1890年代，10处")
    assert [height for _, height in decades][1:-1] == [50] * 10


@pytest.mark.parametrize("odd", ["2020-W51-3", "2020-13-40", "-0044-03-15", "20201218", "0000-00-00", "--05-04"])
def test_a_date_that_no_calendar_has_breaks_nothing(odd: str) -> None:
    assert timelines(odd, "2020-12-01", "2020-12-02", "2020-12-04")


def test_too_few_dates_make_no_timeline() -> None:
    assert timelines("2020-12-01", "2020-12-02") == []


# --- several issues, and large ones -------------------------------------------------------------


def issue(name: str, date: str, body: str, records: str = "") -> bytes:
    header = f"<title>样报</title><imprint><date when='{date}'/></imprint>"
    content = tei(f'<div type="article" xml:id="a1"><head>{name}题</head><p xml:id="a1-p1">{body}</p></div>', header=header)
    content = content.replace(b"<TEI ", f'<TEI xml:id="{name}" '.encode())
    return content.replace(b"<text ", f"<standOff>{records}</standOff><text ".encode()) if records else content


def test_several_issues_share_their_indexes() -> None:
    record = '<listPerson><person xml:id="per-1"><persName>甲</persName></person></listPerson>'
    other = '<listPerson><person xml:id="per-1"><persName>丙</persName></person></listPerson>'
    mark = '见<persName ref="#per-1">甲</persName>。'
    files = publish(
        [issue("x1", "1999-05-04", mark, record), issue("x2", "1999-05-05", mark, record), issue("x3", "1999-05-06", mark, other)]
    )
    assert [path for path in files if "names/" in path] == ["names/persons.html"]
    page = index(files, "persons")
    entries = {entry.get("id"): entry for entry in page.xpath("//li[@class='entry']")}
    assert list(entries) == ["per-1-2", "per-1"]  # 丙, 甲: the same id in another file names another
    assert entries["per-1"].xpath(".//p[@class='of']/a/@href") == ["../x1/a1.html", "../x2/a1.html"]
    assert entries["per-1"].xpath(".//ul[@class='mentions']//a/@href") == ["../x1/a1.html#a1-p1", "../x2/a1.html#a1-p1"]
    assert [span.text for span in entries["per-1"].xpath(".//p[@class='of']/span")] == ["1999年5月4日", "1999年5月5日"]
    assert b'href="../names/persons.html#per-1-2" class="person"' in files["x3/a1.html"]


def test_an_issue_cannot_take_the_folder_of_the_indexes() -> None:
    files = publish([issue("names", "1999-05-04", "<persName>甲</persName>"), issue("x2", "1999-05-05", "文")])
    assert "issue-1-names/a1.html" in files
    assert "names/persons.html" in files


def test_a_large_index_is_parted_and_links_across_its_pages() -> None:
    names = [chr(0x4E00 + n) + chr(0x5000 + n) for n in range(MOST + 200)]
    body = "，".join(f"<persName>{name}</persName>" for name in [*names, names[3]])
    files = publish([tei(f'<div type="article" xml:id="a1"><p>{body}</p></div>')])
    pages = [html.fromstring(files[path]) for path in ("names/persons.html", "names/persons-2.html")]
    assert [len(list(shown(page))) for page in pages] == [MOST, 201]
    ids = [{str(name) for name in page.xpath("//@id")} for page in pages]
    for page, own in zip(pages, ids, strict=True):
        for href in page.xpath("//main//a[not(starts-with(@href, '../'))]/@href"):
            path, _, anchor = href.partition("#")
            where = own if not path else ids[("persons.html", "persons-2.html").index(path)]
            assert not anchor or anchor in where
    for mark in html.fromstring(files["a1.html"]).xpath("//a[@class='person']/@href"):
        path, _, anchor = mark.partition("#")
        assert anchor in ids[("names/persons.html", "names/persons-2.html").index(path)]


def test_a_continued_article_is_named_once() -> None:
    body = (
        '<div type="article" xml:id="a1" next="#a2"><head>始</head><p xml:id="a1-p1"><persName>甲</persName></p></div>'
        '<div type="article" xml:id="a2" prev="#a1"><p><persName>甲</persName></p></div>'
    )
    (entry,) = index(publish([tei(body)]), "persons").xpath("//li[@class='entry']")
    assert [a.text for a in entry.xpath(".//p[@class='of']/a")] == ["始"]
    assert entry.xpath(".//ul[@class='mentions']//a/@href") == ["../a1.html#a1-p1", "../a1.html#a2"]


def test_what_no_article_holds_is_found_on_the_issue_page() -> None:
    body = '<div type="advertisement" xml:id="x1"><p xml:id="x1-p1"><orgName>某厂</orgName>招工</p></div>'
    (link,) = index(publish([tei(body)]), "organisations").xpath("//ul[@class='mentions']//a")
    assert (link.get("href"), link.text_content()) == ("../index.html#x1-p1", "某厂招工")


def test_latin_contexts_are_cut_between_words() -> None:
    words = "The quick brown fox jumps over the lazy dog and then runs away from "
    body = f'<div type="article" xml:id="a1"><p>{words}<persName>John Smith</persName> {words}</p></div>'
    (link,) = index(publish([tei(body, language="en")]), "persons").xpath("//ul[@class='mentions']//a")
    left, right = link.text, link.find("b").tail
    assert left == "…the lazy dog and then runs away from "
    assert right == " The quick brown fox jumps over the…"


def test_a_letter_whose_capital_is_two_has_a_letter() -> None:
    assert [letter(name) for name in ("ßMW", "ﬁrma", "Ärzte")] == ["S", "F", "A"]


def test_a_sign_before_a_name_is_print_and_no_speech() -> None:
    page = index(
        publish([tei('<div type="article" xml:id="a1"><byline>□ <persName>祁嘉润</persName>■</byline><p>文</p></div>')]), "persons"
    )
    (mention,) = page.xpath("//ul[@class='mentions']/li/a")
    signs = mention.xpath("./span[@class='sign'][@aria-hidden='true']")
    assert [sign.get("data-mark").strip() for sign in signs] == ["□", "■"]
    assert [sign.text_content().strip() for sign in signs] == ["□", "■"], "it can be copied"
    assert mention.find("b").text == "祁嘉润"
