"""Takes an issue, gives the zones of its pages: blocks with their lines and outlines, and in which zones an article or figure stands.

The source's own blocks are zones. Where it has none, a zone is what the edition reads together and the page prints together: a head, a
caption, the lines of one column of one article. Each line stands in one zone at most; pages without geometry have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from converter.model import Article, Box, Figure, Issue, Line, Page, Passage, Picture

# A line of the same block follows within a line's height: leading in newspapers is a third of it, a blank line between articles a whole one.
_MOST_GAP = 1.0
_SET_IN = 2.5  # line heights: more than an indent of two characters


@dataclass(frozen=True, slots=True)
class Zone:
    """A block of a page. n: its id in the source; box: its outline, None where the source gives none; picture: what it shows, for one without text."""

    id: str
    lines: tuple[Line, ...]
    box: Box | None
    n: str | None = None
    picture: Picture | None = None


class Zones:
    """The zones of an issue. `on`: those of a page, in order; `of_article`, `of_figure`: the ids of those in which something stands."""

    def __init__(self, issue: Issue) -> None:
        self.pages = {page.id: tuple(_zones(page, issue)) for page in issue.pages}
        self.by_line = {line.id: zone.id for zones in self.pages.values() for zone in zones for line in zone.lines}
        self.by_picture = {(page, zone.picture.box): zone.id for page, zones in self.pages.items() for zone in zones if zone.picture}
        self.order = {zone.id: n for zones in self.pages.values() for n, zone in enumerate(zones)}

    def on(self, page: Page) -> tuple[Zone, ...]:
        return self.pages[page.id]

    def of_article(self, article: Article) -> tuple[str, ...]:
        pictures = [figure.picture for figure in article.figures if figure.picture]
        return self._named((passage for passage, _ in _passages(article)), pictures, article.page)

    def of_figure(self, figure: Figure, page: str) -> tuple[str, ...]:
        return self._named((passage for passage, _ in _in_figure(figure)), [figure.picture] if figure.picture else [], page)

    def _named(self, passages: Iterable[Passage], pictures: Iterable[Picture], page: str) -> tuple[str, ...]:
        names = {self.by_line.get(line.id) for passage in passages for line in passage.lines}
        names |= {self.by_picture.get((page, picture.box)) for picture in pictures}
        return tuple(sorted((name for name in names if name), key=self.order.__getitem__))


def has_geometry(page: Page) -> bool:
    return any(line.box for line in page.lines) or any(block.box for block in page.blocks) or bool(page.drawing.pictures)


def extent(page: Page) -> tuple[float, float]:
    """Width and height of the page; where the source does not say, of what stands on it."""
    if page.size:
        return page.size
    boxes = [line.box for line in page.lines if line.box] + [block.box for block in page.blocks if block.box]
    return max((box.right for box in boxes), default=0.0), max((box.bottom for box in boxes), default=0.0)


def _zones(page: Page, issue: Issue) -> Iterator[Zone]:
    if not has_geometry(page):
        return
    found = list(_blocks(page) if page.blocks else _runs(page, issue))
    found.sort(key=lambda zone: zone[0][0].n if zone[0] else len(page.lines) + 1)  # those without a line after the others
    for n, (lines, box, name) in enumerate(found, 1):
        yield Zone(f"{page.id}-z{n}", lines, box, name)
    for n, picture in enumerate(page.drawing.pictures, len(found) + 1):
        yield Zone(f"{page.id}-z{n}", (), picture.box, picture=picture)


def _blocks(page: Page) -> Iterator[tuple[tuple[Line, ...], Box | None, str | None]]:
    """The source's blocks; one that has neither a line nor an outline says nothing."""
    lines = {line.n: line for line in page.lines}
    for block in page.blocks:
        here = tuple(line for n in block.lines if (line := lines.pop(n, None)))
        box = block.box or _around(here)
        if here or box:
            yield here, box, block.id if block.id and not any(map(str.isspace, block.id)) else None


