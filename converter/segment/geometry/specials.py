"""Takes slugs and legs, tells what is set beside running text: bylines, captions, decks and kickers in text size, crossheads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from converter.model import Box
from converter.segment.bylines import authorship, bare_name, pen_name, standing_byline
from converter.segment.captions import is_caption, lone_credit
from converter.segment.datelines import opens_with_dateline
from converter.segment.formulas import is_formula
from converter.segment.geometry import weights
from converter.segment.geometry.crossheads import is_crosshead
from converter.segment.geometry.displays import DASHES, Group
from converter.segment.geometry.legs import Leg, is_over, opens_paragraph
from converter.segment.geometry.sheet import Sheet, Slug, around, shared, side_by_side
from converter.segment.latin_bylines import may_sign, signs

NEAR_CAPTION = 0.03  # share by which a caption's size differs from the text's at least, where its face does not


@dataclass(slots=True)
class Specials:
    """bylines: each its lines; captions: each with the picture that it stands at; decks: groups in text size; crossheads: lines inside legs."""

    bylines: list[list[Slug]] = field(default_factory=list)
    captions: list[tuple[list[Slug], Box | None]] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    crossheads: set[Slug] = field(default_factory=set)


def signed(sheet: Sheet, slug: Slug) -> bool:
    """Whether its words can be nothing but a byline."""
    if slug.hint == "byline":
        return True
    return _signed_text(sheet, slug.text)


def _signed_text(sheet: Sheet, text: str) -> bool:
    return signs(text) if sheet.latin else standing_byline(text)


def names_only(sheet: Sheet, text: str) -> bool:
    """Whether it may sign, where its place says so."""
    return may_sign(text) or signs(text) if sheet.latin else bare_name(text) or pen_name(text) or authorship(text) or standing_byline(text)


# --- captions --------------------------------------------------------------------------------------


def captions_at(sheet: Sheet, texts: Sequence[Slug], shown: Sequence[Slug]) -> list[tuple[list[Slug], Box | None]]:
    """The lines under (else beside, else over) each picture that are set otherwise than the text, or say what they are."""
    out: list[tuple[list[Slug], Box | None]] = []
    taken: set[Slug] = set()
    for picture in sorted(sheet.pictures, key=lambda box: (box.top, box.left)):
        free = [slug for slug in texts if slug not in taken]
        lines = _under(sheet, picture, free, shown) or _beside(sheet, picture, free)
        if lines:
            taken.update(lines)
            out.append((lines, picture))
    hinted: dict[str | None, list[Slug]] = {}
    for slug in texts:
        if slug.hint in ("caption", "credit") and slug not in taken:
            hinted.setdefault(slug.block, []).append(slug)
    out += [(lines, _nearest(sheet, lines)) for lines in hinted.values()]
    return out


def _under(sheet: Sheet, picture: Box, texts: Sequence[Slug], shown: Sequence[Slug]) -> list[Slug]:
    em = sheet.em
    between = [s for s in shown if -em < s.top - picture.bottom < weights.CAPTION_REACH * em + s.size and shared(s, picture) > 0.9]
    foot = max([picture.bottom, *(slug.bottom for slug in between)])  # the picture's headline may stand over its caption
    below = [
        slug
        for slug in texts
        if slug.top > picture.bottom - 0.5 * em
        and slug.left > picture.left - 2 * em
        and slug.right < picture.right + 2 * em
        and slug.top - foot < weights.CAPTION_REACH * em + weights.CAPTION_LINES * sheet.pitch
    ]
    lines: list[Slug] = []
    edge = foot
    for slug in sorted(below, key=lambda slug: (slug.top, slug.left)):
        reach = weights.CAPTION_REACH * em if not lines else 0.9 * sheet.pitch
        if slug.top - edge > reach or len(lines) >= weights.CAPTION_LINES:
            break
        if lines and not _same_type(lines[0], slug) and not lone_credit(slug.text):
            break
        lines.append(slug)
        edge = max(edge, slug.bottom)
    return _as_caption(sheet, lines)


def _same_type(one: Slug, two: Slug) -> bool:
    return one.face == two.face and abs(one.size - two.size) < NEAR_CAPTION * one.size


def _as_caption(sheet: Sheet, lines: list[Slug]) -> list[Slug]:
    """The lines where they are a caption: in type of their own, or by their words."""
    if not lines:
        return []
    if set_apart(sheet, lines[0]) and not lines[0].text.startswith(DASHES) and not signed(sheet, lines[0]):
        return lines
    text = ""
    for at, slug in enumerate(lines):
        text += slug.text
        if is_caption(text) and (at + 1 == len(lines) or is_over(slug.text, sheet.latin) or lone_credit(slug.text)):
            return lines[: at + 1]
    return []


def set_apart(sheet: Sheet, slug: Slug) -> bool:
    """Whether it is set in another type than the text."""
    return abs(slug.size - sheet.em) > NEAR_CAPTION * sheet.em or (slug.face != sheet.face and bool(slug.face[0] or slug.face[1]))


def _beside(sheet: Sheet, picture: Box, texts: Sequence[Slug]) -> list[Slug]:
    """Narrow lines right or left of the picture, at its height, in type of their own."""
    em = sheet.em
    near = [
        slug
        for slug in texts
        if slug.top > picture.top - em
        and slug.bottom < picture.bottom + em
        and (abs(slug.left - picture.right) < 1.5 * em or abs(picture.left - slug.right) < 1.5 * em)
        and set_apart(sheet, slug)
    ]
    if not near or len(near) > 2 * weights.CAPTION_LINES:
        return []
    # a deck or byline beside a picture has no full stop
    whole = "".join(slug.text for slug in near)
    return near if is_caption(whole) or is_over(whole, sheet.latin) or lone_credit(near[-1].text) else []


def _nearest(sheet: Sheet, lines: Sequence[Slug]) -> Box | None:
    box = around(lines)
    near = [picture for picture in sheet.pictures if apart(picture, box) < 2 * weights.CAPTION_REACH * sheet.em]
    return min(near, key=lambda picture: apart(picture, box), default=None)


def apart(one: Slug | Box, other: Slug | Box) -> float:
    """The distance of two boxes: 0 where they touch."""
    x = max(one.left - other.right, other.left - one.right, 0.0)
    y = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return x + y


def worded_captions(sheet: Sheet, legs: Sequence[Leg]) -> list[tuple[Leg, Box | None]]:
    """Legs of a few lines that say 图为 or name a photographer at their end, with the picture nearby, where one is drawn."""
    out: list[tuple[Leg, Box | None]] = []
    for leg in legs:
        if len(leg.slugs) <= weights.CAPTION_LINES:
            text = "".join(slug.text for slug in leg.slugs)
            apart_ = set_apart(sheet, leg.slugs[0]) or not leg.indented
            if is_caption(text) and apart_ and not leg.dated:
                out.append((leg, _nearest(sheet, leg.slugs)))
    return out


# --- between headline and text -----------------------------------------------------------------------


def take_signed(sheet: Sheet, texts: Sequence[Slug]) -> list[list[Slug]]:
    """Lines that can be nothing but bylines and stand for themselves: no text runs into them."""
    out: list[list[Slug]] = []
    taken: set[Slug] = set()
    for slug in texts:
        if slug in taken:
            continue
        lines = _across_gutter(sheet, slug, texts)
        if lines and not _runs_into(sheet, slug, texts):
            out.append(lines)
            taken.update(lines)
    return out


_UNFINISHED = re.compile(r".*(?:记者|通讯员|記者|通訊員)")


def _across_gutter(sheet: Sheet, slug: Slug, texts: Sequence[Slug]) -> list[Slug]:
    """□ 本报记者 | 姜凤伟: a byline that is centred on columns may have been cut where gutters run under it."""
    if len(slug.text) > 80 or not (_UNFINISHED.fullmatch(slug.text) or signed(sheet, slug)):
        return []
    lines = [slug]
    for other in sorted(texts, key=lambda other: other.left):
        level = abs(other.bottom - slug.bottom) < 0.2 * slug.size and 0 < other.left - lines[-1].right < 3 * sheet.em
        if level and other.face == slug.face and _signed_text(sheet, " ".join(s.text for s in [*lines, other])):
            lines.append(other)
    return lines if len(lines) > 1 or signed(sheet, slug) else []


def _runs_into(sheet: Sheet, slug: Slug, texts: Sequence[Slug]) -> bool:
    """Whether the line right above, in the same column, stops in the middle of a sentence at the column's end."""
    for other in texts:
        step = slug.bottom - other.bottom
        if 0.4 * sheet.pitch < step < weights.NEXT_LINE * sheet.pitch and abs(other.left - slug.left) < weights.OUTDENT * sheet.em:
            centred = abs(other.left + other.right - slug.left - slug.right) < sheet.em
            full = other.right > slug.right + sheet.em and other.face == slug.face and not centred
            if full and not is_over(other.text, sheet.latin) and not signed(sheet, other):
                return True
    return False


