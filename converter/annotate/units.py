"""Takes a text at a place where a number ends, gives the unit of data/units.txt that begins there."""

from __future__ import annotations

import re
from functools import cache

from converter.assets import data

_LATIN = re.compile("[A-Za-z]")
_LONGEST = 8  # characters


@cache
def _units() -> dict[str, str]:
    """The kind of each unit; 个 alone is one, 个月 another."""
    out: dict[str, str] = {}
    for line in data("units.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, *names = line.split()
            out.update((name, kind) for name in names if name not in out)
    return out


def unit_at(text: str, start: int) -> tuple[str, str]:
    """The longest unit that begins there, and its kind; two empty strings where there is none."""
    units = _units()
    for length in range(_LONGEST, 0, -1):
        name = text[start : start + length]
        kind = units.get(name)
        if kind is None or len(name) < length:
            continue
        if _LATIN.fullmatch(name[-1]) and _LATIN.match(text, start + length):  # 5 mm is not 5 m
            continue
        return name, kind
    return "", ""
