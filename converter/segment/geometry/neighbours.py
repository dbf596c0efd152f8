"""Takes legs and headlines, tells what stands beside, below and over what: the questions that every choice of a predecessor asks."""

from __future__ import annotations

from collections.abc import Sequence

from converter.model import Box
from converter.segment.geometry import weights
from converter.segment.geometry.displays import Cluster
from converter.segment.geometry.legs import Leg
from converter.segment.geometry.paragraphs import is_indented
from converter.segment.geometry.sheet import Sheet, shared, side_by_side


class Neighbours:
    """legs and clusters of one sheet; closed: places of what is no part of them, through which no headline reaches.

    indented: whether the page tells its paragraphs by an indent; where it does not, a line that stands flush says nothing.
    """

    def __init__(
        self, sheet: Sheet, legs: Sequence[Leg], clusters: Sequence[Cluster], closed: Sequence[Box] = (), captions: Sequence[Box] = ()
    ) -> None:
        self.closed, self.captions = closed, captions
        self.sheet, self.legs, self.clusters = sheet, legs, clusters
        self.indented = is_indented(sheet, legs)
        self.boxes = [leg.box for leg in legs]
        self.right: list[list[int]] = [self._to_right(at) for at in range(len(legs))]
        self.left: list[list[int]] = [[] for _ in legs]
        for at, others in enumerate(self.right):
            for other in others:
                self.left[other].append(at)
        self.heads_over: list[list[int]] = [self._over(box) for box in self.boxes]
        self.head: list[int | None] = [heads[0] if heads else None for heads in self.heads_over]
        self.rows = [self._row(at) for at in range(len(legs))]
        self.wrapping: list[set[int]] = [self._wrapping(n) for n in range(len(clusters))]
        self.row_heads: list[set[int]] = [set(heads[:1]) for heads in self.heads_over]
        for at, heads in enumerate(self.heads_over):
            for other in self.rows[at]:
                if not self.heads_over[other]:
                    self.row_heads[other] |= set(heads[:1])
        self.turned: list[int | None] = [self._turned(n) for n in range(len(clusters))]
        self.last: list[int | None] = [self._last(n) for n in range(len(clusters))]
        self.beside: list[dict[int, float]] = [self._beside(n) for n in range(len(clusters))]

    def _to_right(self, at: int) -> list[int]:
        """The legs right of this one with nothing between, that share some of its height."""
        box, em = self.boxes[at], self.sheet.em
        level = [
            other
            for other, b in enumerate(self.boxes)
            if other != at and b.left > box.right - weights.HANGING * em and b.left > box.left and _overlap(box, b) > 0.5 * em
        ]
        return [other for other in level if not any(self._hides(box, third, other) for third in level if third != other)]

    def _hides(self, box: Box, third: int, other: int) -> bool:
        """Whether the third leg stands between the two, at the height that both have."""
        a, b = self.boxes[third], self.boxes[other]
        if a.right > b.left + weights.HANGING * self.sheet.em:
            return False
        top, bottom = max(box.top, b.top), min(box.bottom, b.bottom)
        return min(bottom, a.bottom) - max(top, a.top) > 0.5 * (bottom - top)

    def _over(self, box: Box) -> list[int]:
        """The headlines over a place, the nearest first: those that no text and no further headline parts from it."""
        em = self.sheet.em
        found = []
        for n, cluster in enumerate(self.clusters):
            head = cluster.box
            if cluster.main.standing or head.bottom > box.top + 0.6 * em or shared(head, box) < 0.3:
                continue
            if cluster.main.frame >= 0 and cluster.main.frame != self._frame_at(box):
                continue
            if not self._blocked(head, box):
                found.append((box.top - head.bottom, n))
        found.sort()
        return [n for _, n in found]

    def _frame_at(self, box: Box) -> int:
        for n, frame in enumerate(self.sheet.frames):
            if frame.left <= (box.left + box.right) / 2 <= frame.right and frame.top <= (box.top + box.bottom) / 2 <= frame.bottom:
                return n
        return -1

    def _blocked(self, head: Box, box: Box) -> bool:
        """Whether text, or another headline, stands between a headline and what it is over, in the width that both have."""
        left, right = max(head.left, box.left), min(head.right, box.right)
        slack = 0.5 * self.sheet.em
        others = [*self.boxes, *self.closed, *(cluster.box for cluster in self.clusters if not cluster.main.standing)]
        for other in others:
            if other is head or other is box:
                continue
            inside = head.bottom - slack <= other.top and other.bottom <= box.top + slack
            if inside and min(right, other.right) - max(left, other.left) > 0.3 * min(right - left, other.right - other.left):
                return True
        return False

    def clear(self, head: Box, box: Box) -> bool:
        """Whether nothing stands between a headline and a leg."""
        return not self._blocked(head, box)

    def _row(self, at: int) -> list[int]:
        """The columns that begin on one line with this one, from it on to the right."""
        out = [at]
        while True:
            level = [other for other in self.right[out[-1]] if self.level(out[-1], other)]
            near = [other for other in level if self.gap(out[-1], other) < weights.RIGHT_GAP * self.sheet.em]
            if not near or near[0] in out:
                return out
            out.append(min(near, key=lambda other: self.boxes[other].left))

    def _wrapping(self, n: int) -> set[int]:
        """The legs that begin on a level with a headline, left of it or of the columns under it, and have no headline of their own."""
        cluster, em = self.clusters[n], self.sheet.em
        if cluster.main.standing:
            return set()
        head = cluster.box
        under = [at for at, heads in enumerate(self.heads_over) if heads and heads[0] == n]
        under += [
            at
            for at, heads in enumerate(self.heads_over)
            if not heads and any(n in self.heads_over[other] and self.centred(n, at, other) for other in self.rows[at][1:])
        ]
        edge = min([head.left, *(self.boxes[at].left for at in under)])
        level = [at for at, box in enumerate(self.boxes) if not self.heads_over[at] and -1.5 * em < box.top - head.top < 2.5 * em]
        out: set[int] = set()
        for at in sorted(level, key=lambda at: -self.boxes[at].right):
            if -weights.HANGING * em < edge - self.boxes[at].right < weights.RIGHT_GAP * em:
                out.add(at)
                edge = self.boxes[at].left
        return out

    def _turned(self, n: int) -> int | None:
        """The leg at the top of the next column, where a headline is the last thing in its own and nothing else heads that leg."""
        cluster, em = self.clusters[n], self.sheet.em
        head = cluster.box
        others = [*self.boxes, *self.closed, *self.captions, *self.sheet.pictures, *(c.box for c in self.clusters if c is not cluster)]
        if cluster.main.standing or any(box.top > head.bottom - 0.5 * em and shared(box, head) > 0.1 for box in others):
            return None
        right = [at for at, box in enumerate(self.boxes) if box.left > head.right - weights.HANGING * em and box.top < head.bottom]
        first = min(right, key=lambda at: (round(self.boxes[at].left / em), self.boxes[at].top), default=None)
        if first is None or self.heads_over[first]:
            return None
        return first if self.boxes[first].left - head.left < self.legs[first].measure + weights.RIGHT_GAP * em else None

    def _last(self, n: int) -> int | None:
        """The leg with which the columns end that a headline is centred on, counted from the first one that is its own."""
        own = sorted(
            (*self.wrapping[n], *(at for at, heads in enumerate(self.heads_over) if heads and heads[0] == n)),
            key=lambda at: self.boxes[at].left,
        )
        if not own or self.clusters[n].main.standing:
            return None
        head, left = self.clusters[n].main.box, self.boxes[own[0]].left
        right = head.left + head.right - left
        row = [
            at
            for at, box in enumerate(self.boxes)
            if abs(box.right - right) < 1.5 * self.sheet.em
            and box.bottom > head.top
            and abs(box.top - self.boxes[own[0]].top) < 12 * self.sheet.em
        ]
        return min(row, key=lambda at: self.boxes[at].top, default=None)

    def _beside(self, n: int) -> dict[int, float]:
        """The legs that the text of an upright headline may begin with, each with its distance in em: right of it, or the first of the columns left of it."""
        cluster, em = self.clusters[n], self.sheet.em
        head, out = cluster.box, {}
        if not cluster.main.standing:
            return {}
        level = [at for at, box in enumerate(self.boxes) if side_by_side(box, head) > 0.5 and self.legs[at].frame == cluster.main.frame]
        right = [at for at in level if -em < self.boxes[at].left - head.right < 6 * em]
        for at in right:
            out[at] = (self.boxes[at].left - head.right) / em
        left = [at for at in level if -em < head.left - self.boxes[at].right < 4 * em]
        if not out and not left:  # a picture stands beside it, its text below that
            lower = [at for at, box in enumerate(self.boxes) if head.top < box.top < head.bottom + 12 * em and not self.heads_over[at]]
            lower = [at for at in lower if -em < head.left - self.boxes[at].right < 4 * em or shared(self.boxes[at], head) > 0.3]
            left = [min(lower, key=lambda at: self.boxes[at].top)] if lower else []
        while left:
            first = min(left, key=lambda at: self.boxes[at].top)
            out[first] = 0.5
            left = [
                at
                for at in self.left[first]
                if not self.heads_over[at] and at not in out and self.gap(at, first) < 4 * em and self._begins_at(at, head)
            ]
        return out

    def _begins_at(self, at: int, head: Box) -> bool:
        """Whether a column begins on a level with an upright headline, or under a picture that does."""
        box, em = self.boxes[at], self.sheet.em
        pictures = (*self.sheet.pictures, *self.captions)
        under = any(head.top - 3 * em < p.top and p.bottom < box.top + em and shared(p, box) > 0.5 for p in pictures)
        return abs(box.top - head.top) < 3 * em or (under and box.top > head.top)

    def centred(self, n: int, first: int, last: int) -> bool:
        """Whether a headline is centred on the columns from `first` on up to `last` or one further on in its row."""
        head = self.clusters[n].main.box
        middle, row = (head.left + head.right) / 2, self.rows[first]
        tail = row[row.index(last) :] if last in row else [last]
        return any(abs(middle - (self.boxes[first].left + self.boxes[end].right) / 2) < 1.5 * self.sheet.em for end in tail)

    def level(self, one: int, other: int) -> bool:
        return abs(self.boxes[one].top - self.boxes[other].top) < 1.3 * self.sheet.pitch

    def gap(self, left: int, right: int) -> float:
        return self.boxes[right].left - self.boxes[left].right

    def between(self, upper: int, lower: int) -> bool:
        """Whether text stands between two legs of one column."""
        a, b = self.boxes[upper], self.boxes[lower]
        slack = 0.5 * self.sheet.em
        return any(
            n not in (upper, lower)
            and a.bottom - slack <= c.top
            and c.bottom <= b.top + slack
            and shared(c, a) > 0.3
            and shared(c, b) > 0.3
            for n, c in enumerate(self.boxes)
        )

    def white(self, upper: int, lower: int) -> float:
        """How much is empty between two legs of one column: pictures and captions between them do not count."""
        a, b = self.boxes[upper], self.boxes[lower]
        filled = 0.0
        for box in (*self.sheet.pictures, *self.captions):
            if min(box.right, b.right) - max(box.left, b.left) > 0.5 * (b.right - b.left):
                filled += max(0.0, min(box.bottom, b.top) - max(box.top, a.bottom))
        return max(0.0, b.top - a.bottom - filled)

    def beneath(self, at: int) -> bool:
        """Whether more text stands right below in the same column."""
        a, em = self.boxes[at], self.sheet.em
        return any(n != at and -em < c.top - a.bottom < 6 * em and shared(a, c) > 0.5 for n, c in enumerate(self.boxes))

    def head_between(self, upper: int, lower: int) -> bool:
        a, b = self.boxes[upper], self.boxes[lower]
        slack = 0.5 * self.sheet.em
        for cluster in self.clusters:
            c = cluster.box
            inside = not cluster.main.standing and a.bottom - slack <= c.top and c.bottom <= b.top + slack
            if inside and min(c.right, b.right) - max(c.left, b.left) > 0.3 * min(c.right - c.left, b.right - b.left):
                return True
        return False


def _overlap(one: Box, other: Box) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)
