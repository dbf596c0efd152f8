"""ALTO: text as recognised, hyphens, fonts and places in one unit, blocks and pictures, reading order; hostile files are refused."""

from __future__ import annotations

import html
import re
import resource
import time
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.errors import UnreadableError
from converter.model import Box, Edit, Font, Item, Line, Page, Passage
from converter.readers.ocr import read_alto
from converter.repair import repair_page

V3 = "http://www.loc.gov/standards/alto/ns-v3#"


def alto(body: str, *, unit: str | None = "pixel", namespace: str = V3, styles: str = "", head: str = "", page: str = "") -> bytes:
    said = f"<MeasurementUnit>{unit}</MeasurementUnit>" if unit is not None else ""
    xmlns = f' xmlns="{namespace}"' if namespace else ""
    space = body if "<PrintSpace" in body else f"<PrintSpace>{body}</PrintSpace>"
    pages = space if "<Page" in space else f'<Page ID="P1" WIDTH="2540" HEIGHT="3810" {page}>{space}</Page>'
    text = f"<alto{xmlns}><Description>{said}</Description><Styles>{styles}</Styles>{head}<Layout>{pages}</Layout></alto>"
    return text.encode()


def block(name: str, *lines: str, attributes: str = "") -> str:
    return f'<TextBlock ID="{name}" HPOS="0" VPOS="0" WIDTH="100" HEIGHT="100" {attributes}>{"".join(lines)}</TextBlock>'


def line(*words: str, spaced: bool = True, attributes: str = 'HPOS="10" VPOS="20" WIDTH="100" HEIGHT="12"') -> str:
    glue = "<SP/>" if spaced else ""
    return f"<TextLine {attributes}>{glue.join(f'<String CONTENT={quoteattr(word)}/>' for word in words)}</TextLine>"


def first_page(data: bytes) -> Page:
    return read_alto("page.xml", data).pages[0]


def texts(data: bytes) -> list[str]:
    return [one.text for one in first_page(data).lines]


@pytest.mark.parametrize("namespace", ["", "http://schema.ccs-gmbh.com/ALTO", V3, "http://www.loc.gov/standards/alto/ns-v4#"])
def test_every_version_is_read_by_local_names(namespace: str) -> None:
    data = alto(block("B1", line("Der", "Fluss", "stieg.")), namespace=namespace)
    assert texts(data) == ["Der Fluss stieg."]


@pytest.mark.parametrize(
    ("unit", "box", "size"),
    [
        ("mm10", Box(72, 144, 144, 216), (720, 1080)),
        ("inch1200", Box(15.24, 30.48, 30.48, 45.72), (152.4, 228.6)),
        ("pixel", Box(254, 508, 508, 762), (2540, 3810)),
    ],
)
def test_places_are_points_where_the_unit_is_a_length_and_else_pixels(unit: str, box: Box, size: tuple[float, float]) -> None:
    page = first_page(alto(block("B1", line("Regen", attributes='HPOS="254" VPOS="508" WIDTH="254" HEIGHT="254"')), unit=unit))
    assert page.lines[0].box == box
    assert page.size == size


@pytest.mark.parametrize("unit", ["furlong", None])
def test_an_unknown_unit_is_taken_as_pixels_and_told(unit: str | None) -> None:
    reading = read_alto("page.xml", alto(block("B1", line("Regen")), unit=unit))
    assert reading.pages[0].lines[0].box == Box(10, 20, 110, 32)
    assert [notice.code for notice in reading.notices] == ["W-READ-22"]


def test_strings_touch_where_the_file_has_blanks_elsewhere() -> None:
    touching = '<TextLine><String CONTENT="C"/><String CONTENT="AN"/><SP/><String CONTENT="peace"/><SP/></TextLine>'
    assert texts(alto(block("B1", touching))) == ["CAN peace"]


def test_without_blanks_in_the_file_words_are_parted_and_ideographs_are_not() -> None:
    assert texts(alto(block("B1", line("heavy", "rain", spaced=False)))) == ["heavy rain"]
    assert texts(alto(block("B1", line("大", "雨", "“", "成", "灾", "”", spaced=False)))) == ["大雨“成灾”"]


