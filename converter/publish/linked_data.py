"""Takes the metadata elements of an article page; adds the same facts as JSON-LD for search engines. Promises: the two agree, and nothing is added.

Vocabulary: https://schema.org/NewsArticle. An unsigned article is the newspaper's: its author is an Organization.
"""

from __future__ import annotations

import json
from typing import Any

from lxml import etree


def add_linked_data(html: etree._Element) -> None:
    """Puts one `script` of type application/ld+json at the end of the head of an article page; leaves other pages alone."""
    head = html.find("head")
    if head is None:
        return
    meta = _metadata(head)
    if meta.get("DC.type") != ["newspaperArticle"]:
        return
    canonical = head.find("link[@rel='canonical']")
    article = news_article(meta, canonical.get("href") if canonical is not None else None)
    script = etree.SubElement(head, "script", {"type": "application/ld+json"})
    # `<` would end the element (</script>), U+2028 the line: JSON has its own way to write both
    script.text = json.dumps(article, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def news_article(meta: dict[str, list[str]], url: str | None = None) -> dict[str, Any]:
    """A schema.org NewsArticle. meta: content by name or property, in document order."""

    def first(name: str) -> str | None:
        return meta.get(name, [None])[0]

    paper = first("og:site_name")
    authors = [{"@type": "Person", "name": name} for name in meta.get("citation_author", [])]
    newspaper = _known({"@type": "Newspaper", "name": paper, "issn": first("citation_issn")})
    issue = {"@type": "PublicationIssue", "issueNumber": first("citation_issue"), "datePublished": first("DC.date")}
    publisher = first("DC.publisher") or paper
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": first("citation_title"),
            "datePublished": first("DC.date"),
            "author": authors or ({"@type": "Organization", "name": paper} if paper else None),
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
            "inLanguage": first("DC.language"),
            "printPage": first("citation_firstpage"),
            "isPartOf": {**_known(issue), "isPartOf": newspaper},
            "license": first("DC.rights"),
            "url": url,
        }
    )


def _metadata(head: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in head.iterfind("meta"):
        name = element.get("name") or element.get("property")
        if name:
            found.setdefault(name, []).append(element.get("content", ""))
    return found


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}
