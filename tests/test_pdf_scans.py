"""Scans with the text that OCR laid over them: their text is read, the scan is the facsimile where it shows the page, and no scan is a photo."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lxml import etree
from pdf_pages import BODY, Draw, pdf, put

from converter.inputs import load
from converter.pipeline import convert_sources
from converter.readers.pdf import read_pdf
from converter.reading import Reading

PIL = pytest.importorskip("PIL.Image")
WORDS = "Der Rat ist zusammengetreten und hat den Bau der neuen Brücke beschlossen"
LINES = 45


def jpeg() -> bytes:
    out = io.BytesIO()
    shades = (np.arange(60 * 80, dtype=np.int64) * 7 % 256).astype(np.uint8).reshape(80, 60)
    PIL.fromarray(shades).save(out, "JPEG")
    return out.getvalue()


def scanned(canvas: Any, x: float = 0, y: float = 0, width: float = 600, height: float = 800) -> None:
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(io.BytesIO(jpeg())), x, y, width, height)


def unseen(canvas: Any, lines: int = LINES, x: float = 60, top: float = 740) -> None:
    """Lines of text that is not seen, as OCR lays it over a scan."""
    canvas.saveState()  # what is drawn afterwards is seen again
    for k in range(lines):
        text = canvas.beginText(x, top - 15 * k)
        text.setFont("Times-Roman", 12)
        text.setTextRenderMode(3)
        text.textOut(WORDS)
        canvas.drawText(text)
    canvas.restoreState()


def read(*draws: Draw, **how: Any) -> Reading:
    return read_pdf("scan.pdf", pdf(*draws), **how)


def over(canvas: Any) -> None:
    scanned(canvas)
    unseen(canvas)


def under(canvas: Any) -> None:
    unseen(canvas)
    scanned(canvas)


def seen_under(canvas: Any) -> None:
    for k in range(LINES):
        put(canvas, 60, 740 - 15 * k, WORDS, 12, "Times-Roman")
    scanned(canvas)


def stamped(canvas: Any) -> None:
    over(canvas)
    put(canvas, 200, 10, "Stadtarchiv, Blatt 12", 8, "Helvetica")


@pytest.mark.parametrize("draw", [over, under, seen_under, stamped])
def test_text_laid_over_or_under_a_scan_is_read_and_the_scan_is_the_facsimile(draw: Callable[[Any], None]) -> None:
    reading = read(draw, images=True, resolution=20)
    (page,) = reading.pages
    assert [line.text for line in page.lines][:LINES] == [WORDS] * LINES
    assert [(image.name, image.data) for image in reading.images] == [("p1.jpg", jpeg())]
    assert (page.image, page.drawing.pictures, reading.notices) == ("p1.jpg", (), ())


def test_words_of_ocr_that_reach_over_the_next_word_stay_apart() -> None:
    words = ["Bau", "der", "Brücke", "zusammengetreten", "langer"]

    def draw(canvas: Any) -> None:
        scanned(canvas)
        for k in range(3):
            x = 60.0
            for n, word in enumerate(words):
                size = 9.5 + 0.5 * (n % 3)
                text = canvas.beginText(x, 700 - 15 * k + 0.4 * (n % 2))
                text.setFont("Times-Roman", size)
                text.setTextRenderMode(3)
                text.textOut(word + " ")
                canvas.drawText(text)
                x += canvas.stringWidth(word, "Times-Roman", size) - 0.4  # the font of OCR is wider than that of the print

    assert [line.text for line in read(draw).pages[0].lines] == [" ".join(words)] * 3


def test_a_photo_that_fills_the_page_with_print_on_it_is_drawn_with_its_print() -> None:
    def cover(canvas: Any) -> None:
        scanned(canvas)
        for k in range(3):
            put(canvas, 60, 700 - 40 * k, BODY[:12], 30)

    reading = read(cover, images=True, resolution=20)
    assert [image.name for image in reading.images] == ["p1.png"]
    assert not read(cover).images


def test_a_watermark_across_a_scan_is_seen_on_its_facsimile() -> None:
    def marked(canvas: Any) -> None:
        over(canvas)
        canvas.translate(150, 250)
        canvas.rotate(45)
        put(canvas, 0, 0, "NUR ZUR ANSICHT", 40, "Helvetica")

    reading = read(marked, images=True, resolution=20)
    assert [image.name for image in reading.images] == ["p1.png"]
    assert [line.text for line in reading.pages[0].lines if line.turn] == ["NUR ZUR ANSICHT"]


def test_a_watermark_across_a_page_is_part_of_no_article(tmp_path: Path) -> None:
    def marked(canvas: Any) -> None:
        put(canvas, 60, 740, "Neue Brücke beschlossen", 30, "Times-Bold")
        for k in range(40):
            put(canvas, 60, 700 - 15 * k, WORDS, 12, "Times-Roman")
        canvas.translate(150, 250)
        canvas.rotate(45)
        put(canvas, 0, 0, "NUR ZUR ANSICHT", 40, "Helvetica")

    (tmp_path / "page.pdf").write_bytes(pdf(marked))
    made = convert_sources(load([tmp_path / "page.pdf"]))
    articles = etree.fromstring(made.tei).findall(".//{*}div[@type='article']")
    assert len(articles) == 1
    assert "Neue Brücke" in "".join(articles[0].itertext())
    assert "ANSICHT" not in "".join(articles[0].itertext())
    assert "“NUR ZUR ANSICHT” belongs to no article that could be told" in [notice.message for notice in made.notices]


def test_a_scan_printed_with_margins_is_no_photo_of_its_page() -> None:
    def draw(canvas: Any) -> None:
        scanned(canvas, 30, 40, 540, 720)
        unseen(canvas)

    assert not read(draw).pages[0].drawing.pictures


def test_a_photo_in_which_ocr_reads_a_word_stays_a_photo() -> None:
    def draw(canvas: Any) -> None:
        scanned(canvas)
        scanned(canvas, 100, 100, 400, 200)
        unseen(canvas, 1, top=200)

    assert [picture.image for picture in read(draw).pages[0].drawing.pictures] == ["p1-i1.jpg"]


def test_a_scan_in_strips_is_no_photo() -> None:
    def draw(canvas: Any) -> None:
        for k in range(8):
            scanned(canvas, 0, 700 - 100 * k, 600, 100)

    reading = read(draw)
    assert not reading.pages[0].drawing.pictures
    assert [note.code for note in reading.notices] == ["W-READ-10"]


def test_text_of_a_scan_inside_a_form_is_text_that_is_not_seen() -> None:
    def draw(canvas: Any) -> None:
        scanned(canvas)
        canvas.beginForm("ocr")
        unseen(canvas)
        canvas.endForm()
        canvas.doForm("ocr")

    reading = read(draw)
    assert len(reading.pages[0].lines) == LINES
    assert reading.pages[0].image == "p1.jpg"
