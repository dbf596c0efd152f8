"""PAGE XML: all years' namespaces, reading order, best readings, regions and their kinds, articles by region, line and group."""

from __future__ import annotations

from collections import Counter
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.errors import UnreadableError
from converter.model import Box, Font, Item, Page
from converter.readers.ocr import read_page_xml

YEARS = "http://schema.primaresearch.org/PAGE/gts/pagecontent/{}"


def page_xml(body: str, *, year: str = "2019-07-15", page: str = "", head: str = "") -> bytes:
    xmlns = f' xmlns="{YEARS.format(year)}"' if year else ""
    return f'<PcGts{xmlns}>{head}<Page imageFilename="a.jpg" imageWidth="1000" imageHeight="1500" {page}>{body}</Page></PcGts>'.encode()


def equiv(text: str, more: str = "") -> str:
    return f"<TextEquiv {more}><Unicode>{escape(text)}</Unicode></TextEquiv>"


def line(text: str, *, points: str = "10,20 110,20 110,32 10,32", more: str = "", inner: str = "") -> str:
    coords = f'<Coords points="{points}"/>' if points else ""
    return f"<TextLine {more}>{coords}{inner}{equiv(text) if text else ''}</TextLine>"


def region(name: str, *lines: str, more: str = "", tag: str = "TextRegion", points: str = "0,0 200,0 200,90 0,90") -> str:
    return f'<{tag} id="{name}" {more}><Coords points="{points}"/>{"".join(lines)}</{tag}>'


def first_page(data: bytes) -> Page:
    return read_page_xml("page.xml", data).pages[0]


def texts(data: bytes) -> list[str]:
    return [one.text for one in first_page(data).lines]


def items(page: Page) -> dict[str, list[tuple[str, str | None, str]]]:
    out: dict[str, list[tuple[str, str | None, str]]] = {}
    for one in page.blocks:
        out.setdefault(one.item or "", []).append((one.id, one.kind, " ".join(page.lines[n - 1].text for n in one.lines)))
    return out


@pytest.mark.parametrize("year", ["2010-03-19", "2013-07-15", "2019-07-15", ""])
def test_every_year_is_read_by_local_names(year: str) -> None:
    page = first_page(page_xml(region("r1", line("Rain")), year=year))
    assert page.size == (1000, 1500)
    assert [(one.text, one.box) for one in page.lines] == [("Rain", Box(10, 20, 110, 32))]
    assert page.blocks[0].box == Box(0, 0, 200, 90)


def test_outlines_of_2010_have_points_of_their_own() -> None:
    old = '<TextLine id="l"><Coords><Point x="1" y="2"/><Point x="30" y="2"/><Point x="30" y="9"/></Coords>' + equiv("Rain") + "</TextLine>"
    assert first_page(page_xml(region("r1", old))).lines[0].box == Box(1, 2, 30, 9)


def test_the_reading_with_the_lowest_index_is_taken() -> None:
    readings = "".join(equiv(text, f'index="{index}"') for text, index in (("Bain", 1), ("Rain", 0), ("Ruin", 2)))
    several = f"<TextLine>{readings}</TextLine>"
    plain = "<TextLine><TextEquiv><PlainText>again</PlainText><Unicode></Unicode></TextEquiv></TextLine>"
    assert texts(page_xml(region("r1", several, plain))) == ["Rain", "again"]


def test_words_and_glyphs_speak_where_a_line_does_not() -> None:
    words = f'<TextLine><Word id="w1">{equiv("heavy")}</Word><Word id="w2"><Glyph>{equiv("r")}</Glyph><Glyph>{equiv("ain")}</Glyph></Word></TextLine>'
    han = f"<TextLine><Word>{equiv('大')}</Word><Word>{equiv('雨')}</Word></TextLine>"
    assert texts(page_xml(region("r1", words, han))) == ["heavy rain", "大雨"]


