"""The tables of a batch's ledger, a SQLite file in the batch's folder; opens them, and refuses what is none or is of another version."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from converter.errors import ConverterError, MaterialError, MissingError, UsageError
from converter.own_names import LEDGER

VERSION = 3
_READABLE = (2,)  # earlier ones whose tables say all that is read from them
_APPLICATION = 0x42534254  # told by the `file` command
_KEEP = (
    "move the ledger away (a new one is begun, and outputs that are as they should be stay), or use the version of broadsheet that made it"
)
_MEND = "take it from a backup, or move it away: the next batch begins a new one, and outputs that are as they should be stay"
_LOOK = "name the folder that `broadsheet batch … -o` was given (where --ledger was typed: that one)"
_OLDER = "type the same `broadsheet batch` command once more: it brings the ledger up to date"

# Times are ISO 8601 in UTC, paths have `/`, sizes are bytes. `said` and what a task was planned with are JSON.
TABLES = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  began TEXT NOT NULL,
  ended TEXT,                       -- none: at work still, or killed
  ending TEXT,                      -- finished, strict, interrupted
  version TEXT NOT NULL,            -- of broadsheet
  choices TEXT NOT NULL,            -- digest of what was chosen, as far as outputs depend on it
  said TEXT NOT NULL                -- what was chosen
);
CREATE TABLE tasks (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,                -- where the output is, below the folder of the batch, without an ending
  folded TEXT NOT NULL UNIQUE,      -- the same without regard to case
  planned INTEGER NOT NULL REFERENCES runs,  -- the last run whose inputs held it
  state TEXT NOT NULL CHECK (state IN ('waiting', 'begun', 'done', 'failed')),
  inputs TEXT NOT NULL,             -- addresses of its pages, in order
  metadata_file TEXT,               -- paths that are no UTF-8 are bytes (BLOB), in JSON as Python's surrogates
  stated TEXT,                      -- by a manifest
  issue TEXT,                       -- its id
  told TEXT NOT NULL,               -- notices on the choice of its pages
  made INTEGER REFERENCES runs,     -- all from here: of the last time that it was done or failed
  version TEXT,
  choices TEXT,
  finished TEXT,
  attempts INTEGER,
  seconds REAL,
  peak_mib REAL,
  pages INTEGER,
  articles INTEGER,
  characters INTEGER,
  lost INTEGER,
  unassigned INTEGER,
  error TEXT,                       -- code
  what TEXT,
  place TEXT,
  hint TEXT
);
CREATE INDEX tasks_by_state ON tasks (planned, state, id);
CREATE TABLE read (                 -- what was read for it: its pages, what they name, its edition.toml
  task INTEGER NOT NULL REFERENCES tasks,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,            -- -1: asked for, and not there
  mtime_ns INTEGER NOT NULL,
  sha256 TEXT NOT NULL,             -- empty where it failed before that was known
  PRIMARY KEY (task, path)
) WITHOUT ROWID;
CREATE TABLE outputs (              -- each TEI file
  task INTEGER NOT NULL REFERENCES tasks,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (task, path)
) WITHOUT ROWID;
CREATE TABLE entities (task INTEGER NOT NULL REFERENCES tasks, kind TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (task, kind)) WITHOUT ROWID;
CREATE TABLE notices (
  task INTEGER NOT NULL REFERENCES tasks,
  code TEXT NOT NULL,
  count INTEGER NOT NULL,
  place TEXT NOT NULL,              -- of the first one
  message TEXT NOT NULL,            -- of the first one, if it is more than information
  PRIMARY KEY (task, code)
) WITHOUT ROWID;
"""
# What versions 2 and 3 have besides; some of the first have the indexes.
_SECOND = """
CREATE INDEX IF NOT EXISTS tasks_by_issue ON tasks (issue);
CREATE INDEX IF NOT EXISTS tasks_by_inputs ON tasks (inputs);
ALTER TABLE runs ADD COLUMN outputs TEXT;      -- where they lie; `.`: beside the ledger
ALTER TABLE tasks ADD COLUMN left_by INTEGER REFERENCES runs;  -- the last run that looked where its inputs were, and found no such issue
CREATE VIEW present AS SELECT * FROM tasks WHERE coalesce(left_by, 0) <= planned;
CREATE VIEW departed AS SELECT * FROM tasks WHERE left_by > planned;  -- its outputs stay
CREATE TABLE passed_over (          -- files among the inputs of a run that are no pages
  run INTEGER NOT NULL REFERENCES runs,
  ending TEXT NOT NULL,
  files INTEGER NOT NULL,
  first TEXT NOT NULL,              -- address
  PRIMARY KEY (run, ending)
) WITHOUT ROWID;
"""
_THIRD = """
ALTER TABLE runs ADD COLUMN base TEXT;         -- the folder from which places of outputs are counted, seen from that of the ledger; NULL: a run that only lay elsewhere
"""
_LATER = {1: _SECOND + _THIRD, 2: _THIRD}  # what a ledger of an earlier version lacks


