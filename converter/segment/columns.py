"""Takes rows in the order of extraction, gives them in reading order: where columns were read across, line by line, they are told apart.

Each line is laid on the column whose last line it continues: by a word or a pair of characters that stands across the break, by
the shape of the paragraph, and by the turn of the columns, which come round from left to right. A page read column by column is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log
from statistics import median
from typing import NamedTuple

from converter.segment import weights, words
from converter.segment.bylines import bare_name, standing_byline
from converter.segment.furniture import furniture_type
from converter.segment.rows import FULL_STOPS, Row, open_brackets

_TAIL = 4  # characters on each side of a break in which a word may stand across it


def in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """The same rows, each once; `at` is their new place."""
    bonds = _Bonds(rows)
    if len(rows) < weights.ACROSS_ROWS or not bonds.read_across():
        return list(rows)
    bonds.count_pairs()
    out: list[Row] = []
    for region, is_text in _regions(rows, bonds.measure):
        out += _sorted(region, bonds) if is_text else region
    for at, row in enumerate(out):
        row.at = at
    return out


class _Bonds:
    """How well one row goes on from another, in nats."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.measure = median(row.width for row in rows) if rows else 0.0
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.known: dict[tuple[int, int], float] = {}

    def read_across(self) -> bool:
        """Whether words stand across the break to the second, third or fourth next row rather than to the next one."""
        full = [row for row in self.rows if row.width > self.measure - 1 and not row.is_over(FULL_STOPS)]
        full = full[:: max(1, len(full) // weights.ACROSS_SAMPLE)]
        if len(full) < weights.ACROSS_SAMPLE // 2:
            return False
        next_row = self._words_across(full, 1)
        # two in five breaks part a word; where hardly any does, the next line is not the next one
        if next_row > 0.2 * len(full):
            return False
        return max(self._words_across(full, step) for step in range(2, weights.MOST_COLUMNS + 1)) > next_row

    def _words_across(self, full: Sequence[Row], step: int) -> int:
        last = len(self.rows) - step
        return sum(row.at < last and word_across(row.text, self.rows[row.at + step].text) > 0 for row in full)

    def count_pairs(self) -> None:
        """How often two characters stand side by side on the page."""
        self.pairs.update(pair for row in self.rows for pair in pairwise(row.text))

    def of(self, above: Row, below: Row) -> float:
        key = above.at, below.at
        if key not in self.known:
            self.known[key] = self._weigh(above, below)
        return self.known[key]

    def _weigh(self, above: Row, below: Row) -> float:
        over = above.is_over(FULL_STOPS)
        short, indented = above.width < self.measure - 1.5, self.measure - 3 <= below.width <= self.measure - 1
        if over and short:
            return weights.NEW_PARAGRAPH if indented else -weights.NEW_PARAGRAPH if below.width > self.measure - 0.6 else 0.0
        score = word_across(above.text, below.text) or weights.NO_WORD_ACROSS
        if not over:
            score += min(weights.PAIR_ACROSS, 1.5 * log(1 + self.pairs[above.text[-1:], below.text[:1]]))
        if over and below.goes_on_before:
            score -= weights.BROKEN_SHAPE
        elif not over and indented and not below.is_over(FULL_STOPS):
            score -= weights.BROKEN_SHAPE / 2
        return score - (weights.BROKEN_SHAPE if short else 0.0)


def word_across(above: str, below: str) -> float:
    """Nats by which a dictionary word across the break is likelier than its two pieces side by side; 0 if there is none."""
    head, tail = above[-_TAIL:], below[:_TAIL]
    at, cut = 0, len(head)
    for word in words.split(head + tail):
        if at < cut < at + len(word):
            left, right = word[: cut - at], word[cut - at :]
            together = log(max(1, words.frequency(word)) * words.TOTAL / (max(1, words.frequency(left)) * max(1, words.frequency(right))))
            return max(0.0, min(weights.WORD_ACROSS, together))
        at += len(word)
    return 0.0


_TAGGED = re.compile(r"[^。，；！？]{4,}[（(][^（）()0-9]{2,12}[）)]")
_STOPS = re.compile("[。，；]")


def _regions(rows: Sequence[Row], measure: float) -> list[tuple[list[Row], bool]]:
    """Stretches of text between lines that stand over all columns below them: headlines, bylines, furniture."""
    apart = [_stands_apart(row, measure, len(rows) - 1) for row in rows]
    for at, row in enumerate(rows):
        if at and not apart[at - 1] and (apart[at] or _closes(rows[at - 1], row, measure)):
            apart[at] = True
            _reach_up(rows, apart, at, measure)
    out: list[tuple[list[Row], bool]] = []
    for row, alone in zip(rows, apart, strict=True):
        if out and out[-1][1] is not alone:
            out[-1][0].append(row)
        else:
            out.append(([row], not alone))
    return out


def _stands_apart(row: Row, measure: float, last: int) -> bool:
    if (
        row.doubled
        or row.width > measure + 3
        or standing_byline(row.text)
        or (bare_name(row.text) and " " in row.text.replace("\u3000", " "))
    ):
        return True
    return _TAGGED.fullmatch(row.text) is not None or furniture_type(row.text, row.at, last - row.at) is not None


def _closes(above: Row, row: Row, measure: float) -> bool:
    """…已修复（反 / 馈）: a short line that closes the bracket of a headline."""
    return (
        row.width < 0.5 * measure
        and row.text[-1:] in "）)"
        and open_brackets(row.text)[:1] in ("）", ")")
        and open_brackets(above.text)[-1:] in ("（", "(")
    )


def _reach_up(rows: Sequence[Row], apart: list[bool], at: int, measure: float) -> None:
    """The other lines of the headline of which the line `at` is the last, or that it signs."""
    for above in range(at - 1, max(-1, at - 3), -1):
        row, below = rows[above], rows[above + 1]
        if apart[above] or row.is_over(FULL_STOPS) or _STOPS.search(row.text):
            return
        if not (open_brackets(row.text) or row.width < measure - 1 or word_across(row.text, below.text)):
            return
        apart[above] = True


class _State(NamedTuple):
    """Columns as they stand: the last row of each, and in which one the last block was laid."""

    score: float
    tails: tuple[Row, ...]
    turn: int
    laid: tuple[int, ...]  # the column of each block so far


def _sorted(rows: Sequence[Row], bonds: _Bonds) -> list[Row]:
    """The rows column by column: the best way to lay the blocks on columns (a beam search)."""
    blocks = _blocks(rows)
    states = [_State(0.0, (), -1, ())]
    for block in blocks:
        fresh: dict[tuple[tuple[int, ...], int], _State] = {}
        for state in states:
            for column in range(min(len(state.tails) + 1, weights.MOST_COLUMNS)):
                after = _lay(state, block, column, bonds)
                key = tuple(row.at for row in after.tails), column
                if key not in fresh or after.score > fresh[key].score:
                    fresh[key] = after
        states = sorted(fresh.values(), key=lambda state: -state.score)[: weights.COLUMN_BEAM]
    best = states[0]
    columns: list[list[Row]] = [[] for _ in best.tails]
    for block, column in zip(blocks, best.laid, strict=True):
        columns[column] += block
    return [row for column in columns for row in column]


def _lay(state: _State, block: Sequence[Row], column: int, bonds: _Bonds) -> _State:
    known = len(state.tails)
    if column == known:
        gain = -weights.NEW_COLUMN if known else 0.0
        tails = (*state.tails, block[-1])
    else:
        gain = bonds.of(state.tails[column], block[0])
        tails = (*state.tails[:column], block[-1], *state.tails[column + 1 :])
    turn = (state.turn + 1) % known if known else 0
    if column != turn and column != known:
        gain -= weights.OUT_OF_TURN if (column - turn) % known == 1 else 2 * weights.OUT_OF_TURN
    return _State(state.score + gain, tails, column, (*state.laid, column))


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that extraction kept together: no white space between them, where it puts any."""
    parted = sum(row.gap > 0 for row in rows) > 0.3 * len(rows)
    out: list[list[Row]] = []
    for row in rows:
        if out and parted and not row.gap:
            out[-1].append(row)
        else:
            out.append([row])
    return out
