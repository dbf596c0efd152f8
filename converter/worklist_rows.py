"""Takes the text of a manifest and gives its rows, each with its line: CSV as spreadsheets write it (commas, semicolons or tabs), or JSON Lines.

A column that is nearly called as one that is known is a slip of the pen, and stops all; others are the user's own, and are told.
"""

from __future__ import annotations

import csv
import difflib
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

from converter.errors import UsageError

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
_KNOWN = (*OTHERS, *COLUMNS)
_MOST_UNUSED, _LONGEST_NAME = 50, 40  # names that are told, and characters of one: lines of JSON can have any number of them
_FILES = ("file", "edition_toml")
_HALF, _BYTES = re.compile("[\ud800-\udfff]"), re.compile("[\udc80-\udcff]")
_LONGEST = 1 << 20  # characters of a line
_MOST_LINES = 20  # of one row of CSV
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A row by its line in the manifest (from 1), or what is wrong with it."""

    n: int
    row: Row
    wrong: str | None = None


def lines_of(manifest: Path, text: TextIO, unused: set[str]) -> Iterator[Line]:
    """The rows, without what is in columns of the user's own, whose names `unused` gets. Errors: UsageError for what is wrong with the first line of CSV."""
    first = text.read(1)
    while first.isspace():
        first = text.read(1)
    text.seek(0)
    for line in _of_json(text) if first == "{" else _of_csv(manifest, text):
        own = [name for name in line.row if name not in _KNOWN and not _misspelt(name)]
        if own and len(unused) < _MOST_UNUSED:
            unused.update(name[:_LONGEST_NAME] for name in own[:_MOST_UNUSED])
        yield replace(line, row={name: value for name, value in line.row.items() if name not in own}) if own else line


def _of_csv(manifest: Path, text: TextIO) -> Iterator[Line]:
    head = text.readline(_LONGEST)
    text.seek(0)
    delimiter = max(",;\t", key=head.count)
    records = _records(text, delimiter)
    first = next(records, _Record(1, []))
    names = [name.strip().lower() for name in first.cells or ()]
    if first.wrong:
        hint = "quote a name that has a quotation mark or a line feed in it, or take these out"
        raise UsageError(f"the first line is no CSV ({first.wrong})", where=f"{manifest}:1", hint=hint)
    _check_names(names, head, manifest)
    for record in records:
        # spreadsheets leave empty rows at the end
        if record.wrong or any(map(str.strip, record.cells)):
            yield _line_of(record, names)


def _check_names(names: Sequence[str], head: str, manifest: Path) -> None:
    if twice := next((name for n, name in enumerate(names) if name and name in names[:n]), None):
        raise UsageError(f"has two columns `{twice}`", where=f"{manifest}:1", hint="take one of them out, or name it as what it is")
    if "file" not in names:
        hint = 'the first line of CSV names the columns, such as: file,date,title; JSON Lines have {"file": "…"} on each line'
        if head.lstrip().startswith("["):
            hint = 'JSON Lines have an object on each line, with neither brackets around them nor commas between them: {"file": "…"}'
        raise UsageError("has no column `file`" if head.strip() else "has an empty first line", where=str(manifest), hint=hint)
    if told := next(filter(None, map(_misspelt, names)), None):
        raise UsageError(told, where=f"{manifest}:1", hint=f"columns are: {', '.join(_KNOWN)}; name one of your own otherwise")


def _line_of(record: _Record, names: Sequence[str]) -> Line:
    if record.wrong:
        return Line(record.n, {}, f"this row is no CSV ({record.wrong})")
    cells = {name: cell.strip() for name, cell in zip(names, record.cells, strict=False) if name and cell.strip()}
    more = len(record.cells) > len(names)
    return Line(record.n, cells, "this row has more fields than there are columns" if more else _unwritable(cells))


@dataclass(frozen=True, slots=True)
class _Record:
    """n: its first line; cells: empty where it is `wrong`."""

    n: int
    cells: Sequence[str]
    wrong: str | None = None


def _records(text: TextIO, delimiter: str) -> Iterator[_Record]:
    """The rows. A cell in quotation marks may go over some lines; a mark that nobody closed spoils its own line, and takes no others along."""
    ahead: deque[str] = deque()
    n = columns = 0
    while line := ahead.popleft() if ahead else text.readline(_LONGEST):
        n += 1
        found, lines = _parsed(line, delimiter), [line]
        while found is None and len(lines) < _MOST_LINES and (more := ahead.popleft() if ahead else text.readline(_LONGEST)):
            lines.append(more)
            found = _parsed("".join(lines), delimiter)
        if isinstance(found, list) and not (len(lines) > 1 and len(found) > columns > 0):
            columns = columns or len(found)
            yield _Record(n, found)
            n += len(lines) - 1
            continue
        ahead.extendleft(reversed(lines[1:]))
        yield _Record(n, [], found if isinstance(found, str) and len(lines) == 1 else "a quotation mark is opened and not closed")


def _parsed(record: str, delimiter: str) -> list[str] | str | None:
    """The cells; what is wrong with them; None where it ends within quotation marks."""
    try:
        return next(csv.reader([record], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        return None if str(error) == "unexpected end of data" else str(error)


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
        yield Line(n, row, next(filter(None, map(_misspelt, row)), None) or _unwritable(row))


@lru_cache(maxsize=256)
def _misspelt(name: str) -> str | None:
    if name in _KNOWN or len(name) > _LONGEST_NAME:
        return None
    near = difflib.get_close_matches(name, _KNOWN, n=1)
    return f"there is no column `{name}`; did you mean `{near[0]}`?" if near else None


def _unwritable(row: Row) -> str | None:
    """JSON can spell half a character. In the name of a file it stands for a byte that is no UTF-8; a text has none. NUL has neither."""
    for name, value in row.items():
        if name not in _KNOWN or not isinstance(value, str):
            continue
        if name != "file" and "\0" in value:  # a file of that name is not there
            return f"the {name} of this row has the character U+0000, which no text or name has"
        if found := _HALF.search(_BYTES.sub("", value) if name in _FILES else value):
            return f"the {name} of this row has half a character (\\u{ord(found[0]):04x}), which is no text"
    return None
