"""Blanks of PDF pages: those that a page draws stay, however it draws them, and none is made up."""

from __future__ import annotations

from typing import Any

import pytest
from pdf_pages import BODY, DOWN, Draw, pdf, put

from converter.pipeline import convert_sources
from converter.readers import Source
from converter.readers.pdf import read_pdf


def texts(*draws: Draw, **how: Any) -> list[str]:
    return [line.text for line in read_pdf("page.pdf", pdf(*draws, **how)).pages[0].lines]


def words(canvas: Any, x: float, y: float, parts: list[tuple[str, float]], size: float = 10) -> None:
    """Each a text object of its own, with its width in points, as word processors write them."""
    for text, width in parts:
        put(canvas, x, y, text, size)
        x += width


@pytest.mark.parametrize(("blank", "width"), [(" ", 2.5), (" ", 5.0), ("\u3000", 10.0)])
def test_blanks_that_are_objects_of_their_own_part_names(blank: str, width: float) -> None:
    parts = [("（记者", 30.0), (blank, width), ("马晓云", 30.0), (blank, width), ("通讯员", 30.0), (blank, width), ("李国栋）", 40.0)]
    assert texts(lambda canvas: words(canvas, 50, 700, parts)) == [f"（记者{blank}马晓云{blank}通讯员{blank}李国栋）"]


def test_a_blank_of_its_own_in_wide_latin_setting_is_a_word_space() -> None:
    parts = [("Herr", 20.0), (" ", 9.0), ("Meier", 25.0)]
    assert texts(lambda canvas: words(canvas, 50, 700, parts)) == ["Herr Meier"]


def test_several_blanks_of_their_own_stay_several() -> None:
    parts = [("李", 10.0), ("\u3000", 10.0), ("\u3000", 10.0), ("丁", 10.0)]
    assert texts(lambda canvas: words(canvas, 50, 700, parts)) == ["李\u3000\u3000丁"]


def test_a_blank_without_room_or_away_from_the_line_parts_nothing() -> None:
    def draw(canvas: Any) -> None:
        words(canvas, 50, 700, [("清晨", 20.0), (" ", 0.0), ("集市", 20.0)])
        words(canvas, 50, 680, [("人声", 20.0)])
        put(canvas, 70, 300, " ")
        put(canvas, 70, 680, "渐起")

    assert texts(draw) == ["清晨集市", "人声渐起"]


def test_blanks_do_not_join_what_stands_apart() -> None:
    assert texts(lambda canvas: words(canvas, 50, 700, [("清晨", 20.0), (" ", 40.0), ("集市", 20.0)])) == ["清晨", "集市"]


def test_a_blank_that_is_drawn_in_a_gutter_joins_no_columns() -> None:
    def draw(canvas: Any) -> None:
        for k in range(6):
            words(canvas, 50, 700 - 14 * k, [((BODY + BODY)[5 * k :][:14], 140.0), (" ", 10.0), ((BODY + BODY)[7 * k + 3 :][:14], 140.0)])

    assert [len(text.strip("\u3000")) for text in texts(draw)] == [14] * 12


def test_a_blank_of_its_own_stays_on_a_turned_page() -> None:
    def draw(canvas: Any) -> None:
        canvas.translate(300, 100)
        canvas.rotate(90)
        words(canvas, 0, 0, [("记者", 20.0), (" ", 3.0), ("马晓云", 30.0)])

    assert texts(draw) == ["记者 马晓云"]


def test_wide_blanks_at_the_ends_of_a_line_stay_and_spaces_do_not() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 50, 700, "\u3000\u3000清晨的集市")
        put(canvas, 50, 680, "（记者\u3000马晓云\u3000")
        put(canvas, 50, 660, " 李国栋） ")

    page = read_pdf("page.pdf", pdf(draw)).pages[0]
    assert [line.text for line in page.lines] == ["\u3000\u3000清晨的集市", "（记者\u3000马晓云\u3000", "李国栋）"]
    assert page.lines[0].box is not None
    assert page.lines[0].box.left == 70  # where the print begins


def test_what_the_reader_keeps_at_a_lines_end_the_repair_drops_and_records() -> None:
    tei = convert_sources([Source("page.pdf", pdf(lambda canvas: put(canvas, 50, 700, "\u3000\u3000清晨的集市上人声渐起。")))]).tei.decode()
    assert "\u3000\u3000清晨的集市上人声渐起。" in tei
    assert ">清晨的集市上人声渐起。<" in tei


@pytest.mark.parametrize("text", ["記者\u3000馬曉雲\u3000攝\u3000", "\u3000\u3000清晨的集市上人声", "記者 馬曉雲"])
def test_blanks_of_a_vertical_line_stay_and_do_not_cut_it(text: str) -> None:
    (line,) = read_pdf("page.pdf", pdf(lambda canvas: put(canvas, 300, 700, text, 12, DOWN))).pages[0].lines
    assert (line.text, line.vertical) == (text, True)
    assert line.box is not None
    assert line.box.top == 100 + 12 * (len(text) - len(text.lstrip()))
    assert line.box.bottom - line.box.top == pytest.approx(12 * len(text.strip("\u3000")), abs=9)


def test_blanks_of_a_vertical_line_of_single_characters_stay() -> None:
    def draw(canvas: Any) -> None:
        for k, char in enumerate("（記者\u3000馬曉雲\u3000攝）"):
            put(canvas, 300, 700 - 10 * k, char)

    assert [(line.text, line.vertical) for line in read_pdf("page.pdf", pdf(draw)).pages[0].lines] == [
        ("（記者\u3000馬曉雲\u3000攝）", True)
    ]
