"""Takes the folder of a batch and gives the TEI files that stand for its issues: those that were made, also of an earlier state of their input."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from converter.ledger.schema import open_to_read


@dataclass(frozen=True, slots=True)
class Finished:
    """teis: paths below the batch's folder, in the order of the inputs; overtaken: issues among them that failed since they were made; departed: issues that are
    found no longer, which have been left out: most of them go on under another name."""

    teis: tuple[str, ...]
    overtaken: int
    departed: int


def finished(folder: Path) -> Finished:
    """Errors: those of `open_to_read`."""
    ledger = open_to_read(folder)
    try:
        held = "state IN ('done', 'failed') AND EXISTS (SELECT 1 FROM outputs WHERE task = tasks.id)"
        asked = f"SELECT path FROM present AS tasks JOIN outputs ON outputs.task = tasks.id WHERE {held} ORDER BY tasks.id, path"
        overtaken = f"SELECT count(*) FROM present AS tasks WHERE state = 'failed' AND {held}"
        counts = (ledger.execute(question).fetchone()[0] for question in (overtaken, "SELECT count(*) FROM departed"))
        return Finished(tuple(str(path) for (path,) in ledger.execute(asked)), *map(int, counts))
    finally:
        ledger.close()
