"""A page that Chromium prints: another engine's ways with columns, vertical setting, shadows, drop caps, borders and hyphens."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.passage import Line
from converter.readers.pdf import read_pdf
from converter.reading import Page

pytestmark = pytest.mark.browser
PAGE = """<html lang="de"><meta charset="utf-8"><style>
@page { size: 600pt 800pt; margin: 0 }
body { margin: 40pt; font: 10pt/14pt "Noto Serif CJK SC" }
h1 { font-size: 30pt; line-height: 36pt; letter-spacing: .5em; margin: 0 }
h2 { font-size: 18pt; line-height: 24pt; text-shadow: 1px 1px #888; margin: 0 }
.columns { columns: 4; column-gap: 12pt; text-align: justify; height: 150pt }
p { margin: 0; text-indent: 2em }
.first { text-indent: 0 }
.first::first-letter { font-size: 28pt; line-height: 28pt; float: left }
.upright { writing-mode: vertical-rl; font-size: 26pt; line-height: 30pt; float: left; height: 150pt }
.notice { border: 1pt solid black; border-radius: 4pt; width: 180pt; padding: 4pt; margin: 4pt 0 }
.turned { position: absolute; left: 500pt; top: 600pt; transform: rotate(-90deg) }
</style>
<h1>字距疏开</h1>
<div class="upright">竖排标题</div>
<div class="columns"><p class="first">清晨的集市上人声渐起，摊主们把新摘的蔬菜摆成整齐的一排。路过的人停下脚步挑选，价格写在小小的木牌上。
<p>第二段从2025年的3月说起，人们说：“这样的日子真好！”说完便笑了起来。买卖双方都面带笑容。
<p>第三段接着说，旧书摊就在桥头，老人每天清晨打开木箱，把书一本一本摆好，傍晚再一本一本收起来。</div>
<h2>阴影标题</h2>
<div class="notice">启事：本店周三休息。</div>
<div style="width: 150pt; text-align: justify; font-family: 'Liberation Serif'">Die Bibliothek bleibt am Sonntag geöffnet, sagte die Bürgermeisterin.</div>
<div class="turned">侧着的文字</div></html>"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    sync_api = pytest.importorskip("playwright.sync_api")
    target = tmp_path_factory.mktemp("print") / "page.pdf"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        tab = browser.new_page()
        tab.set_content(PAGE)
        tab.pdf(path=str(target), prefer_css_page_size=True, print_background=True)
        browser.close()
    return read_pdf("page.pdf", Path(target).read_bytes()).pages[0]


def line(page: Page, text: str) -> Line:
    return next(one for one in page.lines if one.clean == text)


def test_display_lines_are_whole(page: Page) -> None:
    assert not line(page, "字距疏开").vertical
    assert line(page, "竖排标题").vertical
    assert line(page, "侧着的文字").turn == 270
    assert [edit.kind for edit in line(page, "阴影标题").edits] == ["surplus"]


def test_columns_are_apart_and_nothing_is_lost(page: Page) -> None:
    body = [one for one in page.lines if one.font and round(one.font.size) == 10 and not one.turn and one.box and one.box.top < 250]
    widths = [one.box.right - one.box.left for one in body if one.box]
    assert max(widths) < 125
    text = "".join(one.clean for one in body)
    assert "摆成整齐的一排。路过的人停下脚步" in text
    assert "旧书摊就在桥头，老人每天清晨打开木箱" in text


def test_a_drop_cap_leads_its_line(page: Page) -> None:
    at = page.lines.index(line(page, "清"))
    assert page.lines[at + 1].clean.startswith("晨的集市")


def test_words_are_parted_and_lines_are_whole(page: Page) -> None:
    at = next(n for n, one in enumerate(page.lines) if one.text.startswith("Die"))
    assert " ".join(one.clean for one in page.lines[at : at + 3]).startswith("Die Bibliothek bleibt am Sonntag")


def test_a_notice_has_its_frame(page: Page) -> None:
    box = line(page, "启事：本店周三休息。").box
    assert box is not None
    assert any(frame.left < box.left and frame.right > box.right and frame.top < box.top for frame in page.drawing.frames)
