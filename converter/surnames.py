"""The surnames of Chinese persons, from data/surnames.txt, read once: for bylines in segmentation and for names in the text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from converter.assets import data


@cache
def surnames() -> Mapping[str, int]:
    """Surnames of one character and of two, each with its rank: 0 for the commonest. In both scripts."""
    lines = [line for line in data("surnames.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    out: dict[str, int] = {}
    for line in lines:
        for name in line.split() if " " in line else line:
            out.setdefault(name, len(out))
    return out