def test_a_region_without_lines_gives_its_own_rows() -> None:
    assert texts(page_xml(region("r1", equiv("It rained\n\n all day.")))) == ["It rained", "all day."]
    silent = line("", points="1,1 9,1 9,5") + line("", points="1,6 9,6 9,9")
    page = first_page(page_xml(region("r1", silent, equiv("one\ntwo"))))
    assert [(one.text, one.box) for one in page.lines] == [("one", Box(1, 1, 9, 5)), ("two", Box(1, 6, 9, 9))]


def test_the_text_of_a_region_is_not_read_again_but_more_of_it_is_told() -> None:
    same = read_page_xml("page.xml", page_xml(region("r1", line("It rain-"), line("ed"), equiv("It rained"))))
    assert [one.text for one in same.pages[0].lines] == ["It rain-", "ed"]
    assert same.notices == ()
    more = read_page_xml("page.xml", page_xml(region("r1", line("It rained"), line(""), equiv("It rained all day"))))
    assert [notice.code for notice in more.notices] == ["W-READ-26"]


def ref(name: str, index: int | None = None) -> str:
    return f'<RegionRefIndexed index="{index}" regionRef="{name}"/>' if index is not None else f'<RegionRef regionRef="{name}"/>'


def test_the_reading_order_nests() -> None:
    regions = "".join(region(name, line(name)) for name in ("r1", "r2", "r3", "r4", "r5"))
    inner = f'<UnorderedGroupIndexed id="g2" index="0">{ref("r4")}{ref("r2")}</UnorderedGroupIndexed>'
    order = f'<ReadingOrder><OrderedGroup id="g1">{ref("r1", 10)}{ref("r3", 2)}{inner}{ref("gone", 11)}</OrderedGroup></ReadingOrder>'
    reading = read_page_xml("page.xml", page_xml(order + regions))
    assert [one.id for one in reading.pages[0].blocks] == ["r4", "r5", "r2", "r3", "r1"]  # r5 stays behind r4, as in the file
    assert [one.text for one in reading.pages[0].lines] == ["r1", "r2", "r3", "r4", "r5"]
    assert [(notice.code, notice.where) for notice in reading.notices] == [("W-READ-21", "p1")]


def test_custom_attributes_order_regions_and_lines() -> None:
    lines = line("second", more='custom="readingOrder {index:1;}"') + line("first", more='custom="readingOrder {index:0;} other {a:b;}"')
    regions = region("r1", lines, more='custom="readingOrder {index:4;}"') + region(
        "r2", line("top"), more='custom="readingOrder {index:2;}"'
    )
    page = first_page(page_xml(regions))
    assert [(one.id, one.lines) for one in page.blocks] == [("r2", (3,)), ("r1", (2, 1))]
    assert [one.text for one in page.lines] == ["second", "first", "top"]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ('type="heading"', "main"),
        ('type="paragraph"', "text"),
        ('type="caption"', "caption"),
        ('type="header"', "furniture"),
        ('type="page-number"', "furniture"),
        ('type="credit"', "credit"),
        ('type="footnote"', "footnote"),
        ('type="footnote-continued"', "footnote"),
        ('custom="structure {type:heading;}"', "main"),
        ('custom="readingOrder {index:0;} structure {score:0.9; type:caption;}"', "caption"),
        ('type="other"', None),
        ("", None),
    ],
)
def test_regions_are_what_they_say(more: str, kind: str | None) -> None:
    assert first_page(page_xml(region("r1", line("Rain"), more=more))).blocks[0].kind == kind


def test_other_regions_are_pictures_rules_frames_and_tables() -> None:
    body = (
        region("i1", tag="ImageRegion") + region("s1", tag="SeparatorRegion", points="5,0 7,0 7,900 5,900")
        + region("a1", region("a2", line("Buy boots"), more='type="heading"'), tag="AdvertRegion")
        + region("t1", region("t2", line("12")), f"<TableCell>{line('13')}</TableCell>", tag="TableRegion")
    )  # fmt: skip
    page = first_page(page_xml(body))
    assert [picture.box for picture in page.drawing.pictures] == [Box(0, 0, 200, 90)]
    assert page.drawing.rules == (Box(5, 0, 7, 900),)
    assert page.drawing.frames == (Box(0, 0, 200, 90),)
    assert [(one.id, one.kind) for one in page.blocks] == [("a2", "advertisement"), ("t2", "table"), ("block3", "table")]


