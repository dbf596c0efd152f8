"""What a reader sets and does on each page (xslt/edition.js): marks of names, light and dark, keys; remembered, and never needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from lxml import html
from publish_reference import EVERY, tei

from converter.publish import publish

pytestmark = pytest.mark.browser
KINDS = ("person", "place", "organisation", "when")
DARK, LIGHT = "rgb(20, 22, 26)", "rgb(251, 249, 244)"
Visit = Callable[..., Any]
BANNERED = (
    f'<div type="article" xml:id="a1"><head type="banner">通栏</head><head type="main">题</head><p xml:id="a1-p1">{"文" * 200}</p></div>'
)


@pytest.fixture(scope="module")
def site(written: Callable[[Mapping[str, bytes]], str]) -> str:
    return written(publish([EVERY]))


def line_under(page: Any, kind: str) -> str:
    line: str = page.evaluate("kind => getComputedStyle(document.querySelector(`[data-article] .${kind}`)).textDecorationLine", kind)
    return line


def ground(page: Any) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_names_is_switched_off_and_stays_off(visit: Visit, site: str, kind: str) -> None:
    page = visit(f"{site}/a1.html")
    button = page.locator(f".legend button:has(.{kind})")
    assert button.get_attribute("aria-pressed") == "true"
    assert line_under(page, kind) == "underline"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert [line_under(page, other) for other in KINDS] == ["none" if other == kind else "underline" for other in KINDS]
    page.goto(f"{site}/a2.html")
    page.goto(f"{site}/a1.html")
    assert line_under(page, kind) == "none"
    page.locator(f".legend button:has(.{kind})").click()
    assert line_under(page, kind) == "underline"


def test_the_legend_is_only_a_legend_without_scripts(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a1.html", java_script_enabled=False)
    assert page.locator(".legend li .person").is_visible()
    assert page.locator(".legend button").count() == 0
    assert not page.locator(".tools button").first.is_visible()
    assert page.locator("a[data-tool=search]").is_visible()


def test_e_hides_all_marks_and_shows_them_again(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a1.html")
    page.keyboard.press("e")
    assert {line_under(page, kind) for kind in KINDS} == {"none"}
    page.keyboard.press("e")
    assert {line_under(page, kind) for kind in KINDS} == {"underline"}
    page.locator(".legend button:has(.place)").click()
    page.keyboard.press("e")  # one was off: all come back
    assert {line_under(page, kind) for kind in KINDS} == {"underline"}


@pytest.mark.parametrize(("system", "own", "other"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)])
def test_the_readers_choice_of_light_or_dark_wins_and_can_be_taken_back(visit: Visit, site: str, system: str, own: str, other: str) -> None:
    page = visit(f"{site}/a1.html", color_scheme=system)
    assert ground(page) == own
    page.locator("[data-tool=theme]").click()
    assert ground(page) == other
    page.goto(f"{site}/index.html")
    assert ground(page) == other
    assert page.locator("[data-tool=theme]").get_attribute("aria-pressed") == str(other == DARK).lower()
    page.locator("[data-tool=theme]").click()
    assert ground(page) == own
    page.emulate_media(color_scheme="light" if system == "dark" else "dark")
    assert ground(page) == other, "a choice that agrees with the system is none"


def test_a_page_is_drawn_in_the_chosen_colours_from_the_start(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a1.html", color_scheme="light")
    page.locator("[data-tool=theme]").click()
    page.add_init_script("addEventListener('DOMContentLoaded', () => { window.early = document.documentElement.dataset.theme })")
    page.reload()
    assert page.evaluate("window.early") == "dark"


def test_nothing_fails_where_nothing_may_be_remembered(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })")
    page.goto(f"{site}/a1.html")
    page.keyboard.press("e")
    page.locator("[data-tool=theme]").click()
    assert line_under(page, "person") == "none"
    assert ground(page) == DARK


@pytest.mark.parametrize("kept", ["nonsense", "null", "7", '{"theme": "pink", "hidden": "all", "keys": 1}', '{"hidden": ["no such"]}'])
def test_what_another_program_left_in_the_memory_does_no_harm(visit: Visit, site: str, kept: str) -> None:
    page = visit(f"{site}/index.html", color_scheme="light")
    page.evaluate("kept => localStorage.setItem('broadsheet', kept)", kept)
    page.goto(f"{site}/a1.html")
    assert ground(page) == LIGHT
    assert line_under(page, "person") == "underline"


def test_arrows_turn_to_the_article_before_and_after(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a1.html")
    page.keyboard.press("ArrowLeft")  # there is none
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/a2.html")
    assert page.locator("article#a2").is_visible()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/a1.html")
    assert page.locator("article#a1").is_visible()


def test_arrows_turn_the_newspaper_page_of_an_issue(visit: Visit, written: Callable[[Mapping[str, bytes]], str]) -> None:
    body = "".join(f'<pb n="{n}"/><div type="article" xml:id="a{n}"><head>题</head><p>{"文" * 900}</p></div>' for n in (1, 2, 3))
    page = visit(f"{written(publish([tei(body)]))}/index.html", viewport={"width": 360, "height": 200})

    def at_top() -> int:
        number: int = page.evaluate(
            "[...document.querySelectorAll('.newspaper-page')].findIndex(one => Math.abs(one.getBoundingClientRect().top - 16) < 2)"
        )
        return number

    places = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        places.append(at_top())
    assert places == [0, 1, 0]


def test_the_keys_are_explained_and_can_be_switched_off(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a1.html")
    page.keyboard.press("?")
    dialog = page.locator("dialog.keys")
    assert dialog.is_visible()
    assert dialog.locator("kbd").all_inner_texts() == ["←", "→", "/", "e", "?"]
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("/a1.html"), "no key works behind the list of keys"
    dialog.locator("[data-tool=keys]").uncheck()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    page.keyboard.press("e")
    assert line_under(page, "person") == "underline"
    page.reload()
    page.locator("[data-tool=help]").click()
    assert not dialog.locator("[data-tool=keys]").is_checked()
    dialog.locator("[data-tool=keys]").check()
    dialog.locator("button").click()
    page.keyboard.press("e")
    assert line_under(page, "person") == "none"


def test_keys_leave_alone_what_is_written_or_meant_for_the_browser(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a1.html")
    for key in ("Control+e", "Alt+e", "Meta+e", "E"):
        page.keyboard.press(key)
    assert line_under(page, "person") == "underline"
    page.goto(f"{site}/search.html")
    page.locator("input[type=search]").press_sequentially("e/?")
    assert page.locator("input[type=search]").input_value() == "e/?"
    assert not page.locator("dialog.keys").is_visible()


def test_slash_leads_to_the_search_from_everywhere(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a1.html")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html#words")
    assert page.evaluate("document.activeElement.type") == "search"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_print_is_black_on_white_without_switches(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a1.html", color_scheme="dark")
    page.locator("[data-tool=theme]").click()
    page.locator("[data-tool=theme]").click()
    for scheme in ("light", "dark"):
        page.emulate_media(media="print", color_scheme=scheme)
        assert ground(page) == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.querySelector('[data-article] p[id]')).color") == "rgb(0, 0, 0)"
        assert not page.locator(".site-tools").is_visible()
        assert page.locator("[data-article]").first.is_visible()


def test_in_print_all_sizes_follow_the_text(visit: Visit, written: Callable[[Mapping[str, bytes]], str]) -> None:
    page = visit(f"{written(publish([tei(BANNERED)]))}/a1.html")
    page.emulate_media(media="print")
    text, banner = page.locator("[data-article] > p[id]"), page.locator("[data-article] > .banner")
    assert text.evaluate("one => parseFloat(getComputedStyle(one).fontSize) * .75") == pytest.approx(11, abs=0.05)
    assert 100 < banner.bounding_box()["width"] <= text.bounding_box()["width"]


def test_a_link_to_a_paragraph_shows_it(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a1.html", viewport={"width": 360, "height": 300})
    names = page.evaluate("[...document.querySelectorAll('[data-article] p[id]')].map(one => one.id)")
    assert len(names) > 2
    page.goto(f"{site}/a1.html#{names[-1]}")
    page.wait_for_timeout(50)
    box = page.locator(f"#{names[-1]}").bounding_box()
    assert 0 <= box["y"] < 300
    assert page.evaluate("getComputedStyle(document.querySelector(':target')).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_no_page_has_a_handler_or_a_script_of_its_own() -> None:
    for path, body in publish([EVERY]).items():
        if path.endswith(".html"):
            page = html.fromstring(body)
            assert page.xpath("//@*[starts-with(name(), 'on')]") == []
            assert [one.get("type") for one in page.iter("script") if not one.get("src")] in ([], ["application/ld+json"])
