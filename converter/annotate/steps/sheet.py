"""What the steps hand to each other: the text of a block, the tagger's words in it, and the names found so far, in order and apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Protocol

Kind = Literal["PER", "LOC", "ORG"]
KINDS: dict[str, Kind] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
CERTAIN = 99.0  # the margin of a name that is printed where only names are


class Token(Protocol):
    """A word as the tagger cut it: characters [start, end), its tag, and how far the tag leads over the next best class (nats)."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def tag(self) -> str: ...
    @property
    def margin(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Name:
    """A name over the characters [start, end). margin as in Token; sure: it is printed where only a name can be."""

    start: int
    end: int
    kind: Kind
    margin: float
    sure: bool = False


@dataclass(frozen=True)
class Words:
    """The tagger's words of a block, in order."""

    tokens: tuple[Token, ...]

    @cached_property
    def by_start(self) -> dict[int, Token]:
        return {token.start: token for token in self.tokens}

    @cached_property
    def by_end(self) -> dict[int, Token]:
        return {token.end: token for token in self.tokens}

    def edges(self, start: int, end: int) -> bool:
        """Whether words begin at start and end at end."""
        return start in self.by_start and end in self.by_end


@dataclass(frozen=True)
class Sheet:
    """A block on its way through the steps. text is folded to the Simplified script, character for character.

    traditional: the page is printed in the Traditional script, from which the taggers did not learn.
    """

    kind: str
    text: str
    words: Words
    names: tuple[Name, ...]
    traditional: bool = False

    def string(self, name: Name) -> str:
        return self.text[name.start : name.end]

    def having(self, names: Iterable[Name]) -> Sheet:
        """The same block with exactly these names, put in order."""
        return replace(self, names=tuple(sorted(names, key=lambda name: name.start)))

    def placing(self, new: Iterable[Name]) -> Sheet:
        """The same block with these names too; what they overlap gives way, unless it is sure and the new one is not."""
        kept = list(self.names)
        for name in new:
            rivals = [old for old in kept if old.start < name.end and name.start < old.end]
            if any(old.sure for old in rivals) and not name.sure:
                continue
            kept = [old for old in kept if old not in rivals]
            kept.append(name)
        return self.having(kept)

    @cached_property
    def by_start(self) -> dict[int, Name]:
        return {name.start: name for name in self.names}

    @cached_property
    def by_end(self) -> dict[int, Name]:
        return {name.end: name for name in self.names}

    def free(self, start: int, end: int) -> bool:
        """Whether no name touches [start, end)."""
        return all(name.end <= start or end <= name.start for name in self.names)


Page = tuple[Sheet, ...]
Step = Callable[[Page], Page]


def each(step: Callable[[Sheet], Sheet]) -> Step:
    """A step over one block as a step over all blocks of a page."""

    def over_page(page: Page) -> Page:
        return tuple(map(step, page))

    return over_page
