"""Takes the metadata elements of an article or issue page; adds the same facts as JSON-LD for search engines. Promises: the two agree, and nothing is added.

Vocabulary: https://schema.org/NewsArticle, https://schema.org/PublicationIssue. An unsigned article is the newspaper's: its author is an Organization.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lxml import etree

Meta = dict[str, list[str]]


def add_linked_data(html: etree._Element) -> None:
    """Puts one `script` of type application/ld+json at the end of the head of an article or issue page; leaves other pages alone."""
    head = html.find("head")
    if head is None:
        return
    meta = metadata(head)
    kind = _KINDS.get(" ".join(meta.get("DC.type", ())))
    if kind is None:
        return
    canonical = head.find("link[@rel='canonical']")
    told = {"@context": "https://schema.org", **kind(meta, canonical.get("href") if canonical is not None else None)}
    script = etree.SubElement(head, "script", {"type": "application/ld+json"})
    # `<` would end the element (</script>), U+2028 the line: JSON has its own way to write both
    script.text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def news_article(meta: Meta, url: str | None = None) -> dict[str, Any]:
    """A schema.org NewsArticle. meta: content by name or property, in document order."""

    def first(name: str) -> str | None:
        return meta.get(name, [None])[0]

    paper = first("og:site_name")
    authors = [{"@type": "Person", "name": name} for name in meta.get("citation_author", [])]
    publisher = first("DC.publisher") or paper
    return _known(
        {
            "@type": "NewsArticle",
            "headline": first("citation_title"),
            "description": first("og:description"),
            "image": first("og:image"),
            "datePublished": first("DC.date"),
            "author": authors or ({"@type": "Organization", "name": paper} if paper else None),
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
            "inLanguage": first("DC.language"),
            "articleSection": first("prism.section"),
            "printPage": first("citation_firstpage"),
            "pagination": first("prism.pageRange"),
            "isPartOf": _issue(meta),
            "license": first("DC.rights"),
            "url": url,
        }
    )


def publication_issue(meta: Meta, url: str | None = None) -> dict[str, Any]:
    """A schema.org PublicationIssue, of its newspaper."""
    publisher = meta.get("DC.publisher", [None])[0]
    return _known(
        {
            **_issue(meta),
            "name": meta.get("DC.title", [None])[0],
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
            "inLanguage": meta.get("DC.language", [None])[0],
            "license": meta.get("DC.rights", [None])[0],
            "url": url,
        }
    )


def _issue(meta: Meta) -> dict[str, Any]:
    def first(name: str) -> str | None:
        return meta.get(name, [None])[0]

    newspaper = _known({"@type": "Newspaper", "name": first("og:site_name"), "issn": first("prism.issn")})
    issue = _known({"@type": "PublicationIssue", "issueNumber": first("prism.number"), "datePublished": first("DC.date")})
    return {**issue, "isPartOf": newspaper}


_KINDS: dict[str, Callable[[Meta, str | None], dict[str, Any]]] = {"newspaperArticle": news_article, "newspaperIssue": publication_issue}


def metadata(head: etree._Element) -> Meta:
    """Content of the elements `meta`, by name or property, in document order."""
    found: Meta = {}
    for element in head.iterfind("meta"):
        name = element.get("name") or element.get("property")
        if name:
            found.setdefault(name, []).append(element.get("content", ""))
    return found


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}
