"""Takes a TEI file and the pages made of it; gives what a reader can take home beside each page: TEI, text, Markdown, and entries for reference managers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast
from urllib.parse import quote

from lxml import etree

from converter.publish.citations import Citation, citation, citation_files
from converter.publish.extract import WHOLE, Extracts
from converter.publish.linked_data import metadata
from converter.publish.reading import article_names
from converter.publish.texts import text_files


def download_files(
    name: str, source: bytes, read: etree._Element, shown: etree._Element, made: etree._Element, params: Mapping[str, str], *, where: str
) -> dict[str, bytes]:
    """`a1.xml`, `.txt`, `.md`, `.ris`, `.bib`, `.csl.json` for each article page, and `index.…` for the issue.

    name: of the issue. source: its TEI file, byte for byte; read: its tree; shown: the same tree, prepared; made: the pages, with `href`.
    params: those of the pages. where: the TEI's name.
    """
    files = {**text_files(shown, "text", params, where=where), **text_files(shown, "markdown", params, where=where), WHOLE: source}
    extracts = Extracts(read)
    divs = {name: div for div, name in article_names(read)}
    cited: list[Citation] = []
    for stem, page in _articles(made):
        one = _cited(page, f"{name}-{stem}", params.get("base-url", ""), stem)
        cited.append(one)
        files.update(citation_files(stem, [one]))
        files[f"{stem}.xml"] = extracts.of([divs[name] for name in _shown_on(page)], one.title)
    files.update(citation_files("index", cited))
    return files


def _articles(made: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The pages that show articles: their name without its ending, and their html element."""
    for page in made.iterchildren("page"):
        if _shown_on(page):
            yield page.get("href", "").removesuffix(".html"), page[0]


def _shown_on(page: etree._Element) -> list[str]:
    """The ids of the article divs that a page shows."""
    return cast(list[str], page.xpath("descendant::*/@data-article", smart_strings=False))


def _cited(html: etree._Element, key: str, base_url: str, stem: str) -> Citation:
    head = html.find("head")
    return citation({} if head is None else metadata(head), key, f"{base_url}{quote(stem)}.html" if base_url else "")
