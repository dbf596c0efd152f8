"""What is linked to one article on its way from draft to model: headlines with their types, bylines, captions, and how doubtful each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from converter.model import Cert, HeadType
from converter.segment.articles import Draft
from converter.segment.cuts import is_heap
from converter.segment.display import Headline
from converter.segment.stream import Stream
from converter.segment.unit import Unit


@dataclass(slots=True)
class Linked:
    """A headline with its type and how doubtful its link is."""

    headline: Headline
    type: HeadType
    cert: Cert | None = None


@dataclass(slots=True)
class Item:
    """All that was found of one article: a draft's texts or a picture (draft None), and what is linked to it.

    cert: how doubtful its limits are; kind: where more than words tells what it is.
    """

    draft: Draft | None
    heads: list[Linked] = field(default_factory=list)
    bylines: list[tuple[Unit, Cert | None]] = field(default_factory=list)
    captions: list[tuple[Unit, Cert | None]] = field(default_factory=list)
    cert: Cert | None = None
    kind: Literal["article", "advertisement"] | None = None


@dataclass(slots=True)
class Rest:
    """A run of what nothing claimed. kind: where more than its words tells what it is."""

    entries: Sequence[Headline | Unit]
    kind: Literal["advertisement", "contents", "unassigned"] | None = None


@dataclass(slots=True)
class Links:
    """rests: runs of what nothing claimed, where they do not stand in the stream's zones."""

    items: list[Item]
    loose: list[Headline]
    bylines: list[Unit]
    rests: list[Rest] = field(default_factory=list)


def inner_zones(stream: Stream, draft: Draft) -> list[int]:
    """The zones whose display parts the texts of an article, or stands over its first one: not a heap of headlines above it."""
    return [at for at in range(draft.start, draft.end) if at > draft.start or (not draft.own and not is_heap(stream.zones[at]))]
