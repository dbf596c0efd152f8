"""Paragraphs that a jump or a change of page cuts: takes the articles, gives each part its attributes, which name the part before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.model import Article, Paragraph
from converter.tei.writer import Attributes


def parts_of(articles: Sequence[Article]) -> dict[int, Attributes]:
    """By the identity of the paragraph: part, next and prev. A part whose other end is not here is a whole paragraph."""
    known = {article.id: article for article in articles}
    out: dict[int, Attributes] = {}
    for article in articles:
        for paragraph, _ in _named(article):
            if not paragraph.part:
                continue
            after = _name(known.get(article.next or ""), ("M", "F"), first=True) if paragraph.part in ("I", "M") else None
            before = _name(known.get(article.prev or ""), ("I", "M"), first=False) if paragraph.part in ("M", "F") else None
            if after or before:
                part = "M" if after and before else "I" if after else "F"
                out[id(paragraph)] = {"part": part, "next": f"#{after}" if after else None, "prev": f"#{before}" if before else None}
    return out


def _name(article: Article | None, parts: Sequence[str], *, first: bool) -> str | None:
    """The id of the first or last paragraph that is such a part."""
    found = [name for paragraph, name in _named(article) if paragraph.part in parts] if article else []
    return (found[0] if first else found[-1]) if found else None


def _named(article: Article) -> Iterator[tuple[Paragraph, str]]:
    """Each paragraph that becomes a p, with its id."""
    n = 0
    for section in article.sections:
        for paragraph in section.paragraphs:
            if paragraph.kind in ("text", "note", "footnote", "quote") and not paragraph.verbatim:
                n += 1
                yield paragraph, f"{article.id}-p{n}"
