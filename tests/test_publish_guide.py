"""docs/stylesheets.md: its example runs, with both processors, and makes what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from publish_reference import EVERY, GOLDEN

from converter.publish import make_site

ROOT = Path(__file__).resolve().parents[1]
LVLIANG = GOLDEN / "lvliang-2020-12" / "lvliang-2020-12.xml"


@pytest.fixture(params=["1.0", "3.0"])
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param != "1.0":
        pytest.importorskip("saxonche", reason="the extra `saxon` is not installed")
    (block,) = re.findall(r"```xml\n(.*?)```", (ROOT / "docs" / "stylesheets.md").read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "own.xsl"
    path.write_text(block.replace('version="1.0" xmlns', f'version="{request.param}" xmlns'), encoding="utf-8")
    return path


def test_the_example_lists_the_articles(example: Path) -> None:
    made = make_site([EVERY], stylesheet=example, params={"limit": "5"})
    assert not made.notices
    (page,) = (html.fromstring(body.decode()) for body in made.files.values())
    assert page.findtext(".//h1") == "样报"
    assert page.xpath("//section/@id") == ["a1", "a2", "a3", "p2-a4"]
    assert [h2.text_content().strip() for h2 in page.iter("h2")][1:3] == ["山村通车", "（无标题）"]
    assert page.xpath("string(//section[1]/p[@class='by'])").strip().startswith("王一、赵二")
    assert all(len(p.text or "") <= 5 for p in page.xpath("//section/p[not(@class)]"))


def test_the_example_puts_no_blank_between_han_characters(example: Path) -> None:
    made = make_site([LVLIANG], stylesheet=example, params={"limit": "200"}).files
    text = html.fromstring(next(iter(made.values())).decode()).xpath("string(//section[1]/p[2])")
    assert len(text) > 100
    assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", text)
