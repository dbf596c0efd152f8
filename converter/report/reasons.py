"""Takes the ledger of a batch and puts its failures together by what is wrong: three hundred empty files are one reason, and hide no other."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace

from converter.report.figures import MOST, FailedIssue, Named, Reason

_EACH = 5  # issues of a reason that are named
_KNOWN = 10_000  # reasons that are told apart while they are counted: in a ledger of strangers each failure may have words of its own
# What differs between two failures of one reason: numbers, and what is quoted from the file or its name.
_OWN = re.compile(r"\d[\d,.]*|'[^']*'|\"[^\"]*\"|`[^`]*`|“[^”]*”|‘[^’]*’|「[^」]*」")
_FAILED = """
SELECT key, json_extract(inputs, '$[0]') AS input, json_array_length(inputs) AS inputs,
  (SELECT min(path) FROM outputs WHERE task = tasks.id) AS output, error, what, place, hint, attempts
  FROM present AS tasks WHERE state = 'failed' ORDER BY id
"""


def reasons(ledger: sqlite3.Connection) -> tuple[Reason, ...]:
    """The most frequent first, `MOST` at most; the last one holds all others, where there are more. Errors: sqlite3.Error where the file is damaged."""
    found: dict[tuple[str, str], Reason] = {}
    for row in ledger.execute(_FAILED):
        alike = row["error"], _OWN.sub("…", row["what"] or "")
        if alike not in found and len(found) >= _KNOWN:
            alike = row["error"], ""
        reason = found.get(alike, Reason(row["error"], 0, ()))
        first = (*reason.first, _failed(row)) if len(reason.first) < _EACH else reason.first
        found[alike] = replace(reason, issues=reason.issues + 1, first=first)
    ranked = sorted(found.values(), key=lambda reason: -reason.issues)  # among equals the order of the batch
    rest = ranked[MOST:]
    return (*ranked[:MOST], *([Reason("", sum(one.issues for one in rest), rest[0].first)] if rest else []))


def _failed(row: sqlite3.Row) -> FailedIssue:
    named = Named(row["key"], row["input"] or "", row["inputs"], row["output"])
    return FailedIssue(named, row["error"], row["what"] or "", row["place"], row["hint"], row["attempts"])