def hyphenated(first: str, second: str) -> bytes:
    return alto(
        block(
            "B1", f"<TextLine><String CONTENT='the'/><SP/>{first}</TextLine>", f"<TextLine>{second}<SP/><String CONTENT='rose'/></TextLine>"
        )
    )


def read_on(page: Page) -> str:
    return Passage.of(*repair_page(page)[0].lines).text


PART_2 = '<String CONTENT="ter" SUBS_TYPE="HypPart2" SUBS_CONTENT="water"/>'


@pytest.mark.parametrize(
    ("first", "printed"),
    [
        ('<String CONTENT="wa" SUBS_TYPE="HypPart1" SUBS_CONTENT="water"/><HYP CONTENT="-"/>', "the wa-"),
        ('<String CONTENT="wa-" SUBS_TYPE="HypPart1" SUBS_CONTENT="water"/>', "the wa-"),
        ('<String CONTENT="wa" SUBS_TYPE="HypPart1" SUBS_CONTENT="water"/><HYP CONTENT="\u00ad"/>', "the wa\u00ad"),
        ('<String CONTENT="wa-" SUBS_TYPE="HypPart1" SUBS_CONTENT="water"/><HYP CONTENT="-"/>', "the wa--"),
    ],
)
def test_a_word_over_two_lines_is_read_once_and_its_hyphen_kept_in_the_line(first: str, printed: str) -> None:
    page = first_page(hyphenated(first, PART_2))
    assert page.lines[0].text == printed
    assert page.lines[0].edits == (Edit("hyphen", 6, len(printed)),)
    assert read_on(page) == "the water rose"


def test_the_hyphen_is_weak_across_blocks_too() -> None:
    first = '<TextLine><String CONTENT="wa" SUBS_TYPE="HypPart1" SUBS_CONTENT="water"/><HYP CONTENT="-"/></TextLine>'
    page = first_page(alto(block("B1", first) + block("B2", f"<TextLine>{PART_2}</TextLine>")))
    assert read_on(page) == "water"


def test_a_hyphen_that_the_whole_word_has_is_no_weak_one() -> None:
    first = '<String CONTENT="low" SUBS_TYPE="HypPart1" SUBS_CONTENT="low-lying"/><HYP CONTENT="-"/>'
    second = '<String CONTENT="lying" SUBS_TYPE="HypPart2" SUBS_CONTENT="low-lying"/>'
    page = first_page(hyphenated(first, second))
    assert page.lines[0].text == "the low-"
    assert page.lines[0].edits == ()


STYLES = '<TextStyle ID="T1" FONTSIZE="10" FONTFAMILY="Times"/><TextStyle ID="T2" FONTSIZE="24" FONTSTYLE="bold"/><ParagraphStyle ID="P1"/>'


def test_fonts_come_from_the_strings_else_from_the_block() -> None:
    own = '<TextLine><String CONTENT="Flood" STYLEREFS="T2"/><SP/><String CONTENT="."/></TextLine>'
    page = first_page(alto(block("B1", own, line("Rain"), attributes='STYLEREFS="P1 T1"'), unit="mm10", styles=STYLES))
    assert page.lines[0].font == Font(24, 700, "")
    assert page.lines[1].font == Font(10, 400, "Times")


def test_points_become_pixels_by_the_height_of_the_lines() -> None:
    page = first_page(alto(block("B1", line("Rain"), line("again"), attributes='STYLEREFS="T1"'), styles=STYLES))
    assert page.lines[0].font == Font(12, 400, "Times")  # ten points, twelve pixels high


def test_a_size_of_nought_is_none() -> None:
    styles = '<TextStyle ID="T1" FONTSIZE="0" FONTSTYLE="bold"/>'
    page = first_page(alto(block("B1", line("Rain"), attributes='STYLEREFS="T1"'), styles=styles))
    assert page.lines[0].font == Font(12, 700, "")  # bold is known, the size is that of the line


