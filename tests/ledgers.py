"""Ledgers of batches that never were: as many issues as a test wants, the same each time, written straight into the tables."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from converter.ledger.schema import open_to_write

BEGAN = datetime(2026, 3, 1, 8, tzinfo=UTC)
SAID = json.dumps({"form": "edition", "tagger": "lac", "title": None, "authorities": ["people.csv"]})
_CODES = ("W-SEG-03", "W-REP-06", "W-META-02", "I-REP-03", "E-XSD-07", "W-SEG-01")


def ledger_of(folder: Path, issues: int, *, failing: int = 100, unfinished: int = 0) -> Path:
    """A folder with a ledger of two runs: one issue of `failing` failed, the last `unfinished` wait."""
    folder.mkdir(parents=True, exist_ok=True)
    ledger = open_to_write(folder)
    half, chance = issues // 2, random.Random(7)
    ledger.execute("BEGIN")
    for run, (start, version) in enumerate(((0, "0.1.0"), (half, "0.2.0")), 1):
        began = BEGAN + timedelta(days=2 * (run - 1))
        ended = (began + timedelta(seconds=(issues - start) / 4), "finished") if run == 1 else (None, None)
        row = (run, _iso(began), _iso(ended[0]) if ended[0] else None, ended[1], version, "c" * 64, SAID)
        ledger.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, '.', NULL)", row)
    ledger.executemany(
        f"INSERT INTO tasks VALUES ({', '.join('?' * 26)}, NULL)",
        (_task(n, issues, failing, unfinished, chance) for n in range(1, issues + 1)),
    )
    made = "SELECT id FROM tasks WHERE state = 'done'"
    ledger.execute(f"INSERT INTO outputs SELECT id, key || '/tei/' || key || '.xml', 'd' FROM tasks WHERE id IN ({made})")
    for number, code in enumerate(_CODES):
        ledger.execute(
            f"INSERT INTO notices SELECT id, ?, 1 + id % 7, 'p1-l9', 'what it says there' FROM tasks WHERE id % ? = 0 AND id IN ({made})",
            (code, number + 2),
        )
    for kind, share in (("person", 3), ("place", 2), ("date", 5)):
        ledger.execute(f"INSERT INTO entities SELECT id, ?, id % ? + 1 FROM tasks WHERE id IN ({made})", (kind, share))
    ledger.execute("COMMIT")
    ledger.close()
    return folder


def _task(n: int, issues: int, failing: int, unfinished: int, chance: random.Random) -> tuple[object, ...]:
    key = f"{1900 + n % 100}/page-{n:07}"
    state = "waiting" if n > issues - unfinished else "failed" if n % failing == 0 else "done"
    run = 1 if n <= issues // 2 else 2
    when = BEGAN + timedelta(days=2 * (run - 1), seconds=(n - (run - 1) * (issues // 2)) / 4)
    head = (n, key, key, 2, state, json.dumps([f"in/{key}.txt"]), None, None, None, "[]")
    if state == "waiting":
        return (*head, *([None] * 16))
    made = (run, "0.1.0" if run == 1 else "0.2.0", "c" * 64, _iso(when), 1, round(chance.lognormvariate(-1.6, 0.8), 3), 200.0 + n % 50)
    if state == "failed":
        return (*head, *made, None, None, None, None, None, "E-BAT-04", "is damaged", f"in/{key}.txt", "take another copy")
    characters = 3000 + n % 4000
    return (*head, *made, 1, 5 + n % 4, characters, n % 3, characters // (10 + n % 90), None, None, None, None)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def rows(folder: Path, question: str) -> Iterator[tuple[object, ...]]:
    """What the ledger answers."""
    ledger = open_to_write(folder)
    yield from map(tuple, ledger.execute(question).fetchall())
    ledger.close()
