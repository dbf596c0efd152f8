"""A page while it is read: gathers lines, blocks, pictures and rules in source order, knows which lines each id of the source names, gives a Page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from converter.errors import UnreadableError
from converter.model import Block, BlockKind, Box, Drawing, Edit, Font, Line, Page, Picture
from converter.notices import Notice
from converter.readers.ocr.geometry import union
from converter.readers.ocr.words import IDEOGRAPHIC, Mender
from converter.readers.unprintable import LONGEST_LINE, MOST_LINES, told_broken, told_controls

_TALL = 1.5  # times higher than wide: a line of several ideographs that is runs downwards


@dataclass(frozen=True, slots=True)
class Claim:
    """Who claims some lines of a page. order: the place of the claim in the source's own order; kind: what it says that they are."""

    lines: range
    order: int
    item: str | None = None
    kind: BlockKind | None = None


class Sheet:
    """One page of the file `source`. Line numbers count from 1 in the order in which lines are added; a block is a run of lines added one after another."""

    def __init__(self, source: str, n: int, size: tuple[float, float] | None = None, label: str | None = None) -> None:
        self.source, self.n, self.size, self.label = source, n, size, label
        self.image: str | None = None
        self.scan: str | None = None  # the image that it was read from, as the source names it
        self.scan_in_text: str | None = None  # the same as its text file names it, where a METS names it otherwise
        self.pixels = True  # boxes are in pixels of the image, not in points
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self.named: dict[str, range] = {}  # the lines that an id of the source names, as numbers
        self.finer: Callable[[], Iterable[tuple[str, range]]] | None = None  # more ids, of lines and words, asked for when needed
        self.rank: Mapping[str, int] = {}  # the place of ids in the reading order that the source gives
        self.following: Mapping[str, str] = {}  # or by the id of a block that of the next
        self.pictures: list[Picture] = []
        self.rules: list[Box] = []
        self.frames: list[Box] = []
        self.boxless = 0
        self.mend = Mender()
        self._claimed: list[Claim | None] = [None]  # by line number
        self._opening = False

    @property
    def next(self) -> int:
        """The number of the next line."""
        return len(self.lines) + 1

    def line(
        self,
        text: str,
        box: Box | None = None,
        font: Font | None = None,
        edits: Sequence[Edit] = (),
        *,
        turn: int = 0,
        vertical: bool = False,
    ) -> None:
        """Adds a line, verbatim, unless it has no ink. The first line of a block stands apart from the one before it.

        Raises UnreadableError for more than a newspaper page can hold.
        """
        if not text.strip():
            return
        n = self.next
        if n > MOST_LINES or len(text) > LONGEST_LINE:
            what = f"page {self.n} has more than {MOST_LINES} lines, or one of more than {LONGEST_LINE} characters: no newspaper page has"
            raise UnreadableError(what, where=self.source, hint="split it by pages")
        if box is None:
            self.boxless += 1
        elif not turn and not vertical and len(text) > 1 and box.bottom - box.top > _TALL * (box.right - box.left):
            vertical = IDEOGRAPHIC.search(text) is not None
        gap = int(self._opening and n > 1)
        self._opening = False
        self.lines.append(Line(f"p{self.n}-l{n}", n, text, gap, box, font, tuple(edits), turn, vertical))
        self._claimed.append(None)

    def open(self) -> int:
        """Begins a block; returns the number of its first line."""
        self._opening = True
        return self.next

    def close(self, first: int, name: str | None, box: Box | None, kind: BlockKind | None = None, item: str | None = None) -> None:
        """Ends the block that began at line `first`; without lines there is none, but its id may be named."""
        lines = range(first, self.next)
        if name:
            self.named.setdefault(name, lines)
        if lines:
            identifier = name or f"block{len(self.blocks) + 1}"
            self.blocks.append(Block(identifier, tuple(lines), kind, box or self.around(lines), item))

    def reorder(self, lines: tuple[int, ...]) -> None:
        """The lines of the last block in its own reading order."""
        self.blocks[-1] = replace(self.blocks[-1], lines=lines)

    def find(self, name: str) -> range | None:
        """The lines that an id of the source names, None where it has no such id."""
        if name not in self.named and self.finer:
            for finer, lines in self.finer():
                self.named.setdefault(finer, lines)
            self.finer = None
        return self.named.get(name)

    def around(self, lines: Sequence[int]) -> Box | None:
        return union(self.lines[n - 1].box for n in lines)

    def claim(self, claim: Claim) -> range:
        """Gives free lines to a claim; returns those of its lines that another item holds already, as a range around them."""
        taken = [n for n in claim.lines if (held := self._claimed[n]) is not None and held.item != claim.item]
        for n in claim.lines:
            if self._claimed[n] is None:
                self._claimed[n] = claim
        return range(taken[0], taken[-1] + 1) if taken else range(0)

    def claimed_blocks(self) -> list[Block]:
        """The blocks, parted where claims part them, in the order of the claims; what nobody claims stays behind what it stood behind."""
        order = -1
        keyed: list[tuple[int, int, Block]] = []
        for block in self.blocks:
            for part, claim in self._parted(block):
                order = claim.order if claim else order
                keyed.append((order, len(keyed), part))
        return [block for _, _, block in sorted(keyed, key=lambda entry: entry[:2])]

    def _parted(self, block: Block) -> Iterator[tuple[Block, Claim | None]]:
        runs: list[list[int]] = []
        for n in block.lines:
            if runs and self._claimed[runs[-1][-1]] is self._claimed[n]:
                runs[-1].append(n)
            else:
                runs.append([n])
        for k, run in enumerate(runs):
            claim = self._claimed[run[0]]
            part = block if len(runs) == 1 else replace(block, id=f"{block.id}.{k + 1}", lines=tuple(run), box=self.around(run))
            if claim:
                part = replace(part, item=claim.item, kind=claim.kind or part.kind)
            yield part, claim

    def is_read_from(self, image: str) -> None:
        """The image that the issue names for the page: nearer than the name that its text file kept from the machine which recognised it."""
        if self.scan and self.scan != image and not image.endswith(f"/{self.scan}"):
            self.scan_in_text = self.scan
        self.scan = image

    def page(self, blocks: Sequence[Block] | None = None) -> Page:
        """blocks: in reading order, where it is not that of the source."""
        drawing = Drawing(tuple(self.rules), tuple(self.frames), tuple(self.pictures))
        shown = tuple(self.blocks if blocks is None else blocks)
        unit: Literal["px", "pt"] | None = ("px" if self.pixels else "pt") if self.size or any(line.box for line in self.lines) else None
        lines = tuple(self.lines)
        scan, other = self.scan or None, self.scan_in_text
        return Page(f"p{self.n}", self.n, lines, self.label, self.size, self.image, shown, drawing, scan, unit, other)

    def notices(self) -> Iterator[Notice]:
        """What had to be done to read the page."""
        if not self.lines:
            yield Notice("W-READ-05", f"p{self.n}", f"page {self.n} holds no text")
        elif self.boxless:
            yield Notice("W-READ-24", f"p{self.n}", f"{self.boxless} of the {len(self.lines)} lines of page {self.n} have no place on it")
        if self.mend.broken:
            yield told_broken(self.mend.broken, f"p{self.n}")
        if self.mend.controls:
            yield told_controls(self.mend.controls, f"p{self.n}")
