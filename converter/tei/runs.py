"""Takes a page and what the edition makes of it, gives runs: lines that are read together and printed together, as in one column of one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.model import Article, Box, Figure, Issue, Line, Page, Passage

# A line of the same block follows within a line's height: leading in newspapers is a third of it, a blank line between articles a whole one.
_MOST_GAP = 1.0
_SET_IN = 2.5  # line heights: more than an indent of two characters


def runs_of(page: Page, issue: Issue) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """What is read together and printed together, in the order of the page's lines, each with the number of the text that it belongs to."""
    taken: set[str] = set()
    texts = [[(furniture.passage, True)] for furniture in issue.furniture if furniture.page == page.id]
    texts += [list(passages_of(article)) for article in issue.articles if article.page == page.id]
    for owner, passages in enumerate(texts):
        run: list[Line] = []
        was_apart = True
        for passage, apart in passages:
            fresh = apart or was_apart
            for line in passage.lines:
                if line.box is None or line.id in taken:
                    continue
                if run and (fresh or not _goes_on(run[-1], line)):
                    yield from ((owner, part) for part in _by_measure(run))
                    run = []
                fresh = False
                run.append(line)
                taken.add(line.id)
            was_apart = apart
        if run:
            yield from ((owner, part) for part in _by_measure(run))


def _by_measure(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """A column beside a picture and the same column under it are two blocks: lines that set in or out, three of them, begin another one.

    A paragraph ends with one short line, and may begin with another: three are a narrower measure.
    """
    run: list[Line] = []
    for n, line in enumerate(lines):
        around = around_all(run)
        narrower = len(lines) >= n + 3 and around is not None and all(_falls_short(around, other) for other in lines[n : n + 3])
        if around and len(run) > 1 and (narrower or _exceeds(around, line)):
            yield _ordered(run)
            run = []
        run.append(line)
    yield _ordered(run)


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


def _ordered(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: line.n))


def passages_of(article: Article) -> Iterator[tuple[Passage, bool]]:
    """Each passage in reading order, and whether it is set apart from the text beside it."""
    for head in article.heads:
        yield head.passage, True
    for byline in article.bylines:
        yield byline.passage, True
    for figure in article.figures:
        yield from in_figure(figure)
    for section in article.sections:
        if section.head:
            yield section.head.passage, True
        if section.dateline:
            yield section.dateline.passage, False
        for byline in section.bylines:
            yield byline.passage, not byline.run_in
        for block in section.blocks:
            if isinstance(block, Figure):
                yield from in_figure(block)
            else:
                yield block.passage, False
        for part in section.closing:
            if isinstance(part, Figure):
                yield from in_figure(part)
            else:
                yield part.passage, False


def in_figure(figure: Figure) -> Iterator[tuple[Passage, bool]]:
    if figure.head:
        yield figure.head.passage, True
    if figure.caption:
        yield figure.caption, True
    for n, credit in enumerate(figure.credits):
        yield credit.passage, n > 0 or figure.caption is None


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


def around_all(lines: Sequence[Line]) -> Box | None:
    boxes = [line.box for line in lines if line.box]
    if not boxes:
        return None
    return Box(min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes))
