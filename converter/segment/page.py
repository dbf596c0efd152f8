"""Takes a repaired page, gives its layout and what is doubtful about it. Every printed character of the page stands in it once."""

from __future__ import annotations

from functools import cache
from typing import Literal

from converter.model import Layout, Page
from converter.notices import Notice
from converter.segment.articles import divide
from converter.segment.blocks import by_headlines, is_unmarked, units_by_blocks
from converter.segment.build import Builder
from converter.segment.cohesion import Cohesion
from converter.segment.columns import in_reading_order
from converter.segment.doubts import doubts
from converter.segment.evidence import Background
from converter.segment.linking import link
from converter.segment.pictures import photo_pairs
from converter.segment.refining import refine
from converter.segment.roles import Setting
from converter.segment.rows import rows_of
from converter.segment.stream import stream_of
from converter.segment.units import units_of

Script = Literal["Hans", "Hant", "Latn"]
# To hold each thing on a page against each other takes the square of their number. A page of small type has some 2,000 lines; a file of
# text without page breaks may have an issue's.
MOST_PLACED = 2_500  # lines of which places are weighed
MOST_READ = 10_000  # rows of which words are weighed


_PLAINLY = "too many to weigh them against each other, so they were parted in their order, by headlines and blank lines"


def has_places(page: Page) -> bool:
    """Whether it is known where most of its lines stand: then places tell more than the order of the lines."""
    return sum(line.box is not None for line in page.lines) * 2 > len(page.lines)


def segment_page(page: Page, script: Script) -> tuple[Layout, tuple[Notice, ...]]:
    """Articles, advertisements, rests and furniture of the page. Never raises; never loses or doubles a character.

    script: what the page is set in; pages that are not Chinese are read by their blank lines and line lengths alone.
    """
    placed = has_places(page)
    if placed and len(page.lines) <= MOST_PLACED:
        from converter.segment.geometry.page import segment_by_geometry

        return segment_by_geometry(page, script)
    rows = rows_of(page.lines)
    crowded = [Notice("W-SEG-26", page.id, f"{len(rows)} lines stand on this page: {_PLAINLY}")] if placed or len(rows) > MOST_READ else []
    if len(rows) > MOST_READ:
        script = "Latn"
    if script == "Hans":
        rows = in_reading_order(rows)
    if not rows:
        return Layout(()), ()
    units, setting = (units_by_blocks(rows), Setting(grid=False, gaps=True)) if script == "Latn" else units_of(rows)
    stream = stream_of(units, setting)
    background = Background([row.text for row in rows])
    bags = background.bags([text.unit.text for text in stream.texts])

    @cache
    def whole() -> Cohesion:
        return Cohesion(bags)

    photos = photo_pairs(stream, background, bags)
    if script == "Latn":
        drafts = by_headlines(stream)
    else:
        drafts = divide(stream, background, bags, whole, [headline for headline, _ in photos])
        drafts = refine(stream, drafts, background, bags, whole)
    links = link(stream, drafts, photos, background, bags)
    layout = Builder(page, stream, links).layout()
    notices = doubts(stream, links, layout.articles, background, bags, whole)
    if script == "Latn" and is_unmarked(rows):
        notices.append(
            Notice("W-SEG-12", page.id, "no blank line stands on this page: where its articles and paragraphs begin is not reliable")
        )
    return layout, (*notices, *crowded)
