"""Hyphens that break a word of a Latin, Greek or Cyrillic script over two lines."""

from __future__ import annotations

import re
from itertools import pairwise

from converter.language import detect
from converter.model import Edit, Line

_WORD = re.compile("[^\\W\\d_]+(?:-[^\\W\\d_]+)*")
_BROKEN = re.compile("[^\\W\\d_]{2}([-\u00ac\u2010\u2e17])\\s*\\Z")
_FRAKTUR = re.compile("[^\\W\\d_]{2}(=)\\s*\\Z")
_FEW = 3  # lines of a page that end so and go on with a small letter, where no long s says that it is set in Fraktur
# English papers printed to-day, to-morrow, to-night with a hyphen until the middle of the 20th century.
_OLD_ENGLISH = frozenset(("day", "morrow", "night"))
# French joins a subject to the verb before it, and before a vowel the verb ends in t or d: dit-elle, répond-on. Others follow their own endings:
# avez-vous, allons-nous, veux-tu, est-ce, puis-je. No French word is broken before -elle or -il, as a syllable begins with its consonant.
_ASKED = re.compile(
    "[^-]*[td]-(?:ils?|elles?|on)|[^-]+-t-(?:ils?|elles?|on)|[^-]*(?:ons|mes)-nous|[^-]*(?:ez|tes)-vous|[^-]*[sx]-tu"
    "|(?:est|était|fut|sera|serait|sont|étaient|soit|n'est)-ce|[^-]+-je"
)
_COMPOUND = frozenset(("vice", "demi", "après"))  # French and English: what begins so is written with a hyphen
_OFTEN_COMPOUND = frozenset(("avant", "contre", "ex", "mi", "sous"))  # ex-ministre, but also ex-primer


def weak_hyphens(lines: tuple[Line, ...]) -> dict[str, tuple[Edit, ...]]:
    """By line id, the hyphen at its end. Before a capital (Elsaß-/Lothringen) or after an empty line it belongs to the word.

    So it does in French where the second half is a subject after its verb (dit-/elle), and after vice- and its like. It is doubtful where the page
    does not print the whole word elsewhere, but both halves as words (low-/lying, self-/acting), in to-/morrow, and after ex- and its like.
    Fraktur has a hyphen of two strokes, which is read as an equals sign: it is one on pages that are set so.
    """
    found: dict[str, tuple[Edit, ...]] = {}
    known: set[str] | None = None
    french: bool | None = None
    fraktur = _is_fraktur(lines)
    for line, following in pairwise(lines):
        match = _BROKEN.search(line.text) or (_FRAKTUR.search(line.text) if fraktur else None)
        if not match or following.gap_before or not following.text.lstrip()[:1].islower():
            continue
        known = known if known is not None else _words(lines)
        first, second = _WORD.findall(line.text[: match.start(1)])[-1].casefold(), _WORD.findall(following.text)[0].casefold()
        french = french if french is not None else detect("\n".join(line.text for line in lines))[0] == "fr"
        if f"{first}-{second}" in known or first in _COMPOUND or (french and _ASKED.fullmatch(f"{first}-{second}")):
            continue
        doubtful = first + second not in known and _may_be_two(first, second, known, french=french)
        found[line.id] = (Edit("doubtful hyphen" if doubtful else "hyphen", match.start(1), match.end(1)),)
    return found


def _may_be_two(first: str, second: str, known: set[str], *, french: bool) -> bool:
    """Whether a compound may have its hyphen between these: the page does not print it as one word."""
    if (first in known and second in known) or (first == "to" and second in _OLD_ENGLISH):
        return True
    return french and first in _OFTEN_COMPOUND and second in known


def _is_fraktur(lines: tuple[Line, ...]) -> bool:
    """Whether words are broken with the hyphen of Fraktur: the page has long s, or it happens again and again."""
    broken = sum(bool(_FRAKTUR.search(line.text)) and after.text.lstrip()[:1].islower() for line, after in pairwise(lines))
    return broken >= _FEW or (broken > 0 and any("ſ" in line.text for line in lines))


def _words(lines: tuple[Line, ...]) -> set[str]:
    """The words that stand inside lines, where nothing cuts them."""
    return {word.casefold() for line in lines for word in _WORD.findall(line.text)[1:-1]}