def _runs(page: Page, issue: Issue) -> Iterator[tuple[tuple[Line, ...], Box | None, str | None]]:
    """What is read together and printed together."""
    taken: set[str] = set()
    texts = [[(furniture.passage, True)] for furniture in issue.furniture if furniture.page == page.id]
    texts += [list(_passages(article)) for article in issue.articles if article.page == page.id]
    for passages in texts:
        run: list[Line] = []
        was_apart = True
        for passage, apart in passages:
            fresh = apart or was_apart
            for line in passage.lines:
                if line.box is None or line.id in taken:
                    continue
                if run and (fresh or not _goes_on(run[-1], line)):
                    yield from _by_measure(run)
                    run = []
                fresh = False
                run.append(line)
                taken.add(line.id)
            was_apart = apart
        if run:
            yield from _by_measure(run)


def _by_measure(lines: Sequence[Line]) -> Iterator[tuple[tuple[Line, ...], Box | None, str | None]]:
    """A column beside a picture and the same column under it are two blocks: lines that set in or out, three of them, begin another one.

    A paragraph ends with one short line, and may begin with another: three are a narrower measure.
    """
    run: list[Line] = []
    for n, line in enumerate(lines):
        around = _around(run)
        narrower = len(lines) >= n + 3 and around is not None and all(_falls_short(around, other) for other in lines[n : n + 3])
        if around and len(run) > 1 and (narrower or _exceeds(around, line)):
            yield _run(run)
            run = []
        run.append(line)
    yield _run(run)


def _exceeds(block: Box, line: Line) -> bool:
    if line.box is None or line.vertical or line.turn in (90, 270):
        return False
    least = _SET_IN * (line.box.bottom - line.box.top)
    return line.box.right > block.right + least or line.box.left < block.left - least


def _falls_short(block: Box, line: Line) -> bool:
    if line.box is None or line.vertical or line.turn in (90, 270):
        return False
    least = _SET_IN * (line.box.bottom - line.box.top)
    return line.box.right < block.right - least or line.box.left > block.left + least


def _run(lines: Sequence[Line]) -> tuple[tuple[Line, ...], Box | None, str | None]:
    ordered = tuple(sorted(lines, key=lambda line: line.n))
    return ordered, _around(ordered), None


def _passages(article: Article) -> Iterator[tuple[Passage, bool]]:
    """Each passage in reading order, and whether it is set apart from the text beside it."""
    for head in article.heads:
        yield head.passage, True
    for byline in article.bylines:
        yield byline.passage, True
    for figure in article.figures:
        yield from _in_figure(figure)
    for section in article.sections:
        if section.head:
            yield section.head.passage, True
        if section.dateline:
            yield section.dateline.passage, False
        for byline in section.bylines:
            yield byline.passage, not byline.run_in
        for paragraph in section.paragraphs:
            yield paragraph.passage, False
        for part in section.closing:
            yield part.passage, False


def _in_figure(figure: Figure) -> Iterator[tuple[Passage, bool]]:
    if figure.head:
        yield figure.head.passage, True
    if figure.caption:
        yield figure.caption, True
    if figure.credit:
        yield figure.credit.passage, figure.caption is None


def _goes_on(before: Line, after: Line) -> bool:
    """Whether the second line is printed as the next one of the same block: right under the first, or beside it where lines stand upright."""
    if before.box is None or after.box is None or (before.turn, before.vertical) != (after.turn, after.vertical):
        return False
    upright = before.vertical or before.turn in (90, 270)
    (start, end, near, far), (start_2, end_2, near_2, far_2) = _along(before.box, upright), _along(after.box, upright)
    thick = max(far - near, far_2 - near_2)
    if not upright and near_2 < near - thick / 2:
        return False  # up again: the next column
    return max(near, near_2) - min(far, far_2) <= _MOST_GAP * thick and min(end, end_2) > max(start, start_2)


def _along(box: Box, upright: bool) -> tuple[float, float, float, float]:
    """Where a line starts and ends in the direction in which it is read, and its two edges across it."""
    return (box.top, box.bottom, box.left, box.right) if upright else (box.left, box.right, box.top, box.bottom)


def _around(lines: Sequence[Line]) -> Box | None:
    boxes = [line.box for line in lines if line.box]
    if not boxes:
        return None
    return Box(min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes))
