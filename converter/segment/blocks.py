"""Takes rows of a page in a script that words part with blanks, gives its units by blank lines and line lengths, and its articles by headlines.

No dictionary speaks for these pages, so nothing is cut on words: a headline opens an article, and that is all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from converter.segment.articles import Draft
from converter.segment.furniture import furniture_type
from converter.segment.rows import Row
from converter.segment.stream import Stream, head_cluster
from converter.segment.unit import Unit

_OVER = re.compile(r"[.!?…;:»“”\"')\]—–-]$")
SHORT = 0.75  # of the usual width: a line that ends a paragraph, or is a headline
LONGEST_HEADLINE = 3  # lines
FEW = 12  # blocks up to which a page is too small to be a list
MOST_DISPLAY = 0.4  # share of a page's blocks above which short blocks are lists or verse, not headlines


def units_by_blocks(rows: Sequence[Row]) -> list[Unit]:
    """Paragraphs, headlines and furniture. A block ends at a blank line, or at a short line that ends a sentence."""
    usual = median(sorted(row.width for row in rows)[len(rows) // 4 :])
    blocks: list[list[Row]] = []
    # a page with a blank line above each line parts nothing by them
    parted = sum(row.gap > 0 for row in rows) < 0.7 * len(rows)
    for row in rows:
        before = blocks[-1][-1] if blocks else None
        ends = before is not None and before.width < SHORT * usual and _OVER.search(before.text) is not None
        if before is None or (row.gap and parted) or ends:
            blocks.append([row])
        else:
            blocks[-1].append(row)
    last = len(rows) - 1
    units = []
    for block in blocks:
        what = furniture_type(block[0].text, block[0].at, last - block[0].at) if len(block) == 1 else None
        if what == "masthead":
            what = None  # capitals are a masthead under a Chinese title; here they are a headline
        units.append(Unit("furniture", block, what) if what else Unit("display" if _is_headline(block, usual) else "paragraph", block))
    shown = [unit for unit in units if unit.kind == "display"]
    if len(units) > FEW and len(shown) > MOST_DISPLAY * len(units):
        for unit in shown:
            unit.kind = "paragraph"
    return units


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
