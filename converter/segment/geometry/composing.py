"""Takes the stories of a page, gives the stream and links from which the builder makes the layout: the same as from text alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from converter.model import Box, Cert, HeadType
from converter.segment.articles import Draft
from converter.segment.contents import mark_contents
from converter.segment.display import Headline
from converter.segment.formulas import came_alone
from converter.segment.geometry import weights
from converter.segment.geometry.advertisements import units_of_advertisement
from converter.segment.geometry.chains import Story
from converter.segment.geometry.contents_boxes import Contents
from converter.segment.geometry.displays import Cluster, Group
from converter.segment.geometry.legs import is_over
from converter.segment.geometry.paragraphs import units_of_legs
from converter.segment.geometry.picture_captions import credit_leads
from converter.segment.geometry.reading_order import Piece, in_order
from converter.segment.geometry.sheet import Sheet, Slug, around
from converter.segment.head_types import typed
from converter.segment.items import Item, Linked, Links, Rest
from converter.segment.roles import Setting
from converter.segment.rows import Row
from converter.segment.stream import Stream, Text, Zone
from converter.segment.unit import Unit, join_rows

FEW_WORDS = 5
FRAGMENT = 15  # ideographs, or three times as many letters


@dataclass(slots=True)
class Remains:
    """What belongs to no story: headlines, bylines, captions, and rows that have no place in the page's order."""

    clusters: list[Cluster] = field(default_factory=list)
    bylines: list[list[Slug]] = field(default_factory=list)
    captions: list[tuple[list[Slug], Box | None]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    advertisements: list[list[Slug]] = field(default_factory=list)
    contents: list[Contents] = field(default_factory=list)


class Composer:
    """Puts stories and remains into a stream, in the page's reading order."""

    def __init__(self, sheet: Sheet, furniture: dict[Slug, str], crossheads: set[Slug], indented: bool) -> None:
        self.sheet, self.crossheads, self.indented = sheet, crossheads, indented
        self.stream = Stream([], [Zone()], [], Setting(grid=False, gaps=False), {})
        self.links = Links([], [], [])
        self.count = 0
        self.stories: list[tuple[Story, Item]] = []  # with what was made of each
        for slug, what in furniture.items():
            self._furnish(Unit("furniture", [slug.row], what))

    def compose(self, stories: Sequence[Story], remains: Remains) -> tuple[Stream, Links]:
        pieces: list[Piece[Story | Rest]] = [Piece(anchor(story), story, [leg.box for leg in story.legs]) for story in stories]
        pieces += [Piece(cluster.box, Rest(self._headlines(cluster))) for cluster in remains.clusters]
        pieces += [Piece(around(lines), Rest([Unit("byline", [slug.row for slug in lines])])) for lines in remains.bylines]
        pieces += [
            Piece(around(lines), Rest(units_of_advertisement(self.sheet, lines), "advertisement")) for lines in remains.advertisements
        ]
        pieces += [Piece(around(box.slugs), Rest(_entries(box), "contents")) for box in remains.contents]
        for piece in in_order(self.sheet, pieces):
            if isinstance(piece.what, Story):
                self._story(piece.what)
            else:
                self._rest(piece.what.entries, piece.what.kind)
        for lines, _ in remains.captions:
            self._photo([], [(lines, True)])
        if remains.rows:
            self._rest([Unit("paragraph", [row]) for row in remains.rows])
        return self.stream, self.links

    # --- pieces --------------------------------------------------------------------------------------

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _numbered(self, unit: Unit) -> Unit:
        self.stream.places[id(unit)] = self._next()
        return unit

    def _furnish(self, unit: Unit) -> None:
        self.stream.furniture.append(self._numbered(unit))

    def _headline(self, rows: Sequence[Row]) -> Headline:
        return Headline(self._next(), list(rows), join_rows(rows))

    def _headlines(self, cluster: Cluster) -> list[Headline | Unit]:
        return [self._headline([slug.row for slug in group.slugs]) for group in cluster.groups]

    def _rest(self, entries: Sequence[Headline | Unit], kind: Literal["advertisement", "contents", "unassigned"] | None = None) -> None:
        for entry in entries:
            if isinstance(entry, Unit):
                self._numbered(entry)
            else:
                entry.at = self._next()
        self.links.rests.append(Rest(entries, kind))

    def _photo(
        self, heads: list[Linked], captions: Sequence[tuple[list[Slug], bool]], bylines: Sequence[tuple[list[Slug], bool]] = ()
    ) -> Item:
        item = Item(None, heads)
        item.captions = [(self._numbered(_caption(lines)), _doubt(sure)) for lines, sure in captions]
        item.bylines = [(self._numbered(Unit("byline", [slug.row for slug in lines])), _doubt(sure)) for lines, sure in bylines]
        self.links.items.append(item)
        return item

    def _story(self, story: Story) -> None:
        units = units_of_legs(self.sheet, story.legs, self.crossheads, self.indented)
        heads = self._heads(story)
        # 上接第1版, Continued from page 1, set like a deck: where the text comes from is its first line
        whence = [linked for linked in heads if came_alone(linked.headline.text)]
        heads = [linked for linked in heads if linked not in whence]
        units = [*(Unit("paragraph", linked.headline.rows, "jump-from") for linked in whence), *units]
        if self._is_contents(heads, units):
            return
        if not (heads or story.captions or story.bylines) and _is_fragment(self.sheet, units):
            self._rest(units)
            return
        captions = [unit for unit in units if unit.kind == "caption"]
        units = [unit for unit in units if unit.kind != "caption"]
        if not any(unit.kind == "paragraph" for unit in units):
            if story.captions or captions:
                item = self._photo(heads, story.captions, story.bylines)
                item.captions += [(self._numbered(unit), None) for unit in captions]
                if units:
                    self._rest(units)
                self.stories.append((story, item))
            else:
                self._rest([*(linked.headline for linked in heads), *units])
            return
        start = len(self.stream.texts)
        self._texts(units)
        draft = Draft(start, len(self.stream.texts), [linked.headline for linked in heads])  # not `own`: its zones hold crossheads alone
        item = Item(draft, heads, cert=_cert(story.sure), kind=story.kind)
        item.bylines = [(self._numbered(Unit("byline", [slug.row for slug in lines])), _doubt(sure)) for lines, sure in story.bylines]
        item.captions = [(self._numbered(_caption(lines)), _doubt(sure)) for lines, sure in story.captions]
        item.captions += [(self._numbered(unit), None) for unit in captions]
        self.links.items.append(item)
        self.stories.append((story, item))

    def _is_contents(self, heads: Sequence[Linked], units: list[Unit]) -> bool:
        """导读 and what stands under it."""
        if len(heads) != 1 or not units:
            return False
        title = Unit("display", heads[0].headline.rows)
        box = [title, *(Unit(unit.kind, [row]) for unit in units for row in unit.rows)]
        mark_contents(box)
        if all(unit.what == "contents" for unit in box):
            for unit in box:
                self._furnish(unit)
            return True
        return False

    def _texts(self, units: Sequence[Unit]) -> None:
        begun = len(self.stream.texts)
        last = max(at for at, unit in enumerate(units) if unit.kind == "paragraph")
        for at, unit in enumerate(units):
            zone = self.stream.zones[-1]
            fresh = len(self.stream.texts) == begun
            if unit.kind == "display" and at < last:
                headline = self._headline(unit.rows)
                zone.headlines.append(headline)
                zone.order.append(headline)
            elif unit.kind == "closing" and not fresh and not zone.order:
                self.stream.texts[-1].closing.append(self._numbered(unit))
            else:
                unit.kind = "paragraph"
                self.stream.texts.append(Text(self._numbered(unit)))
                self.stream.zones.append(Zone())

    def _heads(self, story: Story) -> list[Linked]:
        out: list[Linked] = []
        for n, cluster in enumerate(story.clusters):
            headlines = [(self._headline([slug.row for slug in group.slugs]), group) for group in cluster.groups]
            if n == 0:
                out += self._typed(headlines, _cert(story.head_sure))
            else:
                out += [Linked(headline, self._side_type(story, group)) for headline, group in headlines]
        return out

    def _typed(self, headlines: Sequence[tuple[Headline, Group]], cert: Cert | None) -> list[Linked]:
        sizes = [group.size for _, group in headlines]
        return [Linked(headline, kind, cert) for headline, kind in typed([headline for headline, _ in headlines], False, sizes)]

    def _side_type(self, story: Story, group: Group) -> HeadType:
        main = story.clusters[0].main if story.clusters else group
        if group.box.bottom <= main.box.top + 0.5 * self.sheet.em:
            return "banner" if group.size > main.size else "kicker"
        return "deck"


def _is_fragment(sheet: Sheet, units: Sequence[Unit]) -> bool:
    """Whether it is a few words that no headline stands over, and no sentence or of one short line: nothing is told in it, so it is no article."""
    text = "".join(unit.text for unit in units)
    if sheet.latin and sum(len(unit.rows) for unit in units) == 1 and len(text.split()) <= FEW_WORDS:
        return True
    return len(text) < FRAGMENT * (1 + 2 * sheet.latin) and not is_over(text, sheet.latin)


def _caption(lines: Sequence[Slug]) -> Unit:
    return Unit("caption", [slug.row for slug in lines], "credit" if len(lines) > 1 and credit_leads(lines[0], lines[1]) else "")


def _entries(box: Contents) -> list[Headline | Unit]:
    title = [Unit("display", [slug.row for slug in box.title])] if box.title else []
    return [*title, *(Unit("paragraph", [slug.row for slug in entry]) for entry in box.entries)]


def _doubt(sure: bool) -> Cert | None:
    return None if sure else "medium"


def _cert(lead: float) -> Cert | None:
    if lead >= weights.SURE:
        return None
    return "medium" if lead >= weights.LIKELY else "low"


def anchor(story: Story) -> Box:
    """Where a story begins on the page."""
    if story.clusters:
        return story.clusters[0].box
    return story.legs[0].box if story.legs else story.box
