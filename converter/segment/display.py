"""Takes display units in the page's order, gives headlines: lines that make one headline joined, also where others stand between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converter.segment import words
from converter.segment.rows import PAIRS, Row, open_brackets
from converter.segment.rubrics import is_rubric
from converter.segment.unit import Unit, join_rows

_COLUMN_TAG = re.compile(r"[（(][^（）()]{2,20}[）)]")


@dataclass(slots=True)
class Headline:
    """One headline or part of one: its rows, its text, and `at`, the place of its first unit on the page."""

    at: int
    rows: list[Row]
    text: str

    @property
    def doubled(self) -> bool:
        return any(row.doubled for row in self.rows)

    @property
    def dash(self) -> bool:
        """——我市第一书记扶贫工作纪实: a deck by its dash."""
        return self.text.startswith(("——", "—", "――", "--"))

    @property
    def width(self) -> float:
        return max(row.width for row in self.rows)


def runs_on(first: str, second: str) -> bool:
    """Whether the second display line goes on with the first."""
    left = open_brackets(first)
    if left and left[-1] in PAIRS:
        return True
    if second[:1] in "，、：；！？）”』」》·—" and not second.startswith("——"):
        return True
    if first[-1:] in "，、：；·（“":
        return True
    if _COLUMN_TAG.fullmatch(second) and not _COLUMN_TAG.search(first):
        return True  # （纵横）, （人民时评）: the column stands in brackets after the title
    return _word_spans(first, second)


def _word_spans(first: str, second: str) -> bool:
    """公|益: a word of the dictionary stands across the break."""
    head, tail = "".join(first.split())[-6:], "".join(second.split())[:6]
    both, cut = head + tail, len(head)
    at = 0
    for word in words.split(both):
        if at < cut < at + len(word):
            return True
        at += len(word)
    return False


def headlines_of(units: Sequence[Unit], grid: bool) -> list[Headline]:
    """The headlines of the display units among `units`; `at` counts the units."""
    out: list[Headline] = []
    last = -2
    for at, unit in enumerate(units):
        if unit.kind != "display":
            continue
        if (
            out
            and last == at - 1
            and not grid
            and len(out[-1].rows) < 4
            and not is_rubric(out[-1].text)
            and runs_on(out[-1].text, unit.text)
        ):
            out[-1].rows += unit.rows
            out[-1].text = join_rows(out[-1].rows)
        else:
            out.append(Headline(at, list(unit.rows), unit.text))
        last = at
    return out if grid else _apart(out)


def _apart(headlines: list[Headline]) -> list[Headline]:
    """A bracket that one headline opens and another, further on, closes: they are one, and something was drawn between them."""
    out = list(headlines)
    for first in headlines:
        if not any(first is kept for kept in out):
            continue
        left = open_brackets(first.text)
        if not left or left[-1] not in PAIRS:
            continue
        for second in out[:]:
            right = open_brackets(second.text)
            if second is not first and second.at > first.at and right[:1] == PAIRS[left[-1]]:
                first.rows += second.rows
                first.text = join_rows(first.rows)
                out = [kept for kept in out if kept is not second]
                break
    return out
