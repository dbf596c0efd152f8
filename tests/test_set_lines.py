"""Lines that an author ended, with `br` or Markdown's hard breaks: verse, lines that stay lines, and paragraphs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from converter.readers.articles import read_json, read_markdown
from converter.readers.articles.hypertext import parts
from converter.segment.set_lines import kind_of_lines, paragraphs_of
from tests.article_pages import told
from tests.command import broadsheet

NS = {"t": "http://www.tei-c.org/ns/1.0"}
POEM = ("山前一夜风兼雨，", "门外双溪水接天。", "今日老翁重过此，", "旧时茅屋换新砖。")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (POEM, "verse"),
        ((POEM[0] + POEM[1], POEM[2] + POEM[3]), "verse"),
        (("春水满田畴，", "农人起更早。", "山歌过小桥，", "处处闻啼鸟。"), "verse"),
        (POEM[:2], "lines"),
        (("春水满田畴，", "农人起更早。", "山歌过小桥，", "门外双溪水接天。"), "lines"),
        (("文明村镇大会", "表彰先进个人", "文明村镇大会", "表彰先进个人"), "lines"),
        (("王小平 李四光", "赵大年 钱多多"), "lines"),
        (("第12师范学校", "第13师范学校", "第14师范学校", "第15师范学校"), "lines"),
        (("“你来了！”", "“来了。”"), "paragraphs"),
        (("昨日，我市召开春耕生产动员大会，要求各县区抓住农时，做好春播的各项准备工作", "会后"), "paragraphs"),
        (("By Jane Doe", "Staff Writer"), "lines"),
        (("The river rose again on Monday night and took the old wooden bridge", "with it"), "paragraphs"),
    ],
)
def test_what_lines_are(lines: tuple[str, ...], kind: str) -> None:
    assert kind_of_lines(lines) == kind


def test_a_paragraph_goes_on_to_a_line_that_ends_its_sentence() -> None:
    assert paragraphs_of(("The river rose", "again. “Go!”", "One", "two"), each=False) == [(0, 2), (2, 4)]
    assert paragraphs_of(("甲", "乙"), each=True) == [(0, 1), (1, 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲  \n乙\\\n丙\n", [("lines", "甲/乙/丙")]),
        ("甲  \n乙\n丙\\\nred\nrose\n", [("lines", "甲/乙丙/red rose")]),
        ("甲\n乙  \n\n丙\n", [("text", "甲/乙"), ("text", "丙")]),
        ("> 甲\\\n> 乙\n", [("lines", "甲/乙")]),
        ("```\n甲  1\n乙  *2*\n```\n", [("lines", "甲  1/乙  *2*")]),
        ("- 甲  \n  乙\n", [("lines", "甲/乙")]),
    ],
)
def test_markdown(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(told(read_markdown("x.md", text.encode())).values()) == [expected]


LONG = ("连日来，各县抓住农时，组织农户下地，", "全市播种面积比去年同期增加二万亩，进", "度快于往年。")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("灯火一盏盏灭了", "犬吠从村口传来"), "lines"),
        (("月光落在井台上，", "落在母亲缝了又缝的棉袄上，", "也落在水里。"), "lines"),
        ((POEM[0] + POEM[1], POEM[2] + POEM[3]), "lines"),
        (("The lamps go out", "a dog far off", "is barking"), "lines"),
        (LONG, "text"),
        (("新桥昨日通车。", "（下转A3版）"), "text"),
        (("新桥昨日通车。", "两岸居民"), "text"),
        (("The river rose again on Monday night and took the", "old wooden bridge with it."), "text"),
        (("一行",), "text"),
    ],
)
def test_short_lines_of_a_paragraph_in_json_are_those_of_its_author(lines: tuple[str, ...], kind: str) -> None:
    for body in (["前。", "\n".join(lines)], ["前。", {"text": "\n".join(lines)}], "前。\n\n" + "\n".join(lines)):
        reading = read_json("x.json", json.dumps({"body": body}).encode())
        assert list(told(reading).values()) == [[("text", "前。"), (kind, "/".join(lines))]]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<pre>\nRoses are red\nViolets <b>are\nblue</b>\n\nSo\nthere</pre>\n<p>a\nb</p>", ["lines", "lines", "text"]),
        ("<p>a</p><pre>b</pre>c\nd", ["text", "text", "text"]),
    ],
)
def test_lines_of_preformatted_text_stay(markup: str, expected: list[str]) -> None:
    found = parts(markup, ())
    assert [part.kind for part in found] == expected
    if "lines" in expected:
        assert [part.lines for part in found] == [("Roses are red", "Violets are", "blue"), ("So", "there"), ("a b",)]


def test_the_edition_has_them(tmp_path: Path) -> None:
    poem, address = "<br>".join(POEM), "河口县<br>新华路"
    body = f"<p>前。</p><p>{poem}</p><blockquote>{address}</blockquote><p>{address}</p><p>一。<br>二。</p><ul><li>{address}</li></ul>"
    source = tmp_path / "x.json"
    source.write_text(json.dumps({"headline": "题", "language": "zh-Hans", "body": body}), encoding="utf-8")
    assert broadsheet("convert", source, "-o", tmp_path).code == 0
    root = etree.parse(str(tmp_path / "x.xml"))

    def texts(path: str) -> list[str]:
        return ["".join(map(str, one.itertext())) for one in root.iterfind(f".//t:div/{path}", NS)]

    assert texts("t:lg[@type='poem']/t:l") == list(POEM)
    assert texts("t:p") == ["前。", "一。", "二。"]
    assert texts("t:quote/t:ab") == texts("t:ab") == ["河口县新华路"]
    assert [len(one) for one in root.iterfind(".//t:div//t:ab", NS)] == [2, 2]
    assert texts("t:list/t:item/t:p") == ["河口县", "新华路"]
    said = {
        "html": ('<div class="verse"><p class="l">山前', "河口县<br>新华路"),
        "text": ("\n".join(POEM), "河口县\n新华路\n"),
        "markdown": ("\\\n".join(POEM), "河口县\\\n新华路\n", "> 河口县\\\n> 新华路\n"),
    }
    for form, pieces in said.items():
        assert broadsheet("publish", tmp_path / "x.xml", "--format", form, "-o", tmp_path / form).code == 0
        written = (tmp_path / form / {"html": "a1.html", "text": "a1.txt", "markdown": "a1.md"}[form]).read_text(encoding="utf-8")
        assert [piece for piece in pieces if piece not in written] == []
