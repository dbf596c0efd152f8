"""The files that fuzzing begins with, by the name of the target: the project's examples, tests and documents, and small ones of each format in `seeds/`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from fuzzing.pdf import document, stream
from fuzzing.zipped import packed

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent / "seeds"
TESTS = ROOT / "tests"
_LARGEST = 100_000  # bytes: larger files are run too seldom
_BLOCKS = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILES = {
    "alto": ("alto.xml",),
    "mets": ("mets.xml",),
    "page": ("page.xml",),
    "nitf": ("nitf.xml",),
    "hocr": ("page.hocr",),
    "json": ("articles.json", "lines.jsonl"),
    "markdown": ("quoted.md",),
    "table": ("authority.csv",),
    "list": ("authority.xml",),
    "manifest": ("manifest.csv", "manifest.jsonl"),
}


def seeds(target: str) -> Iterator[bytes]:
    """The seeds of a target, each small enough."""
    own = (path.read_bytes() for name in _FILES.get(target, ()) for path in [HERE / name])
    for content in (*own, *_MORE.get(target, lambda: iter(()))()):
        if len(content) <= _LARGEST:
            yield content


def _example() -> Path:
    return ROOT / "examples" / "lvliang-2020-12"


def _texts() -> Iterator[bytes]:
    page = (_example() / "page-01.txt").read_bytes()
    yield page
    yield page[:3000].decode("utf-8", "ignore").encode("gb18030")
    yield b"\f".join((page[:600], page[600:1500], b"", "河滨日报 2021年3月4日 第2版".encode()))
    yield "THE HARBOUR POST\n\nHARBOUR OPENS\nBy Ann Bell\n\nThe har-\nbour opened on May 3, 1911.\n(Continued on page 2)\n".encode(
        "utf-16"
    )
    yield from ("\n".join(path.read_text(encoding="utf-8").split("\t")).encode()[:4000] for path in sorted((TESTS / "cases").glob("*.tsv")))


def _teis() -> Iterator[bytes]:
    yield (TESTS / "golden" / "publish" / "every-element.xml").read_bytes()
    yield from (path.read_bytes() for path in sorted((TESTS / "foreign").glob("*.xml")))
    yield (TESTS / "golden" / "lvliang-2020-12" / "lvliang-2020-12.xml").read_bytes()
    _import_tests()
    from snippets import snippets

    yield from (snippet.content for snippet in list(snippets())[::8])


def _import_tests() -> None:
    if str(TESTS) not in sys.path:
        sys.path.append(str(TESTS))


def _bags() -> Iterator[bytes]:
    """Bags of three versions, the last with an edition's TEI in it."""
    _import_tests()
    from bags import PAYLOAD, tag_files

    tei = (TESTS / "golden" / "publish" / "every-element.xml").read_bytes()
    for version, payload in (("1.0", PAYLOAD), ("0.97", PAYLOAD), ("0.93", PAYLOAD), ("1.0", {**PAYLOAD, "data/tei/page.xml": tei})):
        yield packed([(f"bag/{name}", content) for name, content in {**payload, **tag_files(payload, version=version)}.items()])


def _blocks(language: str) -> Iterator[bytes]:
    """The examples of the documents."""
    for path in sorted((ROOT / "docs").glob("*.md")):
        yield from (block[2].encode() for block in _BLOCKS.finditer(path.read_text(encoding="utf-8")) if block[1] == language)


def _tomls() -> Iterator[bytes]:
    yield (_example() / "edition.toml").read_bytes()
    yield from _blocks("toml")
    page = """[newspaper]\ntitle = "x"\nissn = "1234-567X"\n[issue]\ndate = 2020-12-21\nnumber = "7"\n[[page]]\nfile = "a.txt"\nlabel = "1"\n[[authority]]\nfile = "p.csv"\n"""
    yield page.encode()


def _pdfs() -> Iterator[bytes]:
    """Small files with one thing each that makes pages hard to read, then the sheets of the tests."""
    text = b"BT /F1 12 Tf 50 700 Td (The harbour opened today) Tj 0 -14 Td [(with) -250 (flags) 20 (.)] TJ ET 40 690 m 500 690 l S"
    cjk = b"BT /F2 20 Tf 1 0 0 1 50 600 Tm <004E8C0065E5> Tj ET BT /F2 9 Tf 3 Tr 50 560 Td <4E8C65E5> Tj ET 40 500 200 80 re f /X1 Do q 90 0 0 60 300 300 cm /I1 Do Q"
    down = b"BT /F3 14 Tf 400 700 Td <4E8C65E565B0> Tj ET BT 0 1 -1 0 90 90 Tm /F1 8 Tf (turned) Tj ET"
    inner = stream(
        b"q 0.5 0 0 0.5 0 0 cm BT /F1 30 Tf 10 10 Td (in a form) Tj ET Q",
        b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 5 5] /Resources << /Font << /F1 7 0 R >> >>",
    )
    image = stream(bytes(range(48)), b"/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceRGB /BitsPerComponent 8")
    unicode_map = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 beginbfchar <01> <4E00> endbfchar 1 beginbfrange <02> <40> <0041> endbfrange endcmap end",
        b"",
    )
    shape = stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f", b"")
    for content, more in (
        (text, b""),
        (text + b"\n" + cjk, b"/Rotate 90"),
        (cjk + b"\n" + down, b"/CropBox [20 20 500 700] /UserUnit 2"),
        (b"BT /F4 20 Tf 9 9 Td (ab) Tj ET", b""),
    ):
        yield document(
            {
                1: b"<< /Type /Catalog /Pages 2 0 R >>",
                2: b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
                3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] %b /Contents [4 0 R] /Resources << /Font << /F1 7 0 R /F2 8 0 R /F3 9 0 R /F4 13 0 R >> /XObject << /X1 5 0 R /I1 6 0 R >> >> >>"
                % more,
                4: stream(content),
                5: inner,
                6: image,
                7: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 12 0 R >>",
                8: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [10 0 R] >>",
                9: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts [10 0 R] >>",
                10: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> /DW 1000 /W [1 [207 270] 4 9 500] /FontDescriptor 11 0 R >>",
                11: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /StemV 93 >>",
                12: unicode_map,
                13: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a 14 0 R /b 14 0 R >> /Encoding << /Differences [97 /a /b] >> /FirstChar 97 /LastChar 98 /Widths [1000 1000] >>",
                14: shape,
            }
        )
    yield from (path.read_bytes() for path in sorted((TESTS / "layouts").glob("*.pdf")))


def _pictures() -> Iterator[bytes]:
    yield b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00" + bytes(20)
    yield (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x11\x08\x00\x10\x00\x20\x03\x01\x22\x00"
        + bytes(20)
        + b"\xff\xd9"
    )


def _any() -> Iterator[bytes]:
    """The first seeds of every format."""
    for name in ("text", "pdf", "alto", "mets", "page", "hocr", "json", "markdown", "nitf", "tei"):
        yield from list(seeds(name))[:2]


_MORE = {
    "text": _texts,
    "tei": _teis,
    "site": _teis,
    "json": lambda: _blocks("json"),
    "markdown": lambda: _blocks("markdown"),
    "nitf": lambda: (block for block in _blocks("xml") if b"<nitf" in block),
    "table": lambda: _blocks("csv"),
    "toml": _tomls,
    "pdf": _pdfs,
    "picture": _pictures,
    "bag": _bags,
    "format": _any,
}
