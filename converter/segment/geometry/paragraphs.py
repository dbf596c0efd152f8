"""Takes the legs of a story, gives units in reading order: paragraphs by indent, crossheads by their type, lines that close a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.segment.captions import is_caption
from converter.segment.datelines import opens_with_dateline
from converter.segment.formulas import came_alone, compliment, end_mark, jump_start, opens_note, salutation
from converter.segment.geometry import weights
from converter.segment.geometry.crossheads import LONGEST, is_crosshead
from converter.segment.geometry.legs import Leg, is_over, opens_paragraph
from converter.segment.geometry.sheet import Sheet, Slug, shared
from converter.segment.unit import Unit

_SENTENCE = re.compile("[。；：！？].|，.*，")
MOST_IN_ROW = 2  # crossheads that follow one another: more are a list, or verse


def is_indented(sheet: Sheet, legs: Sequence[Leg]) -> bool:
    """Whether paragraphs of the page are told by the indent of their first line."""
    lines = sum(len(leg.slugs) for leg in legs)
    indented = sum(opens_paragraph(leg.slugs, at, sheet.em) for leg in legs for at in range(len(leg.slugs)))
    return indented >= weights.FEW_INDENTED * lines


def units_of_legs(sheet: Sheet, legs: Sequence[Leg], crossheads: set[Slug], indented: bool) -> list[Unit]:
    out: list[Unit] = []
    last: tuple[Leg, Slug] | None = None
    for leg in legs:
        for at, slug in enumerate(leg.slugs):
            what = "display" if slug in crossheads or parts_text(sheet, leg, at) else _phrase(slug.text)
            what = "closing" if leg.signed and slug is leg.slugs[-1] else what
            if what in ("display", "closing", "salute", "jump-from"):
                _add_apart(out, slug, what)
            elif (
                last is None
                or out[-1].kind != "paragraph"
                or out[-1].what in ("salute", "closed")
                or _opens(sheet, leg, at, last, indented)
            ):
                out.append(Unit("paragraph", [slug.row], measure=leg.measure / sheet.em))
            else:
                out[-1].rows.append(slug.row)
            last = leg, slug
    for unit in out:
        unit.__post_init__()
    _crossheads(sheet, out)
    _captions(out)
    return out


def _add_apart(out: list[Unit], slug: Slug, what: str) -> None:
    if what == "display":
        if out and out[-1].kind == "display" and abs(out[-1].rows[-1].at - slug.row.at) <= 1:
            out[-1].rows.append(slug.row)
        else:
            out.append(Unit("display", [slug.row]))
    elif what == "closing":
        out.append(Unit("closing", [slug.row]))
    else:
        out.append(Unit("paragraph", [slug.row], what))


def _phrase(text: str) -> str:
    """What a line is that newspapers print in these very words."""
    if salutation(text):
        return "salute"
    if compliment(text) or end_mark(text) or jump_start(text) == 0:
        return "closing"
    return "jump-from" if came_alone(text) else ""


def _opens(sheet: Sheet, leg: Leg, at: int, last: tuple[Leg, Slug], indented: bool) -> bool:
    """Whether a line opens a paragraph."""
    slug, before = leg.slugs[at], last[1]
    if leg.initial and at and slug.top < leg.slugs[0].bottom - 0.3 * sheet.em:
        return False
    over = is_over(before.text, sheet.latin)
    if opens_with_dateline(slug.text) and over:
        return True
    if opens_note(slug.text):
        return True
    if before.row.text and leg.lede != last[0].lede:
        return True
    below = at > 0 or (not indented and shared(slug, before) > 0.3 and slug.bottom - before.bottom < weights.BLANK_LINE * sheet.pitch)
    if below and slug.top - before.bottom > 0.5 * sheet.pitch + 0.35 * (sheet.pitch - sheet.em) and over:
        return True  # white space above it
    if at and over and slug.block != before.block:
        return True  # the source ends a block of text there
    stands_in = opens_paragraph(leg.slugs, at, sheet.em)
    if indented:
        return stands_in
    return stands_in or (over and before.right < _right(last[0], before) - 1.5 * sheet.em)


def parts_text(sheet: Sheet, leg: Leg, at: int) -> bool:
    """Whether a line inside a column is a crosshead by its type and place."""
    return at > 0 and not leg.initial and is_crosshead(sheet, leg.slugs, at)


def _right(leg: Leg, slug: Slug) -> float:
    """The right edge of the column at a line."""
    at = next(n for n, other in enumerate(leg.slugs) if other is slug)
    return max(other.right for other in leg.slugs[max(0, at - 4) : at + 4])


def _crossheads(sheet: Sheet, units: list[Unit]) -> None:
    """A line or two between paragraphs without any stop is a crosshead that is set like a paragraph; several in sequence are a list, or verse."""
    may = [_may_part(sheet, unit) for unit in units]
    at = 0
    while at < len(units) - 1:
        end = at
        while end < len(units) and may[end]:
            end += 1
        if at < end < len(units) and end - at <= MOST_IN_ROW:
            for unit in units[at:end]:
                unit.kind = "display"
        at = max(end, at + 1)


def _may_part(sheet: Sheet, unit: Unit) -> bool:
    if unit.kind != "paragraph" or unit.what or len(unit.rows) > 3 or unit.dated:
        return False
    longest = LONGEST * (2 if sheet.latin else 1)
    bare = unit.text.rstrip("”’」』）)")
    if sheet.latin:
        return len(unit.rows) == 1 and len(unit.text) <= longest and not is_over(unit.text, True) and unit.text[-1:] not in ",;-"
    return len(unit.text) <= longest and not _SENTENCE.search(bare[:-1]) and bare[-1:] not in "。，；：…"


def _captions(units: Sequence[Unit]) -> None:
    """图为… inside a text: the caption of a picture that is not drawn."""
    for at, unit in enumerate(units):
        plain = unit.kind == "paragraph" and not unit.what and not unit.dated
        # …（王志摄影报道） at the end of a text: the reporter wrote it, too
        if plain and is_caption(unit.text) and (at == 0 or "摄影报道" not in unit.text[-12:]):
            unit.kind = "caption"
