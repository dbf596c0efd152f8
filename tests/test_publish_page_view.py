"""The newspaper page beside its text: a drawing, or its image; links from what stands on it, and back; only images of the edition's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html
from placed_edition import FACSIMILE, PICTURE, tei
from publish_reference import EVERY, html_articles, tei_articles

from converter.publish import make_site, publish
from converter.validate import validate

IMAGES = {PICTURE.name: PICTURE.data, FACSIMILE.name: FACSIMILE.data}


def views(page: bytes) -> list[html.HtmlElement]:
    return html.fromstring(page).findall(".//details[@class='page-view']")


def links(view: html.HtmlElement) -> list[tuple[str, str, int]]:
    return [(a.get("href", ""), a.get("aria-label", ""), len(a.findall("polygon"))) for a in view.findall(".//svg/a")]


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    content = tei()
    assert validate(content) == ()
    return publish([content])


def test_each_page_is_drawn_and_what_stands_on_it_is_a_link_to_its_text(site: dict[str, bytes]) -> None:
    first, second = views(site["index.html"])
    assert [view.find(".//svg").get("viewbox") or view.find(".//svg").get("viewBox") for view in (first, second)] == [
        "0 0 600 900",
        "0 0 600.5 900",
    ]
    assert links(first) == [("a1.html", "老桥通车老桥通车", 4), ("index.html#x1", "广告与启事：［公告］", 1)]
    assert links(second) == [("a1.html#p2-a1", "［石料来自河口县。］", 1)]
    assert 'id="x1"' in site["index.html"].decode()
    (head,) = first.findall(".//svg/g/text")
    assert (head.text, head.get("x"), head.get("font-size")) == ("老桥通车", "20", "27")  # printed once
    (bars,) = first.findall(".//svg/path")
    assert (bars.get("d") or "").count("M") == 6  # every other line, furniture too
    assert len(first.findall(".//svg/polygon[@class='picture']")) == 1


def test_an_article_shows_where_its_parts_stand_and_leads_back(site: dict[str, bytes]) -> None:
    first, second = views(site["a1.html"])
    assert [len(view.findall(".//svg/g[@class='here']/polygon")) for view in (first, second)] == [4, 1]
    assert links(first) == [("index.html#x1", "广告与启事：［公告］", 1)]
    assert [[a.get("href") for a in view.findall("p/a")] for view in (first, second)] == [["index.html#p1"], ["index.html#p2"]]
    for name in ("p1", "p2"):
        assert f'id="{name}"' in site["index.html"].decode()


def test_the_view_stands_outside_of_the_text(site: dict[str, bytes]) -> None:
    assert html_articles(site) == tei_articles(tei())


def test_an_image_takes_the_place_of_the_drawing() -> None:
    content = tei(images=True)
    made = make_site([content], images=IMAGES)
    assert made.files["images/p2.png"] == FACSIMILE.data
    assert made.files["images/p1-1.png"] == PICTURE.data
    first, second = views(made.files["index.html"])
    assert first.findall(".//svg/path")
    assert not second.findall(".//svg/path")
    (image,) = second.findall("div/img")
    assert (image.get("src"), image.get("width"), image.get("height"), image.get("alt")) == ("images/p2.png", "60", "90", "版面图：第2版")
    assert links(second) == [("a1.html#p2-a1", "［石料来自河口县。］", 1)]
    (picture,) = html.fromstring(made.files["a1.html"]).findall(".//article//figure/img")
    assert (picture.get("src"), picture.get("alt"), picture.get("width"), picture.get("height")) == ("images/p1-1.png", "照片", "30", "20")


def test_images_of_an_edition_are_found_beside_its_tei(tmp_path: Path) -> None:
    for name, data in {"tei/placed.xml": tei(images=True), "images/p2.png": FACSIMILE.data, "secret.png": b"secret"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "images/p1-1.png").symlink_to(tmp_path / "secret.png")
    files = publish([tmp_path / "tei/placed.xml"])
    assert {name for name in files if name.startswith("images/")} == {"images/p2.png"}
    assert b"frame-image" not in files["a1.html"]  # a link may lead anywhere: the picture has its frame


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/p2.png",
        "//example.org/p2.png",
        "../images/../secret.png",
        "../images/%2E%2E%2Fsecret.png",
        "../source/page.pdf",
        "javascript:alert(1)",
    ],
)
def test_no_image_of_elsewhere_is_shown(tmp_path: Path, url: str) -> None:
    (tmp_path / "tei").mkdir()
    (tmp_path / "images").mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    path = tmp_path / "tei/placed.xml"
    path.write_bytes(tei(images=True).replace(b"../images/p2.png", url.encode()))
    files = publish([path])
    assert not [name for name in files if name.startswith("images/")]
    assert not any(url.encode() in body or b"<img" in body for name, body in files.items() if name.endswith(".html"))


def test_in_the_folder_of_an_issue_among_several() -> None:
    files = make_site([tei(images=True), EVERY], images=IMAGES).files
    assert "placed/images/p2.png" in files
    assert b'src="images/p2.png"' in files["placed/index.html"]


def test_a_file_without_geometry_has_no_view() -> None:
    assert not any(b"page-view" in body for name, body in publish([EVERY]).items() if name.endswith(".html"))


def test_a_zone_drawn_by_hand_may_have_corners_instead_of_points() -> None:
    root = etree.fromstring(tei())
    zone = root.find(".//{*}zone")
    assert zone is not None
    del zone.attrib["points"]
    for name, value in (("ulx", "5"), ("uly", "6"), ("lrx", "70"), ("lry", "80")):
        zone.set(name, value)
    root.find(".//{*}div").set("facs", "#p1-z1")  # type: ignore[union-attr]
    content = etree.tostring(root)
    assert validate(content) == ()
    assert b'points="5,6 70,6 70,80 5,80"' in publish([content])["index.html"]


def test_an_issue_of_very_many_pages_is_drawn_by_its_blocks() -> None:
    root = etree.fromstring(tei(images=True))
    source = root.find("{*}sourceDoc")
    body = root.find(".//{*}body")
    assert source is not None
    assert body is not None
    for n in range(3, 19):
        etree.SubElement(source, source[0].tag, {"{http://www.w3.org/XML/1998/namespace}id": f"p{n}", "n": str(n)})
        etree.SubElement(body, body[0].tag, {"facs": f"#p{n}"})
    files = make_site([etree.tostring(root)], images=IMAGES).files
    first, second = views(files["index.html"])
    assert first.findall(".//svg/g/text")
    assert not first.findall(".//svg/path")
    assert not second.findall(".//img")  # the front page of a long issue would fetch them all
    assert views(files["a1.html"])[1].findall("div/img")
