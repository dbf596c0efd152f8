"""Pictures of a page: which caption is theirs, which article is set around them, what is no picture of the news."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import broadsheet
from lxml import etree

from converter.errors import Exit
from converter.illustration import illustrated
from converter.model import Article, Box, Drawing, Figure, Head, Layout, Line, Page, Paragraph, Passage, Picture, Section

BIG, SMALL = Picture(Box(100, 100, 300, 200), "p1-1.jpg"), Picture(Box(100, 400, 200, 460), "p1-2.jpg")


def passage(n: int, text: str, left: float, top: float, width: float = 80) -> Passage:
    return Passage.of(Line(f"p1-l{n}", n, text, box=Box(left, top, left + width, top + 10)))


def article(name: str, *paragraphs: Passage, figures: tuple[Figure, ...] = ()) -> Article:
    return Article(name, "article", "p1", sections=(Section(blocks=tuple(map(Paragraph, paragraphs))),), figures=figures)


def pictures(
    *drawn: Picture, articles: tuple[Article, ...], size: tuple[float, float] = (600, 900)
) -> list[list[tuple[str | None, str | None]]]:
    lines = tuple(line for one in articles for s in one.sections for p in s.paragraphs for line in p.passage.lines)
    page = Page("p1", 1, lines, size=size, drawing=Drawing(pictures=drawn))
    shown = illustrated(page, Layout(articles)).articles
    return [[(f.picture.image if f.picture else None, f.cert) for f in one.figures] for one in shown]


def caption(n: int, left: float, top: float) -> Figure:
    return Figure(caption=passage(n, "图为老桥。", left, top))


TEXT = article("a1", passage(1, "桥长三里。", 10, 10), passage(2, "宽三丈。", 10, 30))


def test_a_caption_belongs_to_the_picture_at_which_it_stands() -> None:
    under, over, beside = caption(3, 110, 205), caption(4, 110, 385), caption(5, 305, 150)
    one = article("a2", passage(6, "文。", 10, 50), figures=(over, under))
    assert pictures(BIG, SMALL, articles=(TEXT, one)) == [[], [("p1-2.jpg", None), ("p1-1.jpg", None)]]
    assert pictures(BIG, articles=(article("a2", passage(6, "文。", 10, 50), figures=(beside,)),)) == [[("p1-1.jpg", None)]]


def test_the_nearest_caption_has_it_and_each_picture_is_shown_once() -> None:
    near, far = caption(3, 110, 205), caption(4, 110, 220)
    one = article("a2", passage(6, "文。", 10, 50), figures=(far, near))
    assert pictures(BIG, articles=(one,)) == [[(None, None), ("p1-1.jpg", None)]]


def test_words_at_a_corner_or_far_away_are_not_its_caption() -> None:
    for figure in (caption(3, 310, 205), caption(3, 110, 240)):
        assert pictures(BIG, articles=(article("a2", passage(6, "文。", 10, 50), figures=(figure,)),)) == [[(None, None)]]


def test_a_picture_without_caption_belongs_to_the_article_that_is_set_around_it() -> None:
    around = article("a1", passage(1, "左。", 10, 100), passage(2, "右。", 310, 190))
    page_wide = article("a2", passage(3, "上。", 10, 10), passage(4, "下。", 500, 800))
    assert pictures(BIG, articles=(page_wide, around)) == [[], [("p1-1.jpg", "medium")]]
    assert pictures(Picture(BIG.box), articles=(around,)) == [[]]  # nothing of it was kept: a place on the page
    assert pictures(SMALL, articles=(around,)) == [[]]


def test_a_scan_of_the_page_and_an_ornament_are_no_pictures_of_the_news() -> None:
    around = article("a1", passage(1, "左。", 10, 10), passage(2, "右。", 500, 800))
    scan, bullet = Picture(Box(0, 0, 600, 880), "scan.jpg"), Picture(Box(100, 100, 120, 120), "dot.png")
    assert pictures(scan, bullet, articles=(around,)) == [[]]


def test_what_segmentation_linked_stays() -> None:
    figure = Figure(caption=passage(3, "图为老桥。", 110, 205), picture=SMALL)
    one = Article("a1", "article", "p1", (Head("main", passage(1, "题", 10, 10)),), figures=(figure,), sections=TEXT.sections)
    assert pictures(BIG, SMALL, articles=(one,))[0][0] == ("p1-2.jpg", None)
    assert illustrated(Page("p1", 1, ()), Layout((one,))) == Layout((one,))


def test_the_pictures_of_a_pdf_stand_in_its_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert broadsheet("build", "-q", Path(__file__).parent / "layouts/picture_wrap.pdf", "-o", "e").code == Exit.GOOD
    root = etree.parse(tmp_path / "e/tei/picture_wrap.xml").getroot()
    urls = [str(graphic.get("url")) for graphic in root.iterfind(".//{*}figure/{*}graphic")]
    assert len(urls) == len(set(urls)) == 2
    for url in urls:
        name = url.removeprefix("../images/")
        assert (tmp_path / "e/images" / name).read_bytes() == (tmp_path / "e/html/images" / name).read_bytes()
        assert any(f'src="images/{name}"' in page.read_text(encoding="utf-8") for page in (tmp_path / "e/html").glob("a*.html"))
