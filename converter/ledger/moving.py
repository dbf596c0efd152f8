"""Takes a task as the inputs give it now and finds it in the ledger under the place that it had before: another current folder, another disk.

What was made of the same files stays where it is, with its id, whatever they are called from.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from converter.errors import ConverterError
from converter.ledger.cells import json_cell, path_cell, path_of
from converter.ledger.planning import digest_of
from converter.mirroring import issue_id
from converter.places import place_of
from converter.task import Task


def known_as(ledger: sqlite3.Connection, task: Task, inputs: str) -> Task:
    """The task under the key that the ledger has for it. inputs: as the ledger writes them. What a manifest says stands as it says."""
    if task.stated is not None:
        return task
    found = ledger.execute("SELECT key FROM tasks WHERE inputs = ? AND stated IS NULL ORDER BY state != 'done', id", (inputs,))
    key = next((str(key) for (key,) in found if not key.endswith(apart(inputs))), task.key)
    return task if key == task.key else replace(task, key=key, id=issue_id(key) if task.id == issue_id(task.key) else task.id)


def apart(inputs: str) -> str:
    """What ends the key of a task that may not be made under its own: nobody else has it, and it is no place to keep."""
    return f"-{sha256(inputs.encode()).hexdigest()[:8]}"


def settle_moved(ledger: sqlite3.Connection, row: sqlite3.Row, task: Task) -> bool:
    """Whether all files of a task were moved, with the folders above them, and are the same: then the ledger knows them by their new paths.

    row: of the task. Reads the files; what is there still where it was is no moved one.
    """
    before = tuple(json.loads(row["inputs"]))
    old, new = _tops(before[0], task.inputs[0])
    if (
        row["state"] != "done"
        or len(before) != len(task.inputs)
        or any(_under(path, old, new) != now for path, now in zip(before, task.inputs, strict=True))
    ):
        return False
    toml = row["metadata_file"] and path_of(row["metadata_file"])
    if (toml and _under(toml, old, new)) != task.metadata_file:
        return False
    moved = list(_moved(ledger, row["id"], old, new))
    if not all(moved):
        return False
    for values in filter(None, moved):
        ledger.execute("UPDATE read SET path = ?, size = ?, mtime_ns = ? WHERE task = ? AND path = ?", values)
    inputs = json_cell(json.dumps(task.inputs, ensure_ascii=False))
    metadata_file = task.metadata_file and path_cell(task.metadata_file)
    ledger.execute("UPDATE tasks SET inputs = ?, metadata_file = ? WHERE id = ?", (inputs, metadata_file, row["id"]))
    return True


def _tops(old: str, new: str) -> tuple[str, str]:
    """What stands before the parts that both end with."""
    parts, others = old.split("/"), new.split("/")
    same = 0
    while same < min(len(parts), len(others)) and parts[-1 - same] == others[-1 - same]:
        same += 1
    return "/".join(parts[: len(parts) - same]), "/".join(others[: len(others) - same])


def _under(path: str, old: str, new: str) -> str:
    return f"{new}{path[len(old) :]}" if path.startswith(f"{old}/") else path


def _moved(ledger: sqlite3.Connection, task: int, old: str, new: str) -> Iterator[tuple[object, ...] | None]:
    """For each file that was read, what the ledger is to say of it; None for one that is another one now, or is still there."""
    for cell, _, _, known in ledger.execute("SELECT path, size, mtime_ns, sha256 FROM read WHERE task = ?", (task,)).fetchall():
        path = path_of(cell)
        now = _under(path, old, new)
        found = None
        with suppress(OSError, ConverterError):
            if (now == path or not place_of(path).exists()) and known and digest_of(place_of(now)) == known:
                stat = place_of(now).stat()
                found = (path_cell(now), stat.st_size, stat.st_mtime_ns, task, cell)
        yield found