def heads_of_legs(sheet: Sheet, legs: list[Leg], groups: Sequence[Group], specials: Specials) -> list[Leg]:
    """Takes off the legs what stands before their text: bylines, decks; whole legs that are nothing else go, too. Gives the rest."""
    out = []
    texts = [slug for leg in legs for slug in leg.slugs]
    for leg in sorted(legs, key=lambda leg: leg.box.top):
        lines = [] if leg.initial else _opening(sheet, leg, groups, texts)
        if lines:
            texts = [slug for slug in texts if slug not in lines]
            _sort_out(sheet, lines, groups, specials)
            rest = leg.slugs[len(lines) :]
            if rest:
                out.append(Leg(sheet, rest, lede=leg.lede))
        else:
            out.append(leg)
    return out


def _opening(sheet: Sheet, leg: Leg, groups: Sequence[Group], texts: Sequence[Slug]) -> list[Slug]:
    """Up to three first lines of a leg that are not its text: centred or in other type, and without a full stop."""
    lines: list[Slug] = []
    for at, slug in enumerate(leg.slugs[:4]):
        rest = leg.slugs[at + 1 :]
        if lines and lines[-1].text.startswith(DASHES) and slug.face == lines[-1].face and not opens_paragraph(leg.slugs, at, sheet.em):
            lines.append(slug)  # a deck of two lines
            continue
        if slug.text[-1:] in "。！？；，" or _SENTENCES.search(slug.text) or opens_with_dateline(slug.text) or is_formula(slug.text):
            break
        if sheet.latin and slug.text[-1:] in ".,;" and not names_only(sheet, slug.text):
            break
        whole = len(leg.slugs) <= 4 and all(set_apart(sheet, one) and one.face == leg.slugs[0].face for one in leg.slugs)
        if not (_stands_out(sheet, slug, rest) or (whole and not is_over(leg.slugs[-1].text, sheet.latin))):
            break
        lines.append(slug)
    if not lines:
        return []
    if len(lines) == len(leg.slugs) and _stands_over(sheet, lines, groups):
        return lines
    plain = not (names_only(sheet, lines[0].text) or lines[0].text.startswith(DASHES))
    if plain and _begun_left(sheet, lines, texts):
        return []
    return lines if _has_place(sheet, lines, groups, texts) else []


