"""Takes a page and its layout, tells which lines it lost, doubled or put out of order: there must be none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from converter.model import Article, Byline, Figure, Gap, Layout, Page, Passage, Section


def passages(layout: Layout) -> Iterator[Passage]:
    """Every passage of the layout, in reading order."""
    for article in layout.articles:
        yield from _article(article)
    for furniture in layout.furniture:
        yield furniture.passage


def _article(article: Article) -> Iterator[Passage]:
    for head in article.heads:
        yield head.passage
    yield from _bylines(article.bylines)
    for figure in article.figures:
        yield from _figure(figure)
    for section in article.sections:
        yield from _section(section)


def _bylines(bylines: tuple[Byline, ...]) -> Iterator[Passage]:
    for byline in bylines:
        yield byline.passage


def _figure(figure: Figure) -> Iterator[Passage]:
    if figure.head:
        yield figure.head.passage
    if figure.caption:
        yield figure.caption
    yield from _bylines(figure.credits)


def _section(section: Section) -> Iterator[Passage]:
    if section.head:
        yield section.head.passage
    if section.dateline:
        yield section.dateline.passage
    yield from _bylines(section.bylines)
    for block in section.blocks:
        if isinstance(block, Figure):
            yield from _figure(block)
        else:
            yield block.passage
    for part in section.closing:
        if isinstance(part, Figure):
            yield from _figure(part)
        else:
            yield part.passage


def lost_and_doubled(page: Page, layout: Layout) -> list[str]:
    """Ids of the lines of which a character that is not white space stands in no passage, or in more than one. Empty: the law is kept."""
    seen: Counter[tuple[str, int]] = Counter()
    for passage in passages(layout):
        for part in passage.parts:
            if not isinstance(part, Gap):
                seen.update((part.line.id, at) for at in range(part.start, part.end))
    return [line.id for line in page.lines if any(seen[line.id, at] != 1 for at, char in enumerate(line.text) if not char.isspace())]
