"""Article files: formats in which the articles are apart already (JSON, Markdown, NITF). Each reader gives a Reading that keeps them apart."""

from __future__ import annotations

from collections.abc import Callable

from converter.readers.articles.json_file import read_json, read_json_issues
from converter.readers.articles.markdown import read_markdown, read_markdown_issues
from converter.reading import Reading

__all__ = ["read_json", "read_json_issues", "read_markdown", "read_markdown_issues", "read_nitf"]


def read_nitf(name: str, data: bytes, encoding: str | None = None, beside: Callable[[str], bytes] | None = None) -> Reading:
    """As `nitf.read_nitf`, which loads an XML parser: only where there is XML."""
    from converter.readers.articles import nitf

    return nitf.read_nitf(name, data, encoding, beside)
