"""Takes pages in the Traditional script, gives persons whose title stands between surname and given name whole: 汪院长兆铭 is 汪兆铭.

The press of the Republic put the title after the surname out of courtesy, and the given name after it. It is one person, with the title inside
of the name. A full name after the title (吴秘书长俞鸿钧) is somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator

from converter.annotate.steps.lexicon import surname, titles, words
from converter.annotate.steps.sheet import Name, Sheet

_MARGIN = 2.0  # nats: the shape vouches for it
_LONGEST = 4  # characters of a title
_DEGREES = ("副", "代", "总", "")
_OPENS = frozenset("、，。；：】）（「『\u3000 到有派及与和偕由请晤访")
_STOPS = ("、", "，", "。", "；", "（", "）", "等", "均", "亦", "氏", "于", "及", "与")
# what stands behind a title when no given name does: words of saying, going and time
_NO_GIVEN = frozenset(
    "昨今明日即已均亦乃又再到赴抵返来去往由自在与及等对于谈说称谓电召访晤偕率派令请将因为曾未不现近出入离留过经乘飞主演致发语告前以所之其此"
)
_ADDRESS = words("同志 先生 女士 小姐 夫人 太太")


def courtesy(sheet: Sheet) -> Sheet:
    """Surname, title and a given name of one or two characters before a stop are one person; old pages only."""
    return sheet.placing(_named(sheet)) if sheet.traditional else sheet


def inner_title(text: str) -> tuple[int, int] | None:
    """Where the title stands in a person's name (folded) that has it between surname and given name; None in any other name."""
    family = surname(text) or ""
    at = len(family)
    for degree in _DEGREES if family else ():
        if not text.startswith(degree, at):
            continue
        for end in range(min(len(text) - 1, at + len(degree) + _LONGEST), at + len(degree) + 1, -1):
            if text[at + len(degree) : end] in titles() and len(text) - end <= 2:
                return at, end
    return None


def _named(sheet: Sheet) -> Iterator[Name]:
    text = sheet.text
    for at in range(len(text)):
        if (at and text[at - 1] not in _OPENS) or surname(text[at : at + 2]) is None:
            continue
        for end in range(min(len(text), at + _LONGEST + 4), at + 3, -1):
            found = inner_title(text[at:end])
            if found and _is_given(text, at + found[1], end) and text[at + found[0] : at + found[1]] not in _ADDRESS:
                if all(
                    not name.sure and at <= name.start and name.end <= end for name in sheet.names if name.start < end and at < name.end
                ):
                    yield Name(at, end, "PER", _MARGIN)
                break


def _is_given(text: str, start: int, end: int) -> bool:
    return text[start] not in _NO_GIVEN and "\u3400" <= text[end - 1] <= "\u9fff" and (end == len(text) or text.startswith(_STOPS, end))
