"""Blanks that carry nothing: at a line's ends, and between Chinese characters and digits or letters, where extractors put them."""

from __future__ import annotations

import re

from converter.cells import table_lines
from converter.characters import CJK, HAN
from converter.model import Edit, Line

_ENDS = re.compile(r"\A\s+|\s+\Z")
_MIXED = re.compile(rf"(?<=[{CJK}])[ \u00a0]+(?=[0-9A-Za-z%])(?![A-D]?[0-9]{{1,2}}[版頁页]\s*$)|(?<=[0-9A-Za-z%.])[ \u00a0]+(?=[{CJK}])")
_PUNCTUATION = re.compile("[，。、；：？！,.;:?!（）()“”「」《》]")
_IDEOGRAPH = re.compile(f"[{HAN}\u3040-\u30ff]")
_WORDS = re.compile(f"[{HAN}] +[{HAN}]")


def idle_blanks(lines: tuple[Line, ...]) -> dict[str, tuple[Edit, ...]]:
    """By line id, the blanks to drop. A line of words without any punctuation (a folio: `2 要闻 … 星期一`) keeps its inner ones.

    So does a line without ideographs: other scripts set blanks beside the dashes and quotation marks that all scripts share.
    So does a row of a table, in which blanks part the cells, and so does the blank before the page that an entry of the contents names (… 2版).
    """
    found = {}
    cells = {lines[at].id for at in table_lines([line.text for line in lines])}
    for line in lines:
        if " " not in line.text and not line.text[:1].isspace() and not line.text[-1:].isspace():
            continue
        spans = [match.span() for match in _ENDS.finditer(line.text)]
        if line.id not in cells and _IDEOGRAPH.search(line.text) and (_PUNCTUATION.search(line.text) or not _WORDS.search(line.text)):
            spans += [match.span() for match in _MIXED.finditer(line.text)]
        if spans:
            found[line.id] = tuple(Edit("blank", start, end) for start, end in sorted(spans))
    return found
