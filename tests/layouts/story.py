"""What a newsroom hands to the layout desk (Story), and what the desk says that it printed (Printed, Gold): the scorer's gold format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal, Protocol

Script = Literal["Hans", "Latn"]
Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Story:
    """Raw copy. paragraphs: more than will be printed, in order; crossheads: to be set between them; names: who wrote it.

    byline, signature (at the end), credit: the names as the paper prints them; dateline opens the first paragraph, run_in is one with the names;
    jump: the line that sends the reader to another page.
    """

    main: str
    kicker: str
    deck: str
    lede: str
    names: tuple[str, ...]
    paragraphs: tuple[str, ...]
    crossheads: tuple[str, ...]
    caption: str
    photographer: str
    byline: str
    signature: str
    dateline: str
    run_in: str
    credit: str
    jump: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper prints of itself. around: beside the title of the front page; editors: with {} for names; continued: over the rest of a jump."""

    title: str
    motto: str
    date: str
    sections: tuple[str, ...]
    around: tuple[str, ...]
    editors: str
    briefs: tuple[str, ...]
    continued: str


class Newsroom(Protocol):
    """Gives stories of about so many characters; no two of one newsroom share a sentence. paper: whose newsroom it is."""

    script: Script
    paper: Paper

    def story(self, characters: int) -> Story: ...

    def advertisement(self) -> list[tuple[str, float]]:
        """Its lines, each with its size in body sizes."""
        ...


@dataclass(slots=True)
class Printed:
    """One article as the desk printed it. Blocks and heads are added in reading order while it is set.

    forms: how the desk set it; printed: its lines that the gold has no place for (bylines, credits, jump lines), so that a test can account for every character.
    """

    heads: list[tuple[str, str]] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    blocks: list[tuple[str, str]] = field(default_factory=list)
    captions: list[tuple[str, str]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)

    def gold(self, name: str) -> dict[str, Any]:
        blocks = [*self.blocks, *self.captions]
        return {
            "id": name,
            "heads": [{"type": kind, "text": text} for kind, text in self.heads],
            "byline": self.byline,
            "credits": self.credits,
            "blocks": [{"type": kind, "text": text} for kind, text in blocks],
            "forms": sorted(set(self.forms)),
        }


@dataclass(slots=True)
class Gold:
    """A page's articles and furniture. unscored: what stands on the page and in no article's gold text."""

    articles: list[Printed] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    unscored: list[str] = field(default_factory=list)

    def new(self) -> Printed:
        self.articles.append(Printed())
        return self.articles[-1]

    def as_json(self, source: str) -> dict[str, Any]:
        """In the scorer's format, with `unscored` and `forms` beside it, which the scorer does not read."""
        loose = [text for article in self.articles for text in article.printed]
        return {
            "source": source,
            "partial": False,
            "articles": [article.gold(f"a{n}") for n, article in enumerate(self.articles, 1)],
            "furniture": self.furniture,
            "unscored": [*loose, *self.unscored],
        }

    def text(self) -> str:
        """Every character that the page prints, in no order, without white space."""
        parts = [text for article in self.articles for _, text in (*article.heads, *article.blocks, *article.captions)]
        parts += [text for article in self.articles for text in article.printed]
        return "".join("".join((*parts, *self.furniture, *self.unscored)).split())


def words(text: str) -> tuple[str, ...]:
    """A list that is written with strokes between its words."""
    return tuple(text.split("|"))


def pick(chance: Random, *weighted: tuple[str, float]) -> str:
    """One of the names, by weight."""
    return chance.choices([name for name, _ in weighted], [weight for _, weight in weighted])[0]


def one_of(chance: Random, these: tuple[str, ...]) -> str:
    """One of them; where there is no choice, none is drawn, so that the rest of the page stays as it is."""
    return chance.choice(these) if len(these) > 1 else these[0]
