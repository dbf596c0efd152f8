"""Takes headlines and where they stand, tells what speaks for a loose one: its decks, what it costs unused, what stands between it and a text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from converter.segment import weights
from converter.segment.display import Headline
from converter.segment.stream import Stream
from converter.segment.unit import Unit


def well_headed(places: Sequence[int], clusters: Sequence[Sequence[Headline]], headed: Sequence[float]) -> list[int]:
    """For each place, and the end, how many places before it have a headline that surely stands over its text.

    clusters: the headlines over each place; headed: for each zone, 0 to 1, how surely display there heads the text below.
    """
    sure = (bool(cluster) and headed[at] >= weights.WELL_HEADED for at, cluster in zip(places, clusters, strict=False))
    return [0, *accumulate(map(int, sure))]


def with_dash_decks(stream: Stream, headline: Headline) -> str:
    """The headline's text with the dash decks that are printed after it, before the next headline: a slogan says little, its deck more."""
    for zone in stream.zones:
        if any(item is headline for item in zone.order):
            at = next(n for n, item in enumerate(zone.order) if item is headline)
            texts = [headline.text]
            for item in zone.order[at + 1 :]:
                if isinstance(item, Headline):
                    if not item.dash:
                        break
                    texts.append(item.text)
            return " ".join(texts)
    return headline.text


def unused_cost(stream: Stream, headline: Headline) -> float:
    """What it costs that a loose headline heads nothing: most with a byline beside it, little where it may be a deck."""
    for zone in stream.zones:
        for at, item in enumerate(zone.order):
            if item is headline:
                above, below = zone.order[max(0, at - 2) : at], zone.order[at + 1 : at + 2]
                # a byline signs what stands above it, else what stands below
                if any(_is_byline(item) for item in below) or (above and _is_byline(above[-1]) and not isinstance(above[0], Headline)):
                    return weights.UNUSED_SIGNED_HEAD
                return weights.UNUSED_DECK if above and isinstance(above[-1], Headline) else weights.UNUSED_HEAD
    return 0.0


def _is_byline(item: Headline | Unit) -> bool:
    return isinstance(item, Unit) and item.kind == "byline"
