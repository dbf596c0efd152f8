"""hOCR: words to lines by script, places, kinds, pictures; loose text and careless HTML are read whole."""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.errors import UnreadableError
from converter.model import Box, Font, Page
from converter.readers.ocr import read_hocr


def hocr(*pages: str, system: str = "", doctype: str = "<!DOCTYPE html>") -> bytes:
    meta = f'<meta name="ocr-system" content="{system}"/>' if system else ""
    bodies = "".join(
        f'<div class="ocr_page" id="page_{n}" title="image a b.png; bbox 0 0 1000 1500; ppageno 0">{page}</div>'
        for n, page in enumerate(pages)
    )
    return f"{doctype}<html><head><title>not text</title>{meta}</head><body>{bodies}</body></html>".encode()


def word(text: str, box: str = "1 2 30 14") -> str:
    return f"<span class='ocrx_word' title='bbox {box}; x_wconf 90'>{text}</span>"


def line(*words: str, kind: str = "ocr_line", more: str = "", glue: str = " ") -> str:
    return f'<span class="{kind}" title="bbox 10 20 110 32{more}">{glue.join(words)}</span>'


def par(*lines: str, name: str = "par_1", box: str = "0 0 200 90") -> str:
    body = "\n  ".join(lines)
    return f'<div class="ocr_carea" id="c_{name}" title="bbox 0 0 999 999"><p class="ocr_par" id="{name}" title="bbox {box}">\n{body}\n</p></div>'


def first_page(data: bytes) -> Page:
    return read_hocr("page.hocr", data).pages[0]


def texts(data: bytes) -> list[str]:
    return [one.text for one in first_page(data).lines]


def test_words_become_lines_and_paragraphs_blocks() -> None:
    page = first_page(
        hocr(par(line(word("heavy"), word("rain")), line(word("again"))) + par(line(word("Dry")), name="par_2", box="5 6 7 8"))
    )
    assert page.size == (1000, 1500)
    assert [(one.text, one.box, one.gap_before) for one in page.lines] == [
        ("heavy rain", Box(10, 20, 110, 32), 0),
        ("again", Box(10, 20, 110, 32), 0),
        ("Dry", Box(10, 20, 110, 32), 1),
    ]
    assert [(one.id, one.kind, one.lines, one.box) for one in page.blocks] == [
        ("par_1", "text", (1, 2), Box(0, 0, 200, 90)),
        ("par_2", "text", (3,), Box(5, 6, 7, 8)),
    ]


@pytest.mark.parametrize("glue", ["", " ", "\n    "])
def test_ideographs_join_without_blanks_and_other_words_with_one(glue: str) -> None:
    assert texts(hocr(par(line(*map(word, "大雨成灾"), glue=glue)))) == ["大雨成灾"]
    assert texts(hocr(par(line(*map(word, ("据", "NBC", "说", "“", "大雨", "”", "。")), glue=glue)))) == ["据NBC说“大雨”。"]
    assert texts(hocr(par(line(*map(word, ("He", "—", "said", "“rain”")), glue=glue)))) == ["He — said “rain”"]


def test_words_may_hold_glyphs_and_type() -> None:
    glyphs = "<span class='ocrx_cinfo'>r</span>\n      <span class='ocrx_cinfo'>ain</span>\n    "
    page = first_page(hocr(par(line(word(f"\n      {glyphs}"), word("<strong><em>falls</em></strong>"), more="; x_size 21.5"))))
    assert [(one.text, one.font) for one in page.lines] == [("rain falls", Font(21.5, 700))]
    light = first_page(hocr(par(line(word("<b>It</b>"), word("rains"), more="; x_size 9"))))
    assert light.lines[0].font == Font(9, 400)


def test_lines_have_size_and_turn() -> None:
    page = first_page(hocr(par(line(word("Rain"), more="; x_size 40; textangle 90"), line(word("Rain"), more="; textangle 180"))))
    assert [(one.font, one.turn) for one in page.lines] == [(Font(40, 400), 270), (None, 180)]


def test_an_upright_line_is_known_by_its_shape() -> None:
    tall = '<span class="ocr_line" title="bbox 10 20 22 140">大雨成灾</span>'
    assert first_page(hocr(par(tall))).lines[0].vertical


def test_kinds_come_from_the_classes_of_lines_and_blocks() -> None:
    body = par(line(word("Rain"), kind="ocr_caption"), line(word("It")), line(word("rained.")), line(word("3"), kind="ocr_pageno"))
    page = first_page(hocr(body + '<div class="ocr_table" id="t" title="bbox 1 1 9 9">' + line(word("12")) + "</div>"))
    assert [(one.id, one.kind, one.lines) for one in page.blocks] == [
        ("par_1", "caption", (1,)),
        ("par_1.2", "text", (2, 3)),
        ("par_1.3", "furniture", (4,)),
        ("t", "table", (5,)),
    ]


@pytest.mark.parametrize(("system", "kind"), [("tesseract 5.3", "main"), ("other", "furniture"), ("", "furniture")])
def test_ocr_header_is_a_running_head_but_for_tesseract_a_heading(system: str, kind: str) -> None:
    assert first_page(hocr(par(line(word("Rain"), kind="ocr_header")), system=system)).blocks[0].kind == kind


def test_a_caption_may_hold_lines() -> None:
    body = '<div class="ocr_caption" id="c">' + line(word("Rain")) + line(word("again")) + "</div>"
    page = first_page(hocr(body))
    assert [(one.id, one.kind, one.lines) for one in page.blocks] == [("c", "caption", (1, 2))]


