"""The ledger of a batch: what is to be made, and of each issue what became of it. Only the process that runs the batch writes it."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from converter.errors import UsageError
from converter.failures import UNREACHED
from converter.ledger.belonging import base_cell, bases_of, check_belonging
from converter.ledger.cells import json_cell, path_cell, path_of, words
from converter.ledger.clashes import clash
from converter.ledger.leaving import Departed, Looked, settle
from converter.ledger.moving import apart, known_as, settle_moved
from converter.ledger.planning import TO_DO, Verdict, verdict
from converter.ledger.recording import now, record
from converter.ledger.schema import close, open_to_read, open_to_write, refusal
from converter.ledger.standing import Failed, Standing, others, standing, waiting
from converter.own_names import LEDGER, LOCK
from converter.places import Place
from converter.storage.locking import held
from converter.task import Done, Failure, Task

__all__ = ["LEDGER", "TO_DO", "Departed", "Failed", "Ledger", "Looked", "Run", "Standing", "Verdict", "open_to_read"]

_RENAME = "rename one of the two, or its folder"
_TOGETHER = "put the rows of one issue one after the other, or give the two different names"
_WINDOW = 32  # tasks that are taken from the ledger at a time: so many at most may have been begun when a run is killed


@dataclass(frozen=True, slots=True)
class Run:
    """What this run is: the version of broadsheet, the digest of the choices that outputs depend on, and the choices in JSON.

    again: what is to be made again: `failed`, `outdated`, and `blocked`: what failed as its output could not be written.
    """

    version: str
    choices: str
    said: str
    again: frozenset[str] = frozenset()


class Ledger:
    """Open for one run. Each call is a part of a transaction that `commit` ends."""

    def __init__(self, folder: Path, run: Run, outputs: Place | None = None) -> None:
        """folder: its own, which is there; outputs: where they lie, if not in it. Errors: UsageError where another batch is at work on it; those of `open_to_write` and `check_belonging`."""
        self._folder, self._run, self._outputs = folder, run, outputs or folder
        self._hold = held(folder / LOCK)
        if not self._hold.__enter__():
            raise UsageError("another batch is at work here", where=str(folder), hint="wait until it has ended, or choose another -o")
        try:
            self._ledger = open_to_write(folder)
            try:
                self._id = self._begun(run)
            except BaseException:
                close(self._ledger)
                raise
        except BaseException:
            self._hold.__exit__(None, None, None)
            raise

    def _begun(self, run: Run) -> int:
        """The number of this run."""
        lie = check_belonging(self._ledger, self._folder, self._outputs)
        said = (now(), run.version, run.choices, json_cell(run.said), lie)
        self._ledger.execute("BEGIN")
        asked = "INSERT INTO runs (began, version, choices, said, outputs) VALUES (?, ?, ?, ?, ?) RETURNING id"
        (number,) = self._ledger.execute(asked, said).fetchone()
        self.commit()
        return int(number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """What was recorded is kept; the run has an end only where `end` was called."""
        try:
            if isinstance(error, sqlite3.Error):
                raise refusal(error, self._folder / LEDGER) from error
            self._ledger.execute("COMMIT")
        finally:
            close(self._ledger)
            self._hold.__exit__(kind, error, trace)

    def commit(self) -> None:
        """What was recorded so far outlasts this process."""
        self._ledger.execute("COMMIT")
        self._ledger.execute("BEGIN")

    def end(self, ending: str) -> None:
        """ending: finished, strict, interrupted."""
        self._ledger.execute("UPDATE runs SET ended = ?, ending = ? WHERE id = ?", (now(), ending, self._id))
        self.commit()

    def bases(self) -> list[Place]:
        """The folders from which runs counted the places of outputs, the last one first."""
        return list(bases_of(self._ledger, self._folder))

    def counts_from(self, base: Place) -> None:
        """Notes it for the runs to come."""
        self._ledger.execute("UPDATE runs SET base = ? WHERE id = ?", (base_cell(base, self._folder), self._id))

    def forms(self) -> set[tuple[str, bool]]:
        """What stands in the folder: `tei` or `edition`, and whether of whole folders."""
        # the tasks are gone through once, however many runs there were
        made = "SELECT DISTINCT made FROM tasks WHERE state = 'done'"
        asked = (
            f"SELECT DISTINCT json_extract(said, '$.form'), coalesce(json_extract(said, '$.together'), 0) FROM runs WHERE id IN ({made})"
        )
        return {(str(form), bool(together)) for form, together in self._ledger.execute(asked)}

    # --- what is to be made ------------------------------------------------------------------------

    def plan(self, task: Task, failure: Failure | None = None) -> Verdict:
        """Enters a task, or finds it again. failure: why it cannot be made. One that was planned in this run already is not entered twice.

        Another one that would go to the same place is entered under a key of its own, as failed.
        """
        task = task if failure else known_as(self._ledger, task, _inputs(task))
        folded = _folded(task.key)
        row = self._row(folded)
        if row and _planned(row)[0] != task.inputs and settle_moved(self._ledger, row, task):
            row = self._row(folded)
        if row and row["planned"] == self._id:
            if (row["key"], *_planned(row)) == (task.key, task.inputs, task.metadata_file):
                return "twice"
            what = f"would go to {row['key']}, where {json.loads(row['inputs'])[0]} goes"
            return self._clash(task, Failure("E-BAT-10", what, task.inputs[0], _RENAME if task.stated is None else _TOGETHER))
        if failure and failure.code == UNREACHED and row and row["state"] == "done" and _planned(row)[0] == task.inputs:
            self._ledger.execute("UPDATE tasks SET planned = ? WHERE id = ?", (self._id, row["id"]))
            return "kept"  # nobody can say that it changed
        if failure and row and not _is_same(row, task):  # it cannot be made at all: that is what there is to say
            return self._clash(task, failure)
        if failure is None and (refused := clash(self._ledger, row, folded, task, self._id)):
            return self._clash(task, refused)
        found: Verdict = (
            verdict(self._ledger, row, self._outputs, (self._run.version, self._run.choices), self._run.again) if row else "new"
        )
        if row and found not in ("again", "new") and (*_planned(row), row["stated"]) != (task.inputs, task.metadata_file, _stated(task)):
            found = "changed"
        state = row["state"] if row and (found not in TO_DO or row["state"] == "begun") else "waiting"
        toml = task.metadata_file and path_cell(task.metadata_file)
        values = (task.key, folded, self._id, state, _inputs(task), toml, _stated(task), task.id, json_cell(task.told))
        self._ledger.execute(
            "INSERT INTO tasks (key, folded, planned, state, inputs, metadata_file, stated, issue, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (folded) DO UPDATE SET planned = excluded.planned, state = excluded.state, inputs = excluded.inputs,"
            " metadata_file = excluded.metadata_file, stated = excluded.stated, issue = excluded.issue, told = excluded.told",
            values,
        )
        if failure:
            self.record(Done(task.key, failure, attempts=0))
            return "refused"
        return found

    def _row(self, folded: str) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._ledger.execute("SELECT * FROM tasks WHERE folded = ?", (folded,)).fetchone()
        return found

    def _clash(self, task: Task, failure: Failure) -> Verdict:
        """Enters a task that may not be made where it would go, under a key that nobody else has."""
        own = replace(task, key=f"{task.key}{apart(_inputs(task))}", id=None)
        return self.plan(own, replace(failure, where=failure.where or task.inputs[0]))

    def outputs(self, keys: Iterable[str]) -> list[str]:
        """Paths of the outputs that are known of these tasks, if they were planned before."""
        asked = "SELECT outputs.path FROM tasks JOIN outputs ON outputs.task = tasks.id WHERE folded = ?"
        return [str(path) for key in keys for (path,) in self._ledger.execute(asked, (_folded(key),))]

    def to_do(self) -> int:
        """How many tasks of this run wait."""
        return waiting(self._ledger, self._id)

    @property
    def said(self) -> str:
        """The choices of this run, in JSON."""
        return self._run.said

    def others(self) -> tuple[tuple[str, str], ...]:
        """Version and choices of what stays as it was made: see `standing.others`."""
        return others(self._ledger, self._id, (self._run.version, self._run.choices))

    def tasks(self) -> Generator[Task]:
        """Those that wait, in the order in which they were planned, a few in memory at a time. Each is marked as begun before it is given."""
        last = 0
        while rows := self._ledger.execute(
            "SELECT * FROM tasks WHERE planned = ? AND state IN ('waiting', 'begun') AND id > ? ORDER BY id LIMIT ?",
            (self._id, last, _WINDOW),
        ).fetchall():
            last = rows[-1]["id"]
            self._mark([(row["id"], "begun") for row in rows])
            self.commit()
            left = [(row["id"], row["state"]) for row in rows]
            try:
                for row in rows:
                    del left[0]
                    yield self._task(row)
            finally:
                self._mark(left)  # the run stops here: these were not even begun

    def half_made(self) -> list[str]:
        """The keys of tasks of which something half-made may lie where their output goes: a run was killed that had them in hand, or a worker was
        lost with them, in this run or in one that was killed before it could clear that away."""
        lost = "(attempts > 1 OR error IN ('E-BAT-01', 'E-BAT-02', 'E-BAT-03'))"
        asked = (
            f"SELECT key FROM tasks WHERE state = 'begun' OR ({lost} AND (made = ? OR made IN (SELECT id FROM runs WHERE ended IS NULL)))"
        )
        return [str(key) for (key,) in self._ledger.execute(asked, (self._id,))]

    def _mark(self, states: Sequence[tuple[int, str]]) -> None:
        self._ledger.executemany("UPDATE tasks SET state = ?2 WHERE id = ?1", states)

    def _task(self, row: sqlite3.Row) -> Task:
        before = self._ledger.execute("SELECT path, sha256 FROM outputs WHERE task = ?", (row["id"],)).fetchall()
        return Task(
            row["key"], *_planned(row), row["stated"], row["issue"], row["told"],
            before=tuple((path, digest) for path, digest in before), begun=row["state"] == "begun",
        )  # fmt: skip

    def settle(self, looked: Looked) -> Iterator[Departed]:
        """When all is planned: see `leaving.settle`."""
        return settle(self._ledger, self._id, looked)

    def passed_over(self, kinds: Iterable[tuple[str, int, str]]) -> None:
        """Enters the files that are no pages: ending, how many, address of the first."""
        rows = ((self._id, words(ending), files, words(first)) for ending, files, first in kinds)
        self._ledger.executemany("INSERT INTO passed_over VALUES (?, ?, ?, ?)", rows)

    # --- what became of it -------------------------------------------------------------------------

    def record(self, done: Done) -> None:
        """Enters what became of a task, in place of what was known of it. Of one that failed the outputs that were there stay known."""
        (task,) = self._ledger.execute("SELECT id FROM tasks WHERE folded = ?", (_folded(done.key),)).fetchone()
        record(self._ledger, task, done, self._id, (self._run.version, self._run.choices))

    def standing(self, most: int) -> Standing:
        """How it stands with the issues of this run. most: failures and codes that are told one by one."""
        return standing(self._ledger, self._id, most)


def _inputs(task: Task) -> str:
    return json_cell(json.dumps(task.inputs, ensure_ascii=False))


def _stated(task: Task) -> str | None:
    return task.stated and json_cell(task.stated)


def _is_same(row: sqlite3.Row, task: Task) -> bool:
    """Whether a task that cannot be made is the issue of the row: it has a page of it, or is the list of its pages."""
    inputs, toml = _planned(row)
    return bool({*inputs, toml} & set(task.inputs))


def _planned(row: sqlite3.Row) -> tuple[tuple[str, ...], str | None]:
    return tuple(json.loads(row["inputs"])), row["metadata_file"] and path_of(row["metadata_file"])


def _folded(key: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", key).casefold())
