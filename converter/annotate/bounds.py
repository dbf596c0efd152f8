"""Takes a measure and the words beside it, gives it as the bound or the estimate that the words make of it."""

from __future__ import annotations

import re
from dataclasses import replace

from converter.model import Span

# Official language counts by thresholds: 超过三百辆 is at least that many, 不足24小时 at most; 约 and 左右 print a round figure.
_LEAST = re.compile("(?:超过|超過|超|逾|突破|至少|不低于|不低於|不少于|不少於|多达|多達|高达)$")
_MOST = re.compile("(?:不足|不到|不满|不滿|至多|最多|不超过|不超過|未超过|低于|低於|少于|少於)$")
_ABOUT = re.compile("(?:近|约|約|大约|大約|将近|將近|接近)$")
_LEAST_AFTER = re.compile("(?:以上|及以上)")
_MOST_AFTER = re.compile("(?:以下|以内|以內|之内|之內)")
_ABOUT_AFTER = re.compile("(?:左右|上下)")
_REACH = 3  # characters before a figure that the longest of these words has


def bounded(text: str, span: Span) -> Span:
    """atLeast or atMost in place of quantity where the words beside it set a bound; cert medium for an estimate."""
    given = dict(span.attributes)
    if span.tag != "measure" or "quantity" not in given:
        return span
    before = text[max(0, span.start - _REACH) : span.start]
    if _MOST.search(before) or _MOST_AFTER.match(text, span.end):
        return _as(span, "atMost")
    if _LEAST.search(before) or _LEAST_AFTER.match(text, span.end):
        return _as(span, "atLeast")
    if _ABOUT.search(before) or text[span.start] == "近" or _ABOUT_AFTER.match(text, span.end):
        return replace(span, cert="medium")
    return span


def _as(span: Span, bound: str) -> Span:
    return replace(span, attributes=tuple((bound if name == "quantity" else name, value) for name, value in span.attributes))
