"""Takes the text of a manifest and gives its rows, each with its line: CSV as spreadsheets write it (commas, semicolons or tabs), or JSON Lines.

A column that is nearly called as one that is known is a slip of the pen, and stops all; others are the user's own, and are told.
"""

from __future__ import annotations

import csv
import difflib
import json
import re
from collections.abc import Iterator, Mapping
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
        own = [name for name in line.row if name not in _KNOWN]
        if own and len(unused) < _MOST_UNUSED:
            unused.update(name[:_LONGEST_NAME] for name in own[:_MOST_UNUSED])
        yield replace(line, row={name: value for name, value in line.row.items() if name in _KNOWN}) if own else line


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
    if told := next(filter(None, map(_misspelt, names)), None):
        raise UsageError(told, where=f"{manifest}:1", hint=f"columns are: {', '.join(_KNOWN)}; name one of your own otherwise")
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
        wrong = "this row has more fields than there are columns" if None in row else _unwritable(cells)
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
