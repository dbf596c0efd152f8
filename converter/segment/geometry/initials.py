"""Takes display and text, tells large initials: a character or two beside the first lines of the text that it begins."""

from __future__ import annotations

from collections.abc import Sequence

from converter.segment.geometry import weights
from converter.segment.geometry.legs import Leg
from converter.segment.geometry.sheet import Sheet, Slug


def initials_of(sheet: Sheet, shown: Sequence[Slug], texts: Sequence[Slug]) -> list[Slug]:
    """The slugs of display that are initials: two lines of text and more stand beside each."""
    out = []
    for slug in shown:
        if len(slug.text) > 2 or slug.size < weights.DROP_CAP * sheet.em or slug.standing:
            continue
        beside = [text for text in texts if _beside(sheet, slug, text) and text.bottom < slug.bottom + sheet.em]
        if len(beside) > 1 and any(abs(text.top - slug.top) < sheet.em for text in beside):
            out.append(slug)
    return out


def _beside(sheet: Sheet, slug: Slug, text: Slug) -> bool:
    return -0.3 * sheet.em < text.left - slug.right < sheet.em and text.top > slug.top - sheet.em


def put_back(sheet: Sheet, legs: list[Leg], initials: Sequence[Slug]) -> list[Slug]:
    """Puts each initial at the head of its text; what stands over that becomes a leg of its own. Gives those that found no text."""
    left = []
    for slug in initials:
        place = next(((leg, at) for leg in legs if (at := _first_beside(sheet, slug, leg)) is not None), None)
        if place is None:
            left.append(slug)
            continue
        leg, at = place
        over, leg.slugs = leg.slugs[:at], [slug, *leg.slugs[at:]]
        leg.initial = True
        leg.add([])
        if over:
            legs.append(Leg(sheet, over))
    return left


def _first_beside(sheet: Sheet, slug: Slug, leg: Leg) -> int | None:
    """Which of a leg's first lines is the one that an initial begins."""
    if leg.initial:
        return None
    return next((at for at, text in enumerate(leg.slugs[:4]) if _beside(sheet, slug, text) and abs(text.top - slug.top) < sheet.em), None)
