"""Ties the edition to the lines as read: every run of text opens with an lb that names its line, or a seg of it where a line is needed twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from converter.model import Line

# Stands in the XML for a pointer until it is known whether its line needs segs; control characters cannot occur in the text itself.
_OPEN, _CLOSE = "\x01", "\x02"


@dataclass
class Anchors:
    """Follows the text in document order. `open` returns what lb/@corresp shall say, `resolve` puts the ids in once all is written."""

    runs: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    line: str | None = None
    at: int = 0

    def changes(self, line: Line, start: int) -> bool:
        """Whether text from `start` of the line does not go on where the text before it ended."""
        return line.id != self.line or start < self.at

    def open(self, line: Line, start: int) -> str:
        """A pointer for a run of the line that starts at `start`."""
        runs = self.runs[line.id]
        runs.append(start)
        self.line, self.at = line.id, start
        return f"{_OPEN}{line.id}:{len(runs)}{_CLOSE}"

    def reached(self, end: int) -> None:
        self.at = end

    def part(self) -> None:
        """What follows is read apart from what stands before it: it opens with an lb of its own, also on the same line."""
        self.line = None

    def resolve(self, xml: str) -> str:
        """The XML with every pointer as `#p1-l17`, or `#p1-l17-s2` where the line has several runs."""
        out = []
        for piece in xml.split(_OPEN):
            name, close, rest = piece.partition(_CLOSE)
            if not close:
                out.append(piece)
                continue
            line, _, run = name.partition(":")
            out.append(f"#{line}-s{self.number(line, int(run))}" if len(self.runs[line]) > 1 else f"#{line}")
            out.append(rest)
        return "".join(out)

    def number(self, line: str, run: int) -> int:
        """The place of a run among the line's segs, which are counted as they stand on the line."""
        starts = self.runs[line]
        return sorted(range(len(starts)), key=lambda i: (starts[i], i)).index(run - 1) + 1

    def segs(self, line: Line) -> Iterable[tuple[str, str]]:
        """(id, text) of each seg, or nothing where the line is read in one run. Together they are the line's text."""
        starts = sorted(self.runs.get(line.id, ()))
        if len(starts) < 2:
            return
        starts[0] = 0
        for n, (start, end) in enumerate(zip(starts, [*starts[1:], len(line.text)], strict=True), 1):
            yield f"{line.id}-s{n}", line.text[start:end]