def _stands_over(sheet: Sheet, lines: Sequence[Slug], groups: Sequence[Group]) -> bool:
    """Whether it is a line right over a headline: its kicker."""
    box = around(lines)
    over = [g for g in groups if not g.standing and -0.5 * sheet.em < g.box.top - box.bottom < 2 * sheet.em]
    return len(lines) == 1 and any(shared(group.box, box) > 0.3 for group in over)


def _begun_left(sheet: Sheet, lines: Sequence[Slug], texts: Sequence[Slug]) -> bool:
    """Whether the column left of the lines has begun at their height: they part its text, and stand over none."""
    box, em = around(lines), sheet.em
    level = [t for t in texts if -weights.RIGHT_GAP * em < t.right - box.left < 0.5 * em and abs(t.bottom - lines[0].bottom) < 0.6 * sheet.pitch]
    return any(t.right - t.left > 4 * em for t in level)


_SENTENCES = re.compile(r"[。？！].|[.!?] [A-ZÀ-Þ]")


def _stands_out(sheet: Sheet, slug: Slug, rest: Sequence[Slug]) -> bool:
    if names_only(sheet, slug.text) or slug.text.startswith(DASHES):
        return True
    if not rest:
        return not is_over(slug.text, sheet.latin)
    body = rest[min(1, len(rest) - 1)]
    other = slug.face != body.face or abs(slug.size - body.size) > NEAR_CAPTION * body.size
    left, right = min(s.left for s in rest[:5]), max(s.right for s in rest[:5])
    centred = slug.left > left + weights.DEEPEST_INDENT * sheet.em and slug.right < right - sheet.em
    return centred or (other and (len(rest) < 2 or rest[0].face == rest[1].face or rest[0].size == rest[1].size))


