"""Indexes, calendar and source lines in a browser: a mark leads to its entry and back, nothing is wider than the screen, bars are as long as they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from publish_reference import EVERY, GOLDEN

from converter.publish import publish

pytestmark = pytest.mark.browser
EXAMPLE = GOLDEN / "lvliang-2020-12" / "lvliang-2020-12.xml"
PAGES = ("index", "names/persons", "names/places", "names/organisations", "names/dates", "lvliang-2020-12/a4", "later/index")


@pytest.fixture(scope="module")
def site(written: Callable[[Mapping[str, bytes]], str]) -> str:
    later = (
        EVERY.read_bytes()
        .replace(b'xml:id="sample-1999-05-04"', b'xml:id="later"')
        .replace(b'<date when="1999-05-04"/>', b'<date when="1999-05-05"/>')
    )
    return written(publish([EXAMPLE, EVERY, later]))


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_screen(visit: Callable[..., Any], site: str, width: int) -> None:
    page = visit(f"{site}/index.html", viewport={"width": width, "height": 800})
    wide = []
    for name in PAGES:
        page.goto(f"{site}/{name}.html")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    assert wide == []


def test_a_mark_leads_to_its_entry_and_a_context_back_to_its_paragraph(visit: Callable[..., Any], site: str) -> None:
    page = visit(f"{site}/lvliang-2020-12/a4.html", viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    mark = page.locator("#a4-p3 a.person").first
    name = mark.inner_text()
    mark.click()
    page.wait_for_url("**/names/persons.html#*")
    entry = page.locator(":target")
    assert name in entry.locator("h3").inner_text()
    assert entry.bounding_box()["y"] < 800
    entry.locator(".mentions a[href$='a4.html#a4-p3']").first.click()
    page.wait_for_url("**/a4.html#a4-p3")
    assert name in page.locator(":target").inner_text()


def test_a_mark_is_drawn_as_before_it_was_a_link(visit: Callable[..., Any], site: str) -> None:
    page = visit(f"{site}/lvliang-2020-12/a4.html")
    ink = page.evaluate("getComputedStyle(document.querySelector('[data-article] p[id]')).color")
    for kind, style in (("person", "solid"), ("place", "dotted"), ("organisation", "dashed"), ("when", "wavy")):
        found = page.evaluate(
            "k => { const s = getComputedStyle(document.querySelector(`[data-article] p[id] a.${k}`)); return [s.color, s.textDecorationStyle, s.textDecorationLine] }",
            kind,
        )
        assert found == [ink, style, "underline"]


@pytest.mark.parametrize("width", [360, 1280])
def test_bars_are_as_long_as_they_say(visit: Callable[..., Any], site: str, width: int) -> None:
    page = visit(f"{site}/names/places.html", viewport={"width": width, "height": 800})
    rows = page.evaluate(
        "[...document.querySelectorAll('.measured')].map(row => [+row.querySelector('.count').textContent, row.querySelector('rect').getBoundingClientRect()])"
        ".map(([n, box]) => [n, box.left, box.width])"
    )
    most = max(n for n, _, _ in rows)
    longest = max(length for _, _, length in rows)
    assert longest > 60
    assert len({round(left) for _, left, _ in rows}) == 1  # at every depth they begin on one line
    for n, _, length in rows:
        assert length == pytest.approx(longest * n / most, abs=1)


def test_the_timeline_has_a_name_and_stands_over_its_scale(visit: Callable[..., Any], site: str) -> None:
    page = visit(f"{site}/names/dates.html", viewport={"width": 360, "height": 800})
    drawing = page.get_by_role("img", name="2020年").first
    bars = drawing.locator("rect").all()
    base = drawing.bounding_box()
    assert bars
    for bar in bars:
        box = bar.bounding_box()
        assert base["x"] <= box["x"]
        assert box["x"] + box["width"] <= base["x"] + base["width"] + 1


def test_the_calendar_leads_to_the_issue(visit: Callable[..., Any], site: str) -> None:
    page = visit(f"{site}/index.html")
    page.get_by_role("link", name="1999年5月5日").first.click()
    page.wait_for_url("**/later/index.html")
    assert "1999" in page.locator(".issue-line").inner_text()


def test_the_lines_are_opened_by_the_reader(visit: Callable[..., Any], site: str) -> None:
    page = visit(f"{site}/lvliang-2020-12/a4.html", java_script_enabled=False)
    changed = page.locator(".source-lines tr.changed").first
    assert not changed.is_visible()
    page.locator(".source-lines summary").click()
    assert changed.is_visible()
    assert changed.locator("del").first.inner_text() == "弘扬吕梁精神"
