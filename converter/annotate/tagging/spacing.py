"""Takes sentences as printed, has them tagged without the blanks that print sets in Han text, gives tokens with the places as printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from converter.annotate.tagging.token import Token
from converter.characters import CJK

_BLANK = re.compile(r"\s")
_BLANKS_IN_HAN = re.compile(rf"(?<=[{CJK}])\s+|\s+(?=[{CJK}])|^\s+|\s+$")


def tag_without_blanks(sentences: Sequence[str], tag: Callable[[list[str]], list[list[Token]]]) -> list[list[Token]]:
    """The tokens of each sentence. `tag` gets those sentences that have any text, none of them with a blank beside a Han character.

    Print sets a blank there for looks (12 月, 张　伟); a tagger never saw one in its lessons and takes it for the end of a name.
    """
    texts, kept = [], []
    for sentence in sentences:
        text, places = without_blanks(sentence)
        texts.append(text)
        kept.append(places)
    tagged = iter(tag([text for text in texts if text]))
    return [_as_printed(next(tagged), places) if text else [] for text, places in zip(texts, kept, strict=True)]


def without_blanks(sentence: str) -> tuple[str, list[int] | None]:
    """The sentence without the blanks beside Han characters and at its edges, and the places of what is left (None: nothing was taken)."""
    if not _BLANK.search(sentence):
        return sentence, None
    kept: list[int] = []
    start = 0
    for found in _BLANKS_IN_HAN.finditer(sentence):
        kept += range(start, found.start())
        start = found.end()
    kept += range(start, len(sentence))
    return "".join(sentence[place] for place in kept), kept


def _as_printed(tokens: list[Token], kept: list[int] | None) -> list[Token]:
    if kept is None:
        return tokens
    return [Token(kept[token.start], kept[token.end - 1] + 1, token.tag, token.margin, token.person) for token in tokens]
