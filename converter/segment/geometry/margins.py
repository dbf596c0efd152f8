"""Takes a sheet, tells the page furniture by its place and words: what stands over the first rule, in the page's head, and at its foot."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from converter.segment.furniture import furniture_type, is_page_line
from converter.segment.geometry import weights
from converter.segment.geometry.sheet import Sheet, Slug, shared
from converter.segment.mastheads import latin_furniture, latin_imprint

_REFERENCE = re.compile(r"\w\W+(?:seiten?|pages?|pagin[ae]|página|bladzijde|pag\.|p\.|s\.)\s*$", re.IGNORECASE)
FEW, MOST_WORDS = 6, 4  # characters, or words, of a paper's name
MOST_OVER = 400  # characters over the first rule: more are articles
MOST_IMPRINT = 3.5  # pitches from the last rule to the end of an imprint
FEWEST_MATES = 3  # date, number, price …: what a front page prints around the name


def furniture_of(sheet: Sheet, other: Collection[Slug] = ()) -> dict[Slug, str]:
    """Each slug that is furniture, with its type. other: slugs of which it is known what else they are."""
    if other:
        sheet = replace(sheet, slugs=[slug for slug in sheet.slugs if slug not in other])
    found: dict[Slug, str] = {}
    for slug in sheet.slugs:
        what = _by_words(sheet, slug)
        if what:
            found[slug] = what
    for slug in sheet.slugs:
        if slug not in found and _is_name(sheet, slug, found):
            found[slug] = "masthead"
    found |= _under_last_rule(sheet, found)
    _mates(sheet, found)
    _over_rule(sheet, found)
    return found


def _under_last_rule(sheet: Sheet, found: Collection[Slug]) -> dict[Slug, str]:
    """A line or two under a rule across the page, with nothing below, and words of an imprint: the page may end high above the paper's edge."""
    wide = [rule for rule in sheet.level if rule.right - rule.left > weights.LONG_RULE * sheet.width and rule.top > 0.5 * sheet.height]
    for rule in sorted(wide, key=lambda rule: -rule.top):
        under = [slug for slug in sheet.slugs if slug.top > rule.bottom - 0.3 * sheet.em and not slug.standing]
        if not under:
            continue
        low = max(slug.bottom for slug in under) - rule.bottom < MOST_IMPRINT * sheet.pitch
        if not low or any(slug.size > weights.DISPLAY * sheet.em for slug in under):
            break
        kinds = {slug: _imprint(sheet, slug.text) for slug in under}
        first = next((kind for kind in kinds.values() if kind), None)
        if first:
            return {slug: kind or first for slug, kind in kinds.items() if slug not in found}
    return {}


def _imprint(sheet: Sheet, text: str) -> str | None:
    if sheet.latin and latin_imprint(text):
        return "editors"
    what = furniture_type(text, 99, 0)
    return what if what in ("editors", "contact", "folio") or (what and (not sheet.latin or is_page_line(text))) else None


def _by_words(sheet: Sheet, slug: Slug) -> str:
    if slug.hint == "furniture":
        return furniture_type(slug.text, 0, 0) or "masthead"
    above, below = slug.top / sheet.height, 1 - slug.bottom / sheet.height
    head, foot = above < weights.TOP, below < 1 - weights.FOOT
    if not (head or foot) or slug.standing:
        return ""
    # its words say it only at the edges; there the place counts as that of a first or last line
    if sheet.latin:
        what = latin_furniture(slug.text, 0 if head else 99, 0 if foot else 99) or ""
        if what == "masthead" and slug.size < 2 * sheet.em:
            what = ""
        if not what:
            what = furniture_type(slug.text, 0 if head else 99, 0 if foot else 99) or ""
            what = "" if what == "masthead" else what  # capitals are a masthead under a Chinese title; here they are a headline
        return "" if what == "folio" and _ends_reference(sheet, slug) else what
    what = furniture_type(slug.text, 0 if above < weights.TOP_PATTERN else 99, 0 if foot else 99) or ""
    if foot and what in ("masthead", "date") and not is_page_line(slug.text):
        return ""  # a place and day under a text
    return what


def _ends_reference(sheet: Sheet, slug: Slug) -> bool:
    """Whether a number alone is the rest of a line above, at its left edge and in its type, that says … page: it names another page."""
    if not slug.text.strip().isdecimal():
        return False
    return any(
        0.5 * slug.size < slug.bottom - one.bottom < 1.8 * slug.size
        and abs(one.left - slug.left) < sheet.em
        and abs(one.size - slug.size) < 0.05 * slug.size
        and _REFERENCE.search(one.text)
        for one in sheet.slugs
    )


