"""Takes the places where a newspaper names its own people, gives them as sure: (记者 X 通讯员 Y), 记者 X 报道, X 摄.

Who writes for the paper is named by a fixed formula, so what stands in the formula's place is a person whatever it looks like elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.annotate.steps.lexicon import LETTER, is_chinese_person, run_of_persons
from converter.annotate.steps.sheet import CERTAIN, Name, Sheet

_ROLE = "(?:特派记者|特约记者|实习记者|见习记者|实习生|记者|特约通讯员|通讯员|评论员)"
_BRACKETS = re.compile(r"[（(]([^（）()]{2,60})[）)]")
_PIECE = re.compile(rf"(?:{LETTER}|·)+(?:[\s\u3000]+(?={LETTER}(?!{LETTER})))?(?:{LETTER}|·)*")
_ENDING = re.compile("(?:摄影报道|采访整理|摄影|报道|摄|整理|供图|编译|绘)$")  # not 文: it ends many given names
# 本报记者张三 李四报道 at the head of a paragraph, without brackets
_OPENING = re.compile(
    rf"{_ROLE}[\s\u3000：:]*({LETTER}{{2,4}}(?:[\s\u3000、]+{LETTER}{{2,4}})*?)(?=[\s\u3000]*(?:报道|摄影报道|摄|[，。：:]))"
)
_SIGNATURE = re.compile(rf"[（(]((?:{LETTER}|[、\s]){{2,24}})[）)][\s\u3000]*$")
_HEAD = 24  # characters from the beginning of a paragraph within which an unbracketed byline stands: 本报北京12月18日电 is 12 or so
_ROLES = re.compile(_ROLE)


def bylines(sheet: Sheet) -> Sheet:
    """Persons in bracketed or opening bylines and credits are names, and sure."""
    found = list(_persons(sheet.text)) if any(word in sheet.text for word in ("记者", "摄", "通讯员", "评论员")) else []
    found += _signed(sheet)
    return sheet.placing(Name(start, end, "PER", CERTAIN, sure=True) for start, end in found) if found else sheet


def _signed(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """（X Y） at the very end: who sent it, if the tagger too sees a person there."""
    bracket = _SIGNATURE.search(sheet.text)
    if bracket and any(name.kind == "PER" and bracket.start() < name.start and name.end < bracket.end() for name in sheet.names):
        yield from _listed(bracket.group(1), bracket.start(1))


def _persons(text: str) -> Iterator[tuple[int, int]]:
    for bracket in _BRACKETS.finditer(text):
        inside = bracket.group(1)
        roles = list(_ROLES.finditer(inside))
        if roles:
            stops = [role.start() for role in roles[1:]] + [len(inside)]
            for role, stop in zip(roles, stops, strict=True):
                yield from _listed(inside[role.end() : stop], bracket.start(1) + role.end())
        elif inside.rstrip().endswith("摄"):
            yield from _listed(inside, bracket.start(1))
    opening = _OPENING.search(text, 0, min(len(text), _HEAD + 20))
    if opening and opening.start() <= _HEAD:
        yield from _listed(opening.group(1), opening.start(1))


def _listed(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """The persons of a list parted by 、 or blanks, each of the shape of a Chinese name; anything else is left to the tagger."""
    for piece in _PIECE.finditer(text):
        words = piece.group()
        ending = _ENDING.search(words)
        bare = words[: ending.start()] if ending else words
        start = offset + piece.start()
        if is_chinese_person(re.sub(r"[\s\u3000]", "", bare)):
            yield start, start + len(bare)
            continue
        for person in run_of_persons(bare):
            yield start, start + len(person)
            start += len(person)