def test_pictures_and_rules_are_drawn() -> None:
    body = "<div class='ocr_photo' title='bbox 1 1 90 90'></div><div class='ocr_separator' title='bbox 5 0 7 900'></div>" + par(
        line(word("Rain"))
    )
    drawing = first_page(hocr(body)).drawing
    assert [picture.box for picture in drawing.pictures] == [Box(1, 1, 90, 90)]
    assert drawing.rules == (Box(5, 0, 7, 900),)


def test_loose_text_makes_lines_as_html_does() -> None:
    body = f"over<br/>and above<p>a paragraph\n of two rows</p>{line('in', 'a line')}after<table><tr><td>cell</td></tr></table>"
    assert texts(hocr(body)) == ["over", "and above", "a paragraph of two rows", "in a line", "after", "cell"]
    assert texts(hocr("<p>大雨\n成灾</p>")) == ["大雨成灾"]


def test_words_without_lines_are_rowed_by_their_places() -> None:
    words = word("heavy", "10 10 60 20") + word("rain", "70 11 99 21") + word("again", "10 30 60 40") + word("and", "70 45 90 55")
    page = first_page(hocr(words))
    assert [(one.text, one.box) for one in page.lines] == [
        ("heavy rain", Box(10, 10, 99, 21)),
        ("again", Box(10, 30, 60, 40)),
        ("and", Box(70, 45, 90, 55)),
    ]


def test_careless_html_is_read_whole() -> None:
    data = b"<html><body><div class=ocr_page title='bbox 0 0 9 9'><span class=ocr_line>Rain &amp; hail &nbsp;<b>fell<p>all day"
    assert texts(data) == ["Rain & hail \xa0fell all day"]


def test_several_pages_and_empty_ones() -> None:
    reading = read_hocr("page.hocr", hocr(par(line(word("one"))), ""))
    assert [len(page.lines) for page in reading.pages] == [1, 0]
    assert [(notice.code, notice.where) for notice in reading.notices] == [("W-READ-05", "p2")]


def test_encodings_are_told_from_the_bytes() -> None:
    data = hocr(par(line(word("大雨成灾，记者在现场看到水的力量，人们正在努力。")))).decode()
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert texts(data.encode(encoding)) == ["大雨成灾，记者在现场看到水的力量，人们正在努力。"]


def test_xhtml_with_its_doctype_is_fine_and_its_entities_are_dead() -> None:
    doctype = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://127.0.0.1:9/x.dtd">'
    )
    assert texts(hocr(par(line(word("Rain"))), doctype=doctype)) == ["Rain"]
    hostile = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert [text for text in texts(hocr(par(line(word("&x;"))), doctype=hostile)) if "&x;" not in text] == []


def test_scripts_and_comments_are_no_text() -> None:
    assert texts(hocr("<script>var a;</script><style>b{}</style><!-- c -->" + par(line(word("Rain"))))) == ["Rain"]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "empty"), (b"<html><p>Rain</p></html>", "no hOCR"), (b"\x00\x01\x02" * 50, "no hOCR"), (b"just text", "no hOCR")],
)
def test_what_is_no_hocr_is_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_hocr("page.hocr", data)


def test_deep_nesting_is_refused_or_read_whole_never_cut() -> None:
    deep = hocr("<div>" * 5000 + par(line(word("Rain"))) + "</div>" * 5000)
    with pytest.raises(UnreadableError, match="nested too deep"):
        read_hocr("page.hocr", deep)
    assert texts(hocr("<div>" * 200 + par(line(word("Rain"))) + "</div>" * 200)) == ["Rain"]


def test_the_file_is_described_with_its_program() -> None:
    assert read_hocr("page.hocr", hocr(par(line(word("a"))), system="reader 3")).files[0].description == "OCR with layout, hOCR (reader 3)"


@pytest.mark.parametrize(
    ("said", "name"), [("image a b.png", "a b.png"), ("image &quot;in/a;b.png&quot;", "in/a;b.png"), ("ppageno 0", None)]
)
def test_the_image_that_was_read_is_named(said: str, name: str | None) -> None:
    page = read_hocr("page.hocr", hocr(par(line(word("a")))).replace(b"image a b.png", said.encode())).pages[0]
    assert (page.scan, page.unit) == (name, "px")


piece = st.text(st.sampled_from("abß大雨。,-&<"), min_size=1, max_size=4)
nodes = st.recursive(
    piece.map(escape),
    lambda inner: st.tuples(
        st.sampled_from(("ocr_par", "ocr_line", "ocrx_word", "ocr_caption", "ocr_header", "")),
        st.sampled_from(("span", "div", "b")),
        st.lists(inner, max_size=4),
    ).map(lambda node: f'<{node[1]} class="{node[0]}">{" ".join(node[2])}</{node[1]}>'),
    max_leaves=12,
)


@given(st.lists(nodes, max_size=5))
def test_every_character_stands_in_a_line_once(body: list[str]) -> None:
    page = first_page(hocr("".join(body)))
    wanted = Counter("".join(unescape(re.sub("<[^>]*>", "", "".join(body))).split()))
    assert Counter("".join("".join(one.text.split()) for one in page.lines)) == wanted
    assert sorted(n for one in page.blocks for n in one.lines) == [one.n for one in page.lines]
