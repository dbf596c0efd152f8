"""Laws of segmentation by geometry: whatever the lines and their places, nothing is lost or doubled, and nothing breaks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from converter.model import Block, Box, Drawing, Font, Line, Page, Picture
from converter.segment.conservation import lost_and_doubled
from converter.segment.geometry import segment_by_geometry

WORDS = (
    "本报讯（记者 王志）今天",
    "果园",
    "——见闻",
    "“很好。”",
    "□本报记者 王志",
    "图为渡口。王志摄",
    "（下转第二版）",
    "（上接第一版）",
    "一",
    "导读",
    "2025年10月20日 星期一",
    "Von Anna Berger",
    "The end.",
    "电话：0000-123456",
    "  ",
    "　　他说，好。",
    "责编：王志",
    "，",
)
places = st.floats(-20, 400, allow_nan=False)
sizes = st.sampled_from((0.0, 4.0, 9.0, 10.0, 10.0, 12.0, 24.0, 60.0))


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, ...]:
    out = []
    for n in range(1, draw(st.integers(1, 14)) + 1):
        left, top, size = draw(places), draw(places), draw(sizes)
        text = draw(st.sampled_from(WORDS)) * draw(st.integers(1, 3))
        box = Box(left, top, left + draw(st.floats(0, 200)), top + size) if draw(st.integers(0, 9)) else None
        font = Font(size, 400, draw(st.sampled_from(("Song", "Hei")))) if draw(st.booleans()) else None
        turn = draw(st.sampled_from((0, 0, 0, 0, 90, 180, 270)))
        out.append(Line(f"p1-l{n}", n, text, box=box, font=font, turn=turn, vertical=draw(st.integers(0, 6)) == 0))
    return tuple(out)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    found = draw(lines())
    boxes = [Box(left, top, left + 60, top + 40) for left, top in draw(st.lists(st.tuples(places, places), max_size=3))]
    drawing = Drawing(tuple(Box(b.left, b.top, b.right, b.top + 1) for b in boxes), tuple(boxes[:2]), tuple(Picture(b) for b in boxes[1:]))
    kind = draw(st.sampled_from((None, "main", "caption", "advertisement", "furniture", "byline", "crosshead", "text")))
    blocks = (Block("b1", tuple(line.n for line in found[::2]), kind),) if draw(st.booleans()) else ()
    return Page("p1", 1, found, size=draw(st.sampled_from((None, (420.0, 420.0)))), blocks=blocks, drawing=drawing)


@settings(max_examples=300, deadline=None)
@given(pages(), st.sampled_from(("Hans", "Hant", "Latn")))
def test_every_character_stands_once(page: Page, script: str) -> None:
    layout, _ = segment_by_geometry(page, script)  # type: ignore[arg-type]
    assert lost_and_doubled(page, layout) == []


@settings(max_examples=60, deadline=None)
@given(pages())
def test_the_same_page_gives_the_same_layout(page: Page) -> None:
    assert segment_by_geometry(page, "Hans") == segment_by_geometry(page, "Hans")


def test_a_line_above_the_page_whose_size_nothing_tells_is_kept() -> None:
    page = Page("p1", 1, (Line("p1-l1", 1, "他说，好。", box=Box(0.0, -4.0, 50.0, 0.0)),))
    layout, _ = segment_by_geometry(page, "Hans")
    assert lost_and_doubled(page, layout) == []
