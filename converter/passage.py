"""Lines as they were read, and passages: reading text of which each character knows the line that it came from. Nothing here changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from converter.characters import is_cjk, is_wide, plain

LOST = "\ufffc"  # stands in a passage's text for each glyph that the source lost


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
    the line's end; doubtful hyphen: one that may belong to the word. lost: `count` glyphs are missing at `start` (start == end, or the blanks that stand for them).
    initial: a large initial whose word goes on in the next line; initial word: one that is a word of its own (A man).
    """

    kind: Literal["surplus", "blank", "hyphen", "doubtful hyphen", "lost", "initial", "initial word"]
    start: int
    end: int
    count: int = 0


@dataclass(frozen=True)
class Line:
    """One line as it was read. id: `p1-l17`; n: its number on the page from 1; text: verbatim, without its line end.

    gap_before: blank lines (or the block's distance) that stood before it; edits: in order, not overlapping.
    turn: by how many degrees clockwise the line is turned (0, 90, 180, 270; between them if it is set slanting); vertical: its characters stand upright one below another.
    """

    id: str
    n: int
    text: str
    gap_before: int = 0
    box: Box | None = None
    font: Font | None = None
    edits: tuple[Edit, ...] = ()
    turn: int = 0
    vertical: bool = False

    @cached_property
    def clean(self) -> str:
        """The text as it is meant: edits applied, outer white space off. Computed once."""
        return (Passage.of(self).text if self.edits else plain(self.text)).strip()


State = Literal["read", "surplus", "hyphen", "doubtful hyphen", "initial", "initial word"]
SHOWN: frozenset[State] = frozenset(("read", "doubtful hyphen", "initial", "initial word"))  # what is text


@dataclass(frozen=True, slots=True)
class Slice:
    """The characters [start, end) of a line.

    read: they are text; surplus: a printed-twice copy; hyphen: a weak hyphen, not text; doubtful hyphen: text, but may be weak;
    initial, initial word: text, set over several lines.
    """

    line: Line
    start: int
    end: int
    state: State = "read"

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
        at, last = 0, ""
        before: Line | None = None
        for part in self.parts:
            shown = _shown(part)
            if shown and before is not None and before.id != part.line.id and _blank_between(last, shown[0], (before, part.line)):
                at += 1
            out.append((part, at, at + len(shown)))
            at += len(shown)
            if isinstance(part, Slice) and part.state == "hyphen":
                last = "-"
            elif shown:
                joins = isinstance(part, Slice) and part.state in ("initial", "doubtful hyphen")
                last, before = "-" if joins else shown[-1], part.line
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

    def between(self, start: int, end: int) -> Passage:
        """What of it stands at the characters [start, end) of its lines, as they were read."""
        out: list[Part] = []
        for part in self.parts:
            if isinstance(part, Gap):
                out += [part] if start <= part.at < end else []
            elif max(part.start, start) < min(part.end, end):
                out.append(Slice(part.line, max(part.start, start), min(part.end, end), part.state))
        return Passage(tuple(out))

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
    return part.text if part.state in SHOWN else ""


_IN_NUMBER = frozenset("0123456789.,%")


def _blank_between(left: str, right: str, lines: tuple[Line, Line]) -> bool:
    """Whether a change of line between the two characters parts two words. In Chinese text it may break a number, which has no blank inside."""
    if left in ("", "-") or left.isspace() or right.isspace():
        return False
    if is_cjk(left) or is_cjk(right):
        return not any(is_wide(char) for line in lines for char in line.text) and _signs_part(left, right, lines)
    number = left in _IN_NUMBER and right in _IN_NUMBER
    return not (number and all(any(map(is_cjk, line.text)) for line in lines))


def _signs_part(left: str, right: str, lines: tuple[Line, Line]) -> bool:
    """The same where neither line has a character of a script without blanks: then “ ” ‘ ’ … — are those of a script that has them.

    A quotation mark beside its words parts nothing on that side, whichever mark a language opens with; nor does a dash set without blanks.
    """
    before, after = lines[0].text.rstrip(), lines[1].text.lstrip()
    opens = left in "“‘" and before.endswith(left) and not before[-2:-1].strip()
    closes = right in "”“’" and after.startswith(right) and not after[1:2].strip()
    close = (left == "—" and before[-2:-1].strip()) or (right == "—" and after[1:2].strip())
    return not (opens or closes or close)


def _parts(line: Line) -> Iterator[Part]:
    at = 0
    for edit in line.edits:
        if edit.start > at:
            yield Slice(line, at, edit.start)
        if edit.kind in ("surplus", "hyphen", "doubtful hyphen", "initial", "initial word"):
            yield Slice(line, edit.start, edit.end, edit.kind)
        elif edit.kind == "lost":
            yield Gap(line, edit.start, edit.count)
        at = edit.end
    if at < len(line.text):
        yield Slice(line, at, len(line.text))
