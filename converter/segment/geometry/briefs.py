"""Takes the stories of a page, gives them with each column of briefs taken apart: items under one standing title, each with a headline of its own."""

from __future__ import annotations

from collections.abc import Sequence

from converter.segment.geometry.chains import Story
from converter.segment.geometry.displays import Cluster, Group
from converter.segment.geometry.legs import Leg
from converter.segment.geometry.paragraphs import parts_text
from converter.segment.geometry.sheet import Sheet, Slug

MOST_WORDS, MOST_CHARACTERS = 3, 6  # of a standing title: In brief, Kurz gemeldet, 简讯
FEWEST = 2  # lines of the type below that head further items, where a title stands over the first


def with_items(sheet: Sheet, stories: Sequence[Story], crossheads: set[Slug]) -> list[Story]:
    """The stories; what stood in one as a crosshead in the type of its headline heads a story of its own, and leaves the crossheads.

    A crosshead is set smaller than the headline over its text, and never right beneath it: lines of one type, the first under the title and the
    others over paragraphs further down, head as many items.
    """
    out: list[Story] = []
    for story in stories:
        first = _headline_of_items(sheet, story, crossheads)
        out += [story] if first is None else _items(sheet, story, first, crossheads)
    return out


def _headline_of_items(sheet: Sheet, story: Story, crossheads: set[Slug]) -> Group | None:
    """What heads the first item, in the type of every crosshead of the story."""
    inner = [slug for leg in story.legs for slug in _crossheads(sheet, leg, crossheads)]
    if not inner or not story.clusters or any(leg.lede for leg in story.legs):
        return None
    cluster = story.clusters[0]
    lowest = cluster.groups[-1]
    alike = all(_style(slug) == _style(lowest.slugs[0]) for slug in inner)
    if not alike or lowest.standing or lowest.box.right > story.legs[0].box.right + sheet.em:
        return None
    if lowest is cluster.main:
        return lowest
    title = cluster.main.text
    short = len(title.split()) <= MOST_WORDS if sheet.latin else len(title) <= MOST_CHARACTERS
    return lowest if short and len(inner) >= FEWEST and len(cluster.groups) == 2 else None


def _crossheads(sheet: Sheet, leg: Leg, known: set[Slug]) -> list[Slug]:
    return [slug for at, slug in enumerate(leg.slugs) if slug in known or parts_text(sheet, leg, at)]


def _style(slug: Slug) -> tuple[int, tuple[str, int]]:
    return round(10 * slug.size), slug.face


def _items(sheet: Sheet, story: Story, first: Group, crossheads: set[Slug]) -> list[Story]:
    """The story ends where the second item begins; its bylines and pictures stay, until they are claimed."""
    over = [Cluster(group) for group in story.clusters[0].groups if group is not first]
    out = [Story(clusters=[Cluster(first), *over, *story.clusters[1:]], head_sure=story.head_sure, sure=story.sure)]
    heads: list[Slug] = []
    for leg in story.legs:
        lines: list[Slug] = []
        inner = _crossheads(sheet, leg, crossheads)
        for slug in leg.slugs:
            if slug not in inner:
                if heads:
                    out.append(Story(clusters=[Cluster(Group(heads))]))
                    heads = []
                lines.append(slug)
                continue
            if lines:
                out[-1].legs.append(Leg(sheet, lines))
                lines = []
            heads.append(slug)
            crossheads.discard(slug)
        if lines:
            out[-1].legs.append(Leg(sheet, lines))
    if heads:
        out.append(Story(clusters=[Cluster(Group(heads))]))
    return out