def test_blocks_keep_their_lines_and_what_the_source_calls_them() -> None:
    tags = '<Tags><StructureTag ID="S1" LABEL="heading"/><LayoutTag ID="S2" TYPE="page-number"/></Tags>'
    body = (
        "<TopMargin>" + block("B0", line("Page", "3")) + "</TopMargin><PrintSpace>"
        + block("B1", line("Flood"), attributes='TAGREFS="S1"') + block("B2", line("It"), line("rained."))
        + '<ComposedBlock ID="C1" TYPE="Advertisement" HPOS="0" VPOS="0" WIDTH="50" HEIGHT="50">' + block("B3", line("Boots")) + "</ComposedBlock>"
        + '<ComposedBlock ID="C2" TYPE="Table" ROTATION="90.00">' + block("B4", line("12", "3/4")) + "</ComposedBlock>"
        + block("B5", line("3"), attributes='TAGREFS="S2"') + "</PrintSpace>"
    )  # fmt: skip
    page = first_page(alto(body, head=tags))
    kinds = [(one.id, one.kind, one.lines) for one in page.blocks]
    assert kinds == [
        ("B0", "furniture", (1,)),
        ("B1", "main", (2,)),
        ("B2", None, (3, 4)),
        ("B3", "advertisement", (5,)),
        ("B4", "table", (6,)),
        ("B5", "furniture", (7,)),
    ]
    assert page.drawing.frames == (Box(0, 0, 50, 50),)
    assert [one.turn for one in page.lines] == [0, 0, 0, 0, 0, 270, 0]  # counter-clockwise is three quarters clockwise
    assert [one.gap_before for one in page.lines] == [0, 1, 1, 0, 1, 1, 1]


def test_a_file_may_tell_articles_apart() -> None:
    tags = '<Tags><StructureTag ID="A1" TYPE="Article" LABEL="Flood"/><LayoutTag ID="S1" LABEL="heading"/><LayoutTag ID="S2" LABEL="TableZone:tides"/></Tags>'
    body = (
        block("B1", line("Flood"), attributes='TAGREFS="A1 S1"') + '<ComposedBlock ID="C1" TYPE="article">'
        + block("B2", line("Dry")) + block("B3", line("12"), attributes='TAGREFS="S2"') + "</ComposedBlock>"
        + block("B4", line("It", "rained."), attributes='TAGREFS="A1"') + block("B5", line("stray"))
    )  # fmt: skip
    reading = read_alto("page.xml", alto(body, head=tags))
    assert reading.items == (Item("A1", title="Flood", source=("page.xml", "A1")), Item("C1", source=("page.xml", "C1")))
    assert [(one.item, one.kind) for one in reading.pages[0].blocks] == [
        ("A1", "main"),
        ("C1", None),
        ("C1", "table"),
        ("A1", None),
        (None, None),
    ]


def test_pictures_and_rules_are_drawn() -> None:
    body = (
        '<Illustration ID="I1" HPOS="10" VPOS="10" WIDTH="300" HEIGHT="200"/>'
        '<GraphicalElement ID="G1" HPOS="50" VPOS="300" WIDTH="2" HEIGHT="900"/>'
        '<ComposedBlock ID="C1" TYPE="Illustration" HPOS="5" VPOS="5" WIDTH="9" HEIGHT="9"/>' + block("B1", line("Rain"))
    )
    drawing = first_page(alto(body)).drawing
    assert [picture.box for picture in drawing.pictures] == [Box(10, 10, 310, 210), Box(5, 5, 14, 14)]
    assert drawing.rules == (Box(50, 300, 52, 1200),)


def test_lines_without_places_are_kept_and_told() -> None:
    outlined = '<TextLine><Shape><Polygon POINTS="1,2 30,2 30,12 1,12"/></Shape><String CONTENT="Rain"/></TextLine>'
    by_words = '<TextLine><String CONTENT="a" HPOS="1" VPOS="5" WIDTH="4" HEIGHT="8"/><String CONTENT="b" HPOS="9" VPOS="6" WIDTH="4" HEIGHT="8"/></TextLine>'
    wrong = [
        line("gone", attributes=attributes)
        for attributes in (
            'HPOS="x" VPOS="1" WIDTH="1" HEIGHT="1"',
            'HPOS="nan" VPOS="1" WIDTH="1" HEIGHT="1"',
            'HPOS="1" VPOS="1" WIDTH="inf" HEIGHT="1"',
            'HPOS="1" VPOS="1" WIDTH="-9" HEIGHT="1"',
            'HPOS="1" VPOS="1" HEIGHT="1"',
        )
    ]
    comma = line("comma", attributes='HPOS="1,5" VPOS="1" WIDTH="1" HEIGHT="1"')
    reading = read_alto("page.xml", alto(block("B1", outlined, by_words, *wrong, comma)))
    boxes = [one.box for one in reading.pages[0].lines]
    assert boxes == [Box(1, 2, 30, 12), Box(1, 5, 13, 14), None, None, None, None, None, Box(1.5, 1, 2.5, 2)]
    assert [(notice.code, notice.where) for notice in reading.notices] == [("W-READ-24", "p1")]


