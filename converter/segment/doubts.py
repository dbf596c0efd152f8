"""Takes what was decided on a page, gives a notice for each decision that a reader of the edition should know to be doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import exp

from converter.characters import PRIVATE
from converter.model import Article
from converter.notices import Notice
from converter.segment import weights
from converter.segment.certainty import is_unparted
from converter.segment.cohesion import Whole
from converter.segment.columns import word_across
from converter.segment.display import Headline
from converter.segment.evidence import Background, Bag
from converter.segment.heads import Affinities
from converter.segment.items import Item, Links
from converter.segment.openings import SURE_WORD
from converter.segment.refining import witnessed
from converter.segment.signing import contradicts
from converter.segment.stream import Stream
from converter.segment.unit import Unit

SHOWN = 24  # characters of a text that a message shows


def doubts(
    stream: Stream, links: Links, articles: Sequence[Article], background: Background, bags: Sequence[Bag], whole: Whole
) -> list[Notice]:
    """The notices of a page, in the order of their codes."""
    out = [
        *_loose_headlines(stream, links),
        *headless(articles),
        *_limits(stream, links, whole),
        *_bylines(stream, links),
        *_headlines(stream, links, background, bags),
        *rests(articles),
        *_captions(links),
        *_torn_words(stream, links),
        *_twice(stream),
        *jump_lines(articles),
        *_unparted(stream),
    ]
    return sorted(out, key=lambda notice: notice.code)


def line_of(item: Unit | Headline) -> str:
    """The id of its first line."""
    return item.rows[0].lines[0].id


def said(text: str) -> str:
    """The first characters in quotes, white space of any kind as one blank."""
    plain = " ".join(text.split())
    return f"“{plain}”" if len(plain) <= SHOWN else f"“{plain[:SHOWN]}…”"


def _loose_headlines(stream: Stream, links: Links) -> Iterator[Notice]:
    if not stream.setting.grid:
        for headline in links.loose:
            yield Notice("W-SEG-01", line_of(headline), f"no text claims the line {said(headline.text)}")
    for byline in links.bylines:
        yield Notice("W-SEG-04", line_of(byline), f"no article claims the byline {said(byline.text)}")


def headless(articles: Sequence[Article]) -> Iterator[Notice]:
    for article in articles:
        if article.kind == "article" and not article.heads:
            first = next((p.passage.text for section in article.sections for p in section.paragraphs if p.kind != "jump-from"), "")
            yield Notice("W-SEG-02", article.id, f"the article that begins {said(first)} has no headline")


def _limits(stream: Stream, links: Links, every: Whole) -> Iterator[Notice]:
    drafts = [item.draft for item in links.items if item.draft]
    for above, below in pairwise(drafts):
        if witnessed(stream, below.start):
            continue
        cohesion = every()
        whole = cohesion.from_start(above.start, below.end)
        apart = whole[below.start - above.start - 1] + cohesion.from_start(below.start, below.end)[-1]
        unit = stream.texts[below.start].unit
        yield Notice(
            "W-SEG-03",
            line_of(unit),
            f"only its words say that an article begins at {said(unit.text)}",
            score=round(1 / (1 + exp(-weights.COHESION * (apart - whole[-1]) / 4)), 2),
        )


def _bylines(stream: Stream, links: Links) -> Iterator[Notice]:
    for item in links.items:
        for unit, cert in item.bylines:
            if not cert:
                continue
            other = contradicts(stream, item.draft, unit) if item.draft else ""
            message = f"{said(unit.text)} was linked to {name_of(stream, item)}, "
            message += f"which {said(other)} says to be another's" if other else "from which it is printed apart"
            yield Notice("W-SEG-04", line_of(unit), message)


def name_of(stream: Stream, item: Item) -> str:
    """What a reader knows an article by: its headline, else its first words."""
    heads = [
        linked.headline.text for linked in sorted(item.heads, key=lambda linked: linked.type != "main") if linked.headline.text.strip()
    ]
    if heads:
        return said(heads[0])
    first = stream.texts[item.draft.start].unit.text if item.draft else item.captions[0][0].text
    return f"the article that begins {said(first)}"


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
            yield Notice("W-SEG-05", line_of(main), f"the words of {said(main.text)} rather fit the article that begins {said(other)}")
    yield from _weak(links)


def _weak(links: Links) -> Iterator[Notice]:
    for item in links.items:
        for linked in item.heads:
            if linked.cert:
                score = 0.3 if linked.cert == "low" else 0.6
                yield Notice(
                    "W-SEG-08",
                    line_of(linked.headline),
                    f"the link of the headline {said(linked.headline.text)} is doubtful",
                    score=score,
                )


def rests(articles: Sequence[Article]) -> Iterator[Notice]:
    for article in articles:
        if article.kind == "unassigned":
            blocks = [paragraph.passage for section in article.sections for paragraph in section.paragraphs]
            if not blocks:
                count = "what holds no running text belongs"  # a photo, a table, a heading alone
            elif len(blocks) == 1:
                count = f"{said(blocks[0].text)} belongs"
            else:
                count = f"{len(blocks)} blocks from {said(blocks[0].text)} on belong"
            yield Notice("W-SEG-06", article.id, f"{count} to no article that could be told")


def _captions(links: Links) -> Iterator[Notice]:
    for item in links.items:
        yield from _caption(item)


def _caption(item: Item) -> Iterator[Notice]:
    for unit, cert in item.captions:
        if cert:
            yield Notice("W-SEG-07", line_of(unit), f"the caption {said(unit.text)} fits no article well")


def _torn_words(stream: Stream, links: Links) -> Iterator[Notice]:
    """A headline over a single paragraph whose first characters complete a word of it may be the first row of its text."""
    for item in links.items:
        if item.draft is None or item.draft.end - item.draft.start > 1 or not item.draft.cluster:
            continue
        head, text = item.draft.cluster[-1], stream.texts[item.draft.start].unit.text
        if not head.doubled and word_across(head.text, text) > SURE_WORD:
            yield Notice(
                "W-SEG-09",
                line_of(head),
                f"{said(head.text)} may be the first row of the text below it: a word runs from it to {said(text)}",
            )


def _twice(stream: Stream) -> Iterator[Notice]:
    """The same headline in two places, letter-spaced in one of them or not."""
    seen: dict[str, Headline] = {}
    for zone in stream.zones:
        for headline in zone.headlines:
            plain = PRIVATE.sub("", "".join(headline.text.split()))
            first = seen.setdefault(plain, headline)
            if first is not headline and len(plain) > 3:
                yield Notice("W-SEG-10", line_of(headline), f"{said(headline.text)} is printed on line {first.rows[0].lines[0].n}, too")


def _unparted(stream: Stream) -> Iterator[Notice]:
    for text in stream.texts:
        if is_unparted(text.unit):
            yield Notice(
                "W-SEG-11",
                line_of(text.unit),
                f"{len(text.unit.text)} characters from {said(text.unit.text)} on show no stop: where headlines, paragraphs and articles part cannot be seen",
            )


def jump_lines(articles: Sequence[Article]) -> Iterator[Notice]:
    """The other end of a jump stands on another page: nothing joins the two yet."""
    for article in articles:
        for section in article.sections:
            for paragraph in section.paragraphs:
                if paragraph.kind in ("jump", "jump-from"):
                    where = "goes on elsewhere" if paragraph.kind == "jump" else "comes from elsewhere"
                    yield Notice(
                        "W-SEG-13", article.id, f"the article {where}, says {said(paragraph.passage.text)}; the two parts are not joined"
                    )
