"""Takes the folder of a batch and gives the TEI files that its ledger says are done, but for those whose issue is found no longer."""

from __future__ import annotations

from pathlib import Path

from converter.ledger.schema import open_to_read


def teis_of(folder: Path) -> list[str]:
    """Paths below the folder of a batch of all TEI files that are done, in the order of the inputs. Errors: those of `open_to_read`."""
    ledger = open_to_read(folder)
    try:
        asked = "SELECT path FROM present AS tasks JOIN outputs ON outputs.task = tasks.id WHERE state = 'done' ORDER BY tasks.id, path"
        return [str(path) for (path,) in ledger.execute(asked)]
    finally:
        ledger.close()
