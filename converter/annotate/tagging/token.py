"""What a tagger gives: words with their class, and how sure it is of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Token:
    """The characters [start, end) of a sentence.

    tag: PER, LOC, ORG or TIME, else the tagger's word class (n, v, m …; x where it tells only names).
    margin: how far the class is ahead of the next best one, the least over its characters; below 1 is doubtful, inf where the
    tagger does not say. person: the same for PER, whatever the tag is: negative by what is missing to a person, -inf where it does not say.
    """

    start: int
    end: int
    tag: str
    margin: float = math.inf
    person: float = -math.inf


class Tagger(Protocol):
    """Tags sentences. name and version go into the header of the TEI."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def tag(self, sentences: Sequence[str]) -> list[list[Token]]: ...
