"""Takes a task as the inputs give it now and what the ledger knows of others, and says whose place or id it would take."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress

from converter.errors import ConverterError
from converter.ledger.cells import path_of
from converter.places import place_of
from converter.task import Failure, Task

_HOLDS = "(state != 'failed' OR EXISTS (SELECT 1 FROM outputs WHERE task = tasks.id))"  # what failed and has no output keeps nothing
_EDITION = "EXISTS (SELECT 1 FROM outputs WHERE task = tasks.id AND substr(path, 1, length(key) + 1) = key || '/')"


def clash(ledger: sqlite3.Connection, row: sqlite3.Row | None, folded: str, task: Task, run: int) -> Failure | None:
    """Why the task may not be made. row: of an earlier run than `run` that had its key (`folded`, without regard to case)."""
    if row is None and (edition := _inside(ledger, folded)):
        what = f"would go into the edition {edition['key']}, which was made of {json.loads(edition['inputs'])[0]}"
        return Failure("E-BAT-10", what, task.inputs[0], "rename that page or the folder of this one, or choose another -o")
    if row is None and (edition := _around(ledger, folded)):
        what = f"would have the edition {edition['key']} in it, which was made of {json.loads(edition['inputs'])[0]}"
        return Failure("E-BAT-10", what, task.inputs[0], "choose another -o: pages that were made one by one stay where they are")
    if row and (other := _displaced(ledger, row, task)):
        what = f"would go to {row['key']}, which was made of {other} before; that is still there, and not named for it now"
        hint = "choose another -o, or name with --base a folder above both; of an issue of several pages name all, or its folder"
        return Failure("E-BAT-10", what, task.inputs[0], hint)
    for same in ledger.execute(f"SELECT key, inputs, planned FROM tasks WHERE issue = ? AND folded != ? AND {_HOLDS}", (task.id, folded)):
        inputs = json.loads(same["inputs"])
        if not any(map(_there, inputs)) or (same["planned"] != run and set(inputs) & set(task.inputs)):
            continue  # it was moved or renamed, and this one may be it
        what = f"would have the id {task.id}, as {same['key']} has"
        hint = "an id is of one issue: take it out of the edition.toml or the manifest, or list all pages of the issue there"
        return Failure("E-BAT-07", what, hint=hint)
    return None


def _inside(ledger: sqlite3.Connection, folded: str) -> sqlite3.Row | None:
    """The whole edition in whose folder the place lies: page-01.txt was made before there was a folder page-01."""
    parts = folded.split("/")
    for n in range(1, len(parts)):
        asked = f"SELECT key, inputs FROM tasks WHERE folded = ? AND {_EDITION}"
        if found := ledger.execute(asked, ("/".join(parts[:n]),)).fetchone():
            return found  # type: ignore[no-any-return]
    return None


def _around(ledger: sqlite3.Connection, folded: str) -> sqlite3.Row | None:
    """A whole edition that lies in the folder where the place is."""
    asked = f"SELECT key, inputs FROM tasks WHERE folded > ? AND folded < ? AND {_EDITION} LIMIT 1"
    found: sqlite3.Row | None = ledger.execute(asked, (f"{folded}/", f"{folded}0")).fetchone()  # 0 comes after /
    return found


def _displaced(ledger: sqlite3.Connection, row: sqlite3.Row, task: Task) -> str | None:
    """An input of before that nobody took away from the issue: it is there, and no metadata say that it belongs to it no longer."""
    before = [path for path in json.loads(row["inputs"]) if path not in (*task.inputs, task.metadata_file)]
    holds = ledger.execute(f"SELECT 1 FROM tasks WHERE id = ? AND {_HOLDS}", (row["id"],)).fetchone()
    if not before or not holds or _listed_anew(ledger, row, task):
        return None
    return next((path for path in before if _there(path)), None)


def _listed_anew(ledger: sqlite3.Connection, row: sqlite3.Row, task: Task) -> bool:
    """Whether the list that the issue is made by is another one than before: pages may leave it, but all others must not."""
    if not set(json.loads(row["inputs"])) & set(task.inputs):
        return False
    if row["stated"] or task.stated:
        return True
    toml = row["metadata_file"]
    if toml is None or task.metadata_file != path_of(toml):
        return True
    known = ledger.execute("SELECT size, mtime_ns FROM read WHERE task = ? AND path = ?", (row["id"], toml)).fetchone()
    with suppress(OSError, ConverterError):
        stat = place_of(task.metadata_file).stat()
        return known is None or tuple(known) != (stat.st_size, stat.st_mtime_ns)
    return True


def _there(path: str) -> bool:
    """A place that does not answer may hold it still."""
    try:
        return place_of(path).exists()
    except ConverterError:
        return True
