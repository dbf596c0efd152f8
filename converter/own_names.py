"""The names of what a batch keeps for itself in the folder of its outputs: no input is called so, and no output."""

from __future__ import annotations

OWN = "broadsheet-batch."  # how the names of the ledger, its lock and SQLite's files beside it begin
LEDGER = f"{OWN}sqlite"
LOCK = f"{OWN}lock"
REPORT = "broadsheet-report"  # the folder of reports
