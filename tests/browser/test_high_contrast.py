"""Where the system sets the colours (high contrast), what a ground or a colour of ours tells is still seen; nothing moves by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from publish_reference import EVERY, GOLDEN

from converter.publish import publish

pytestmark = pytest.mark.browser
EXAMPLE = GOLDEN / "lvliang-2020-12" / "lvliang-2020-12.xml"
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def site(written: Callable[[Mapping[str, bytes]], str]) -> str:
    return written(publish([EXAMPLE]))


def looks(page: Any, selector: str, *what: str) -> list[str]:
    found: list[str] = page.evaluate(
        "([s, w]) => { const c = getComputedStyle(document.querySelector(s)); return w.map(one => c[one]) }", [selector, what]
    )
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_bars_have_the_systems_colour_whatever_the_reader_chose(visit: Visit, site: str, theme: str) -> None:
    page = visit(f"{site}/names/places.html", forced_colors="active", color_scheme="dark")
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert looks(page, ".bar", "fill") == [ink]
    page.goto(f"{site}/names/dates.html")
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    assert looks(page, ".timeline svg", "fill") == [ink]


def test_the_paragraph_of_a_link_and_changed_lines_are_told_by_lines(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a4.html#a4-p3", forced_colors="active")
    assert looks(page, ":target", "outlineStyle") == ["solid"]
    page.locator(".source-lines summary").click()
    assert looks(page, ".source-lines .changed th", "borderLeftStyle", "borderLeftWidth") == ["solid", "3px"]
    page.goto(f"{site}/a4.html#text")
    assert looks(page, "main:target", "outlineStyle") == ["none"]


def test_kinds_of_names_differ_by_their_lines_alone(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a4.html", forced_colors="active")
    styles = [looks(page, f"[data-article] .{kind}", "textDecorationStyle")[0] for kind in ("person", "place", "organisation", "when")]
    assert styles == ["solid", "dotted", "dashed", "wavy"]


def test_the_way_past_the_masthead_does_not_tint_the_page(visit: Visit, site: str) -> None:
    page = visit(f"{site}/a4.html#text")
    assert looks(page, "main:target", "backgroundColor") == ["rgba(0, 0, 0, 0)"]


def test_nothing_moves_by_itself(visit: Visit, written: Callable[[Mapping[str, bytes]], str]) -> None:
    page = visit(f"{written(publish([EVERY]))}/a1.html")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].map(one => getComputedStyle(one))"
        ".filter(one => one.animationName !== 'none' || one.transitionDuration !== '0s' || one.scrollBehavior !== 'auto').length"
    )
    assert moving == 0
