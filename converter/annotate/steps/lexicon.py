"""Gives the closed word lists of the trade, read once from converter/data: surnames, titles, endings of organisations, refused words."""

from __future__ import annotations

from functools import cache

from converter.assets import data
from converter.surnames import surnames

# What names are written with: neither blank, digit, punctuation nor full-width form. Said by what it is not, because Python takes a millisecond to
# compile a class of all ideographs, and each step would need a few of them.
LETTER = r"[^\s!-@\u00b7\u2000-\u206f\u3000-\u303f\uff01-\uff20\ufffc]"


def _entries(name: str) -> list[str]:
    lines = data(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def words(text: str) -> frozenset[str]:
    """The words of a short list that blanks part."""
    return frozenset(text.split())


@cache
def titles() -> frozenset[str]:
    """Titles, offices and forms of address: 书记, 秘书长, 女士."""
    return frozenset(" ".join(_entries("titles.txt")).split())


@cache
def organisation_endings() -> frozenset[str]:
    """How names of organisations end: 公司, 委员会, 厂."""
    return frozenset(" ".join(_entries("organisations.txt")).split())


@cache
def refused() -> frozenset[tuple[str, str]]:
    """(class, word): words that are no name of this class."""
    out: set[tuple[str, str]] = set()
    for line in _entries("refused.txt"):
        kind, *words = line.split()
        out.update((kind, word) for word in words)
    return frozenset(out)


_ROLL = 18  # characters of a run of names
_LONGEST = 6  # characters of the longest ending, 人大常委会 and its like included


@cache
def organisation_ending(text: str) -> str | None:
    """The longest ending of an organisation that the text ends with and does not consist of."""
    for length in range(min(_LONGEST, len(text) - 1), 0, -1):
        if text[-length:] in organisation_endings():
            return text[-length:]
    return None


def surname(text: str) -> str | None:
    """The surname that the text begins with: 欧阳 before 欧."""
    for length in (2, 1):
        if text[:length] in surnames() and len(text) >= length:
            return text[:length]
    return None


def is_chinese_person(text: str) -> bool:
    """Whether it has the shape of a Chinese person's full name: a surname and one or two characters more."""
    found = surname(text)
    return found is not None and 1 <= len(text) - len(found) <= 2 and all("\u3400" <= char <= "\u9fff" for char in text)


@cache
def run_of_persons(text: str) -> tuple[str, ...]:
    """Full names of Chinese persons printed without a blank between them: 邹蓬王国平 -> 邹蓬, 王国平; () if it cannot be that.

    Of several ways to cut, the one with the commonest surnames: what could be a rare surname is mostly the end of a given name.
    """
    return min(_cuts(text), key=lambda names: (sum(surnames()[surname(name) or ""] for name in names), names), default=())


def _cuts(text: str) -> list[tuple[str, ...]]:
    if not text:
        return [()]
    if len(text) > _ROLL:
        return []
    return [(text[:length], *rest) for length in (2, 3, 4) if is_chinese_person(text[:length]) for rest in _cuts(text[length:])]
