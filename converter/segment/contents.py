"""Takes the units of a page, marks the contents box: 导读, and under it what stands on which page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.segment.unit import Unit

_TITLE = re.compile(
    r"(?:(?:今日|本期|要闻|本[报報]|本刊|内容|新闻|精彩|每日)[\s\u3000]*){0,2}(?:导[\s\u3000]*读|导读|看点|提要|導讀)|(?:CONTENTS|INSIDE|IN THIS ISSUE)(?: TODAY)?"
    r"|(?:TODAY['’]?S |THE )?(?:NEWS )?INDEX(?: TO NEWS)?|(?:AUS DEM )?INHALT(?:SVERZEICHNIS)?|(?:HEUTE|LESEN SIE|THEMEN) ?(?:IM BLATT|HEUTE|INNEN)?|SOMMAIRE|SOMMARIO",
    re.IGNORECASE,
)
_ENTRY = re.compile(r".{2,40}?[\s\u3000.…·→▶>（(【]*(?:详见|见|刊)?第?[A-D]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[\s\u3000]?版[）)】]?")


def is_title(text: str) -> bool:
    """导读, Index, Inhalt: what stands over a contents box."""
    return _TITLE.fullmatch(text.strip(" .:：【】[]")) is not None


def mark_contents(units: Sequence[Unit]) -> None:
    """全县小麦长势喜人　2版 under 导读 tells where to read, and heads nothing."""
    at = 0
    while at < len(units):
        end = at + 1
        if units[at].kind == "display" and is_title(units[at].text):
            while end < len(units) and units[end].kind in ("display", "paragraph") and _ENTRY.fullmatch(units[end].text):
                end += 1
            if end > at + 1:
                for unit in units[at:end]:
                    unit.kind, unit.what = "furniture", "contents"
        at = end
