"""Takes rows, gives each its role: display, fixed (byline, furniture) or first, middle, last or only row of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from converter.segment import weights
from converter.segment.bylines import bracketed_byline
from converter.segment.captions import credit_start, opens_as_caption
from converter.segment.datelines import opens_with_dateline
from converter.segment.formulas import jump_from_end, opens_note
from converter.segment.measures import local_measures
from converter.segment.rows import CLOSERS, FULL_STOPS, OLD_STOPS, Row, is_punctuated

DISPLAY, FIXED, ONLY, FIRST, MIDDLE, LAST = range(6)
_MARKS = str.maketrans("", "", "，、,")


@dataclass(frozen=True, slots=True)
class Setting:
    """How the page is set. grid: each character on its square, also 、 at the start of a line (before 1949); gaps: white space parts paragraphs.

    marked: the source keeps the two blanks that open a paragraph.
    """

    grid: bool
    gaps: bool
    indented: bool = True
    even: float = weights.EVEN
    worn: bool = False
    marked: bool = False

    @property
    def stops(self) -> str:
        return OLD_STOPS if self.grid else FULL_STOPS


def setting_of(rows: Sequence[Row]) -> Setting:
    forbidden = sum(row.text[:1] in "、，。；" for row in rows)
    grid = len(rows) > 10 and forbidden > 0.02 * len(rows)
    stops = OLD_STOPS if grid else FULL_STOPS
    after_gap = [before.is_over(stops) for before, row in pairwise(rows) if row.gap]
    without = [before.is_over(stops) for before, row in pairwise(rows) if not row.gap]
    # where each row, or none, has white space above it, it parts nothing
    gaps = (
        bool(after_gap and without) and len(without) > len(after_gap) and sum(after_gap) * len(without) > 3 * sum(without) * len(after_gap)
    )
    return Setting(grid, gaps, _is_indented(rows, stops), _evenness(rows, stops), grid and _is_worn(rows, stops), _is_marked(rows))


def _is_marked(rows: Sequence[Row]) -> bool:
    """Whether blanks open paragraphs: before some rows, and far from all of them."""
    marked = sum(row.indented for row in rows)
    return marked >= 3 and marked < 0.6 * len(rows)


def _evenness(rows: Sequence[Row], stops: str) -> float:
    """Em by which full rows of one column may differ: more where extraction or OCR dropped characters."""
    steps = sorted(abs(one.width - two.width) for one, two in pairwise(rows) if not one.is_over(stops) and not two.is_over(stops))
    usual = steps[len(steps) // 2] if len(steps) > 60 else 0.0
    return min(weights.MOST_UNEVEN, 1.2 * usual) if usual > weights.RAGGED else weights.EVEN


def _is_worn(rows: Sequence[Row], stops: str) -> bool:
    """Whether full rows of a grid are so often one square off that characters must have been lost: then no square counts for much."""
    pairs = [
        abs(one.width - two.width)
        for one, two in pairwise(rows)
        if not one.is_over(stops) and not two.is_over(stops) and min(one.width, two.width) > 5
    ]
    return len(pairs) > 60 and sum(0.4 < step < 1.6 for step in pairs) > weights.WORN * len(pairs)


def _is_indented(rows: Sequence[Row], stops: str) -> bool:
    """Whether the row after a short last row is, as a rule, shorter than the full row that follows it."""
    seen = [
        second.width - first.width
        for before, first, second in zip(rows, rows[1:], rows[2:], strict=False)
        if before.is_over(stops) and before.width < second.width - 2 and second.width > 6 and abs(second.width - first.width) < 3
    ]
    return len(seen) < 4 or sum(step >= 0.8 for step in seen) * 2 > len(seen)


Back = tuple[int, int]  # state of the row before, index of its measure
_State = dict[Back, tuple[float, Back | None]]  # role and measure -> cost so far, where from


def assign_roles(rows: Sequence[Row], fixed: Sequence[bool], setting: Setting) -> list[tuple[int, float]]:
    """For each row its role and the measure (em) of the paragraph it stands in (0 for display): the cheapest reading of the page.

    A Viterbi search; linear in the rows, since a row knows at most LOCAL_MEASURES measures.
    """
    if not rows:
        return []
    measures = local_measures(rows, setting.even)
    table: list[_State] = []
    before: _State = {(FIXED, 0): (0.0, None)}
    widths: tuple[float, ...] = ()
    stop_before = 0.0
    for at, row in enumerate(rows):
        slack = _unbreakable(rows[at + 1].text) if at + 1 < len(rows) else 0.0
        ahead = row.text + "".join(later.text for later in rows[at + 1 : at + 4] if row.width < 12 or row.text[:1] in "（(")
        costs = _Costs(row, ahead, slack, setting, measures[at])
        before = _step(before, widths, measures[at], costs, bool(fixed[at]), stop_before)
        widths, stop_before = measures[at], costs.stop
        table.append(before)
    state = min(before, key=lambda key: before[key][0] + (weights.OPEN_END if key[0] in (FIRST, MIDDLE) else 0))
    out: list[tuple[int, float]] = []
    for at in range(len(rows) - 1, -1, -1):
        role, measure = state
        out.append((role, measures[at][measure] if role >= FIRST else 0.0))
        came = table[at][state][1]
        if came is None:
            break
        state = came
    return out[::-1]


class _Costs:
    """What it costs that one row plays a role, apart from its neighbours."""

    __slots__ = (
        "display",
        "even",
        "full_end",
        "go_on",
        "grid",
        "last",
        "no_indent",
        "only",
        "open_full",
        "slack",
        "start",
        "stop",
        "strict",
        "width",
    )

    def __init__(self, row: Row, ahead: str, slack: float, setting: Setting, measures: tuple[float, ...]) -> None:
        text, width = row.text, row.width
        over = row.is_over(setting.stops) or credit_start(text) is not None
        middle = weights.STARTS_IN_MIDDLE if row.goes_on_before else 0.0
        forced = weights.FORCED if _opens(ahead) or opens_as_caption(text) else 0.0
        gap = setting.gaps and row.gap > 0
        no_gap = weights.NO_GAP if setting.gaps and not row.gap else 0.0
        open_end = 0.0 if over else weights.OLD_OPEN_END if setting.grid else weights.OPEN_END
        if text[-1:] in "：:":
            open_end = weights.COLON_END
        elif text[-1:] in "）)" and not over and is_punctuated(text):
            open_end = min(open_end, weights.BRACKET_END)
        self.open_full = 0.0 if over or not setting.grid else weights.OLD_FULL_OPEN_END - weights.OLD_OPEN_END
        unbroken = 0.0 if is_punctuated(text) else min(2.0, weights.UNBROKEN * width)
        self.width = width
        self.slack = slack
        self.grid = setting.grid
        self.strict = setting.grid and not setting.worn
        self.even = setting.even
        self.no_indent = weights.NO_INDENT if setting.indented else weights.PLAIN_START
        # told of the row itself, paid by a paragraph that goes on after it
        self.stop = (weights.OLD_STOP_INSIDE if setting.grid else weights.STOP_INSIDE) if row.is_over(setting.stops) else 0.0
        self.start = middle + no_gap + unbroken
        self.go_on = forced + unbroken + (weights.GAP if gap else 0.0)
        marked_display = 0.0
        if setting.marked and row.indented:
            self.go_on += weights.MARKED_INSIDE
            marked_display = weights.MARKED_DISPLAY
        elif setting.marked:
            self.start += weights.UNMARKED
        self.last = weights.LAST_ROW + open_end
        self.full_end = weights.FULL_END
        self.only = weights.SINGLE + self.start + open_end * (1.5 if setting.grid else 1.0)
        if measures and width > max(measures) + 1.0:
            self.only += 1.0
        self.display = _display_cost(row, setting, measures) + middle + forced + marked_display


def _opens(text: str) -> bool:
    """本报讯, （记者 刘子璇） 12月18日……, （上接第一版）……, 编者按：: what always opens a paragraph of text."""
    if opens_with_dateline(text) or opens_note(text) or jump_from_end(text):
        return True
    byline = bracketed_byline(text) if text[:1] in "（(" else None
    return byline is not None and byline[1] < len(text)


_TOKEN = re.compile(r"[（(“「《『]*[0-9A-Za-z.,%—–-]{2,}")


def _unbreakable(text: str) -> float:
    """Em at the start of a row that could not be broken: the row above ends early rather than part a number or a Latin word."""
    found = _TOKEN.match(text)
    return 0.6 * len(found.group()) if found else 0.0


def _display_cost(row: Row, setting: Setting, measures: tuple[float, ...]) -> float:
    text = row.text
    cost = weights.DISPLAY
    bare = text.rstrip(CLOSERS) or text
    if bare[-1:] in ("。" if setting.grid else "。…"):
        cost += weights.STOP_IN_DISPLAY
    elif "。" in bare:
        cost += weights.STOP_WITHIN_DISPLAY
    marks = len(text) - len(text.translate(_MARKS))
    cost += min(3, marks) * weights.MARK_IN_DISPLAY * (2 if setting.grid else 1)
    if bare[-1:] in "？！?!":
        cost += weights.QUESTION_IN_DISPLAY
    if text[-1:] in "：:" or (text[-1:] == "—" and not text.endswith("——")):
        cost += weights.COLON_DISPLAY
    if text[-1:] in "、，,；":
        cost += weights.OPEN_DISPLAY * (0.5 if setting.grid else 1)
    if measures and abs(row.width - measures[0]) <= setting.even:
        cost += weights.EVEN_DISPLAY * (0.5 if setting.grid else 1)
    if setting.grid and "\u3000" in text and not is_punctuated(text):
        cost += weights.SPACED_DISPLAY
    if row.doubled:
        cost += weights.OVERPRINT
    if text.startswith(("——", "—")):
        cost += weights.DASH_DECK
    return cost


def _step(before: _State, widths: tuple[float, ...], measures: tuple[float, ...], costs: _Costs, fixed: bool, stop_before: float) -> _State:
    ended = [(cost, key) for key, (cost, _) in before.items() if key[0] in (DISPLAY, FIXED, ONLY, LAST)]
    best_end, best_key = min(ended, default=(inf, (FIXED, 0)))
    out: _State = {}
    if fixed:
        # what stands in the middle of a paragraph may be cut by furniture, at a price
        cost, key = min([(best_end, best_key), *((c + weights.OPEN_END, k) for k, (c, _) in before.items() if k[0] in (FIRST, MIDDLE))])
        return {(FIXED, 0): (cost, key)}
    into_display = [(cost + (0.0 if key[0] in (DISPLAY, FIXED) else 1.0), key) for cost, key in ended]
    into_display += [(cost + weights.OPEN_END + 2, key) for key, (cost, _) in before.items() if key[0] in (FIRST, MIDDLE)]
    cost, key = min(into_display)
    out[DISPLAY, 0] = cost + costs.display, key
    out[ONLY, 0] = best_end + costs.only, best_key
    for index, measure in enumerate(measures):
        _paragraph_states(out, before, ended, widths, index, measure, costs, stop_before)
    return out


def _paragraph_states(
    out: _State,
    before: _State,
    ended: list[tuple[float, Back]],
    widths: tuple[float, ...],
    index: int,
    measure: float,
    costs: _Costs,
    stop_before: float,
) -> None:
    off = costs.width - measure
    even = max(0.0, abs(off) - (weights.GRID_EVEN if costs.strict else costs.even))
    narrow = weights.GRID_OFF_MEASURE if costs.strict else weights.OFF_MEASURE
    full = min(weights.WORST, even * weights.TOO_WIDE if off > 0 else max(0.0, even - costs.slack) * narrow)
    starts = []
    for cost, key in ended:
        change = min(weights.WRAP, 0.45 * abs(widths[key[1]] - measure)) if key[0] == LAST else 0.0
        starts.append((cost + change, key))
    cost, key = min(starts, default=(inf, (FIXED, 0)))
    if costs.strict:
        indented = min(narrow * max(0.0, abs(off + 1) - weights.GRID_EVEN), costs.no_indent + full)
    else:
        indented = min(
            _indented(off, costs.even), _indented(off + costs.slack, costs.even) if off < -2 else weights.WORST, costs.no_indent + full
        )
    out[FIRST, index] = cost + costs.start + min(weights.WORST, indented), key
    inside = [
        (cost + (weights.WRAP if abs(widths[key[1]] - measure) > costs.even + 0.1 else 0.0), key)
        for key, (cost, _) in before.items()
        if key[0] in (FIRST, MIDDLE)
    ]
    if not inside:
        out[MIDDLE, index] = cost + costs.start + weights.INTO_THE_MIDDLE + full, key
        return
    cost, key = min(inside)
    cost += stop_before
    out[MIDDLE, index] = cost + costs.go_on + full, key
    wide = min(weights.WORST, even * weights.TOO_WIDE) if off > 0 else 0.0
    out[LAST, index] = cost + costs.go_on + costs.last + wide + (costs.full_end + costs.open_full if off > -0.8 else 0.0), key


def _indented(off: float, even: float) -> float:
    """A first row is two em shorter than the column, or one and a squeezed comma."""
    return weights.OFF_MEASURE * min(max(0.0, abs(off + 2) - even), max(0.0, abs(off + 1) - even) + 0.3)
