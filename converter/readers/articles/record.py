"""A record: one article as its file has it, as printed parts in reading order and what is said about it. Values only."""

from __future__ import annotations

from dataclasses import dataclass, replace

from converter.characters import is_cjk
from converter.notices import Notice
from converter.readers.unprintable import LINE_END
from converter.reading import BlockKind, Frame, Grid

Path = tuple[str | int, ...]  # the keys and places in lists that lead to a value: ("figures", 1, "caption")
_STOPS = "。！？!?…."
_WIDEST_VERSE = 48  # half-widths: 24 Chinese characters, which hold a couplet of two phrases of seven; programs break later
_NARROWEST = 22  # half-widths: narrower than a column of text is set
_RAGGED = 2  # half-widths by which the lines of a paragraph differ whose program keeps stops off their heads
MOST_TOLD = 50  # a person reads no more notices of one kind


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes one block: a head, a byline, a paragraph. lines: as the file has them, none of them blank; a picture of
    which nothing is said is a caption without any.

    file: the picture that a caption or credit is of; placed: that picture stands between the parts before and after. figure: tells the
    pictures of an article apart, where the file does. within: the lists and
    quotations around an item or a quote, the outermost first; grid: the cells of a table. alt: what the file says in place of its picture, for those who do not see it.
    """

    kind: BlockKind
    lines: tuple[str, ...]
    file: str | None = None
    placed: bool = False
    figure: int | None = None
    within: tuple[Frame, ...] = ()
    grid: Grid | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """n: its place in the file, from 1; line: where it begins; date: ISO 8601; page: its number without what stands around it; title: as a catalogue has it.

    files: the pictures that it names; unused: its fields that nothing takes; broken, controls: what its text lost (`unprintable.Mended`).
    """

    n: int
    line: int
    parts: tuple[Part, ...] = ()
    id: str | None = None
    language: str | None = None
    date: str | None = None
    newspaper: str | None = None
    page: str | None = None
    section: str | None = None
    title: str | None = None
    files: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    broken: int = 0
    controls: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a field. place: the way to it, empty for the whole record; what: `is a number`; expected: what should stand there."""

    place: Path
    what: str
    expected: str

    @property
    def field(self) -> str:
        """How a message calls it: `figures[2].caption`, counted from 1."""
        named = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in self.place)
        return named.lstrip(".")


class WrongError(Exception):
    """Raised inside this room for a value that is not what its field takes."""

    def __init__(self, place: Path, what: str, expected: str) -> None:
        super().__init__(what)
        self.wrong = Wrong(place, what, expected)


def refused(name: str, line: int, n: int, wrong: Wrong, own: str | None = None) -> Notice:
    """The notice for a record that is left out. own: the id that it has in the file."""
    called = f"record {n}" + (f" ({own})" if own else "")
    what = f"{wrong.field} {wrong.what}" if wrong.place else wrong.what
    hint = "correct it in the file and convert again; `broadsheet explain E-READ-30` says more"
    return Notice("E-READ-30", name, f"{called} is left out: {what}", file=name, line=line, expected=wrong.expected, hint=hint)


class Told:
    """Notices of one kind: the first of them, and how many more there were."""

    def __init__(self) -> None:
        self._notices: list[Notice] = []
        self.count = 0

    @property
    def enough(self) -> bool:
        """Whether another one would only be counted."""
        return self.count >= MOST_TOLD

    def add(self, notice: Notice) -> None:
        self.count += 1
        if self.count <= MOST_TOLD:
            self._notices.append(notice)

    def all(self) -> list[Notice]:
        """The last one says how many are left out."""
        if self.count <= MOST_TOLD:
            return self._notices
        last = self._notices[-1]
        return [*self._notices[:-1], replace(last, message=f"{last.message}; and {self.count - MOST_TOLD} more")]


def lines_of(text: str) -> tuple[str, ...]:
    """The lines with ink on them, as they stand."""
    return tuple(line for line in _rows(text) if line.strip())


def paragraphs(text: str) -> list[tuple[str, ...]]:
    """The paragraphs of running text, each as its lines: parted by blank lines, or where there are none by line ends."""
    rows = _rows(text.strip())
    if all(row.strip() for row in rows):
        return [(row,) for row in rows]
    out: list[tuple[str, ...]] = []
    open_rows: list[str] = []
    for row in [*rows, ""]:
        if row.strip():
            open_rows.append(row)
        elif open_rows:
            out.append(tuple(open_rows))
            open_rows = []
    return out


def paragraph(lines: tuple[str, ...]) -> Part:
    """A paragraph of plain text; lines that were set by their author, as those of a poem, if no program broke them and they are short and no sentences."""
    return Part("lines" if _are_set(lines) else "text", lines)


def _are_set(lines: tuple[str, ...]) -> bool:
    said = [line.strip() for line in lines]
    widths = [sum(1 + is_cjk(char) for char in line) for line in said]
    if len(lines) < 2 or max(widths) > _WIDEST_VERSE or any(line[0] in "（(" for line in said[1:]):
        return False  # what stands in brackets on a line of its own closes a text
    if any(line[-1] in _STOPS for line in said[:-1]) and not all(line[-1] in _STOPS + "，；,;" for line in said):
        return False
    return max(widths) < _NARROWEST or max(widths[:-1]) - min(widths[:-1]) > _RAGGED or all(not line[-1].isalnum() for line in said)


def _rows(text: str) -> list[str]:
    """A form feed ends a line here: pages are told by the field `page`."""
    return LINE_END.split(text.replace("\f", "\n"))
