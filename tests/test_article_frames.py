"""Lists, their entries and quotations in the text of articles: what stands around each paragraph, in HTML, Markdown and NITF, and in the edition."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from converter.readers.articles import read_json, read_markdown, read_nitf
from converter.readers.articles.hypertext import parts
from tests.article_pages import framed
from tests.command import broadsheet

NS = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ul><li>甲</li><li>乙</li></ul>", "lAiB:甲 lAiC:乙"),
        ("<ol><li>甲</li></ol><ol><li>乙</li></ol>", "nAiB:甲 nCiD:乙"),
        ("<ol><li>甲<ul><li>乙</li></ul>丙</li><li>丁</li></ol>", "nAiB:甲 nAiBlCiD:乙 nAiB:丙 nAiE:丁"),
        ("<ul><li>甲</li><ol><li>乙</li></ol></ul>", "lAiB:甲 lAiBnCiD:乙"),
        ("<li>甲</li><li>乙</li>", "lAiB:甲 lAiC:乙"),
        ("<ul><li><p>甲</p><p>乙</p></li></ul>", "lAiB:甲 lAiB:乙"),
        ("<blockquote><p>甲</p><p>乙</p></blockquote><blockquote>丙</blockquote>", "qA:甲 qA:乙 qB:丙"),
        ("<blockquote>甲<blockquote>乙</blockquote></blockquote>", "qA:甲 qA:乙"),
        ("<blockquote>甲<ul><li>乙</li></ul>丙</blockquote>", "qA:甲 lBiC:乙 qA:丙"),
        ("<ul><li>甲<blockquote>乙</blockquote></li></ul>", "lAiB:甲 lAiB:乙"),
        ("<ul>甲</ul>", "甲"),
        ("<blockquote><h3>甲</h3>乙</blockquote>", "甲 qA:乙"),
        ("<aside><h4>甲</h4><p>乙</p></aside><p>丙</p><aside>丁</aside>", "bA:甲 bA:乙 丙 bB:丁"),
        ("<aside><ul><li>甲</li></ul><blockquote>乙</blockquote><aside>丙</aside></aside>", "bAlBiC:甲 bAqD:乙 bA:丙"),
        ("<aside><table><tr><td>甲</td></tr></table></aside>乙", "bA:甲 乙"),
        ("<aside><blockquote><p>甲</p><cite>乙</cite></blockquote></aside>", "bAqB:甲 bA:乙"),
        ("<ul><li>甲<aside>乙</aside></li></ul>", "lAiB:甲 lAiB:乙"),
    ],
)
def test_html(markup: str, expected: str) -> None:
    found = parts(markup, ())
    assert framed(found, ("/".join(part.lines) for part in found)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 甲\n- 乙\n", "lAiB:甲 lAiC:乙"),
        ("1. 甲\n2. 乙\n\n10) 丙\n", "nAiB:甲 nAiC:乙 nAiD:丙"),
        ("1. 甲\n   - 乙\n     - 丙\n   - 丁\n2. 戊\n", "nAiB:甲 nAiBlCiD:乙 nAiBlCiDlEiF:丙 nAiBlCiG:丁 nAiH:戊"),
        ("- 甲\n\t- 乙\n", "lAiB:甲 lAiBlCiD:乙"),
        ("- 甲\n1. 乙\n", "lAiB:甲 nCiD:乙"),
        ("- 甲\n接着\n\n  另一段\n\n后\n\n- 乙\n", "lAiB:甲/接着 lAiB:另一段 后 lCiD:乙"),
        ("1986. 甲\n", "1986. 甲"),
        ("- 甲\n\n1986. 乙\n", "lAiB:甲 1986. 乙"),
        ("> 甲\n>\n> 乙\n\n> 丙\n接着\n\n后\n", "qA:甲 qA:乙 qB:丙/接着 后"),
        ("前\n> 甲\n", "前 qA:甲"),
        ("> - 甲\n> - 乙\n\n- 丙\n", "lAiB:甲 lAiC:乙 lDiE:丙"),
        ("- 甲\n\n## 题\n\n- 乙\n", "lAiB:甲 题 lCiD:乙"),
        ("- 甲\n\n---\n\n- 乙\n", "lAiB:甲 lCiD:乙"),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    (page,) = read_markdown("x.md", text.encode()).pages
    texts = {line.n: line.text for line in page.lines}
    assert framed(page.blocks, ("/".join(texts[n] for n in block.lines) for block in page.blocks)) == expected


def test_lists_are_no_deeper_than_an_edition_can_hold() -> None:
    found = parts("<ul><li>甲" * 60 + "</li></ul>" * 60, ())
    assert [len(part.within) for part in found] == [*range(2, 17, 2), *[16] * 52]
    text = "".join(f"{' ' * 2 * n}- 甲\n" for n in range(60))
    (page,) = read_markdown("x.md", text.encode()).pages
    assert [len(block.within) for block in page.blocks] == [*range(2, 17, 2), *[16] * 52]


def test_nitf() -> None:
    content = "<p>前</p><bq><block><p>甲</p></block></bq><ol><li>乙</li><li>丙</li></ol>"
    (page,) = read_nitf("x.xml", f"<nitf><body><body.content>{content}</body.content></body></nitf>".encode()).pages
    assert framed(page.blocks, (line.text for line in page.lines)) == "前 qA:甲 nBiC:乙 nBiD:丙"


def test_the_edition_has_them(tmp_path: Path) -> None:
    body = "<p>前。</p><blockquote><p>引一。</p><p>引二。</p></blockquote><ol><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>"
    source = tmp_path / "x.json"
    source.write_text(
        json.dumps({"headline": "题", "language": "zh-Hans", "date": "2021-03-05", "newspaper": "某报", "body": body}), encoding="utf-8"
    )
    assert broadsheet("convert", source, "-o", tmp_path).code == 0
    tei = tmp_path / "x.xml"
    root = etree.parse(str(tei))
    assert len(root.findall(".//t:quote[@rend='block']/t:p", NS)) == 2
    assert len(root.findall(".//t:div/t:list[@rend='numbered']/t:item/t:list/t:item", NS)) == 1
    said = {
        "html": ("<blockquote>", "<ol><li><p>", "<ul><li>"),
        "text": ("引一。\n\n引二。\n\n甲\n\n乙\n",),
        "markdown": ("> 引一。\n>\n> 引二。\n", "1. 甲\n\n   - 乙\n"),
    }
    for form, pieces in said.items():
        assert broadsheet("publish", tei, "--format", form, "-o", tmp_path / form).code == 0
        written = (tmp_path / form / {"html": "a1.html", "text": "a1.txt", "markdown": "a1.md"}[form]).read_text(encoding="utf-8")
        assert [piece for piece in pieces if piece not in written] == []


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<blockquote><p>A great day.</p><footer>— <cite>Ann Bell</cite></footer></blockquote>", "qA:A great day. — Ann Bell"),
        ("<blockquote><p>A great day.</p><cite>Ann Bell</cite></blockquote><p>x", "qA:A great day. Ann Bell x"),
        ("<blockquote><p>A great <cite>Post</cite> day.</p></blockquote>", "qA:A great Post day."),
        ("<blockquote><p>A day.</p><p>— Ann Bell, mayor</p></blockquote>", "qA:A day. — Ann Bell, mayor"),
        ("<blockquote><p>“A day.”</p><p>Ann Bell, mayor</p></blockquote>", "qA:“A day.” Ann Bell, mayor"),
        ("<blockquote><p>A day.</p><p>Ann Bell, mayor</p></blockquote>", "qA:A day. qA:Ann Bell, mayor"),
        ("<blockquote><p>“A day.</p><p>Another.”</p></blockquote>", "qA:“A day. qA:Another.”"),
        ("<blockquote><p>“一天。”</p><p>“又一天。”</p></blockquote>", "qA:“一天。” qA:“又一天。”"),
        ("<blockquote><p>— Ann Bell</p></blockquote>", "qA:— Ann Bell"),
    ],
)
def test_whose_words_a_quotation_has_stands_beside_it(markup: str, expected: str) -> None:
    reading = read_json("x.json", json.dumps({"body_html": markup}).encode())
    assert framed(reading.pages[0].blocks, (line.text for line in reading.pages[0].lines)) == expected


def test_a_box_has_its_head_and_ends_before_the_text_that_goes_on(tmp_path: Path) -> None:
    box = "<aside><h4>链接</h4><p>甲</p><ul><li>乙</li></ul><h4>数字</h4><p>丙<br>丁</p><table><tr><td>1</td></tr></table></aside>"
    body = f"<p>前。</p>{box}<p>后。</p><h3>小题</h3><aside><h4>独</h4></aside>"
    source = tmp_path / "x.json"
    source.write_text(json.dumps({"headline": "题", "language": "zh-Hans", "body": body}), encoding="utf-8")
    assert broadsheet("convert", source, "-o", tmp_path).code == 0
    assert broadsheet("validate", tmp_path / "x.xml").code == 0
    article = etree.parse(str(tmp_path / "x.xml")).find(".//t:div[@type='article']", NS)
    assert article is not None

    def shape(element: etree._Element) -> list[str]:
        return [f"{etree.QName(one).localname}:{''.join(map(str, one.itertext())).strip()}" for one in element]

    assert [etree.QName(one).localname for one in article] == ["head", "p", "floatingText", "p", "div"]
    bodies = article.findall(".//t:floatingText[@type='box']/t:body", NS)
    assert shape(bodies[0])[:2] == ["head:链接", "p:甲"]
    assert [etree.QName(one).localname for one in bodies[0]] == ["head", "p", "list", "div"]
    assert [etree.QName(one).localname for one in bodies[0][3]] == ["head", "ab", "table"]
    assert shape(bodies[1]) == ["p:独"]
