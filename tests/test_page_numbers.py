"""Papers in several sheets, each numbered anew: 第二張第一版 is told as printed, in the TEI as in the edition, and is nowhere a page 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import broadsheet
from lxml import etree

from converter.errors import Exit
from converter.inference import infer
from converter.jumps import page_named
from converter.metadata import Metadata
from converter.model import Line, Page
from converter.page_numbers import sheeted

BODY = ["昨日全市召開工作會議，部署下一階段任務。", "會議要求各區抓緊落實，確保取得實效。"] * 6
NS = {"t": "http://www.tei-c.org/ns/1.0"}


def page(*lines: str, n: int = 1) -> Page:
    return Page(f"p{n}", n, tuple(Line(f"p{n}-l{k}", k, text) for k, text in enumerate(lines, 1)))


def label(*lines: str) -> str | None:
    known, _ = infer(Metadata(), [page(*lines, *BODY)], ())
    return dict(known.page_labels).get("p1")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("第二張第一版", "第二張第一版"),
        ("第二张第一版", "第二张第一版"),
        ("第二張第二版", "第二張第二版"),
        ("第一張第四版", "第一張第四版"),
        ("第三張 第二版", "第三張第二版"),
        ("第 二 張　第 一 版", "第二張第一版"),
        ("第二張·第一版", "第二張第一版"),
        ("第2张第1版", "第2张第1版"),
        ("第十二張第三版", "第十二張第三版"),
        ("第五版（第二張）", "第二張第五版"),
        ("第二張", "第二張"),
        ("第二版", "2"),
        ("第七頁", "7"),
        ("轉第二張第一版 第三版", "3"),
    ],
)
def test_a_page_of_a_sheet_has_the_name_that_it_prints(printed: str, expected: str) -> None:
    assert label("時事新報", f"中華民國二十三年五月十二日 星期六 {printed}") == expected


def test_sheet_and_page_may_stand_on_lines_of_their_own() -> None:
    assert label("時事新報", "第二張", "中華民國二十三年五月十二日 星期六", "第一版") == "第二張第一版"
    assert label("時事新報", "中華民國二十三年五月十二日 星期六", "第二張", "第二版") == "第二張第二版"
    assert label("時事新報", "中華民國二十三年五月十二日 星期六 第四版", "領到第三張牌照") == "4"  # a headline counts other things
    assert label("時事新報", "中華民國二十三年五月十二日 星期六", "第一張第一版", "第二張第一版") is None  # one of them is another page's


def test_pages_of_two_sheets_with_one_number_are_two_pages() -> None:
    pages = [page(f"時事新報 中華民國二十三年五月十二日 星期六 第{sheet}張第一版", *BODY, n=n) for n, sheet in enumerate("一二", 1)]
    known, notices = infer(Metadata(), pages, ())
    assert known.page_labels == (("p1", "第一張第一版"), ("p2", "第二張第一版"))
    assert {notice.code for notice in notices} & {"I-META-09", "W-META-11"} == set()


@pytest.mark.parametrize(("stated", "told"), [("第二張第二版", True), ("第2张第1版", False), ("第二張第一版", False), ("B1", False)])
def test_a_stated_page_of_a_sheet_that_is_not_the_printed_one_is_told(stated: str, told: bool) -> None:
    one = page("時事新報 中華民國二十三年五月十二日 星期六 第二張第一版", *BODY)
    known, notices = infer(Metadata(page_labels=(("p1", stated),)), [one], ())
    assert known.page_labels == (("p1", stated),)
    assert ("W-META-05" in {notice.code for notice in notices}) is told


def test_a_sheet_is_a_number_and_a_page_of_it() -> None:
    assert sheeted("三張一版") is None
    found = sheeted("廣告見第二張，餘見第三張 第二版")
    assert found is not None
    assert (found.sheet, found.page, found.printed) == (3, 2, "第三張第二版")


def test_a_jump_line_may_name_the_sheet() -> None:
    assert page_named("（轉第二張第一版）") == "2-1"
    assert page_named("（下轉第一版）") == "1"


def test_title_page_break_citation_and_edition_say_it_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [
        "時事新報",
        "中華民國二十三年五月十二日 星期六 第二張第一版",
        "",
        "黃河堤工告竣",
        "",
        "本報訊 昨日黃河堤工告竣，各界代表到堤參觀，由工程處長報告經過。",
    ]
    Path("page.txt").write_text("\n".join(lines), encoding="utf-8")
    assert broadsheet("build", "-q", "page.txt", "-o", "e").code in (Exit.GOOD, Exit.MATERIAL)
    (file,) = Path("e/tei").glob("*.xml")
    tei = etree.parse(file)
    assert tei.xpath("string(//t:titleStmt/t:title[1])", namespaces=NS) == "時事新報，1934年5月12日，第二張第一版"
    assert tei.xpath("//t:pb/@n", namespaces=NS) == ["第二張第一版"]
    assert tei.xpath("string(//t:biblScope[@unit='page'])", namespaces=NS) == "第二張第一版"
    shown = {path.name: path.read_text(encoding="utf-8") for path in Path("e/html").rglob("*.html")}
    assert "第二張第一版" in shown["index.html"]
    assert "第二張第一版" in next(html for name, html in shown.items() if name.startswith("a1"))
    assert not [name for name, html in shown.items() if "第第" in html or "版版" in html or "第2版" in html]
