"""Takes a sheet that OCR read, marks its headlines by their place: short lines on the middle of a column, over a text of full measure."""

from __future__ import annotations

from collections.abc import Sequence

from converter.segment.geometry import weights
from converter.segment.geometry.sheet import Sheet, Slug, shared

LONGEST = 0.75  # of the column's width
LONGEST_TEXT = 60  # characters
OFF = 1.0  # em by which its middle may be off the column's
FULL = 0.9  # of the column's width: a line of running text
WHITE = 1.25  # pitches from the line above: print sets white over a headline
REACH = 4  # pitches to the text, over a dateline or a second headline
COLUMN = 8  # lines of the column beneath that tell its edges


def mark_centred(sheet: Sheet) -> None:
    """Gives such lines the hint of a headline, where recognition parted the page into blocks: its sizes are guesses. Only for type parted by blanks."""
    if not sheet.latin or all(slug.block is None for slug in sheet.slugs):
        return
    for slug in sheet.slugs:
        may = slug.hint is None and slug.size <= weights.DISPLAY * sheet.em and not slug.standing and len(slug.text) <= LONGEST_TEXT
        if may and _has_white(sheet, slug) and _is_headline(sheet, slug):
            slug.hint = "main"


def _is_headline(sheet: Sheet, slug: Slug) -> bool:
    below = [other for other in sheet.slugs if other.top > slug.top + 0.4 * sheet.pitch and shared(other, slug) > 0.9]
    column = _column(below)
    if len(column) < 3 or column[0].top - slug.bottom > REACH * sheet.pitch:
        return False
    left, right = min(other.left for other in column), max(other.right for other in column)
    full = sum(other.right - other.left > FULL * (right - left) for other in column) >= 2
    middle = abs((left + right) / 2 - (slug.left + slug.right) / 2) < OFF * sheet.em
    short = slug.right - slug.left < LONGEST * (right - left)
    return full and middle and short and any(map(str.isalpha, slug.text))


def _column(below: Sequence[Slug]) -> list[Slug]:
    """The first lines of one block beneath, those of a line or two left out: they are headlines, too."""
    for first in below[:4]:
        lines = [other for other in below if other.block == first.block][:COLUMN]
        if len(lines) >= 3:
            return lines
    return []


def _has_white(sheet: Sheet, slug: Slug) -> bool:
    """Whether the last line of text above stands further off than a next line does."""
    above = [other for other in sheet.slugs if other.bottom < slug.bottom - 0.4 * sheet.pitch and shared(other, slug) > 0.5]
    return not above or slug.bottom - max(other.bottom for other in above) > WHITE * sheet.pitch
