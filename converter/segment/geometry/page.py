"""Takes a repaired page whose lines have boxes, gives its layout and what is doubtful about it. Every printed character stands in it once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from converter.model import Box, Layout, Page
from converter.notices import Notice
from converter.segment.build import Builder
from converter.segment.geometry import chains, inside, picture_captions, specials, weights, witnesses
from converter.segment.geometry.advertisements import advertisements
from converter.segment.geometry.briefs import with_items
from converter.segment.geometry.centred_heads import mark_centred
from converter.segment.geometry.composing import Composer, Remains
from converter.segment.geometry.contents_boxes import contents_of
from converter.segment.geometry.displays import Group, clusters_of, groups_of, is_display, is_lede
from converter.segment.geometry.fragments import whole_heads, whole_lines
from converter.segment.geometry.initials import initials_of, put_back
from converter.segment.geometry.legs import Leg, legs_of, mark_ledes
from converter.segment.geometry.margins import furniture_of
from converter.segment.geometry.neighbours import Neighbours
from converter.segment.geometry.photographs import photo_stories
from converter.segment.geometry.rejoining import rejoined
from converter.segment.geometry.sheet import Sheet, Slug, around, shared, sheet_of
from converter.segment.geometry.succession import succeed
from converter.segment.rows import rows_of

Script = Literal["Hans", "Hant", "Latn"]


def segment_by_geometry(page: Page, script: Script) -> tuple[Layout, tuple[Notice, ...]]:
    """Articles, advertisements, rests and furniture of the page, told by places and type first. Never raises; never loses or doubles a character.

    page: most of its lines have boxes; script: what it is set in.
    """
    rows = rows_of(page.lines)
    if not rows:
        return Layout(()), ()
    sheet, unplaced = sheet_of(page, rows, script == "Latn")
    mark_centred(sheet)
    contents = contents_of(sheet)
    furniture = furniture_of(sheet, {slug for box in contents for slug in box.slugs})
    slugs = _without([slug for slug in sheet.slugs if slug not in furniture], [box.slugs for box in contents])
    advertising = advertisements(sheet, slugs)
    slugs = _without(slugs, advertising)
    legs, groups, special = _sorted_out(sheet, slugs)
    clusters = clusters_of(sheet, groups, [slug for leg in legs for slug in leg.slugs])
    photos, clusters, captions = photo_stories(sheet, clusters, special.captions, legs)
    near = Neighbours(
        sheet,
        legs,
        clusters,
        [*(story.box for story in photos), *(around(lines) for lines in (*advertising, *(box.slugs for box in contents)))],
        [_with_picture(lines, picture) for lines, picture in captions],
    )
    signed = _signed(sheet, legs, groups, special.bylines)
    succession = succeed(near, signed)
    stories, loose = chains.stories_of(near, succession, signed)
    stories = with_items(sheet, stories, special.crossheads) + photos
    loose = chains.claim_loose(sheet, stories, loose)
    captions = chains.claim_captions(sheet, stories, captions)
    remains = Remains(loose, chains.claim_bylines(sheet, stories, special.bylines), captions, unplaced, advertising, contents)
    composer = Composer(sheet, furniture, special.crossheads, near.indented)
    stream, links = composer.compose(stories, remains)
    notices = [] if sheet.latin else witnesses.heard(rows, stream, composer.stories)
    layout = Builder(page, stream, links).layout()
    notices += witnesses.doubts(stream, composer.stories, layout.articles)
    if unplaced:
        message = f"{len(unplaced)} lines from “{unplaced[0].text[:24]}” on have no place in the page's reading order"
        notices.append(Notice("W-SEG-25", page.id, message))
    return layout, tuple(sorted(notices, key=lambda notice: notice.code))


def _sorted_out(sheet: Sheet, slugs: Sequence[Slug]) -> tuple[list[Leg], list[Group], specials.Specials]:
    """Legs of text, groups of display, and what stands beside them."""
    found = specials.Specials()
    shown = whole_heads(sheet, [slug for slug in slugs if is_display(sheet, slug)])
    texts = whole_lines(sheet, [slug for slug in slugs if not is_display(sheet, slug)])
    found.captions = picture_captions.captions_at(sheet, texts, shown)
    texts = _without(texts, [lines for lines, _ in found.captions])
    found.bylines = specials.take_signed(sheet, texts)
    texts = _without(texts, found.bylines)
    initials = initials_of(sheet, shown, texts)
    groups = groups_of(sheet, [slug for slug in shown if slug not in initials], texts)
    ledes = [group for group in groups if is_lede(sheet, group)]
    groups = [group for group in groups if group not in ledes]
    legs = legs_of(sheet, texts, groups)
    mark_ledes(sheet, legs)
    legs += [Leg(sheet, group.slugs, lede=True) for group in ledes]
    groups += [Group([slug]) for slug in put_back(sheet, legs, initials)]
    legs = rejoined(sheet, legs, groups)
    captions = picture_captions.worded_captions(sheet, legs)
    found.captions += [(leg.slugs, picture) for leg, picture in captions]
    legs = [leg for leg in legs if all(leg is not other for other, _ in captions)]
    legs = inside.join_jumps(sheet, legs, groups)
    legs = specials.heads_of_legs(sheet, legs, groups, found)
    inner = inside.inner_groups(sheet, groups, legs)
    legs = inside.merge_inner(legs, inner, found)
    groups = [group for group in groups if all(group is not entry[0] for entry in inner)] + found.groups
    legs = inside.inner_legs(sheet, legs, groups, found)
    groups = inside.mark_feet(sheet, legs, groups, found)
    inside.mark_leads(sheet, legs, found)
    specials.mark_signed(sheet, legs)
    legs = inside.join_led(sheet, legs, groups)
    return legs, groups, found


def _with_picture(lines: Sequence[Slug], picture: Box | None) -> Box:
    return around(lines) if picture is None else around([picture, *lines])


def _without(slugs: Sequence[Slug], taken: Sequence[Sequence[Slug]]) -> list[Slug]:
    gone = {id(slug) for lines in taken for slug in lines}
    return [slug for slug in slugs if id(slug) not in gone]


def _signed(sheet: Sheet, legs: Sequence[Leg], groups: Sequence[Group], bylines: Sequence[Sequence[Slug]]) -> set[int]:
    """The legs right over which a byline stands that is under no headline: with it a text begins."""
    out = set()
    for lines in bylines:
        box = around(lines)
        if any(-0.5 * sheet.em < box.top - g.box.bottom < weights.BYLINE_REACH * sheet.em and shared(box, g.box) > 0.3 for g in groups):
            continue
        if any(leg.lede and -0.5 * sheet.em < box.top - leg.box.bottom < 3 * sheet.em and shared(box, leg.box) > 0.3 for leg in legs):
            continue  # it signs what the lede above it begins
        for at, leg in enumerate(legs):
            level = any(
                0 < leg.box.left - other.box.right < weights.RIGHT_GAP * sheet.em and abs(leg.box.top - other.box.top) < sheet.pitch
                for other in legs
            )  # it is centred on a row of columns, and this is not the first
            if -0.5 * sheet.em < leg.box.top - box.bottom < 2.5 * sheet.em and shared(box, leg.box) > 0.5 and not level:
                out.add(at)
    return out
