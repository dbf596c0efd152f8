"""Takes the lines of a block whose author ended each, tells what they are: paragraphs, regulated verse, or lines of which no more is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from converter.characters import HAN, is_cjk

_WIDEST = 60  # half-widths: what is wider fills more than the column of any broadsheet, and is prose
_STOPPED = re.compile("[。！？!?….][”’」』）)\"']*$")
_VERSES = 4  # that a poem has at least: two couplets
_FEET = (5, 7)  # characters of a verse (五言, 七言)
_HAN = re.compile(f"[{HAN}]+")


def kind_of_lines(lines: Sequence[str]) -> Literal["paragraphs", "verse", "lines"]:
    """verse: all phrases have five characters, or all have seven. paragraphs: a line is longer than print has them, or each ends its sentence.

    These may go over several lines: see `paragraphs_of`.
    """
    said = [line.strip() for line in lines]
    phrases = [phrase for line in said for phrase in _HAN.findall(line)]
    if len(phrases) >= _VERSES and {len(phrase) for phrase in phrases} in [{foot} for foot in _FEET] and not any(map(_other, said)):
        return "verse"
    if any(_width(line) > _WIDEST for line in said) or all(map(_STOPPED.search, said)):
        return "paragraphs"
    return "lines"


def paragraphs_of(lines: Sequence[str], *, each: bool) -> list[tuple[int, int]]:
    """From which line up to which each paragraph goes: to one that ends its sentence, for a program may have broken the others. each: every line is one."""
    ends = [n for n, line in enumerate(lines, 1) if each or n == len(lines) or _STOPPED.search(line.strip())]
    return list(pairwise([0, *ends]))


def _other(line: str) -> bool:
    """Whether letters, digits or blanks stand in it, as in addresses and where names stand side by side."""
    return any(char.isalnum() and not _HAN.match(char) for char in line) or " " in line or "\u3000" in line


def _width(line: str) -> int:
    return sum(2 if is_cjk(char) else 1 for char in line)
