"""Takes a manifest of an archive, CSV or JSON Lines, a row a page, and gives its issues: rows that follow one another with one `issue` are one.

A row says where the page is (any path of this machine, or a URL: the list is the user's own, not that of a folder of strangers) and what is
known about its issue, in the words of edition.toml. A row that is wrong is a failed issue with its line, and stops no other.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from converter.errors import ConverterError, MissingError, UnreadableError, UsageError
from converter.failures import UNREACHED, of_error
from converter.inputs import unreadable
from converter.listing import listing
from converter.metadata_check import Problem, problems
from converter.metadata_file import schema
from converter.metadata_tables import contradictions
from converter.mirroring import issue_id, part, place
from converter.places import Place, UnreachedError, is_address, place_of
from converter.task import Failure, Task
from converter.worklist_rows import COLUMNS, Line, lines_of

_PATIENCE = 10  # rows one after another whose places do not answer: each may take a minute


def listed(manifest: Path, base: Place, unused: set[str] | None = None) -> Iterator[tuple[Task, Failure | None]]:
    """The issues in the order of the rows, each with why it cannot be made, if so. Paths are relative to the manifest; base: see `place`.

    unused: gets the names of columns that say nothing to us. Errors: MissingError, UnreadableError for what cannot be read or is not UTF-8;
    UsageError for a CSV without a column `file`, or with a column that is misspelt; UnreachedError where many rows one after another name what does not answer.
    """
    silent = 0
    try:
        with manifest.open(encoding="utf-8-sig", newline="") as text:
            for _, lines in groupby(
                lines_of(manifest, text, set() if unused is None else unused),
                key=lambda line: str(line.row["issue"]) if "issue" in line.row else line.n,
            ):
                task, failure = _issue(list(lines), manifest, base)
                silent = silent + 1 if failure and failure.code == UNREACHED else 0
                if failure and silent >= _PATIENCE:
                    raise UnreachedError(failure.what, where=failure.where, hint=failure.hint)
                yield task, failure
    except OSError as error:
        raise unreadable(manifest, error) from error
    except UnicodeDecodeError as error:
        raise UnreadableError("is not UTF-8", where=str(manifest), hint="save it as UTF-8 (in a spreadsheet: CSV UTF-8)") from error


def _issue(lines: list[Line], manifest: Path, base: Place) -> tuple[Task, Failure | None]:
    """One issue of its rows: what the first one that says it says of the issue holds; two that contradict each other are an error."""
    first = lines[0]
    folder = manifest.parent.absolute()
    tables = _tables(lines)
    wrong = next(((line.n, line.wrong) for line in lines if line.wrong), None) or _contradiction(lines) or _misstated(tables, lines)
    files = () if wrong else tuple(_address(line.row["file"], folder) for line in lines)
    if twice := next((n for n, file in enumerate(files) if file in files[:n]), None):
        wrong = lines[twice].n, f"this row names the page of line {lines[files.index(files[twice])].n} once more, for the same issue"
    missing = next(((line.n, error) for line, file in zip(lines, files, strict=False) if (error := _unread(file))), None)
    if missing and isinstance(missing[1], UsageError):
        wrong = missing[0], f"{missing[1].where} {missing[1].what}"
    if wrong:
        own = Task(f"{part(manifest.stem)}/line-{wrong[0]}", (str(manifest.absolute()),))
        return own, Failure("E-BAT-11", wrong[1], f"{manifest.absolute()}:{wrong[0]}", "correct this row, and type the command again")
    key = "/".join(map(part, _folders(first.row["issue"]))) if "issue" in first.row else place(place_of(files[0]), base)
    toml = next((_address(line.row["edition_toml"], folder) for line in lines if "edition_toml" in line.row), None)
    known = tables.get("edition", {}).get("id") or (toml and _stated_id(toml)) or issue_id(key)
    task = Task(key, files, toml, json.dumps(tables, ensure_ascii=False, sort_keys=True), known)
    return task, of_error(missing[1]) if missing else None


def _folders(issue: object) -> list[str]:
    return [name for name in str(issue).split("/") if name]


def _misstated(tables: dict[str, Any], lines: list[Line]) -> tuple[int, str] | None:
    """What no edition.toml may say, with the line, in the words of the columns. Files may lie where they do."""
    checked = tables | {"page": [page | {"file": "page"} for page in tables["page"]]}
    found = problems(checked, schema()) or contradictions(tables)
    if not found:
        return None
    told = f"{found[0].what}; {found[0].hint}"
    for column, (table, key) in COLUMNS.items():
        told = told.replace(f"{key} in [{table}]", f"`{column}`")
    return _placed(found[0], lines), told


def _unread(file: str) -> ConverterError | None:
    """Why a page cannot be read, as far as a look tells."""
    try:
        page = place_of(file)
        if page.is_file():
            return None
        if page.is_dir():
            return UnreadableError(
                "is a folder, and a row names a page", where=file, hint="name its pages, or give the folder to `broadsheet batch` itself"
            )
        if "\\" in file and os.sep == "/":
            return MissingError("there is no such file", where=file, hint="folders are parted by / here, not by \\")
        return unreadable(page, FileNotFoundError(errno.ENOENT, ""))
    except ConverterError as error:
        return error
    except OSError as error:
        return unreadable(page, error)


def _stated_id(toml: str) -> str | None:
    """What is wrong with an edition.toml the worker tells."""
    with suppress(OSError, ConverterError):
        return _read_id(toml, place_of(toml).stat().st_mtime_ns)
    return None


@lru_cache(maxsize=8)  # many rows name the same one
def _read_id(toml: str, mtime_ns: int) -> str | None:
    del mtime_ns
    return listing(place_of(toml)).id


def _address(name: str, folder: Path) -> str:
    """The same however it was spelt: a.txt, ./a.txt, b/../a.txt. Links are as they are."""
    return str(place_of(name)) if is_address(name) else os.path.normpath(folder / name)


def _is_name(value: object) -> bool:
    """Whether it can be the name of a file: no system has one with a NUL in it."""
    return isinstance(value, str) and "\x00" not in value


def _contradiction(lines: list[Line]) -> tuple[int, str] | None:
    said: dict[str, object] = {}
    for line in lines:
        if not _is_name(line.row.get("file")):
            return line.n, "this row names no file"
        if not _is_name(line.row.get("edition_toml", "edition.toml")):
            return line.n, "the edition_toml of this row is no name of a file"
        issue = line.row.get("issue", "x")
        if not isinstance(issue, str | int) or isinstance(issue, bool) or not _folders(issue):
            return line.n, "the issue of this row is no name, nor one with folders before it: 1999/05/04"
        for name in (*COLUMNS, "edition_toml"):
            if name in line.row and said.setdefault(name, line.row[name]) != line.row[name]:
                return line.n, f"this row says {name} {line.row[name]!r}, an earlier one of the same issue {said[name]!r}"
    return None


def _tables(lines: list[Line]) -> dict[str, Any]:
    """As the tables of an edition.toml."""
    tables: dict[str, Any] = {"page": []}
    for line in lines:
        for name, (table, key) in COLUMNS.items():
            if name in line.row:
                tables.setdefault(table, {}).setdefault(key, _value(name, line.row[name]))
        page = {"file": line.row.get("file", "")}
        tables["page"].append(page | ({"label": str(line.row["label"])} if "label" in line.row else {}))
    return tables


def _value(name: str, value: object) -> object:
    """CSV knows text only."""
    return int(value) if name == "pages" and isinstance(value, str) and value.isdecimal() and len(value) < 9 else value


def _placed(problem: Problem, lines: list[Line]) -> int:
    """The line that says what is wrong."""
    if problem.place[:1] == ("page",) and len(problem.place) > 1 and isinstance(problem.place[1], int):
        return lines[problem.place[1]].n
    name = next((name for name, where in COLUMNS.items() if where == problem.place[:2]), None)
    return next((line.n for line in lines if name in line.row), lines[0].n)
