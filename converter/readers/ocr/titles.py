"""Tells the headline of an article among blocks of which the source says nothing: the catalogue's title is printed over the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from converter.model import Block, Line

_LIKE = 0.8  # the catalogue corrects what recognition misread
_ABOVE = 2  # lines that may stand over the headline
_LONGER = 1.3  # times the title: text, not a headline
_LONGEST = 500  # letters of a headline: what is longer is not compared


def with_headlines(blocks: Sequence[Block], lines: Sequence[Line], titles: Mapping[str, str]) -> list[Block]:
    """The blocks of a page; those at the head of an item whose text its title repeats are headings, where the source calls them nothing.

    titles: of the items that begin on this page. A title over two blocks is read on from one to the next; a line over the headline is a kicker.
    """
    out = list(blocks)
    for item, title in titles.items():
        rest = whole = _letters(title)
        above: list[int] = []
        for at, block in enumerate(blocks):
            if block.item != item:
                continue
            text = _letters("".join(lines[n - 1].text for n in block.lines))
            if block.kind is not None:
                break
            if not _repeats(text, rest):
                above.append(at)
                if rest is not whole or len(above) > _ABOVE or len(block.lines) > 1:
                    break
                continue
            for over in above:
                out[over] = replace(out[over], kind="kicker")
            above.clear()
            out[at] = replace(block, kind="main")
            rest = rest[len(text) :]
    return out


def _repeats(text: str, title: str) -> bool:
    """Whether the title begins with the text, as far as recognition goes."""
    if not text or not title or len(text) > min(_LONGER * len(title), _LONGEST):
        return False
    return SequenceMatcher(None, text, title[: len(text)], autojunk=False).ratio() >= _LIKE


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
