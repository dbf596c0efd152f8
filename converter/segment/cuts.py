"""Takes the stream of a page, gives where an article may begin and what speaks for and against it, apart from words (nats)."""

from __future__ import annotations

import re
from itertools import pairwise

from converter.segment import weights
from converter.segment.cohesion import Cohesion, Whole
from converter.segment.display import Headline
from converter.segment.rows import FULL_STOPS, OLD_STOPS, open_brackets
from converter.segment.rubrics import is_rubric
from converter.segment.stream import Stream, Zone

# an article does not open by going on
_CONNECTIVE = re.compile(
    "但|然而|不过|同时|此外|另外|其次|再次|最后|因此|所以|于是|而且|并且|与此同时|对此|据了解|据介绍|比如|例如|又如|一方面|另一方面|除此之外|除了|不仅如此|如今|目前，|他|她|其中|其实|可见|总之|这"
)
_COLUMN_TAG = re.compile(r"[（(][^（）()]{2,16}[）)]$")
_CHAPTER = re.compile("第[一二三四五六七八九十百〇○零]{1,5}[囘回章節节]")
_LISTED = re.compile("[（(][一二三四五六七八九十甲乙丙丁\\d]{1,2}[）)].{3,}")
_REACH = 3  # texts above and below a place whose words are compared


def is_over(text: str, grid: bool) -> bool:
    return text.rstrip("”’」』）)》〉】］")[-1:] in (OLD_STOPS if grid else FULL_STOPS) or text[-1:] in "）)"


def begin_cost(stream: Stream, at: int) -> float:
    """What it costs to begin an article with the text `at` without a headline over it, below 0 where something asks for it."""
    if at == 0:
        return 0.0
    grid, before, text = stream.setting.grid, stream.texts[at - 1], stream.texts[at]
    cost = weights.CUT
    if before.closed or (text.unit.dated and not grid):
        cost = 0.0
    if not (is_over(before.last, grid) or before.unit.table):
        cost += weights.OLD_NOT_OVER if grid else weights.NOT_OVER
    if _CONNECTIVE.match(text.unit.text):
        cost += weights.CONNECTIVE
    return cost


def inside_cost(stream: Stream, at: int, headed: float) -> float:
    """What it costs that an article goes on over the place before the text `at`. headed: 0 to 1, how surely display here heads texts."""
    grid, before, text = stream.setting.grid, stream.texts[at - 1], stream.texts[at]
    cost = _crosshead_cost(stream.zones[at], grid, headed)
    if text.unit.dated:
        # before 1949 one headline stands over the telegrams of several places
        if not grid:
            cost += weights.DATED_INSIDE
        elif stream.zones[at].headlines:
            cost += weights.OLD_DATED_CROSSHEAD
    if before.closed:
        cost += weights.CLOSED_INSIDE
    return cost


def _crosshead_cost(zone: Zone, grid: bool, headed: float) -> float:
    if not zone.headlines and not zone.bylines:
        return 0.0
    cost = weights.CROSSHEAD + weights.HEADED_REGION * (2 * headed - 1) + weights.SIGNED_CROSSHEAD * bool(zone.bylines)
    if len(zone.headlines) > 3:
        cost += weights.MANY_HEADLINES
    for number, headline in enumerate(zone.headlines):
        cost += _line_cost(headline, grid) + (weights.SECOND_LINE if number else 0.0)
    return cost


def _line_cost(headline: Headline, grid: bool) -> float:
    text = headline.text
    cost = weights.LONG_CROSSHEAD * max(0.0, headline.width - 12)
    if text[:1] in "“「『" and text[-1:] in "”」』" and not open_brackets(text):
        cost += weights.QUOTED
    if _COLUMN_TAG.search(text):
        cost += weights.TAGGED_CROSSHEAD
    if is_rubric(text):
        cost += weights.RUBRIC_INSIDE
    if headline.doubled:
        cost += weights.TAGGED_CROSSHEAD
    if grid and len(text) > 4:
        cost += weights.OLD_CROSSHEAD
    if _CHAPTER.match(text):
        cost += weights.CHAPTER
    elif _LISTED.match(text):
        cost += weights.LISTED
    return cost


