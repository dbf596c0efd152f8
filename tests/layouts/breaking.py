"""Breaks copy into lines of a measure that may change from line to line, as a compositor does: no line opens with a full stop, words hyphenate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layouts.faces import width

_NO_START = set("，。、；：？！）》”’」』〉】·…—％%℃")
_NO_END = set("（《“‘「『〈【")
_UNIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:/@_-]*[%％]?|——|……|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SetLine:
    """text as printed (with the hyphen that breaking put there); indent in points; spread: points to add after each character or blank."""

    text: str
    indent: float
    spread: float
    last: bool
    hyphen: bool = False


class Copy:
    """A paragraph that is broken line by line. hang: Chinese stops may stand outside of the measure."""

    def __init__(self, text: str, face: str, size: float, *, latin: bool, hang: bool = False, justify: bool = True) -> None:
        self.text, self.face, self.size, self.latin, self.hang, self.justify = text, face, size, latin, hang, justify
        self.at = 0

    def done(self) -> bool:
        return self.at >= len(self.text)

    def line(self, measure: float, indent: float = 0.0) -> SetLine:
        """The next line, of at least one character."""
        return self._words(measure, indent) if self.latin else self._signs(measure, indent)

    def lines(self, measure: float, indent: float = 0.0) -> Iterator[SetLine]:
        """All that is left, at one measure; only the first line is indented."""
        while not self.done():
            yield self.line(measure, indent)
            indent = 0.0

    def _signs(self, measure: float, indent: float) -> SetLine:
        units = [found.group() for found in _UNIT.finditer(self.text, self.at)]
        room, taken = measure - indent + 0.01, 0
        for unit in units:
            room -= width(unit, self.face, self.size)
            if room < 0:
                break
            taken += 1
        taken = max(taken, 1)
        hung = False
        if taken < len(units) and units[taken] in _NO_START:
            hung = self.hang and units[taken] in "，。、" and not (taken + 1 < len(units) and units[taken + 1] in _NO_START)
            taken += hung
            while not hung and taken > 1 and (units[taken] in _NO_START or units[taken - 1] in _NO_END):
                taken -= 1
        while taken > 1 and units[taken - 1] in _NO_END and taken < len(units):
            taken -= 1
        text = "".join(units[:taken])
        self.at += len(text)
        inner = text[:-1] if hung else text
        spare = measure - indent - width(inner, self.face, self.size)
        spread = spare / max(len(inner) - 1, 1) if self.justify and not self.done() and spare < 3.2 * self.size else 0.0
        return SetLine(text, indent, spread, self.done())

    def _words(self, measure: float, indent: float) -> SetLine:
        room = measure - indent + 0.01
        words = self.text[self.at :].split(" ")
        taken, used, blank = 0, 0.0, width(" ", self.face, self.size)
        for word in words:
            more = width(word, self.face, self.size) + (blank if taken else 0)
            if used + more > room:
                break
            used, taken = used + more, taken + 1
        text, hyphen = " ".join(words[:taken]), False
        if taken < len(words) and (part := self._syllables(words[taken], room - used - (blank if taken else 0))):
            text, hyphen = f"{text} {part}" if text else part, True
        elif not taken:
            text = words[0]
        self.at += len(text)
        if self.text[self.at : self.at + 1] == " ":
            self.at += 1
        shown = text + "-" if hyphen else text
        spare, blanks = measure - indent - width(shown, self.face, self.size), shown.count(" ")
        spread = spare / blanks if self.justify and blanks and not self.done() else 0.0
        return SetLine(shown, indent, spread, self.done(), hyphen)

    def _syllables(self, word: str, room: float) -> str:
        """As much of a long word as fits with a hyphen: broken between a vowel and a consonant that a vowel follows."""
        if room < 2.5 * self.size or not word.strip(",.;:").isalpha() or len(word) < 7:
            return ""
        places = [
            m.end() for m in re.finditer(r"[aeiouyäöüéè](?=[bcdfghjklmnpqrstvwz][aeiouyäöüéè])", word) if 2 <= m.end() <= len(word) - 4
        ]
        for place in reversed(places):
            if width(word[:place] + "-", self.face, self.size) <= room:
                return word[:place]
        return ""