def test_the_file_says_the_reading_order() -> None:
    blocks = block("B1", line("one")) + block("B2", line("two")) + block("B3", line("three")) + block("B4", line("four"))
    order = '<ReadingOrder><OrderedGroup ID="g"><ElementRef ID="r1" REF="B3"/><ElementRef ID="r2" REF="B1"/></OrderedGroup></ReadingOrder>'
    page = first_page(alto(blocks, head=order))
    assert [one.id for one in page.blocks] == ["B3", "B4", "B1", "B2"]  # what it leaves out stays behind what it stood behind
    assert [one.text for one in page.lines] == ["one", "two", "three", "four"]
    chained = (
        block("B1", line("one"), attributes='IDNEXT="B3"') + block("B2", line("two")) + block("B3", line("three"), attributes='IDNEXT="B2"')
    )
    assert [one.id for one in first_page(alto(chained)).blocks] == ["B1", "B3", "B2"]
    ring = block("B1", line("one"), attributes='IDNEXT="B2"') + block("B2", line("two"), attributes='IDNEXT="B1"')
    assert [one.id for one in first_page(alto(ring)).blocks] == ["B1", "B2"]


def test_upright_lines_of_ideographs_are_known_by_their_shape() -> None:
    tall = 'HPOS="10" VPOS="20" WIDTH="12" HEIGHT="120"'
    page = first_page(
        alto(block("B1", line("大雨成灾", attributes=tall), line("Rain", attributes=tall)) + block("B2", line("雨", attributes=tall)))
    )
    assert [one.vertical for one in page.lines] == [True, False, False]


def test_a_file_may_hold_several_pages_or_none_with_text() -> None:
    body = f'<Page ID="P1"><PrintSpace>{block("B1", line("one"))}</PrintSpace></Page><Page ID="P2"><PrintSpace/></Page>'
    reading = read_alto("page.xml", alto(f"{body}"))
    assert [page.id for page in reading.pages] == ["p1", "p2"]
    assert [(notice.code, notice.where) for notice in reading.notices] == [("W-READ-05", "p2")]


def test_what_xml_cannot_hold_or_print_is_mended_and_told() -> None:
    reading = read_alto("page.xml", alto(block("B1", line("ra\u0085in", "fell\u0092"))))
    assert reading.pages[0].lines[0].text == "ra in fell"
    assert [notice.code for notice in reading.notices] == ["W-READ-02"]


def test_the_file_is_described_with_its_digest_and_programs() -> None:
    data = alto(block("B1", line("Rain"))).replace(b"<Description>", b"<Description><softwareName>Recogniser</softwareName>")
    (file,) = read_alto("a/page.xml", data).files
    assert (file.name, file.size, file.description) == ("a/page.xml", len(data), "OCR with layout, ALTO (Recogniser)")
    assert re.fullmatch("[0-9a-f]{64}", file.sha256)


word = st.text(st.sampled_from("abß大雨。,-\u3000&<\"'"), min_size=1, max_size=5)
pieces = st.lists(st.tuples(word, st.sampled_from(["", "<SP/>"])), max_size=6)


