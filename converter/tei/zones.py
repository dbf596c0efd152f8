"""Takes an issue, gives the zones of its pages: blocks with their lines and outlines, and in which zones an article or figure stands.

The source's own blocks are zones. Where it has none, a zone is what the edition reads together and the page prints together: a head, a
caption, the lines of one column of one article; and so are the parts of a block that several articles share, inside the block's own zone.
Each line stands in one zone at most; pages without geometry have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from converter.model import Article, Box, Figure, Issue, Line, Page, Passage, Picture
from converter.tei.runs import around_all, in_figure, passages_of, runs_of


@dataclass(frozen=True, slots=True)
class Zone:
    """A block of a page. n: its id in the source; box: its outline, None where the source gives none; picture: what it shows, for one without text.

    inner: zones inside it, for a block that several articles share.
    """

    id: str
    lines: tuple[Line, ...]
    box: Box | None
    n: str | None = None
    picture: Picture | None = None
    inner: tuple[Zone, ...] = ()

    @property
    def first(self) -> Line | None:
        """The line at which it stands in the source."""
        lines = [*self.lines, *(line for zone in self.inner for line in zone.lines)]
        return min(lines, key=lambda line: line.n, default=None)


class Zones:
    """The zones of an issue. `on`: those of a page, in order; `of_article`, `of_figure`: the ids of those in which something stands."""

    def __init__(self, issue: Issue) -> None:
        self.pages = {page.id: tuple(_zones(page, issue)) for page in issue.pages}
        every = [one for zones in self.pages.values() for zone in zones for one in (zone, *zone.inner)]
        self.by_line = {line.id: zone.id for zone in every for line in zone.lines}
        self.shared = {zone.id for zone in every if zone.inner}  # no place of one article
        self.by_picture = {(page, zone.picture.box): zone.id for page, zones in self.pages.items() for zone in zones if zone.picture}
        self.order = {zone.id: n for n, zone in enumerate(every)}

    def on(self, page: Page) -> tuple[Zone, ...]:
        return self.pages[page.id]

    def of_article(self, article: Article) -> tuple[str, ...]:
        figures = (*article.figures, *(figure for section in article.sections for figure in section.figures))
        pictures = [figure.picture for figure in figures if figure.picture]
        return self._named((passage for passage, _ in passages_of(article)), pictures, article.page)

    def of_figure(self, figure: Figure, page: str) -> tuple[str, ...]:
        return self._named((passage for passage, _ in in_figure(figure)), [figure.picture] if figure.picture else [], page)

    def _named(self, passages: Iterable[Passage], pictures: Iterable[Picture], page: str) -> tuple[str, ...]:
        names = {self.by_line.get(line.id) for passage in passages for line in passage.lines} - self.shared
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
    runs = list(runs_of(page, issue))
    found = list(_shared(_blocks(page), runs)) if page.blocks else [Zone("", lines, around_all(lines)) for _, lines in runs]
    found.sort(key=lambda zone: zone.first.n if zone.first else len(page.lines) + 1)  # those without a line after the others
    n = 0
    for zone in found:
        n += 1
        inner = tuple(replace(one, id=f"{page.id}-z{n + k}") for k, one in enumerate(zone.inner, 1))
        yield replace(zone, id=f"{page.id}-z{n}", inner=inner)
        n += len(inner)
    for k, picture in enumerate(page.drawing.pictures, n + 1):
        yield Zone(f"{page.id}-z{k}", (), picture.box, _word(picture.id), picture)


def _shared(blocks: Iterable[Zone], runs: Sequence[tuple[int, tuple[Line, ...]]]) -> Iterator[Zone]:
    """The blocks; one whose lines went to several articles has a zone inside for what went to each, so that each can be pointed to."""
    owner = {line.id: (text, n) for n, (text, lines) in enumerate(runs) for line in lines}
    for block in blocks:
        if len({owner[line.id][0] for line in block.lines if line.id in owner}) < 2:
            yield block
            continue
        parts: dict[int, list[Line]] = {}
        for line in block.lines:
            if line.id in owner:
                parts.setdefault(owner[line.id][1], []).append(line)
        inner = tuple(Zone("", tuple(lines), around_all(lines)) for lines in sorted(parts.values(), key=lambda lines: lines[0].n))
        yield replace(block, lines=tuple(line for line in block.lines if line.id not in owner), inner=inner)


def _blocks(page: Page) -> Iterator[Zone]:
    """The source's blocks; one that has neither a line nor an outline says nothing."""
    lines = {line.n: line for line in page.lines}
    for block in page.blocks:
        here = tuple(line for n in block.lines if (line := lines.pop(n, None)))
        box = block.box or around_all(here)
        if here or box:
            yield Zone("", here, box, _word(block.id))


def _word(name: str | None) -> str | None:
    """An id of the source; TEI's @n is one word, in which there are neither blanks nor signs that do not show."""
    return name if name and " " not in name and name.isprintable() else None
