"""Takes a page and its layout, gives each picture of the page to the figure or article that it belongs to. Promises: no text is moved.

A caption belongs to the picture at which it stands. A picture without one belongs to the article that is set around it; what stands in no
article stays a place on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from converter.model import Article, Box, Figure, Layout, Page, Passage, Picture

_REACH = 3.0  # lines from a picture to its caption: between them stands at most a rule, or the credit
_WHOLE_PAGE = 0.7  # of the page: what covers more is a scan of the page itself, or its ground
_LEAST = 3.0  # lines: what is smaller is an ornament, a bullet or the sign of a column


def illustrated(page: Page, layout: Layout) -> Layout:
    """The layout with the pictures of its figures; a picture of which a file was kept, and that an article is set around, is a figure of it."""
    line = _line_height(page)
    pictures = [picture for picture in page.drawing.pictures if _is_illustration(picture.box, page, line)]
    taken = {figure.picture.box for article in layout.articles for figure in article.figures if figure.picture}
    free = [picture for picture in pictures if picture.box not in taken]
    if not free:
        return layout
    articles = list(layout.articles)
    for picture, at, n in list(_captioned(free, articles, _REACH * line)):
        figures = list(articles[at].figures)
        figures[n] = replace(figures[n], picture=picture)
        articles[at] = replace(articles[at], figures=tuple(figures))
        free.remove(picture)
    for picture in free:
        around = _set_around(picture.box, articles) if picture.image else None
        if around is not None:
            figure = Figure(picture=picture, cert="medium")
            articles[around] = replace(articles[around], figures=(*articles[around].figures, figure))
    return replace(layout, articles=tuple(articles))


def _line_height(page: Page) -> float:
    heights = [line.box.bottom - line.box.top for line in page.lines if line.box and not line.vertical and line.turn in (0, 180)]
    return median(heights) if heights else 0.0


def _is_illustration(box: Box, page: Page, line: float) -> bool:
    width, height = box.right - box.left, box.bottom - box.top
    whole = page.size is not None and width * height > _WHOLE_PAGE * page.size[0] * page.size[1]
    return not whole and min(width, height) >= _LEAST * line


def _captioned(pictures: list[Picture], articles: list[Article], reach: float) -> Iterator[tuple[Picture, int, int]]:
    """Pairs of a picture and the figure (article, place in it) whose caption stands at it, the nearest first; each once."""
    near = []
    for p, picture in enumerate(pictures):
        for at, article in enumerate(articles):
            for n, figure in enumerate(article.figures):
                box = _around(_words(figure))
                if figure.picture is None and box is not None and (gap := _gap(picture.box, box)) <= reach:
                    near.append((gap, p, at, n))
    used: set[int] = set()
    captioned: set[tuple[int, int]] = set()
    for _, p, at, n in sorted(near):
        if p not in used and (at, n) not in captioned:
            used.add(p)
            captioned.add((at, n))
            yield pictures[p], at, n


def _words(figure: Figure) -> list[Passage]:
    parts = (figure.head and figure.head.passage, figure.caption, *(credit.passage for credit in figure.credits))
    return [part for part in parts if part]


def _gap(picture: Box, words: Box) -> float:
    """How far words stand from a picture under, over or beside it; words at a corner are not its own."""
    across = max(words.left - picture.right, picture.left - words.right)
    down = max(words.top - picture.bottom, picture.top - words.bottom)
    return max(across, down, 0.0) if min(across, down) < 0 else float("inf")


def _set_around(picture: Box, articles: list[Article]) -> int | None:
    """The article whose lines stand on two sides of the picture, or more; of several the one that takes the least room."""
    middle = (picture.left + picture.right) / 2, (picture.top + picture.bottom) / 2
    found = []
    for at, article in enumerate(articles):
        box = _around(list(_texts(article)))
        if article.kind == "article" and box and box.left < middle[0] < box.right and box.top < middle[1] < box.bottom:
            found.append(((box.right - box.left) * (box.bottom - box.top), at))
    return min(found)[1] if found else None


def _texts(article: Article) -> Iterator[Passage]:
    yield from (head.passage for head in article.heads)
    yield from (byline.passage for byline in article.bylines)
    for section in article.sections:
        yield from (paragraph.passage for paragraph in section.paragraphs)


def _around(passages: list[Passage]) -> Box | None:
    boxes = [line.box for passage in passages for line in passage.lines if line.box]
    if not boxes:
        return None
    return Box(min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes))
