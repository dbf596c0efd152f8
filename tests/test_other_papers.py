"""A title that was stated, or inherited from the folder above, against the name that the page prints: told where another paper is named, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import broadsheet

from converter.explain import explain
from converter.inference import infer
from converter.metadata import Fact, Metadata, Newspaper
from converter.model import Font, Furniture, Layout, Line, Page, Passage
from converter.notices import Notice

BODY = ["昨日全市召开工作会议，部署下一阶段任务。", "会议要求各县区抓紧落实，确保取得实效。"] * 8
DAY = "2024年3月1日 星期五"


def told(stated: str, *lines: str, masthead: int | None = 1) -> list[Notice]:
    """masthead: the number of the line that segmentation took for it."""
    page = Page("p1", 1, tuple(Line(f"p1-l{n}", n, text) for n, text in enumerate((*lines, *BODY), 1)))
    furniture = (Furniture("masthead", Passage.of(page.lines[masthead - 1]), "p1"),) if masthead else ()
    known, notices = infer(Metadata(newspaper=Newspaper(title=Fact(stated))), [page], [Layout((), furniture)])
    assert known.newspaper.title == Fact(stated)  # what was stated was taken
    return [notice for notice in notices if notice.code == "W-META-13"]


@pytest.mark.parametrize(
    ("stated", "lines", "line"),
    [
        ("河滨日报", ("山城晚报", DAY), "p1-l1"),
        ("河滨日报", ("山 城 晚 报", DAY), "p1-l1"),
        ("河濱日報", ("山城晚報", DAY), "p1-l1"),
        ("山城日报", ("山城晚报", DAY), "p1-l1"),
        ("The Valley Post", ("THE EASTON HERALD", "FRIDAY, MAY 4, 1894"), "p1-l1"),
    ],
)
def test_a_masthead_of_another_paper_is_told(stated: str, lines: tuple[str, ...], line: str) -> None:
    (notice,) = told(stated, *lines)
    assert notice.where == line
    assert stated in notice.message
    assert notice.hint


def test_a_page_line_of_another_paper_is_told() -> None:
    (notice,) = told("河滨日报", f"山城晚报 {DAY} 第2版", masthead=None)
    assert "山城晚报" in notice.message


@pytest.mark.parametrize(
    ("stated", "lines"),
    [
        ("河滨日报", ("河滨日报", DAY)),
        ("河滨日报", ("河濱日報", DAY)),
        ("河 滨 日 报", ("河滨日报", DAY)),
        ("人民日报", ("人民日报海外版", DAY)),
        ("人民日报海外版", ("人民日报", DAY)),
        ("The Valley Post", ("VALLEY POST.", "FRIDAY, MAY 4, 1894")),
        ("Luxemburger Wort für Wahrheit und Recht", ("Luxemburger Wort", "Mittwoch, 15. Mai 1929.")),
        ("河滨日报", ("健康周刊", f"河滨日报 {DAY}")),
        ("河滨日报", ("健康周刊", DAY)),  # a supplement
        ("河滨日报", ("中共河滨市委机关报", DAY)),  # whose organ it is
        ("河滨日报", ("春耕大会举行", DAY)),
    ],
)
def test_the_same_paper_its_supplements_and_what_names_none_are_not_told(stated: str, lines: tuple[str, ...]) -> None:
    assert told(stated, *lines) == []


def test_the_largest_line_of_a_masthead_may_be_no_name() -> None:
    lines = ("Morgen-Ausgabe", "Mittwoch, 15. Mai 1929.", *["Der Rath hat beschlossen."] * 20)
    sizes = (40, *[10] * 30)
    page = Page(
        "p1", 1, tuple(Line(f"p1-l{n}", n, text, font=Font(size)) for n, (text, size) in enumerate(zip(lines, sizes, strict=False), 1))
    )
    layout = Layout((), (Furniture("masthead", Passage.of(page.lines[0]), "p1"),))
    assert infer(Metadata(), [page], [layout])[0].newspaper.title == Fact("Morgen-Ausgabe", "medium", "internal")  # for want of another
    _, notices = infer(Metadata(newspaper=Newspaper(title=Fact("Rheinbote"))), [page], [layout])
    assert "W-META-13" not in {notice.code for notice in notices}


def test_what_no_masthead_says_is_not_told() -> None:
    assert told("河滨日报", "昨日要闻", "山城晚报", DAY, masthead=None) == []  # a headline may name a paper
    assert told("河滨日报", *BODY, "《山城晚报》报道", masthead=None) == []


def test_a_page_that_inherits_the_title_of_the_folder_above_is_told_and_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in/B").mkdir(parents=True)
    Path("in/edition.toml").write_text('[newspaper]\ntitle = "河滨日报"\n', encoding="utf-8")
    Path("in/B/p1.txt").write_text(
        "\n".join(("山城晚报", DAY, "", "春耕大会在江宁举行", "", "本报讯（记者王小明）", *BODY)), encoding="utf-8"
    )
    said = broadsheet("convert", "in/B/p1.txt", "-o", "p1.xml").err
    assert "W-META-13" in said
    assert "山城晚报" in said
    assert "another newspaper" in explain("W-META-13").meaning
