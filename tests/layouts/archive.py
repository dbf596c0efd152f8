"""A newsroom that hands out the articles of the development pages: real copy, in layouts that are made up. Read where it lies, never kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

from layouts.chinese import PAPER, Chinese
from layouts.story import Script, Story


class Archive:
    """Stories from gold files in a folder; made-up ones where none is left that is long enough."""

    script: Script = "Hans"
    paper = PAPER

    def __init__(self, chance: Random, folder: Path) -> None:
        """folder: with *.gold.json files, paragraphs in blocks of type p."""
        self.chance, self.others = chance, Chinese(chance)
        articles = [
            article for path in sorted(folder.glob("*.gold.json")) for article in json.loads(path.read_text(encoding="utf-8"))["articles"]
        ]
        self.left = [found for article in articles if (found := _copy(article))]
        chance.shuffle(self.left)

    def advertisement(self) -> list[tuple[str, float]]:
        """A made-up one."""
        return self.others.advertisement()

    def story(self, characters: int) -> Story:
        """The first that has as many characters; heads and paragraphs are the archive's, bylines and the rest are made up."""
        other = self.others.story(0 if any(len("".join(text)) >= characters for _, text in self.left) else characters)
        for n, (main, paragraphs) in enumerate(self.left):
            if characters and sum(map(len, paragraphs)) >= characters:
                del self.left[n]
                return Story(
                    main=main,
                    kicker=other.kicker,
                    deck=other.deck,
                    lede=other.lede,
                    names=other.names,
                    paragraphs=paragraphs,
                    crossheads=other.crossheads,
                    caption=other.caption,
                    photographer=other.photographer,
                    byline=other.byline,
                    signature=other.signature,
                    dateline=other.dateline,
                    run_in=other.run_in,
                    credit=other.credit,
                    jump=other.jump,
                )
        return other if other.paragraphs else self.others.story(characters)


def _copy(article: dict[str, list[dict[str, str]]]) -> tuple[str, tuple[str, ...]] | None:
    """Its head without a label in brackets, and its paragraphs."""
    heads = [head["text"] for head in article["heads"] if head["type"] == "main"]
    paragraphs = tuple(block["text"] for block in article["blocks"] if block["type"] == "p")
    if not heads or sum(map(len, paragraphs)) < 200:
        return None
    return re.sub(r"（.*", "", heads[0]).replace("\u3000", " ").strip(), paragraphs
