"""Takes Chinese text, tells the Simplified from the Traditional script and folds one into the other, character by character."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from converter.assets import data


@cache
def _lines() -> list[str]:
    """The four lines of data/scripts.txt (scripts/make_words.py says what they are)."""
    return data("scripts.txt").read_text(encoding="utf-8").split("\n")


@cache
def _folding() -> Mapping[int, str]:
    old, new, *_ = _lines()
    return {ord(left): right for left, right in zip(old, new, strict=True)}


def fold(text: str) -> str:
    """The text with Traditional and older character forms as Simplified ones: as long as before, for looking up, not for reading."""
    return text.translate(_folding())


@cache
def only_simplified() -> frozenset[str]:
    """Characters that the Traditional script does not use: 国, not 后 (which is both 后 and 後)."""
    return frozenset(_lines()[2])


@cache
def only_traditional() -> frozenset[str]:
    """Characters that the Simplified script does not use: 國, 後."""
    return frozenset(_lines()[3])
