"""Takes a paragraph, gives the stretches of it that a tagger reads as one sentence. Promises that they cover it without a gap."""

from __future__ import annotations

import re

# A sentence ends after its full stop and the quotes and brackets that close with it.
_END = re.compile("[。！？；!?;]+[”’」』）》〉】\\])\"']*|\n+")
# Where a long one may be cut, best first: between clauses, in a list, at a blank. No name holds one of the first.
_CUTS = ("，,：:", "、", "　 ")
LONG = 100  # a tagger's cost for one page is that of its longest sentences
LONGEST = 400  # text without any mark: a table, or a loss


def sentences(text: str) -> list[tuple[int, int]]:
    """Places [start, end) of the sentences in order. A sentence of more than LONG characters is cut after a comma, none exceeds LONGEST."""
    result: list[tuple[int, int]] = []
    start = 0
    for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
        while end - start > LONG:
            cut = _cut(text, start, end)
            result.append((start, cut))
            start = cut
        if end > start:
            result.append((start, end))
            start = end
    return result


def _cut(text: str, start: int, end: int) -> int:
    """Where to cut text[start:end]: after the last mark within LONG, else after the first one behind, else as late as may be."""
    for marks in _CUTS:
        found = max(text.rfind(mark, start, start + LONG) for mark in marks)
        if found >= start:
            return found + 1
    limit = min(end, start + LONGEST)
    later = [place for marks in _CUTS for mark in marks if (place := text.find(mark, start + LONG, limit)) >= 0]
    return min(later) + 1 if later else limit
