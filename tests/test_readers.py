"""The text reader: encodings, line ends, pages, and what XML cannot hold."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.errors import ConverterError, Exit, UnreadableError, UsageError
from converter.readers import Source, read
from converter.readers.unprintable import LONGEST_LINE, MOST_LINES

CHINESE = "本报讯 记者从公安机关新闻发布会上获悉，\n以三防范为主要内容的专项行动开展以来，全市的工作有了新的进展。\n这是在中国的一个城市，人们对此表示欢迎。\n"
TRADITIONAL = "中國軍隊反攻江西省之高安，\n異常奏效，已經發生激烈之爭奪戰，此外日軍最近佔領之南昌，\n現亦在華軍之完全包圍中。\n"


def texts(data: bytes, encoding: str | None = None) -> list[str]:
    return [line.text for page in read(Source("page.txt", data, encoding=encoding))[0].pages for line in page.lines]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_chinese_encodings_are_told_from_the_bytes(codec: str) -> None:
    assert texts(CHINESE.encode(codec)) == CHINESE.splitlines()


def test_big5_is_told_from_the_bytes() -> None:
    assert texts(TRADITIONAL.encode("big5")) == TRADITIONAL.splitlines()


def test_the_encoding_is_reported_unless_it_is_utf8() -> None:
    assert not read(Source("page.txt", CHINESE.encode()))[0].notices
    reading = read(Source("page.txt", CHINESE.encode("gb18030")))[0]
    assert [(note.code, note.message) for note in reading.notices] == [("I-READ-01", "read as GB18030")]
    assert reading.files[0].description == "extracted text, GB18030"


@pytest.mark.parametrize("text", ["Zürich äöü", "Zürich\nÄrger über Öl", "déjà vu à Orléans, où l’été fut très sec"])
@pytest.mark.parametrize("codec", ["latin-1", "cp1252", "cp437"])
def test_western_bytes_are_never_taken_for_chinese(text: str, codec: str) -> None:
    with pytest.raises(UnreadableError, match="not text in an encoding that can be told"):
        texts(text.encode(codec, "replace"))


def test_a_named_encoding_overrides() -> None:
    data = "Änderung\n".encode("latin-1")
    assert texts(data, "latin-1") == ["Änderung"]
    with pytest.raises(UnreadableError, match="byte 0 is not utf-8"):
        texts(data, "utf-8")


@pytest.mark.parametrize("name", ["klingon", "base64", "hex"])
def test_an_encoding_that_does_not_exist_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError, match="no text encoding") as caught:
        texts(b"x", name)
    assert caught.value.exit_code == Exit.USAGE
    assert "gb18030" in str(caught.value.hint)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\x0b"])
def test_any_line_end(end: str) -> None:
    page = read(Source("page.txt", f"一{end}{end}{end}二{end}".encode()))[0].pages[0]
    assert [(line.n, line.text, line.gap_before) for line in page.lines] == [(1, "一", 0), (4, "二", 2)]


def test_form_feeds_part_pages_and_a_last_one_makes_none() -> None:
    pages = read(Source("page.txt", "一\n\f\n二\f\f三\n\f".encode()))[0].pages
    assert [[line.id for line in page.lines] for page in pages] == [["p1-l1"], ["p2-l2"], [], ["p4-l1"]]


def test_a_page_without_text_is_kept_and_reported() -> None:
    reading = read(Source("page.txt", "一\f \f三".encode()))[0]
    assert [page.id for page in reading.pages] == ["p1", "p2", "p3"]
    assert [(note.code, note.where) for note in reading.notices] == [("W-READ-05", "p2")]


def test_pages_of_a_second_source_are_numbered_on() -> None:
    reading = read(Source("page-02.txt", "\x01一\n二".encode()))[0].renumbered(3)
    assert [line.id for page in reading.pages for line in page.lines] == ["p3-l1", "p3-l2"]
    assert reading.notices[0].where == "p3-l1"


def test_control_characters_are_left_out_and_reported_where_they_stood() -> None:
    reading = read(Source("page.txt", "一\n二\x00\x07三\x1f\n".encode()))[0]
    assert [line.text for line in reading.pages[0].lines] == ["一", "二三"]
    assert [(note.code, note.where) for note in reading.notices] == [("W-READ-02", "p1-l2")]
    assert "U+0000, U+0007, U+001F" in reading.notices[0].message


def test_lone_surrogates_become_a_mark_and_pairs_the_character_they_mean() -> None:
    data = "一".encode() + b"\xed\xa0\x80" + "二\n".encode() + b"\xed\xa1\x81\xed\xb0\x80\n"
    reading = read(Source("page.txt", data))[0]
    assert [line.text for line in reading.pages[0].lines] == ["一\ufffd二", "\U00020400"]
    assert [(note.code, note.where) for note in reading.notices] == [("W-READ-03", "p1-l1")]


def test_private_use_characters_are_kept_and_reported() -> None:
    reading = read(Source("page.txt", "認\ue111明".encode()))[0]
    assert reading.pages[0].lines[0].text == "認\ue111明"
    assert [note.code for note in reading.notices] == ["W-READ-04"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "holds no text"),
        (" \t\r\n\u3000\n".encode(), "holds no text"),
        (b"%PDF-1.4\n1 0 obj", "truncated"),
        (b"PK\x03\x04abc", "a ZIP"),
        (b"\x89PNG\r\n", "an image"),
        (b"<?xml version='1.0'?><TEI/>", "a TEI file"),
        (b"\xef\xbb\xbf <TEI xmlns=''>", "a TEI file"),
        (bytes(range(128, 256)) * 40, "cannot|not text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "byte order mark"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as caught:
        texts(data)
    assert caught.value.hint
    assert caught.value.exit_code == Exit.UNREADABLE


@pytest.mark.parametrize("text", ["一\n" * (MOST_LINES + 1), "一" * (LONGEST_LINE + 1)])
def test_no_newspaper_page_is_that_large(text: str) -> None:
    with pytest.raises(UnreadableError, match="no newspaper page"):
        texts(text.encode())


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    try:
        lines, hint = texts(data), "read"
    except ConverterError as error:
        lines, hint = [], error.hint
    assert hint
    assert all(line.strip() for line in lines)
    assert not any(char in "\x00\x0b\x0c\n\r\ufffe\uffff" or "\ud800" <= char <= "\udfff" for line in lines for char in line)
