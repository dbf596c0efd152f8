"""Takes the head of a Markdown file in TOML or in the part of YAML that such heads use, gives its fields; tells the line of what it does not take.

YAML here: `key: value`, with or without quotes; lists as `[a, b]` or one `- item` to a line, items being values or keys below one another;
`|` and `>` for text of several lines; comments. Values are text: no dates, truth values, anchors, tags or braces.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"\s*|'(?:[^']|'')*'\s*|[^\s:#\-"'\[\]{}&*!|>%@`?][^:]*):(?:\s+(.*))?$""")
_ITEM = re.compile(r"-(?:\s+(.*))?$")
_BLOCK = re.compile(r"([|>])[-+]?\s*(?:#.*)?$")
_DEEPEST = 6
_KINDS = {
    "&": "an anchor",
    "*": "an alias",
    "!": "a tag",
    "{": "braces",
    "%": "a directive",
    "@": "a reserved sign",
    "`": "a reserved sign",
}
_QUOTE_IT = "a value in quotes, or without this sign at its start"


class FrontMatterError(Exception):
    """line: from 1, within the front matter."""

    def __init__(self, line: int, what: str, expected: str) -> None:
        super().__init__(what)
        self.line, self.what, self.expected = line, what, expected


def fields_of_toml(text: str) -> dict[str, Any]:
    """Raises FrontMatterError."""
    from converter.toml_text import TomlError, tables_of

    try:
        return tables_of(text)
    except TomlError as error:
        raise FrontMatterError(error.line, f"is not TOML: {error.what}", 'key = "value"') from error


def looks_like_yaml(rows: Sequence[str]) -> bool:
    """Whether the lines can be a head and nothing else: prose between two rules is none."""
    inked = [row for row in rows if row.strip() and not row.lstrip().startswith("#")]
    return bool(inked) and bool(_KEY.match(inked[0])) and all(row[0] in " \t-" or _KEY.match(row) for row in inked)


def fields_of_yaml(rows: Sequence[str]) -> dict[str, Any]:
    """Raises FrontMatterError."""
    reading = _Yaml(rows)
    fields = reading.mapping(0, 0)
    if (row := reading.row()) is not None:
        raise reading.error(f'cannot be read: "{row.strip()[:40]}"', "a key, a colon, a blank and a value")
    return fields


class _Yaml:
    """The lines, and the place in them."""

    def __init__(self, rows: Sequence[str]) -> None:
        self._rows = [row.rstrip() for row in rows]
        self._at = 0

    def error(self, what: str, expected: str) -> FrontMatterError:
        return FrontMatterError(min(self._at, len(self._rows) - 1) + 1, what, expected)

    def row(self) -> str | None:
        """The next line that says something."""
        while self._at < len(self._rows) and (not self._rows[self._at] or self._rows[self._at].lstrip().startswith("#")):
            self._at += 1
        return self._rows[self._at] if self._at < len(self._rows) else None

    def mapping(self, indent: int, depth: int) -> dict[str, Any]:
        """The keys that stand at one indent."""
        out: dict[str, Any] = {}
        while (row := self.row()) is not None and _indent(row) == indent and not _ITEM.match(row.lstrip()):
            self._pair(row.strip(), indent, depth, out)
        return out

    def _pair(self, text: str, indent: int, depth: int, out: dict[str, Any]) -> None:
        match = _KEY.match(text)
        if match is None:
            raise self.error(f'is no key with a value: "{text[:40]}"', "a key, a colon, a blank and a value")
        key = str(self._scalar(match[1].strip()))
        if key in out:
            raise self.error(f"{key} stands twice", "each key once")
        self._at += 1
        out[key] = self._value(match[2] or "", indent, depth)

    def _value(self, text: str, indent: int, depth: int) -> Any:
        """What stands after a colon or hyphen, or below it."""
        if block := _BLOCK.match(text):
            return self._text(indent, folded=block[1] == ">")
        if text and not text.startswith("#"):
            self._at -= 1  # errors are of the line that the value stands in
            value = self._flow(text)
            self._at += 1
            row = self.row()
            if row is not None and _indent(row) > indent:
                raise self.error("goes on from the line before", "the value in one line, or | and the lines below")
            return value
        row = self.row()
        if depth > _DEEPEST:
            raise self.error("is nested too deep", f"at most {_DEEPEST} levels")
        if row is not None and _ITEM.match(row.lstrip()) and _indent(row) >= indent:
            return self._list(_indent(row), depth + 1)
        if row is not None and _indent(row) > indent:
            return self.mapping(_indent(row), depth + 1)
        return None

    def _list(self, indent: int, depth: int) -> list[Any]:
        out: list[Any] = []
        while (row := self.row()) is not None and _indent(row) == indent and (item := _ITEM.match(row.lstrip())):
            inside = item[1] or ""
            if inside and _KEY.match(inside) and not inside.startswith(('"', "'")):
                deeper = len(row) - len(inside)
                self._rows[self._at] = " " * deeper + inside  # `- key: value` opens a table whose keys stand below `key`
                out.append(self.mapping(deeper, depth + 1))
            else:
                self._at += 1
                out.append(self._value(inside, indent, depth))
        return out

    def _text(self, indent: int, *, folded: bool) -> str:
        """The lines below that are indented more, without their common indent; folded: single line ends are blanks."""
        rows: list[str] = []
        while self._at < len(self._rows) and (not self._rows[self._at] or _indent(self._rows[self._at]) > indent):
            rows.append(self._rows[self._at])
            self._at += 1
        least = min((_indent(row) for row in rows if row), default=0)
        text = "\n".join(row[least:] for row in rows).strip("\n")
        return re.sub(r"(?<!\n)\n(?!\n)", " ", text) if folded else text

    def _flow(self, text: str) -> Any:
        if not text.startswith("["):
            return self._scalar(text)
        inside = re.fullmatch(r"\[(.*)\]\s*(?:#.*)?", text)
        if inside is None:
            raise self.error("opens a list that is not closed in its line", "[a, b] in one line, or an item to a line: - a")
        parts = re.findall(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+)\s*(?:,|$)""", inside[1])
        return [self._scalar(part.strip()) for part in parts if part.strip()]

    def _scalar(self, text: str) -> str | None:
        if text[:1] == '"':
            match = re.fullmatch(r'("(?:[^"\\]|\\.)*")\s*(?:#.*)?', text)
            try:
                return str(json.loads(match[1], strict=False)) if match else self._unclosed()
            except json.JSONDecodeError as error:
                raise self.error("has a backslash that means nothing", "a double backslash, or the value in single quotes") from error
        if text[:1] == "'":
            match = re.fullmatch(r"'((?:[^']|'')*)'\s*(?:#.*)?", text)
            return match[1].replace("''", "'") if match else self._unclosed()
        if text[:1] in _KINDS:
            raise self.error(f"begins with {_KINDS[text[0]]} ({text[0]}), which is not read here", _QUOTE_IT)
        plain = re.split(r"\s#", text, maxsplit=1)[0].strip()
        return None if plain in ("", "~", "null") else plain

    def _unclosed(self) -> str:
        raise self.error("opens a quotation mark and does not end with it", "both quotation marks, and nothing after the second")


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" \t"))