def _is_name(sheet: Sheet, slug: Slug, found: dict[Slug, str]) -> bool:
    """A few characters at the top, the largest of the page, beside a date or number and with no text right beneath: the paper's name."""
    if slug.top > weights.TOP_PATTERN * sheet.height or slug.size < weights.MASTHEAD * sheet.em or slug.standing:
        return False
    largest = slug.size >= max(other.size for other in sheet.slugs)
    if sheet.latin:
        # the front page alone prints price, number or address around it; headlines follow at once
        near = [other for other in found if abs(other.top - slug.top) < 4 * slug.size]
        few = len(slug.text.split()) <= MOST_WORDS and len(near) >= FEWEST_MATES
        return largest and (few or _over_date(slug, sheet, found))
    if len(slug.text) > FEW or not largest:
        return False
    if not any(min(slug.bottom, other.bottom) > max(slug.top, other.top) for other in found):
        return False
    reach = slug.bottom + 3 * sheet.em
    return not any(slug.bottom <= other.top < reach and shared(other, slug) > 0.5 and other.size < slug.size for other in sheet.slugs)


def _over_date(slug: Slug, sheet: Sheet, found: dict[Slug, str]) -> bool:
    """Whether nothing stands over it or beside it, and the paper's number and date stand between it and all else: by size and place the name."""
    others = [other for other in sheet.slugs if other is not slug and other not in found]
    if len(slug.text.split()) > 2 * MOST_WORDS or not others or any(other.top < slug.bottom for other in others):
        return False
    dates = [other for other, what in found.items() if what in ("date", "folio") and 0 <= other.top - slug.bottom < 1.5 * slug.size]
    return any(shared(other, slug) > 0.3 and other.bottom <= min(one.top for one in others) for other in dates)


def _mates(sheet: Sheet, found: dict[Slug, str]) -> None:
    """What stands on one line with the folio or the editors, at the page's head or foot: 要闻 beside the date."""
    for slug in list(found):
        head = slug.top < weights.TOP_PATTERN * sheet.height
        for other in _level_with(sheet, slug):
            if other not in found and (head or other.size <= weights.DISPLAY * sheet.em) and _stands_alone(sheet, other, head, found):
                words = sheet.latin and head and not any(map(str.isdigit, other.text))
                named = words and (found[slug] == "date" or other.size >= weights.MASTHEAD * sheet.em)
                found[other] = "masthead" if named else found[slug]  # the paper's name, or a running title, beside day or address


def _level_with(sheet: Sheet, slug: Slug) -> Iterator[Slug]:
    for other in sheet.slugs:
        if other is not slug and min(slug.bottom, other.bottom) - max(slug.top, other.top) > 0.5 * min(slug.size, other.size):
            yield other


def _stands_alone(sheet: Sheet, slug: Slug, head: bool, found: dict[Slug, str]) -> bool:
    """Whether no line of text follows it (at the head) or comes before it (at the foot)."""
    for other in sheet.slugs:
        if other is slug or other in found or shared(other, slug) < 0.3:
            continue
        step = other.bottom - slug.bottom if head else slug.bottom - other.bottom
        if 0.3 * sheet.em < step < weights.NEXT_LINE * sheet.pitch:
            return False
    return True


def _over_rule(sheet: Sheet, found: dict[Slug, str]) -> None:
    """A long rule at the top parts the page's head from its articles."""
    long = [
        rule for rule in sheet.level if rule.right - rule.left > weights.LONG_RULE * sheet.width and rule.top < weights.TOP * sheet.height
    ]
    if not long:
        return
    for rule in sorted(long, key=lambda rule: rule.top):
        over = [slug for slug in sheet.slugs if slug.bottom < rule.top + 0.3 * sheet.em]
        if sum(len(slug.text) for slug in over) > MOST_OVER:
            break
        if over and (any(slug in found for slug in over) or _is_thin(over, sheet)):
            for slug in over:
                found.setdefault(slug, "masthead")


def _is_thin(over: Sequence[Slug], sheet: Sheet) -> bool:
    """A line or two, no text of several lines."""
    return len(over) <= 6 and max(slug.bottom for slug in over) - min(slug.top for slug in over) < 6 * sheet.em