def open_to_write(folder: Path) -> sqlite3.Connection:
    """The ledger of a folder, made where there is none. Only one process may do this at a time.

    Errors: UsageError where it cannot be written, MaterialError where it is no ledger or of another version.
    """
    path = folder / LEDGER
    try:
        ledger = _opened(path, f"file:{_quoted(path)}?mode=rwc")
    except sqlite3.OperationalError as error:
        raise UsageError(f"cannot be written: {error}", where=str(path), hint="choose another place with -o") from error
    ledger.execute("PRAGMA journal_mode = WAL")
    ledger.execute("PRAGMA synchronous = NORMAL")  # whole after a crash of the machine, at worst without its last seconds
    return ledger


def refusal(error: sqlite3.Error, path: Path) -> ConverterError:
    """What SQLite said of an open ledger: the disk refuses, or what is in the file is not what was written to it."""
    if isinstance(error, sqlite3.IntegrityError):
        raise error  # what we entered contradicts itself: a fault of ours, and none of the file
    if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
        hint = "see whether the disk is full, or has gone; then type the same command: it goes on from here"
        return UsageError(f"cannot be written: {error}", where=str(path), hint=hint)
    return MaterialError(f"is damaged ({error})", where=str(path), hint=_MEND)


def close(ledger: sqlite3.Connection) -> None:
    """Leaves one file, that can be copied, and read where nothing may be written; while somebody reads it, SQLite's own files stay beside it."""
    try:
        with suppress(sqlite3.Error):
            ledger.execute("PRAGMA busy_timeout = 0")
            ledger.execute("PRAGMA journal_mode = DELETE")
    finally:
        ledger.close()


def open_to_read(folder: Path) -> sqlite3.Connection:
    """The ledger of a folder as it is, also while a batch is at work. Errors: MissingError; MaterialError as for `open_to_write`."""
    path = folder / LEDGER
    if not path.is_file():
        raise _no_ledger(folder)
    try:
        ledger = _opened(path, f"file:{_quoted(path)}?mode=ro")
    except sqlite3.OperationalError as error:
        raise MaterialError(f"cannot be read: {error}", where=str(path), hint="copy the folder to a place that you may write to") from error
    ledger.text_factory = _text
    return ledger


def _text(body: bytes) -> str:
    """Out of JSON come names that are no UTF-8, and out of a damaged file anything."""
    try:
        return body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return body.decode("utf-8", "backslashreplace")


def _no_ledger(folder: Path) -> MissingError:
    """In words of what was named instead: a file, the ledger itself, a folder below that of the batch."""
    if not folder.is_dir():
        hint = f"name the folder in which it lies: {folder.parent}" if folder.name == LEDGER and folder.exists() else _LOOK
        return MissingError("is no folder" if folder.exists() else "there is no such folder", where=str(folder), hint=hint)
    above = next((parent for parent in folder.absolute().parents if (parent / LEDGER).is_file()), None)
    return MissingError("there is no ledger of a batch", where=str(folder), hint=f"it lies above: {above}" if above else _LOOK)


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


def _opened(path: Path, address: str) -> sqlite3.Connection:
    ledger = sqlite3.connect(address, uri=True, isolation_level=None, timeout=30)
    ledger.row_factory = sqlite3.Row
    try:
        application, version = (ledger.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        if (application, version) == (0, 0) and not ledger.execute("SELECT 1 FROM sqlite_master").fetchone() and "mode=rwc" in address:
            ledger.executescript(
                f"BEGIN; {TABLES} {_LATER[1]} PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT"
            )
        elif application != _APPLICATION:
            hint = "move it away, or choose another place with -o" if "mode=rwc" in address else _LOOK
            raise MaterialError("is no ledger of a batch", where=str(path), hint=hint)
        elif version in _LATER and "mode=rwc" in address:
            ledger.executescript(f"BEGIN; {_LATER[version]} PRAGMA user_version = {VERSION}; COMMIT")
        elif version != VERSION and not (version in _READABLE and "mode=ro" in address):
            keep = _OLDER if version < VERSION else _KEEP
            raise MaterialError(f"is a ledger of version {version}; this broadsheet writes version {VERSION}", where=str(path), hint=keep)
    except sqlite3.OperationalError:
        ledger.close()
        raise
    except sqlite3.DatabaseError as error:
        ledger.close()
        raise MaterialError(f"is no ledger, or a damaged one ({error})", where=str(path), hint=_MEND) from error
    except BaseException:
        ledger.close()
        raise
    return ledger
