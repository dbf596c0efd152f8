"""The passages of an article that can carry spans, in reading order, and the article again with other spans on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from converter.model import Article, Byline, Dateline, Figure, Head, Paragraph, Passage, Section, Span

Kind = Literal["head", "byline", "dateline", "p", "caption", "credit"]
Mark = Callable[[Kind, Passage, tuple[Span, ...]], tuple[Span, ...]]


def with_spans(article: Article, mark: Mark) -> Article:
    """The article with each passage's spans as `mark(kind, passage, spans)` gives them; called once a passage, in reading order."""
    return replace(
        article,
        heads=tuple(_head(head, mark) for head in article.heads),
        bylines=tuple(_byline(byline, mark) for byline in article.bylines),
        figures=tuple(_figure(figure, mark) for figure in article.figures),
        sections=tuple(_section(section, mark) for section in article.sections),
    )


def _head(head: Head, mark: Mark) -> Head:
    return replace(head, spans=mark("head", head.passage, head.spans))


def _byline(byline: Byline, mark: Mark, kind: Kind = "byline") -> Byline:
    return replace(byline, spans=mark(kind, byline.passage, byline.spans))


def _dateline(dateline: Dateline, mark: Mark) -> Dateline:
    return replace(dateline, spans=mark("dateline", dateline.passage, dateline.spans))


def _paragraph(paragraph: Paragraph, mark: Mark) -> Paragraph:
    if paragraph.verbatim or paragraph.kind in ("jump", "jump-from"):
        return paragraph  # lines that do not run on into one another, and what is no text of the article
    return replace(paragraph, spans=mark("p", paragraph.passage, paragraph.spans))


def _figure(figure: Figure, mark: Mark) -> Figure:
    return replace(
        figure,
        head=_head(figure.head, mark) if figure.head else None,
        caption_spans=mark("caption", figure.caption, figure.caption_spans) if figure.caption else (),
        credits=tuple(_byline(credit, mark, "credit") for credit in figure.credits),
    )


def _section(section: Section, mark: Mark) -> Section:
    return replace(
        section,
        head=_head(section.head, mark) if section.head else None,
        dateline=_dateline(section.dateline, mark) if section.dateline else None,
        bylines=tuple(_byline(byline, mark) for byline in section.bylines),
        blocks=tuple(_figure(block, mark) if isinstance(block, Figure) else _paragraph(block, mark) for block in section.blocks),
        closing=tuple(_closing(part, mark) for part in section.closing),
    )


def _closing(part: Byline | Dateline | Figure, mark: Mark) -> Byline | Dateline | Figure:
    if isinstance(part, Figure):
        return _figure(part, mark)
    return _byline(part, mark) if isinstance(part, Byline) else _dateline(part, mark)
