"""Takes rows, gives for each of them the column measures (in em) that rows around it show: full rows of one column come out even."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from converter.segment import weights
from converter.segment.rows import Row


def local_measures(rows: Sequence[Row]) -> list[tuple[float, ...]]:
    """For each row up to four measures, the best supported first; none where no width repeats itself nearby."""
    half = [round(row.width * 2) for row in rows]
    window: Counter[int] = Counter(half[: weights.WINDOW])
    out: list[tuple[float, ...]] = []
    for at in range(len(rows)):
        if at + weights.WINDOW < len(rows):
            window[half[at + weights.WINDOW]] += 1
        if at > weights.WINDOW:
            gone = half[at - weights.WINDOW - 1]
            window[gone] -= 1
            if not window[gone]:
                del window[gone]
        known = _peaks(window)
        out.append(known + _pair(rows, at, known))
    return out


def _pair(rows: Sequence[Row], at: int, known: tuple[float, ...]) -> tuple[float, ...]:
    """Two wide rows in sequence that are even are measure enough: captions run under a picture over several columns."""
    for one, other in ((at, at + 1), (at - 1, at), (at - 2, at - 1)):
        if one >= 0 and other < len(rows):
            first, second = rows[one].width, rows[other].width
            widest = max(first, second)
            # rows of 30 em and more may be off by a squeezed comma or two
            if (
                min(first, second) >= 9
                and abs(first - second) <= max(weights.EVEN, widest / 25)
                and all(abs(widest - m) > 1 for m in known)
            ):
                return (widest,)
    return ()


def _peaks(window: Counter[int]) -> tuple[float, ...]:
    get = window.get
    scored = [
        (get(v, 0) * 2 + get(v - 1, 0) + get(v + 1, 0), v)
        for v in window
        if v >= 4 and get(v, 0) + get(v - 1, 0) + get(v + 1, 0) >= weights.SUPPORT
    ]
    scored.sort(reverse=True)
    chosen: list[int] = []
    for _, value in scored:
        # first rows, two em shorter, are no column of their own
        if all(value - other > 2 or other - value > 5 for other in chosen):
            chosen.append(value)
            if len(chosen) == weights.LOCAL_MEASURES:
                break
    return tuple(value / 2 for value in chosen)
