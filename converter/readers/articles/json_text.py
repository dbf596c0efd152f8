"""Takes a text in JSON, gives its values, and on demand the line of each. Promises that no text makes it recurse, count or grow without bound."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from converter.errors import UnreadableError
from converter.readers.articles.record import Path

_WHITE = re.compile("[ \t\r\n\x1e]*")  # U+001E begins each text of a JSON text sequence (RFC 7464)
_FAR = 10_000  # members of an object or a list in which the line of one is looked for
_MOST_DIGITS = 40  # an id may be long; nothing that a newspaper counts is


class Strange:
    """A number that no field takes: NaN, a fraction, a thousand digits."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text


class Object(dict[str, Any]):
    """repeated: the keys that stood in it more than once; the last one counts, as for every reader of JSON."""

    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A value, or what is wrong with it, that stands at [start, end) of the text."""

    start: int
    end: int
    value: Any = None
    wrong: str | None = None


def _whole(digits: str) -> int | Strange:
    return int(digits) if len(digits) <= _MOST_DIGITS else Strange(digits)


def _fraction(digits: str) -> int | Strange:
    """Tables that were exported write a page as 3.0."""
    return int(digits.partition(".")[0]) if re.fullmatch(r"-?\d{1,15}\.0+", digits) else Strange(digits)


def _object(pairs: list[tuple[str, Any]]) -> Object:
    out = Object(pairs)
    if len(out) < len(pairs):
        out.repeated = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return out


# Line ends and control characters inside strings are not JSON, but programs write them: they are told from what is meant, and noticed later.
_DECODER = json.JSONDecoder(strict=False, parse_int=_whole, parse_float=_fraction, parse_constant=Strange, object_pairs_hook=_object)


class JsonText:
    """The text of one file."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._line_ends: list[int] | None = None

    def skip(self, at: int) -> int:
        """The next place that is no white space."""
        match = _WHITE.match(self.text, at)
        return match.end() if match else at

    def value(self, at: int, most: int | None = None) -> Placed:
        """The value that begins at a place. most: where it ends at the latest; text that is not looked at costs nothing."""
        if most is not None:
            found = JsonText(self.name, self.text[at:most]).value(0)
            return replace(found, start=at, end=at + found.end)
        try:
            value, end = _DECODER.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            return Placed(at, error.pos, wrong=error.msg)
        except RecursionError:
            return Placed(at, at, wrong="Too many brackets within brackets")
        return Placed(at, end, value)

    def elements(self, at: int) -> Iterator[Placed]:
        """The elements of the list that begins at a place."""
        at = self.skip(at + 1)
        while self.text[at : at + 1] != "]":
            found = self.value(at)
            yield found
            if found.wrong:
                return
            at = self.skip(found.end)
            if self.text[at : at + 1] == ",":
                at = self.skip(at + 1)
            elif self.text[at : at + 1] != "]":
                yield Placed(at, at, wrong="The list is not closed" if at >= len(self.text) else "Expecting ',' or ']'")
                return

    def members(self, at: int) -> Iterator[tuple[str, int]]:
        """The keys of the object that begins at a place, which is known to be right, each with the place of its value."""
        at = self.skip(at + 1)
        while self.text[at : at + 1] not in ("}", ""):
            key = self.value(at)
            start = self.skip(self.skip(key.end) + 1)
            yield str(key.value), start
            at = self.skip(self.value(start).end)
            at = self.skip(at + 1) if self.text[at : at + 1] == "," else at

    def line(self, at: int) -> int:
        """The line, from 1, of a place."""
        if self._line_ends is None:
            self._line_ends = [match.start() for match in re.finditer("\n", self.text)]
        return bisect_right(self._line_ends, at - 1) + 1

    def line_of(self, at: int, path: Path) -> int:
        """The line of what a path leads to from the value that begins at a place, or of the nearest thing on the way that is there."""
        for step in path:
            if isinstance(step, str) and self.text[at : at + 1] == "{":
                inside = [start for key, start in islice(self.members(at), _FAR) if key == step]
            elif isinstance(step, int) and self.text[at : at + 1] == "[":
                inside = [placed.start for placed in islice(self.elements(at), step, step + 1)] if step < _FAR else []
            else:
                break
            if not inside:
                break
            at = inside[-1]
        return self.line(at)

    def unreadable(self, found: Placed) -> UnreadableError:
        """The error for a text that is no JSON."""
        line = self.line(found.end)
        column = found.end - (self.text.rfind("\n", 0, found.end) + 1) + 1
        return UnreadableError(
            f"is not JSON: {_sentence(found.wrong)} (column {column})",
            where=f"{self.name}:{line}",
            hint="correct this line, or export the file again; a file that was cut off ends before its brackets are closed",
        )


def _sentence(message: str | None) -> str:
    text = (message or "").rstrip(".")
    return text[:1].lower() + text[1:]
