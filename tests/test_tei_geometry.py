"""The encoder with geometry: zones, outlines, page and picture images, and what an article says of the place where it stands."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

import pytest
from lxml import etree
from schema_values import needs_tei, official

from converter.metadata import Metadata
from converter.model import (
    Article,
    Block,
    Box,
    Byline,
    Drawing,
    Figure,
    Furniture,
    Head,
    Image,
    Issue,
    Line,
    Page,
    Paragraph,
    Passage,
    Picture,
    Section,
    SourceFile,
)
from converter.publish import publish
from converter.tei import Making, encode
from converter.tei.source_doc import decimal, points
from converter.validate import validate

NS = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 40, 30, 8, 2, 0, 0, 0) + b"\0\0\0\0"
JPEG = b"\xff\xd8" + b"\xff\xe0" + struct.pack(">H", 4) + b"ab" + b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 30, 40, 1) + b"\x01\x11\x00"


def line(n: int, text: str, box: tuple[float, float, float, float] | None, turn: int = 0, *, vertical: bool = False) -> Line:
    return Line(f"p1-l{n}", n, text, box=Box(*box) if box else None, turn=turn, vertical=vertical)


def encoded(page: Page, *articles: Article, furniture: tuple[Furniture, ...] = (), images: tuple[Image, ...] = ()) -> etree._Element:
    file = SourceFile("page-01.pdf", "0" * 64, "PDF, its text layer")
    tei = encode(
        Issue(Metadata(id="sample"), (page,), (file,), articles, furniture, images=images),
        Making("2021-01-01", "1.2.3", "zh-Hans", "Chinese"),
    )
    assert [note for note in validate(tei) if note.level == "error"] == []
    return etree.fromstring(tei)


def text(*lines: Line) -> Article:
    return Article("a1", "article", "p1", sections=(Section(blocks=(Paragraph(Passage.of(*lines)),)),))


def zones(root: etree._Element) -> dict[str, list[str]]:
    return {str(zone.get(ID)): [str(child.get(ID)) for child in zone.findall("t:line", NS)] for zone in root.iterfind(".//t:zone", NS)}


def one(root: etree._Element, path: str) -> etree._Element:
    (found,) = root.xpath(path, namespaces=NS)  # type: ignore[misc, union-attr]
    assert isinstance(found, etree._Element)
    return found


def test_the_blocks_of_the_source_are_zones_with_its_ids_and_outlines() -> None:
    lines = (
        line(1, "标题", (10, 10, 90, 30)),
        line(2, "正文一，", (10, 40, 60, 50)),
        line(3, "正文二。", (10, 50.456, 60, 60)),
        line(4, "边上", None),
    )
    blocks = (Block("TB1", (1,), box=Box(5, 5, 95, 35)), Block("a b", (2, 3)), Block("TB3", (), box=Box(0, 80, 9, 99)), Block("TB4", ()))
    root = encoded(Page("p1", 1, lines, size=(100, 200.5), blocks=blocks), text(*lines))
    surface = one(root, "//t:surface")
    assert [surface.get(name) for name in ("ulx", "uly", "lrx", "lry")] == ["0", "0", "100", "200.5"]
    assert zones(root) == {"p1-z1": ["p1-l1"], "p1-z2": ["p1-l2", "p1-l3"], "p1-z3": []}
    first = one(root, "//t:zone[1]")
    assert (first.get("n"), first.get("points")) == ("TB1", "5,5 95,5 95,35 5,35")
    second = one(root, "//t:zone[2]")
    assert (second.get("n"), second.get("points")) == (None, "10,40 60,40 60,60 10,60")  # around its lines; an id with a blank is no label
    assert one(root, "//t:line[@n='3']").get("points") == "10,50.46 60,50.46 60,60 10,60"
    assert one(root, "//t:surface/t:line").get(ID) == "p1-l4"
    assert one(root, "//t:div").get("facs") == "#p1-z1 #p1-z2"


def test_without_blocks_a_zone_is_what_is_read_and_printed_together() -> None:
    """A head over two columns, the second of which is that of another article further down."""
    head = line(1, "两栏的标题", (0, 0, 200, 20))
    left = [line(n, "左栏的文字，", (0, 10 + 12 * n, 90, 20 + 12 * n)) for n in (2, 3)]
    right = [line(n, "右栏的文字。", (110, -14 + 12 * n, 200, -4 + 12 * n)) for n in (4, 5)]
    other = line(6, "另一篇。", (110, 90, 200, 100))
    folio = line(7, "2021年3月5日", (0, 300, 60, 310))
    first = replace(text(*left, *right), heads=(Head("main", Passage.of(head)),))
    second = replace(text(other), id="a2")
    page = Page("p1", 1, (head, *left, *right, other, folio))
    root = encoded(page, first, second, furniture=(Furniture("folio", Passage.of(folio), "p1"),))
    assert zones(root) == {
        "p1-z1": ["p1-l1"],
        "p1-z2": ["p1-l2", "p1-l3"],
        "p1-z3": ["p1-l4", "p1-l5"],
        "p1-z4": ["p1-l6"],
        "p1-z5": ["p1-l7"],
    }
    assert [div.get("facs") for div in root.iterfind(".//t:div", NS)] == ["#p1-z1 #p1-z2 #p1-z3", "#p1-z4"]
    assert one(root, "//t:surface").get("lry") == "310"  # the source does not say how large the page is


def test_a_page_without_geometry_has_no_zones() -> None:
    lines = (Line("p1-l1", 1, "正文。"),)
    root = encoded(Page("p1", 1, lines, blocks=(Block("b1", (1,)),)), text(*lines))
    assert zones(root) == {}
    assert one(root, "//t:surface").get("lrx") is None
    assert one(root, "//t:div").get("facs") is None


def test_lines_that_do_not_run_from_left_to_right_say_so() -> None:
    upright = line(1, "竖排标题", (180, 0, 200, 100), vertical=True)
    turned = line(2, "SIDE", (0, 0, 10, 60), turn=90)
    blocks = (Block("b1", (1,)), Block("b2", (2, 3)))
    plain_line = line(3, "正文。", (20, 0, 90, 10))
    article = replace(text(turned, plain_line), heads=(Head("main", Passage.of(upright)),))
    root = encoded(Page("p1", 1, (upright, turned, plain_line), size=(200, 300), blocks=blocks), article)
    assert [zone.get("style") for zone in root.iterfind(".//t:zone", NS)] == ["writing-mode:vertical-rl", None]
    assert [entry.get("style") for entry in root.iterfind(".//t:line", NS)] == [None, "writing-mode:sideways-rl", None]
    assert one(root, "//t:head").get("rend") == "vertical"


def test_vertical_lines_run_on_from_right_to_left() -> None:
    lines = tuple(line(n, "直排文字。", (200 - 12 * n, 0, 210 - 12 * n, 100), vertical=True) for n in (1, 2, 3))
    assert zones(encoded(Page("p1", 1, lines, size=(210, 100)), text(*lines))) == {"p1-z1": ["p1-l1", "p1-l2", "p1-l3"]}


def test_a_line_that_two_articles_share_stands_in_one_zone_and_has_parts() -> None:
    shared = line(1, "甲文。乙文。", (0, 0, 90, 10))
    first, second = (
        replace(text(shared), sections=(Section(blocks=(Paragraph(Passage.of(shared)[cut]),)),)) for cut in (slice(3), slice(3, 6))
    )
    root = encoded(Page("p1", 1, (shared,), size=(100, 100)), first, replace(second, id="a2"))
    assert zones(root) == {"p1-z1": ["p1-l1"]}
    assert [div.get("facs") for div in root.iterfind(".//t:div", NS)] == ["#p1-z1", "#p1-z1"]
    assert len(root.findall(".//t:line/t:seg", NS)) == 2


def test_pictures_are_zones_and_their_files_graphics() -> None:
    caption = line(1, "图为大桥。", (0, 60, 90, 70))
    shown, lone = Picture(Box(0, 0, 90, 58), "page-01-1.png"), Picture(Box(100, 0, 190, 58))
    page = Page("p1", 1, (caption,), size=(200, 300), image="page 01.jpg", drawing=Drawing(pictures=(shown, lone)))
    figure = Figure(caption=Passage.of(caption), credits=(Byline(Passage.of()),), picture=shown)
    article = Article("a1", "article", "p1", figures=(replace(figure, credits=()), Figure(picture=lone)), subtype="photo")
    images = (Image("page-01-1.png", "image/png", PNG), Image("page 01.jpg", "image/jpeg", JPEG))
    root = encoded(page, article, images=images)
    found = [dict(graphic.attrib) for graphic in root.iterfind(".//t:surface/t:graphic", NS)]
    assert found == [{"url": "../images/page%2001.jpg", "width": "40px", "height": "30px", "mimeType": "image/jpeg"}]
    assert zones(root) == {"p1-z1": ["p1-l1"], "p1-z2": [], "p1-z3": []}
    assert one(root, "//t:zone[2]/t:graphic").get("url") == "../images/page-01-1.png"
    found_figure = one(root, "//t:figure")  # of the second picture nothing was kept: it is a zone, and no empty figure
    assert found_figure.get("facs") == "#p1-z1 #p1-z2"
    assert [etree.QName(child).localname for child in found_figure] == ["graphic", "ab"]


def test_an_image_that_is_not_here_is_not_named() -> None:
    lines = (line(1, "正文。", (0, 0, 9, 9)),)
    assert encoded(Page("p1", 1, lines, image="scan.tif"), text(*lines)).find(".//t:graphic", NS) is None


def test_the_size_of_an_image_is_that_of_its_own_header() -> None:
    assert Image("a.png", "image/png", PNG).pixels == (40, 30)
    assert Image("a.jpg", "image/jpeg", JPEG).pixels == (40, 30)
    assert Image("a.jpg", "image/jpeg", JPEG[:12]).pixels is None
    assert Image("a.jpg", "image/jpeg", zlib.compress(b"no image")).pixels is None


@pytest.mark.parametrize(
    ("number", "said"), [(0.0, "0"), (-0.001, "0"), (12.5, "12.5"), (1 / 3, "0.33"), (1e7, "10000000"), (-3.1, "-3.1")]
)
def test_numbers_are_plain(number: float, said: str) -> None:
    assert decimal(number) == said
    assert points(Box(number, 0, 1, 2)) == f"{said},0 1,0 1,2 {said},2"


@needs_tei
def test_it_is_valid_tei() -> None:
    upright, caption = line(1, "竖排标题", (180, 0, 200, 100), vertical=True), line(2, "图为大桥。", (0, 60, 90, 70))
    picture = Picture(Box(0, 0, 90, 58), "a.png")
    article = Article(
        "a1", "article", "p1", (Head("main", Passage.of(upright)),), figures=(Figure(caption=Passage.of(caption), picture=picture),)
    )
    page = Page("p1", 1, (upright, caption), size=(200, 300), image="a.png", drawing=Drawing(pictures=(picture,)))
    assert official().validate(encoded(page, article, images=(Image("a.png", "image/png", PNG),)))


def test_a_column_that_a_picture_parts_is_two_zones() -> None:
    lines = (line(1, "图上，", (0, 0, 90, 10)), line(2, "图下。", (0, 80, 90, 90)))
    assert zones(encoded(Page("p1", 1, lines), text(*lines))) == {"p1-z1": ["p1-l1"], "p1-z2": ["p1-l2"]}


def test_a_next_column_is_another_zone_even_where_a_long_line_reaches_into_it() -> None:
    lines = (line(1, "左栏首行，", (0, 20, 90, 30)), line(2, "左栏末行伸出，", (0, 31, 130, 41)), line(3, "右栏。", (110, 20, 200, 30)))
    assert zones(encoded(Page("p1", 1, lines), text(*lines))) == {"p1-z1": ["p1-l1", "p1-l2"], "p1-z2": ["p1-l3"]}


@pytest.mark.parametrize("narrow", [range(1, 5), range(4, 8)])
def test_a_column_beside_a_picture_and_under_it_is_two_zones(narrow: range) -> None:
    def right(n: int) -> float:
        return 60 if n in narrow else 30 if n == 2 else 120  # the second line ends a paragraph

    lines = tuple(line(n, "正文。", (0, 12 * n, right(n), 10 + 12 * n)) for n in range(1, 9))
    found = list(zones(encoded(Page("p1", 1, lines), text(*lines))).values())
    cut = narrow.stop if narrow.start == 1 else narrow.start
    assert found[0] == [f"p1-l{n}" for n in range(1, cut)]
    assert len(found) == (2 if narrow.start == 1 else 3)


def test_short_lines_do_not_part_a_column() -> None:
    lines = tuple(line(n, "正文。", (20 if n == 4 else 0, 12 * n, 30 if n in (3, 6, 7) else 120, 10 + 12 * n)) for n in range(1, 9))
    assert len(zones(encoded(Page("p1", 1, lines), text(*lines)))) == 1


@pytest.mark.parametrize(
    ("descriptions", "made_from", "as_read"),
    [
        (["extracted text, UTF-8"], "from their extracted text with", "as it was extracted."),
        (["PDF, its text layer"], "from the text layer of their PDF files with", "as the text layer has it."),
        (
            ["issue structure, METS", "OCR with layout, ALTO (FineReader 8.1)"],
            "from the text that optical character recognition",
            "as it was recognised.",
        ),
        (["articles as JSON, UTF-8"], "from files that keep each article by itself with", "as the files have it."),
        (["PDF, its text layer", "OCR with layout, hOCR"], "PDF files and the text that optical", "as it was read."),
        (["something new"], "from their extracted text with", "as it was extracted."),
    ],
)
def test_the_header_says_what_was_read(descriptions: list[str], made_from: str, as_read: str) -> None:
    lines = (line(1, "正文。", None),)
    files = tuple(SourceFile(f"{n}.x", "0" * 64, said) for n, said in enumerate(descriptions))
    issue = Issue(Metadata(id="sample"), (Page("p1", 1, lines),), files, (text(*lines),))
    header = encode(issue, Making("2021-01-01", "1.2.3", "zh-Hans", "Chinese")).decode()
    assert made_from in header
    assert as_read in header
    assert ("Errors of the recognition" in header) == any(said.startswith("OCR") for said in descriptions)
    assert "A <gi>zone</gi>" not in header


def test_the_header_says_who_parted_the_articles_and_what_a_zone_is() -> None:
    lines = (line(1, "正文。", (0, 0, 9, 9)),)
    page = Page("p1", 1, lines, blocks=(Block("b1", (1,), item="A"),))
    said = "".join(map(str, one(encoded(page, text(*lines)), "//t:segmentation").itertext()))
    assert "taken from the source" in said
    assert "a block that the source gives" in said
    said = "".join(map(str, one(encoded(replace(page, blocks=()), text(*lines)), "//t:segmentation").itertext()))
    assert "taken from the source" not in said
    assert "a block of lines that are printed and read together" in said


def test_a_block_that_two_articles_share_has_a_zone_inside_for_each() -> None:
    lines = tuple(line(n, "正文。", (0, 12 * n, 90, 10 + 12 * n)) for n in range(1, 6))
    loose = line(6, "边上", None)
    first, second = replace(text(*lines[:2], loose), id="a1"), replace(text(*lines[2:4]), id="a2")
    page = Page("p1", 1, (*lines, loose), size=(100, 100), blocks=(Block("column", (1, 2, 3, 4, 6)), Block("own", (5,))))
    root = encoded(page, first, second, replace(text(lines[4]), id="a3"))
    assert zones(root) == {"p1-z1": ["p1-l6"], "p1-z2": ["p1-l1", "p1-l2"], "p1-z3": ["p1-l3", "p1-l4"], "p1-z4": ["p1-l5"]}
    assert [zone.get("n") for zone in root.iterfind(".//t:zone", NS)] == ["column", None, None, "own"]
    assert [str(zone.get(ID)) for zone in root.iterfind(".//t:zone/t:zone", NS)] == ["p1-z2", "p1-z3"]
    assert [div.get("facs") for div in root.iterfind(".//t:div", NS)] == ["#p1-z2", "#p1-z3", "#p1-z4"]


def test_an_article_in_another_language_says_so() -> None:
    lines = [Line(f"p1-l{n}", n, f"Text {n}") for n in range(1, 5)]
    tags = ("de", "zh", "no tag!", None)
    articles = [replace(text(one), id=f"a{n}", language=tag) for n, (one, tag) in enumerate(zip(lines, tags, strict=True), 1)]
    root = encoded(Page("p1", 1, tuple(lines)), *articles)
    assert [div.get("{http://www.w3.org/XML/1998/namespace}lang") for div in root.iterfind(".//t:div", NS)] == ["de", None, None, None]
    assert [(one.get("ident"), one.text) for one in root.iterfind(".//t:langUsage/t:language", NS)] == [
        ("zh-Hans", "Chinese"),
        ("de", "German"),
    ]


def test_where_an_article_and_a_page_come_from_is_named_though_the_file_be_elsewhere() -> None:
    lines = [Line(f"p1-l{n}", n, f"正文{n}。", box=Box(0, 0, 9, 9)) for n in (1, 2)]
    sources = (("alto/day 1.json", "id 1#ü"), None)
    articles = [replace(text(one), id=f"a{n}", source=source) for n, (one, source) in enumerate(zip(lines, sources, strict=True), 1)]
    root = encoded(Page("p1", 1, tuple(lines), scan="C:\\scan\\1 a.tif", unit="px"), *articles)
    assert [div.get("source") for div in root.iterfind(".//t:div", NS)] == ["../source/alto/day%201.json#id%201%23%C3%BC", None]
    assert one(root, "//t:surface").get("facs") == "1%20a.tif"
    assert one(root, "//t:surface/t:desc").text == "C:\\scan\\1 a.tif"
    said = "".join(map(str, one(root, "//t:editorialDecl/t:segmentation").itertext()))
    assert "are in pixels of the scan from the top left corner" in said
    assert said.count("pixels") == 1


def test_the_part_of_the_paper_is_a_category() -> None:
    lines = [Line(f"p1-l{n}", n, f"正文{n}。") for n in range(1, 5)]
    sections = ("要闻", "体育", "要闻", None)
    articles = [
        replace(text(line_), id=f"a{n}", section=section) for n, (line_, section) in enumerate(zip(lines, sections, strict=True), 1)
    ]
    root = encoded(Page("p1", 1, tuple(lines)), *articles)
    assert [div.get("ana") for div in root.iterfind(".//t:div", NS)] == ["#section-1", "#section-2", "#section-1", None]
    assert [(str(one.get(ID)), "".join(map(str, one.itertext())).strip()) for one in root.iterfind(".//t:taxonomy[2]/t:category", NS)] == [
        ("section-1", "要闻"),
        ("section-2", "体育"),
    ]
    files = publish([etree.tostring(root)])
    assert "<span>要闻</span>" in files["index.html"].decode()
    assert "<span>体育</span>" in files["a2.html"].decode()
    assert "<span>" not in files["a4.html"].decode().partition("</header>")[0].partition("issue-line")[2]
