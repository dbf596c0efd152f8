"""Takes pages in the Traditional script, gives cities and provinces that the wires of the time wrote in one character: 由汉抵京, 返蓉, 浙省府.

Telegrams were paid by the word. Such a character means a place where a word of going stands before it and a stop after it, or between two
such words; elsewhere 平, 济 and 汉 are words and surnames.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from converter.annotate.steps.sheet import Name, Sheet

_MARGIN = 1.0  # nats: the shape vouches for it
_PLACES = "京沪平津汉渝蓉济杭宁港湘粤桂滇黔川鄂皖赣鲁晋陕甘闽浙苏冀甬穗镇锡徐郑洛青沈昆"
_TO = "抵赴返来到转飞经回去往晋离"
_BETWEEN = re.compile(f"[由自]([{_PLACES}])(?:(?:转|经)([{_PLACES}]))?[乘昨今]?(?:[{_TO}]([{_PLACES}]))?(?<![由自].)")
_REACHED = re.compile(f"[抵返赴晋离]([{_PLACES}])(?=[、，。；：）】\\s]|$|[迎谒视晤出开後后])")
_BODY = re.compile(f"[{_PLACES}](?:省府|省政府|市府|市政府|省党部|市党部)")
_SHRED = 3  # characters
_TO_CAPITAL = re.compile("晋京(?!津|绥|冀)")


def short_places(sheet: Sheet) -> Sheet:
    """Single characters after or between words of going are places, the offices of such a place bodies; old pages only."""
    if not sheet.traditional:
        return sheet
    bodies = [Name(match.start(), match.end(), "ORG", _MARGIN) for match in _BODY.finditer(sheet.text) if _open(sheet, *match.span())]
    going = {match.start() for match in _TO_CAPITAL.finditer(sheet.text)}  # 晋京 is to go up to the capital, not Shanxi
    kept = [name for name in sheet.names if not (name.start in going and name.end - name.start <= 2 and not name.sure)]
    kept = [_after_going(sheet, name) for name in kept]
    return sheet.having(kept).placing([*bodies, *_places(sheet)])


def _after_going(sheet: Sheet, name: Name) -> Name:
    return replace(name, kind="LOC") if name.kind == "PER" and _is_reached(sheet, name) else name


def _is_reached(sheet: Sheet, name: Name) -> bool:
    return name.end - name.start == 1 and not name.sure and _REACHED.match(sheet.text, name.start - 1) is not None


def _places(sheet: Sheet) -> Iterator[Name]:
    for pattern in (_BETWEEN, _REACHED):
        for match in pattern.finditer(sheet.text):
            for group in range(1, pattern.groups + 1):
                start, end = match.span(group)
                if start >= 0 and _open(sheet, start, end) and not _is_place(sheet, start):
                    yield Name(start, end, "LOC", _MARGIN)


def _is_place(sheet: Sheet, start: int) -> bool:
    name = sheet.by_start.get(start)
    return name is not None and name.kind == "LOC" and name.end == start + 1


def _open(sheet: Sheet, start: int, end: int) -> bool:
    """Whether no name is there but a shred of the run (汉, 陕飞汉)."""
    inside = [name for name in sheet.names if name.start < end and start < name.end]
    return all(not name.sure and (name.end - name.start <= _SHRED or name.end <= end) for name in inside)
