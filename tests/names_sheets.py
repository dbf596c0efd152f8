"""What the tests of names share: blocks in a line of words, `王/PER 主席/n 说/v`, a margin after a colon (`王/PER:0.5`; 4 without)."""

from __future__ import annotations

from dataclasses import dataclass

from converter.annotate.steps import KINDS, Name, Sheet, Words


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    tag: str
    margin: float


def words(line: str) -> tuple[str, tuple[Word, ...]]:
    text, out = "", []
    for item in line.split(" "):
        word, _, tag = item.rpartition("/")
        tag, _, margin = tag.partition(":")
        out.append(Word(len(text), len(text) + len(word), tag, float(margin or 4)))
        text += word
    return text, tuple(out)


def sheet(line: str, kind: str = "p") -> Sheet:
    """The block with the names that its words are."""
    text, found = words(line)
    names = tuple(Name(word.start, word.end, KINDS[word.tag], word.margin) for word in found if word.tag in KINDS)
    return Sheet(kind, text, Words(found), names)


def names(found: Sheet) -> list[str]:
    """`王 PER`, in order."""
    return [f"{found.string(name)} {name.kind}" for name in found.names]
