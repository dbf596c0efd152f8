"""Takes a task as the inputs give it and what the ledger knows of it, and says whether there is something to do, and why."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Literal

from converter.ledger.cells import path_of
from converter.places import Place, place_of
from converter.storage.manifest import MANIFEST
from converter.task import ABSENT

Verdict = Literal["new", "again", "changed", "lost", "retry", "outdated", "kept", "stale", "failed", "refused", "twice"]
"""new: never seen; again: a run was ended before it; changed: an input is another one; lost: an output is gone, or empty; retry: it failed, and is
asked for; outdated: of another version or other choices, and asked for. Nothing to do: kept: done; stale: done by another version or
with other choices; failed; refused: it cannot even be begun, in this run as in any until something changes; twice: it was
named before in this run."""
BLOCKED = "E-BAT-06"  # the code of what failed as something stood where its output goes
_AT_ONCE = 4 << 20  # bytes: a remote file is asked for so much at a time
TO_DO = frozenset(("new", "again", "changed", "lost", "retry", "outdated"))


def verdict(ledger: sqlite3.Connection, row: sqlite3.Row, folder: Place, made_with: tuple[str, str], again: frozenset[str]) -> Verdict:
    """row: of the task; folder: of the batch; made_with: version and digest of the choices of this run; again: see `Run`.

    Looks at inputs and outputs on the disk; reads an input only where its date alone is another one, and notes that date then.
    """
    if row["state"] in ("waiting", "begun"):
        return "again"
    if changed(ledger, row["id"]):
        return "changed"
    other = (row["version"], row["choices"]) != made_with
    if row["state"] == "failed":
        return (
            "retry"
            if "failed" in again or ("blocked" in again and row["error"] == BLOCKED)
            else "outdated"
            if other and "outdated" in again
            else "failed"
        )
    outputs = [path for (path,) in ledger.execute("SELECT path FROM outputs WHERE task = ?", (row["id"],))]
    others = _beside(row["key"], outputs) if isinstance(folder, Path) else ()  # elsewhere each would have to be asked for
    if not all(_has_bytes(folder / path) for path in (*outputs, *others)):
        return "lost"
    if other:
        return "outdated" if "outdated" in again else "stale"
    return "kept"


def _beside(key: str, outputs: Sequence[str]) -> Iterator[str]:
    """Of a whole edition, what must be there besides its TEI: that it is there at all stands for the rest."""
    if outputs and all(path.startswith(f"{key}/tei/") for path in outputs):
        yield from (f"{key}/{MANIFEST}", f"{key}/html/index.html")


def _has_bytes(place: Place) -> bool:
    try:
        return place.stat().st_size > 0
    except OSError:
        return False


def changed(ledger: sqlite3.Connection, task: int) -> bool:
    """Whether any file that was read for a task is another one now, or gone, or has come since; also where none was there to be read, and one may be now."""
    files = ledger.execute("SELECT path, size, mtime_ns, sha256 FROM read WHERE task = ?", (task,)).fetchall()
    for path, size, mtime_ns, sha256 in files:
        place = place_of(path_of(path))
        try:
            stat = place.stat()
        except OSError:
            if size == ABSENT:
                continue
            return True
        if (stat.st_size, stat.st_mtime_ns) == (size, mtime_ns):
            continue
        if stat.st_size != size or not sha256 or digest_of(place) != sha256:
            return True
        ledger.execute("UPDATE read SET mtime_ns = ? WHERE task = ? AND path = ?", (stat.st_mtime_ns, task, path))
    return not files


def gone(inputs: Sequence[str]) -> Iterator[str]:
    """Those of the inputs that are not there."""
    return (path for path in inputs if not place_of(path).exists())


def digest_of(path: Place) -> str | None:
    with suppress(OSError), path.open("rb") as file:
        found = hashlib.sha256()
        for some in iter(partial(file.read, _AT_ONCE), b""):
            found.update(some)
        return found.hexdigest()
    return None
