"""Takes rows of a page in a script that words part with blanks, gives its units by blank lines and line lengths, and its articles by headlines.

No dictionary speaks for these pages, so nothing is cut on words: a headline opens an article, and that is all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from converter.segment.articles import Draft
from converter.segment.formulas import came_alone, is_formula
from converter.segment.furniture import furniture_type
from converter.segment.latin_bylines import signs
from converter.segment.mastheads import latin_furniture
from converter.segment.rows import Row
from converter.segment.stream import Stream, head_cluster
from converter.segment.unit import Unit

_OVER = re.compile(r"[.!?…;:»“”\"')\]—–-]$")
_CORRESPONDENT = re.compile(r"\(?from (?:our|a|the|an) [\w ]{0,20}correspondent\.?\)?\.?", re.IGNORECASE)
SHORT = 0.75  # of the usual width: a line that ends a paragraph, or is a headline
LONGEST_HEADLINE = 3  # lines
FEW = 12  # blocks up to which a page is too small to be a list
MOST_DISPLAY = 0.4  # share of a page's blocks above which short blocks are lists or verse, not headlines


def units_by_blocks(rows: Sequence[Row]) -> list[Unit]:
    """Paragraphs, headlines and furniture. A block ends at a blank line, at a short line that ends a sentence, and beside what stands alone."""
    usual = median(sorted(row.width for row in rows)[len(rows) // 4 :])
    alone = [
        _alone(row, len(rows) - 1 - row.at) or ("byline" if _signs(row, rows[row.at - 1] if row.at else None, usual) else "")
        for row in rows
    ]
    titled = [
        _is_title(row, rows[row.at - 1] if row.at else None, usual)
        or (alone[row.at + 1 : row.at + 2] == ["byline"] and _is_signed(row, rows, usual))
        for row in rows
    ]
    blocks: list[list[Row]] = []
    # a page with a blank line above each line parts nothing by them
    parted = sum(row.gap > 0 for row in rows) < 0.7 * len(rows)
    for row in rows:
        before = blocks[-1][-1] if blocks else None
        ends = before is not None and before.width < SHORT * usual and _OVER.search(before.text) is not None
        if before is None or (row.gap and parted) or ends or alone[row.at] or alone[before.at] or titled[row.at] != titled[before.at]:
            blocks.append([row])
        else:
            blocks[-1].append(row)
    units = [_unit(block, alone[block[0].at], titled[block[0].at], usual) for block in blocks]
    shown = [unit for unit in units if unit.kind == "display" and not titled[unit.rows[0].at]]
    if len(units) > FEW and len(shown) > MOST_DISPLAY * len(units):
        for unit in shown:
            unit.kind = "paragraph"
    return units


def is_unmarked(rows: Sequence[Row]) -> bool:
    """Whether no blank line tells where anything begins."""
    return len(rows) > FEW and not any(row.gap for row in rows[1:])


def _unit(block: list[Row], what: str, titled: bool, usual: float) -> Unit:
    if what == "closing" and came_alone(block[0].text):
        return Unit("paragraph", block, "jump-from")  # it opens the text under it
    if what in ("closing", "byline"):
        return Unit("closing" if what == "closing" else "byline", block)
    if what:
        return Unit("furniture", block, what)
    return Unit("display" if titled or _is_headline(block, usual) else "paragraph", block)


def _alone(row: Row, from_bottom: int) -> str:
    """What a line is that stands for itself: page furniture, a jump line, an end mark, (From our own correspondent)."""
    if is_formula(row.text):
        return "closing"
    if _CORRESPONDENT.fullmatch(row.text):
        return "byline"
    if what := latin_furniture(row.text, row.at, from_bottom):
        return what
    what = furniture_type(row.text, row.at, from_bottom)
    return what if what and what != "masthead" else ""  # capitals are a masthead under a Chinese title; here they are a headline


def _signs(row: Row, before: Row | None, usual: float) -> bool:
    """By John Smith, From a Staff Reporter: under white space, or under a headline, which is short and ends no sentence.

    Inside running text the same words say who did something: there the row above fills its column.
    """
    if not row.text[:1].isupper() or not signs(row.text):
        return False
    headed = before is not None and before.width < SHORT * usual and before.text[-1:].isalnum()
    return before is None or row.gap > 0 or before.text.isupper() or headed


def _is_signed(row: Row, rows: Sequence[Row], usual: float) -> bool:
    """A short line after a finished sentence, which ends none itself, right over a byline: the headline that it signs."""
    before = rows[row.at - 1] if row.at else None
    short = row.width < SHORT * usual and row.text[:1].isupper() and row.text[-1:].isalnum()
    return short and (before is None or row.gap > 0 or _OVER.search(before.text) is not None)


def _is_title(row: Row, before: Row | None, usual: float) -> bool:
    """A line in capitals after a finished sentence: until about 1900 a headline, often with a full stop. After a comma it signs a letter."""
    if not row.text.isupper() or sum(char.isalpha() for char in row.text) < 4 or row.width > usual:
        return False
    return before is None or row.gap > 0 or before.text.isupper() or _OVER.search(before.text) is not None


def _is_headline(block: Sequence[Row], usual: float) -> bool:
    """Short lines that end no sentence, or capitals throughout."""
    text = " ".join(row.text for row in block)
    if len(block) > LONGEST_HEADLINE or not any(char.isalpha() for char in text):
        return False
    if text.isupper() and len(text) > 3:
        return True
    if not text[0].isupper() or any(row.width >= SHORT * usual for row in block):
        return False
    # until about 1900 a title ends with a full stop
    return not re.search(r"[.,;:!?…-]$", text) or (
        text.endswith(".") and len(block) == 1 and block[0].width < 0.5 * usual and "," not in text
    )


def by_headlines(stream: Stream) -> list[Draft]:
    """An article from each headline to the next; what stands above the first headline is one too."""
    starts = [at for at in range(len(stream.texts)) if not at or stream.zones[at].headlines]
    out = []
    for start, end in pairwise([*starts, len(stream.texts)]):
        cluster = head_cluster(stream.zones[start], grid=False)
        out.append(Draft(start, end, cluster, own=bool(cluster)))
    return out
