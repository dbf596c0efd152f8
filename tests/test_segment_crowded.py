"""Pages with more lines than any printed page are parted in their order, in bounded time, and that is told; every line is kept."""

from __future__ import annotations

import pytest

from converter.model import Box, Line, Page
from converter.segment import page as segmenting
from converter.segment import segment_page
from converter.segment.conservation import lost_and_doubled


def a_page(count: int, *, placed: bool) -> Page:
    texts = ("河滨港口开放通航", "本报讯今日有船来港，停泊卸货，市民前往观看。", "明日多云。")
    lines = []
    for n in range(count):
        box = Box(10 + 300 * (n % 3), 20 * (n // 3), 290 + 300 * (n % 3), 20 * (n // 3) + 12) if placed else None
        lines.append(Line(f"p1-l{n + 1}", n + 1, texts[n % 3], box=box))
    return Page("p1", 1, tuple(lines), size=(1000.0, 7.0 * count) if placed else None)


@pytest.mark.parametrize(("limit", "placed"), [("MOST_PLACED", True), ("MOST_READ", False)])
def test_a_page_is_weighed_up_to_a_bound_and_parted_in_its_order_beyond_it(
    limit: str, placed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segmenting, limit, 60)
    for count, told in ((60, False), (63, True)):
        page = a_page(count, placed=placed)
        layout, notices = segment_page(page, "Hans")
        assert ("W-SEG-26" in {notice.code for notice in notices}) is told
        assert lost_and_doubled(page, layout) == []


@pytest.mark.parametrize(("count", "placed"), [(6_000, True), (15_000, False)])
def test_thousands_of_lines_are_parted_in_time(count: int, placed: bool) -> None:
    import time

    page = a_page(count, placed=placed)
    started = time.process_time()
    layout, notices = segment_page(page, "Hans")
    assert time.process_time() - started < 15
    assert [notice.code for notice in notices if notice.code == "W-SEG-26"] == ["W-SEG-26"]
    assert lost_and_doubled(page, layout) == []
