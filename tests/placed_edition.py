"""A small issue with geometry, for tests of the page view: two pages, an article that jumps, a picture, an advertisement, furniture."""

from __future__ import annotations

import struct
import zlib

from converter.metadata import Metadata
from converter.model import (
    Article,
    Box,
    Drawing,
    Figure,
    Furniture,
    Head,
    Image,
    Issue,
    Line,
    Page,
    Paragraph,
    Passage,
    Picture,
    Section,
    SourceFile,
)
from converter.tei import Making, encode


def png(width: int, height: int) -> bytes:
    """A grey image."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + b"\xdd" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


PICTURE, FACSIMILE = Image("p1-1.png", "image/png", png(30, 20)), Image("p2.png", "image/png", png(60, 90))


def _line(page: int, n: int, text: str, left: float, top: float, right: float, bottom: float) -> Line:
    return Line(f"p{page}-l{n}", n, text, box=Box(left, top, right, bottom))


def _text(name: str, page: str, *paragraphs: Passage, **more: object) -> Article:
    return Article(name, "article", page, sections=(Section(blocks=tuple(map(Paragraph, paragraphs))),), **more)  # type: ignore[arg-type]


def issue(*, images: bool) -> Issue:
    """With `images` a picture on page 1 and a facsimile of page 2 are kept; else only their places are known."""
    masthead, head = _line(1, 1, "山城日报", 200, 10, 400, 50), _line(1, 2, "老桥通车老桥通车", 20, 70, 300, 100)
    rows = [_line(1, n, "桥长三里，宽三丈，", 20, 60 + 15 * n, 150, 72 + 15 * n) for n in (3, 4, 5)]
    caption = _line(1, 6, "图为老桥。", 320, 300, 560, 312)
    notice, again = _line(1, 7, "公告", 20, 700, 80, 720), _line(2, 1, "石料来自河口县。", 20, 30, 150, 42)
    picture = Picture(Box(320, 110, 560, 290), PICTURE.name if images else None)
    first = _text(
        "a1",
        "p1",
        Passage.of(*rows),
        heads=(Head("main", Passage.of(head)),),
        figures=(Figure(caption=Passage.of(caption), picture=picture),),
        next="p2-a1",
    )
    second = _text("p2-a1", "p2", Passage.of(again), prev="a1")
    advertisement = Article("x1", "advertisement", "p1", sections=(Section(blocks=(Paragraph(Passage.of(notice), verbatim=True),)),))
    pages = (
        Page("p1", 1, (masthead, head, *rows, caption, notice), label="1", size=(600, 900), drawing=Drawing(pictures=(picture,))),
        Page("p2", 2, (again,), label="2", size=(600.5, 900), image=FACSIMILE.name if images else None),
    )
    file = SourceFile("page.pdf", "0" * 64, "PDF, its text layer")
    furniture = (Furniture("masthead", Passage.of(masthead), "p1"),)
    return Issue(
        Metadata(id="placed"), pages, (file,), (first, advertisement, second), furniture, images=(PICTURE, FACSIMILE) if images else ()
    )


def tei(*, images: bool = False) -> bytes:
    return encode(issue(images=images), Making("2021-01-01", "1.2.3", "zh-Hans", "Chinese, simplified script"))
