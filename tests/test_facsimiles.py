"""The image of a page that lies beside its OCR file is the facsimile of the page, whatever the format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from schema_values import needs_tei, official

from converter.inputs import load
from converter.metadata import Metadata
from converter.model import Reading
from converter.pipeline import convert_readings
from converter.readers import Source, read
from converter.readers.ocr import read_alto, read_mets
from converter.readers.ocr.beside import names_beside
from converter.validate import validate


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
        ("s3://papers/y/a.xml", ["y/a.xml", "a.xml"]),
        ("../a.xml", []),
        ("a/%2e%2e/../b.xml", []),
        ("", []),
    ],
)
def test_names_to_try(href: str, names: list[str]) -> None:
    assert names_beside(href) == names


def mets_reading(href: str, scan: str | None, *, first: str = "") -> Reading:
    """A METS with one page: the image `href`, and an ALTO that says it was read from `scan`. first: another file of the page."""
    files = (
        f'{first}<file ID="I" MIMETYPE="image/tiff"><FLocat xlink:href="{href}"/></file>'
        '<file ID="A" USE="Text" MIMETYPE="text/xml"><FLocat xlink:href="1.xml"/></file>'
    )
    page = '<div TYPE="page"><fptr FILEID="T"/><fptr FILEID="I"/><fptr FILEID="A"/></div><div TYPE="page"><fptr FILEID="I"/></div>'
    data = (
        f'<mets xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp>{files}</fileGrp></fileSec>'
        f'<structMap TYPE="PHYSICAL">{page}</structMap></mets>'
    )
    return read_mets("issue.xml", data.encode(), {"1.xml": alto(scan)}.__getitem__)


@pytest.mark.parametrize(
    ("href", "scan", "named", "in_text"),
    [
        ("file://./images/1.tif", "//server/d/IMAGE1.TIF", "images/1.tif", "//server/d/IMAGE1.TIF"),
        ("images/a%20b.tif", "a b.tif", "images/a b.tif", None),
        ("images/1.tif", "images/1.tif", "images/1.tif", None),
        ("images/1.tif", "1.jpg", "images/1.tif", "1.jpg"),
        ("images/1.tif", None, "images/1.tif", None),
        ("https://example.org/1.tif", "1.tif", "https://example.org/1.tif", None),
        ("file:///D:/scans/1.tif", "x.tif", "file:///D:/scans/1.tif", "x.tif"),
    ],
)
def test_the_image_that_a_mets_names_comes_before_that_of_the_text(href: str, scan: str | None, named: str, in_text: str | None) -> None:
    first, second = mets_reading(href, scan).pages
    assert (first.scan, first.scan_in_text) == (named, in_text)
    assert (second.lines, second.scan, second.scan_in_text) == ((), named, None)


def test_a_thumbnail_is_not_what_a_page_was_read_from() -> None:
    thumb = '<fileGrp USE="Thumbs"><file ID="T" MIMETYPE="image/jpeg"><FLocat xlink:href="t.jpg"/></file></fileGrp>'
    assert mets_reading("1.tif", None, first=thumb).pages[0].scan == "1.tif"


@pytest.mark.parametrize(
    ("scan", "facs", "told"),
    [
        ("images/1 a.tif", "images/1%20a.tif", []),
        ("images\\1.tif", "images/1.tif", []),
        ("../1.tif", "../1.tif", []),
        ("https://example.org/1.tif?w=9", "https://example.org/1.tif?w=9", []),
        ("//server/d/Daily Tide/1 a.TIF", "1%20a.TIF", ["//server/d/Daily Tide/1 a.TIF"]),
        ("\\\\server\\d\\1.tif", "1.tif", ["\\\\server\\d\\1.tif"]),
        ("C:\\scans\\1.tif", "1.tif", ["C:\\scans\\1.tif"]),
        ("c:1.tif", "1.tif", ["c:1.tif"]),
        ("/mnt/scans/1.tif", "1.tif", ["/mnt/scans/1.tif"]),
        ("file:///D:/scans/1%20a.tif", "1%20a.tif", ["file:///D:/scans/1%20a.tif"]),
        ("FILE://server/1.tif", "1.tif", ["FILE://server/1.tif"]),
        ("s3://papers/1.tif", "1.tif", ["s3://papers/1.tif"]),
        ("javascript:alert(1)", "javascript%3Aalert%281%29", ["javascript:alert(1)"]),
        (" //server/1.tif", "1.tif", ["//server/1.tif"]),
        ("//", None, ["//"]),
    ],
)
def test_an_address_in_the_tei_leads_to_no_machine(scan: str, facs: str | None, told: list[str]) -> None:
    reading = read_alto("1.xml", alto("1.tif"))
    surface = surface_of(replace(reading, pages=(replace(reading.pages[0], scan=scan),)))
    assert (surface.get("facs"), [desc.text for desc in surface.iterfind("{*}desc")]) == (facs, told)


def test_the_name_in_the_text_stands_beside_that_of_the_mets() -> None:
    surface = surface_of(mets_reading("images/1.tif", "//server/1.tif"))
    assert surface.get("facs") == "images/1.tif"
    assert [desc.text for desc in surface.iterfind("{*}desc")] == ["//server/1.tif"]


def surface_of(reading: Reading) -> etree._Element:
    """The first page in a TEI file that is valid."""
    tei = convert_readings([reading], (), Metadata(id="sample")).tei
    assert [notice for notice in validate(tei) if notice.level == "error"] == []
    found = etree.fromstring(tei).find(".//{*}surface")
    assert found is not None
    return found


@needs_tei
def test_a_page_with_several_names_for_its_image_is_official_tei() -> None:
    reading = mets_reading("file:///D:/scans/1.tif", "//server/1.tif")
    assert official().validate(etree.fromstring(convert_readings([reading], (), Metadata(id="sample")).tei))
