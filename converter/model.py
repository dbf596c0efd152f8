"""The words of the trade: what is read (pages of lines), and what is made of it (articles of passages). Nothing here changes.

What is read, and passages, have modules of their own; everything is imported from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from converter.metadata import Metadata
from converter.passage import LOST, Box, Edit, Font, Gap, Line, Part, Passage, Slice
from converter.reading import Block, BlockKind, Cell, Drawing, Frame, Grid, Image, Item, Page, Picture, Reading, SourceFile

__all__ = [
    "LOST",
    "Article",
    "Block",
    "BlockKind",
    "Box",
    "Byline",
    "Cell",
    "Cert",
    "Dateline",
    "Drawing",
    "Edit",
    "Figure",
    "Font",
    "Frame",
    "Furniture",
    "Gap",
    "Grid",
    "Head",
    "HeadType",
    "Image",
    "Issue",
    "Item",
    "Layout",
    "Line",
    "Page",
    "Paragraph",
    "Part",
    "Passage",
    "Picture",
    "Reading",
    "Referent",
    "Section",
    "Slice",
    "SourceFile",
    "Span",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A name, date or measure over the characters [start, end) of a passage's text. tag: the TEI element."""

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    ref: str | None = None
    cert: Literal["low", "medium"] | None = None


HeadType = Literal["banner", "kicker", "main", "deck", "crosshead"]
Cert = Literal["low", "medium"]


@dataclass(frozen=True, slots=True)
class Head:
    """A display line of an article. cert: how doubtful its link to the article is (None: not doubtful)."""

    type: HeadType
    passage: Passage
    spans: tuple[Span, ...] = ()
    cert: Cert | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote or photographed, with roleName and persName spans. run_in: it stood in the first or last line of the text."""

    passage: Passage
    spans: tuple[Span, ...] = ()
    run_in: bool = False
    cert: Cert | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """本报讯, 新华社北京12月18日电, （重慶廿日電）: where and when the text was filed."""

    passage: Passage
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. verbatim: its lines are not known to run on (a table, a list of prices): they stay lines.

    cert: how doubtful it is that the paragraph belongs to its article.
    kind: jump （下转第二版） and jump-from （上接第一版） say where the article goes on or comes from; note: the paper's own word (编者按); footnote: one under the text.
    table: one whose source parts the cells of a row by tabs; item: an entry of a list; quote: words set apart as another's; lines, verse: each line ends where its author ended it; head: of a box.
    within: the box around it, and the lists, entries and quotations around an item or a quote, the outermost first. grid: of a table its head and cells, where the source tells them.
    part: I, M or F for the first, a middle or the last part of a paragraph that a jump or a change of page cuts.
    """

    passage: Passage
    spans: tuple[Span, ...] = ()
    verbatim: bool = False
    cert: Cert | None = None
    kind: Literal["text", "jump", "jump-from", "note", "footnote", "table", "item", "quote", "lines", "verse", "head"] = "text"
    part: Literal["I", "M", "F"] | None = None
    within: tuple[Frame, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of which the text layer keeps the caption and the credits. picture: where it stands on the page, if that is known.

    file: the name that the source has for its file; image: its name among the issue's images, where it is here.
    alt: what the source says in its place, for those who do not see it: no word of the newspaper.
    """

    type: Literal["photo", "cartoon", "map", "chart", "logo"] = "photo"
    caption: Passage | None = None
    credits: tuple[Byline, ...] = ()
    head: Head | None = None
    caption_spans: tuple[Span, ...] = ()
    cert: Cert | None = None
    picture: Picture | None = None
    file: str | None = None
    image: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of an article: the first has no crosshead as a rule; a later one without head opens at a new dateline or byline."""

    head: Head | None = None
    dateline: Dateline | None = None
    bylines: tuple[Byline, ...] = ()  # before the first paragraph
    blocks: tuple[Paragraph | Figure, ...] = ()  # its text; a figure where the source sets it between two paragraphs
    closing: tuple[Byline | Dateline | Figure, ...] = ()  # after it: who signs, the day of a letter, a figure that stands there
    cert: Cert | None = None  # how doubtful it is that it is a section of this article

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(block for block in (*self.blocks, *self.closing) if isinstance(block, Figure))


@dataclass(frozen=True, slots=True)
class Article:
    """One item of a page. kind says which div; subtype is set only when sure (news, feature, photo, brief …).

    bylines stand under the heads; figures belong to the article as a whole: one that has its place in the text is a block of a section.
    contents: a box that tells what stands on which page (导读), its title as main head, each entry a paragraph.
    id: `a3`, on page 2 and after `p2-a3`; contents, advertisements and rests are `x1`, `p2-x1`.
    """

    id: str
    kind: Literal["article", "advertisement", "contents", "unassigned"]
    page: str
    heads: tuple[Head, ...] = ()
    bylines: tuple[Byline, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    subtype: str | None = None
    cert: Cert | None = None
    next: str | None = None
    prev: str | None = None
    language: str | None = None  # as the source says, or its text where that is sure, a BCP 47 tag; None: that of the issue
    source: tuple[str, str] | None = None  # the file that sets it apart, and its id there
    section: str | None = None  # the part of the paper to which the source counts it (要闻, Sport); not printed with it
    authors: tuple[str, ...] = ()  # as a catalogue names them, printed or not


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the page prints around its articles. type: masthead, folio, editors, date, contact."""

    type: str
    passage: Passage
    page: str


@dataclass(frozen=True, slots=True)
class Referent:
    """Someone or something that the issue names, for standOff. id: `per-3f2a`, made from type and name, not from a counter.

    type: person, place or org; name: the fullest form; also: other forms that evidence joins to it. subtype: place/@type (county, …).
    idnos: (type, value, when or None); parent: id of the place that it lies in, of an organisation the region whose it is; location: (latitude, longitude) in degrees.
    language: of the name, where it is not that of the page.
    """

    id: str
    type: Literal["person", "place", "org"]
    name: str
    also: tuple[str, ...] = ()
    subtype: str | None = None
    idnos: tuple[tuple[str, str, str | None], ...] = ()
    parent: str | None = None
    location: tuple[float, float] | None = None
    cert: Cert | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """Everything of one TEI file, ready to be encoded."""

    metadata: Metadata
    pages: tuple[Page, ...]
    files: tuple[SourceFile, ...]
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()
    referents: tuple[Referent, ...] = ()
    images: tuple[Image, ...] = ()  # facsimiles of its pages, pictures taken out of them


@dataclass(frozen=True, slots=True)
class Layout:
    """What segmentation returns for one page, articles in reading order."""

    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()
