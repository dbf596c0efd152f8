"""Takes a manifest of an archive, CSV or JSON Lines, a row a page, and gives its issues: rows that follow one another with one `issue` are one.

A row says where the page is (any path of this machine, or a URL: the list is the user's own, not that of a folder of strangers) and what is
known about its issue, in the words of edition.toml. A row that is wrong is a failed issue with its line, and stops no other; a column
that nobody knows stops all.
"""

from __future__ import annotations

import csv
import difflib
import errno
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from converter.errors import ConverterError, UnreadableError, UsageError
from converter.failures import of_error
from converter.inputs import unreadable
from converter.listing import listing
from converter.metadata_check import Problem, problems
from converter.metadata_file import schema
from converter.metadata_tables import contradictions
from converter.mirroring import issue_id, part, place
from converter.places import Place, UnreachedError, is_address, place_of
from converter.task import Failure, Task

# column -> table and key of edition.toml
COLUMNS: dict[str, tuple[str, str]] = {
    "id": ("edition", "id"),
    "title": ("newspaper", "title"),
    "subtitle": ("newspaper", "subtitle"),
    "publisher": ("newspaper", "publisher"),
    "place": ("newspaper", "place"),
    "issn": ("newspaper", "issn"),
    "cn": ("newspaper", "cn"),
    "language": ("newspaper", "language"),
    "date": ("issue", "date"),
    "not_before": ("issue", "not_before"),
    "not_after": ("issue", "not_after"),
    "number": ("issue", "number"),
    "volume": ("issue", "volume"),
    "pages": ("issue", "pages"),
    "rights": ("rights", "statement"),
}
OTHERS = (
    "file",
    "issue",
    "label",
    "edition_toml",
)  # the page; what its issue is called here; what the page prints as its number; a file with more
_FILES = ("file", "edition_toml")
_HALF, _BYTES = re.compile("[\ud800-\udfff]"), re.compile("[\udc80-\udcff]")
_LONGEST = 1 << 20  # characters of a line
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A row by its line in the manifest (from 1), or what is wrong with it."""

    n: int
    row: Row
    wrong: str | None = None


def listed(manifest: Path, base: Place) -> Iterator[tuple[Task, Failure | None]]:
    """The issues in the order of the rows, each with why it cannot be made, if so. Paths are relative to the manifest; base: see `place`.

    Errors: MissingError, UnreadableError for what cannot be read or is not UTF-8; UsageError for a CSV without a column `file`, or
    with columns that are not known.
    """
    try:
        with manifest.open(encoding="utf-8-sig", newline="") as text:
            for _, lines in groupby(_lines(manifest, text), key=lambda line: str(line.row["issue"]) if "issue" in line.row else line.n):
                yield _issue(list(lines), manifest, base)
    except OSError as error:
        raise unreadable(manifest, error) from error
    except UnicodeDecodeError as error:
        raise UnreadableError("is not UTF-8", where=str(manifest), hint="save it as UTF-8 (in a spreadsheet: CSV UTF-8)") from error


def _lines(manifest: Path, text: TextIO) -> Iterator[Line]:
    first = text.read(1)
    while first.isspace():
        first = text.read(1)
    text.seek(0)
    return _of_json(text) if first == "{" else _of_csv(manifest, text)


def _of_csv(manifest: Path, text: TextIO) -> Iterator[Line]:
    head = text.readline(_LONGEST)
    text.seek(0)
    rows = csv.DictReader(text, delimiter=max(",;\t", key=head.count), strict=True)
    try:
        names = [name.strip().lower() for name in rows.fieldnames or ()]
    except csv.Error as error:
        hint = "quote a name that has a quotation mark or a line feed in it, or take these out"
        raise UsageError(f"the first line is no CSV ({error})", where=f"{manifest}:1", hint=hint) from error
    if twice := next((name for n, name in enumerate(names) if name and name in names[:n]), None):
        raise UsageError(f"has two columns `{twice}`", where=f"{manifest}:1", hint="take one of them out, or name it as what it is")
    if "file" not in names:
        hint = 'the first line of CSV names the columns, such as: file,date,title; JSON Lines have {"file": "…"} on each line'
        if head.lstrip().startswith("["):
            hint = 'JSON Lines have an object on each line, with neither brackets around them nor commas between them: {"file": "…"}'
        raise UsageError("has no column `file`" if head.strip() else "has an empty first line", where=str(manifest), hint=hint)
    if told := next(filter(None, map(_unknown, names)), None):
        raise UsageError(told, where=f"{manifest}:1", hint=f"columns are: {', '.join((*OTHERS, *COLUMNS))}")
    rows.fieldnames = names
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Line(rows.line_num, {}, f"this row is no CSV ({error})")
            continue
        if row is None:
            return
        if not any(map(_filled, row.values())):
            continue  # spreadsheets leave such rows at the end
        cells = {name: value.strip() for name, value in row.items() if name and value and value.strip()}
        wrong = (
            "this row has more fields than there are columns" if None in row else next(filter(None, map(_unwritable, cells.items())), None)
        )
        yield Line(rows.line_num, cells, wrong)


def _filled(cell: str | list[str] | None) -> bool:
    """A row with more fields than there are columns has the rest as a list."""
    return any(map(str.strip, cell)) if isinstance(cell, list) else bool(cell and cell.strip())


def _of_json(text: TextIO) -> Iterator[Line]:
    for n, line in enumerate(iter(lambda: text.readline(_LONGEST), ""), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Line(n, {}, f"this line is no JSON ({error})")
            continue
        if not isinstance(row, dict):
            yield Line(n, {}, "this line is JSON, but no object")
            continue
        row = {name: value.strip() if isinstance(value, str) else value for name, value in row.items()}
        row = {name: value for name, value in row.items() if value not in (None, "")}
        yield Line(n, row, next(filter(None, (*map(_unknown, row), *map(_unwritable, row.items()))), None))


def _unknown(name: str) -> str | None:
    known = (*OTHERS, *COLUMNS)
    if name in known:
        return None
    near = difflib.get_close_matches(name, known, n=1)
    return f"there is no column `{name}`" + (f"; did you mean `{near[0]}`?" if near else "")


def _unwritable(cell: tuple[str, object]) -> str | None:
    """JSON can spell half a character. In the name of a file it stands for a byte that is no UTF-8; a text has none. NUL has neither."""
    name, value = cell
    if name != "file" and isinstance(value, str) and "\0" in value:  # a file of that name is not there
        return f"the {name} of this row has the character U+0000, which no text or name has"
    allowed = _BYTES if name in _FILES else None
    if isinstance(value, str) and (found := _HALF.search(value if allowed is None else allowed.sub("", value))):
        return f"the {name} of this row has half a character (\\u{ord(found[0]):04x}), which is no text"
    return None


def _issue(lines: list[Line], manifest: Path, base: Place) -> tuple[Task, Failure | None]:
    """One issue of its rows: what the first one that says it says of the issue holds; two that contradict each other are an error."""
    first = lines[0]
    folder = manifest.parent.absolute()
    tables = _tables(lines)
    wrong = next(((line.n, line.wrong) for line in lines if line.wrong), None) or _contradiction(lines) or _misstated(tables, lines)
    files = () if wrong else tuple(_address(line.row["file"], folder) for line in lines)
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
    """Why a page cannot be read, as far as a look tells. Errors: UnreachedError."""
    try:
        page = place_of(file)
        return None if page.is_file() else unreadable(page, FileNotFoundError(errno.ENOENT, ""))
    except UnreachedError:
        raise
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
    return str(place_of(name)) if is_address(name) else str(folder / name)


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
