"""Takes what was found and linked on a page, gives the layout: articles in reading order, advertisements and rests, furniture, notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from converter.model import Article, Byline, Cert, Figure, Furniture, Head, HeadType, Layout, Page, Paragraph, Section
from converter.segment.advertising import advertising_share, looks_like_advertising
from converter.segment.articles import Draft
from converter.segment.certainty import section_cert
from converter.segment.display import Headline
from converter.segment.items import Item, Linked, Links, inner_zones
from converter.segment.latin_bylines import sent
from converter.segment.parts import byline_of, closed, figure_of, head_of, opened, passage_of
from converter.segment.rubrics import opens_advertisements
from converter.segment.sections import SectionDraft
from converter.segment.stream import Stream
from converter.segment.unit import Unit

Kind = Literal["article", "advertisement", "contents", "unassigned"]
_ORDER = {"banner": 0, "kicker": 1, "main": 2, "deck": 3}
ADVERTISES = 0.12  # share of lines that advertise from which a run of lines is advertising
LABELLED = 600  # characters: more under 广告 is the page's news again
SHORT_ADVERTISEMENT = 160  # characters: a longer text under an advertising headline is an article


@dataclass(slots=True)
class _Placed:
    at: int
    article: Article


@dataclass(slots=True)
class Builder:
    """Collects the articles of one page with the place at which each begins."""

    page: Page
    stream: Stream
    links: Links
    placed: list[_Placed] = field(default_factory=list)

    def layout(self) -> Layout:
        for item in self.links.items:
            self._article(item)
        self._rests()
        self._contents([unit for unit in self.stream.furniture if unit.what == "contents"])
        self._poems([unit for unit in self.stream.furniture if unit.what.startswith("poem")])
        margins = [unit for unit in self.stream.furniture if unit.what != "contents" and not unit.what.startswith("poem")]
        furniture = tuple(Furniture(unit.what, passage_of(unit), self.page.id) for unit in margins)
        self.placed.sort(key=lambda placed: placed.at)
        return Layout(tuple(numbered(self.page, [placed.article for placed in self.placed])), furniture)

    # --- articles ------------------------------------------------------------------------------

    def _article(self, item: Item) -> None:
        draft = item.draft
        heads = sorted(item.heads, key=lambda linked: _ORDER[linked.type])
        figures = tuple(figure_of(caption, cert) for caption, cert in item.captions)
        bylines = tuple(byline_of(passage_of(unit), cert=cert) for unit, cert in item.bylines)
        if draft is None:
            at = min(self.stream.place(caption) for caption, _ in item.captions)
            self._place(at, "article", heads, bylines, figures, (), "photo")
            return
        at = self.stream.place(draft.cluster[0]) if draft.cluster else self.stream.place(self.stream.texts[draft.start].unit)
        sections = self._sections(draft, from_there=any(sent(byline.passage.text) for byline in bylines))
        kind: Kind = item.kind or ("advertisement" if self._advertises(draft) else "article")
        self._place(at, kind, heads, bylines, figures, sections, None, item.cert if kind == "article" else None)

    def _place(
        self,
        at: int,
        kind: Kind,
        heads: Sequence[Linked],
        bylines: tuple[Byline, ...],
        figures: tuple[Figure, ...],
        sections: tuple[Section, ...],
        subtype: str | None,
        cert: Cert | None = None,
    ) -> None:
        built = tuple(head_of(linked.headline, linked.type, linked.cert) for linked in heads)
        self.placed.append(_Placed(at, Article("", kind, self.page.id, built, bylines, figures, sections, subtype, cert)))

    def _advertises(self, draft: Draft) -> bool:
        """A short text under lines that advertise, in a column of advertisements; one that is called an advertisement."""
        texts = self.stream.texts[draft.start : draft.end]
        length = sum(len(text.unit.text) for text in texts)
        if any(opens_advertisements(h.text) for h in draft.cluster) and length <= LABELLED and not texts[0].unit.dated:
            return True
        if length > SHORT_ADVERTISEMENT or any(text.unit.dated for text in texts):
            return False
        lines = [h.text for h in self.stream.zones[draft.start].headlines] + [row.text for text in texts for row in text.unit.rows]
        return advertising_share(lines) >= 2 * ADVERTISES or looks_like_advertising(lines[0])

    def _sections(self, draft: Draft, *, from_there: bool = False) -> tuple[Section, ...]:
        """from_there: a correspondent signs it."""
        out: list[SectionDraft] = []
        cluster = {id(h) for h in draft.cluster}
        used = {id(linked.headline) for item in self.links.items for linked in item.heads} | {id(h) for h in self.links.loose}
        inner = inner_zones(self.stream, draft)
        for at in range(draft.start, draft.end):
            zone, text = self.stream.zones[at], self.stream.texts[at]
            crossheads = [h for h in zone.headlines if at in inner and id(h) not in cluster and id(h) not in used]
            parts = opened(text.unit, sent=from_there and at == draft.start)
            fresh = not out or crossheads or parts.dateline or out[-1].closing
            if fresh:
                cert = section_cert(self.stream, at, crossheads) if out else None
                out += [SectionDraft(head_of(h, "crosshead"), cert=cert) for h in crossheads] or [SectionDraft(cert=cert)]
            section = out[-1]
            section.add(parts)
            for unit in text.closing:
                section.close(closed(unit))
        return tuple(section.built() for section in out)

    def _contents(self, units: Sequence[Unit]) -> None:
        """导读: its first line is its title."""
        if units:
            title = Head("main", passage_of(units[0]))
            entries = tuple(Paragraph(passage_of(unit), verbatim=True) for unit in units[1:])
            article = Article("", "contents", self.page.id, (title,), sections=(Section(blocks=entries),))
            self.placed.append(_Placed(self.stream.place(units[0]), article))

    def _poems(self, units: Sequence[Unit]) -> None:
        """Of each its kicker or none, its title, its author, its verses, a note or none."""
        poems: list[dict[str, Unit]] = []
        for unit in units:
            if not poems or (unit.what in ("poem-kicker", "poem-main") and "poem" in poems[-1]):
                poems.append({})
            poems[-1][unit.what] = unit
        heads: tuple[HeadType, ...] = ("kicker", "main")
        for parts in poems:
            above = tuple(Head(kind, passage_of(parts[f"poem-{kind}"])) for kind in heads if f"poem-{kind}" in parts)
            blocks = [Paragraph(passage_of(parts["poem"]), verbatim=True, kind="verse")]
            if "poem-note" in parts:
                blocks.append(Paragraph(passage_of(parts["poem-note"])))
            author = byline_of(passage_of(parts["poem-byline"]))
            article = Article("", "article", self.page.id, above, (author,), sections=(Section(blocks=tuple(blocks)),))
            self.placed.append(_Placed(self.stream.place(next(iter(parts.values()))), article))

    # --- what is left --------------------------------------------------------------------------

    def _rests(self) -> None:
        """Headlines, bylines and lines that nothing claimed: advertisements where they say so, else unassigned."""
        claimed = {id(linked.headline) for item in self.links.items for linked in item.heads}
        for item in self.links.items:
            claimed |= {id(unit) for unit, _ in (*item.bylines, *item.captions)}
            if item.draft:
                claimed |= {id(h) for h in item.draft.cluster}
                loose = {id(h) for h in self.links.loose}
                inner = inner_zones(self.stream, item.draft)
                claimed |= {id(h) for at in inner for h in self.stream.zones[at].headlines if id(h) not in loose}
        for rest in self.links.rests:
            self._rest(rest.entries, rest.kind)
        merged = {id(row) for item in self.links.items for linked in item.heads for row in linked.headline.rows}
        for zone in self.stream.zones:
            run: list[Headline | Unit] = []
            for entry in zone.order:
                if id(entry) in claimed or all(id(row) in merged for row in entry.rows):
                    self._rest(run)
                    run = []
                else:
                    run.append(entry)
            self._rest(run)

    def _rest(self, run: Sequence[Headline | Unit], known: Kind | None = None) -> None:
        """known: advertisements and contents boxes begin with their titles, and what runs on in them as text has a measure."""
        if not run:
            return
        if known in ("advertisement", "contents"):
            self._titled(run, known)
            return
        labelled = next((n for n, entry in enumerate(run) if opens_advertisements(entry.text)), None)
        if labelled and known is None:
            self._rest(run[:labelled])
            run = run[labelled:]
        at = self.stream.place(run[0])
        lines = [row.text for entry in run for row in entry.rows]
        paragraphs = tuple(Paragraph(passage_of(entry), verbatim=True) for entry in run)
        advertises = labelled is not None or advertising_share(lines) >= ADVERTISES
        kind: Kind = known or ("advertisement" if advertises else "unassigned")
        self._place(at, kind, (), (), (), (Section(blocks=paragraphs),), None)

    def _titled(self, run: Sequence[Headline | Unit], kind: Kind) -> None:
        heads, paragraphs = [], []
        for entry in run:
            if isinstance(entry, Unit) and entry.kind == "display":
                heads.append(Head("kicker" if entry.what == "kicker" else "main", passage_of(entry)))
            else:
                plain = isinstance(entry, Unit) and entry.measure > 0
                paragraphs.append(Paragraph(passage_of(entry), verbatim=not plain))
        sections = (Section(blocks=tuple(paragraphs)),) if paragraphs else ()
        article = Article("", kind, self.page.id, tuple(heads), sections=sections)
        self.placed.append(_Placed(self.stream.place(run[0]), article))


def numbered(page: Page, articles: Sequence[Article]) -> list[Article]:
    """Ids in reading order: a1, a2 … for articles, x1 … for the rest; p2-a1 on later pages."""
    prefix = "" if page.n == 1 else f"{page.id}-"
    counts = {"a": 0, "x": 0}
    out = []
    for article in articles:
        letter = "a" if article.kind == "article" else "x"
        counts[letter] += 1
        out.append(replace(article, id=f"{prefix}{letter}{counts[letter]}"))
    return out
