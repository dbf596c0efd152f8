"""Takes the ledger of a batch and says how long its pages took, and how many of them were made when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from converter.report.figures import RunMade, Step, Stretch, Times

_BOUNDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 60.0, 120.0, 300.0, 600.0)
_STRETCHES = 60  # about so many in all
_SHORTEST, _FEWEST = 5.0, 4  # seconds of a stretch, issues in it in the mean: what is less is chance
_DRAWN = 12  # runs whose course is shown, the last ones
_DAY = 86400.0
_PER_PAGE = "SELECT seconds / max(pages, 1) AS time FROM present WHERE state = 'done' AND seconds IS NOT NULL"
# A run's work is bounded by what it was the last to make: an issue that was made again counts where it was made last.
_MADE = """
SELECT made, sum(state = 'done') AS issues, sum(state = 'failed') AS failed, sum(pages) AS pages, max(julianday(finished)) AS last
  FROM tasks WHERE made IS NOT NULL GROUP BY made
"""
_RUNS = f"""
SELECT runs.*, issues, failed, pages, (last - julianday(began)) * {_DAY} AS worked
  FROM runs LEFT JOIN ({_MADE}) ON made = runs.id ORDER BY runs.id DESC
"""
_IN_RUN = f"""
SELECT min(max(CAST((julianday(finished) - julianday(:began)) * {_DAY} / :width AS INTEGER), 0), :parts - 1) AS part, count(*), sum(pages)
  FROM tasks WHERE made = :run AND state = 'done' AND finished IS NOT NULL GROUP BY part
"""


def runs(ledger: sqlite3.Connection) -> list[RunMade]:
    """The last one first."""
    return [
        RunMade(
            row["id"], row["began"], row["ended"], row["ending"], row["version"], row["choices"], row["said"],
            row["issues"] or 0, row["failed"] or 0, row["pages"] or 0, max(round(row["worked"] or 0.0, 3), 0.0),
        )
        for row in ledger.execute(_RUNS)
    ]  # fmt: skip


def times(ledger: sqlite3.Connection) -> Times | None:
    """None where nothing is done."""
    (number, most) = ledger.execute(f"SELECT count(*), max(time) FROM ({_PER_PAGE})").fetchone()
    if not number:
        return None
    (peak,) = ledger.execute("SELECT max(peak_mib) FROM present WHERE state = 'done'").fetchone()
    return Times(
        number, _at(ledger, (number - 1) // 2), _at(ledger, (number - 1) * 9 // 10), most, peak or 0.0, tuple(_steps(ledger, number))
    )


def _at(ledger: sqlite3.Connection, rank: int) -> float:
    (time,) = ledger.execute(f"{_PER_PAGE} ORDER BY time LIMIT 1 OFFSET ?", (rank,)).fetchone()
    return float(time)


def _steps(ledger: sqlite3.Connection, number: int) -> Iterator[Step]:
    """From the first step that holds issues to the last one."""
    counts = ", ".join(f"sum(time < {bound})" for bound in _BOUNDS)
    below = [0, *ledger.execute(f"SELECT {counts} FROM ({_PER_PAGE})").fetchone(), number]
    bounds = [0.0, *_BOUNDS, None]
    steps = [Step(bounds[n] or 0.0, bounds[n + 1], below[n + 1] - below[n]) for n in range(len(bounds) - 1)]
    held = [n for n, step in enumerate(steps) if step.issues]
    yield from steps[held[0] : held[-1] + 1]


def stretches(ledger: sqlite3.Connection, made: Sequence[RunMade]) -> Iterator[Stretch]:
    """The course of the last runs that made something, each in parts of equal length, the first run first. made: of `runs`."""
    drawn = [run for run in made if run.issues and run.worked][:_DRAWN][::-1]
    whole = sum(run.worked for run in drawn)
    for run in drawn:
        parts = max(min(round(_STRETCHES * run.worked / whole), int(run.worked / _SHORTEST), run.issues // _FEWEST), 1)
        width = run.worked / parts
        asked = {"run": run.run, "began": run.began, "width": width, "parts": parts}
        found = {part: (issues, pages) for part, issues, pages in ledger.execute(_IN_RUN, asked)}
        for part in range(parts):
            yield Stretch(run.run, _later(run.began, part * width), round(width, 3), *found.get(part, (0, 0)))


def _later(began: str, seconds: float) -> str:
    return (datetime.fromisoformat(began).astimezone(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
