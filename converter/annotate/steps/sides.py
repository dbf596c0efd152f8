"""Takes places of several characters of which each is a state or each a province, gives each by itself: 中美 is 中 and 美, 京津冀 is 京, 津 and 冀.

Headlines put states and provinces side by side without a word between them; each of them is a place of its own, with an entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from converter.annotate.places import gazetteer
from converter.annotate.steps.sheet import Name, Sheet

# Those that newspapers put side by side; 南, 西, 老, 马 and others are parts of names first (越南, 罗马).
_STATES = frozenset("中欧美英法德俄苏日韩朝越印巴以阿埃伊澳加意泰菲蒙")
_PROVINCES = frozenset("京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀黔滇陕秦甘陇青桂宁新蒙藏港澳台")
# 陕甘宁边区, 晋冀鲁豫野战军: the provinces together are the name of one thing
_ONE = ("边区", "解放区", "根据地", "军区", "野战军", "铁路", "高速", "高铁")
_MOST = 5


def sides(sheet: Sheet) -> Sheet:
    """States and provinces side by side apart; what is itself the name of a place (英德) or line (京沪铁路) stays whole."""
    return sheet.having(part for name in sheet.names for part in _parts(sheet, name))


def side_by_side(text: str) -> bool:
    """Whether it is nothing but states, or provinces, in one character each: 中美, 京津冀."""
    together = 2 <= len(text) <= _MOST and len(set(text)) == len(text) and (_STATES.issuperset(text) or _PROVINCES.issuperset(text))
    return together and not gazetteer().candidates(text)


def _parts(sheet: Sheet, name: Name) -> Iterator[Name]:
    text = sheet.string(name)
    if name.kind != "LOC" or name.sure or sheet.text.startswith(_ONE, name.end) or not side_by_side(text):
        yield name
        return
    yield from (replace(name, start=at, end=at + 1) for at in range(name.start, name.end))
