"""Takes a sheet, tells the contents boxes: lines that end with the number of a page, in a frame, under a title (导读, Index), or over the paper's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converter.segment.contents import is_title
from converter.segment.furniture import furniture_type
from converter.segment.geometry import weights
from converter.segment.geometry.sheet import Sheet, Slug, around, shared

_PAGE = r"(?:第?[A-D]?\d{1,2}\s?[版頁页]|第?[一二三四五六七八九十]{1,3}[版頁页]|(?:seiten?|s\.|pages?|pp?\.|pag\.|pagin[ae]|páginas?)\s?[A-Z]?\d{1,3}(?:\s?(?:[-–,/]|\be\b|\bet\b|\bund\b|\by\b|\band\b)\s?\d{1,3})*)"
_SAYS_PAGE = re.compile(rf"(?:^|.*[\s\u3000\W]){_PAGE}\W*", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(?:.*[\s\u3000.…·]|)[A-D]?\d{1,3}(?:\s?[-–,]\s?\d{1,3})*")
MOST_LINES = 40
MOST_REFER = 0.6  # share of a titled box's entries that name a page; the rest runs over several lines
TEASER = 8  # characters of a line that says more than where it stands


@dataclass(frozen=True, slots=True)
class Contents:
    """title: its lines, none over teasers; entries: the lines of each, in reading order."""

    title: tuple[Slug, ...]
    entries: tuple[tuple[Slug, ...], ...]

    @property
    def slugs(self) -> list[Slug]:
        return [*self.title, *(slug for entry in self.entries for slug in entry)]


def contents_of(sheet: Sheet) -> list[Contents]:
    """The boxes, each line in one at most."""
    out: list[Contents] = []
    frames: dict[int, list[Slug]] = {}
    for slug in sheet.slugs:
        if slug.frame >= 0:
            frames.setdefault(slug.frame, []).append(slug)
    for lines in frames.values():
        box = _framed(lines)
        out += [box] if box else []
    taken = {id(slug) for box in out for slug in box.slugs}
    for slug in sheet.slugs:
        if id(slug) not in taken and slug.frame < 0 and is_title(slug.text):
            box = _under(sheet, slug)
            out += [box] if box else []
            taken |= {id(one) for one in box.slugs} if box else set()
    teasers = _teasers(sheet, taken)
    return [*out, teasers] if teasers else out


def _framed(lines: Sequence[Slug]) -> Contents | None:
    """A frame whose title and entries say so; under any other title each line names its page as such."""
    first, rest = lines[0], [slug for slug in lines if slug is not lines[0]]
    if len(lines) > MOST_LINES or _says_page(first):
        return None
    if is_title(first.text):
        entries = _entries(rest, titled=True)
        sure = sum(_refers(entry[-1], titled=True) for entry in entries) >= MOST_REFER * len(entries)
    else:
        entries = _entries(rest, titled=False)
        sure = all(_says_page(entry[-1]) for entry in entries)
    return Contents((first,), tuple(map(tuple, entries))) if sure and len(entries) >= 2 else None


def _under(sheet: Sheet, title: Slug) -> Contents | None:
    """What stands right under a title and names pages, line by line; an entry may run over, and name its page in its second line.

    A rule ends it, but for one under the title or over an entry that says which page it means.
    """
    found: list[Slug] = [title]
    first: list[Slug] = []  # the first line of an entry, until its second one names a page
    while True:
        box = around([*found, *first])
        below = [slug for slug in sheet.slugs if -0.3 * sheet.em < slug.top - box.bottom < 1.5 * sheet.em and slug.frame < 0]
        below = [slug for slug in below if slug.top > title.top and shared(slug, box) > 0.3 and slug not in [*found, *first]]
        if not below:
            break
        row = [slug for slug in sheet.slugs if slug not in found and _level(slug, below[0]) and _near(sheet, slug, below[0])]
        named = any(map(_says_page, row))
        if sheet.rule_below(box, below[0]) and (len(found) > 1 or first) and not named:
            break  # the title may be underlined, and entries parted by hairlines
        if named or any(_refers(slug, titled=True) for slug in row):
            found += [*first, *row]
            first = []
        elif first or any(slug.size > weights.DISPLAY * sheet.em for slug in row):
            break
        else:
            first = row
    entries = _entries(found[1:], titled=True)
    return Contents((title,), tuple(map(tuple, entries))) if len(entries) >= 2 else None


def _near(sheet: Sheet, slug: Slug, other: Slug) -> bool:
    """Whether two on one level may be of one box: near each other, and no headline beside it."""
    return (
        slug.size <= weights.DISPLAY * max(other.size, sheet.em) and max(slug.left - other.right, other.left - slug.right) < 12 * sheet.em
    )


def _teasers(sheet: Sheet, taken: set[int]) -> Contents | None:
    """Over the name of a paper stand side by side what awaits within, each with its page: no title says what they are."""
    ends = [slug for slug in sheet.slugs if slug.bottom < weights.TOP * sheet.height and id(slug) not in taken and _is_teaser(slug)]
    ends = [slug for slug in ends if any(other is not slug and _level(slug, other) for other in ends)]
    entries: list[tuple[Slug, ...]] = []
    for slug in sorted(ends, key=lambda slug: slug.left):
        entry = [slug]
        while upper := [one for one in sheet.slugs if one not in ends and id(one) not in taken and _stands_on(sheet, one, entry[0])]:
            entry.insert(0, upper[-1])
        taken |= {id(one) for one in entry}
        entries.append(tuple(entry))
    return Contents((), tuple(entries)) if len(entries) >= 2 else None


def _is_teaser(slug: Slug) -> bool:
    return len(slug.text) >= TEASER and _says_page(slug) and furniture_type(slug.text, 0, 99) is None


def _stands_on(sheet: Sheet, upper: Slug, lower: Slug) -> bool:
    """Whether a line is the one above another of one teaser: they begin at one edge, or share a middle."""
    edge = abs(upper.left - lower.left) < 0.5 * sheet.em or abs(upper.left + upper.right - lower.left - lower.right) < sheet.em
    near = 0 < lower.bottom - upper.bottom < 2 * max(upper.size, lower.size)
    return edge and near and upper.size < weights.LARGEST_LEDE * max(lower.size, sheet.em) and not sheet.rule_below(upper, lower)


def _entries(lines: Sequence[Slug], *, titled: bool) -> list[list[Slug]]:
    """Lines in entries: each ends where a page is named; where several stand on one line they are columns, read one after the other."""
    cells: list[list[Slug]] = []
    rows: list[list[Slug]] = []
    for slug in sorted(lines, key=lambda slug: slug.bottom):
        if rows and _level(rows[-1][0], slug):
            rows[-1].append(slug)
        else:
            rows.append([slug])
    columns = False
    for row in rows:
        own: list[list[Slug]] = []
        for slug in sorted(row, key=lambda slug: slug.left):
            if not own or _refers(own[-1][-1], titled=titled):
                own.append([slug])
            else:
                own[-1].append(slug)
        columns = columns or len(own) > 1
        cells += own
    if columns:
        edges = _edges(cells)
        cells.sort(key=lambda cell: (max(n for n, edge in enumerate(edges) if edge <= cell[0].left), cell[0].bottom))
    out: list[list[Slug]] = []
    for cell in cells:
        if out and not _refers(out[-1][-1], titled=titled):
            out[-1] += cell
        else:
            out.append(cell)
    return out


def _edges(cells: Sequence[Sequence[Slug]]) -> list[float]:
    """Where columns of entries begin."""
    out: list[float] = []
    for left, size in sorted((cell[0].left, cell[0].size) for cell in cells):
        if not out or left > out[-1] + 2 * size:
            out.append(left)
    return out


def _level(one: Slug, other: Slug) -> bool:
    return abs(one.bottom - other.bottom) < 0.4 * min(one.size, other.size)


def _says_page(slug: Slug) -> bool:
    return _SAYS_PAGE.fullmatch(slug.text) is not None


def _refers(slug: Slug, *, titled: bool) -> bool:
    return _says_page(slug) or (titled and _BARE_NUMBER.fullmatch(slug.text) is not None)
