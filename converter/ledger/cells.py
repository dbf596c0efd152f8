"""Takes texts with the names of files in them and gives what a table can hold: on Linux a name is bytes, and that of an old archive may be no UTF-8."""

from __future__ import annotations

import os
import re

_SURROGATE = re.compile("[\ud800-\udfff]")  # how Python writes a byte that is none of a UTF-8 name


def path_cell(path: str) -> str | bytes:
    """A path as text, or as its bytes where it is none. `path_of` gives it back."""
    return os.fsencode(path) if _SURROGATE.search(path) else path


def path_of(cell: str | bytes) -> str:
    """The path that `path_cell` was given."""
    return os.fsdecode(cell)


def json_cell(text: str) -> str:
    """JSON that says the same in characters that can be written."""
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def words(text: str | None) -> str | None:
    """A message, with what cannot be written as its number."""
    return text if text is None else text.encode("utf-8", "backslashreplace").decode()
