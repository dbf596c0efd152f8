"""Takes a block with its names, gives the titles that stand right beside persons: 主席 X, X 书记, 第一书记 X."""

from __future__ import annotations

from converter.annotate.steps.lexicon import titles, words
from converter.annotate.steps.sheet import Sheet

_LONGEST = 8
_TOGETHER = ("、", "兼", "暨")
_WHOM = words("n nz nr ns nt r m a b s f LOC ORG PER")  # what a person can speak for
_DEGREES = ("第一副", "常务副", "第一", "常务", "名誉", "代理", "候任", "执行", "前任", "时任", "副", "总", "前", "原", "代", "老")


def roles(sheet: Sheet) -> tuple[tuple[int, int], ...]:
    """Where titles stand right before or after a person's name, with 副, 第一 and the like: never over a name or across punctuation.

    Offices that one person holds together are each a title: 书记、县长 X, 总理兼外长 X.
    """
    out: list[tuple[int, int]] = []
    for name in sheet.names:
        if name.kind != "PER":
            continue
        for start, end in (*_all_before(sheet, name.start), _after(sheet, name.end)):
            if (
                start < end
                and sheet.free(start, end)
                and all(b <= start or end <= a for a, b in out)
                and not _speaks_for(sheet, start, end)
            ):
                out.append((start, end))
    return tuple(sorted(out))


def _speaks_for(sheet: Sheet, start: int, end: int) -> bool:
    """Whether 代表 after a name is what the person does for those that are named next: 王芳代表全体职工."""
    before = sheet.by_end.get(start)
    if sheet.text[start:end] != "代表" or before is None or before.kind != "PER":
        return False
    next_word = sheet.words.by_start.get(end)
    return end in sheet.by_start or (next_word is not None and next_word.tag in _WHOM)


def _all_before(sheet: Sheet, end: int) -> list[tuple[int, int]]:
    out = []
    start, end = _before(sheet, end)
    while start < end and sheet.free(start, end):
        out.append((start, end))
        while body := sheet.by_end.get(start):  # the body in which the office is held
            if body.kind == "PER":
                return out
            start = body.start
        if not sheet.text.endswith(_TOGETHER, 0, start):
            break
        start, end = _before(sheet, start - 1)
    return out


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
