"""Takes the ledger of a batch and compares what lies on the disk with it, byte for byte: outputs, and the inputs that they were made of.

A disk that fails changes bytes, and keeps size and date. Of a whole edition the manifest in its folder knows the other files.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from converter.errors import ConverterError
from converter.ledger.cells import path_of
from converter.ledger.planning import digest_of
from converter.places import Place, place_of
from converter.storage.manifest import MANIFEST, Manifest

_HELD = "FROM tasks WHERE EXISTS (SELECT 1 FROM outputs WHERE task = tasks.id)"  # also of issues that failed since, or are found no longer


@dataclass(frozen=True, slots=True)
class Differing:
    """A file that is not what the ledger says. place: its address; what: `output` or `input`; gone: it is not there, or cannot be read."""

    place: str
    what: Literal["output", "input"]
    gone: bool


def to_check(ledger: sqlite3.Connection) -> int:
    """How many issues there are to look at."""
    (count,) = ledger.execute(f"SELECT count(*) {_HELD}").fetchone()
    return int(count)


def differing(ledger: sqlite3.Connection, outputs: Place) -> Iterator[tuple[Differing, ...]]:
    """For each issue that has outputs, its files that are other ones, or gone; inputs only where the outputs were made of them. outputs: the folder where they lie. Errors: UnreachedError."""
    for task, key, state in ledger.execute(f"SELECT id, key, state {_HELD} ORDER BY id"):
        known = {str(path): str(digest) for path, digest in ledger.execute("SELECT path, sha256 FROM outputs WHERE task = ?", (task,))}
        if all(path.startswith(f"{key}/tei/") for path in known):
            known |= _of_edition(outputs / key, str(key))
        found = [_compared(outputs / path, known[path], "output") for path in sorted(known)]
        read = (
            ledger.execute("SELECT path, sha256 FROM read WHERE task = ? AND sha256 != '' ORDER BY path", (task,))
            if state == "done"
            else ()
        )
        found += [_compared(place_of(path_of(path)), digest, "input") for path, digest in read]
        yield tuple(one for one in found if one)


def _of_edition(folder: Place, key: str) -> dict[str, str]:
    """Digests of all files of an edition, by their paths below the batch's folder. One without a manifest that can be read has another one than it had."""
    try:
        files = Manifest.of((folder / MANIFEST).read_bytes()).files
    except (OSError, ValueError):
        files = {MANIFEST: ""}
    return {f"{key}/{name}": digest for name, digest in files.items()}


def _compared(place: Place, digest: str, what: Literal["output", "input"]) -> Differing | None:
    try:
        found = digest_of(place)
    except ConverterError:
        found = None
    return None if found == digest else Differing(str(place), what, found is None)
