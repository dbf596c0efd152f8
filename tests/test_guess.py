"""The guess of a format: the bytes decide, a name that lies is an error, and what no reader reads is named."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.errors import UnreadableError
from converter.readers import Source, read
from converter.readers.guess import FORMATS, guess

ALTO = '<?xml version="1.0"?>\n<!-- made by hand -->\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout/></alto>'
HOCR = "<!DOCTYPE html>\n<html><body><div class='ocr_page' title='bbox 0 0 9 9'></div></body></html>"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "本报讯 今天", "text"),
        ("a", "", "text"),
        ("a.txt", "[本报讯] 今天", "text"),
        ("a.txt", "<本报讯> 今天", "text"),
        ("a.txt", "<b> stands here as a letter in brackets", "text"),
        ("a.pdf", "%PDF-1.4\n", "pdf"),
        ("stdin.txt", "\n\n%PDF-1.4\n", "pdf"),
        ("a.xml", ALTO, "alto"),
        ("a", ALTO, "alto"),
        ("a.xml", '<mets:mets xmlns:mets="http://www.loc.gov/METS/"/>', "mets"),
        ("a.xml", '<?xml version="1.0"?><PcGts/>', "page"),
        ("a.xml", "<nitf><body/></nitf>", "nitf"),
        ("a.xml", '<?xml version="1.0"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd" [<!ENTITY a "b">]>\n<nitf/>', "nitf"),
        ("a.html", HOCR, "hocr"),
        ("a.hocr", '<div class="ocr_page"></div>', "hocr"),
        ("a.json", '{"headline": "一"}', "json"),
        ("a.jsonl", '{"headline": "一"}\n{"headline": "二"}', "json"),
        ("a", '[\n {"headline": "一"}]', "json"),
        ("a.txt", '{"headline": "一"}', "json"),
        ("a.md", '{"headline": "一"}', "json"),
        ("a.json", "本报讯 今天", "json"),
        ("a.md", "本报讯 今天", "markdown"),
        ("a.txt", "---\nheadline: 一\n---\n\n二", "markdown"),
        ("a", '+++\nheadline = "一"\n+++\n', "markdown"),
        ("a.txt", "---\n\n本报讯 今天：好\n\n---\n", "text"),
    ],
)
def test_the_content_decides(name: str, text: str, expected: str) -> None:
    assert guess(name, text.encode()) == expected


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_xml(codec: str) -> None:
    assert guess("a.xml", ALTO.encode(codec)) == "alto"


def test_gb18030_text_is_text() -> None:
    assert guess("a.txt", "本报讯 今天".encode("gb18030")) == "text"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"<!DOCTYPE html><html><body>Not found</body></html>", "an HTML page called .pdf"),
        ("a.pdf", "本报讯 今天".encode(), "is called .pdf, but is plain text"),
        ("a.xml", b"%PDF-1.4", "is called .xml, but is a PDF"),
        ("a.json", ALTO.encode(), "is called .json, but is an ALTO file"),
        ("a.md", b"%PDF-1.4", "is called .md, but is a PDF"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "an image called .pdf"),
    ],
)
def test_a_name_that_lies_is_an_error(name: str, data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as caught:
        guess(name, data)
    assert caught.value.hint
    assert caught.value.where == name


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "a TEI file"),
        (b"<TEI>", "a TEI file"),
        (b"<rss version='2.0'></rss>", "a news feed"),
        (b"<newsItem xmlns='x'/>", "NewsML-G2"),
        (b"<?xml version='1.0'?><book/>", r"XML of a kind that is not read \(its root element is book\)"),
        (b"<?xml version='1.0'?>", "without a root element"),
        (b"<html><body><p>x", "an HTML page"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word file"),
        (zipped("page.txt"), "a ZIP file"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old office file"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "an image"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"page.txt" + bytes(249) + b"ustar\x00", "a tar file"),
        (b"{\\rtf1", "a rich text file"),
        (b"%!PS-Adobe", "PostScript"),
    ],
)
def test_what_no_reader_reads_is_named(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as caught:
        guess("a", data)
    assert caught.value.hint


def test_each_format_is_described() -> None:
    assert list(FORMATS) == ["text", "pdf", "mets", "alto", "page", "hocr", "json", "markdown", "nitf"]
    assert all(form.about and form.example and all(ext.startswith(".") for ext in form.extensions) for form in FORMATS.values())


@given(st.binary(max_size=200), st.sampled_from(["a", "a.pdf", "a.xml", "a.json", "a.md", "a.txt"]))
def test_any_bytes_are_a_format_or_an_error_with_a_hint(data: bytes, name: str) -> None:
    try:
        found, hint = guess(name, data), "guessed"
    except UnreadableError as error:
        found, hint = "text", str(error.hint)
    assert found in FORMATS
    assert hint


MARKDOWN = "---\ntitle: T\n---\n# 标题\n\n正文。\n".encode()


@pytest.mark.parametrize(
    ("name", "data", "asked", "what", "hint"),
    [
        ("x.xml", b"<alto/>", "mets", "was read as a METS file, but looks like an ALTO file", "type --from alto"),
        ("x.xml", b"<mets xmlns='m'/>", "hocr", "was read as an hOCR file, but looks like a METS file", "type --from mets"),
        ("x.md", MARKDOWN, "json", "was read as JSON, but looks like Markdown", "type --from markdown"),
        ("x.json", MARKDOWN, None, "was read as JSON, but looks like Markdown", "rename it, or type --from markdown"),
        ("x.json", "# 标题\n\n正文".encode(), None, "was read as JSON, but looks like Markdown", "rename it, or type --from markdown"),
        ("x.json", "正文".encode(), None, "was read as JSON, but looks like plain text", "rename it, or type --from text"),
        ("x.json", b'{"headline": "T", ', None, "is not JSON", "correct this line"),
        ("x.json", b"[1, 2", None, "is not JSON", "correct this line"),
        ("x.xml", b"<alto><Layout>", "alto", "the XML is broken", "fetch the file again"),
        ("x.png", b"\x89PNG\r\n\x1a\n", "alto", "this is an image", "run OCR on it first"),
        ("x.html", b"<html><p>Rain</p></html>", "hocr", "this is HTML, but no hOCR", "hOCR marks its pages"),
        ("x.xml", b"", "alto", "the file is empty", "fetch the file again"),
    ],
)
def test_what_a_reader_refuses_is_called_what_it_looks_like(name: str, data: bytes, asked: str | None, what: str, hint: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(Source(name, data, format=asked))
    assert error.value.what.startswith(what)
    assert (error.value.hint or "").startswith(hint)
    assert (error.value.where or "").startswith(name)
