"""Takes the text of a paragraph, tells the dateline and the byline that are run in at its start: 本报讯（记者 …）, （重慶廿日電）."""

from __future__ import annotations

import re

from converter.characters import HAN

# Agencies and papers sign their first line with place, day and 电 (by wire) or 讯 (by post).
_DAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日"
_MODERN = re.compile(
    rf"(?:本报讯|本报记者讯|本刊讯|本网讯|[{HAN}]{{2,6}}讯(?=[\s　（(])"
    rf"|(?:(?:据\s*)?(?:新华社|中新社|中新网|人民网|央视网|人民日报)|本报)[{HAN}、\s/／]{{0,16}}?(?:{_DAY})?\s*[电讯](?![{HAN}])"
    rf"|(?:据\s*)?(?:新华社|中新社)[{HAN}、\s]{{0,16}}?{_DAY}\s*电"
    rf"|本报[{HAN}]{{2,12}}?{_DAY}\s*[电讯])"
)
_OLD = re.compile(rf"[（(【][{HAN}\s\d]{{1,20}}?(?:電|訊|社通|通信|通訊|電訊|消息|電[（(])[）)】（(]?")
_OLD_PLAIN = re.compile(rf"(?:本報訊|本報專訊|中央社[{HAN}]{{2,6}}日電)")
_LATIN = re.compile(
    r"[A-ZÀ-Ý][\w .'-]{2,30}, (?:den |le |the )?\d{1,2}\.? [A-Z]?\w+\.?\s*(?:[—–-]+|(?<=\.)(?=\s+[A-ZÀ-Þ„«“])|:)"
    r"|[A-ZÀ-Þ]{3,}(?:[ '-][A-ZÀ-Þ]{2,}){0,3}(?:, (?:den |le )?\d{1,2}\.? [A-Z]?\w+)?\s?(?:\.\s?[—–-]*|\s[—–-]+|:)(?=\s*[A-ZÀ-Þ„«“][a-zà-ÿ])"
)
_REACH = 80  # no dateline is longer


def opens_with_dateline(text: str) -> bool:
    return dateline_end(text) > 0


def dateline_end(text: str) -> int:
    """How many characters at the start of the text are its dateline; 0 if it has none."""
    for signs, pattern in (("讯电", _MODERN), ("（(【", _OLD), ("本中", _OLD_PLAIN), (".:—–-", _LATIN)):
        # a look at the few characters that tell is ten times faster than the pattern
        if any(sign in text[:_REACH] for sign in signs) and (found := pattern.match(text)):
            return found.end()
    return 0
