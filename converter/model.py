"""The words of the trade: what is read (pages of lines), and what is made of it (articles of passages). Nothing here changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from converter.characters import is_cjk, plain
from converter.metadata import Metadata
from converter.notices import Notice

LOST = "\ufffc"  # stands in a passage's text for each glyph that the source lost

# --- what was read -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, origin top left, in points (1/72 inch) or pixels: the page's size is in the same unit."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Font:
    """size in the unit of the boxes; weight as in CSS (400, 700)."""

    size: float
    weight: int = 400
    name: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a repair says about the characters [start, end) of a line's text as read; the text itself stays.

    surplus: a second copy of what stands before it. blank: white space that carries nothing. hyphen: a weak hyphen at
    the line's end. lost: `count` glyphs are missing at `start` (start == end, or the blanks that stand for them).
    """

    kind: Literal["surplus", "blank", "hyphen", "lost"]
    start: int
    end: int
    count: int = 0


@dataclass(frozen=True)
class Line:
    """One line as it was read. id: `p1-l17`; n: its number on the page from 1; text: verbatim, without its line end.

    gap_before: blank lines (or the block's distance) that stood before it; edits: in order, not overlapping.
    """

    id: str
    n: int
    text: str
    gap_before: int = 0
    box: Box | None = None
    font: Font | None = None
    edits: tuple[Edit, ...] = ()

    @cached_property
    def clean(self) -> str:
        """The text as it is meant: edits applied, outer white space off. Computed once."""
        return Passage.of(self).text.strip()


@dataclass(frozen=True, slots=True)
class Page:
    """A page. id: `p1`; n: its place in the issue from 1; label: the number it prints, where known."""

    id: str
    n: int
    lines: tuple[Line, ...]
    label: str | None = None
    size: tuple[float, float] | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name, digest, a human description (`extracted text layer, GB18030`)."""

    name: str
    sha256: str
    description: str
    size: int = 0


# --- passages ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slice:
    """The characters [start, end) of a line. read: they are text; surplus: a printed-twice copy; hyphen: a weak hyphen."""

    line: Line
    start: int
    end: int
    state: Literal["read", "surplus", "hyphen"] = "read"

    @property
    def text(self) -> str:
        """As the edition shows it: NFC, radicals as the characters they stand for."""
        return plain(self.line.text[self.start : self.end])


@dataclass(frozen=True, slots=True)
class Gap:
    """`count` glyphs that the source lost, standing before the next character of `line`."""

    line: Line
    at: int
    count: int = 1


Part = Slice | Gap


@dataclass(frozen=True, slots=True)
class Break:
    """A change of line at `at` in a passage's text; word: it stands between words, so a blank or a new word follows."""

    at: int
    line: Line
    word: bool


