"""The house style of one page, drawn by seed: measures, leading, faces, how heads, bylines and columns are set."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from layouts.faces import HEI, HELVETICA_BOLD, KAI, SONG, TIMES, TIMES_BOLD, TIMES_ITALIC, XIAOBIAO
from layouts.story import Script, pick


@dataclass(frozen=True, slots=True)
class Style:
    """Lengths in points. columns: of the base grid; row: white between articles one above another; rules, column_rules: how often and whether."""

    script: Script
    size: float
    leading: float
    columns: int
    measure: float
    gutter: float
    row: float
    rules: float
    column_rules: bool
    hang: bool
    left_heads: bool
    body: str
    head: str
    deck: str
    caption: str
    byline: str

    @property
    def latin(self) -> bool:
        return self.script == "Latn"

    @property
    def indent(self) -> float:
        """Of a paragraph's first line."""
        return self.size * (1.2 if self.latin else 2)

    def columns_of(self, left: float, right: float, count: int) -> list[tuple[float, float]]:
        """So many equal columns between two edges."""
        wide = (right - left - (count - 1) * self.gutter) / count
        return [(left + n * (wide + self.gutter), left + n * (wide + self.gutter) + wide) for n in range(count)]

    def ascent(self, size: float) -> float:
        """From the top of a line to its baseline."""
        return size * (0.76 if self.latin else 0.86)


def draw_style(chance: Random, script: Script) -> Style:
    """Tight pages and airy ones."""
    latin = script == "Latn"
    size = chance.choice((8.6, 9.0, 9.5, 10.0, 10.5))
    leading = size * chance.choice((1.16, 1.25, 1.32, 1.4, 1.55))
    signs = chance.choice((15, 17, 19)) if latin else chance.choice((11, 12, 13, 14, 16))
    faces = (
        ((TIMES, TIMES_BOLD, TIMES_ITALIC), (TIMES, HELVETICA_BOLD, TIMES_ITALIC)) if latin else ((SONG, HEI, KAI), (SONG, XIAOBIAO, KAI))
    )
    body, head, third = chance.choice(faces)
    gap = pick(chance, ("tight", 0.4), ("usual", 0.4), ("wide", 0.2))
    gutter = size * {"tight": 0.9, "usual": 1.3, "wide": 2.0}[gap]
    columns = chance.choice((5, 5, 6, 6, 7, 8))
    row, rules, ruled = leading * chance.choice((1.0, 1.4, 2.0, 2.6)), chance.choice((0.0, 0.3, 0.9)), chance.random() < 0.2
    return Style(
        script=script,
        size=size,
        leading=leading,
        columns=columns,
        measure=size * signs,
        gutter=gutter,
        row=row,
        rules=rules,
        column_rules=ruled,
        hang=chance.random() < 0.4 and gutter > 1.2 * size and not ruled,  # a stop needs a place to hang
        left_heads=latin or chance.random() < 0.25,
        body=body,
        head=head,
        deck=chance.choice((body, third, head)),
        caption=chance.choice((third, third, body, head)),
        byline=chance.choice((body, third, third)),
    )
