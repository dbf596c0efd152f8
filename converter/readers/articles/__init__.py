"""Article files: formats in which the articles are apart already (JSON, Markdown, NITF). Each reader gives a Reading that keeps them apart."""

from converter.readers.articles.json_file import read_json, read_json_issues
from converter.readers.articles.markdown import read_markdown, read_markdown_issues
from converter.readers.articles.nitf import read_nitf

__all__ = ["read_json", "read_json_issues", "read_markdown", "read_markdown_issues", "read_nitf"]
