"""What a PDF page draws beside text: rules, frames, photos taken out as files, and the page drawn as an image."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from pdf_pages import Draw, column, pdf, put

from converter.passage import Box
from converter.readers.pdf import read_pdf
from converter.readers.pdf.facsimile import MOST_PIXELS
from converter.readers.pdf.png import Pixels, png
from converter.reading import Reading

PIL = pytest.importorskip("PIL.Image")


def colours(width: int = 80, height: int = 60) -> Pixels:
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    return np.stack([x * 3 % 256, y * 4 % 256, np.full_like(x, 90)], axis=-1).astype(np.uint8)


def saved(kind: str, pixels: Pixels | None = None) -> bytes:
    out = io.BytesIO()
    PIL.fromarray(colours() if pixels is None else pixels).save(out, kind)
    return out.getvalue()


def put_image(canvas: Any, data: bytes, x: float, y: float, width: float, height: float, **how: Any) -> None:
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(io.BytesIO(data)), x, y, width, height, **how)


def read(*draws: Draw, **how: Any) -> Reading:
    return read_pdf("x.pdf", pdf(*draws), **how)


def close(box: Box, *sides: float) -> bool:
    return (box.left, box.top, box.right, box.bottom) == pytest.approx(sides, abs=1)


def test_rules_are_found_however_they_are_drawn() -> None:
    def draw(canvas: Any) -> None:
        canvas.setLineWidth(1)
        canvas.line(50, 700, 550, 700)  # a stroke
        canvas.rect(300, 100, 1, 500, stroke=0, fill=1)  # a thin area
        canvas.line(50, 50, 55, 50)  # a dash
        canvas.line(50, 60, 300, 300)  # a slanted line
        column(canvas, 50, 650, 3)

    drawing = read(draw).pages[0].drawing
    assert len(drawing.rules) == 2
    assert close(drawing.rules[0], 50, 100, 550, 100)
    assert close(drawing.rules[1], 300, 200, 301, 700)


def test_a_frame_holds_lines_and_cuts_none() -> None:
    def draw(canvas: Any) -> None:
        canvas.rect(40, 500, 150, 200)
        column(canvas, 50, 680, 5)
        canvas.rect(300, 500, 100, 200)  # it cuts the lines of a column
        column(canvas, 350, 680, 5)
        put(canvas, 310, 540, "框里的字")
        canvas.rect(450, 500, 100, 200)  # empty

    drawing = read(draw).pages[0].drawing
    assert len(drawing.frames) == 1
    assert close(drawing.frames[0], 40, 100, 190, 300)
    assert not drawing.pictures


def test_a_frame_of_four_rules_is_a_frame() -> None:
    def draw(canvas: Any) -> None:
        for one in ((40, 500, 190, 500), (40, 700, 190, 700), (40, 500, 40, 700), (190, 500, 190, 700)):
            canvas.line(*one)
        column(canvas, 50, 680, 5)

    assert [close(frame, 40, 100, 190, 300) for frame in read(draw).pages[0].drawing.frames] == [True]


def test_a_frame_with_round_corners_is_a_frame() -> None:
    def draw(canvas: Any) -> None:
        canvas.roundRect(40, 500, 150, 200, 12)
        column(canvas, 50, 680, 5)

    assert [close(frame, 40, 100, 190, 300) for frame in read(draw).pages[0].drawing.frames] == [True]


def test_a_filled_area_without_text_is_a_picture_and_the_background_is_not() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFillGray(0.95)
        canvas.rect(0, 0, 600, 800, stroke=0, fill=1)
        canvas.setFillGray(0.5)
        canvas.rect(300, 400, 120, 90, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.rect(300, 200, 120, 90, stroke=0, fill=1)  # white on the background: nobody sees it
        canvas.setFillGray(0)
        column(canvas, 50, 680, 5)

    drawing = read(draw).pages[0].drawing
    assert [close(picture.box, 300, 310, 420, 400) for picture in drawing.pictures] == [True]
    assert not drawing.frames


def test_photos_are_taken_out_jpeg_as_it_is_and_others_as_png() -> None:
    photo = saved("JPEG")

    def draw(canvas: Any) -> None:
        column(canvas, 50, 780, 5)
        put_image(canvas, saved("PNG"), 50, 500, 100, 80)
        put_image(canvas, photo, 250, 500, 100, 80)
        put_image(canvas, saved("PNG"), 450, 500, 20, 20)  # an ornament
        put_image(canvas, photo, 250, 200, 100, 80)  # the same again

    reading = read(draw)
    assert [(picture.image, picture.box.left) for picture in reading.pages[0].drawing.pictures] == [
        ("p1-i1.png", 50),
        ("p1-i2.jpg", 250),
        ("p1-i2.jpg", 250),
    ]
    first, second = reading.images
    assert (second.media_type, second.data) == ("image/jpeg", photo)
    assert first.media_type == "image/png"
    assert np.array_equal(np.asarray(PIL.open(io.BytesIO(first.data))), colours())


def test_what_a_form_draws_stands_where_it_is_seen() -> None:
    def draw(canvas: Any) -> None:
        canvas.beginForm("box")
        canvas.rect(0, 0, 100, 50)
        canvas.line(0, -20, 200, -20)
        put(canvas, 5, 20, "框中的字")
        put_image(canvas, saved("PNG"), 120, 0, 60, 60)
        canvas.endForm()
        canvas.translate(300, 200)
        canvas.scale(1.5, 1.5)
        canvas.doForm("box")

    page = read(draw).pages[0]
    (line,) = page.lines
    assert line.font is not None
    assert (line.text, line.font.size) == ("框中的字", 15)
    assert close(page.drawing.rules[0], 300, 630, 600, 630)
    assert close(page.drawing.frames[0], 300, 525, 450, 600)
    assert close(page.drawing.pictures[0].box, 480, 510, 570, 600)


def test_a_photo_that_is_clipped_is_as_large_as_it_shows() -> None:
    def draw(canvas: Any) -> None:
        column(canvas, 50, 780, 5)
        canvas.saveState()
        window = canvas.beginPath()
        window.rect(300, 400, 100, 80)
        canvas.clipPath(window, stroke=0, fill=0)
        put_image(canvas, saved("JPEG"), 250, 350, 200, 180)
        canvas.restoreState()

    assert [close(picture.box, 300, 320, 400, 400) for picture in read(draw).pages[0].drawing.pictures] == [True]


def test_strips_of_one_picture_are_one_picture() -> None:
    def draw(canvas: Any) -> None:
        column(canvas, 50, 780, 5)
        for k in range(4):
            put_image(canvas, saved("JPEG"), 300, 400 + 20 * k, 100, 20)

    assert [close(picture.box, 300, 320, 400, 400) for picture in read(draw).pages[0].drawing.pictures] == [True]


def test_a_page_is_drawn_as_it_is_seen() -> None:
    def draw(canvas: Any) -> None:
        canvas.setPageRotation(90)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 400, 300, stroke=0, fill=1)  # at the left bottom of the sheet: seen at the left top

    reading = read(draw, images=True, resolution=36)
    (image,) = reading.images
    pixels = np.asarray(PIL.open(io.BytesIO(image.data)))
    assert reading.pages[0].image == image.name == "p1.png"
    assert pixels.shape == (400, 300, 3)
    assert pixels[10, 10].tolist() == [255, 0, 0]
    assert pixels[390, 290].tolist() == [255, 255, 255]


def test_a_page_is_drawn_no_larger_than_a_broadsheet() -> None:
    reading = read_pdf("x.pdf", pdf(lambda canvas: column(canvas, 50, 700, 3), size=(9000, 9000)), images=True, resolution=600)
    (image,) = reading.images
    assert PIL.open(io.BytesIO(image.data)).size[0] ** 2 <= MOST_PIXELS
    assert [note.code for note in reading.notices] == ["W-READ-16"]


def test_no_image_is_made_unless_it_is_asked_for() -> None:
    reading = read(lambda canvas: column(canvas, 50, 700, 3))
    assert (reading.images, reading.pages[0].image) == ((), None)


def test_png_keeps_pixels_and_bytes() -> None:
    grey = np.repeat(colours()[..., :1], 3, axis=-1)
    assert png(colours()) == png(colours())
    assert np.array_equal(np.asarray(PIL.open(io.BytesIO(png(grey)))), grey[..., 0])
    assert PIL.open(io.BytesIO(png(colours(), 150))).info["dpi"] == pytest.approx((150, 150), abs=0.1)
