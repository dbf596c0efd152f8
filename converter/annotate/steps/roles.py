"""Takes a block with its names, gives the titles that stand right beside persons: 主席 X, X 书记, 第一书记 X."""

from __future__ import annotations

from converter.annotate.steps.lexicon import titles
from converter.annotate.steps.sheet import Sheet

_LONGEST = 8
_DEGREES = ("第一副", "常务副", "第一", "常务", "名誉", "代理", "候任", "执行", "前任", "时任", "副", "总", "前", "原", "代", "老")


def roles(sheet: Sheet) -> tuple[tuple[int, int], ...]:
    """Where titles stand right before or after a person's name, with 副, 第一 and the like: never over a name or across punctuation."""
    out: list[tuple[int, int]] = []
    for name in sheet.names:
        if name.kind != "PER":
            continue
        for start, end in (_before(sheet, name.start), _after(sheet, name.end)):
            if start < end and sheet.free(start, end) and all(b <= start or end <= a for a, b in out):
                out.append((start, end))
    return tuple(sorted(out))


def _before(sheet: Sheet, end: int) -> tuple[int, int]:
    for length in range(min(_LONGEST, end), 1, -1):
        if sheet.text[end - length : end] in titles():
            start = end - length
            for degree in _DEGREES:
                if sheet.text.endswith(degree, 0, start) and sheet.free(start - len(degree), start):
                    return start - len(degree), end
            return start, end
    return end, end


def _after(sheet: Sheet, start: int) -> tuple[int, int]:
    for degree in ("", "副", "总"):
        at = start + len(degree)
        if sheet.text.startswith(degree, start):
            for length in range(_LONGEST, 0, -1):
                if sheet.text[at : at + length] in titles() and (length > 1 or degree):
                    return start, at + length
    return start, start
