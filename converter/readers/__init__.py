"""Readers: a Source in, a Reading of pages out. One file a source format; `READERS` is the table of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from converter.errors import UnreadableError
from converter.model import Reading
from converter.readers.text import read_text


@dataclass(frozen=True, slots=True)
class Source:
    """An input: its name (as messages and the TEI say it), its bytes, and its path where it is a file."""

    name: str
    data: bytes
    path: Path | None = None


READERS: dict[str, Callable[[str, bytes, str | None], Reading]] = {"text": read_text}

# What a file is by its first bytes, and what to do with it: said instead of the garbage that its bytes would make as text.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "extract its text first, page by page: pdftotext -layout page.pdf page.txt"),
    (b"PK\x03\x04", "a ZIP or office file", "save its text as a UTF-8 text file"),
    (b"\xd0\xcf\x11\xe0", "an old office file", "save its text as a UTF-8 text file"),
    (b"\x89PNG", "an image", "run OCR on it first, then give the text"),
    (b"\xff\xd8\xff", "an image", "run OCR on it first, then give the text"),
    (b"II*\x00", "an image", "run OCR on it first, then give the text"),
    (b"MM\x00*", "an image", "run OCR on it first, then give the text"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"{\\rtf", "a rich text file", "save it as a UTF-8 text file"),
)
_MARKUP = (b"<?xml", b"<!DOCTYPE", b"<TEI", b"<html", b"<HTML", b"<alto", b"<mets")


def read(source: Source, *, encoding: str | None = None, page_from: int = 1) -> Reading:
    """The pages of a source, numbered from `page_from`.

    encoding: the name of a text encoding that overrides what the bytes look like. Raises UnreadableError for what is no text.
    """
    head = source.data[:16].removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, what, hint in _FOREIGN:
        if source.data.startswith(magic):
            raise UnreadableError(f"this is {what}, not a page of text", where=source.name, hint=hint)
    if head.startswith(_MARKUP):
        hint = "an edition made before is checked with `broadsheet validate` and shown with `broadsheet publish`"
        raise UnreadableError("this is XML or HTML, not a page of text", where=source.name, hint=hint)
    return READERS["text"](source.name, source.data, encoding).renumbered(page_from)
