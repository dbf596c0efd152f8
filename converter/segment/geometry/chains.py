"""Takes the succession of legs, gives the stories of a page: a headline's cluster with its legs in order, and what belongs to neither."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from converter.model import Box
from converter.segment.geometry import weights
from converter.segment.geometry.displays import Cluster
from converter.segment.geometry.legs import Leg
from converter.segment.geometry.neighbours import Neighbours
from converter.segment.geometry.sheet import Sheet, Slug, apart, around, shared
from converter.segment.geometry.succession import Succession, leg_gain


@dataclass(eq=False, slots=True)
class Story:
    """One article in the making. clusters: its headline first, then what joined it; legs in order; sure: how sure its least sure choice is.

    doubtful: legs that may as well follow others, with how sure they are; joined: legs that went on from nothing else.

    kind: advertisement where its frame holds nothing that reads as an article.
    """

    legs: list[Leg] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    bylines: list[tuple[list[Slug], bool]] = field(default_factory=list)
    captions: list[tuple[list[Slug], bool]] = field(default_factory=list)
    head_sure: float = 9.0
    sure: float = 9.0
    doubtful: list[tuple[Leg, float]] = field(default_factory=list)
    joined: list[Leg] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    kind: Literal["article", "advertisement"] = "article"

    @property
    def boxes(self) -> list[Box]:
        return [*(leg.box for leg in self.legs), *(cluster.box for cluster in self.clusters), *self.pictures]

    @property
    def box(self) -> Box:
        boxes = self.boxes or [around(lines) for lines, _ in (*self.captions, *self.bylines)]
        return around(boxes)

    @property
    def frame(self) -> int:
        return self.legs[0].frame if self.legs else self.clusters[0].main.frame if self.clusters else -1


def stories_of(near: Neighbours, succession: Succession, signed: set[int]) -> tuple[list[Story], list[Cluster]]:
    """The stories, and the clusters that head none. Chains without headline and dateline join the story that they go on from."""
    after: dict[int, int] = {before: at for at, before in enumerate(succession.before) if before is not None}
    out: list[Story] = []
    loose: list[tuple[int, Story]] = []
    for at, before in enumerate(succession.before):
        if before is not None:
            continue
        chain = [at]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        story = Story([near.legs[n] for n in chain])
        story.sure = min((succession.sure[n] for n in chain[1:]), default=9.0)
        story.doubtful = [(near.legs[n], succession.sure[n]) for n in chain[1:] if succession.sure[n] < weights.LIKELY]
        head = succession.heads[at]
        if head is not None:
            story.clusters = [near.clusters[head]]
            story.head_sure = succession.sure[at]
        if head is not None or near.legs[at].dated or near.legs[at].came or at in signed:
            out.append(story)
        else:
            loose.append((at, story))
    for at, story in sorted(loose, key=lambda entry: (near.boxes[entry[0]].top, near.boxes[entry[0]].left)):
        if not _absorbed(near, at, story, out, signed):
            out.append(story)
    used = {id(cluster) for story in out for cluster in story.clusters}
    return out, [cluster for cluster in near.clusters if id(cluster) not in used]


def _absorbed(near: Neighbours, at: int, story: Story, stories: list[Story], signed: set[int]) -> bool:
    """Puts the legs of a story without headline into the story, and at the place in it, that they rather go on from."""
    leg = near.legs[at]
    number = {id(one): n for n, one in enumerate(near.legs)}
    best: tuple[float, Story, int] | None = None
    for other in stories:
        if other.frame != story.frame or not other.clusters:
            continue
        for place, before in enumerate(other.legs):
            gain = leg_gain(near, number[id(before)], at, signed)
            if gain is None:
                continue
            far = max(0.0, apart(before.box, leg.box) / near.sheet.em - weights.RIGHT_GAP)
            gain -= 0.15 * far + (0.0 if place == len(other.legs) - 1 else 0.6)
            if best is None or gain > best[0]:
                best = gain, other, place + 1
    if best is None or best[0] < -1.0:
        return False
    _, other, place = best
    other.legs[place:place] = story.legs
    other.joined += story.legs
    return True


def claim_loose(sheet: Sheet, stories: list[Story], clusters: list[Cluster]) -> list[Cluster]:
    """Headlines without text go to the story right below or beside them, as banners and decks; gives those that nothing claims."""
    left = []
    for cluster in sorted(clusters, key=lambda cluster: -cluster.main.size):
        home = _home(sheet, stories, cluster)
        if home is None:
            left.append(cluster)
        else:
            home.clusters.append(cluster)
    return left


def _home(sheet: Sheet, stories: list[Story], cluster: Cluster) -> Story | None:
    fellows = [story for story in stories if story.frame == cluster.main.frame >= 0 and story.clusters]
    if len(fellows) == 1 and cluster.box.bottom <= fellows[0].clusters[0].box.top + 0.5 * sheet.em:
        return fellows[0]  # the title of a standing column, in the corner of its frame
    found: list[tuple[float, int]] = []
    for n, story in enumerate(stories):
        if story.frame != cluster.main.frame:
            continue
        parts = [c.box for c in story.clusters] or [story.legs[0].box] if story.legs or story.clusters else []
        far = min((apart(box, cluster.box) for box in parts), default=99 * sheet.em)
        inside = any(_inside(cluster.box, leg.box) for leg in story.legs)
        if inside:
            far = 0.0
        reach = weights.NEAREST * max(cluster.main.size, sheet.em)
        if far < reach and (inside or story.clusters or shared(cluster.box, story.box) > 0.3):
            found.append((far, n))
    return stories[min(found)[1]] if found else None


def _inside(box: Box, leg: Box) -> bool:
    return leg.left <= (box.left + box.right) / 2 <= leg.right and leg.top <= (box.top + box.bottom) / 2 <= leg.bottom


def claim_bylines(sheet: Sheet, stories: list[Story], bylines: list[list[Slug]]) -> list[list[Slug]]:
    """Each byline to the story whose headline stands over it, or whose text stands under it; gives those that stand near none."""
    left = []
    for lines in sorted(bylines, key=lambda lines: (lines[0].top, lines[0].left)):
        box = around(lines)
        scored = sorted((_byline_distance(sheet, story, box, lines[0].frame), n) for n, story in enumerate(stories))
        if not scored or scored[0][0] > weights.BYLINE_REACH * sheet.em + weights.BYLINE_ABOVE * sheet.em:
            left.append(lines)
            continue
        far, n = scored[0]
        sure = len(scored) < 2 or scored[1][0] - far > 0.7 * sheet.em
        stories[n].bylines.append((lines, sure))
    return left


def _byline_distance(sheet: Sheet, story: Story, box: Box, frame: int) -> float:
    em = sheet.em
    far = 99.0 * em
    if story.frame != frame:
        far += 20 * em
        return far
    for cluster in story.clusters:
        head = cluster.box
        over = cluster.main.standing or head.bottom < box.top + em
        far = min(far, _skewed(head, box) + (0.0 if over else weights.BYLINE_ABOVE * em) - 0.5 * em)
    for n, leg in enumerate(story.legs):
        below = leg.box.top > box.top - 0.5 * em
        first = 0.0 if n == 0 else 1.5 * em
        # a text that ends right above may be signed at its end, where no headline stands over the byline
        ends = n == len(story.legs) - 1 and leg.box.bottom < box.top + 0.5 * em
        far = min(far, _skewed(leg.box, box) + (first if below else 2 * em if ends else weights.BYLINE_ABOVE * em))
    return far


def _skewed(one: Box, other: Box) -> float:
    """The distance of two boxes, where what stands beside is further off than what stands over."""
    x = max(one.left - other.right, other.left - one.right, 0.0)
    y = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return 1.5 * x + y


def claim_captions(
    sheet: Sheet, stories: list[Story], captions: list[tuple[list[Slug], Box | None]]
) -> list[tuple[list[Slug], Box | None]]:
    """Each caption to the story that its picture stands in, or nearest to; gives those that stand near none."""
    left = []
    for lines, picture in captions:
        box = around([picture, *lines]) if picture is not None else around(lines)
        found = [(_caption_distance(sheet, story, box, lines[0].frame), n) for n, story in enumerate(stories)]
        if not found or min(found)[0] > weights.ABSORB_REACH * sheet.em:
            left.append((lines, picture))
            continue
        ranked = sorted(found)
        sure = len(ranked) < 2 or ranked[1][0] - ranked[0][0] > 0.5 * sheet.em
        home = stories[ranked[0][1]]
        named = _named(sheet, [stories[n] for far, n in ranked if far < weights.ECHO_REACH * sheet.em], lines)
        if named is not None and named is not home:
            home, sure = named, False
        home.captions.append((lines, sure))
    return left


def _named(sheet: Sheet, stories: list[Story], lines: list[Slug]) -> Story | None:
    """The one story near by whose headline the caption repeats: it shows what that tells, wherever the picture found room."""
    blank = " " if sheet.latin else ""
    caption = blank.join(slug.text for slug in lines)
    least = weights.ECHO * (3 if sheet.latin else 1)
    found = [story for story in stories if story.clusters and _common(caption, story.clusters[0].main.text) >= least]
    return found[0] if len(found) == 1 else None


def _common(one: str, other: str) -> int:
    """How many characters in a row both have, in capitals or not."""
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).find_longest_match().size


def _caption_distance(sheet: Sheet, story: Story, box: Box, frame: int) -> float:
    if story.frame != frame or not story.boxes:
        return 99 * sheet.em
    whole = around(story.boxes)
    inside = max(0.0, min(whole.right, box.right) - max(whole.left, box.left)) * max(
        0.0, min(whole.bottom, box.bottom) - max(whole.top, box.top)
    )
    area = max(1.0, (box.right - box.left) * (box.bottom - box.top))
    near = sorted(apart(part, box) for part in story.boxes)
    touching = sum(far < 2 * sheet.em for far in near)
    return near[0] + 4 * sheet.em * (1 - inside / area) - 0.4 * sheet.em * min(3, touching)
