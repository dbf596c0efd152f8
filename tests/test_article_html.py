"""Articles whose text is HTML: paragraphs, crossheads, captions and tables, however it is written; no text is lost."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.characters import printed
from converter.errors import UnreadableError
from converter.readers.articles import read_json
from converter.readers.articles.hypertext import parts


def told(markup: str) -> list[tuple[str, str]]:
    return [(part.kind, "/".join(part.lines)) for part in parts(markup, ())]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲</p><p>乙</p>", [("text", "甲"), ("text", "乙")]),
        ("<p>甲<p>乙", [("text", "甲"), ("text", "乙")]),
        ("甲<br>乙<br/><br>丙", [("text", "甲"), ("text", "乙"), ("text", "丙")]),
        ("<p>甲<br>乙</p>", [("lines", "甲/乙")]),
        ("<blockquote>甲<br>乙<br><br>丙</blockquote>", [("lines", "甲/乙"), ("quote", "丙")]),
        ("<p>\u3000\u3000甲<br>\u3000\u3000乙<br>丙</p>", [("text", "\u3000\u3000甲"), ("lines", "\u3000\u3000乙/丙")]),
        ("<h2>小题</h2>甲<div>乙</div>丙", [("crosshead", "小题"), ("text", "甲"), ("text", "乙"), ("text", "丙")]),
        ("<p>他\n  说 x\n y</p>", [("text", "他说 x y")]),
        ("<figure><img src='a.jpg'><figcaption>田间<br>二</figcaption></figure>", [("caption", "田间/二")]),
        ("<ul><li>一</li><li>二 <b>三</b></li></ul>", [("item", "一"), ("item", "二 三")]),
        (
            "<table><caption>价</caption><tr><th>名</th><th>元</th></tr><tr><td>米<td>2</tr></table>后",
            [("table", "价/名\t元/米\t2"), ("text", "后")],
        ),
        ("<table><tr><td>new<br>dam<td><p>two</p><p>miles</p></table>", [("table", "new dam\ttwo miles")]),
        ("<html><head><title>t</title></head><body>甲</body></html><p>乙</p>", [("text", "甲"), ("text", "乙")]),
        ("<p>甲</p></div><p>乙</p>", [("text", "甲"), ("text", "乙")]),
        ("甲<script>x()</script><style>p</style><!-- 注 -->乙", [("text", "甲乙")]),
        ("<?xml version='1.0' encoding='gbk'?><p>汉&amp;字&#8212;</p>", [("text", "汉&字—")]),
        ("x &lt; y & z", [("text", "x < y & z")]),
        ("<p> \n </p>", []),
        ("", []),
    ],
)
def test_what_markup_becomes(markup: str, expected: list[tuple[str, str]]) -> None:
    assert told(markup) == expected


@pytest.mark.parametrize(
    ("language", "markup", "expected"),
    [
        ("zh-Hans", "<p>老人说：<q>船没了。</q></p>", "老人说：“船没了。”"),
        ("zh-Hant-TW", "<p><q>船，<q>新船</q>。</q></p>", "「船，『新船』。」"),
        ("fr", "<p><q>Non</q>, dit-elle.</p>", "«\u00a0Non\u00a0», dit-elle."),
        ("de_AT", "<p>Er rief: <q> <b>Halt</b> <i>ein</i> </q>.</p>", "Er rief: „Halt ein“."),
        ("de", "<p lang='en'><q>Stop</q></p>", "“Stop”"),
        (None, "<p><q>Yes, <q>no</q>.</q></p>", "“Yes, ‘no’.”"),
        ("en", "<p><q>“Yes”</q> <q></q></p>", "“Yes”"),
        ("zh-Hans", "<table><tr><td><q>甲</q></td></tr></table>", "“甲”"),
    ],
)
def test_words_that_are_marked_as_quoted_have_the_marks_of_their_language(language: str | None, markup: str, expected: str) -> None:
    reading = read_json("x.json", json.dumps({"body_html": markup, "language": language, "headline": "x"}).encode())
    assert [line.text for line in reading.pages[0].lines] == ["x", expected]


def test_a_body_that_is_html_is_read_as_such_under_any_name() -> None:
    reading = read_json("x.json", json.dumps({"content": "<p>甲</p>\n<p>乙</p>"}).encode())
    assert [line.text for line in reading.pages[0].lines] == ["甲", "乙"]
    plain = read_json("x.json", json.dumps({"content": "a < b > c"}).encode())
    assert [line.text for line in plain.pages[0].lines] == ["a < b > c"]


def test_markup_that_is_too_deep_to_be_read_to_its_end_is_refused() -> None:
    body = "<div>" * 300 + "x" + "</div>" * 300 + "<p>after</p>"
    with pytest.raises(UnreadableError, match="body_xhtml is nested too deep"):
        read_json("x.json", json.dumps({"body_xhtml": body}).encode())


@pytest.mark.parametrize("piece", ["<head>", "<body", "<head></head>", "<?xml ", "</", "<p>&amp;", "<br>", "<", "<td>"])
def test_repeated_pieces_take_no_long_time(piece: str) -> None:
    start = time.process_time()
    told(piece * 30_000)
    assert time.process_time() - start < 5


WORDS = st.text("甲乙ab1", min_size=1, max_size=5)
TAGS = st.sampled_from(["p", "div", "b", "h2", "li", "ul", "em", "figcaption", "span", "blockquote", "section"])


@given(
    st.recursive(
        WORDS, lambda inner: st.tuples(TAGS, st.lists(inner, max_size=3)).map(lambda x: f"<{x[0]}>{''.join(x[1])}</{x[0]}>"), max_leaves=15
    )
)
def test_no_text_of_well_formed_markup_is_lost(markup: str) -> None:
    words = "".join(piece.partition(">")[2] for piece in ("<>" + markup).split("<"))
    assert printed("".join("".join(part.lines) for part in parts(markup, ()))) == printed(words)


@pytest.mark.parametrize(("markup", "said"), [("<p>一<em class='x'>二</em></p>", True), ("<p>一<br>二</p>", False)])
def test_emphasis_that_no_edition_has_is_told(markup: str, said: bool) -> None:
    for field in ("body", "body_html"):
        notices = read_json("x.json", json.dumps({field: markup}).encode()).notices
        assert [note.message for note in notices if note.code == "W-READ-31"] == [
            "fields that no part of an edition takes: emphasis"
        ] * said
