"""Takes the ledger of a run and what became of a task, and enters it in place of what was known: all of it or nothing, whatever ends the process."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from converter.ledger.cells import path_cell, words
from converter.notices import LEVELS
from converter.task import Done, Told

_MADE = (
    "made = ?, version = ?, choices = ?, finished = ?, attempts = ?, seconds = ?, peak_mib = ?, pages = ?, articles = ?, "
    "characters = ?, lost = ?, unassigned = ?, error = ?, what = ?, place = ?, hint = ?"
)


def record(ledger: sqlite3.Connection, task: int, done: Done, run: int, made_with: tuple[str, str]) -> None:
    """task, run: their numbers; made_with: version and digest of the choices of the run. Of what failed the outputs that were there stay known."""
    ledger.execute("SAVEPOINT whole")  # a second Ctrl-C may come between two statements, and what was recorded is kept
    try:
        _enter(ledger, task, done, (run, *made_with))
    except BaseException:
        ledger.execute("ROLLBACK TO whole")
        raise
    finally:
        ledger.execute("RELEASE whole")


def _enter(ledger: sqlite3.Connection, task: int, done: Done, made: tuple[object, ...]) -> None:
    tally, failure = done.tally, done.failure
    counts = (None,) * 5 if failure else (tally.pages, tally.articles, tally.characters, tally.lost, tally.unassigned)
    error = (failure.code, words(failure.what), words(failure.where), words(failure.hint)) if failure else (None,) * 4
    times = (now(), done.attempts, round(done.seconds, 3), round(done.peak_mib, 1))
    ledger.execute(
        f"UPDATE tasks SET {_MADE}, state = ? WHERE id = ?", (*made, *times, *counts, *error, "failed" if failure else "done", task)
    )
    _replace(ledger, "read", task, [(path_cell(file.path), file.size, file.mtime_ns, file.sha256) for file in done.read])
    _replace(ledger, "entities", task, sorted(tally.entities.items()))
    _replace(ledger, "notices", task, list(map(_notice, done.notices)))
    if not failure:
        _replace(ledger, "outputs", task, done.outputs)


def now() -> str:
    """For people and reports: no output depends on it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _replace(ledger: sqlite3.Connection, table: str, task: int, rows: Sequence[tuple[object, ...]]) -> None:
    ledger.execute(f"DELETE FROM {table} WHERE task = ?", (task,))
    if rows:
        places = ", ".join("?" * (1 + len(rows[0])))
        ledger.executemany(f"INSERT INTO {table} VALUES ({places})", [(task, *row) for row in rows])


def _notice(told: Told) -> tuple[object, ...]:
    return told.code, told.count, words(told.where), "" if LEVELS[told.code[0]] == "info" else words(told.message)
