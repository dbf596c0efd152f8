"""Takes a ledger and where a batch puts its outputs, and keeps the two together: records of one folder say nothing of another one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from converter.errors import UsageError
from converter.ledger.cells import path_cell, path_of
from converter.places import Place, place_of
from converter.real_paths import real

_BESIDE = "."  # the ledger lies in the folder of the outputs, wherever that is moved
_LAST = "SELECT outputs FROM runs WHERE outputs IS NOT NULL ORDER BY id DESC LIMIT 1"


def check_belonging(ledger: sqlite3.Connection, folder: Path, outputs: Place) -> str:
    """How the ledger in `folder` notes these outputs. Errors: UsageError where it has noted others that are still there; UnreachedError."""
    now = _BESIDE if real(outputs) == real(folder) else str(outputs.absolute())
    before = outputs_of(ledger, folder)
    if before is not None and real(before) != real(outputs) and before.exists():
        hint = f"use -o {before} with it, or another --ledger for these"
        raise UsageError(f"is the ledger of the outputs in {before}", where=str(folder), hint=hint)
    return now


def base_cell(base: Place, folder: Path) -> str | bytes:
    """How the ledger in `folder` notes the folder from which places of outputs are counted: as seen from its own, as both may be moved together."""
    return path_cell(os.path.relpath(base, folder) if isinstance(base, Path) else str(base))


def bases_of(ledger: sqlite3.Connection, folder: Path) -> Iterator[Place]:
    """Those that runs noted, the last one first."""
    for (cell,) in ledger.execute("SELECT base FROM runs WHERE base IS NOT NULL GROUP BY base ORDER BY max(id) DESC").fetchall():
        base = place_of(path_of(cell))
        yield Path(os.path.normpath(folder.absolute() / base)) if isinstance(base, Path) else base


def outputs_of(ledger: sqlite3.Connection, folder: Path) -> Place | None:
    """Where the outputs of the ledger in `folder` lie, as the last run said; None where none said it."""
    found = ledger.execute(_LAST).fetchone()
    if found is None:
        return None
    return folder if found["outputs"] == _BESIDE else place_of(str(found["outputs"]))