@given(st.lists(st.lists(st.tuples(pieces, st.sampled_from(["", "-", "¬"])), max_size=4), max_size=4))
def test_every_content_stands_in_the_lines_once(blocks: list[list[tuple[list[tuple[str, str]], str]]]) -> None:
    wanted: Counter[str] = Counter()
    body = ""
    for n, lines in enumerate(blocks):
        rows = ""
        for words, hyphen in lines:
            wanted.update("".join("".join(text.split()) for text, _ in words))
            row = "".join(f"<String CONTENT={quoteattr(text)}/>{blank}" for text, blank in words)
            if hyphen and words:
                wanted.update(hyphen)
                row += f"<HYP CONTENT={quoteattr(hyphen)}/>"
            rows += f"<TextLine>{row}</TextLine>"
        body += block(f"B{n}", rows)
    page = first_page(alto(body))
    assert Counter("".join("".join(one.text.split()) for one in page.lines)) == wanted
    assert sorted(n for one in page.blocks for n in one.lines) == [one.n for one in page.lines]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"%PDF-1.7", "binary"),
        (b"<alto>", "broken at line 1"),
        (b"<html/>", "root element is html"),
        (b"<alto><Layout/></alto>", "holds no page"),
        (b'<?xml version="1.0"?><!DOCTYPE alto [<!ENTITY x SYSTEM "file:///etc/hostname">]><alto>&x;</alto>', "DOCTYPE"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE alto SYSTEM "http://127.0.0.1:9/a.dtd"><alto/>'.encode("utf-16"), "DOCTYPE"),
        (b'<!DOCTYPE alto [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><alto x="&b;"/>', "DOCTYPE"),
        ('<?xml version="1.0" encoding="gb18030"?><!DOCTYPE alto SYSTEM "大.dtd"><alto/>'.encode("gb18030"), "DOCTYPE"),
        (b"<alto>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</alto>", "nested too deep"),
        (b'<?xml version="1.0" encoding="klingon"?><alto/>', "encoding"),
    ],
)
def test_hostile_and_broken_files_are_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        read_alto("page.xml", data)
    assert caught.value.where == "page.xml"


def test_a_comment_may_speak_of_a_doctype() -> None:
    data = b"<!-- no <!DOCTYPE here -->" + alto(block("B1", line("Rain")))
    assert texts(data) == ["Rain"]


@pytest.mark.parametrize("size", [5_000_000, pytest.param(50_000_000, marks=pytest.mark.soak)])
def test_large_files_answer_in_bounded_time_and_memory(size: int) -> None:
    row = line(*["overflowing"] * 8)
    sheet = "<PrintSpace>" + "".join(block(f"B{n}", *[row] * 50) for n in range(200)) + "</PrintSpace>"
    data = alto("".join(f'<Page ID="P{n}">{sheet}</Page>' for n in range(size // len(sheet) + 1)))
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    reading = read_alto("page.xml", data)
    assert len(data) > size
    assert {len(page.lines) for page in reading.pages} == {10_000}
    assert time.process_time() - started < size / 1_600_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < size * 24 / 1024  # kilobytes; libxml2's tree takes most of it


def test_more_lines_than_a_page_can_hold_are_refused() -> None:
    with pytest.raises(UnreadableError, match=r"page\.xml: page 1 .* no newspaper page has"):
        read_alto("page.xml", alto(block("B1", *["<TextLine><String CONTENT='a'/></TextLine>"] * 20_001)))


@pytest.mark.shared
def test_a_real_page_is_read_whole(shared: Path) -> None:
    for path in sorted((shared / "pages/luxembourg/text").glob("*.xml")):
        data = path.read_bytes()
        found = Counter("".join(one.text for one in first_page(data).lines).replace(" ", ""))
        contents = re.findall(r'<(?:String|HYP)\b[^>]*?\bCONTENT="([^"]*)"', data.decode())
        assert found == Counter("".join(map(html.unescape, contents)).replace(" ", ""))


def test_lines_are_model_lines_in_the_order_of_the_file() -> None:
    page = first_page(alto(block("B1", line("one"), line("two"))))
    assert page.lines == (
        Line("p1-l1", 1, "one", 0, Box(10, 20, 110, 32)),
        Line("p1-l2", 2, "two", 0, Box(10, 20, 110, 32)),
    )


def test_the_image_that_was_read_is_named_and_the_unit_is_known() -> None:
    named = alto(block("B1", line("Flood"))).replace(
        b"</Description>", b"<sourceImageInformation><fileName>0001.tif</fileName></sourceImageInformation></Description>"
    )
    assert (read_alto("page.xml", named).pages[0].scan, read_alto("page.xml", named).pages[0].unit) == ("0001.tif", "px")
    points = read_alto("page.xml", alto(block("B1", line("Flood")), unit="mm10")).pages[0]
    assert (points.scan, points.unit) == (None, "pt")
