"""Takes legs and display, tells what stands inside a text: crossheads at the top of a column, or between two parts of it, which are one leg."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from converter.model import Box
from converter.segment.formulas import is_formula, jump_start
from converter.segment.geometry import weights
from converter.segment.geometry.crossheads import LONGEST, OTHER_SIZE, is_crosshead
from converter.segment.geometry.displays import Group
from converter.segment.geometry.legs import Leg, crossed, is_over
from converter.segment.geometry.sheet import Sheet, Slug, shared
from converter.segment.geometry.specials import Specials, names_only


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


def mark_feet(sheet: Sheet, legs: Sequence[Leg], groups: list[Group], specials: Specials) -> list[Group]:
    """A crosshead at the foot of a column, whose text begins at the top of the next one. Gives the groups that are none."""
    found: list[Group] = []
    for leg in legs:
        last = leg.slugs[-1]
        if _is_foot(sheet, leg, [last]) and _beside(sheet, leg, last, legs):
            specials.crossheads.add(last)
            leg.foot = 1
            leg.add([])
    for group in groups:
        if group.standing or len(group.slugs) > 2 or group.size > weights.LARGEST_LEDE * sheet.em:
            continue
        upper = [leg for leg in legs if _stands_under(sheet, leg, group)]
        below = [leg for leg in legs if leg.box.top > group.box.bottom - sheet.em and leg.box.top < group.box.bottom + 4 * sheet.em]
        if len(upper) != 1 or any(shared(leg.box, group.box) > 0.3 for leg in below) or upper[0].foot:
            continue
        if _is_foot(sheet, upper[0], group.slugs) and _beside(sheet, upper[0], group.slugs[0], legs):
            specials.crossheads.update(group.slugs)
            upper[0].foot = len(group.slugs)
            upper[0].add(group.slugs)
            found.append(group)
    return [group for group in groups if all(group is not one for one in found)]


def _stands_under(sheet: Sheet, leg: Leg, group: Group) -> bool:
    """Whether the group stands right under the column, inside its measure: the column's last line may be too short to reach over it."""
    box, em = group.box, sheet.em
    near = -0.3 * em < box.top - leg.box.bottom < 1.8 * em and group.frame == leg.frame
    return near and box.left > leg.box.left - em and box.right < leg.box.right + em and not sheet.rule_below(leg.slugs[-1], box)


def _is_foot(sheet: Sheet, leg: Leg, lines: Sequence[Slug]) -> bool:
    """Whether the lines stand under a finished sentence, in type of their own and larger, and are neither a sentence nor a name nor a set phrase."""
    before = [slug for slug in leg.slugs if slug not in lines][-2:]
    if len(before) < 2 or not is_over(before[-1].text, sheet.latin) or leg.signed or leg.closed:
        return False
    text = " ".join(slug.text for slug in lines)
    other = all(slug.face != one.face and slug.size > one.size * (1 + OTHER_SIZE) for slug in lines for one in before)
    worded = is_over(text, sheet.latin) or is_formula(text) or names_only(sheet, text) or text[-1:] in "。，；、,;：:-"
    return other and not worded and len(text) <= LONGEST * (1 + sheet.latin)


def _beside(sheet: Sheet, leg: Leg, slug: Slug, legs: Sequence[Leg]) -> bool:
    """Whether a text that nothing else opens begins at the right of the column, higher than the line."""
    return any(
        0 < other.box.left - leg.box.right < weights.RIGHT_GAP * sheet.em
        and abs(other.box.top - leg.box.top) < 2 * sheet.pitch
        and other.box.top < slug.top - 2 * sheet.pitch
        and other.frame == leg.frame
        and not (other.dated or other.came or other.lead or other.lede)
        and len(other.slugs) > 1
        for other in legs
    )


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


def join_jumps(sheet: Sheet, legs: list[Leg], groups: Sequence[Group]) -> list[Leg]:
    """（下转第二版）, Continued on page 4: in whatever type and however far below, the line ends the text that stands over it."""
    heads = [group.box for group in groups if not group.standing]
    jumps = [leg for leg in legs if all(jump_start(slug.text) == 0 for slug in leg.slugs)]
    texts = [leg for leg in legs if leg not in jumps]
    for jump in jumps:
        over = [
            leg for leg in texts if leg.frame == jump.frame and leg.box.bottom < jump.slugs[0].bottom and shared(leg.box, jump.box) > 0.3
        ]
        over = [leg for leg in over if not crossed(sheet, leg.slugs[-1], jump.slugs[0], heads)]
        if over:
            max(over, key=lambda leg: (leg.box.bottom, leg.box.right)).add(jump.slugs)
        else:
            texts.append(jump)
    return texts


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
