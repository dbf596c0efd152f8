"""Takes the parts of an article one by one, gives a section of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from converter.model import Byline, Cert, Dateline, Figure, Head, Paragraph, Section
from converter.segment.parts import Opened


@dataclass(slots=True)
class SectionDraft:
    """A section on its way: what opens it, its text with the figures in it, what closes it."""

    head: Head | None = None
    dateline: Dateline | None = None
    bylines: list[Byline] = field(default_factory=list)
    blocks: list[Paragraph | Figure] = field(default_factory=list)
    closing: list[Byline | Dateline | Figure] = field(default_factory=list)
    cert: Cert | None = None

    @property
    def begun(self) -> bool:
        """Whether it has text: figures alone are none."""
        return any(isinstance(block, Paragraph) for block in self.blocks)

    def add(self, parts: Opened) -> None:
        if parts.dateline is not None:
            self.dateline = parts.dateline
        if parts.byline is not None:
            self.bylines.append(parts.byline)
        self.blocks += parts.paragraphs
        if parts.closing is not None:
            self.closing.append(parts.closing)

    def close(self, part: Byline | Dateline | Paragraph) -> None:
        if isinstance(part, Paragraph):
            self.blocks.append(part)
        else:
            self.closing.append(part)

    def built(self) -> Section:
        return Section(self.head, self.dateline, tuple(self.bylines), tuple(self.blocks), tuple(self.closing), self.cert)
