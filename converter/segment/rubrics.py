"""Takes a line, tells whether it is a rubric: standing words under which a paper prints its briefs, a kind of news, or advertisements.

A rubric names nobody and tells no news: it signs nothing, and the headline of the text is another line, or none.
"""

from __future__ import annotations

import re

from converter.characters import HAN

_NEWS = "[讯訊闻聞电電息]"
_WHOSE = "(?:[本今各外全][報报刊社市埠省县縣區区校地国國]|[国國][内內际際外]|海外|中外|地方|社[会會]|市[内內政]|[经經][济濟]|[财財][经經]|[体體]育|文[化教艺藝娱娛]|教育|科技|[时時][事政]|[军軍]事|[综綜]合|市[场場])"
_HOW = "[简簡短快要零碎琐瑣通专專特时時近消电電]"
_GATHERED = "(?:集[锦錦萃]|[荟薈]萃|[拾掇]零|拾[遗遺]|速[递遞览覽]|[快直]?[递遞]|[简簡][报報])"
_RUBRIC = re.compile(
    f"{_HOW}{_NEWS}|{_WHOSE}(?:{_HOW}?{_NEWS}|{_GATHERED})|(?:[新要]|[简簡短]){_NEWS}{_GATHERED}|[{HAN}]{{1,4}}新[闻聞]|一句[话話]新[闻聞]"
)
_ADVERTISING = re.compile("(?:分[类類]|公益|[中夹夾][缝縫])?[广廣][告吿](?:[栏欄]|[专專][栏欄版页頁])?")
_AROUND = re.compile(r"[\s\W_]+")
_LONGEST = 12  # characters, blanks and ornaments included


def is_rubric(text: str) -> bool:
    """简讯, 要聞, 本报讯, 国际要闻, ■体育短讯■, 简　讯, 本埠新聞, 广告: the line is nothing else."""
    bare = _bare(text)
    return bool(_RUBRIC.fullmatch(bare) or _ADVERTISING.fullmatch(bare))


def opens_advertisements(text: str) -> bool:
    """广告, 廣吿, 分类广告: the line says that what stands under it was paid for."""
    return _ADVERTISING.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    return _AROUND.sub("", text) if len(text) <= _LONGEST else ""
