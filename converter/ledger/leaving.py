"""Takes the ledger of a run that has found all its inputs, and where it looked; settles what earlier runs left: what can never be made is struck out.

An issue that was looked for where it was, and is not there any more, has departed: its outputs stay, and are known as such. A record
without any output that nobody can try again, as its input was renamed, corrected, or taken into another issue, would be told for ever.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converter.ledger.planning import gone

_BESIDE = ("read", "entities", "notices", "outputs")  # tables with rows of tasks
_EARLIER = """
SELECT id, key, inputs, planned, left_by, stated IS NOT NULL AS listed, state IN ('waiting', 'failed') AND NOT EXISTS (SELECT 1 FROM outputs WHERE task = tasks.id)
  AS idle FROM tasks WHERE planned < ? ORDER BY id
"""
_TAKEN = f"SELECT id, key, idle FROM ({_EARLIER}) WHERE coalesce(left_by, 0) <= planned AND id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Looked:
    """Where a run looked for issues.

    whole: addresses of folders of which it named all, and of its manifest; partly: folders of which it named some files, so that only
    what is gone is known to be gone; listed: it had a manifest, which may name files of any place.
    """

    whole: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Departed:
    """An issue of an earlier run that is found no longer. missing: that of its inputs that is gone; None where they are there, but another issue's, or none's."""

    key: str
    missing: str | None


def settle(ledger: sqlite3.Connection, run: int, looked: Looked) -> Iterator[Departed]:
    """Gives what has departed and has an output, one after another, and strikes out what never had one."""
    whole, partly = _Folders(looked.whole), _Folders(looked.partly)
    last = 0
    while rows := ledger.execute(f"{_EARLIER.replace('ORDER', 'AND id > ? ORDER')} LIMIT 1000", (run, last)).fetchall():
        last = rows[-1]["id"]
        for row in rows:
            inputs: list[str] = json.loads(row["inputs"])
            surely = whole.hold(inputs[0])
            if not (surely or partly.hold(inputs[0]) or (looked.listed and row["listed"])):
                continue
            missing = next(gone(inputs), None)
            if missing is None and not surely:
                continue
            if row["idle"]:
                _strike(ledger, [row["id"]])
                continue
            ledger.execute("UPDATE tasks SET left_by = ? WHERE id = ?", (run, row["id"]))
            yield Departed(row["key"], missing)
    yield from _settle_taken(ledger, run, looked)


def _settle_taken(ledger: sqlite3.Connection, run: int, looked: Looked) -> Iterator[Departed]:
    """And what has another name now, under which this run has its page: rows of a manifest that were renamed or put together, another --base.

    What a list does not name any more, and nothing else does, stays: the list of today need not hold what that of yesterday did.
    """
    ledger.execute("CREATE TEMP TABLE IF NOT EXISTS waiting (input TEXT, task INTEGER)")
    ledger.execute("CREATE INDEX IF NOT EXISTS temp.waiting_by_input ON waiting (input)")
    ledger.execute("DELETE FROM waiting")
    found = ledger.execute(
        f"INSERT INTO waiting SELECT json_extract(inputs, '$[0]'), id FROM ({_EARLIER.replace('ORDER BY id', '')}) WHERE idle OR (? AND listed)",
        (run, looked.listed),
    )
    if found.rowcount:
        # the inputs of this run are read once, each looked up among the few that wait
        taken = ledger.execute(
            "SELECT DISTINCT task FROM tasks CROSS JOIN json_each(tasks.inputs) AS named CROSS JOIN waiting ON waiting.input = named.value"
            " WHERE tasks.planned = ?",
            (run,),
        )
        for task, key, idle in ledger.execute(_TAKEN, (run, json.dumps([task for (task,) in taken]))).fetchall():
            if idle:
                _strike(ledger, [task])
                continue
            ledger.execute("UPDATE tasks SET left_by = ? WHERE id = ?", (run, task))
            yield Departed(key, None)


def _strike(ledger: sqlite3.Connection, tasks: Sequence[int]) -> None:
    for table in _BESIDE:
        ledger.executemany(f"DELETE FROM {table} WHERE task = ?", ((task,) for task in tasks))
    ledger.executemany("DELETE FROM tasks WHERE id = ?", ((task,) for task in tasks))


class _Folders:
    """Addresses of folders, and whether another address is one of them or lies in one. A million are asked for: they stay text."""

    def __init__(self, folders: Sequence[str]) -> None:
        """Of an archive the folders stand before its own address: zip://1998::papers.zip."""
        self._all = frozenset(folders)
        packed = [folder.partition("::") for folder in folders if "://" in folder and "::" in folder]
        self._packed = [(_beginning(inside), f"::{archive}") for inside, _, archive in packed]
        self._plain = tuple(_beginning(folder) for folder in folders if not ("://" in folder and "::" in folder))

    def hold(self, address: str) -> bool:
        if address in self._all or address.startswith(self._plain):
            return True
        return any(address.startswith(inside) and address.endswith(archive) for inside, archive in self._packed)


def _beginning(folder: str) -> str:
    """How what lies in a folder begins."""
    if "://" not in folder:
        return folder.rstrip(os.sep) + os.sep
    return folder if folder.endswith("://") else folder.rstrip("/") + "/"
