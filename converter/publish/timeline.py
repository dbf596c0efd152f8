"""Takes the dates of an index; writes down how many mentions fall on each day, month, year or decade. Promises: a scale that fits what there is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from lxml import etree

from converter.publish.entries import Entry
from converter.publish.indexes import start_of
from converter.publish.reading import EDITION

_SHAPE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?(?!\d))?")  # a day, a month or a year; of 2020-W51 the year
_MOST = 62  # bars: two months of days; more cannot be told apart on a telephone


def add_timeline(holder: etree._Element, dates: Sequence[Entry]) -> None:
    """One or two `timeline` elements with a `bar` for each step (n: its place, count, label: ISO), and the marks of the scale.

    The first shows the whole time, but for the few mentions that lie far outside (1196 in a newspaper of today); the second, where it is
    finer, the time of most mentions. None for fewer than three dates with a year.
    """
    starts: Counter[str] = Counter()
    for entry in dates:
        start = _SHAPE.match(start_of(entry))
        if start:
            starts[start[0]] += len(entry.found)
    if len(starts) < 3:
        return
    most = _middle(starts, 0.02)
    whole = _Scale.fitting(most, share=1)
    whole.write(holder, most)
    near = _middle(starts, 0.1)
    finer = _Scale.fitting(near, share=0.5) if len(near) > 2 else whole
    if finer.length > whole.length:
        finer.write(holder, near)


class _Scale:
    """A row of steps. length: characters of an ISO date that tell a step: 10 day, 7 month, 4 year, 3 decade, 2 century."""

    def __init__(self, length: int, steps: list[str]) -> None:
        self.length, self.steps = length, steps

    @classmethod
    def fitting(cls, starts: Counter[str], share: float) -> _Scale:
        """The finest scale that takes the span in at most _MOST steps, and for which that share of the mentions is exact enough."""
        for length, steps in ((10, _days), (7, _months), (4, _years), (3, _decades)):
            exact = [start for start in starts if len(start) >= length]
            told = sum(starts[start] for start in exact)
            if told and told >= share * starts.total() and _fits(row := steps(min(exact), max(exact))):
                return cls(length, row)
        return cls(2, _centuries(min(starts), max(starts)))

    def write(self, holder: etree._Element, starts: Counter[str]) -> None:
        counts: Counter[str] = Counter()
        for start, count in starts.items():
            if len(start) >= self.length:
                counts[start[: self.length]] += count
        unit = {10: "day", 7: "month", 4: "year", 3: "decade", 2: "century"}[self.length]
        told = {"unit": unit, "from": self._iso(self.steps[0]), "to": self._iso(self.steps[-1]), "steps": str(len(self.steps))}
        timeline = etree.SubElement(holder, EDITION + "timeline", told)
        timeline.set("most", str(max(counts.values())))
        timeline.set("count", str(sum(counts.values())))
        for n, step in enumerate(self.steps):
            if counts[step]:
                etree.SubElement(timeline, EDITION + "bar", {"n": str(n), "count": str(counts[step]), "label": self._iso(step)})

    def _iso(self, step: str) -> str:
        return step + "0" * (4 - len(step))


def _fits(steps: list[str]) -> bool:
    return 0 < len(steps) <= _MOST


def _middle(starts: Counter[str], without: float) -> Counter[str]:
    """The mentions but for that share of the earliest and of the latest."""
    total, seen, kept = sum(starts.values()), 0, Counter[str]()
    for start in sorted(starts):
        if seen + starts[start] > total * without and seen < total * (1 - without):
            kept[start] = starts[start]
        seen += starts[start]
    return kept


def _days(first: str, last: str) -> list[str]:
    """Each day from the first to the last; none where the calendar has no such day."""
    try:
        start, end = (date.fromisoformat(one) for one in (first, last))
    except ValueError:
        return []
    return [(start + timedelta(n)).isoformat() for n in range(min((end - start).days + 1, _MOST + 1))]


def _months(first: str, last: str) -> list[str]:
    start, end = (int(one[:4]) * 12 + int(one[5:7] or 1) - 1 for one in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, min(end, start + _MOST) + 1)]


def _years(first: str, last: str) -> list[str]:
    return [f"{n:04d}" for n in range(int(first[:4]), min(int(last[:4]), int(first[:4]) + _MOST) + 1)]


def _decades(first: str, last: str) -> list[str]:
    return [f"{n:03d}" for n in range(int(first[:3]), min(int(last[:3]), int(first[:3]) + _MOST) + 1)]


def _centuries(first: str, last: str) -> list[str]:
    return [f"{n:02d}" for n in range(int(first[:2]), int(last[:2]) + 1)]
