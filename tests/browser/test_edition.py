"""The edition in a browser: it fits narrow screens, keeps its colours in light and dark, needs no script, and can be used with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from publish_reference import EVERY

from converter.publish import publish

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update --disable-sync --no-first-run"
PAGES = ("index", "a1", "a2", "a3", "p2-a4", "search")


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
    for path, body in publish([EVERY]).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(body)
    return folder.as_uri()


def opened(browser: Browser, address: str, **context: Any) -> Any:
    page = browser.new_context(**context).new_page()
    page.goto(address)
    return page


def colour(page: Any, selector: str, what: str) -> str:
    found: str = page.evaluate("([s, w]) => getComputedStyle(document.querySelector(s))[w]", [selector, what])
    return found


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_scrolls_sideways(browser: Browser, site: str, width: int) -> None:
    page = opened(browser, f"{site}/index.html", viewport={"width": width, "height": 800})
    wide = []
    for name in PAGES:
        page.goto(f"{site}/{name}.html")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    assert wide == []


@pytest.mark.parametrize(
    ("scheme", "ground", "ink"), [("light", "rgb(251, 249, 244)", "rgb(31, 27, 22)"), ("dark", "rgb(20, 22, 26)", "rgb(232, 228, 219)")]
)
def test_ground_and_ink_follow_the_readers_scheme(browser: Browser, site: str, scheme: str, ground: str, ink: str) -> None:
    page = opened(browser, f"{site}/a1.html", color_scheme=scheme)
    assert colour(page, "body", "backgroundColor") == ground
    assert colour(page, "[data-article] p[id]", "color") == ink
    assert colour(page, ".person", "color") != colour(page, ".person", "textDecorationColor")


def test_no_page_complains_or_asks_for_anything_that_is_not_there(browser: Browser, site: str) -> None:
    page = browser.new_context().new_page()
    troubles: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("requestfailed", lambda request: troubles.append(request.url))
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        page.goto(f"{site}/{name}.html", wait_until="networkidle")  # else the next page breaks off the icon
    assert troubles == []
    assert [address for address in asked if not address.startswith(site)] == []
    assert any(address.endswith("edition.css") for address in asked)


def test_pages_read_the_same_without_scripts(browser: Browser, site: str) -> None:
    for name in PAGES:
        with_scripts = opened(browser, f"{site}/{name}.html").locator("body").inner_text()
        without = opened(browser, f"{site}/{name}.html", java_script_enabled=False).locator("body").inner_text()
        if name == "search":  # which says how to do without it
            assert set(with_scripts.split("\n")) < set(without.split("\n"))
        else:
            assert without == with_scripts
        assert without.strip()


def test_the_keyboard_gets_past_the_masthead_and_shows_where_it_is(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/a2.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    assert colour(page, ".skip", "outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.url.endswith("#text")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.rel") == "next":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/a3.html")


def test_headlines_and_text_have_the_sizes_of_the_design(browser: Browser, site: str) -> None:
    for width, body, headline in ((360, "17px", "26px"), (1280, "18px", "40px")):
        page = opened(browser, f"{site}/a1.html", viewport={"width": width, "height": 800})
        assert colour(page, "[data-article] p[id]", "fontSize") == body
        assert colour(page, "h1", "fontSize") == headline
        assert colour(page, "h1", "fontWeight") == "900"
        smallest = page.evaluate(
            "Math.min(...[...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))"
            ".filter(e => !e.closest('sup, sub')).map(e => parseFloat(getComputedStyle(e).fontSize)))"
        )
        assert smallest >= 14


def test_a_line_of_text_holds_whole_characters(browser: Browser, site: str) -> None:
    for width in (360, 500, 768, 1280):
        page = opened(browser, f"{site}/a1.html", viewport={"width": width, "height": 800})
        size = float(colour(page, "[data-article] p[id]", "fontSize")[:-2])
        measure = float(colour(page, "[data-article] p[id]", "width")[:-2])
        assert abs(measure / size - round(measure / size)) < 0.01
        assert measure / size <= 34


def test_a_lost_glyph_is_seen_and_heard(browser: Browser, site: str) -> None:
    page = opened(browser, f"{site}/a1.html")
    gap = page.locator(".gap").first
    assert gap.bounding_box()["width"] > 20  # two glyphs
    assert gap.get_attribute("aria-label") == "原文缺2字"


def test_the_first_font_is_one_for_the_script_of_the_text(browser: Browser, tmp_path: Path) -> None:
    """The quotation marks of a Chinese font are as wide as a character: German text does not ask for one first, whatever the page around it is.
    The forms of characters differ from country to country."""
    (tmp_path / "edition.css").write_bytes(publish([EVERY])["edition.css"])
    han = {"zh-Hans": "SC", "zh-Hant": "TC", "zh-TW": "TC", "ja": "JP", "ko": "KR"}
    for text, around in (("de", "zh-Hans"), *((language, "en") for language in han)):
        head = '<head><meta charset="utf-8"><link rel="stylesheet" href="edition.css"></head>'
        body = f'<body><article lang="{text}"><p>A</p></article></body>'
        (tmp_path / "a1.html").write_text(f'<html lang="{around}">{head}{body}</html>', encoding="utf-8")
        page = opened(browser, f"{tmp_path.as_uri()}/a1.html")
        first = colour(page, "article p", "fontFamily").split(",")[0].strip('"')
        assert first == (f"Source Han Serif {han[text]}" if text in han else "Charter"), (text, around, first)
