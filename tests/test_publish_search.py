"""The files of the search: what they hold, how large they are, and that the index never rules out a part that has the words."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from lxml import html
from publish_reference import EVERY, GOLDEN, bare, html_articles, tei

from converter.publish import publish
from converter.publish.search import _hashed, loose

ROW = ("issue", "path", "id", "title", "page", "kind", "persons", "names", "text")


def given(files: Mapping[str, bytes], name: str) -> Any:
    """The first argument of the call that a file makes."""
    text = files[f"search/{name}.js"].decode()
    assert text.startswith("broadsheet.")
    return json.JSONDecoder().raw_decode(text[text.index("(") + 1 :])[0]


def units(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    parts = [name.removeprefix("search/").removesuffix(".js") for name in files if name.startswith("search/") and name[7].isdecimal()]
    assert parts == [str(n) for n in range(len(parts))]
    return [dict(zip(ROW, row, strict=True)) for part in parts for row in given(files, part)]


def unit(content: str, **more: str) -> dict[str, Any]:
    (found,) = units(publish([tei(f'<div type="article" xml:id="a1">{content}</div>', **more)]))
    return found


def held(bits: bytes, words: str) -> bool:
    """Whether a part may hold the words, by its entry in the index."""
    small = loose(words)
    for first, second in pairwise(small):
        place, step = _hashed(first, second)
        for n in range(3):
            at = (place + n * step & 0xFFFFFFFF) % (8 * len(bits))
            if not bits[at // 8] & 1 << at % 8:
                return False
    return True


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<head>题</head><p>一<lb break="no"/>二</p>', "题\n一二"),
        ("<p>一<gap reason='lost-glyph'/>二</p>", "一\n二"),  # what stood between is not known
        ("<p>一<pb n='2'/>二</p>", "一\n二"),
        ("<p>一<surplus>一</surplus><choice><sic>贰</sic><corr>二</corr></choice><fw type='jump'>下转</fw></p>", "一二"),
        ("<p>一<app><lem>二</lem><rdg>三</rdg></app><app><rdg>四</rdg><rdg>五</rdg></app></p>", "一二四"),
        ("<p>一<choice><unclear>二</unclear><unclear>三</unclear></choice></p>", "一二"),
        ("<p>  一 \n  二\n\n </p>", "一二"),
        ("<p>ex<pc force='weak'>-</pc><lb break='no'/>ample</p>", "example"),
        ("<p>一<note resp='#r'>注</note>二</p>", "一\n注\n二"),
        ("<p>他说：<quote>“好”</quote>。</p>", "他说：“好”。"),
        ("<table><row><cell>甲</cell><cell>乙</cell></row></table>", "甲\n乙"),
        ("<p>&lt;/script&gt;\u2028&amp;</p>", "</script> &"),
    ],
)
def test_the_text_is_what_a_reader_reads_block_by_block(content: str, text: str) -> None:
    assert unit(content)["text"] == text


def test_words_of_scripts_that_part_them_stay_apart() -> None:
    assert unit("<p>one\n two<lb/>three</p>", language="en")["text"] == "one two three"


def test_facts_of_a_unit() -> None:
    files = publish(
        [
            tei(
                '<pb n="3"/><div type="article" subtype="news" xml:id="a1"><head type="main">题</head><p xml:id="a1-p1">'
                "<persName>乙</persName>见<persName>甲</persName><persName>乙</persName></p></div>"
                '<div type="advertisement" xml:id="x1"><p xml:id="x1-p1">告</p></div>'
            )
        ]
    )
    article, notice = units(files)
    assert given(files, "persons") == ["乙", "甲"]
    assert article | {"text": ""} == {
        "issue": 0, "path": "a1.html", "id": "a1", "title": "题", "page": "3", "kind": "news", "persons": [0, 1], "names": "a1 a1-p1", "text": "",
    }  # fmt: skip
    assert (notice["path"], notice["id"], notice["kind"], notice["names"]) == ("index.html", "x1", "advertisement", "x1-p1")


def test_what_goes_on_on_another_page_is_found_there() -> None:
    body = (
        '<pb n="1"/><div type="article" xml:id="a1" next="#b1"><head type="main">题</head><p>甲</p></div>'
        '<pb n="2"/><div type="article" xml:id="b1" prev="#a1"><p>乙</p></div>'
    )
    first, second = units(publish([tei(body)]))
    assert (first["text"], first["page"]) == ("题\n甲", "1")
    assert (second["path"], second["id"], second["title"], second["text"], second["page"]) == ("a1.html", "b1", "题", "乙", "2")


def test_a_file_without_articles_is_found_as_a_whole() -> None:
    (whole,) = units(publish([tei("<head>题</head><p>一段</p>")]))
    assert (whole["path"], whole["id"], whole["text"]) == ("index.html", "", "题\n一段")


def test_every_place_that_a_result_can_lead_to_is_there() -> None:
    files = publish([EVERY, GOLDEN / "lvliang-2020-12" / "lvliang-2020-12.xml"])
    found = units(files)
    assert len(found) > 8
    for one in found:
        ids = set(html.fromstring(files[one["path"]]).xpath("//@id"))
        assert {one["id"], *one["names"].split(" ")} - {""} <= ids
        assert len(one["names"].split(" ")) == len(one["text"].split("\n"))


def test_the_text_of_an_article_is_the_text_of_its_page() -> None:
    files = publish([GOLDEN / "lvliang-2020-12" / "lvliang-2020-12.xml"])
    shown = html_articles(files)
    for one in units(files):
        assert sorted(bare(one["text"])) == sorted(shown[one["id"]])


def test_the_index_never_rules_out_what_is_there() -> None:
    draw = random.Random(3)
    body = "".join(
        f'<div type="article" xml:id="a{n}"><p>{"".join(chr(0x4E00 + min(draw.randrange(3000), draw.randrange(3000))) for _ in range(900))}</p></div>'
        for n in range(60)
    )
    files = publish([tei(body)])
    bits = [base64.b64decode(one) for one in given(files, "index")]
    assert len(bits) == 10
    vain = right = 0
    for n in range(len(bits)):
        text = [row[8] for row in given(files, str(n))]
        for _ in range(100):
            article = draw.choice(text)
            start = draw.randrange(len(article) - 4)
            words = article[start : start + 3]
            assert held(bits[n], words)
            others = [other for other in range(len(bits)) if other != n and not any(words in row[8] for row in given(files, str(other)))]
            vain += sum(held(bits[other], words) for other in others)
            right += len(others)
    assert vain / right < 0.05


def test_the_index_is_small_beside_the_text() -> None:
    files = publish([GOLDEN / "lvliang-2020-12" / "lvliang-2020-12.xml"])
    text = sum(len(one["text"].encode()) for one in units(files))
    assert len(files["search/index.js"]) < 0.3 * text


def test_signs_case_and_width_are_nothing_to_a_loose_look() -> None:
    assert loose("“Ａb”，8．5 里…İ") == "ab85里i\u0307"


@pytest.mark.parametrize("name", ["search", "Search"])
def test_an_article_called_search_does_not_take_the_place_of_the_search_page(name: str) -> None:
    files = publish([tei(f'<div type="article" xml:id="{name}"><p>文</p></div>')])
    assert b'type="search"' in files["search.html"]
    assert b"data-article" in files["article-1.html"]


def test_an_issue_called_search_gets_another_folder() -> None:
    source = tei('<div type="article" xml:id="a1"><p>文</p></div>')
    files = publish([source.replace(b"<TEI ", b'<TEI xml:id="search" '), source])
    assert "issue-1-search/a1.html" in files
