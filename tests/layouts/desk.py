"""Lays a page out by seed: divides it among items, chooses how each is set, and gives the PDF with its gold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from layouts.articles import Desk, set_article
from layouts.chinese import Chinese
from layouts.faces import register
from layouts.furniture import set_editors, set_folio, set_masthead
from layouts.latin import FRENCH, GERMAN, Latin
from layouts.sheet import ORDERS, Order, Rect, Sheet, Showing, write
from layouts.specials import (
    set_advertisement,
    set_boxed,
    set_briefs,
    set_continuation,
    set_photo_news,
)
from layouts.story import Gold, Newsroom, Script, pick
from layouts.style import Style, draw_style


@dataclass(frozen=True, slots=True)
class Layout:
    """A page that was made. features: how often it has what; order: of its content stream."""

    name: str
    pdf: bytes
    gold: dict[str, Any]
    features: dict[str, int]
    order: Order
    text: str


@dataclass(frozen=True, slots=True)
class _Part:
    """Columns [first, last) of the grid and its height in points."""

    first: int
    last: int
    top: float
    bottom: float

    @property
    def span(self) -> int:
        return self.last - self.first


def newsroom(chance: Random, script: Script) -> Newsroom:
    """Made-up copy in the script."""
    return Latin(chance, chance.choice((GERMAN, GERMAN, FRENCH))) if script == "Latn" else Chinese(chance)


def make(seed: int, room: Newsroom | None = None) -> Layout:
    """The page of a seed; always the same one. room: where its copy comes from (made up if None)."""
    register()
    chance = Random(f"layout {seed}")
    script: Script = room.script if room else ("Latn" if seed % 6 == 5 else "Hans")
    style, order = draw_style(chance, script), ORDERS[seed % len(ORDERS)]
    margin = style.size * chance.choice((3.0, 4.0, 5.0))
    wide = style.columns * style.measure + (style.columns - 1) * style.gutter + 2 * margin
    desk = Desk(Sheet(wide, wide * chance.uniform(1.25, 1.5)), style, room or newsroom(chance, script), Gold(), chance, {})
    desk.say("Latin script" if style.latin else "Chinese script")
    top = set_masthead(desk, margin) if chance.random() < 0.2 else set_folio(desk, margin)
    bottom = set_editors(desk, margin) if chance.random() < 0.5 else desk.sheet.height - margin
    edges = style.columns_of(margin, wide - margin, style.columns)
    _divide(desk, edges, _Part(0, style.columns, top, bottom), chance.choice((60, 90, 130, 180)))
    showing: Showing = chance.choice(("line", "line", "sign"))
    pdf = write([desk.sheet], order, showing, chance)
    return Layout(
        f"layout-{seed:03}", pdf, desk.gold.as_json(f"made up by a layout desk, seed {seed}"), desk.features, order, desk.gold.text()
    )


def _divide(desk: Desk, edges: list[tuple[float, float]], part: _Part, goal: float) -> None:
    """Cuts the part across or down until each piece holds one item of about `goal` lines."""
    style, chance = desk.style, desk.chance
    lines = (part.bottom - part.top) / style.leading
    down = part.span >= 3 and lines >= 14
    across = lines >= 36
    flat = part.span >= 5 and lines < 12 * part.span and chance.random() < 0.7  # few items run over most of a page
    if not (down or across) or (part.span * lines < goal * chance.uniform(1.0, 1.9) and not flat):
        _fill(desk, edges, part)
        return
    if across and (not down or chance.random() < min(0.65, lines / (9 * part.span))):
        at = part.top + style.leading * round(lines * chance.uniform(0.32, 0.62))
        if chance.random() < style.rules:
            left, right = edges[part.first][0], edges[part.last - 1][1]
            desk.sheet.rule(left, at + style.row / 2, right, at + style.row / 2, chance.choice((0.4, 0.8)))
        _divide(desk, edges, replace(part, bottom=at), goal)
        _divide(desk, edges, replace(part, top=at + style.row), goal)
        return
    middle = chance.randrange(part.first + 1, part.last)
    if middle in (part.first + 1, part.last - 1) and chance.random() < 0.6:
        middle = min(max(middle, part.first + 2), part.last - 2) if part.span >= 4 else middle
    if chance.random() < style.rules * 0.6:
        at = (edges[middle - 1][1] + edges[middle][0]) / 2
        desk.sheet.rule(at, part.top, at, part.bottom, 0.4)
    _divide(desk, edges, replace(part, last=middle), goal)
    _divide(desk, edges, replace(part, first=middle), goal)


def _fill(desk: Desk, edges: list[tuple[float, float]], part: _Part) -> None:
    style, chance = desk.style, desk.chance
    box = Rect(edges[part.first][0], part.top, edges[part.last - 1][1], part.bottom)
    lines, span = box.height / style.leading, part.span
    kind = pick(
        chance,
        ("article", 0.62),
        ("l-shape", 0.4 if span >= 3 and lines >= 32 else 0.0),
        ("boxed", 0.1),
        ("photo news", 0.1 if 2 <= span <= 3 and 14 <= lines <= 50 else 0.0),
        ("briefs", 0.12 if span <= 2 and lines >= 22 else 0.0),
        ("advertisement", 0.08 if lines < 45 and desk.features.get("advertisement", 0) < 2 else 0.0),
        ("continuation", 0.03 if "continuation" not in desk.features else 0.0),
    )
    if kind == "l-shape":
        _l_shape(desk, box, span)
    elif kind == "boxed":
        set_boxed(desk, box, _own_columns(desk, style, span))
    elif kind == "photo news":
        set_photo_news(desk, box)
    elif kind == "briefs":
        set_briefs(desk, box)
    elif kind == "advertisement":
        set_advertisement(desk, box)
    elif kind == "continuation":
        set_continuation(desk, box, span)
    else:
        set_article(desk, box, _own_columns(desk, style, span))


def _own_columns(desk: Desk, style: Style, span: int) -> int:
    """An item may have fewer and wider columns than the page (变栏), or more where they are wide."""
    if span >= 2 and desk.chance.random() < 0.2:
        desk.say("own measure")
        return span - 1
    if span == 3 and style.measure > 15.5 * style.size and not style.latin and desk.chance.random() < 0.3:
        desk.say("own measure")
        return 4
    return span


def _l_shape(desk: Desk, box: Rect, span: int) -> None:
    """An item in the corner of another one, boxed or parted by a rule or by white alone; the bigger one goes around it."""
    style, chance = desk.style, desk.chance
    columns = style.columns_of(box.left, box.right, span)
    own = chance.randrange(1, span - 1) if span > 2 else 1
    high = style.leading * max(15, round(box.height / style.leading * chance.uniform(0.32, 0.5)))
    right = chance.random() < 0.7
    upper = right and chance.random() < 0.65
    first = span - own if right else 0
    left_edge, right_edge = columns[first][0], columns[first + own - 1][1]
    small = Rect(left_edge, box.top, right_edge, box.top + high) if upper else Rect(left_edge, box.bottom - high, right_edge, box.bottom)
    taken = replace(small, bottom=small.bottom + style.row) if upper else replace(small, top=small.top - style.row)
    set_article(desk, box, span, taken=[taken])
    desk.say_of_item("l-shape, upper corner" if upper else "l-shape, lower corner")
    edge = small.bottom + style.row / 2 if upper else small.top - style.row / 2
    if chance.random() < 0.4:
        set_boxed(desk, small, own)
        return
    if chance.random() < style.rules:
        desk.sheet.rule(small.left, edge, small.right, edge)
        side = small.left - style.gutter / 2 if right else small.right + style.gutter / 2
        desk.sheet.rule(side, small.top, side, small.bottom)
    set_article(desk, small, own, plain=True)
