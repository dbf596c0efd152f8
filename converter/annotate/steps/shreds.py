"""Takes foreign persons that the tagger cut, gives them whole: 内|塔尼亚胡 after 总理, 内塔尼亚|胡说.

Chinese print renders a foreign name by characters for their sound. Between an office and the verb of saying stands the name and nothing else,
so a rest of one or two such characters there belongs to it; so does a surname that stands there alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from converter.annotate.places import gazetteer
from converter.annotate.steps.lexicon import SOUNDS, is_chinese_person, is_foreign, surname, titles
from converter.annotate.steps.sheet import Name, Sheet

_LONGEST = 6  # characters of a title
_GIVEN = 3  # characters of the longest name that a surname may still stand before
_REST = 2
# surnames that are first of all words of the sentence
_FUNCTION = frozenset("和与同及向从时于由被对为在到当以令让给把将就都也还因如经但而或并暨何老小")
_SAYS = re.compile("说|表示|强调|指出|宣布|认为|称|(?=[，。、；：！？）”])")


def join_shreds(sheet: Sheet) -> Sheet:
    """Foreign persons back to the office before them and on to the verb or stop after them, where only sounds are between."""
    sheet = sheet.placing(whole for name in sheet.names if not name.sure and (whole := _whole(sheet, name)) != name)
    return sheet.placing(_rulers(sheet)) if "世" in sheet.text else sheet


_RULER = re.compile(f"(?<=[皇王帝后主君])([{''.join(sorted(SOUNDS))}·]{{2,8}}[一二三四五六七八九十]{{1,3}}世)(?![纪代界家系])")


def _rulers(sheet: Sheet) -> Iterator[Name]:
    """皇塞拉西一世: sounds and the number of a ruler, after the word for one, where no person is known to begin."""
    for match in _RULER.finditer(sheet.text):
        known = sheet.by_start.get(match.start(1))
        if known is None or known.kind != "PER":
            yield Name(*match.span(1), "PER", _MARGIN)


_MARGIN = 2.0  # nats


def _whole(sheet: Sheet, name: Name) -> Name:
    if name.kind == "PER" and (start := _surname_before(sheet, name)) is not None:
        return replace(name, start=start)
    if not is_foreign(sheet.string(name)) or gazetteer().candidates(sheet.string(name)):
        return name
    start = _back(sheet, name)
    end = _on(sheet, name) if name.kind == "PER" else name.end
    return replace(name, start=start, end=end, kind="PER") if (start, end) != (name.start, name.end) else name


def _surname_before(sheet: Sheet, name: Name) -> int | None:
    """Where the surname is that stands alone between an office and a given name: 记者|盖|金东."""
    at = name.start - 1
    token = sheet.words.by_start.get(at)
    if at < 2 or token is None or token.end != name.start or name.end - name.start > _GIVEN or not sheet.free(at, name.start):
        return None
    whole = sheet.text[at : name.end]
    titled = any(sheet.text[at - n : at] in titles() for n in range(2, min(_LONGEST, at) + 1))
    married = is_chinese_person(whole[1:]) and surname(whole) == whole[0]  # 林|郑月娥: her husband's surname before her own
    shaped = is_chinese_person(whole) or (len(whole) == _GIVEN + 1 and married)
    return at if titled and shaped and whole[0] not in _FUNCTION else None


def _back(sheet: Sheet, name: Name) -> int:
    for start in range(name.start - 1, max(0, name.start - _REST) - 1, -1):
        if not (SOUNDS.issuperset(sheet.text[start : name.start]) and _open(sheet, start, name.start)):
            break
        if any(sheet.text[start - n : start] in titles() for n in range(2, min(_LONGEST, start) + 1)):
            return start
    return name.start


def _open(sheet: Sheet, start: int, end: int) -> bool:
    """Whether no name is there but a single character that the tagger took for a person by itself: 里|宾特洛甫."""
    inside = [name for name in sheet.names if name.start < end and start < name.end]
    return all(name.kind == "PER" and name.end - name.start == 1 and not name.sure for name in inside)


def _on(sheet: Sheet, name: Name) -> int:
    """Only over what is left of a word that the verb is part of (胡说), or a single character that is a word by itself."""
    for end in range(name.end + 1, min(len(sheet.text), name.end + _REST) + 1):
        if not (SOUNDS.issuperset(sheet.text[name.end : end]) and sheet.free(name.end, end)):
            break
        verb = _SAYS.match(sheet.text, end)
        if verb and verb.end() > end and name.end in sheet.words.by_start and sheet.words.by_start[name.end].end in (end, verb.end()):
            return end
    return name.end
