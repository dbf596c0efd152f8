"""Takes legs, joins those that are one: where the measure changes beside a picture, and where a blank line parts the paragraphs of a text."""

from __future__ import annotations

from collections.abc import Sequence

from converter.model import Box
from converter.segment.geometry import weights
from converter.segment.geometry.displays import Group
from converter.segment.geometry.legs import Leg, alike, crossed, step
from converter.segment.geometry.paragraphs import is_indented
from converter.segment.geometry.sheet import Sheet


def rejoined(sheet: Sheet, legs: list[Leg], groups: Sequence[Group]) -> list[Leg]:
    """A leg whose measure changes where a picture begins or ends is one; a wide text over, or under, two legs is another one.

    So is one whose paragraphs are parted by a blank line, on a page that indents none.
    """
    heads = [group.box for group in groups if not group.standing]
    spaced = not is_indented(sheet, legs)
    out = sorted(legs, key=lambda leg: leg.box.top)
    changed = True
    while changed:
        changed = False
        for upper in out:
            below = [leg for leg in out if leg is not upper and _under(sheet, upper, leg)]
            if len(below) != 1:
                continue
            lower = below[0]
            over = [leg for leg in out if leg is not lower and _under(sheet, leg, lower)]
            one = _one_column(sheet, upper, lower, heads) or (spaced and _blank_between(sheet, upper, lower, heads))
            if len(over) == 1 and one:
                upper.add(lower.slugs)
                out.remove(lower)
                changed = True
                break
    return out


def _under(sheet: Sheet, upper: Leg, lower: Leg) -> bool:
    gap = step(sheet, upper.slugs[-1], lower.slugs[0])
    if not 0.4 < gap < 2 * weights.WRAPPED_LINE or upper.frame != lower.frame:
        return False
    return min(upper.box.right, lower.box.right) - max(upper.box.left, lower.box.left) > sheet.em


def _one_column(sheet: Sheet, upper: Leg, lower: Leg, heads: Sequence[Box]) -> bool:
    last, first = upper.slugs[-1], lower.slugs[0]
    if step(sheet, last, first) > weights.WRAPPED_LINE or not alike(last, first) or upper.lede != lower.lede:
        return False
    slack = weights.HANGING * sheet.em
    a, b = upper.box, lower.box
    encloses = (a.left <= b.left + slack and b.right <= a.right + slack) or (b.left <= a.left + slack and a.right <= b.right + slack)
    return encloses and not crossed(sheet, last, first, heads)


def _blank_between(sheet: Sheet, upper: Leg, lower: Leg, heads: Sequence[Box]) -> bool:
    """Whether a blank line parts two paragraphs of a text: a sentence ends over it; what is under it is no line apart and begins nothing."""
    last, first = upper.slugs[-1], lower.slugs[0]
    if step(sheet, last, first) > weights.BLANK_LINE or abs(upper.left - lower.left) > weights.SLACK * sheet.em:
        return False
    one_type = alike(last, first) and last.face == first.face and upper.lede == lower.lede
    sentences = upper.over and (lower.over or len(lower.slugs) > 2)
    begins = lower.dated or lower.came or lower.initial
    return one_type and sentences and not begins and not upper.closed and not crossed(sheet, last, first, heads)
