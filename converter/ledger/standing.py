"""Takes the ledger of a run and says how it stands with its issues: what waits, what failed, what is doubtful."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from converter.task import Failure

_DOUBT = "code GLOB '[EW]*'"  # more than information
_FAILED = "FROM tasks WHERE planned = ? AND state = 'failed'"
_DONE = "FROM tasks WHERE planned = ? AND state = 'done'"


@dataclass(frozen=True, slots=True)
class Failed:
    """A task that has no output, with the reason."""

    key: str
    inputs: tuple[str, ...]
    failure: Failure


@dataclass(frozen=True, slots=True)
class Standing:
    """failures: issues without output, of this run and left from earlier ones; first: some of them; overtaken: failures that keep the output of an
    earlier state; with_errors: issues whose material has errors; left: not begun; doubtful: issues with warnings or errors; codes: of these, the
    most frequent with the number of issues that have each.
    """

    failures: int
    first: tuple[Failed, ...]
    overtaken: int
    with_errors: int
    left: int
    doubtful: int
    codes: tuple[tuple[str, int], ...]


def standing(ledger: sqlite3.Connection, run: int, most: int) -> Standing:
    """most: failures and codes that are told one by one."""
    first = ledger.execute(f"SELECT key, inputs, error, what, place, hint {_FAILED} ORDER BY id LIMIT ?", (run, most))
    codes = ledger.execute(
        f"SELECT code, count(*) AS issues FROM notices JOIN tasks ON tasks.id = task WHERE planned = ? AND state = 'done' AND {_DOUBT}"
        " GROUP BY code ORDER BY issues DESC, code LIMIT ?",
        (run, most),
    )
    return Standing(
        failures=_count(ledger, _FAILED, run),
        first=tuple(Failed(row["key"], tuple(json.loads(row["inputs"])), Failure(*tuple(row)[2:])) for row in first),
        overtaken=_count(ledger, f"{_FAILED} AND id IN (SELECT task FROM outputs)", run),
        with_errors=_count(ledger, f"{_DONE} AND id IN (SELECT task FROM notices WHERE code LIKE 'E%')", run),
        left=waiting(ledger, run),
        doubtful=_count(ledger, f"{_DONE} AND id IN (SELECT task FROM notices WHERE {_DOUBT})", run),
        codes=tuple((str(code), int(issues)) for code, issues in codes),
    )


def others(ledger: sqlite3.Connection, run: int, made_with: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """What issues of a run were made with that are done and stay, where that is not what the run makes them with: version, and choices in JSON.

    made_with: version and digest of the choices of the run; the most frequent first, three at most.
    """
    asked = (
        "SELECT version, (SELECT said FROM runs WHERE runs.choices = tasks.choices ORDER BY runs.id DESC LIMIT 1) AS said, count(*) AS issues"
        f" {_DONE} AND (version, choices) != (?, ?) GROUP BY version, choices ORDER BY issues DESC, version, choices LIMIT 3"
    )
    return tuple((str(version), str(said or "{}")) for version, said, _ in ledger.execute(asked, (run, *made_with)))


def waiting(ledger: sqlite3.Connection, run: int) -> int:
    """How many issues of a run are still to be made."""
    return _count(ledger, "FROM tasks WHERE planned = ? AND state IN ('waiting', 'begun')", run)


def _count(ledger: sqlite3.Connection, which: str, run: int) -> int:
    (count,) = ledger.execute(f"SELECT count(*) {which}", (run,)).fetchone()
    return int(count)
