"""Takes the places where wire copy says where it was filed, gives them as sure: 新华社 X 1月8日电, （X 廿日电）.

Between the agency and the date stands the town, and nothing else; foreign towns there are the names that a tagger knows least.
"""

from __future__ import annotations

import re

from converter.annotate.steps.sheet import CERTAIN, Name, Sheet
from converter.characters import HAN

_NUMBER = "[0-9０-９一二三四五六七八九十廿卅]{1,3}"
_FILED = re.compile(
    rf"(?:社|本报|[（(【\[])[\s\u3000]*([{HAN}·]{{2,8}}?)[\s\u3000]*(?:[（(][{HAN}]{{2,8}}[）)])?[\s\u3000]*"
    rf"(?:{_NUMBER}[\s\u3000]*月[\s\u3000]*)?{_NUMBER}[\s\u3000]*日[\s\u3000]*(?:专电|急电|特电|航讯|电|讯)"
)
_OTHERS = re.compile("记者|通讯员|专电|特派|本报|社|日|月|消息")  # what stands there when it is no place


def datelines(sheet: Sheet) -> Sheet:
    """Places of filing are places, and sure."""
    if "日" not in sheet.text:
        return sheet
    found = [match.span(1) for match in _FILED.finditer(sheet.text) if not _OTHERS.search(match.group(1))]
    return sheet.placing(Name(start, end, "LOC", CERTAIN, sure=True) for start, end in found) if found else sheet
