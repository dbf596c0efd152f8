"""Takes what place decided on a page, asks the words: where both speak for a link it is sure, where they disagree a notice says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp

from converter.model import Article
from converter.notices import Notice
from converter.segment.doubts import headless, jump_lines, line_of, name_of, rests, said
from converter.segment.evidence import Background
from converter.segment.geometry import weights
from converter.segment.geometry.chains import Story
from converter.segment.geometry.legs import Leg
from converter.segment.heads import Affinities
from converter.segment.items import Item, Linked
from converter.segment.rows import Row
from converter.segment.stream import Stream

Told = list[tuple[Story, Item]]


def heard(rows: Sequence[Row], stream: Stream, told: Told) -> list[Notice]:
    """Notices of headlines whose words rather fit another article than the one that they stand over; sets how doubtful each link is."""
    drafts = [(item, item.draft) for _, item in told if item.draft is not None]
    mains = [next((linked for linked in item.heads if linked.type == "main"), None) for item, _ in drafts]
    if len(drafts) < 2:
        return []
    background = Background([row.text for row in rows])
    bags = background.bags([text.unit.text for text in stream.texts])
    links = Affinities(background, [background.bag(main.headline.text if main else "") for main in mains], bags)
    out = []
    sure = {id(item): story.head_sure for story, item in told}
    for number, (main, (item, _)) in enumerate(zip(mains, drafts, strict=True)):
        if main is None:
            continue
        scores = [links.of(number, draft.start, draft.end) for _, draft in drafts]
        others = [score for n, score in enumerate(scores) if n != number]
        best = max(others)
        if best - scores[number] > weights.DISAGREE + weights.PLACE_SAYS * min(sure[id(item)], 3.0):
            other = drafts[scores.index(best)][0]
            _doubt(item)
            score = round(1 / (1 + exp((best - scores[number]) / weights.DISAGREE)), 2)
            message = f"{said(main.headline.text)} stands over its article, and its words rather fit {name_of(stream, other)}"
            out.append(Notice("W-SEG-20", line_of(main.headline), message, score=score))
        elif scores[number] > best + weights.AGREE:
            _settle(item)
    return out


def _doubt(item: Item) -> None:
    for linked in item.heads:
        linked.cert = linked.cert or "medium"


def _settle(item: Item) -> None:
    for linked in item.heads:
        linked.cert = None


def doubts(stream: Stream, told: Told, articles: Sequence[Article]) -> list[Notice]:
    """What is doubtful about links by place, and what is told of every page."""
    out = [*headless(articles), *rests(articles), *jump_lines(articles)]
    for story, item in told:
        out += _of_heads(story, item)
        out += _of_legs(stream, story, item)
        out += _of_sides(stream, item)
    return out


def _of_heads(story: Story, item: Item) -> Iterator[Notice]:
    if story.head_sure >= weights.SURE:
        return
    for linked in item.heads:
        if linked.cert and linked.type in ("main", "banner"):
            yield Notice(
                "W-SEG-21",
                line_of(linked.headline),
                f"by its place {said(linked.headline.text)} may head another text",
                score=_score(linked),
            )


def _score(linked: Linked) -> float:
    return 0.5 if linked.cert == "low" else 0.7


def _of_legs(stream: Stream, story: Story, item: Item) -> Iterator[Notice]:
    if item.draft is None:
        return
    for leg, sure in story.doubtful:
        score = round(1 / (1 + exp(-2 * max(0.0, sure))), 2)
        yield Notice(
            "W-SEG-22", _place(leg), f"the column that begins {said(leg.slugs[0].text)} may not go on {name_of(stream, item)}", score=score
        )
    for leg in story.joined:
        yield Notice(
            "W-SEG-23",
            _place(leg),
            f"the column that begins {said(leg.slugs[0].text)} has no headline: {name_of(stream, item)} is the nearest article",
        )


def _of_sides(stream: Stream, item: Item) -> Iterator[Notice]:
    for unit, cert in (*item.bylines, *item.captions):
        if cert:
            yield Notice(
                "W-SEG-24", line_of(unit), f"{said(unit.text)} stands about as near to another article as to {name_of(stream, item)}"
            )


def _place(leg: Leg) -> str:
    return leg.slugs[0].row.lines[0].id