ARTICLE = 'custom="readingOrder {{index:0;}} structure {{{}}}"'


@pytest.mark.parametrize("form", ["type:article; id:{};", "id:{}; type:article;", "score:0.7; id:{}; type:article", "type:article;id:{}"])
def test_lines_name_their_articles(form: str) -> None:
    def of(article: str, text: str) -> str:
        return line(text, more='custom="structure {' + form.format(article) + '}"')

    heading = region("r1", of("a1", "Flood"), more='custom="structure {type:heading;}"')
    mixed = region("r2", of("a1", "It rained."), of("a2", "No rain"), of("a2", "at all."), more='type="paragraph"')
    rest = region("r3", line("stray words"))
    reading = read_page_xml("page.xml", page_xml(heading + mixed + rest))
    assert items(reading.pages[0]) == {
        "a1": [("r1", "main", "Flood"), ("r2.1", "text", "It rained.")],
        "a2": [("r2.2", "text", "No rain at all.")],
        "": [("r3", None, "stray words")],
    }
    assert reading.items == (Item("a1", source=("page.xml", "a1")), Item("a2", source=("page.xml", "a2")))
    assert (reading.pages[0].scan, reading.pages[0].unit) == ("a.jpg", "px")


def test_lines_may_say_what_they_are() -> None:
    lines = (
        line("Flood", more='custom="structure {type:heading;}"')
        + line("It rained.")
        + line("A. Quay", more='custom="structure {type:author;}"')
    )
    page = first_page(page_xml(region("r1", lines, more='type="paragraph" custom="structure {type:article; id:a1;}"')))
    assert items(page) == {"a1": [("r1.1", "main", "Flood"), ("r1.2", "text", "It rained."), ("r1.3", "byline", "A. Quay")]}
    assert [one.kind for one in first_page(page_xml(region("r1", lines))).blocks] == ["main", None, "byline"]


def test_regions_and_groups_name_their_articles() -> None:
    own = region("r1", line("Flood"), more='type="heading" custom="structure {type:article; id:a1;}"') + region("r2", line("Rain"))
    assert items(first_page(page_xml(own))) == {"a1": [("r1", "main", "Flood")], "": [("r2", None, "Rain")]}
    groups = (
        f'<ReadingOrder><OrderedGroup id="all"><OrderedGroupIndexed id="g1" type="article" index="1">{ref("r1", 0)}</OrderedGroupIndexed>'
        f'<OrderedGroupIndexed id="g2" index="0" custom="structure {{type:article; id:a2;}}">{ref("r2", 0)}</OrderedGroupIndexed></OrderedGroup></ReadingOrder>'
    )
    reading = read_page_xml("page.xml", page_xml(groups + region("r1", line("Flood")) + region("r2", line("Rain"))))
    assert items(reading.pages[0]) == {"a2": [("r2", None, "Rain")], "g1": [("r1", None, "Flood")]}
    assert [item.id for item in reading.items] == ["a2", "g1"]


def test_the_id_beside_another_type_joins_the_part_to_its_article() -> None:
    body = (
        region("r1", line("Flood"), more='type="heading" custom="structure {id:a1;type:heading;}"')
        + region("r2", line("It rained."), more='type="paragraph" custom="structure {id:a1;type:article;}"')
        + region("r3", line("The river."), line("A. Quay", more='custom="structure {id:a1;type:author;}"'), more='custom="structure {type:caption; id:a1;}"')
        + region("r4", line("7"), more='type="page-number" custom="structure {id:a1;type:page-number;}"')
        + region("r5", line("Fire"), more='type="heading" custom="structure {id:s9;type:heading;}"')
    )  # fmt: skip
    reading = read_page_xml("page.xml", page_xml(body))
    assert items(reading.pages[0])["a1"] == [
        ("r1", "main", "Flood"),
        ("r2", "text", "It rained."),
        ("r3.1", "caption", "The river."),
        ("r3.2", "byline", "A. Quay"),
        ("r4", "furniture", "7"),
    ]
    assert items(reading.pages[0])[""] == [("r5", "main", "Fire")]  # nothing calls s9 an article
    assert [item.id for item in reading.items] == ["a1"]


