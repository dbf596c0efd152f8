"""Takes lines and legs, tells what stands between headline and text in text size: bylines, kickers, decks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from converter.model import Box
from converter.segment.bylines import authorship, bare_name, pen_name, standing_byline
from converter.segment.datelines import opens_with_dateline
from converter.segment.formulas import is_formula
from converter.segment.geometry import weights
from converter.segment.geometry.displays import DASHES, Group
from converter.segment.geometry.legs import Leg, is_over, opens_paragraph
from converter.segment.geometry.sheet import Sheet, Slug, apart, around, shared, side_by_side
from converter.segment.latin_bylines import may_sign, signs

NEAR_CAPTION = 0.025  # share by which a caption's size differs from the text's at least, where its face does not


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
    if sheet.latin:
        return may_sign(text) or signs(text)
    return bare_name(text) or pen_name(text) or authorship(text) or standing_byline(text)


def set_apart(sheet: Sheet, slug: Slug) -> bool:
    """Whether it is set in another type than the text."""
    return abs(slug.size - sheet.em) > NEAR_CAPTION * sheet.em or (slug.face != sheet.face and bool(slug.face[0] or slug.face[1]))


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


def mark_signed(sheet: Sheet, legs: Sequence[Leg]) -> None:
    """Names on a line of their own after a finished sentence, at the right or in other type, sign the text that ends there."""
    for leg in legs:
        if len(leg.slugs) < 3:
            continue
        before, last = leg.slugs[-2:]
        apart_ = last.face != before.face or last.left > leg.left + weights.DEEPEST_INDENT * sheet.em
        if apart_ and is_over(before.text, sheet.latin) and names_only(sheet, last.text):
            leg.signed = True
            leg.add([])


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
            over = len(lines) == len(leg.slugs) and _stands_over(sheet, lines, groups)
            _sort_out(sheet, lines, specials, kicker=over)
            rest = leg.slugs[len(lines) :]
            if rest:
                out.append(Leg(sheet, rest, lede=leg.lede))
        else:
            out.append(leg)
    return out


def _opening(sheet: Sheet, leg: Leg, groups: Sequence[Group], texts: Sequence[Slug]) -> list[Slug]:
    """Up to three first lines of a leg that are not its text: centred or in other type, and without a full stop."""
    lines: list[Slug] = []
    brief = len(leg.slugs) <= 2 and not is_over(leg.slugs[-1].text, sheet.latin) and not leg.dated
    if brief and (_stands_over(sheet, leg.slugs, groups) or _stands_under(sheet, leg, groups, texts)):
        return list(leg.slugs)
    if _signed_pair(sheet, leg.slugs[:3]) and _has_place(sheet, leg.slugs[:2], groups, texts, alone=False):
        return leg.slugs[:2]
    for at, slug in enumerate(leg.slugs[:4]):
        rest = leg.slugs[at + 1 :]
        if lines and lines[-1].text.startswith(DASHES) and slug.face == lines[-1].face and not opens_paragraph(leg.slugs, at, sheet.em):
            lines.append(slug)  # a deck of two lines
            continue
        names = names_only(sheet, slug.text)  # J.-P. D.: full stops that end no sentence
        sentences = _SENTENCES.search(slug.text) and not names
        if slug.text[-1:] in "。！？；，" or sentences or opens_with_dateline(slug.text) or is_formula(slug.text):
            break
        if sheet.latin and slug.text[-1:] in ".,;" and not names:
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
    if plain and _begun_left(sheet, leg, lines, texts):
        return []
    return lines if _has_place(sheet, lines, groups, texts, alone=len(lines) == len(leg.slugs)) else []


def _signed_pair(sheet: Sheet, slugs: Sequence[Slug]) -> bool:
    """Whether the first two lines are one byline, broken where a narrow column ends, in type of their own."""
    if len(slugs) < 2 or not sheet.latin or slugs[0].face != slugs[1].face or signed(sheet, slugs[0]):
        return False
    return all(slug.face != slugs[0].face for slug in slugs[2:]) and _signed_text(sheet, f"{slugs[0].text} {slugs[1].text}")


def _stands_over(sheet: Sheet, lines: Sequence[Slug], groups: Sequence[Group]) -> bool:
    """Whether it is a line right over a headline: its kicker."""
    box = around(lines)
    over = [g for g in groups if not g.standing and -0.5 * sheet.em < g.box.top - box.bottom < 2 * sheet.em]
    if any(group.frame == lines[0].frame and _heads_frame(sheet, lines, group) for group in over):
        return True
    if len(lines) == 1 or (len(lines) == 2 and all(set_apart(sheet, slug) for slug in lines)):
        return any(shared(group.box, box) > 0.3 for group in over)
    return len(lines) == 2 and any(abs(g.box.left + g.box.right - box.left - box.right) < 2 * sheet.em for g in over)


def _heads_frame(sheet: Sheet, lines: Sequence[Slug], group: Group) -> bool:
    """Whether the line is the first one in a frame and the headline is the next: it names what the frame holds each time, in its corner."""
    if lines[0].frame < 0 or len(lines) > 1 or not set_apart(sheet, lines[0]):
        return False
    inside = sorted(slug.top for slug in sheet.slugs if slug.frame == lines[0].frame)
    return lines[0].top == inside[0] and group.box.top == inside[1]


def _stands_under(sheet: Sheet, leg: Leg, groups: Sequence[Group], texts: Sequence[Slug]) -> bool:
    """Whether a line or two right under a headline, with white space and text below, are its deck: also in the type of the text."""
    box, em = leg.box, sheet.em
    over = [g for g in groups if not g.standing and -0.5 * em < box.top - g.box.bottom < 2.5 * em and shared(g.box, box) > 0.8]
    if not any(box.left > g.box.left - 2 * em and box.right < g.box.right + 2 * em for g in over):
        return False
    below = [t for t in texts if 0.5 * em < t.top - box.bottom < 6 * em and shared(t, box) > 0.3]
    return bool(below) and leg.text[-1:] not in "，,、"


def _begun_left(sheet: Sheet, leg: Leg, lines: Sequence[Slug], texts: Sequence[Slug]) -> bool:
    """Whether the column left of the lines has begun at their height: they part its text, and stand over none."""
    box, em = leg.box, sheet.em
    level = [
        t for t in texts if -weights.RIGHT_GAP * em < t.right - box.left < 0.5 * em and abs(t.bottom - lines[0].bottom) < 0.6 * sheet.pitch
    ]
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


def _has_place(sheet: Sheet, lines: Sequence[Slug], groups: Sequence[Group], texts: Sequence[Slug], *, alone: bool) -> bool:
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
        deck = lines[0].text.startswith(DASHES) or (
            alone and len(lines) <= 2 and group.size > 1.5 * lines[0].size and set_apart(sheet, lines[0])
        )
        if deck and 0 < box.left - group.box.right < 4 * sheet.em and side_by_side(group.box, box) > 0.3:
            return True
    return False


def _sort_out(sheet: Sheet, lines: Sequence[Slug], specials: Specials, *, kicker: bool) -> None:
    """Bylines apart from decks. kicker: a headline stands right below, so a name may be that of a place or column."""
    if _signed_pair(sheet, lines):
        specials.bylines.append(list(lines))
        return
    run: list[Slug] = []
    for slug in lines:
        if signed(sheet, slug) or (names_only(sheet, slug.text) and not kicker):
            specials.bylines.append([slug])
        elif run and slug.face == run[-1].face:
            run.append(slug)
            continue
        else:
            run = [slug]
            specials.groups.append(Group(run))
