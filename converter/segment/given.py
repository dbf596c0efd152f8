"""Takes pages whose source separates articles itself, gives their layouts: the source's items, every printed character once.

The source decides what belongs together, and what a block is where it says so; the text decides the rest, by the same means as on a page
of plain text. What no item claims is page furniture where it reads or stands like it, else unassigned, with a notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from converter.model import Article, Block, Furniture, Item, Layout, Line, Page, Paragraph, Passage, Section
from converter.notices import Notice
from converter.segment.build import numbered
from converter.segment.doubts import headless, jump_lines, rests
from converter.segment.furniture import furniture_type
from converter.segment.given_article import article_of
from converter.segment.mastheads import latin_furniture
from converter.segment.pieces import Script, goes_on, pieces_of, row_size
from converter.segment.rows import Row, rows_of

_MARGIN = 0.06  # of the page's height, in which a single line that no item claims is a running title or a folio
_RUNNING_TITLE = 40  # characters that a section's name with the number of the page has at most
Claim = tuple[Item | None, list[tuple[Block, Sequence[Line]]]]


def outline_pages(pages: Sequence[Page], items: Sequence[Item], script: Script) -> tuple[tuple[Layout, ...], tuple[Notice, ...]]:
    """The layouts of the pages, and what is doubtful. An item over several pages is an article on each, joined by next and prev."""
    outlined = [_outlined(page, items, script) for page in pages]
    layouts = [layout for layout, _ in outlined]
    for item in items:
        chain = [(n, at) for n, (_, names) in enumerate(outlined) for at, name in enumerate(names) if name == item.id]
        for (n, at), (m, to) in pairwise(chain):
            before, after = layouts[n].articles[at], layouts[m].articles[to]
            if before.kind == after.kind == "article":
                before, after = _joined(before, after)
                layouts[n], layouts[m] = _with(layouts[n], at, before), _with(layouts[m], to, after)
    return tuple(layouts), tuple(notice for layout in layouts for notice in _doubts(layout))


def outline_page(page: Page, items: Sequence[Item], script: Script) -> tuple[Layout, tuple[Notice, ...]]:
    """The layout of one page, and what is doubtful. Never raises; never loses or doubles a character."""
    layouts, notices = outline_pages([page], items, script)
    return layouts[0], notices


def _with(layout: Layout, at: int, article: Article) -> Layout:
    return replace(layout, articles=(*layout.articles[:at], article, *layout.articles[at + 1 :]))


def _joined(before: Article, after: Article) -> tuple[Article, Article]:
    """Two parts of one item; the paragraph that the change of page cuts is one paragraph in two parts."""
    first, last = _last_text(before), _first_text(after)
    if first and last and goes_on(rows_of(first.passage.lines), rows_of(last.passage.lines), page_ends=True):
        before = _replaced(before, first, replace(first, part="M" if first.part == "F" else "I"))
        after = _replaced(after, last, replace(last, part="F"))
    return replace(before, next=after.id), replace(after, prev=before.id)


def _texts(article: Article) -> list[Paragraph]:
    return [p for section in article.sections for p in section.paragraphs if p.kind == "text"]


def _last_text(article: Article) -> Paragraph | None:
    """The paragraph with which it ends; None where it closes with something else."""
    texts = _texts(article)
    last = [paragraph for paragraph in article.sections[-1].paragraphs if paragraph.kind != "footnote"] if texts else []
    closed = not texts or texts[-1].verbatim or article.sections[-1].closing or last[-1:] != texts[-1:]
    return None if closed else texts[-1]


def _first_text(article: Article) -> Paragraph | None:
    """The paragraph with which it begins, if nothing stands over it: a headline may be repeated there, a dateline never."""
    section = article.sections[0] if article.sections else None
    texts = _texts(article)
    if not section or not texts or section.head or section.dateline or texts[0].verbatim or section.paragraphs[:1] != (texts[0],):
        return None
    return texts[0]


def _replaced(article: Article, old: Paragraph, new: Paragraph) -> Article:
    sections = tuple(replace(s, blocks=tuple(new if b is old else b for b in s.blocks)) for s in article.sections)
    return replace(article, sections=sections)


def _doubts(layout: Layout) -> list[Notice]:
    first = [article for article in layout.articles if not article.prev]
    return [*headless(first), *rests(layout.articles), *jump_lines(layout.articles)]


def _outlined(page: Page, items: Sequence[Item], script: Script) -> tuple[Layout, list[str | None]]:
    """The layout, and for each of its articles the item that it is."""
    known = {item.id: item for item in items}
    articles: list[tuple[Article, str | None]] = []
    furniture: list[Furniture] = []
    last = max((line.n for line in page.lines), default=0)
    for item, blocks in _claims(page, known):
        if item is None or item.kind == "furniture":
            left = _margin(page, blocks, last, sure=item is not None, furniture=furniture)
            for kind in ("advertisement", "unassigned"):
                texts = [lines for block, lines in left if (block.kind == "advertisement") == (kind == "advertisement")]
                if texts:
                    articles.append((_rest(page, kind, texts), None))
        elif item.kind == "unassigned":
            articles.append((_rest(page, "unassigned", [lines for _, lines in blocks]), item.id))
        else:
            articles.append((article_of(page, item, pieces_of(blocks, script)), item.id))
    built = numbered(page, [article for article, _ in articles])
    return Layout(tuple(built), tuple(furniture)), [name for _, name in articles]


def _claims(page: Page, known: dict[str, Item]) -> list[Claim]:
    """The blocks of each item in the order in which they begin, and the runs of blocks between that no item claims. Each line once."""
    left = {line.n: line for line in page.lines}
    blocks = [(block, [line for n in block.lines if (line := left.pop(n, None))]) for block in page.blocks]
    for line in left.values():  # of no block
        at = next((n for n, (_, lines) in enumerate(blocks) if lines and lines[0].n > line.n), len(blocks))
        blocks.insert(at, (Block("", (line.n,)), [line]))
    _rejoin_copies([lines for _, lines in blocks])
    out: list[Claim] = []
    by_item: dict[str, list[tuple[Block, Sequence[Line]]]] = {}
    for block, lines in blocks:
        item = known.get(block.item or "")
        if not any(line.text.strip() for line in lines) and not ((block.image or block.alt) and item and item.kind == "article"):
            continue
        if block.kind == "furniture" or (block.kind == "advertisement" and item and item.kind != "advertisement"):
            item = None  # a folio or an advertisement inside an article's area is no part of it
        if item and item.id in by_item:
            by_item[item.id].append((block, lines))
        elif item:
            by_item[item.id] = [(block, lines)]
            out.append((item, by_item[item.id]))
        elif out and out[-1][0] is None:
            out[-1][1].append((block, lines))
        else:
            out.append((None, [(block, lines)]))
    return out


def _rejoin_copies(blocks: list[list[Line]]) -> None:
    """Moves the lines of a block that is a second copy as a whole into the block of the line before them, as a copied line goes with its row."""
    holder = {line.n: lines for lines in blocks for line in lines}
    copies = [lines for lines in blocks if lines and all(line.edits and not line.clean for line in lines)]
    for lines in sorted(copies, key=lambda lines: lines[0].n):
        before = holder.get(lines[0].n - 1, lines)
        if before is not lines:
            before += lines
            holder |= {line.n: before for line in lines}
            lines.clear()


def _rest(page: Page, kind: str, texts: Sequence[Sequence[Line]]) -> Article:
    paragraphs = tuple(Paragraph(passage, verbatim=True) for lines in texts if (passage := _passage(lines)).text.strip())
    return Article("", "advertisement" if kind == "advertisement" else "unassigned", page.id, sections=(Section(blocks=paragraphs),))


def _passage(lines: Sequence[Line]) -> Passage:
    return Passage.join(row.passage() for row in rows_of(lines))


def _margin(
    page: Page, blocks: Sequence[tuple[Block, Sequence[Line]]], last: int, *, sure: bool, furniture: list[Furniture]
) -> list[tuple[Block, Sequence[Line]]]:
    """Puts what is page furniture into `furniture`, gives the blocks that are not. sure: the source says that all of it is."""
    out = []
    largest = max((row_size(row) for _, lines in blocks for row in rows_of(lines)), default=0.0)
    for block, lines in blocks:
        rows = rows_of(lines)
        kinds = [_furniture(row, last) for row in rows]
        if sure or block.kind == "furniture":
            kinds = [kind or _by_type(page, row, largest) for kind, row in zip(kinds, rows, strict=True)]
        elif len(rows) == 1 and _at_edge(page, rows[0]):
            kinds = [kind or "folio" for kind in kinds]
        if sure or (block.kind in (None, "furniture") and all(kinds)):
            furniture += [Furniture(str(kind), row.passage(), page.id) for row, kind in zip(rows, kinds, strict=True)]
        else:
            out.append((block, lines))
    return out


def _furniture(row: Row, last: int) -> str | None:
    text, n = row.text, row.lines[0].n
    what = furniture_type(text, n - 1, last - n)
    if what == "masthead" and text[:1] < "\u2e80":
        what = None  # capitals are a masthead under a Chinese title; here they may be a headline
    return what or latin_furniture(text, n - 1, last - n)


def _by_type(page: Page, row: Row, largest: float) -> str:
    """On a first page the largest type is the paper's title; what is longer than a running title says prices, addresses, who prints it."""
    if page.n == 1 and row_size(row) >= largest:
        return "masthead"
    return "contact" if len(row.text) > _RUNNING_TITLE else "folio"


def _at_edge(page: Page, row: Row) -> bool:
    box = row.lines[0].box
    if box is None or page.size is None:
        return False
    return box.bottom < _MARGIN * page.size[1] or box.top > (1 - _MARGIN) * page.size[1]
