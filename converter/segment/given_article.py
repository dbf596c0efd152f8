"""Takes the pieces of one item, gives the article: heads with their types, bylines, figures and sections, as the source or its type tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Literal, cast

from converter.model import Article, BlockKind, Byline, Dateline, Figure, Head, HeadType, Item, Page, Paragraph, Passage, Section, Span
from converter.segment.bylines import pen_name
from converter.segment.captions import credit_start, lone_credit
from converter.segment.letters import with_closings
from converter.segment.parts import byline_of, closed, figure_of, opened
from converter.segment.pieces import Piece
from converter.segment.sections import SectionDraft
from converter.segment.set_lines import kind_of_lines, paragraphs_of

_HEADS = ("banner", "kicker", "main", "deck", "display")
_Spot = list[Figure] | list[Paragraph | Figure] | list[Byline | Dateline | Figure]  # where a figure may stand
_SAME_SIZE = 0.07  # by how much the sizes of one type differ in recognition
_PICTURES = ("caption", "credit")
_TABLES = ("table", "advertisement")


def article_of(page: Page, item: Item, pieces: Sequence[Piece]) -> Article:
    """An article, advertisement or contents box, without its number."""
    if item.kind == "contents":
        return _contents(page, item, pieces)
    pieces = with_closings(pieces)
    draft = _Draft()
    start = _end_of_heads(pieces)
    signing = [piece for piece in pieces[:start] if piece.kind == "byline"]
    heads = heads_of([piece for piece in pieces[:start] if piece.kind in _HEADS], item.title)
    signed: list[Byline] = []
    for piece in signing:
        wrote, photographed = _signed(piece)
        signed += [wrote] if wrote else []
        draft.figures += [Figure(credits=(photographed,))] if photographed else []
    for n, piece in enumerate(pieces[start:], start):
        draft.add(piece, last=all(after.kind in _PICTURES for after in pieces[n + 1 :]))
    kind: Literal["article", "advertisement"] = "advertisement" if item.kind == "advertisement" else "article"
    sections = tuple(section.built() for section in draft.sections)
    article = Article("", kind, page.id, heads, tuple(signed), tuple(draft.figures), sections, item.subtype)
    return replace(article, language=item.language, section=item.section, source=item.source, authors=item.authors)


def _end_of_heads(pieces: Sequence[Piece]) -> int:
    """How many pieces stand over the text: heads and bylines. Where there is nothing else, display that the source does not call a head is text."""
    end = next((n for n, piece in enumerate(pieces) if piece.kind not in (*_HEADS, "byline")), len(pieces))
    if end == len(pieces) and pieces and all(piece.kind == "display" for piece in pieces):
        return min(1, len(pieces) - 1)
    return end


def heads_of(pieces: Sequence[Piece], title: str | None = None) -> tuple[Head, ...]:
    """Heads in order. Of those that the source calls no more than headings one is the main head: the largest; above it are kickers, below decks.

    title: what the catalogue calls the article; it tells where sizes do not. Headings of one size that follow each other are one head.
    """
    plain = [n for n, piece in enumerate(pieces) if piece.kind in ("main", "display")]
    if not plain:
        return tuple(_head(cast(HeadType, piece.kind), _passage(piece)) for piece in pieces)
    largest = max(pieces[n].size for n in plain)
    candidates = [n for n in plain if pieces[n].size >= (1 - _SAME_SIZE) * largest] if largest else plain
    main = max(candidates, key=lambda n: (_named(pieces[n], title), -n))
    first = last = main
    if largest:  # a headline over two lines, each a block
        while first - 1 in candidates:
            first -= 1
        while last + 1 in candidates:
            last += 1
    out: list[Head] = []
    for n, piece in enumerate(pieces):
        if n in plain and first < n <= last:
            out[-1] = Head("main", out[-1].passage + _passage(piece))
            continue
        kind = ("main" if first <= n <= last else "kicker" if n < first else "deck") if n in plain else piece.kind
        out.append(_head(cast(HeadType, kind), _passage(piece)))
    return tuple(out)


def _head(kind: HeadType, passage: Passage) -> Head:
    spans = byline_of(passage).spans if pen_name(passage.text.strip()) else ()
    return Head(kind, passage, spans)


def _named(piece: Piece, title: str | None) -> float:
    """How much of the piece the title has."""
    if not title:
        return 0.0
    said, known = (
        "".join(char for char in text.casefold() if char.isalnum()) for text in (" ".join(row.text for row in piece.rows), title)
    )
    blocks = SequenceMatcher(None, said, known, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / max(len(said), len(known), 1)


def _passage(piece: Piece) -> Passage:
    return Passage.join(row.passage() for row in piece.rows)


_WRITES = re.compile(r"(?:^|[\s\u3000/／])文(?:$|[\s\u3000/／：:])")  # 王小平 文 李建国 摄: one of them wrote


def _signed(piece: Piece) -> tuple[Byline | None, Byline | None]:
    """Who wrote, and who photographed: Fotos: Anna Berger is no author, whatever field an export has for both."""
    passage = _passage(piece)
    text = passage.text.strip()
    if lone_credit(text) and not _WRITES.search(text):
        return None, byline_of(passage)
    at = credit_start(passage.text) if len(piece.rows) == 1 else None
    if at and lone_credit(passage.text[at:].strip()):
        return byline_of(passage[:at].strip()), byline_of(passage[at:].strip())
    return _wrote(piece), None


def _wrote(piece: Piece) -> Byline:
    """No name goes over a line that its author ended: a line under a name says what that person is."""
    passage = _passage(piece)
    if len(piece.rows) < 2 or any(line.box for line in passage.lines):
        return byline_of(passage)
    spans: list[Span] = []
    for part, start, _ in passage.placed:
        spans += [replace(span, start=start + span.start, end=start + span.end) for span in byline_of(Passage((part,))).spans]
    return Byline(passage, tuple(spans))


def _contents(page: Page, item: Item, pieces: Sequence[Piece]) -> Article:
    """导读: its first heading is its title, each other piece an entry."""
    titled = len(pieces) > 1 and pieces[0].kind in _HEADS
    heads = (Head("main", _passage(pieces[0])),) if titled else ()
    entries = tuple(Paragraph(_passage(piece), verbatim=True) for piece in pieces[titled:])
    return Article("", "contents", page.id, heads, sections=(Section(blocks=entries),), subtype=item.subtype)


def _has_cells(piece: Piece) -> bool:
    """Whether the source tells its cells, or its rows have the same number of them, parted by tabs: else what belongs under what is not known."""
    cells = {line.text.count("\t") for row in piece.rows for line in row.lines}
    return piece.kind == "table" and (piece.grid is not None or (len(cells) == 1 and cells != {0}))


class _Draft:
    """The text of an article as it grows, piece by piece."""

    def __init__(self) -> None:
        self.sections: list[SectionDraft] = []
        self.figures: list[Figure] = []
        self._last: tuple[_Spot, int] = [], 0  # the last figure, as a place in the list that has it
        self._named: tuple[int | None, bool] = None, False  # and what the source calls it

    def add(self, piece: Piece, *, last: bool) -> None:
        if piece.within and piece.within[0].kind == "box" and piece.kind in ("crosshead", "text"):
            inside: Literal["head", "text"] = "head" if piece.kind == "crosshead" else "text"
            self.open_section().blocks.append(Paragraph(_passage(piece), kind=inside, within=piece.within))
        elif piece.kind in (*_HEADS, "crosshead"):
            self.sections.append(SectionDraft(Head("crosshead", _passage(piece))))
        elif piece.kind in _PICTURES:
            self.picture(piece)
        elif piece.kind == "dateline":
            self.dateline(piece, last=last)
        elif piece.kind == "byline":
            self.byline(piece)
        elif piece.kind == "closing":
            self.section.close(closed(piece.unit))
        elif piece.kind in _TABLES:
            known: Literal["table", "text"] = "table" if _has_cells(piece) else "text"
            self.open_section().blocks.append(Paragraph(_passage(piece), verbatim=True, kind=known, grid=piece.grid, within=piece.within))
        elif piece.kind in ("item", "quote"):
            framed: Literal["item", "quote"] = "item" if piece.kind == "item" else "quote"
            self.open_section().blocks.append(Paragraph(_passage(piece), kind=framed, within=piece.within))
        elif piece.kind == "footnote":
            self.open_section().blocks.append(Paragraph(_passage(piece), kind="footnote"))
        elif piece.kind == "lines":
            self.lines(piece)
        else:
            self.text(piece)

    @property
    def section(self) -> SectionDraft:
        if not self.sections:
            self.sections.append(SectionDraft())
        return self.sections[-1]

    def open_section(self) -> SectionDraft:
        """The section in which text can go on: what is signed is closed."""
        if self.section.closing:
            self.sections.append(SectionDraft())
        return self.section

    def text(self, piece: Piece) -> None:
        parts = opened(piece.unit)
        section = self.open_section()
        begun = section.begun or section.dateline is not None
        if begun and (parts.dateline or parts.byline):
            section = SectionDraft()
            self.sections.append(section)
        section.add(parts)

    def lines(self, piece: Piece) -> None:
        """Lines that their author ended: paragraphs, or kept as they are. In a list each is a paragraph of its entry."""
        kind = kind_of_lines([row.text for row in piece.rows])
        entry = bool(piece.within) and piece.within[-1].kind == "item"
        if kind != "paragraphs" and not entry:
            self.open_section().blocks.append(Paragraph(_passage(piece), verbatim=True, kind=kind, within=piece.within))
            return
        quoted = bool(piece.within) and piece.within[-1].kind == "quote"
        whole: BlockKind = "item" if entry else "quote" if quoted else "text"
        for start, end in paragraphs_of([row.text for row in piece.rows], each=kind != "paragraphs"):
            self.add(replace(piece, kind=whole, rows=piece.rows[start:end]), last=False)

    def dateline(self, piece: Piece, *, last: bool) -> None:
        section = self.section
        if last and section.begun:
            section.closing.append(Dateline(_passage(piece)))
            return
        if section.begun or section.dateline or section.closing:
            section = SectionDraft()
            self.sections.append(section)
        section.dateline = Dateline(_passage(piece))

    def byline(self, piece: Piece) -> None:
        """Under a crosshead it says who wrote the section; after text it signs."""
        section = self.section
        byline, photographed = _signed(piece)
        self.figures += [Figure(credits=(photographed,))] if photographed else []
        if byline is None:
            return
        if section.begun or section.closing:
            section.closing.append(byline)
        else:
            section.bylines.append(byline)

    def picture(self, piece: Piece) -> None:
        """A caption begins a figure. A credit is of the one before it where the source says so, or says nothing and that one has none yet."""
        if piece.kind == "caption":
            figure = figure_of(piece.unit) if piece.rows else Figure()
        else:
            credit: Byline = byline_of(_passage(piece))
            spot, n = self._last
            before = spot[n] if spot else None
            same = (
                (piece.figure, piece.placed) == self._named
                if piece.figure is not None
                else isinstance(before, Figure) and not before.credits
            )
            if isinstance(before, Figure) and same and not piece.file:
                spot[n] = replace(before, credits=(*before.credits, credit))
                return
            figure = Figure(credits=(credit,))
        spot = self._spot(placed=piece.placed)
        spot.append(replace(figure, file=piece.file, image=piece.image, alt=piece.alt))
        self._last, self._named = (spot, len(spot) - 1), (piece.figure, piece.placed)

    def _spot(self, *, placed: bool) -> _Spot:
        """Where a figure goes: one that stands before all text belongs to the article as a whole, and so does one without a place."""
        if not placed or not any(section.head or section.begun or section.closing for section in self.sections):
            return self.figures
        return self.section.closing if self.section.closing else self.section.blocks
