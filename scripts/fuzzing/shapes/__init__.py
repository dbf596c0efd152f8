"""Files of a shape that makes careless programs slow or fills memory: very deep, very wide, very long, many of one thing, one thing named many times.

Each is within what a reader accepts as a size; it has to be read or refused in the bounds of `scripts/fuzz.py`. A table of functions by target.
"""

from __future__ import annotations

from collections.abc import Callable

from fuzzing.shapes import articles, editions, layouts, pages
from fuzzing.shapes.markup import Shape

SHAPES: dict[str, Callable[[], dict[str, Shape]]] = {
    "alto": layouts.altos,
    "page": layouts.pages,
    "mets": layouts.issues,
    "hocr": layouts.hocrs,
    "nitf": articles.nitfs,
    "json": articles.articles,
    "markdown": articles.markdowns,
    "text": articles.texts,
    "tei": editions.teis,
    "site": editions.sites,
    "toml": editions.tomls,
    "table": editions.tables,
    "list": editions.lists,
    "pdf": pages.pdfs,
}


def shapes(target: str) -> dict[str, Shape]:
    """The shapes of a target by their names; none where it has none."""
    return SHAPES[target]() if target in SHAPES else {}
