"""Takes a sheet, tells the advertisements: frames that hold lines of many sizes, prices and addresses, and no text that runs on; and what they consist of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.segment.advertising import advertising_share
from converter.segment.build import ADVERTISES
from converter.segment.datelines import opens_with_dateline
from converter.segment.display import Headline
from converter.segment.geometry.legs import is_over, opens_paragraph
from converter.segment.geometry.sheet import Sheet, Slug
from converter.segment.geometry.specials import signed
from converter.segment.geometry.weights import DISPLAY
from converter.segment.rubrics import opens_advertisements
from converter.segment.unit import Unit

RUNNING = 0.45  # share of its characters that run on as text, from which a frame holds an article
FEWEST_RUNNING = 3  # lines of one measure that run on
_LABEL = re.compile(r"anzeigen?|advertisements?|publicité|annonces?", re.IGNORECASE)
_SELLS = re.compile(
    r"\b(?:tel|fon|fax)\b\.?:?\s*[\d+(]|www\.|https?://|\w@\w|[€$£]\s?\d|\d\s?(?:[€£]|%|euro|mark|francs?|lire|pesetas?)\b|\d{3,4}[ -]\d{4,}|电话|電話|地址|热线|特惠|折",
    re.IGNORECASE,
)


def advertisements(sheet: Sheet, slugs: Sequence[Slug]) -> list[list[Slug]]:
    """The lines of each frame that is one, from top to bottom."""
    inside: dict[int | str | None, list[Slug]] = {}
    for slug in slugs:
        if slug.hint == "advertisement" and slug.frame < 0:
            inside.setdefault(slug.block, []).append(slug)
        elif slug.frame >= 0:
            inside.setdefault(slug.frame, []).append(slug)
    return [lines for lines in inside.values() if lines[0].hint == "advertisement" or _advertises(sheet, lines)]


def _advertises(sheet: Sheet, lines: Sequence[Slug]) -> bool:
    if any(signed(sheet, slug) or opens_with_dateline(slug.text) for slug in lines):
        return False
    total = sum(len(slug.text) for slug in lines)
    running = sum(len(slug.text) for run in _running(sheet, lines) for slug in run)
    if running >= RUNNING * total:
        return False
    sells = sum(_SELLS.search(slug.text) is not None for slug in lines)
    return sells > 0 or advertising_share([slug.text for slug in lines]) >= ADVERTISES or running < 0.2 * total


def _running(sheet: Sheet, lines: Sequence[Slug]) -> list[list[Slug]]:
    """The lines in text size that follow one another in one measure and make sentences, run by run."""
    runs: list[list[Slug]] = []
    for slug in sorted((slug for slug in lines if slug.size < 1.3 * sheet.em), key=lambda slug: (slug.bottom, slug.left)):
        upper = [run for run in runs if _follows(sheet, run[-1], slug)]
        if upper:
            upper[-1].append(slug)
        else:
            runs.append([slug])
    long = [run for run in runs if len(run) >= FEWEST_RUNNING and not _centred(sheet, run)]
    return [run for run in long if any(is_over(one.text, sheet.latin) or "。" in one.text for one in run)]


def _centred(sheet: Sheet, run: Sequence[Slug]) -> bool:
    """Whether its lines share a middle and no edge: they are set one by one."""
    middles, lefts = [(slug.left + slug.right) / 2 for slug in run], [slug.left for slug in run]
    return max(middles) - min(middles) < 0.4 * sheet.em and max(lefts) - min(lefts) > 0.5 * sheet.em


def _follows(sheet: Sheet, last: Slug, slug: Slug) -> bool:
    step = slug.bottom - last.bottom
    return (
        0.5 * slug.size < step < 2.2 * slug.size
        and abs(slug.size - last.size) < 0.1 * last.size
        and abs(slug.left - last.left) < 3 * sheet.em
    )


def units_of_advertisement(sheet: Sheet, lines: Sequence[Slug]) -> list[Headline | Unit]:
    """Its title, what runs on in paragraphs, and its other lines, each as it is set; from top to bottom."""
    ordered = sorted(lines, key=lambda slug: (slug.bottom, slug.left))
    title = _title(sheet, ordered)
    out: list[Headline | Unit] = [Unit("display", [slug.row], "kicker") for slug in title[:1] if slug.size < title[-1].size]
    out += [Unit("display", [slug.row for slug in title if slug.size >= title[-1].size])] if title else []
    into: dict[int, Unit] = {}
    runs = _running(sheet, lines)
    for slug in ordered:
        if slug in title:
            continue
        run = next((run for run in runs if slug in run), None)
        if run is None:
            out.append(Unit("paragraph", [slug.row]))
        elif id(run) in into and not opens_paragraph(run, run.index(slug), sheet.em):
            into[id(run)].rows.append(slug.row)
        else:
            into[id(run)] = Unit("paragraph", [slug.row], measure=max(one.width for one in run) / sheet.em)
            out.append(into[id(run)])
    return out


def _is_label(text: str) -> bool:
    return _LABEL.fullmatch(text) is not None or opens_advertisements(text)


def _title(sheet: Sheet, ordered: Sequence[Slug]) -> list[Slug]:
    """The display with which it begins: lines of one size, over them the word that says what it is (Anzeige)."""
    label = 1 if len(ordered) > 1 and ordered[0].size < DISPLAY * sheet.em and _is_label(ordered[0].text) else 0
    first = ordered[label] if len(ordered) > label + 1 else None
    if first is None or first.size <= DISPLAY * sheet.em or first.size < max(slug.size for slug in ordered):
        return []
    end = label + 1
    while end < len(ordered) - 1 and abs(ordered[end].size - first.size) < 0.05 * first.size:
        end += 1
    return list(ordered[:end])