def _has_place(sheet: Sheet, lines: Sequence[Slug], groups: Sequence[Group], texts: Sequence[Slug]) -> bool:
    """Whether a headline stands right above the lines, with no text between; or right beside them, where they are a deck."""
    box, reach = around(lines), weights.BYLINE_REACH * sheet.em
    for group in groups:
        if group.standing:
            if apart(group.box, box) < 3 * sheet.em:
                return True
            continue
        gap = box.top - group.box.bottom
        if -0.5 * sheet.em < gap < reach and shared(group.box, box) > 0.3:
            between = [t for t in texts if t.top > group.box.bottom - sheet.em and t.bottom < box.top + 0.5 * sheet.em]
            if not any(shared(t, box) > 0.3 and t not in lines for t in between):
                return True
        if lines[0].text.startswith(DASHES) and 0 < box.left - group.box.right < 4 * sheet.em and side_by_side(group.box, box) > 0.3:
            return True
    return False


def _sort_out(sheet: Sheet, lines: Sequence[Slug], groups: Sequence[Group], specials: Specials) -> None:
    run: list[Slug] = []
    for slug in lines:
        if names_only(sheet, slug.text):
            specials.bylines.append([slug])
        elif run and slug.face == run[-1].face:
            run.append(slug)
            continue
        else:
            run = [slug]
            specials.groups.append(Group(run))


def mark_leads(sheet: Sheet, legs: Sequence[Leg], specials: Specials) -> None:
    """A crosshead at the top of a column, of a line or two."""
    for leg in legs:
        if leg.lede or leg.initial or len(leg.slugs) < 3:
            continue
        two = leg.slugs[0].face == leg.slugs[1].face and is_crosshead(sheet, leg.slugs[1:], 0) and not is_over(leg.slugs[0].text, sheet.latin)
        lead = 1 if is_crosshead(sheet, leg.slugs, 0) else 2 if two and leg.slugs[0].face != leg.slugs[2].face else 0
        if lead:
            specials.crossheads.update(leg.slugs[:lead])
            leg.lead = lead
            leg.add([])


def join_led(sheet: Sheet, legs: list[Leg]) -> list[Leg]:
    """A leg that begins with a crosshead goes on from the one right above it in its column."""
    out = sorted(legs, key=lambda leg: leg.box.top)
    for leg in list(out):
        if not leg.lead:
            continue
        upper = [one for one in out if one is not leg and _column_above(sheet, one, leg)]
        if len(upper) == 1 and upper[0].over and not upper[0].closed and not leg.dated:
            upper[0].add(leg.slugs)
            out.remove(leg)
    return out


# --- inside a column -----------------------------------------------------------------------------------


def inner_groups(sheet: Sheet, groups: Sequence[Group], legs: Sequence[Leg]) -> list[tuple[Group, Leg, Leg]]:
    """Display of one column's width right between two of its texts: crossheads, with the leg above and below each."""
    found = []
    for group in groups:
        if group.standing or group.size > weights.LARGEST_LEDE * sheet.em or len(group.slugs) > 2 or group.slugs[0].hint not in (None, "crosshead"):
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


def inner_legs(sheet: Sheet, legs: list[Leg], specials: Specials) -> list[Leg]:
    """A line or two between two legs of one column, with white space above and below and no full stop: a crosshead; the three are one leg."""
    out = sorted(legs, key=lambda leg: (leg.box.left, leg.box.top))
    for leg in list(out):
        if len(leg.slugs) > 2 or is_over(leg.slugs[-1].text, sheet.latin) or leg not in out or is_formula(leg.slugs[0].text):
            continue
        upper = [one for one in out if one is not leg and _column_above(sheet, one, leg)]
        lower = [one for one in out if one is not leg and _column_above(sheet, leg, one)]
        if len(upper) == 1 and len(lower) == 1 and not lower[0].dated and not upper[0].closed and len(lower[0].slugs) > 1:
            specials.crossheads.update(leg.slugs)
            upper[0].add([*leg.slugs, *lower[0].slugs])
            out = [one for one in out if one is not leg and one is not lower[0]]
    return out


def _column_above(sheet: Sheet, upper: Leg, lower: Leg) -> bool:
    gap = lower.slugs[0].top - upper.slugs[-1].bottom
    if not 0 <= gap < 2.2 * sheet.pitch or upper.frame != lower.frame or upper.lede or lower.lede:
        return False
    return shared(upper.box, lower.box) > 0.6 and not sheet.rule_below(upper.slugs[-1], lower.slugs[0])


def merge_inner(sheet: Sheet, legs: list[Leg], inner: Iterable[tuple[Group, Leg, Leg]], specials: Specials) -> list[Leg]:
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
