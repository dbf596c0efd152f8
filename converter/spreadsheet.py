"""Takes rows and gives the bytes of a CSV file that a spreadsheet opens: what it would take for a formula stays text, numbers stay numbers."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠'")  # spreadsheets take the wide forms for the narrow ones
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def sheet(columns: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """CSV after RFC 4180 with a line of names. None is an empty cell.

    UTF-8 with its mark at the beginning: without it spreadsheets take Chinese names for another encoding, and whoever else reads CSV skips it.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows(map(cell, row) for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode("utf-8", "backslashreplace")


def cell(value: str | float | None) -> str | float | None:
    """A text that begins like a formula gets a `'` before it, as one that begins with `'` does, so that to take one away gives the text again.

    A page can be called =HYPERLINK(…).txt, and a spreadsheet would do what its name says.
    """
    if isinstance(value, str) and value[:1] in _FORMULA and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
