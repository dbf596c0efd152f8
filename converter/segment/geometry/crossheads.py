"""Takes a line of a column, tells whether it parts its text: a crosshead, by its type, its place in the measure and its words."""

from __future__ import annotations

from collections.abc import Sequence

from converter.segment.formulas import is_formula
from converter.segment.geometry import weights
from converter.segment.geometry.legs import is_over, opens_paragraph
from converter.segment.geometry.sheet import Sheet, Slug

LONGEST = 30  # characters of a crosshead; in a script that blanks part, twice as many
OTHER_SIZE = 0.03  # share by which its size differs from the text's at least, where its face does not
_NEAR = 5  # lines whose edges are those of the column


def is_crosshead(sheet: Sheet, slugs: Sequence[Slug], at: int) -> bool:
    """Whether the line `at` of a column parts its text: without a full stop, after a finished sentence (or first in the column), over a paragraph."""
    slug, rest = slugs[at], slugs[at + 1 : at + 1 + _NEAR]
    if not rest or len(slug.text) > LONGEST * (1 + sheet.latin) or slug.text[-1:] in "。，；、,;：:-" or is_formula(slug.text):
        return False
    if slug.hint == "crosshead":
        return True
    if at and not is_over(slugs[at - 1].text, sheet.latin):
        return False
    other = _other_type(slugs, at)
    if is_over(slug.text, sheet.latin) and not (other and slug.text[-1:] in "？！?!”»"):
        return False
    if not opens_paragraph(slugs, at + 1, sheet.em):
        # where text goes on flush left, only its type can set a crosshead off
        return other and at > 0 and slug.size > rest[0].size * (1 + OTHER_SIZE)
    return other or _centred(sheet, slugs, at) or _ends_early(sheet, slugs, at)


def _other_type(slugs: Sequence[Slug], at: int) -> bool:
    """Whether the lines around it, up to the next ones of its type, are all in another face, or smaller."""
    slug = slugs[at]
    around_it = [*_up_to_fellow(slug, slugs[max(0, at - 2) : at][::-1]), *_up_to_fellow(slug, slugs[at + 1 : at + 4])]
    return all(slug.face != other.face for other in around_it) or all(slug.size > other.size * (1 + OTHER_SIZE) for other in around_it)


def _up_to_fellow(slug: Slug, lines: Sequence[Slug]) -> Sequence[Slug]:
    """The lines before the next crosshead: that one may follow after a line or two. The nearest line always counts."""
    fellow = (n for n, other in enumerate(lines) if n and other.face == slug.face and abs(other.size - slug.size) < 0.01 * slug.size)
    return lines[: next(fellow, len(lines))]


def _edges(slugs: Sequence[Slug], at: int) -> tuple[float, float]:
    near = slugs[max(0, at - _NEAR) : at + 1 + _NEAR]
    return min(slug.left for slug in near), max(slug.right for slug in near)


def _centred(sheet: Sheet, slugs: Sequence[Slug], at: int) -> bool:
    slug, (left, right) = slugs[at], _edges(slugs, at)
    middle = abs((slug.left + slug.right) / 2 - (left + right) / 2) < 0.6 * sheet.em
    return middle and min(slug.left - left, right - slug.right) > weights.INDENT * sheet.em


def _ends_early(sheet: Sheet, slugs: Sequence[Slug], at: int) -> bool:
    """Whether it begins at the column's edge and ends before the column does: a paragraph's last line would have a full stop."""
    slug, (left, right) = slugs[at], _edges(slugs, at)
    return not sheet.latin and slug.left < left + weights.INDENT * sheet.em and slug.right < right - 2 * sheet.em