@dataclass(frozen=True)
class Passage:
    """Reading text of which each character knows the line that it came from.

    Slicing and adding work on the text: `passage[3:9]`, `first + second`. Parts that are not read (surplus, hyphens) stay with
    the character before them, or with the first one where none stands before.
    """

    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, *lines: Line) -> Passage:
        """The lines whole, with their edits."""
        return cls(tuple(part for line in lines for part in _parts(line)))

    @classmethod
    def join(cls, passages: Iterable[Passage]) -> Passage:
        return cls(tuple(part for passage in passages for part in passage.parts))

    def __add__(self, other: Passage) -> Passage:
        return Passage(self.parts + other.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def placed(self) -> tuple[tuple[Part, int, int], ...]:
        """Each part with the range of the text that it makes (empty for what is not read)."""
        out: list[tuple[Part, int, int]] = []
        at, last, before = 0, "", None
        for part in self.parts:
            shown = _shown(part)
            if shown and before not in (None, part.line.id) and _blank_between(last, shown[0]):
                at += 1
            out.append((part, at, at + len(shown)))
            at += len(shown)
            if isinstance(part, Slice) and part.state == "hyphen":
                last = "-"
            elif shown:
                last, before = shown[-1], part.line.id
        return tuple(out)

    @cached_property
    def text(self) -> str:
        """What a reader reads. Lines of a script that parts words join with a blank, CJK lines with nothing."""
        out: list[str] = []
        length = 0
        for part, start, _ in self.placed:
            if start > length:
                out.append(" ")
                length += 1
            out.append(_shown(part))
            length += len(out[-1])
        return "".join(out)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that it stands on, in order, each once for every run of parts."""
        out: list[Line] = []
        for part in self.parts:
            if not out or out[-1].id != part.line.id:
                out.append(part.line)
        return tuple(out)

    def __getitem__(self, cut: slice) -> Passage:
        start, end, _ = cut.indices(len(self.text))
        return Passage(tuple(self._cut(start, end)))

    def _cut(self, start: int, end: int) -> Iterator[Part]:
        for part, lo, hi in self.placed:
            if lo == hi:  # unread: goes with the character before it
                if start < lo <= end or (lo == start == 0 and end > 0):
                    yield part
            elif isinstance(part, Gap):
                if start <= lo < end:
                    yield part
            elif max(lo, start) < min(hi, end):
                yield _narrowed(part, max(lo, start) - lo, min(hi, end) - lo)

    def strip(self) -> Passage:
        """Without white space at its ends."""
        text = self.text
        return self[len(text) - len(text.lstrip()) : len(text.rstrip())]


def _narrowed(part: Slice, start: int, end: int) -> Slice:
    """The slice that makes characters [start, end) of its text."""
    raw = part.line.text[part.start : part.end]
    if len(part.text) == len(raw):
        return Slice(part.line, part.start + start, part.start + end, part.state)
    # NFC made the text shorter: find the raw offsets whose normalised prefix has the wanted length
    ends = [len(plain(raw[:i])) for i in range(len(raw) + 1)]
    lo = max(i for i, n in enumerate(ends) if n <= start)
    hi = max(i for i, n in enumerate(ends) if n <= end)
    return Slice(part.line, part.start + lo, part.start + hi, part.state)


def _shown(part: Part) -> str:
    if isinstance(part, Gap):
        return LOST * part.count
    return part.text if part.state == "read" else ""


def _blank_between(left: str, right: str) -> bool:
    """Whether a change of line between the two characters parts two words."""
    return not (left in ("", "-") or is_cjk(left) or is_cjk(right) or left.isspace() or right.isspace())


def _parts(line: Line) -> Iterator[Part]:
    at = 0
    for edit in line.edits:
        if edit.start > at:
            yield Slice(line, at, edit.start)
        if edit.kind in ("surplus", "hyphen"):
            yield Slice(line, edit.start, edit.end, "surplus" if edit.kind == "surplus" else "hyphen")
        elif edit.kind == "lost":
            yield Gap(line, edit.start, edit.count)
        at = edit.end
    if at < len(line.text):
        yield Slice(line, at, len(line.text))


# --- what is made of it ------------------------------------------------------------------------


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
    """

    passage: Passage
    spans: tuple[Span, ...] = ()
    verbatim: bool = False
    cert: Cert | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of which the text layer keeps the caption and the credit."""

    type: Literal["photo", "cartoon", "map", "chart", "logo"] = "photo"
    caption: Passage | None = None
    credit: Byline | None = None
    head: Head | None = None
    caption_spans: tuple[Span, ...] = ()
    cert: Cert | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of an article: the first has no crosshead as a rule; a later one without head opens at a new dateline or byline."""

    head: Head | None = None
    dateline: Dateline | None = None
    bylines: tuple[Byline, ...] = ()  # before the first paragraph
    paragraphs: tuple[Paragraph, ...] = ()
    closing: tuple[Byline, ...] = ()  # after the last one


@dataclass(frozen=True, slots=True)
class Article:
    """One item of a page. kind says which div; subtype is set only when sure (news, feature, photo, brief …).

    bylines stand under the heads; figures belong to the article as a whole.
    id: `a3`, on page 2 and after `p2-a3`; advertisements and rests are `x1`, `p2-x1`.
    """

    id: str
    kind: Literal["article", "advertisement", "unassigned"]
    page: str
    heads: tuple[Head, ...] = ()
    bylines: tuple[Byline, ...] = ()
    figures: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    subtype: str | None = None
    cert: Cert | None = None
    next: str | None = None
    prev: str | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the page prints around its articles. type: masthead, folio, editors, date, contact."""

    type: str
    passage: Passage
    page: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader returns: pages, the files they came from, and what it had to do to read them."""

    pages: tuple[Page, ...]
    files: tuple[SourceFile, ...]
    notices: tuple[Notice, ...] = ()

    def renumbered(self, first: int) -> Reading:
        """The same pages as pages `first` and after of an issue."""
        if first == 1:
            return self
        pages = tuple(_as_page(page, page.n + first - 1) for page in self.pages)
        moved = {page.id: new.id for page, new in zip(self.pages, pages, strict=True)}
        notices = tuple(replace(note, where=_moved(note.where, moved)) for note in self.notices)
        return Reading(pages, self.files, notices)


def _as_page(page: Page, n: int) -> Page:
    lines = tuple(replace(line, id=f"p{n}-l{line.n}") for line in page.lines)
    return replace(page, id=f"p{n}", n=n, lines=lines)


def _moved(where: str, moved: dict[str, str]) -> str:
    page, dash, rest = where.partition("-")
    return moved.get(page, page) + dash + rest


@dataclass(frozen=True, slots=True)
class Issue:
    """Everything of one TEI file, ready to be encoded."""

    metadata: Metadata
    pages: tuple[Page, ...]
    files: tuple[SourceFile, ...]
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What segmentation returns for one page, articles in reading order."""

    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()
