"""Drop caps: a first letter or character set over two lines or more becomes the line directly before the line that it begins."""

from __future__ import annotations

from collections.abc import Iterable

from converter.readers.pdf.lines import Found

# In sizes of the running text.
LEAST = 1.7  # it reaches over two lines
BESIDE = 1.5  # how far from it its lines may start
LEVEL = 0.6  # how far the tops of the two may differ: capitals reach less high than ideographs
MOST = 40  # on a page: more large single characters are scattered type, as in an advertisement or a chart
MOST_CHARACTERS = 2  # a quotation mark and a letter


def led_by_drop_caps(lines: Iterable[Found], em: float) -> list[Found]:
    """The lines in their order, but each drop cap before the line that goes on with its word.

    A drop cap stands beside two lines at least, the first of which starts at its right with tops level.
    """
    lines = list(lines)
    caps = [line for line in lines if len(line.text) <= MOST_CHARACTERS and line.font.size >= LEAST * em and not line.vertical]
    for cap in caps[:MOST]:
        beside = [line for line in lines if line is not cap and _beside(cap, line, em)]
        first = min(beside, key=lambda line: line.box.top, default=None)
        if first is not None and len(beside) >= 2 and abs(_cap_top(cap) - first.box.top) <= LEVEL * em:
            lines.remove(cap)
            lines.insert(lines.index(first), cap)
    return lines


def _beside(cap: Found, line: Found, em: float) -> bool:
    """Whether a line of running text starts at the right of the drop cap, within its height."""
    middle = (line.box.top + line.box.bottom) / 2
    return (
        line.turn == cap.turn
        and line.font.size < 1.3 * em
        and -0.3 * em <= line.box.left - cap.box.right <= BESIDE * em
        and cap.box.top - 0.3 * em < middle < cap.box.bottom + 0.1 * em
    )


def _cap_top(cap: Found) -> float:
    """The top of what is inked: letters reach to .7 of their size over the baseline, ideographs to .88."""
    return cap.box.top + (0.16 * cap.font.size if cap.text[-1:].isascii() else 0.0)
