"""Takes a sheet, tells the advertisements: frames that hold lines of many sizes, prices and addresses, and no text that runs on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.segment.advertising import advertising_share
from converter.segment.build import ADVERTISES
from converter.segment.datelines import opens_with_dateline
from converter.segment.geometry.legs import is_over
from converter.segment.geometry.sheet import Sheet, Slug
from converter.segment.geometry.specials import signed

RUNNING = 0.45  # share of its characters that run on as text, from which a frame holds an article
FEWEST_RUNNING = 3  # lines of one measure that run on
_SELLS = re.compile(
    r"\b(?:tel|fon|fax)\b\.?:?\s*[\d+(]|www\.|https?://|\w@\w|[€$£]\s?\d|\d\s?(?:[€£]|%|euro|mark|francs?|lire|pesetas?)\b|\d{3,4}[ -]\d{4,}|电话|電話|地址|热线|特惠|折",
    re.IGNORECASE,
)


def advertisements(sheet: Sheet, slugs: Sequence[Slug]) -> list[list[Slug]]:
    """The lines of each frame that is one, from top to bottom."""
    inside: dict[int, list[Slug]] = {}
    for slug in slugs:
        if slug.hint == "advertisement" and slug.frame < 0:
            inside.setdefault(-1 - hash(slug.block) % 10_000, []).append(slug)
        elif slug.frame >= 0:
            inside.setdefault(slug.frame, []).append(slug)
    return [lines for lines in inside.values() if lines[0].hint == "advertisement" or _advertises(sheet, lines)]


def _advertises(sheet: Sheet, lines: Sequence[Slug]) -> bool:
    if any(signed(sheet, slug) or opens_with_dateline(slug.text) for slug in lines):
        return False
    total = sum(len(slug.text) for slug in lines)
    running = sum(len(slug.text) for slug in _running(sheet, lines))
    if running >= RUNNING * total:
        return False
    sells = sum(_SELLS.search(slug.text) is not None for slug in lines)
    return sells > 0 or advertising_share([slug.text for slug in lines]) >= ADVERTISES or running < 0.2 * total


def _running(sheet: Sheet, lines: Sequence[Slug]) -> list[Slug]:
    """The lines in text size that follow one another in one measure and make sentences."""
    out: list[Slug] = []
    run: list[Slug] = []
    for slug in [*sorted(lines, key=lambda slug: (round(slug.left / (3 * sheet.em)), slug.top)), None]:
        last = run[-1] if run else None
        if slug is not None and last is not None and slug.size < 1.3 * sheet.em and abs(slug.size - last.size) < 0.1 * last.size:
            step = slug.bottom - last.bottom
            if 0 < step < 2.2 * slug.size and abs(slug.left - last.left) < 3 * sheet.em:
                run.append(slug)
                continue
        if len(run) >= FEWEST_RUNNING and any(is_over(one.text, sheet.latin) or "。" in one.text for one in run):
            out += run
        run = [slug] if slug is not None else []
    return out
