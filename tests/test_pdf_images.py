"""Image files of PDF pages: they lie as the page shows them, in the colours in which it shows them, and a scan is the page only where it ends with it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from pdf_pages import raw_pdf

from converter.readers.pdf import read_pdf
from converter.reading import Reading

PIL = pytest.importorskip("PIL.Image")
WIDTH, HEIGHT = 90, 60
PROFILE = b"<< /N 4 /Alternate /DeviceCMYK /Length 4 >>\nstream\nnone\nendstream"
QUARTERS = ((210, 30, 30), (30, 180, 30), (30, 30, 210), (230, 220, 40))  # top left, top right, bottom left, bottom right


def photo(mode: str = "RGB") -> bytes:
    """A JPEG with a colour in each quarter."""
    pixels = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for k, colour in enumerate(QUARTERS):
        pixels[k // 2 * 30 : k // 2 * 30 + 30, k % 2 * 45 : k % 2 * 45 + 45] = colour
    out = io.BytesIO()
    PIL.fromarray(pixels).convert(mode).save(out, "JPEG", quality=95, subsampling=0)
    return out.getvalue()


def reading(
    matrix: bytes, *, page: bytes = b"", data: bytes | None = None, how: bytes = b"/ColorSpace /DeviceRGB", more: bytes = b""
) -> Reading:
    data = photo() if data is None else data
    head = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /Filter /DCTDecode /BitsPerComponent 8 " % (WIDTH, HEIGHT)
    image = head + how + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"
    stencil = b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ImageMask true /BitsPerComponent 1 /Length 8 >>\nstream\n\xaa\x55\xaa\x55\xaa\x55\xaa\x55\nendstream"
    content = b"q " + matrix + b" cm /Im1 Do Q " + more
    return read_pdf(
        "x.pdf", raw_pdf(content, b"/XObject << /Im1 5 0 R /Im2 6 0 R >>", image, stencil, PROFILE, page=page), images=True, resolution=72
    )


def corners(data: bytes, box: tuple[float, float, float, float] | None = None) -> list[tuple[int, ...]]:
    """The colours of the four quarters of an image, or of a part of it."""
    image = PIL.open(io.BytesIO(data)).convert("RGB")
    left, top, right, bottom = box or (0, 0, image.width, image.height)
    xs, ys = (left + (right - left) / 4, left + (right - left) * 3 / 4), (top + (bottom - top) / 4, top + (bottom - top) * 3 / 4)
    return [image.getpixel((int(x), int(y))) for y in ys for x in xs]


def alike(one: list[tuple[int, ...]], other: list[tuple[int, ...]]) -> bool:
    return bool(np.abs(np.array(one, np.int64) - np.array(other, np.int64)).max() < 12)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "matrix",
    [
        b"180 0 0 120 100 500",
        b"0 180 -120 0 300 400",
        b"-180 0 0 -120 300 500",
        b"0 -180 120 0 300 400",
        b"180 0 0 -120 100 500",
        b"0 180 120 0 300 400",
    ],
)
def test_a_photo_is_taken_out_as_the_page_shows_it(matrix: bytes, rotate: int) -> None:
    made = reading(matrix, page=b"/Rotate %d" % rotate)
    (picture,) = made.pages[0].drawing.pictures
    files = {image.name: image.data for image in made.images}
    assert picture.image is not None
    assert made.pages[0].image is not None
    box = picture.box
    shown = corners(files[made.pages[0].image], (box.left, box.top, box.right, box.bottom))
    assert alike(corners(files[picture.image]), shown)
    assert len(set(shown)) == 4


@pytest.mark.parametrize(
    "how",
    [b"/ColorSpace /DeviceCMYK", b"/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]", b"/ColorSpace [/ICCBased 7 0 R]"],
)
def test_a_photo_in_printing_inks_has_the_colours_of_the_page(how: bytes) -> None:
    made = reading(b"180 0 0 120 100 500", data=photo("CMYK"), how=how)
    files = {image.name: image.data for image in made.images}
    assert list(files) == ["p1.png", "p1-i1.png"]
    assert alike(corners(files["p1-i1.png"]), corners(files["p1.png"], (100, 180, 280, 300)))


def test_a_stencil_is_no_picture() -> None:
    made = reading(b"180 0 0 120 100 500", more=b"q 100 0 0 100 350 300 cm /Im2 Do Q")
    assert [picture.image for picture in made.pages[0].drawing.pictures] == ["p1-i1.jpg"]


def test_a_scan_is_the_page_only_where_it_ends_with_it() -> None:
    whole = reading(b"600 0 0 800 0 0")
    assert (whole.pages[0].image, whole.images[0].data) == ("p1.jpg", photo())
    for made in (
        reading(b"600 0 0 800 0 0", page=b"/CropBox [20 40 590 790]"),
        reading(b"580 0 0 780 10 10"),
        reading(b"-600 0 0 800 600 0"),
    ):
        assert [image.name for image in made.images] == ["p1.png"]
    assert made.pages[0].size == (600, 800)
    assert alike(corners(made.images[0].data), [QUARTERS[k] for k in (1, 0, 3, 2)])
