"""Segmentation of pages that OCR read: headlines in the size of the text, told by their place; lines that are no article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typesetting import EM, PITCH, Sheet

from converter.model import Block, Layout
from converter.segment.conservation import lost_and_doubled
from converter.segment.geometry import segment_by_geometry

RIVER = "The river rose in the night and nobody in the village had been told of it by those who knew what rain had fallen. "
BREAD = "The price of bread was raised again by the bakers of the town, who say that flour is dear and that coal is dearer. "


def read(head: str, left: float, *, blocks: bool = True) -> Layout:
    """A column with a text, a line at the place, and another text, as a source gives them that has blocks, or none."""
    sheet = Sheet((400.0, 600.0))
    sheet.column([RIVER * 3], 40, 60, 26, wide=0.45)
    first = len(sheet.lines)
    bottom = (sheet.lines[-1].box or pytest.fail("no box")).bottom
    sheet.line(head, left, bottom + 2 * PITCH - EM, wide=0.45)
    sheet.column([BREAD * 3], 40, bottom + 3.5 * PITCH - EM, 26, wide=0.45)
    page = sheet.page()
    parts = (range(first), range(first, first + 1), range(first + 1, len(page.lines)))
    if blocks:
        page = replace(page, blocks=tuple(Block(f"b{n}", tuple(page.lines[at].n for at in part)) for n, part in enumerate(parts)))
    layout, _ = segment_by_geometry(page, "Latn")
    assert lost_and_doubled(page, layout) == []
    return layout


def heads_of(layout: Layout) -> list[list[str]]:
    return [[head.passage.text for head in article.heads] for article in layout.articles]


def test_a_short_line_on_the_middle_of_a_column_with_white_over_it_is_a_headline() -> None:
    assert heads_of(read("News of the Town.", 135)) == [[], ["News of the Town."]]


@pytest.mark.parametrize(("left", "blocks"), [(40, True), (135, False)])
def test_a_line_at_the_edge_or_that_no_ocr_read_is_none(left: float, blocks: bool) -> None:
    assert "News of the Town." not in [head for heads in heads_of(read("News of the Town.", left, blocks=blocks)) for head in heads]


def test_a_few_words_at_the_foot_under_no_headline_are_no_article() -> None:
    sheet = Sheet((400.0, 600.0))
    sheet.column([RIVER * 3], 40, 60, 26, wide=0.45)
    sheet.line("A. Weber.", 220, 500, wide=0.45)
    layout, _ = segment_by_geometry(sheet.page(), "Latn")
    assert [article.kind for article in layout.articles] == ["article", "unassigned"]
