"""Small archives that tests make in the current folder, what a batch of them wrote, and whether its ledger tells the same."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

from command import EXAMPLE

from converter.ledger.schema import open_to_read

TEXT = (EXAMPLE / "page-01.txt").read_text(encoding="utf-8")[:1500]


def page(path: str, text: str = "") -> Path:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"{text or path}\n{TEXT}", encoding="utf-8")
    return place


def archive(*days: str, pages: int = 2) -> list[Path]:
    return [page(f"in/{day}/page-{n:02}.txt") for day in days for n in range(1, pages + 1)]


def everything(folder: str) -> dict[str, bytes]:
    """What a batch wrote, but for its ledger, which has times in it."""
    top = Path(folder)
    files = {str(p.relative_to(top)): p.read_bytes() for p in sorted(top.rglob("*")) if p.is_file()}
    return {name: body for name, body in files.items() if not name.startswith("broadsheet-batch.")}


def rows(folder: str, question: str = "SELECT * FROM tasks ORDER BY id") -> list[sqlite3.Row]:
    ledger = open_to_read(Path(folder))
    try:
        return ledger.execute(question).fetchall()
    finally:
        ledger.close()


def states(folder: str) -> dict[str, str]:
    return {row["key"]: row["state"] for row in rows(folder)}


def digests(folder: str) -> dict[str, str]:
    """SHA-256 of what a batch wrote, but for its ledger."""
    top = Path(folder)
    files = (path for path in sorted(top.rglob("*")) if path.is_file() and not path.name.startswith("broadsheet-batch."))
    return {path.relative_to(top).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def check_agreement(folder: str) -> None:
    """The ledger's digests are those of the files, and there are no files that it does not know."""
    outputs = {row["path"]: row["sha256"] for row in rows(folder, "SELECT path, sha256 FROM outputs")}
    found = digests(folder)
    teis = {name: digest for name, digest in found.items() if name.endswith(".xml")}
    others = ("/schemas/", "/html/", "/source/")
    assert outputs == {name: digest for name, digest in teis.items() if not any(part in name for part in others)}
    assert not [name for name in found if ".partial" in name]
