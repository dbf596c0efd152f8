"""Takes rows, gives for each of them the column measures (in em) that rows around it show: full rows of one column come out even."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from converter.segment import weights
from converter.segment.rows import Row

NARROWEST = 4  # half ems


def local_measures(rows: Sequence[Row], even: float = weights.EVEN) -> list[tuple[float, ...]]:
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
        known = _peaks(window, max(1, round(2 * even)))
        out.append(known + _pair(rows, at, known, even))
    return out


def _pair(rows: Sequence[Row], at: int, known: tuple[float, ...], even: float) -> tuple[float, ...]:
    """Two wide rows in sequence that are even are measure enough: captions run under a picture over several columns."""
    for one, other in ((at, at + 1), (at - 1, at), (at - 2, at - 1)):
        if one >= 0 and other < len(rows):
            first, second = rows[one].width, rows[other].width
            widest = max(first, second)
            # rows of 30 em and more may be off by a squeezed comma or two
            if min(first, second) >= 9 and abs(first - second) <= max(even, widest / 25) and all(abs(widest - m) > 1 for m in known):
                return (widest,)
    return ()


def _peaks(window: Counter[int], reach: int) -> tuple[float, ...]:
    """reach: half ems by which rows of one column may differ."""
    get = window.get
    scored = []
    for value, here in window.items():
        near = here + get(value - 1, 0) + get(value + 1, 0)
        for step in range(2, reach + 1):
            near += get(value - step, 0) + get(value + step, 0)
        if value >= NARROWEST and near >= weights.SUPPORT:
            scored.append((near + here, value))
    scored.sort(reverse=True)
    chosen: list[int] = []
    for _, value in scored:
        # first rows, two em shorter, are no column of their own
        if all(value - other > 2 * reach or other - value > 5 for other in chosen):
            chosen.append(value)
            if len(chosen) == weights.LOCAL_MEASURES:
                break
    return tuple(value / 2 for value in chosen)
