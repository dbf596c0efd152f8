"""Takes the articles of an issue, gives them with names, dates and measures marked, and who and what these refer to.

Each article is read by the language that it is written in: a Chinese one by the tagger and its grammars, in whatever issue it stands; of others
only what says itself is marked (other_languages).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from converter.annotate.authorities import Authority
from converter.annotate.context import Context
from converter.annotate.dates import find_spans
from converter.annotate.list_notices import list_notices
from converter.annotate.listed_names import Listed, listed
from converter.annotate.mentions import MentionType
from converter.annotate.merging import merged
from converter.annotate.names import Block, find_names
from converter.annotate.other_languages import find_plain_names, find_plain_spans
from converter.annotate.passages import Kind, with_spans
from converter.annotate.referents import Mention, link
from converter.annotate.tagging import Tagger
from converter.language import chinese_share
from converter.metadata import Metadata
from converter.model import LOST, Article, Passage, Referent, Span
from converter.notices import Notice

_TYPES: dict[str, MentionType] = {"persName": "person", "placeName": "place", "orgName": "org"}
_READ = ("article", "advertisement")  # the lines of a rest are not known to run on: a tagger would read across them


@dataclass(frozen=True, slots=True)
class Annotated:
    """articles: with spans, linked to referents where there is evidence; tagger: name and version, for the header, None
    where nothing was there for it to read; notices: on the user's lists."""

    articles: tuple[Article, ...]
    referents: tuple[Referent, ...]
    tagger: tuple[str, str] | None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage and where it stands."""

    article: str
    kind: Kind
    text: str
    sure: tuple[Span, ...]
    chinese: bool


def annotate(
    articles: Sequence[Article], tagger: Callable[[], Tagger], metadata: Metadata, authorities: Sequence[Authority] = ()
) -> Annotated:
    """Marks all passages of articles and advertisements; a byline's own roles and names stay as they are.

    tagger: gives it; not asked for one where no article is Chinese.
    """
    found: list[tuple[Span, ...]] = []
    places: list[_Place] = []
    given = listed(authorities) if authorities else None
    language = metadata.language.value if metadata.language else "zh"
    for _, page in groupby(articles, key=lambda article: article.page):
        here = [place for article in page for place in _places(article, language)]
        found += _with_dates(here, _names(here, tagger, given), metadata)
        places += here
    linked, referents, notices = _linked(places, found, metadata, authorities)
    marks = iter(linked)

    def mark(_kind: Kind, _passage: Passage, _spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return next(marks)

    marked = tuple(with_spans(article, mark) if article.kind in _READ else article for article in articles)
    by = tagger() if any(place.chinese for place in places) else None
    return Annotated(marked, referents, (by.name, by.version) if by else None, notices)


def _places(article: Article, language: str) -> list[_Place]:
    found: list[tuple[Kind, str, tuple[Span, ...]]] = []

    def note(kind: Kind, passage: Passage, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        found.append((kind, passage.text, spans))
        return spans

    if article.kind in _READ:
        with_spans(article, note)
    chinese = _is_chinese("".join(text for _, text, _ in found), language)
    return [_Place(article.id, *one, chinese) for one in found]


def _is_chinese(text: str, language: str) -> bool:
    """By its own letters; by the language of the issue where it has none. What is all kanji on a Japanese page is Japanese."""
    issue = language.split("-")[0]
    share = chinese_share(text)
    return issue not in _KANJI and (issue == "zh" if share is None else share >= _MOSTLY)


_KANJI = ("ja", "ko")
_MOSTLY = 0.5  # a Chinese report may quote names and brands in Latin letters


def _names(places: Sequence[_Place], tagger: Callable[[], Tagger], given: Listed | None) -> Iterator[tuple[Span, ...]]:
    """The names of each passage of a page: those of Chinese articles are read together."""
    blocks = [Block(place.article, place.kind, place.text, place.sure) for place in places]
    chinese = [block for block, place in zip(blocks, places, strict=True) if place.chinese]
    read = iter(find_names(chinese, tagger(), given=given) if chinese else ())
    plain = iter(find_plain_names([block for block, place in zip(blocks, places, strict=True) if not place.chinese], given))
    return (next(read if place.chinese else plain) for place in places)


def _with_dates(places: Sequence[_Place], names: Iterable[tuple[Span, ...]], metadata: Metadata) -> Iterator[tuple[Span, ...]]:
    """Names, dates and measures of each passage. A date leaves out what the article said before; a headline says nothing for others."""
    article, context = None, Context.of(metadata.date)
    for place, named in zip(places, names, strict=True):
        if place.article != article:
            article, context = place.article, Context.of(metadata.date)
        if place.kind in ("byline", "credit"):
            yield merged(place.text, place.sure, named)
            continue
        if not place.chinese:
            yield merged(place.text, place.sure, named, find_plain_spans(place.text))
            continue
        counted = find_spans(place.text, context)
        if place.kind != "head":
            context = context.next(place.text, counted)
        yield merged(place.text, place.sure, named, counted)


def _linked(
    places: Sequence[_Place], found: Sequence[tuple[Span, ...]], metadata: Metadata, authorities: Sequence[Authority]
) -> tuple[list[tuple[Span, ...]], tuple[Referent, ...], tuple[Notice, ...]]:
    mentions: list[Mention] = []
    where: list[tuple[int, int]] = []  # of each mention: its passage, and its span there
    for n, (place, spans) in enumerate(zip(places, found, strict=True)):
        for k, span in enumerate(spans):
            if span.tag in _TYPES and LOST not in place.text[span.start : span.end]:
                mentions.append(_mention(len(mentions), place, spans, k, mentions if where and where[-1] == (n, k - 1) else []))
                where.append((n, k))
    refs, referents = link(mentions, home=_home(metadata), issue_year=_year(metadata), authorities=authorities)
    linked = [list(spans) for spans in found]
    for index, (ref, cert) in refs.items():
        n, k = where[index]
        linked[n][k] = replace(linked[n][k], ref=f"#{ref}", cert=cert or linked[n][k].cert)
    return [tuple(spans) for spans in linked], referents, tuple(list_notices(authorities, mentions, referents))


def _mention(index: int, place: _Place, spans: tuple[Span, ...], k: int, before: Sequence[Mention]) -> Mention:
    span = spans[k]
    beside = [
        other for other in spans[max(0, k - 1) : k + 2] if other.tag == "roleName" and (other.end == span.start or other.start == span.end)
    ]
    inside = [other for other in spans[k + 1 : k + 2] if other.tag == "roleName" and other.end < span.end]
    beside = inside or beside
    role = place.text[beside[0].start : beside[0].end] if beside and span.tag == "persName" else None
    chained = before and span.tag == "placeName" == spans[k - 1].tag and spans[k - 1].end == span.start
    text = place.text[span.start : span.end]
    for title in inside:  # 汪院長兆銘 is 汪兆銘
        text = place.text[span.start : title.start] + place.text[title.end : span.end]
    text = _BLANK.sub("", " ".join(text.split()))
    within = before[-1].index if chained else None
    return Mention(index, text, _TYPES[span.tag], place.article, role, within, place.kind == "dateline", span.cert)


# Blanks part the words of a name (Ann Bell), but not Han characters.
_BLANK = re.compile(r"(?<=[\u2e80-\U0003ffff])\s|\s(?=[\u2e80-\U0003ffff])")


def _home(metadata: Metadata) -> str | None:
    paper = metadata.newspaper
    known = paper.place or paper.title
    return known.value if known else None


def _year(metadata: Metadata) -> int | None:
    date = metadata.date
    value = (date.when or date.not_before or date.not_after or date.text) if date else None
    return int(value[:4]) if value and re.match(r"\d{4}", value) else None
