"""PDF files that are locked, cut off, damaged, empty, scanned, or that do not say which characters their glyphs are."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pdf_pages import BODY, column, nameless, pdf, put, raw_pdf

from converter.errors import ConverterError, UnreadableError
from converter.readers.codes import CODES
from converter.readers.pdf import pages_of_pdf, read_pdf
from converter.readers.pdf.document import AT_ONCE, MOST_PAGES
from converter.readers.pdf.png import png

NAMED = b"1 beginbfrange <0001> <00ff> <4e00> endbfrange"
PRIVATE = b"1 beginbfrange <0001> <00ff> <e000> endbfrange"
# The second entry lacks its bracket: PDFium gives up on the table, pdfminer.six reads on.
HALF_NAMED = b"2 beginbfchar <0001> <4e00> <0002> <4e01 endbfchar 1 beginbfrange<0003><00ff><4e02>endbfrange"


def page(canvas: Any) -> None:
    column(canvas, 50, 700, 6)


def codes(data: bytes) -> list[str]:
    return [note.code for note in read_pdf("page.pdf", data).notices]


def test_every_code_is_explained() -> None:
    told = {*codes(nameless(400)), *codes(nameless(400, HALF_NAMED)), *codes(pdf(lambda _: None))}
    assert {"W-READ-05", "W-READ-11", "I-READ-12", "W-READ-14"} <= told
    assert told <= CODES.keys()


def test_a_reading_says_what_file_it_came_from() -> None:
    data = pdf(page, page)
    reading = read_pdf("issue.pdf", data)
    (file,) = reading.files
    assert (file.name, file.size, len(file.sha256)) == ("issue.pdf", len(data), 64)
    assert [(one.id, one.n, len(one.lines)) for one in reading.pages] == [("p1", 1, 6), ("p2", 2, 6)]
    assert reading.pages[1].lines[0].id == "p2-l1"


def test_an_empty_user_password_opens_the_file() -> None:
    locked = pdf(page, password="", owner="of the owner")
    assert [line.text for line in read_pdf("a", locked).pages[0].lines] == [line.text for line in read_pdf("a", pdf(page)).pages[0].lines]


def test_a_password_is_asked_for() -> None:
    with pytest.raises(UnreadableError, match="asks for a password") as caught:
        read_pdf("locked.pdf", pdf(page, password="secret"))
    assert caught.value.where == "locked.pdf"
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + b"x" * 5000 + b"\n%%EOF\n"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_pdf("x.pdf", data)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused(share: float) -> None:
    data = pdf(page)
    with pytest.raises(UnreadableError, match="truncated"):
        read_pdf("x.pdf", data[: int(len(data) * share)])


def test_a_file_made_for_the_web_is_as_long_as_it_says() -> None:
    data = pdf(page)
    with pytest.raises(UnreadableError, match="it says that it has 999999 bytes"):
        read_pdf("x.pdf", data.replace(data[:9], data[:9] + b"9 0 obj <</Linearized 1 /L 999999 /N 1>> endobj\n", 1))


def test_a_file_without_its_end_mark_is_read_where_its_table_is_there() -> None:
    data = pdf(page)
    assert read_pdf("x.pdf", data[: data.rindex(b"%%EOF")]).pages[0].lines


def test_pages_beyond_all_measure_are_refused() -> None:
    vast = raw_pdf(b"", b"").replace(b"[0 0 600 800]", b"[0 0 99999 99999]")
    with pytest.raises(UnreadableError, match="99999 x 99999"):
        read_pdf("x.pdf", vast)


def test_a_page_count_beyond_all_measure_is_refused() -> None:
    kids = b"3 0 R " * (MOST_PAGES + 1)
    many = raw_pdf(b"", b"").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [" + kids + b"] /Count %d" % (MOST_PAGES + 1))
    with pytest.raises(UnreadableError, match="pages"):
        read_pdf("x.pdf", many)


def test_pages_come_one_by_one() -> None:
    leaves = pages_of_pdf("x.pdf", pdf(page, page, page))
    assert isinstance(leaves, Iterator)
    assert next(leaves).page.id == "p1"
    assert [leaf.page.id for leaf in leaves] == ["p2", "p3"]


def test_a_long_file_gives_each_page_once_and_those_that_are_wanted() -> None:
    def numbered(n: int) -> Callable[[Any], None]:
        return lambda canvas: put(canvas, 50, 700, f"第{n}页")

    data = pdf(*(numbered(n) for n in range(1, AT_ONCE * 2 + 4)))
    assert [leaf.page.lines[0].text for leaf in pages_of_pdf("x.pdf", data)] == [f"第{n}页" for n in range(1, AT_ONCE * 2 + 4)]
    wanted = range(AT_ONCE - 1, AT_ONCE + 2)
    assert [(leaf.page.n, leaf.page.id) for leaf in pages_of_pdf("x.pdf", data, only=wanted)] == [(n, f"p{n}") for n in wanted]


def test_an_empty_page_keeps_its_place() -> None:
    reading = read_pdf("x.pdf", pdf(page, lambda _: None))
    assert [len(one.lines) for one in reading.pages] == [6, 0]
    assert [(note.code, note.where) for note in reading.notices] == [("W-READ-05", "p2")]


def test_a_scan_needs_ocr_and_is_its_own_facsimile(jpeg: bytes) -> None:
    import io

    from reportlab.lib.utils import ImageReader

    def scan(canvas: Any) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(jpeg)), 0, 0, 600, 800)
        put(canvas, 250, 10, "第12页", 8)

    reading = read_pdf("x.pdf", pdf(scan))
    assert [note.code for note in reading.notices] == ["W-READ-10"]
    assert reading.pages[0].image == "p1.jpg"
    assert [(image.name, image.data) for image in reading.images] == [("p1.jpg", jpeg)]
    assert not reading.pages[0].drawing.pictures


@pytest.mark.parametrize("named", [None, PRIVATE])
def test_text_that_nobody_can_name_gives_no_lines(named: bytes | None) -> None:
    reading = read_pdf("x.pdf", nameless(400, named))
    assert not reading.pages[0].lines
    assert [note.code for note in reading.notices] == ["W-READ-11"]


def test_text_that_is_named_is_read() -> None:
    reading = read_pdf("x.pdf", nameless(400, NAMED))
    assert not reading.notices
    assert reading.pages[0].lines[0].text == "".join(chr(0x4E00 + n) for n in range(40))


def test_the_second_library_is_asked_where_the_first_cannot_name_the_text() -> None:
    reading = read_pdf("x.pdf", nameless(400, HALF_NAMED))
    first = reading.pages[0].lines[0]
    assert [note.code for note in reading.notices] == ["I-READ-12", "W-READ-14"]
    assert first.text.endswith("".join(chr(0x4E00 + n) for n in range(2, 40)))
    assert first.box is not None
    assert (first.box.left, first.box.right, first.box.bottom) == (50, 450, pytest.approx(51.2))


def test_a_few_nameless_glyphs_are_kept_and_told() -> None:
    few = nameless(400, b"1 beginbfrange <0001> <00c3> <4e00> endbfrange 1 beginbfrange <00c4> <00c8> <e000> endbfrange")
    reading = read_pdf("x.pdf", few)
    assert [note.code for note in reading.notices] == ["W-READ-04"]
    assert sum(line.text.count("\ue000") for line in reading.pages[0].lines) == 2


def test_leaders_of_a_list_of_contents_are_no_sign_of_a_broken_text_layer() -> None:
    def contents(canvas: Any) -> None:
        for k in range(30):
            put(canvas, 50, 780 - 15 * k, f"第{k}章" + "." * 60 + "8")

    assert len(read_pdf("x.pdf", pdf(contents)).pages[0].lines) == 30


def test_radicals_stay_as_they_are_read() -> None:
    table = b"1 beginbfrange <0001> <00c8> <2f00> endbfrange"
    assert "⼀" in read_pdf("x.pdf", nameless(200, table)).pages[0].lines[0].text


def test_a_damaged_file_gives_a_reading_or_a_clear_error() -> None:
    def both(canvas: Any) -> None:
        page(canvas)
        put(canvas, 50, 500, BODY[:9], 24)
        put(canvas, 51, 499, BODY[:9], 24)
        canvas.rect(40, 450, 300, 100)

    sound = [pdf(both, page), pdf(both, password=""), nameless(300, NAMED)]
    chance = random.Random(4)
    ends = []
    for k in range(60):
        data = bytearray(sound[k % 3])
        if k % 2:
            for _ in range(chance.randrange(1, 40)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        else:
            start = chance.randrange(len(data))
            del data[start : start + chance.randrange(800)]
        try:
            read_pdf("x.pdf", bytes(data), images=k % 10 == 0, resolution=20)
            ends.append("read")
        except ConverterError as error:
            ends.append(error.what)
    assert ends.count("read") > 10
    assert len(set(ends)) > 2


@pytest.fixture
def jpeg() -> bytes:
    pillow = pytest.importorskip("PIL.Image")
    import io

    out = io.BytesIO()
    pillow.open(io.BytesIO(png(_shades(80, 60)))).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def _shades(width: int, height: int) -> Any:
    import numpy as np

    return (np.arange(width * height, dtype=np.int64) * 7 % 256).astype(np.uint8).reshape(height, width)
