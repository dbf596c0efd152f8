"""Lines set wide to fill their measure: extraction shows a blank after each character."""

from __future__ import annotations

import re

from converter.characters import CJK, HAN
from converter.model import Edit, Line

_BLANK = re.compile(f"(?<=[{CJK}])[ \u00a0]+(?=[{CJK}])")
# Four single characters in a row with blanks between are wide setting; two or three may be names set to one width.
_RUN = re.compile(f"(?<![{HAN}])[{CJK}](?: [{CJK}]){{3,}}(?![{HAN}])")
# 责编 and its kin introduce lists of names, in which single characters with blanks between are names of two characters.
_LIST = re.compile("责编|责任编辑|編輯|编辑|校对|美编|版式|值班|主编")


def letter_spacing(lines: tuple[Line, ...]) -> dict[str, tuple[Edit, ...]]:
    """By line id, the blanks that only stretch the line."""
    found = {}
    for line in lines:
        if " " not in line.text.strip() or _LIST.search(line.text):
            continue
        blanks = [match.span() for match in _BLANK.finditer(line.text)]
        characters = len(re.findall(f"[{CJK}]", line.text))
        if len(blanks) < 4 or len(blanks) * 3 < characters:
            runs = [match.span() for match in _RUN.finditer(line.text)]
            blanks = [(start, end) for start, end in blanks if any(lo < start and end < hi for lo, hi in runs)]
        if blanks:
            found[line.id] = tuple(Edit("blank", start, end) for start, end in blanks)
    return found