def is_heap(zone: Zone) -> bool:
    """Whether so much is printed in one place that it cannot belong to one text."""
    return len(zone.headlines) > 3 or len(zone.bylines) > 1


def headedness(stream: Stream) -> list[float]:
    """For each place, 0 to 1, how surely display that stands there heads the text below: by itself and by its neighbours.

    What only headlines have (a byline, a column's name in brackets, shadow type, a dateline below) speaks for it. A page may
    have its headlines over the texts in one region, and loose in another.
    """
    own = {at: _heads(zone, stream, at) for at, zone in enumerate(stream.zones[:-1]) if zone.headlines}
    # a heap of headlines says nothing of how its neighbours stand
    order = [at for at in sorted(own) if not is_heap(stream.zones[at])]
    out = [0.0] * len(stream.zones)
    for number, at in enumerate(order):
        near = [own[other] for other in order[max(0, number - 2) : number + 3] if other != at]
        out[at] = 0.6 * own[at] + 0.4 * (sum(near) / len(near) if near else own[at])
    return [own.get(at, 0.0) if at not in order else headed for at, headed in enumerate(out)]


def _heads(zone: Zone, stream: Stream, at: int) -> float:
    if (
        zone.bylines
        or any(_COLUMN_TAG.search(h.text) or h.doubled or is_rubric(h.text) for h in zone.headlines)
        or stream.texts[at].unit.dated
    ):
        return 1.0
    first = zone.headlines[0]
    if first.text[:1] in "“「『" or first.text.endswith("—"):
        return 0.1  # crossheads quote, or break off
    return 0.3 if first.width <= 8 else 0.6


def in_series(stream: Stream) -> set[int]:
    """Places whose display has the shape of the display before or after it: the crossheads of one article are set, and worded, alike."""
    shapes = [(at, _shape(zone)) for at, zone in enumerate(stream.zones[:-1]) if at and zone.headlines]
    out: set[int] = set()
    for (at, one), (other_at, other) in pairwise(shapes):
        if one and other and one[:3] == other[:3] and abs(one[3] - other[3]) <= 4:
            out |= {at, other_at}
    return out


def _shape(zone: Zone) -> tuple[bool, bool, int, float] | None:
    first = zone.headlines[0]
    if zone.bylines or len(zone.headlines) > 3 or first.width > 14 or first.doubled or _COLUMN_TAG.search(first.text):
        return None
    return first.text[:1] in "“「『", first.text.endswith("—"), min(2, len(zone.headlines)), first.width


def places(stream: Stream, whole: Whole) -> list[int]:
    """Where articles may begin, in order, 0 and the end included: at display, datelines, closings, and where the words change most."""
    end = len(stream.texts)
    sure = {0, end}
    for at in range(1, end):
        if stream.zones[at].order or stream.texts[at].unit.dated or stream.texts[at - 1].closed:
            sure.add(at)
    # a table that stands under a text without a headline of its own is that text's
    open_ = [at for at in range(1, end) if at not in sure and not stream.texts[at].unit.table]
    rest = [at for at in open_ if is_over(stream.texts[at - 1].last, stream.setting.grid)]
    if len(rest) > weights.CUTS:
        rest.sort(key=lambda at: _change(whole(), at, end))
        rest = rest[: weights.CUTS]
    return sorted(sure | set(rest))


def _change(cohesion: Cohesion, at: int, end: int) -> float:
    """How much less a cut here would lose than elsewhere: what the texts above and below hold together more than each for itself."""
    start, stop = max(0, at - _REACH), min(end, at + _REACH)
    whole = cohesion.from_start(start, stop)
    below = cohesion.from_start(at, stop)
    return whole[-1] - whole[at - start - 1] - below[-1]
