"""The image of a page that lies beside its OCR file is the facsimile of the page, whatever the format."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter.inputs import load
from converter.model import Reading
from converter.readers import Source, read
from converter.readers.ocr.beside import names_beside


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes(20)


PNG = png(1000, 1500)


def alto(name: str | None, pages: int = 1) -> bytes:
    told = f"<sourceImageInformation><fileName>{name}</fileName></sourceImageInformation>" if name else ""
    page = '<Page WIDTH="1000" HEIGHT="1500"><PrintSpace><TextBlock><TextLine HPOS="9" VPOS="9" WIDTH="9" HEIGHT="9"><String CONTENT="Rain"/></TextLine></TextBlock></PrintSpace></Page>'
    return f"<alto><Description><MeasurementUnit>pixel</MeasurementUnit>{told}</Description><Layout>{page * pages}</Layout></alto>".encode()


def page_xml(name: str | None) -> bytes:
    told = f'imageFilename="{name}"' if name else ""
    return f'<PcGts><Page {told} imageWidth="1000" imageHeight="1500"><TextRegion><TextLine><Coords points="9,9 99,99"/><TextEquiv><Unicode>Rain</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>'.encode()


def hocr(*names: str | None) -> bytes:
    pages = (
        f"""<div class="ocr_page" title='{f'image "{name}"; ' if name else ""}bbox 0 0 1000 1500'><span class="ocr_line" title="bbox 9 9 99 99">Rain</span></div>"""
        for name in names
    )
    return f"<html><body>{''.join(pages)}</body></html>".encode()


def of(folder: Path, name: str, data: bytes, **files: bytes) -> Reading:
    folder.joinpath(name).write_bytes(data)
    for file, body in files.items():
        folder.joinpath(file).parent.mkdir(exist_ok=True)
        folder.joinpath(file).write_bytes(body)
    return read(load([folder / name])[0])[0]


@pytest.mark.parametrize("write", [alto, page_xml, hocr])
@pytest.mark.parametrize(
    ("named", "lies"),
    [
        ("scan 1.png", "scan 1.png"),
        ("scan 1.jpg", "scan 1.jpg"),  # a PNG by its bytes
        ("scan%201.png", "scan 1.png"),
        ("file:///D:/archive/scan 1.png", "scan 1.png"),
        ("D:\\archive\\scan 1.tif", "scan 1.jpeg"),
        ("img/scan 1.tif", "img/scan 1.png"),
        ("../img/scan 1.png", "scan 1.png"),
        (None, "0001.png"),
        ("gone.tif", "0001.png"),
    ],
)
def test_the_image_that_a_file_names_or_that_is_called_as_it(write, named: str | None, lies: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    reading = of(tmp_path, "0001.xml" if write is not hocr else "0001.hocr", write(named), **{lies: PNG})
    (image,) = reading.images
    assert (image.name, image.media_type, image.data) == (f"p1-scan-{'scan-1' if 'scan' in lies else '0001'}.png", "image/png", PNG)
    assert [page.image for page in reading.pages] == [image.name]
    assert [notice.code for notice in reading.notices if notice.code == "I-READ-29"] == []
    moved = reading.renumbered(3)
    assert moved.pages[0].image == moved.images[0].name == image.name.replace("p1", "p3")


@pytest.mark.parametrize(
    ("files", "text"),
    [
        ({}, "gone.jpg"),
        ({"gone.jpg": b"II*\0 a TIFF"}, "gone.jpg"),
        ({"0001.png": png(1000, 700)}, "gone.jpg"),  # another shape: a picture in the page
        ({"0001.png": PNG[:20]}, "gone.jpg"),
    ],
)
def test_an_image_that_is_named_and_cannot_be_shown_is_told(files: dict[str, bytes], text: str, tmp_path: Path) -> None:
    reading = of(tmp_path, "0001.xml", alto(text), **files)
    assert reading.images == ()
    assert [(notice.code, notice.message) for notice in reading.notices] == [
        ("I-READ-29", "the image that the page was read from is not beside it as JPEG or PNG: gone.jpg")
    ]


def test_what_names_no_file_is_not_missed(tmp_path: Path) -> None:
    assert of(tmp_path, "0001.hocr", hocr("unknown")).notices == ()
    assert of(tmp_path, "0001.xml", alto(None)).notices == ()


def test_each_page_has_its_own_and_a_file_of_several_pages_is_none_of_them(tmp_path: Path) -> None:
    reading = of(tmp_path, "x.hocr", hocr("a.png", "b.png"), **{"a.png": PNG, "b.png": PNG, "x.png": PNG})
    assert [page.image for page in reading.pages] == ["p1-scan-a.png", "p2-scan-b.png"]
    assert of(tmp_path, "x.xml", alto("a.png", pages=2)).images == ()


def test_an_image_outside_of_the_folder_is_not_opened(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    tmp_path.joinpath("a.png").write_bytes(PNG)
    inside.joinpath("link.png").symlink_to(tmp_path / "a.png")
    assert of(inside, "0001.xml", alto("../a.png")).images == ()
    assert of(inside, "0002.xml", alto("link.png")).images == ()


def test_standard_input_has_nothing_beside_it() -> None:
    (reading,) = read(Source("stdin.txt", alto("a.png")))
    assert (reading.images, reading.notices) == ((), ())


@pytest.mark.parametrize("suffix", [".alto", ".page", ".ALTO"])
def test_what_a_file_is_may_stand_in_its_name(suffix: str, tmp_path: Path) -> None:
    assert of(tmp_path, f"0001{suffix}.xml", alto(None), **{"0001.png": PNG}).images
    assert not of(tmp_path, "0001.1.xml", alto(None)).images


@pytest.mark.parametrize(
    ("href", "names"),
    [
        ("a/b.xml", ["a/b.xml"]),
        ("./a\\b.xml", ["a/b.xml"]),
        ("a%20b.xml", ["a b.xml", "a%20b.xml"]),
        ("file:a.xml", ["a.xml"]),
        ("https://x.org/y/z/a.xml?v=1", ["z/a.xml", "a.xml"]),
        ("C:\\x\\..\\a.xml", ["x/a.xml", "a.xml"]),
        ("../a.xml", []),
        ("a/%2e%2e/../b.xml", []),
        ("", []),
    ],
)
def test_names_to_try(href: str, names: list[str]) -> None:
    assert names_beside(href) == names
