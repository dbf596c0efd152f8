"""Takes legs and display, tells what stands inside a text: crossheads at the top of a column, or between two parts of it, which are one leg."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from converter.model import Box
from converter.segment.formulas import is_formula
from converter.segment.geometry import weights
from converter.segment.geometry.crossheads import is_crosshead
from converter.segment.geometry.displays import Group
from converter.segment.geometry.legs import Leg, crossed, is_over
from converter.segment.geometry.sheet import Sheet, Slug, shared
from converter.segment.geometry.specials import Specials


def mark_leads(sheet: Sheet, legs: Sequence[Leg], specials: Specials) -> None:
    """A crosshead at the top of a column, of a line or two."""
    for leg in legs:
        if leg.lede or leg.initial or len(leg.slugs) < 3:
            continue
        two = (
            leg.slugs[0].face == leg.slugs[1].face and is_crosshead(sheet, leg.slugs[1:], 0) and not is_over(leg.slugs[0].text, sheet.latin)
        )
        lead = 1 if is_crosshead(sheet, leg.slugs, 0) else 2 if two and leg.slugs[0].face != leg.slugs[2].face else 0
        if lead:
            specials.crossheads.update(leg.slugs[:lead])
            leg.lead = lead
            leg.add([])


def join_led(sheet: Sheet, legs: list[Leg], groups: Sequence[Group]) -> list[Leg]:
    """A leg that begins with a crosshead goes on from the one right above it in its column."""
    out = sorted(legs, key=lambda leg: leg.box.top)
    for leg in list(out):
        if not leg.lead:
            continue
        upper = [one for one in out if one is not leg and _column_above(sheet, one, leg, groups)]
        if len(upper) == 1 and upper[0].over and not upper[0].closed and not leg.dated:
            upper[0].add(leg.slugs)
            out.remove(leg)
    return out


def inner_groups(sheet: Sheet, groups: Sequence[Group], legs: Sequence[Leg]) -> list[tuple[Group, Leg, Leg]]:
    """Display of one column's width right between two of its texts: crossheads, with the leg above and below each."""
    found = []
    for group in groups:
        if (
            group.standing
            or group.size > weights.LARGEST_LEDE * sheet.em
            or len(group.slugs) > 2
            or group.slugs[0].hint not in (None, "crosshead")
        ):
            continue
        upper = [leg for leg in legs if _right_above(sheet, leg.slugs[-1], group.box, leg)]
        lower = [leg for leg in legs if _right_above(sheet, group.box, leg.slugs[0], leg)]
        if len(upper) == 1 and len(lower) == 1 and not lower[0].dated and not lower[0].came and not upper[0].closed:
            found.append((group, upper[0], lower[0]))
    inner = {id(group) for group, _, _ in found}
    styles = {_style(group) for group in groups if id(group) not in inner}
    return [entry for entry in found if _style(entry[0]) not in styles]


def _style(group: Group) -> tuple[int, tuple[str, int]]:
    return round(10 * group.size), group.slugs[0].face


def _right_above(sheet: Sheet, above: Slug | Box, below: Slug | Box, leg: Leg) -> bool:
    em, group = sheet.em, below if isinstance(below, Box) else above
    if not -0.3 * em < below.top - above.bottom < 1.8 * em or shared(above, below) < 0.3:
        return False
    return group.left > leg.box.left - em and group.right < leg.box.right + em and not sheet.rule_below(above, below)


def inner_legs(sheet: Sheet, legs: list[Leg], groups: Sequence[Group], specials: Specials) -> list[Leg]:
    """A line or two between two legs of one column, with white space above and below and no full stop: a crosshead; the three are one leg."""
    out = sorted(legs, key=lambda leg: (leg.box.left, leg.box.top))
    for leg in list(out):
        if len(leg.slugs) > 2 or is_over(leg.slugs[-1].text, sheet.latin) or leg not in out or is_formula(leg.slugs[0].text):
            continue
        upper = [one for one in out if one is not leg and _column_above(sheet, one, leg, groups)]
        lower = [one for one in out if one is not leg and _column_above(sheet, leg, one, groups)]
        if len(upper) == 1 and len(lower) == 1 and not lower[0].dated and not upper[0].closed and len(lower[0].slugs) > 1:
            specials.crossheads.update(leg.slugs)
            upper[0].add([*leg.slugs, *lower[0].slugs])
            out = [one for one in out if one is not leg and one is not lower[0]]
    return out


def _column_above(sheet: Sheet, upper: Leg, lower: Leg, groups: Sequence[Group]) -> bool:
    gap = lower.slugs[0].top - upper.slugs[-1].bottom
    if not 0 <= gap < 2.2 * sheet.pitch or upper.frame != lower.frame or upper.lede or lower.lede:
        return False
    heads = [group.box for group in groups if not group.standing]
    return shared(upper.box, lower.box) > 0.6 and not crossed(sheet, upper.slugs[-1], lower.slugs[0], heads)


def merge_inner(legs: list[Leg], inner: Iterable[tuple[Group, Leg, Leg]], specials: Specials) -> list[Leg]:
    """Legs joined over their crossheads."""
    into: dict[int, Leg] = {}
    gone: set[int] = set()
    for group, upper, lower in sorted(inner, key=lambda entry: entry[0].box.top):
        while id(upper) in into:
            upper = into[id(upper)]
        if upper is lower:
            continue
        specials.crossheads.update(group.slugs)
        upper.add([*group.slugs, *lower.slugs])
        into[id(lower)] = upper
        gone.add(id(lower))
    return [leg for leg in legs if id(leg) not in gone]
