"""The names of what a batch keeps for itself in the folder of its outputs: no input is called so, and no output."""

from __future__ import annotations

LEDGER = "broadsheet-batch.sqlite"
LOCK = "broadsheet-batch.lock"
REPORT = "broadsheet-report"  # the folder of reports
_OF_LEDGER = (LEDGER, LOCK, *(f"{LEDGER}-{ending}" for ending in ("wal", "shm", "journal")))


def is_of_ledger(name: str) -> bool:
    """Whether a file is the ledger, its lock, or one of SQLite's beside it (-wal, -shm, -journal); a page may be called broadsheet-batch.txt."""
    return name in _OF_LEDGER
