"""Takes captions with their pictures and the headlines, gives the pictures that are stories of their own: a headline, a picture, a caption."""

from __future__ import annotations

from collections.abc import Sequence

from converter.model import Box
from converter.segment.geometry.chains import Story
from converter.segment.geometry.displays import Cluster
from converter.segment.geometry.legs import Leg
from converter.segment.geometry.sheet import Sheet, Slug, apart, around, shared

REACH = 2.2  # em, or sizes of the headline, between it and its picture or caption
WIDEST = 1.2  # of the picture: a headline that is wider is over more than the picture

Caption = tuple[list[Slug], Box | None]


def photo_stories(
    sheet: Sheet, clusters: list[Cluster], captions: list[Caption], legs: Sequence[Leg]
) -> tuple[list[Story], list[Cluster], list[Caption]]:
    """(the stories; the other headlines; the other captions). A headline over a picture under which text stands is that text's."""
    out: list[Story] = []
    free = list(clusters)
    left: list[Caption] = []
    for lines, picture in captions:
        fitting = [
            (gap, n) for n, cluster in enumerate(free) if picture is not None and (gap := _gap(sheet, cluster, picture, lines)) is not None
        ]
        box = around([picture, *lines]) if picture is not None else around(lines)
        if not fitting or any(_follows(sheet, box, free[min(fitting)[1]], leg, clusters) for leg in legs):
            left.append((lines, picture))
            continue
        cluster = free.pop(min(fitting)[1])
        story = Story(clusters=[cluster])
        story.captions.append((lines, True))
        story.pictures.append(box)
        out.append(story)
    return out, free, left


def _gap(sheet: Sheet, cluster: Cluster, picture: Box, lines: Sequence[Slug]) -> float | None:
    """How far the headline stands from the picture: right over it, right under it, or between it and its caption."""
    head, caption = cluster.box, around(lines)
    if cluster.main.standing or cluster.main.frame != lines[0].frame:
        return None
    whole = around([picture, *lines])
    wide = whole.right - whole.left
    if head.right - head.left > WIDEST * wide or head.left < whole.left - sheet.em or head.right > whole.right + sheet.em:
        return None
    reach = REACH * max(sheet.em, 0.7 * cluster.main.size)
    over, under = picture.top - head.bottom, head.top - picture.bottom
    if -0.5 * sheet.em < over < reach:
        return over
    below_caption = head.top - caption.bottom
    if -0.5 * sheet.em < under < reach and (head.bottom < caption.top + sheet.em or -0.5 * sheet.em < below_caption < sheet.em):
        return under
    return None


def _follows(sheet: Sheet, box: Box, cluster: Cluster, leg: Leg, clusters: Sequence[Cluster]) -> bool:
    """Whether a text begins right under the picture that no other headline heads."""
    head, em = cluster.box, sheet.em
    own = any(other is not cluster and _heads(sheet, other, leg) for other in clusters)
    if own or not (leg.indented or leg.dated):
        return False
    # a text may begin on a level with its headline, and go on under the picture
    beside = 0 < box.left - leg.box.right < 4.5 * em and -1.5 * em < leg.box.top - head.top < 2.5 * em
    gap = leg.box.top - box.bottom
    under = -em < gap < 3 * em and shared(leg.box, box) >= 0.6 and abs(leg.box.left - box.left) <= 3 * em
    return beside or under


def _heads(sheet: Sheet, cluster: Cluster, leg: Leg) -> bool:
    """Whether a headline stands so near over a leg, or beside it, that it may be its own."""
    return apart(cluster.box, leg.box) < 4 * sheet.em and cluster.box.bottom < leg.box.top + 2 * sheet.em
