"""The page view in a browser: closed on a narrow screen, open where there is room, never wider than the screen, and used with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from placed_edition import FACSIMILE, PICTURE, tei
from publish_reference import tei as plain
from test_edition import CHROMIUM, FLAGS, opened

from converter import convert
from converter.publish import make_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
LAYOUTS = Path(__file__).resolve().parents[1] / "layouts"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("site")
    for name, body in make_site([tei(images=True)], images={image.name: image.data for image in (PICTURE, FACSIMILE)}).files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(body)
    return folder.as_uri()


@pytest.mark.parametrize("name", ["index", "a1"])
def test_the_reader_opens_it_on_a_narrow_screen_and_sees_it_on_a_wide_one(browser: Browser, site: str, name: str) -> None:
    page = opened(browser, f"{site}/{name}.html", viewport={"width": 360, "height": 800}, java_script_enabled=False)
    assert not page.locator(".page-view svg").first.is_visible()
    page.locator(".page-view summary").first.click()
    drawing = page.locator(".page-view svg").first
    assert drawing.is_visible()
    assert 200 < drawing.bounding_box()["width"] <= 320
    for width in (768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.reload()
        assert page.locator(".page-view svg").first.is_visible()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(browser: Browser, site: str, width: int) -> None:
    page = opened(browser, f"{site}/index.html", viewport={"width": width, "height": 800})
    for name in ("index", "a1"):
        page.goto(f"{site}/{name}.html")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_zone_leads_to_its_article_and_back(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/index.html", viewport={"width": 1280, "height": 900})
    page.locator(".page-view svg a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/a1.html")
    page.locator(".page-view p a").first.click()
    page.wait_for_url("**/index.html#p1")
    assert page.locator(":target").is_visible()


def test_the_page_stays_beside_the_text(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/a1.html", viewport={"width": 1280, "height": 900})
    page.evaluate("document.querySelector('article').style.minBlockSize = '4000px'")
    page.evaluate("scrollTo(0, 3000)")
    text, drawing = page.locator("main.article").bounding_box(), page.locator("aside > .page-view").last.bounding_box()
    assert 0 <= drawing["y"] < 100
    assert drawing["x"] >= text["x"] + text["width"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The edition of a printed page with several articles."""
    folder: Path = tmp_path_factory.mktemp("printed")
    for name, body in make_site([convert(LAYOUTS / "latin_page.pdf").tei]).files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(body)
    return folder.as_uri()


@pytest.mark.parametrize("width", [1200, 1280, 1440, 1920])
def test_what_stands_beside_the_text_has_its_own_place(browser: Browser, printed: str, width: int) -> None:
    page = opened(browser, f"{printed}/a1.html", viewport={"width": width, "height": 900})
    beside = page.locator("main.article, aside > *").evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert len(beside) > 3
    assert not [(one, two) for n, one in enumerate(beside) for two in beside[:n] if _overlap(one, two)]
    rail, text = page.locator("aside > .same-page").bounding_box(), page.locator("main.article").bounding_box()
    assert (rail["x"] + rail["width"] < text["x"]) == (width >= 1440)


def test_the_pages_of_the_issue_are_listed_beside_an_article(browser: Browser, tmp_path: Path) -> None:
    body = "".join(f'<pb n="A{n}" facs="#p{n}"/><div type="article" xml:id="a{n}"><head>题</head><p>文。</p></div>' for n in (1, 2))
    lines = "".join(f'<surface xml:id="p{n}" n="{n}"><line n="1">文。</line></surface>' for n in (1, 2))
    content = plain(body).replace(b"<text ", f"<sourceDoc>{lines}</sourceDoc><text ".encode())
    for name, data in make_site([content]).files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    page = opened(browser, f"{tmp_path.as_uri()}/a1.html", viewport={"width": 1440, "height": 900})
    assert page.locator(".page-list a").all_inner_texts() == ["第A1版", "第A2版"]
    assert page.locator(".page-list [aria-current]").inner_text() == "第A1版"
    page.locator(".page-list a").last.click()
    page.wait_for_url("**/index.html#p2")
    assert page.locator(":target").inner_text() == "第A2版"


def _overlap(one: dict[str, float], two: dict[str, float]) -> bool:
    return one["left"] < two["right"] and two["left"] < one["right"] and one["top"] < two["bottom"] and two["top"] < one["bottom"]


def test_the_image_lies_under_its_zones(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/index.html", viewport={"width": 1280, "height": 900})
    page.locator(".page-view img").scroll_into_view_if_needed()
    image, sheet = page.locator(".page-view img").bounding_box(), page.locator(".page-view svg").nth(1).bounding_box()
    assert image["width"] == pytest.approx(sheet["width"], abs=2)
    assert image["height"] == pytest.approx(sheet["height"], abs=2)


def test_an_image_keeps_its_proportions_in_a_low_window(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/a1.html", viewport={"width": 1280, "height": 420})
    shown = page.locator("aside .sheet-image img").first
    shown.scroll_into_view_if_needed()
    box = shown.bounding_box()
    assert box["height"] / box["width"] == pytest.approx(
        page.evaluate("one => one.getAttribute('height') / one.getAttribute('width')", shown.element_handle()), rel=0.02
    )
    assert 0 < box["width"] < 0.68 * 420
