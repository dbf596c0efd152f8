"""Glyphs lost in extraction: a blank inside a running Chinese sentence, where newspapers print none. Works on passages, after segmentation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from converter.characters import HAN
from converter.model import Gap, Part, Passage, Slice
from converter.notices import Notice

_BLANK = re.compile(f"(?<=[{HAN}，、；：])[ \u00a0]+(?=[{HAN}])|(?<=[{HAN}])[ \u00a0]+(?=[，、；。])")
# 王 毅、蔡 奇: names of two characters are set to the width of three. Both stand alone between commas or beside a title.
_NAME = re.compile(f"(?:^|(?<=[、，。；：（(]))[{HAN}] +[{HAN}](?=$|[、，。；：）)])")
# Reporters' names are set off from the word before them by a blank, also inside a text; so is what someone did from the name.
_BYLINE = re.compile("(?:记者|通讯员|作者|读者|评论员|摄影|撰文|實習生|记者：)$")
_DONE = re.compile("[摄攝]|(?:供稿|供图|制图|绘图|绘|整理|报道|提供)(?=$|[）)。，；])")
# So many blanks on a page are setting, not loss: the extractor shows a narrow or a stretched space.
MOST_PER_THOUSAND = 4


@dataclass(frozen=True, slots=True)
class BlankHabit:
    """Whether blanks inside sentences are this page's habit (then they are dropped) or exceptions (then a glyph is missing)."""

    habitual: bool

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> BlankHabit:
        texts = [passage.text for passage in passages]
        blanks = sum(len(_BLANK.findall(text)) for text in texts)
        return cls(blanks > max(3.0, MOST_PER_THOUSAND * sum(map(len, texts)) / 1000))


def mark_lost_glyphs(passage: Passage, habit: BlankHabit, report: Callable[[Notice], None]) -> Passage:
    """The passage with a Gap for each lost glyph, without the blanks that stand for them or for nothing."""
    text = passage.text
    blanks = [match.span() for match in _BLANK.finditer(text)]
    if not blanks:
        return passage
    names = [match.span() for match in _NAME.finditer(text)]
    out: list[Part] = []
    at = 0
    for start, end in blanks:
        out += passage[at:start].parts
        at = end
        idle = habit.habitual or any(lo < start and end < hi for lo, hi in names)
        if _BYLINE.search(text, 0, start) or _DONE.match(text, end):
            out += passage[start:end].parts
        elif not idle:
            blank = passage[start:end].parts[0]
            line = blank.line
            out.append(Gap(line, blank.start if isinstance(blank, Slice) else blank.at))
            shown = f"{text[max(0, start - 5) : start]}□{text[end : end + 5]}"
            report(Notice("W-REP-06", line.id, f"a glyph was lost: {shown}", score=0.7))
    out += passage[at:].parts
    if habit.habitual:
        report(Notice("I-REP-07", passage.lines[0].id, f"{len(blanks)} blanks between characters dropped"))
    return Passage(tuple(out))
