"""Takes what was decided on a page, gives a notice for each decision that a reader of the edition should know to be doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import exp

from converter.model import Article
from converter.notices import Notice
from converter.segment import weights
from converter.segment.cohesion import Cohesion
from converter.segment.display import Headline
from converter.segment.evidence import Background, Bag
from converter.segment.heads import Affinities
from converter.segment.items import Item, Links
from converter.segment.refining import witnessed
from converter.segment.stream import Stream
from converter.segment.unit import Unit

SHOWN = 24  # characters of a text that a message shows


def doubts(stream: Stream, links: Links, articles: Sequence[Article], background: Background, bags: Sequence[Bag]) -> list[Notice]:
    """The notices of a page, in the order of their codes."""
    out = [
        *_loose_headlines(stream, links),
        *_headless(articles),
        *_limits(stream, links, bags),
        *_bylines(links),
        *_headlines(stream, links, background, bags),
        *_rests(articles),
        *_captions(links),
    ]
    return sorted(out, key=lambda notice: notice.code)


def _line(item: Unit | Headline) -> str:
    return item.rows[0].lines[0].id


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _loose_headlines(stream: Stream, links: Links) -> Iterator[Notice]:
    if not stream.setting.grid:
        for headline in links.loose:
            yield Notice("W-SEG-01", _line(headline), f"no text claims the headline {_short(headline.text)!r}")
    for byline in links.bylines:
        yield Notice("W-SEG-04", _line(byline), f"no article claims the byline {_short(byline.text)!r}")


def _headless(articles: Sequence[Article]) -> Iterator[Notice]:
    for article in articles:
        if article.kind == "article" and not article.heads:
            first = next((p.passage.text for section in article.sections for p in section.paragraphs), "")
            yield Notice("W-SEG-02", article.id, f"the article that begins {_short(first)!r} has no headline")


def _limits(stream: Stream, links: Links, bags: Sequence[Bag]) -> Iterator[Notice]:
    drafts = [item.draft for item in links.items if item.draft]
    cohesion: Cohesion | None = None
    for above, below in pairwise(drafts):
        if witnessed(stream, below.start):
            continue
        cohesion = cohesion or Cohesion(bags)
        whole = cohesion.from_start(above.start, below.end)
        apart = whole[below.start - above.start - 1] + cohesion.from_start(below.start, below.end)[-1]
        unit = stream.texts[below.start].unit
        yield Notice(
            "W-SEG-03",
            _line(unit),
            f"only its words say that an article begins at {_short(unit.text)!r}",
            score=round(1 / (1 + exp(-weights.COHESION * (apart - whole[-1]) / 4)), 2),
        )


def _bylines(links: Links) -> Iterator[Notice]:
    for item in links.items:
        for unit, cert in item.bylines:
            if cert:
                head = (
                    min(item.heads, key=lambda linked: linked.type != "main").headline.text
                    if item.heads
                    else "an article without a headline"
                )
                yield Notice(
                    "W-SEG-04", _line(unit), f"{_short(unit.text)!r} was linked to {_short(head)!r}, from which it is printed apart"
                )


def _headlines(stream: Stream, links: Links, background: Background, bags: Sequence[Bag]) -> Iterator[Notice]:
    drafts = [item.draft for item in links.items if item.draft]
    mains = [draft.main for draft in drafts]
    links_of = Affinities(background, [background.bag(main.text if main else "") for main in mains], bags)
    for number, main in enumerate(mains):
        if main is None:
            continue
        scores = [links_of.of(number, other.start, other.end) for other in drafts]
        best = max(range(len(scores)), key=lambda n: scores[n])
        if best != number and scores[best] > scores[number] + weights.DISAGREE:
            other = stream.texts[drafts[best].start].unit.text
            yield Notice(
                "W-SEG-05", _line(main), f"the words of {_short(main.text)!r} rather fit the article that begins {_short(other)!r}"
            )
    yield from _weak(links)


def _weak(links: Links) -> Iterator[Notice]:
    for item in links.items:
        for linked in item.heads:
            if linked.cert:
                score = 0.3 if linked.cert == "low" else 0.6
                yield Notice(
                    "W-SEG-08",
                    _line(linked.headline),
                    f"the link of the headline {_short(linked.headline.text)!r} is doubtful",
                    score=score,
                )


def _rests(articles: Sequence[Article]) -> Iterator[Notice]:
    for article in articles:
        if article.kind == "unassigned":
            lines = [paragraph.passage for section in article.sections for paragraph in section.paragraphs]
            yield Notice(
                "W-SEG-06", article.id, f"{len(lines)} blocks from {_short(lines[0].text)!r} on belong to no article that could be told"
            )


def _captions(links: Links) -> Iterator[Notice]:
    for item in links.items:
        yield from _caption(item)


def _caption(item: Item) -> Iterator[Notice]:
    for unit, cert in item.captions:
        if cert:
            yield Notice("W-SEG-07", _line(unit), f"the caption {_short(unit.text)!r} fits no article well")
