"""Takes pages of repaired lines, gives their layouts: articles, their headlines, bylines and pictures, advertisements, page furniture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from converter.model import Item, Layout, Page
from converter.notices import Notice
from converter.segment.given import outline_pages
from converter.segment.page import Script, segment_page

__all__ = ["layouts_of", "segment_page"]


def layouts_of(
    pages: Sequence[Page], items: Sequence[Item], script: Script, own: Callable[[Page], Script]
) -> tuple[tuple[Layout, ...], tuple[Notice, ...]]:
    """A layout for each page, and what is doubtful. items: the articles that the source itself sets apart; where it has none, we do.

    script: of the issue; own: that of a page by itself, for pages in another language than the issue's.
    """
    if items:
        return outline_pages(pages, items, script)
    parted = [segment_page(page, own(page)) for page in pages]
    return tuple(layout for layout, _ in parted), tuple(notice for _, notices in parted for notice in notices)
