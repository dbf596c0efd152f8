"""Takes lines of text and the pictures, tells captions: lines at a picture in type of their own, or that say what they are."""

from __future__ import annotations

from collections.abc import Sequence

from converter.model import Box
from converter.segment.captions import is_caption, lone_credit
from converter.segment.geometry import weights
from converter.segment.geometry.displays import DASHES
from converter.segment.geometry.legs import Leg, is_over
from converter.segment.geometry.sheet import Sheet, Slug, apart, around, shared
from converter.segment.geometry.specials import NEAR_CAPTION, set_apart, signed

SHORT_CAPTION = 15  # characters: a shorter line without a full stop may be a crosshead


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
        led = len(lines) == 1 and slug.right < picture.right + em and credit_leads(lines[0], slug) and set_apart(sheet, slug)
        if lines and not (led or _same_type(lines[-1], slug) or lone_credit(slug.text)):
            break
        lines.append(slug)
        edge = max(edge, slug.bottom)
    return _as_caption(sheet, lines, texts)


def credit_leads(first: Slug, second: Slug) -> bool:
    """Whether a credit stands right under a picture, flush right and smaller than the caption that follows at the left."""
    smaller = first.size < 0.9 * second.size
    flush = first.left > second.left + 2 * first.size and first.right > second.left + 0.8 * (second.right - second.left)
    return smaller and flush and not is_over(first.text, latin=True)


def _same_type(one: Slug, two: Slug) -> bool:
    return one.face == two.face and abs(one.size - two.size) < NEAR_CAPTION * one.size


def _followed(sheet: Sheet, slug: Slug, texts: Sequence[Slug]) -> bool:
    """Whether text follows right below in the same column: a short line over it is its crosshead."""
    return any(
        0.3 * sheet.pitch < text.bottom - slug.bottom < 2.2 * sheet.pitch
        and abs(text.left - slug.left) < 4 * sheet.em
        and text.size > slug.size * 0.95
        for text in texts
    )


def _as_caption(sheet: Sheet, lines: list[Slug], texts: Sequence[Slug]) -> list[Slug]:
    """The lines where they are a caption: in type of their own, or by their words."""
    if not lines:
        return []
    whole = "".join(slug.text for slug in lines)
    said = is_over(whole, sheet.latin) or is_caption(whole) or len(whole) > SHORT_CAPTION * (1 + sheet.latin)
    apart_ = set_apart(sheet, lines[0]) and not lines[0].text.startswith(DASHES) and not signed(sheet, lines[0])
    if apart_ and (said or not _followed(sheet, lines[-1], texts)):
        return lines
    text = ""
    for at, slug in enumerate(lines):
        text += slug.text
        if is_caption(text) and (at + 1 == len(lines) or is_over(slug.text, sheet.latin) or lone_credit(slug.text)):
            return lines[: at + 1]
    return []


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
