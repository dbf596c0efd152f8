"""Takes the blocks of a page and a tagger, gives each block the spans of its persons, places, organisations and titles.

The tagger reads sentences; the steps in converter/annotate/steps know what newspapers do. Spans of a block are in order and never overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from converter.annotate.listed_names import Listed, mark_listed
from converter.annotate.steps import CERTAIN, KINDS, STEPS, Name, Page, Sheet, Step, Token, Words, inner_title, roles
from converter.model import Span
from converter.scripts import fold, only_simplified, only_traditional

__all__ = ["Block", "Tagger", "find_names", "sheet_of", "spans_of"]

BlockKind = Literal["head", "byline", "dateline", "p", "caption", "credit"]
_ELEMENTS = {"PER": "persName", "LOC": "placeName", "ORG": "orgName"}
_CLASSES = {"persName": "PER", "placeName": "LOC", "orgName": "ORG"}
_DOUBTFUL = 1.0  # nats
_SIGNED = ("byline", "credit")


class Tagger(Protocol):
    """Cuts sentences into words and tags them: PER, LOC, ORG, or a part of speech (n, v …)."""

    def tag(self, sentences: Sequence[str]) -> Sequence[Sequence[Token]]: ...


@dataclass(frozen=True, slots=True)
class Block:
    """A passage of an article. sure: the persName and roleName spans that its formula already told (bylines, credits)."""

    article: str
    kind: BlockKind
    text: str
    sure: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a block, placed in the block's text."""

    start: int
    end: int
    tag: str
    margin: float


def find_names(
    blocks: Sequence[Block], tagger: Tagger, steps: Mapping[str, Step] = STEPS, given: Listed | None = None
) -> list[tuple[Span, ...]]:
    """For each block of one page its persName, placeName, orgName and roleName spans, in order, none over
    another but a roleName inside of its persName (汪院長兆銘).

    given: names of the user's authority files, which are marked whatever the tagger says.
    """
    page = sheets(blocks, tagger)
    for step in steps.values():
        page = step(page)
    if given:
        page = mark_listed(page, given)
    return [spans_of(block, sheet) for block, sheet in zip(blocks, page, strict=True)]


def sheets(blocks: Sequence[Block], tagger: Tagger) -> Page:
    """The blocks with the tagger's words and names, before any step. All sentences of the page go to the tagger together."""
    from converter.annotate.tagging import sentences

    texts = [block.text for block in blocks]
    together = "".join(texts)
    # A page in the Traditional script is read folded: the taggers learned from Simplified text.
    traditional = sum(map(together.count, only_traditional() & set(together))) > sum(map(together.count, only_simplified() & set(together)))
    if traditional:
        texts = [fold(text) for text in texts]
    places = [(n, start, end) for n, text in enumerate(texts) for start, end in sentences(text)]
    tagged = tagger.tag([texts[n][start:end] for n, start, end in places])
    words: list[list[Token]] = [[] for _ in blocks]
    for (n, start, _), found in zip(places, tagged, strict=True):
        words[n] += [Word(start + token.start, start + token.end, token.tag, token.margin) for token in found]
    return tuple(sheet_of(block, text, tuple(own), traditional) for block, text, own in zip(blocks, texts, words, strict=True))


def sheet_of(block: Block, text: str, words: tuple[Token, ...], traditional: bool = False) -> Sheet:
    """The block with the names of its formula and those that the tagger's words are. text: of the block, folded where it is Traditional."""
    sure = [Name(s.start, s.end, KINDS[_CLASSES[s.tag]], CERTAIN, sure=True) for s in block.sure if s.tag in _CLASSES]
    taken = [(span.start, span.end) for span in block.sure]
    found = [Name(word.start, word.end, KINDS[word.tag], word.margin) for word in words if word.tag in KINDS]
    if block.kind in _SIGNED and sure:
        found = []  # the formula of a byline says it all
    # 於 is a preposition in Traditional print, 于 (which it folds to) a surname: 華軍於克復
    found = [name for name in found if not (name.kind == "PER" and block.text.startswith("於", name.start))]
    return Sheet(block.kind, text, Words(words), (), traditional).having([*sure, *_apart(found, taken)])


def _apart(names: Iterable[Name], taken: Sequence[tuple[int, int]]) -> list[Name]:
    return [name for name in names if all(name.end <= start or end <= name.start for start, end in taken)]


def spans_of(block: Block, sheet: Sheet) -> tuple[Span, ...]:
    """The names of the sheet as spans of its block, with the titles beside them."""
    given = [span for span in block.sure if span.tag not in _CLASSES]
    taken = [(span.start, span.end) for span in given]
    spans = list(given)
    spans += (
        Span(name.start, name.end, _ELEMENTS[name.kind], cert="low" if name.margin < _DOUBTFUL else None)
        for name in _apart(sheet.names, taken)
    )
    spans += (Span(start, end, "roleName") for start, end in roles(sheet) if all(end <= a or b <= start for a, b in taken))
    spans += _inner_titles(sheet, spans)
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end)))


def _inner_titles(sheet: Sheet, spans: Sequence[Span]) -> Iterator[Span]:
    """汪院長兆銘: the title inside of the name, on pages that are old enough to print it so."""
    for span in spans if sheet.traditional else ():
        if span.tag == "persName" and (inside := inner_title(sheet.text[span.start : span.end])):
            yield Span(span.start + inside[0], span.start + inside[1], "roleName")