def test_turned_and_upright_text_is_known() -> None:
    body = (
        region("r1", line("Rain"), more='orientation="90"') + region("r2", line("Rain"), more='orientation="-89.5"')
        + region("r3", line("大雨"), more='readingDirection="top-to-bottom"') + region("r4", line("Rain"), more='orientation="1.2"')
    )  # fmt: skip
    assert [(one.turn, one.vertical) for one in first_page(page_xml(body)).lines] == [(270, False), (90, False), (0, True), (0, False)]


def test_a_page_may_run_downwards() -> None:
    body = region("r1", line("大雨")) + region("r2", line("大雨"), more='readingDirection="left-to-right"')
    page = first_page(page_xml(body, page='readingDirection="top-to-bottom"'))
    assert [one.vertical for one in page.lines] == [True, False]


def test_points_become_pixels_by_the_height_of_the_lines() -> None:
    style = '<TextStyle fontFamily="Times" fontSize="6" bold="true"/>'
    body = region("r1", line("Rain", inner=style), line("again", more='custom="textStyle {fontSize:6.0;}"'), line("plain"))
    assert [one.font for one in first_page(page_xml(body)).lines] == [Font(12, 700, "Times"), Font(12, 400, ""), None]


def test_a_line_without_outline_has_that_of_its_baseline_or_none() -> None:
    reading = read_page_xml(
        "page.xml", page_xml(region("r1", line("Rain", points="", inner='<Baseline points="3,9 60,10"/>'), line("gone", points="")))
    )
    assert [one.box for one in reading.pages[0].lines] == [Box(3, 9, 60, 10), None]
    assert [notice.code for notice in reading.notices] == ["W-READ-24"]


def test_the_file_is_described_with_its_program() -> None:
    data = page_xml(region("r1", line("Rain")), head="<Metadata><Creator>Recogniser 2</Creator></Metadata>")
    assert read_page_xml("page.xml", data).files[0].description == "OCR with layout, PAGE XML (Recogniser 2)"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"<alto/>", "not PAGE XML"),
        (b"<!DOCTYPE PcGts [<!ENTITY x 'y'>]><PcGts>&x;</PcGts>", "DOCTYPE"),
        (b"<PcGts>", "broken"),
        (b"<PcGts><Metadata/></PcGts>", "holds no page"),
    ],
)
def test_hostile_and_broken_files_are_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_page_xml("page.xml", data)


def test_deep_regions_are_refused() -> None:
    with pytest.raises(UnreadableError, match="nested too deep"):
        read_page_xml("page.xml", page_xml("<TextRegion>" * 3000 + "</TextRegion>" * 3000))


row = st.text(st.sampled_from("abß大雨。,- "), min_size=1, max_size=6)


@given(st.lists(st.lists(st.tuples(row, st.sampled_from(["", "a1", "a2"])), max_size=5), max_size=4), st.permutations([0, 1, 2, 3]))
def test_every_line_stands_in_one_block_once(regions: list[list[tuple[str, str]]], order: list[int]) -> None:
    body = "".join(
        region(f"r{n}", *(line(text, more=f'custom="structure {{type:article; id:{name};}}"' if name else "") for text, name in rows))
        for n, rows in enumerate(regions)
    )
    refs = "".join(ref(f"r{n}", k) for k, n in enumerate(order))
    page = first_page(page_xml(f'<ReadingOrder><OrderedGroup id="g">{refs}</OrderedGroup></ReadingOrder>{body}'))
    wanted = Counter(text.strip() for rows in regions for text, _ in rows if text.strip())
    assert Counter(one.text for one in page.lines) == wanted
    assert sorted(n for one in page.blocks for n in one.lines) == [one.n for one in page.lines]
