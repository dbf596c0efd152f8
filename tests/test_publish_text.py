"""The edition shows the words of the TEI: each of them, in its order, and no other; white space of the file is none of the text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from publish_reference import EVERY, GOLDEN, T, article, bare, html_articles, tei, tei_articles

from converter.pipeline import convert_sources
from converter.publish import make_site, publish
from converter.publish.reading import settle_space
from converter.readers import Source

FILES = sorted([EVERY, *GOLDEN.glob("*.xml")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_article_has_the_text_of_its_div(path: Path) -> None:
    source = path.read_bytes()
    expected = tei_articles(source)
    assert expected
    assert html_articles(publish([source])) == expected


@pytest.mark.shared
def test_the_model_has_the_text_of_its_divs(shared: Path) -> None:
    source = (shared / "design" / "model.xml").read_bytes()
    assert html_articles(publish([source])) == tei_articles(source)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_outside_of_articles_vanishes(path: Path) -> None:
    root = etree.parse(path).getroot()
    shown = bare(html.fromstring(publish([path])["index.html"]).text_content())
    outside = [e for e in root.iter(f"{T}fw", f"{T}ab", f"{T}p") if not any(a.get("type") == "article" for a in e.iterancestors(f"{T}div"))]
    texts = [bare("".join(element.itertext())) for element in outside if not any(True for _ in element.iterancestors(f"{T}teiHeader"))]
    assert texts
    assert [text for text in texts if text not in shown] == []


def test_han_characters_meet_without_a_blank() -> None:
    page = article('<p>省<lb/>委<persName>楼<lb break="no"/>阳生</persName>\n    <roleName>书记</roleName>\n  讲话</p>')
    assert bare("省委楼阳生书记讲话") in re.sub(r"<[^>]+>", "", page)


def test_latin_words_keep_their_blanks() -> None:
    page = article("<p>the<lb/>old\n  <persName>John\n  Smith</persName><lb/>was here</p>", language="en")
    assert "the old John Smith was here" in re.sub(r"<[^>]+>", "", page)


def test_words_of_another_read_on_with_their_paragraph() -> None:
    page = article("<p>he said<lb/><quote>good\n  morning</quote>\n  and left</p>", language="en")
    assert "he said good morning and left" in re.sub(r"<[^>]+>", "", page)


def test_a_run_in_dateline_and_byline_stand_in_their_paragraph() -> None:
    page = article(
        '<dateline rend="run-in">本报讯</dateline><byline rend="run-in">（记者 甲）</byline><p>正文。</p><byline rend="run-in">（乙）</byline>'
    )
    assert [bare(p.text_content()) for p in html.fromstring(page).iterfind(".//article//p") or ()] == []
    paragraphs = html.fromstring(page).xpath("//*[@data-article]//p")
    assert [bare(p.text_content()) for p in paragraphs] == ["本报讯（记者甲）正文。（乙）"]


def read_of(source: bytes) -> dict[str, bytes]:
    """What is made of a file, without its TEI, which is given as it is."""
    return {path: body for path, body in publish([source]).items() if not path.endswith(".xml")}


def test_a_re_indented_file_gives_the_same_pages() -> None:
    source = EVERY.read_bytes()
    assert read_of(reindented(source)) == read_of(source)


@pytest.mark.shared
def test_the_model_re_indented_gives_the_same_pages(shared: Path) -> None:
    source = (shared / "design" / "model.xml").read_bytes()
    assert read_of(reindented(source)) == read_of(source)


def reindented(source: bytes) -> bytes:
    """As an XML editor does it: line feeds and blanks around elements and inside of running text, where words allow."""
    root = etree.fromstring(source)
    for element in root.find(f"{T}text").iter():
        for name in ("text", "tail"):
            text = getattr(element, name)
            if text:
                text = re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "\n        ", text)
                text = re.sub(r"(?<=[a-z]) (?=[a-z])", "\n        ", text)
                setattr(element, name, text)
        # beside a line break, at the edges of blocks
        if element.tag == f"{T}lb" and element.tail and element.get("break") == "no":
            element.tail = "\n      " + element.tail
        if element.tag in (f"{T}p", f"{T}head"):
            element.text = "\n      " + (element.text or "")
            last = element[-1] if len(element) else None
            if last is None:
                element.text += "\n    "
            else:
                last.tail = (last.tail or "") + "\n    "
    return etree.tostring(root)


WORDS = st.lists(st.sampled_from(["省委", "讲话", "。", "John", "12", "月", "—", "a b"]), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.data())
def test_line_feeds_never_change_what_is_read(words: list[str], data: st.DataObject) -> None:
    """Where a blank stands between Latin words, or nothing beside a Chinese one, a line feed may stand: the reader sees no difference."""
    joined, indented = words[0], words[0]
    for before, after in pairwise(words):
        latin = before[-1].isascii() and after[0].isascii()
        gap = " " if latin else ""
        loose = data.draw(st.booleans())
        joined += gap + after
        indented += ("\n   " if loose else gap) + after
    plain, spread = etree.fromstring(f"<p xmlns='{T[1:-1]}'>{joined}</p>"), etree.fromstring(f"<p xmlns='{T[1:-1]}'>\n {indented}\n</p>")
    settle_space(plain)
    settle_space(spread)
    assert spread.text == plain.text


def test_white_space_between_elements_is_settled_too() -> None:
    root = etree.fromstring(f"<p xmlns='{T[1:-1]}'>\n<name>甲</name>\n<name>乙</name>\n<name>Ann</name>\n<name>Bo</name> 丙\n</p>")
    settle_space(root)
    assert "".join(root.itertext()) == "甲乙Ann Bo 丙"


def test_an_article_that_jumps_is_read_as_one() -> None:
    files = publish(
        [
            tei(
                '<pb n="1"/><div type="article" xml:id="a1" next="#a2"><head>始</head><p>前半</p></div>'
                '<pb n="2"/><div type="article" xml:id="a2" prev="#a1"><p>后半</p></div>'
            )
        ]
    )
    assert "a2.html" not in files
    assert html_articles(files) == {"a1": "始前半", "a2": "后半"}
    assert files["index.html"].decode().count("<h3") == 1


def test_articles_that_continue_each_other_in_a_ring_are_all_shown() -> None:
    ring = '<div type="article" xml:id="a1" prev="#a2" next="#a2"><p>甲</p></div><div type="article" xml:id="a2" prev="#a1" next="#a1"><p>乙</p></div>'
    assert html_articles(publish([tei(ring)])) == {"a1": "甲", "a2": "乙"}


# --- what our encoder says in the header ------------------------------------------------------


def converted() -> bytes:
    """The TEI of a page of which nothing is known."""
    return convert_sources([Source("page.txt", "记者 王一 从会上获悉一事。\n".encode())]).tei


def about(tei: bytes, language: str) -> list[tuple[str, str]]:
    """The texts of the facts about the edition, with their languages."""
    page = html.fromstring(make_site([tei], params={"interface": language}).files["index.html"])
    return [(str(dd.get("lang")), dd.text_content().strip()) for dd in page.xpath("//section[@class='about']//dd")]


def test_a_reader_of_chinese_gets_the_sentences_of_the_header_in_chinese() -> None:
    told = [(language, text) for language, text in about(converted(), "zh") if language != "None"]
    assert {language for language, _ in told} == {"zh-Hans"}
    words = " ".join(text for _, text in told)
    for known in ("broadsheet", "page.txt", "UTF-8"):
        words = words.replace(known, "")
    assert not re.findall("[A-Za-z]{3,}", words)
    assert "报纸的文字与图像：权利状况未说明。" in words
    assert "抽取的文本，" in words


def test_a_reader_of_english_gets_them_as_they_stand() -> None:
    told = about(converted(), "en")
    assert ("en", "Text and images of the newspaper: rights not stated.") in told
    assert ("en", "Converted by software; not reviewed since.") in told


def test_what_a_person_wrote_stands_as_it_is() -> None:
    written = converted().replace(b"Converted by software; not reviewed since.", b"Read against the print.")
    assert ("en", "Read against the print.") in about(written, "zh")
