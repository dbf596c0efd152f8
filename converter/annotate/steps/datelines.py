"""Takes the places where wire copy says where and by whom it was filed, gives them as sure: 新华社 X 1月8日电, （X 廿日路透电）.

Between the agency and the date stands the town, and nothing else; foreign towns there are the names that a tagger knows least. Before 1949
the agency stands between the date and 电.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from converter.annotate.steps.lexicon import LETTER
from converter.annotate.steps.sheet import CERTAIN, Name, Sheet

_NUMBER = "[0-9０-９一二三四五六七八九十廿卅]{1,3}"
_FILED = re.compile(
    rf"(?:社|本报|[（(【\[])[\s\u3000]*((?:{LETTER}|·){{2,8}}?)[\s\u3000]*(?:[（(]{LETTER}{{2,8}}[）)])?[\s\u3000]*"
    rf"(?:{_NUMBER}[\s\u3000]*月[\s\u3000]*)?{_NUMBER}[\s\u3000]*日[\s\u3000]*(?:专电|急电|特电|航讯|电|讯|({LETTER}{{2,4}}?社?)电)"
)
_OTHERS = re.compile("记者|通讯员|专电|特派|本报|社|日|月|消息")  # what stands there when it is no place


def datelines(sheet: Sheet) -> Sheet:
    """Places of filing are places, agencies in old datelines organisations, and sure."""
    if "日" not in sheet.text or ("电" not in sheet.text and "讯" not in sheet.text):
        return sheet
    return sheet.having(_after_wire(sheet, name) for name in sheet.names).placing(_filed(sheet.text))


def _after_wire(sheet: Sheet, name: Name) -> Name:
    """20日电|原某部 and the like: the word for the telegram is no part of the name that the text begins with."""
    text = sheet.text
    wired = not name.sure and name.end - name.start > 2 and text[name.start] in "电讯" and text[name.start - 1 : name.start] == "日"
    return replace(name, start=name.start + 1) if wired else name


def _filed(text: str) -> Iterator[Name]:
    for match in _FILED.finditer(text):
        if not _OTHERS.search(match.group(1)):
            yield Name(*match.span(1), "LOC", CERTAIN, sure=True)
            if match.group(2) and not _OTHERS.search(match.group(2).removesuffix("社")):
                yield Name(*match.span(2), "ORG", CERTAIN, sure=True)
