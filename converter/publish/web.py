"""Takes the pages of a site; gives what a web server wants beside them: robots.txt, 404.html and, with the site's address, sitemap.xml and an Atom feed.

Promises: no time but those that the editions state, so that the same editions give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from converter.publish.html5 import document
from converter.publish.linked_data import Meta, metadata
from converter.publish.reading import TEI
from converter.publish.stylesheets import own_stylesheet, run

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 200  # of the feed: it tells what is new, the site itself holds everything
_MOST_ADDRESSES = 50_000  # https://www.sitemaps.org/protocol.html: "no more than 50,000 URLs"
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class News:
    """An article for the feed. path: its page; published: the day of the newspaper; updated: that of its edition, '' where it is not stated."""

    path: str
    title: str
    authors: Sequence[str]
    summary: str
    published: str
    updated: str
    language: str
    paper: str


def news_of(made: etree._Element, folder: str, tei: etree._Element) -> Iterator[News]:
    """The articles among the pages made of a file. folder: where they stand in the site, '' or with its slash; tei: what they were made of."""
    dates = tei.iterfind(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}publicationStmt/{TEI}date[@when]")
    updated = next((date.get("when", "")[:10] for date in dates), "")
    for page in made.iterchildren("page"):
        head = page[0].find("head")
        meta = {} if head is None else metadata(head)
        if meta.get("DC.type") != ["newspaperArticle"]:
            continue

        def first(name: str, meta: Meta = meta) -> str:
            return next(iter(meta.get(name, ())), "")

        yield News(
            path=folder + page.get("href", ""),
            title=first("citation_title"),
            authors=tuple(meta.get("citation_author", ())),
            summary=first("og:description"),
            published=first("DC.date"),
            updated=updated,
            language=first("DC.language"),
            paper=first("og:site_name"),
        )


def web_files(pages: Sequence[str], news: Sequence[News], shell: etree._Element, params: Mapping[str, str]) -> dict[str, bytes]:
    """path -> bytes. pages: the paths of the site's HTML pages; shell: a TEI tree that tells newspaper and language."""
    base = params.get("base-url", "")
    files = {"404.html": _not_found(shell, params)}
    if not base:
        return {**files, "robots.txt": b"User-agent: *\nAllow: /\n"}
    addresses = [base + quote("" if path == "index.html" else path) for path in pages]
    files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n".encode()
    files["sitemap.xml"] = _sitemap(addresses[:_MOST_ADDRESSES])
    files["feed.xml"] = _feed("、".join(dict.fromkeys(one.paper for one in news if one.paper)) or base, base, news)
    return files


def _not_found(shell: etree._Element, params: Mapping[str, str]) -> bytes:
    known = {name: params[name] for name in ("interface", "base-url") if name in params}
    result, _ = run(own_stylesheet("not-found.xsl"), shell, known, where="404.html")
    return document(result.getroot())


def _sitemap(addresses: Sequence[str]) -> bytes:
    root = etree.fromstring(f"<urlset xmlns='{_SITEMAP}'/>")
    for address in addresses:
        etree.SubElement(etree.SubElement(root, f"{{{_SITEMAP}}}url"), f"{{{_SITEMAP}}}loc").text = address
    return _written(root)


def _feed(title: str, base: str, news: Sequence[News]) -> bytes:
    """The latest articles, those of the latest issue first. Atom wants a time of each: where neither edition nor paper states a day, it is left out."""
    dated = [one for one in news if _time(one.updated or one.published)]
    latest = sorted(dated, key=lambda one: _time(one.published or one.updated), reverse=True)[:MOST_ENTRIES]
    root = etree.fromstring(f"<feed xmlns='{_ATOM}'/>")
    _put(root, "title", title)
    _put(root, "id", base)
    _put(root, "link", rel="self", type="application/atom+xml", href=f"{base}feed.xml")
    _put(root, "link", rel="alternate", type="text/html", href=base)
    _put(root, "updated", max((_time(one.updated or one.published) for one in latest), default="1970-01-01T00:00:00Z"))
    _put(_put(root, "author"), "name", title)
    for one in latest:
        entry = _put(root, "entry")
        if one.language:
            entry.set("{http://www.w3.org/XML/1998/namespace}lang", one.language)
        _put(entry, "title", one.title)
        _put(entry, "id", base + quote(one.path))
        _put(entry, "link", rel="alternate", type="text/html", href=base + quote(one.path))
        if _time(one.published):
            _put(entry, "published", _time(one.published))
        _put(entry, "updated", _time(one.updated or one.published))
        for name in one.authors:
            _put(_put(entry, "author"), "name", name)
        if one.summary:
            _put(entry, "summary", one.summary)
    return _written(root)


def _time(day: str) -> str:
    """A day, month or year as the time at which it begins; '' for anything else."""
    found = _DAY.fullmatch(day)
    return f"{found[1]}-{found[2] or '01'}-{found[3] or '01'}T00:00:00Z" if found else ""


def _put(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _written(root: etree._Element) -> bytes:
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
