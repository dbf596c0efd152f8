"""Lines of PDF pages: columns stay apart, wide setting is joined, vertical and turned text are lines, and no character is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pdf_pages import BODY, DOWN, Draw, column, nameless, pdf, put, raw_pdf, width_of

from converter.characters import printed
from converter.passage import Line
from converter.readers.pdf import read_pdf


def lines(*draws: Draw, **how: Any) -> tuple[Line, ...]:
    return read_pdf("page.pdf", pdf(*draws, **how)).pages[0].lines


def texts(*draws: Draw, **how: Any) -> list[str]:
    return [line.text for line in lines(*draws, **how)]


def four_columns(canvas: Any) -> None:
    """Of 120 points with gutters of 12, from 50 on."""
    for k in range(4):
        column(canvas, 50 + k * 132, 660, 10)


def test_lines_have_boxes_from_the_top_left_and_the_font_of_their_characters() -> None:
    (line,) = lines(lambda canvas: put(canvas, 50, 700, "清晨的集市", 20))
    assert line.box is not None
    assert line.font is not None
    assert (line.id, line.n, line.text) == ("p1-l1", 1, "清晨的集市")
    assert (line.box.left, line.box.right) == (50, 150)
    assert line.box.top < 100 < line.box.bottom == pytest.approx(102.4)
    assert (line.font.size, line.font.name) == (20, "STSong-Light")


def test_columns_side_by_side_share_no_line() -> None:
    drawn: list[str] = []

    def draw(canvas: Any) -> None:
        for k in range(4):
            drawn.extend(column(canvas, 50 + k * 132, 660, 10))

    assert texts(draw) == drawn


def test_columns_drawn_row_by_row_over_a_narrow_gutter_stay_apart() -> None:
    def draw(canvas: Any) -> None:
        for row in range(8):
            for k in range(3):  # a gutter of 7 points: words of a line that is filled out may be as far apart
                put(canvas, 50 + k * 127, 660 - row * 15, (BODY + BODY)[row * 7 + k : row * 7 + k + 12])

    found = texts(draw)
    assert len(found) == 24
    assert {len(text) for text in found} == {12}


def test_a_comma_that_hangs_into_the_gutter_does_not_join_two_columns() -> None:
    def draw(canvas: Any) -> None:
        for row in range(8):
            for k in range(2):
                put(canvas, 50 + k * 132, 660 - row * 15, BODY[row * 3 : row * 3 + 12] + ("，" if row == 4 else ""))

    found = texts(draw)
    assert len(found) == 16
    assert {len(text) for text in found} == {12, 13}


def test_two_heads_that_meet_over_a_gutter_are_two_lines() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 86, 700, "两头相接左边的标题", 24)
        put(canvas, 314, 700, "右边的另一个标题", 24)
        four_columns(canvas)

    assert texts(draw)[:2] == ["两头相接左边的标题", "右边的另一个标题"]


def test_one_head_over_a_gutter_is_one_line() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 86, 700, "这一个标题横跨两栏也不断开", 24)
        four_columns(canvas)

    assert texts(draw)[0] == "这一个标题横跨两栏也不断开"


def test_an_upright_rule_parts_a_line() -> None:
    def draw(canvas: Any, *, ruled: bool) -> None:
        put(canvas, 50, 700, "左边", 24)
        put(canvas, 110, 700, "右边", 24)
        if ruled:
            canvas.line(104, 640, 104, 760)

    assert texts(lambda canvas: draw(canvas, ruled=True)) == ["左边", "右边"]
    assert texts(lambda canvas: draw(canvas, ruled=False)) == ["左边右边"]


def test_a_letter_spaced_head_is_one_line_without_blanks() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 50, 700, "字距很大的标题", 24, spacing=24)
        four_columns(canvas)

    assert texts(draw)[0] == "字距很大的标题"


def test_drawn_blanks_stay_and_wide_gaps_become_blanks() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 50, 700, "责编：陈　凌　石　羚")
        put(canvas, 50, 600, "人民日报")
        put(canvas, 99, 600, "第八版")  # nine points further on

    assert texts(draw) == ["责编：陈　凌　石　羚", "人民日报　第八版"]


def test_words_of_a_latin_line_are_parted_however_they_are_set() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 50, 700, "The town council met", 10, "Times-Roman")
        put(canvas, 50, 650, "A V A L O N", 10, "Times-Roman")
        for x, word in ((50, "words"), (85, "set"), (110, "apart")):
            put(canvas, x, 600, word, 10, "Times-Roman")
        put(canvas, 50, 550, "HARBOUR NEWS", 18, "Times-Roman", spacing=6)

    assert texts(draw) == ["The town council met", "A V A L O N", "words set apart", "HARBOUR NEWS"]


def justified(canvas: Any, x: float, top: float, rows: list[str], measure: float = 150, *, last: bool = True) -> None:
    """Each row word by word, spread to the measure but for the last; a row that starts with a blank is indented."""
    for n, row in enumerate(rows):
        words = row.split()
        widths = [width_of(word) for word in words]
        start = x + (10 if row.startswith(" ") else 0)
        spread = (x + measure - start - sum(widths)) / max(len(words) - 1, 1)
        gap = 2.5 if last and n == len(rows) - 1 else spread
        for word, width in zip(words, widths, strict=True):
            put(canvas, start, top - 13 * n, word, 10, "Times-Roman")
            start += width + gap


STRETCHED = [
    " Councillors were told on Tuesday evening that",
    "the bridge over the river would remain closed",
    "notwithstanding objections",
    " Notwithstanding reservations",
    "administrations everywhere and",
    "the repairs would take at least until the end",
    "of August",
]


def test_words_far_apart_that_fill_a_column_are_one_line() -> None:
    def draw(canvas: Any) -> None:
        justified(canvas, 50, 700, STRETCHED, 200)
        justified(canvas, 264, 700, ["both and", *STRETCHED], 210)  # stretched at the head of its column

    rows = [row.strip() for row in STRETCHED]
    assert texts(draw) == [*rows, "both and", *rows]


def test_words_that_end_two_stretched_lines_at_one_place_begin_no_column() -> None:
    rows = ["the bridge over the river would remain open", "notwithstanding that", "administrations that", *STRETCHED[5:]]
    assert texts(lambda canvas: justified(canvas, 50, 700, rows, 180)) == rows


def test_a_line_over_the_gap_parts_it_from_those_beyond() -> None:
    full = "the bridge over the river would remain open"
    rows = [full, "notwithstanding stop", full, "notwithstanding pots", full, "for good"]  # both last words begin at one place
    assert texts(lambda canvas: justified(canvas, 50, 700, rows, 180)) == rows


def test_columns_under_a_text_as_wide_as_both_stay_apart() -> None:
    wide = [
        "The council of the harbour town met on Tuesday evening behind doors that were well",
        "closed, and its clerk told us what was said",
    ]
    left = ["Most of the words in this left column", "are set as closely as words are set by", "those who set them"]
    right = ["The column on the right goes on with", "others, which nobody reads before", "the left one ends"]

    def draw(canvas: Any, *, by_rows: bool) -> None:
        justified(canvas, 50, 700, wide, 360, last=False)
        rows = [(50, left, n) for n in range(3)] + [(250, right, n) for n in range(3)]
        for x, column_, n in sorted(rows, key=lambda row: row[2]) if by_rows else rows:
            justified(canvas, x, 674 - 13 * n, [column_[n]], 160, last=n == 2)

    assert texts(lambda canvas: draw(canvas, by_rows=False)) == [*wide, *left, *right]
    assert sorted(texts(lambda canvas: draw(canvas, by_rows=True))) == sorted([*wide, *left, *right])


def test_words_that_reach_no_edge_of_the_lines_above_stay_apart() -> None:
    def draw(canvas: Any) -> None:
        justified(canvas, 50, 700, ["the bridge over the river would remain closed", "for good"], 200)
        put(canvas, 90, 674, "Gains", 10, "Times-Roman")
        put(canvas, 160, 674, "Losses", 10, "Times-Roman")

    assert texts(draw)[2:] == ["Gains", "Losses"]


def test_a_vertical_head_is_one_line() -> None:
    def draw(canvas: Any) -> None:
        for k, char in enumerate("竖排的标题"):
            put(canvas, 50, 700 - k * 30, char, 26)
        column(canvas, 100, 700, 10)

    head = lines(draw)[0]
    assert head.box is not None
    assert (head.text, head.vertical, head.turn) == ("竖排的标题", True, 0)
    assert head.box.bottom - head.box.top > 140 > 30 > head.box.right - head.box.left


def test_a_vertical_head_of_two_lines_reads_from_right_to_left_however_it_is_drawn() -> None:
    def draw(canvas: Any) -> None:
        for row in range(4):
            put(canvas, 50, 700 - row * 30, "第二列字"[row], 26)
            put(canvas, 86, 700 - row * 30, "第一列话"[row], 26)
        column(canvas, 150, 700, 10)

    assert [(line.text, line.vertical) for line in lines(draw)[:2]] == [("第一列话", True), ("第二列字", True)]


def test_rows_of_two_characters_that_are_further_apart_than_those_are_rows() -> None:
    def draw(canvas: Any) -> None:
        for row in range(4):
            put(canvas, 50, 700 - row * 40, "北京上海天津重庆"[row * 2 : row * 2 + 2], 26)
        column(canvas, 150, 700, 10)

    assert texts(draw)[:4] == ["北京", "上海", "天津", "重庆"]


def test_columns_of_vertical_text_are_lines_in_the_order_in_which_they_are_drawn() -> None:
    def draw(canvas: Any) -> None:
        for k in range(5):
            put(canvas, 500 - k * 15, 700, (BODY + BODY)[k * 20 : k * 20 + 20], 10, DOWN)

    found = lines(draw)
    assert [line.text for line in found] == [(BODY + BODY)[k * 20 : k * 20 + 20] for k in range(5)]
    assert all(line.vertical for line in found)


def test_figures_stand_in_a_vertical_head_and_alone_they_do_not() -> None:
    def draw(canvas: Any) -> None:
        for k, char in enumerate("2025年8月"):
            put(canvas, 50 if char > "9" else 56, 700 - k * 28, char, 24)
        for k in range(6):
            put(canvas, 400, 700 - k * 28, str(k), 24)
        column(canvas, 150, 700, 10)

    found = lines(draw)
    assert (found[0].text, found[0].vertical) == ("2025年8月", True)
    assert sum(line.vertical for line in found) == 1


def test_smaller_figures_and_indices_that_touch_are_of_the_line() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 50, 700, "第", 20)
        put(canvas, 70, 700, "12", 12, "Helvetica")
        put(canvas, 84, 700, "届运动会开幕", 20)
        put(canvas, 50, 650, "H", 10, "Helvetica")
        put(canvas, 57.5, 647, "2", 6, "Helvetica")
        put(canvas, 61, 650, "O is water", 10, "Helvetica")

    assert texts(draw) == ["第12届运动会开幕", "H2O is water"]


def test_figures_below_one_another_in_a_table_are_no_vertical_line() -> None:
    def draw(canvas: Any) -> None:
        for k, char in enumerate("甲乙丙"):
            put(canvas, 50, 700 - k * 15, char)
            put(canvas, 120, 700 - k * 15, "一百二十元")
        column(canvas, 250, 700, 10)

    assert not [line for line in lines(draw) if line.vertical]


def test_turned_text_is_kept_with_its_turn() -> None:
    def draw(canvas: Any) -> None:
        column(canvas, 50, 660, 3)
        for angle, text in ((90, "向上走的字"), (270, "向下走的字"), (180, "倒着的字")):
            canvas.saveState()
            canvas.translate(300, 400)
            canvas.rotate(angle)
            put(canvas, 20, 0, text)
            canvas.restoreState()

    turned = {line.text: line for line in lines(draw) if line.turn}
    assert {text: line.turn for text, line in turned.items()} == {"向上走的字": 270, "向下走的字": 90, "倒着的字": 180}
    box = turned["向上走的字"].box
    assert box is not None
    assert (box.top, box.bottom) == (330, 380)
    assert box.right - box.left == 10


@pytest.mark.parametrize(("angle", "turn"), [(45, 315), (20, 340), (-30, 30), (130, 230), (-60, 60)])
def test_slanted_text_is_one_line_and_joins_no_other(angle: int, turn: int) -> None:
    def draw(canvas: Any) -> None:
        column(canvas, 50, 700, 12)
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(angle)
        put(canvas, -30, 30, "NUR ZUR ANSICHT", 30, "Helvetica")
        put(canvas, -30, -20, "内部 资料", 30)
        canvas.restoreState()
        column(canvas, 420, 700, 12)

    found = lines(draw)
    slanted = {line.text: line for line in found if line.font and line.font.size == 30}
    assert set(slanted) == {"NUR ZUR ANSICHT", "内部 资料"}
    assert len(found) == 26
    assert {line.turn for line in slanted.values()} == {turn}
    box = slanted["NUR ZUR ANSICHT"].box
    assert box is not None
    assert box.bottom - box.top > 60 > 30


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_turned_page_has_its_boxes_where_they_are_seen(angle: int) -> None:
    def draw(canvas: Any) -> None:
        canvas.setPageRotation(angle)
        canvas.saveState()
        # the page as it is seen is 600 wide and 800 high; text stands upright on it
        if angle == 90:
            canvas.translate(800, 0)
        elif angle == 180:
            canvas.translate(600, 800)
        elif angle == 270:
            canvas.translate(0, 600)
        canvas.rotate(angle)
        put(canvas, 50, 700, "看见的样子", 10)
        canvas.restoreState()

    page = read_pdf("page.pdf", pdf(draw)).pages[0]
    (line,) = page.lines
    assert page.size == (600, 800)
    assert (line.text, line.turn) == ("看见的样子", 0)
    assert line.box is not None
    assert (line.box.left, line.box.right, line.box.bottom) == (50, 100, pytest.approx(101.2))


def test_boxes_are_those_of_the_part_that_is_seen() -> None:
    data = pdf(lambda canvas: put(canvas, 150, 600, "裁过的页面")).replace(
        b"/MediaBox [ 0 0 600 800 ]", b"/MediaBox [ 0 0 600 800 ] /CropBox [ 100 50 500 700 ]"
    )
    page = read_pdf("page.pdf", moved(data)).pages[0]
    (line,) = page.lines
    assert line.box is not None
    assert page.size == (400, 650)
    assert (line.box.left, line.box.right, line.box.bottom) == (50, 100, pytest.approx(101.2))


def test_a_slug_of_the_printer_beyond_the_edges_is_left_out_and_told() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 150, 600, "页面上的文字")
        put(canvas, 80, 500, "一半在页边之外")
        put(canvas, 150, 20, "daily.indd 3", 8, "Helvetica")
        put(canvas, 520, 400, "外面")

    data = pdf(draw).replace(b"/MediaBox [ 0 0 600 800 ]", b"/MediaBox [ 0 0 600 800 ] /CropBox [ 100 50 500 700 ]")
    reading = read_pdf("page.pdf", moved(data))
    assert [line.text for line in reading.pages[0].lines] == ["页面上的文字", "一半在页边之外"]
    assert [(note.code, note.where) for note in reading.notices] == [("I-READ-17", "p1")]
    assert reading.notices[0].message.startswith("2 lines beyond the edges of page 1 are left out; the first of them: daily.indd 3")


def moved(data: bytes) -> bytes:
    """A PDF that was changed by hand, with its table of objects dropped: PDFium makes it anew."""
    return data[: data.index(b"xref")] + data[data.index(b"trailer") :]


def test_a_drop_cap_is_the_line_before_the_one_that_goes_on_with_its_word() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 50, 715, "前一段的末行在它上面")
        put(canvas, 78, 700, "字下沉的段落开始在这里")
        put(canvas, 78, 685, "第二行也在旁边")
        put(canvas, 50, 670, "第三行回到左边界线上面")
        put(canvas, 50, 685, "首", 26)  # drawn last

    assert texts(draw) == ["前一段的末行在它上面", "首", "字下沉的段落开始在这里", "第二行也在旁边", "第三行回到左边界线上面"]


def test_a_copy_of_print_counts_once_and_is_kept_as_surplus() -> None:
    def draw(canvas: Any) -> None:
        for shift in (0, 1, 2.5):
            put(canvas, 50 + shift, 700 - shift, "重影的标题", 24)
        column(canvas, 50, 660, 3)

    reading = read_pdf("page.pdf", pdf(draw))
    head = reading.pages[0].lines[0]
    assert head.clean == "重影的标题"
    assert head.text == "重影的标题" * 3
    assert [(edit.kind, edit.start, edit.end) for edit in head.edits] == [("surplus", 5, 10), ("surplus", 10, 15)]
    assert [note.code for note in reading.notices] == ["I-READ-13"]
    assert len(reading.pages[0].lines) == 4


def test_a_copy_of_some_characters_stands_right_after_them() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 50, 700, "重影的标题", 24)
        put(canvas, 51, 699, "重影", 24)
        column(canvas, 50, 660, 3)

    head = lines(draw)[0]
    assert (head.clean, head.text) == ("重影的标题", "重影重影的标题")
    assert [(edit.kind, edit.start, edit.end) for edit in head.edits] == [("surplus", 2, 4)]


def test_a_shadow_further_off_is_a_copy_of_the_whole_line() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 50, 700, "重影的标题", 24)
        put(canvas, 57, 693, "重影", 24)  # in other pieces, so that PDFium does not see it
        put(canvas, 105, 693, "的标题", 24)
        column(canvas, 50, 650, 3)

    head, *rest = lines(draw)
    assert (head.clean, len(head.edits), len(rest)) == ("重影的标题", 1, 3)


def test_the_same_words_in_two_lines_are_two_lines() -> None:
    def draw(canvas: Any) -> None:
        for k in range(3):
            put(canvas, 50, 700 - k * 12, "三角三角")

    assert texts(draw) == ["三角三角"] * 3


@pytest.mark.parametrize(("angle", "step"), [(0, 6), (2, 15), (-3, 15)])
def test_lines_that_say_the_same_close_together_or_tilted_are_all_lines(angle: float, step: float) -> None:
    def draw(canvas: Any) -> None:
        canvas.translate(60, 600)
        canvas.rotate(angle)
        for k in range(8):
            put(canvas, 0, -step * k, "geöffnet von neun bis fünf Uhr", 10, "Times-Roman")
            put(canvas, 200, -step * k, f"Tag {k}", 10, "Times-Roman")

    found = lines(draw)
    assert Counter(line.clean for line in found if "Tag" not in line.clean) == {"geöffnet von neun bis fünf Uhr": 8}
    assert not [line for line in found if line.edits]
    assert [line.clean for line in found if "Tag" in line.clean] == [f"Tag {k}" for k in range(8)]


def test_a_font_of_negative_size_on_a_page_upside_down_is_upright() -> None:
    content = b"BT /F1 -10 Tf -1 0 0 -1 50 700 Tm (Stadtrat) Tj ET"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    (line,) = read_pdf("page.pdf", raw_pdf(content, b"/Font << /F1 5 0 R >>", font)).pages[0].lines
    assert (line.text, line.turn) == ("Stadtrat", 0)
    assert line.box is not None
    assert (line.box.left, line.box.bottom) == (50, pytest.approx(101.2))


def test_a_space_between_words_of_a_head_over_a_gutter_is_no_cut() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Times-Roman", 24)
        start = 176 - canvas.stringWidth("Stadtrat verlegt") - 5  # its second space, ten points wide, is over the first gutter
        canvas.drawString(start, 700, "Stadtrat verlegt den alten Markt", wordSpace=4)
        for k in range(4):
            column(canvas, 50 + k * 132, 660, 10)
        put(canvas, 50, 400, "Linke Überschrift", 16, "Times-Roman")
        put(canvas, 182, 400, "Rechte Überschrift", 16, "Times-Roman")
        for k in range(4):
            column(canvas, 50 + k * 132, 380, 10)

    found = texts(draw)
    assert found[0] == "Stadtrat verlegt den alten Markt"
    assert found[41:43] == ["Linke Überschrift", "Rechte Überschrift"]


def test_the_letters_of_a_ligature_have_one_place_and_are_no_copies() -> None:
    data = nameless(40, b"1 beginbfchar <0001> <00660066> endbfchar 1 beginbfrange <0002> <00ff> <4e00> endbfrange")
    (line,) = read_pdf("page.pdf", data).pages[0].lines
    assert line.text.startswith("ff一丁")
    assert not line.edits


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 50, 700, "members of the com-", 10, "Helvetica")
        put(canvas, 50, 688, "mittee met", 10, "Helvetica")

    assert texts(draw) == ["members of the com-", "mittee met"]


def test_a_soft_hyphen_that_is_printed_is_a_hyphen() -> None:
    data = nameless(3, b"3 beginbfchar <0001> <0061> <0002> <00ad> <0003> <0062> endbfchar")
    assert [line.text for line in read_pdf("x.pdf", data).pages[0].lines] == ["a-b"]


def test_letters_that_stand_twice_are_no_copies() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 50, 700, "Lillis will fill all 1111 ……", 10, "Helvetica")

    (line,) = lines(draw)
    assert not line.edits
    assert line.text.startswith("Lillis will fill all 1111")


def test_order_is_that_of_the_file() -> None:
    def draw(canvas: Any) -> None:
        put(canvas, 300, 700, "先画的在右边")
        put(canvas, 50, 700, "后画的在左边")

    assert texts(draw) == ["先画的在右边", "后画的在左边"]


def as_read(data: bytes) -> list[Counter[str]]:
    """By page, the inked characters that PDFium's raw interface gives, without those that it made up."""
    pdfium = pytest.importorskip("pypdfium2")
    raw = pdfium.raw
    found = []
    for page in pdfium.PdfDocument(data):
        text = page.get_textpage()
        codes = [
            (raw.FPDFText_GetUnicode(text.raw, k), raw.FPDFText_IsGenerated(text.raw, k)) for k in range(raw.FPDFText_CountChars(text.raw))
        ]
        found.append(Counter(printed("".join("-" if code == 2 else chr(code) for code, generated in codes if not generated))))
    return found


def as_lines(data: bytes) -> list[Counter[str]]:
    return [Counter("".join(printed(line.clean) for line in page.lines)) for page in read_pdf("page.pdf", data).pages]


def test_nothing_is_lost_or_made_up() -> None:
    def crowded(canvas: Any) -> None:
        four_columns(canvas)
        put(canvas, 50, 700, "标题与正文叠在一处", 30)
        for k in range(40):
            put(canvas, 50 + 37 * k % 500, 780 - 53 * k % 760, BODY[k : k + 1 + k % 4], 6 + k % 30)
        canvas.rotate(45)
        put(canvas, 300, 50, "斜着的字", 18)

    data = pdf(crowded, four_columns)
    assert as_lines(data) == as_read(data)
    assert sum(map(Counter.total, as_lines(data))) > 1000


@pytest.mark.shared
@pytest.mark.parametrize("page", ["p02", "p05", "p10", "p18"])
def test_nothing_of_a_development_page_is_lost(shared: Path, page: str) -> None:
    data = (shared / "pages" / "rebuilt" / f"rmrb_20251020_{page}.pdf").read_bytes()
    assert as_lines(data) == as_read(data)
