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


def put_back(sheet: Sheet, legs: Sequence[Leg], initials: Sequence[Slug]) -> list[Slug]:
    """Puts each initial at the head of its leg; gives those that found none."""
    left = []
    for slug in initials:
        leg = next((leg for leg in legs if _beside(sheet, slug, leg.slugs[0]) and abs(leg.slugs[0].top - slug.top) < sheet.em), None)
        if leg is None or leg.initial:
            left.append(slug)
            continue
        leg.initial = True
        leg.slugs.insert(0, slug)
        leg.add([])
    return left
