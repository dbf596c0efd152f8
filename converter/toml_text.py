"""Takes a text in TOML, gives its tables; what is wrong in it is told with its line. Promises that days are text, and that no text takes time or memory without bound."""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import Any

_LARGEST = 10**18  # a newspaper counts nothing that is larger
_MOST_PARTS = 16  # of a key with dots in it: a reader of TOML keeps every beginning of it
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DOTTED = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{_MOST_PARTS}}}")
_TOLD = re.compile(r" *\(at (?:line (\d+), column \d+|end of document)\)$")


class TomlError(Exception):
    """what: a sentence without its full stop, as it is told by the reader of TOML; line: from 1, the last one where it does not say."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what, self.line = what, line


def tables_of(text: str) -> dict[str, Any]:
    """The tables; TOML's own dates and times (2020-12-21 without quotes) as text, as if they had been quoted. Raises TomlError."""
    last = text.count("\n") + (not text.endswith("\n"))
    if dotted := _DOTTED.search(text):
        raise TomlError(f"A key has more than {_MOST_PARTS} parts", text.count("\n", 0, dotted.start()) + 1)
    try:
        return {key: _plain(value) for key, value in tomllib.loads(text).items()}
    except RecursionError as error:
        raise TomlError("Too many brackets within brackets", last) from error
    except ValueError as error:  # tomllib's own, and what Python says of a number with thousands of digits
        told = _TOLD.search(str(error))
        what = _TOLD.sub("", str(error)) if isinstance(error, tomllib.TOMLDecodeError) else "A number has too many digits"
        raise TomlError(what, int(told[1]) if told and told[1] else last) from error


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, int) and abs(value) > _LARGEST:
        raise ValueError("too large")
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
