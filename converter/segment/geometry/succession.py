"""Takes legs and headlines with their neighbours, gives each leg what comes before it: another leg, a headline, or nothing; one choice for all."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from converter.segment.geometry import weights
from converter.segment.geometry.assignment import assign, margin
from converter.segment.geometry.displays import Cluster
from converter.segment.geometry.legs import Leg
from converter.segment.geometry.neighbours import Neighbours
from converter.segment.geometry.sheet import side_by_side

LEAST = -3.0  # gains below are not worth a look: none at all is better


@dataclass(slots=True)
class Succession:
    """before[leg]: the number of the leg before it; heads[leg]: of its headline; sure[leg]: by how much the choice is the best (nats of a kind)."""

    before: list[int | None]
    heads: list[int | None]
    sure: list[float]


def succeed(near: Neighbours, signed: set[int]) -> Succession:
    """signed: legs right over which a byline stands."""
    legs, clusters = near.legs, near.clusters
    gains: list[dict[int, float]] = []
    for at in range(len(legs)):
        mine: dict[int, float] = {}
        for other in range(len(legs)):
            if other != at and (gain := leg_gain(near, other, at, signed)) is not None and gain > LEAST:
                mine[other] = gain
        for n in range(len(clusters)):
            if (gain := head_gain(near, n, at)) is not None and gain > LEAST:
                mine[len(legs) + n] = gain
        gains.append(mine)
    alone = [weights.NO_PREDECESSOR + (weights.DATED_ALONE if leg.dated else 0.0) for leg in legs]
    best = assign(gains, alone)
    _cut_cycles(best, gains, len(legs))
    sure = [_margin(at, gains, alone, best) for at in range(len(legs))]
    before = [giver if giver is not None and giver < len(legs) else None for giver in best]
    heads = [giver - len(legs) if giver is not None and giver >= len(legs) else None for giver in best]
    return Succession(before, heads, sure)


def _margin(at: int, gains: list[dict[int, float]], alone: list[float], best: list[int | None]) -> float:
    """The margin where another choice comes near; else the plain lead, which is not smaller."""
    chosen = best[at]
    mine = alone[at] if chosen is None else gains[at][chosen]
    rest = [alone[at], *(gain for giver, gain in gains[at].items() if giver != chosen)] if chosen is not None else [*gains[at].values()]
    lead = mine - max(rest, default=-9.0)
    return lead if lead > 2 * weights.SURE else margin(at, gains, alone, best)


def _cut_cycles(best: list[int | None], gains: list[dict[int, float]], legs: int) -> None:
    """Legs that come before each other in a ring begin at the one whose predecessor gains least."""
    for start in range(legs):
        ring: list[int] = []
        at: int | None = start
        while at is not None and at < legs and at not in ring:
            ring.append(at)
            at = best[at]
        if at is not None and at < legs and at in ring:
            ring = ring[ring.index(at) :]
            weakest = min(ring, key=lambda n: gains[n][best[n]] if best[n] is not None else 0.0)  # type: ignore[index]
            best[weakest] = None


# --- a leg before a leg ----------------------------------------------------------------------------


def leg_gain(near: Neighbours, b: int, c: int, signed: set[int]) -> float | None:
    """What speaks for leg c going on where leg b ends; None: it cannot."""
    before, leg = near.legs[b], near.legs[c]
    if before.frame != leg.frame:
        return None
    place = _place_gain(near, b, c)
    if place is None:
        return None
    return place + _flow_gain(near, before, leg) + _heads_gain(near, b, c) + (weights.SIGNED if c in signed else 0.0) + weights.ANY


def _place_gain(near: Neighbours, b: int, c: int) -> float | None:
    em, one, two = near.sheet.em, near.boxes[b], near.boxes[c]
    if c in near.right[b] or (two.left > one.right - weights.HANGING * em and side_by_side(one, two) > 0.3):
        gain = _right_gain(near, b, c)
    elif two.top > one.bottom - 0.5 * em and min(one.right, two.right) - max(one.left, two.left) > em:
        if near.head_between(b, c):
            return None
        gain = weights.BELOW
        if near.between(b, c):
            gain += weights.BELOW_TEXT
        if near.sheet.rule_below(one, two):
            gain += weights.BELOW_RULE
        white = near.white(b, c) / near.sheet.pitch
        gain += weights.FAR_BELOW * max(0.0, white - 2)
        if white > 0.7 and near.legs[b].over and near.legs[c].indented and not near.legs[c].lead:
            gain += weights.WHITE_BELOW
    elif two.bottom < one.top + 0.5 * em and 0 < two.left - one.right + weights.HANGING * em < weights.RIGHT_GAP * em:
        # a column that something interrupts goes on at the top of the next one
        gain = weights.RIGHT + weights.HIGHER - (0.4 if near.beneath(b) else 0.0)
    elif two.top > one.bottom - 0.5 * em and two.right < one.left + em and not near.head_between(b, c):
        gain = weights.NEXT_ROW - (0.5 if near.head[c] is not None and near.head[c] != near.head[b] else 0.0)
    else:
        return None
    wide, narrow = max(near.legs[b].measure, near.legs[c].measure), min(near.legs[b].measure, near.legs[c].measure)
    if wide - narrow < em:
        gain += weights.SAME_WIDTH
    elif narrow < 0.7 * wide and len(near.legs[c].slugs) > 1 and not near.legs[b].lede:
        gain += weights.OTHER_WIDTH
    if abs(near.legs[b].size - near.legs[c].size) > weights.ONE_TEXT * near.legs[c].size and not near.legs[b].lede:
        gain += weights.OTHER_SIZE
    return gain


def _right_gain(near: Neighbours, b: int, c: int) -> float:
    em, one, two = near.sheet.em, near.boxes[b], near.boxes[c]
    next_to = c in near.right[b]
    gain = weights.RIGHT if next_to and two.left - one.right < weights.RIGHT_GAP * em else weights.FAR_RIGHT
    if not next_to:
        gain += weights.COLUMN_BETWEEN
    if near.level(b, c) or _level_with_head(near, b, c):
        gain += weights.LEVEL
    else:
        gain += weights.LOWER if two.top > one.top else weights.HIGHER
    return gain


def _level_with_head(near: Neighbours, b: int, c: int) -> bool:
    """Whether c rises to the height of the headline over b, over the first columns alone; or b to that of the headline over c."""
    if any(b in near.wrapping[n] and (n in near.heads_over[c] or n in _heads_of_row(near, c)) for n in range(len(near.clusters))):
        return True
    return any(abs(near.boxes[c].top - near.clusters[n].box.top) < 1.5 * near.sheet.em for n in near.row_heads[b])


def _heads_of_row(near: Neighbours, c: int) -> set[int]:
    return {n for other in near.rows[c] for n in near.heads_over[other][:1]}


def _flow_gain(near: Neighbours, before: Leg, leg: Leg) -> float:
    if leg.came:
        return weights.CAME
    if before.lede:
        return weights.LEDE_OVER
    if leg.dated:
        return weights.DATED
    gain = (weights.CLOSED if before.closed else 0.0) + (weights.CROSSHEAD_LED if leg.lead else 0.0)
    if not before.over:
        return gain + (weights.OPEN_INDENTED if leg.indented else weights.OPEN_ON)
    if leg.amid:
        return gain + weights.CLOSED_AMID
    if near.indented and not leg.indented:
        gain += weights.CLOSED_SHORT_ON if before.short else weights.CLOSED_ON
    return gain


def _heads_gain(near: Neighbours, b: int, c: int) -> float:
    """A headline over the next leg is over this one, too, or begins another article."""
    heads = near.heads_over[c]
    if not heads:
        right = near.boxes[c].left > near.boxes[b].left
        ended = near.legs[b].over and right and any(near.last[n] == b for n in _heads_of_row(near, b) | set(near.heads_over[b]))
        return weights.PAST_LAST if ended else 0.0
    head = heads[0]
    if head in near.heads_over[b]:
        return weights.HEAD_OVER_BOTH
    if b in near.wrapping[head]:
        return weights.HEAD_BESIDE
    if b in _run_to(near, c) and near.centred(head, b, c):
        return weights.HEAD_OVER_BOTH
    return weights.HEAD_OVER_NEXT


def _run_to(near: Neighbours, c: int) -> list[int]:
    """The columns left of c that begin on one line with it."""
    return [at for at in near.left[c] if near.level(at, c)] + [at for at, row in enumerate(near.rows) if c in row and at != c]


# --- a headline before a leg -----------------------------------------------------------------------


def head_gain(near: Neighbours, n: int, c: int) -> float | None:
    """What speaks for leg c beginning the text of headline n; None: it cannot."""
    cluster, leg = near.clusters[n], near.legs[c]
    if cluster.main.frame != leg.frame and cluster.main.frame >= 0:
        return None
    place = _head_place(near, cluster, n, c)
    if place is None:
        return None
    gain = place + weights.HEAD + weights.SIZE * log(cluster.main.size / near.sheet.em)
    if leg.indented or leg.dated or leg.lede:
        gain += weights.INDENTED
    elif near.indented:
        gain += weights.UNINDENTED
    gain += weights.CROSSHEAD_FIRST if leg.lead else 0.0
    gain += weights.AMID_FIRST if leg.amid else 0.0
    return gain + (weights.DATED_TEXT if leg.dated else 0.0)


def _head_place(near: Neighbours, cluster: Cluster, n: int, c: int) -> float | None:
    em, head, box = near.sheet.em, cluster.box, near.boxes[c]
    if cluster.main.standing:
        apart = near.beside[n].get(c)
        return None if apart is None else weights.BESIDE - max(0.0, apart - 2) * 0.2
    if n in near.heads_over[c]:
        far = max(0.0, (box.top - head.bottom) / near.sheet.pitch - 3)
        return weights.ABOVE + weights.FAR_ABOVE * far - 0.3 * near.heads_over[c].index(n) + _alignment(near, cluster, n, c)
    row = near.rows[c]
    if not near.heads_over[c] and any(n in near.heads_over[other] for other in row[1:]):
        return weights.ROW_START + _alignment(near, cluster, n, c)
    if c in near.wrapping[n]:
        first = all(near.boxes[other].left >= box.left for other in near.wrapping[n])
        return weights.WRAPS if first else weights.WRAPS + weights.NOT_FIRST
    if c == near.turned[n]:
        return weights.TURNED
    return weights.WRAPS if abs(box.top - head.top) < 2.5 * em and abs(box.left - head.right) < 4 * em and not near.heads_over[c] else None


def _alignment(near: Neighbours, cluster: Cluster, n: int, c: int) -> float:
    em = near.sheet.em
    box, head = near.boxes[c], cluster.main.box
    aligned = abs(head.left - box.left) < 1.5 * em or near.centred(n, c, c)
    gain = weights.CENTRED if aligned else weights.OFF_CENTRE
    for left in near.left[c]:
        if not near.level(left, c):
            continue
        if n in near.heads_over[left]:
            return gain + weights.NOT_FIRST
        if not near.heads_over[left] and near.centred(n, left, left):
            gain += weights.FROM_LEFT
            break
    return gain
