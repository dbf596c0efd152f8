"""Takes a sheet, gives its display: lines of one headline in groups, and groups that stand over one text in clusters of kicker, main line and deck."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from converter.model import Box
from converter.segment.geometry import weights
from converter.segment.geometry.sheet import Sheet, Slug, around, shared, side_by_side

_SENTENCE = re.compile(r"[。；]|[.!?»”\"] [A-ZÀ-Þ„«“]|[.]$|, ")
DASHES = ("——", "—", "――", "--")


@dataclass(eq=False)
class Group:
    """Lines of one headline, from top to bottom (upright ones from right to left)."""

    slugs: list[Slug]

    @cached_property
    def box(self) -> Box:
        return around(self.slugs)

    @property
    def size(self) -> float:
        return max(slug.size for slug in self.slugs)

    @property
    def standing(self) -> bool:
        return self.slugs[0].standing

    @property
    def frame(self) -> int:
        return self.slugs[0].frame

    @property
    def text(self) -> str:
        return " ".join(slug.text for slug in self.slugs)

    @property
    def dash(self) -> bool:
        return self.slugs[0].text.startswith(DASHES)

    def add(self, slug: Slug) -> None:
        self.slugs.append(slug)
        self.__dict__.pop("box", None)


@dataclass(eq=False)
class Cluster:
    """A headline with its kickers and decks. main competes for the text; box: of all."""

    main: Group
    others: list[Group] = field(default_factory=list)

    @property
    def groups(self) -> list[Group]:
        """In reading order: from top to bottom, upright ones from right to left."""
        every = [self.main, *self.others]
        return sorted(every, key=lambda g: (g.box.top, g.box.left) if not self.main.standing else (-g.box.right, g.box.top))

    @cached_property
    def box(self) -> Box:
        return around([group.box for group in (self.main, *self.others)])

    def add(self, group: Group) -> None:
        self.others.append(group)
        self.__dict__.pop("box", None)


def is_display(sheet: Sheet, slug: Slug) -> bool:
    if slug.hint in ("banner", "main", "kicker", "deck"):
        return True
    return slug.size > weights.DISPLAY * sheet.em or (slug.standing and len(slug.text) > 1)


def groups_of(sheet: Sheet, slugs: Sequence[Slug], texts: Sequence[Slug]) -> list[Group]:
    """Display slugs in groups; texts: what stands between two lines parts them."""
    out: list[Group] = []
    for slug in sorted(slugs, key=lambda slug: (slug.top, -slug.right) if slug.standing else (slug.bottom, slug.left)):
        fitting = [group for group in out if _goes_on(group, slug)]
        fitting = [group for group in fitting if not _parted(sheet, group.slugs[-1], slug, texts)]
        if fitting:
            max(fitting, key=lambda group: (shared(group.box, slug), group.slugs[-1].bottom)).add(slug)
        else:
            out.append(Group([slug]))
    for group in out:
        if group.standing:
            group.slugs.sort(key=lambda slug: -slug.right)
    return out


def _goes_on(group: Group, slug: Slug) -> bool:
    last = group.slugs[-1]
    size = max(last.size, slug.size)
    if last.frame != slug.frame or last.standing != slug.standing or abs(last.size - slug.size) > weights.ALIKE * size:
        return False
    if slug.text.startswith(DASHES) or (last.hint and slug.hint and last.hint != slug.hint):
        return False
    if slug.standing:
        gap = max(last.left, slug.left) - min(last.right, slug.right)
        return gap < 0.9 * size and side_by_side(last, slug) > 0.3
    step = slug.bottom - last.bottom
    if step < 0.5 * size:
        return False
    over = shared(last, slug)
    return (step < weights.LEADING * size and over > weights.ABOVE_OVERLAP) or (
        step < weights.LOOSE_LEADING * size and over > 0.6 and last.face == slug.face
    )


def _parted(sheet: Sheet, last: Slug, slug: Slug, texts: Sequence[Slug]) -> bool:
    """Whether a rule, or a line of text, stands between."""
    if slug.standing:
        return False
    if sheet.rule_below(last, slug):
        return True
    middle = [t for t in texts if last.bottom - 0.3 * t.size < t.top and t.bottom < slug.top + 0.3 * t.size]
    return any(shared(t, slug) > 0.3 and shared(t, last) > 0.3 for t in middle)


def is_lede(sheet: Sheet, group: Group) -> bool:
    """Whether it reads as sentences: text in larger type that stands over the text proper."""
    if group.size > weights.LARGEST_LEDE * sheet.em or group.standing or group.slugs[0].hint:
        return False
    text = "".join(slug.text for slug in group.slugs)
    least = 70 if sheet.latin else 24
    if len(text) <= least:
        return False
    if sheet.latin:
        return len(group.slugs) > 2 and _SENTENCE.search(group.text) is not None
    return "。" in text[:-1] or (text[-1:] in "。！？" and len(group.slugs) > 1)


def clusters_of(sheet: Sheet, groups: Sequence[Group], texts: Sequence[Slug]) -> list[Cluster]:
    """Each headline with the smaller lines above and below it; only the largest line of a cluster competes for a text."""
    ranked = sorted(groups, key=lambda group: (group.dash, -group.size, group.box.top))
    out: list[Cluster] = []
    for group in ranked:
        fitting = [(gap, n) for n, cluster in enumerate(out) if (gap := _cluster_gap(sheet, cluster, group, texts)) is not None]
        if fitting:
            cluster = out[min(fitting)[1]]
            cluster.add(group)
        else:
            cluster = Cluster(group)
            out.append(cluster)
    return _completed(sheet, out, texts)


def _completed(sheet: Sheet, clusters: list[Cluster], texts: Sequence[Slug]) -> list[Cluster]:
    """What stands over a headline and its deck together, and over neither alone, joins them, too."""
    out = list(clusters)
    for single in clusters:
        if single.others:
            continue
        whole = [
            c for c in out if c is not single and c.others and single.main.size < 0.9 * c.main.size and c.main.frame == single.main.frame
        ]
        for cluster in whole:
            lines = [slug for group in cluster.groups for slug in group.slugs]
            gap = _part_gap(sheet, Group(lines), single.main, texts, cluster.main.size) if not cluster.main.standing else None
            if gap is not None:
                cluster.add(single.main)
                out.remove(single)
                break
    return out


def _cluster_gap(sheet: Sheet, cluster: Cluster, group: Group, texts: Sequence[Slug]) -> float | None:
    """How far the smaller line stands from the headline, in its sizes; None: it is not part of the cluster."""
    main = cluster.main
    if group.frame != main.frame or (group.size > (1 - weights.ALIKE / 2) * main.size and not group.dash):
        return None
    best = None
    for part in (main, *cluster.others):
        gap = _part_gap(sheet, part, group, texts, main.size)
        if gap is not None and (best is None or gap < best):
            best = gap
    return best


def _part_gap(sheet: Sheet, part: Group, group: Group, texts: Sequence[Slug], size: float) -> float | None:
    a, b = part.box, group.box
    if part.standing:
        # its kicker stands right of it, its deck left
        gap = max(a.left, b.left) - min(a.right, b.right)
        return gap / size if gap < weights.CLUSTER_GAP * size and side_by_side(a, b) > weights.CLUSTER_OVERLAP and group.standing else None
    if group.standing:
        return None
    if side_by_side(a, b) > 0.6 and (group.dash or not part.dash):
        return _side_gap(part, group, texts, size)
    above = b.bottom <= a.top + 0.3 * group.size
    gap = a.top - b.bottom if above else b.top - a.bottom
    if gap < -0.4 * group.size or gap > weights.CLUSTER_GAP * size:
        return None
    over = shared(a, b)
    if over < (weights.ABOVE_OVERLAP if above or group.dash else weights.CLUSTER_OVERLAP):
        return None
    first, second = (group.slugs[-1], part.slugs[0]) if above else (part.slugs[-1], group.slugs[0])
    if sheet.rule_below(first, second):
        return None
    if any(_between(t, first, second) for t in texts):
        return None
    return max(0.0, gap) / size


def _side_gap(part: Group, group: Group, texts: Sequence[Slug], size: float) -> float | None:
    """A deck right of its headline, on a level with it and much smaller; nothing stands between."""
    a, b = part.box, group.box
    gap = b.left - a.right
    if (
        not 0 <= gap < (12 if group.dash else 2.5 if group.slugs[0].face == part.slugs[0].face else 5) * size
        or group.size > 0.7 * part.size
        or b.top < a.top - 0.3 * size
        or b.bottom > a.bottom + 0.8 * size
    ):
        return None
    if any(a.right < t.left < b.left and t.bottom > b.top and t.top < b.bottom for t in texts):
        return None
    if not group.dash and _heads_columns(part, group, texts, size):
        return None
    return gap / size


def _heads_columns(part: Group, group: Group, texts: Sequence[Slug], reach: float) -> bool:
    """Whether the lines are centred on the columns right of the headline that begin under them, or begin where these do: a headline of their own."""
    box, em = group.box, group.size
    under = [t for t in texts if 0 < t.top - box.bottom < 2 * reach + 3 * em and shared(t, box) > 0.3 and t.left > part.box.right - em]
    if not under:
        return False
    left, right = min(t.left for t in under), max(t.right for t in under)
    middle = abs((left + right) / 2 - (box.left + box.right) / 2) < em
    return (middle or abs(left - box.left) < weights.SLACK * em) and box.right - box.left < right - left + em


def _between(text: Slug, above: Slug, below: Slug) -> bool:
    return (
        above.bottom - 0.3 * text.size < text.top
        and text.bottom < below.top + 0.3 * text.size
        and shared(text, above) > 0.3
        and shared(text, below) > 0.3
    )
