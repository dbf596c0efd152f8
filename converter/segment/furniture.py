"""Takes a line and its place on the page, tells the page furniture: folio, editors, contact, masthead, the paper's own slogan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.characters import HAN

_DATE = r"(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二三四五六七八九〇零○]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日|(?:中[華华])?民[國国][一二三四五六七八九十廿卅貳叁肆伍陸柒捌玖拾零〇]{1,6}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日)"
_WEEKDAY = r"(?:星期|週|周|礼拜|禮拜)[一二三四五六日天]"
_PAGE = r"第\s*[一二三四五六七八九十\d]{1,4}\s*版|^\s*[A-Z]?\d{1,3}\s*版?\s|\s[A-Z]?\d{1,3}\s*版?\s*$|版\s*$"
_FOLIO = re.compile(
    rf"{_DATE}.{{0,12}}{_WEEKDAY}|{_WEEKDAY}.{{0,12}}{_DATE}|{_DATE}.*(?:{_PAGE})|(?:{_PAGE}).*{_DATE}|农历.{{2,10}}[初十廿].{{0,4}}{_WEEKDAY}"
)
# 2要闻 …, … 星期六 A5: a page line with the number of its page
_NUMBERED = re.compile(rf"{_PAGE}|^\s*[A-Z]?\d{{1,3}}[{HAN}·]{{2,6}}\s|\d版")
_PAGE_ONLY = re.compile(
    r"(?:第\s*[一二三四五六七八九十\d]{1,3}\s*[張张]\s*[·・•．.、]?\s*)?第\s*[一二三四五六七八九十\d]{1,4}\s*版|第\s*[一二三四五六七八九十\d]{1,3}\s*[張张]|[A-Z]?\d{1,3}\s*版"
)
_LUNAR = "(?:农历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?(?:闰?[正一二三四五六七八九十冬腊]{1,2}月)(?:初|十|廿|二十|三十)[一二三四五六七八九十]?"
_TERM = "(?:立[春夏秋冬]|[春秋]分|[夏冬]至|[小大][暑寒雪]|雨水|惊蛰|驚蟄|清明|谷雨|穀雨|小[满滿]|芒[种種]|处暑|處暑|白露|寒露|霜降)"  # of the sun's year
_DATE_ONLY = re.compile(
    rf"{_DATE}(?:[\s\u3000]*{_WEEKDAY})?|{_WEEKDAY}|{_LUNAR}(?:[\s\u3000]*(?:今[日天])?{_TERM})?|(?:19|20)\d\d[.-]\d{{1,2}}[.-]\d{{1,2}}"
)
# 责编 张三 校对 李四: the same without colons
_EDITOR = "(?:责任编辑|责编|编辑|校对|版式|美编|组版|排版|检校|審校)"
_EDITORS_PLAIN = re.compile(
    rf"(?:(?:本版)?{_EDITOR}[\s\u3000]+[{HAN}]{{2,4}}[\s\u3000]*){{1,5}}"
    # several of them, set close: 责编张三校对李四 电话…
    rf"|(?:(?:本版)?{_EDITOR}[\s\u3000]*[{HAN}]{{2,3}}?[\s\u3000]*){{2,6}}(?:(?:电话|热线|邮箱)[\s\u3000]*[\d－—-]*)?"
)
_OWNER = re.compile(rf"[{HAN}\s]{{2,20}}(?:主管|主办|主管主办|机关报|报社出版|日报社|报业集团)")
_LATIN_TITLE = re.compile("[A-ZÀ-Þ][A-ZÀ-Þ .·'-]{4,40}")
_SHEETS = re.compile(r"今[日天][一二三四五六七八九十\d]{1,3}版|[A-D]?\d{1,2}")
_PAGE_AND_SECTION = re.compile(rf"[A-D]?\d{{1,2}}\s*版?[\s\u3000]+[{HAN}·]{{2,6}}|[{HAN}·]{{2,6}}[\s\u3000]+[A-D]?\d{{1,2}}\s*版?")
# 第1版 要闻, 01要闻: where the blank was lost only what newspapers call their pages counts
_SECTION = "(?:要闻|综合|时政|国内|国际|本地|经济|财经|社会|民生|法治|法制|教育|科技|健康|文化|文艺|副刊|体育|评论|观点|理论|视点|专版|专题|专刊|广告|公告|新闻)"
_PAGE_SECTION = re.compile(
    rf"第\s*[一二三四五六七八九十\d]{{1,4}}\s*版[\s\u3000：:·|]*[{HAN}·]{{2,8}}|(?!.?[转轉接])[{HAN}·]{{2,8}}[\s\u3000：:·|]*第\s*[一二三四五六七八九十\d]{{1,4}}\s*版"
    rf"|[A-D]?\d{{1,2}}\s*版?[\s\u3000：:·|]*{_SECTION}(?:[新闻·]{{0,2}})|{_SECTION}[\s\u3000：:·|]*[A-D]?\d{{1,2}}\s*版?"
)
_IMPRINT = re.compile(
    rf"[{HAN}\s]{{2,20}}(?:主管|主办|主管主办|出版)[\s\u3000]+[^，。；！？]*(?:责任编辑|责编|编辑|校对|电话|热线|邮编|地址|网址)"
)
_ADDRESS = re.compile(r"(?:[\w\s]{2,8}[：:]\s*)?(?:www\.[\w./-]+|https?://\S+|[\w.]+@[\w.]+\.\w+)", re.IGNORECASE)
_EDITORS = re.compile(
    r"(?:本版|本期|本刊)?(?:责任|责|执行|值班|版面|美术|文字|图片|视觉|見習)?(?:编辑|责编|编审|校对|版式(?:设计)?|美编|组版|照排|主编|值班(?:主任|编委|总编)?|策划|统筹)[\s\u3000]*[：:／/]"
)
_CONTACT = re.compile(
    r"(?:本版(?:邮箱|电话|热线)|本报(?:社)?(?:地址|电话|热线|网址|邮箱)|社址|報社|館址|新闻热线|广告(?:热线|电话)|发行热线|投稿邮箱|E-?mail|邮政编码|国内统一(?:连续出版物|刊)号|国内统一|邮发代号|總?發行人|中華郵政|登記證|廣告刊例|定報價目|总编辑|零售|CN\s?\d{2})",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"[◀◁<〈【（(]?\s*(?:總|总)?第\s*[一二三四五六七八九十百千〇零○\d]{2,9}\s*[期號号]\s*[▶▷>〉】）)]?")
_ISSUE_SHEETS = re.compile(rf"{_ISSUE.pattern}[\s\u3000·|]*(?:今[日天]|本期|共|[对對]开)*[一二三四五六七八九十\d]{{1,3}}[版張张]")
# 本報忠實報道新聞…: what the paper says of itself, one long line without a stop at the page's edge
_SLOGAN = re.compile(rf"本(?:报|報|刊)[{HAN}]{{14,60}}")
_TITLE = re.compile(rf"[{HAN}]{{1,6}}(?:日报|晚报|晨报|时报|周报|都市报|早报|商报|县报|市报|区报|州报|日報|晚報|時報|新報|週報)")
# a short title ends with 报 too, as do words for other things: 海报, 预报, 捷报
_SHORT_TITLE = re.compile(
    rf"[{HAN}]{{1,5}}(?<![预海通汇举捷喜警情电谍战播填墙板黑简公年回上申])报|[{HAN}]{{1,5}}(?<![預海通彙舉捷喜警情電戰])報"
)


def is_page_line(text: str) -> bool:
    """The day with its weekday or the number of the page beside it: at the foot of a page, too."""
    return _FOLIO.search(text) is not None


def is_date(text: str) -> bool:
    """Nothing but a date."""
    return _DATE_ONLY.fullmatch(text) is not None


# 影城 / 趙廉。田豔合輯: the name of a standing page and who edits it, under the folio of an old paper
_PAGE_EDITOR = re.compile(rf"[{HAN}。．‧·・\s\u3000]{{2,8}}(?:主編|編輯|合輯|合編|主编|编辑)")
MARGIN = 12  # lines from either end of the page in which its furniture is looked for
TOP = 8  # lines from the top in which the name of a standing page is looked for


def page_name(texts: Sequence[str]) -> int:
    """How many of the page's first lines name the standing page and its editor, from line 0 or the line after the folio on."""
    for at, text in enumerate(texts[:TOP]):
        if _PAGE_EDITOR.fullmatch(text) and all(len(above) <= 4 or _FOLIO.search(above) for above in texts[:at]):
            return at + 1
    return 0


def furniture_type(text: str, from_top: int, from_bottom: int) -> str | None:
    """masthead, folio, editors, date, contact; None for what belongs to an article.

    from_top, from_bottom: how many lines stand above and below: furniture stands at a page's edges, whatever the order of extraction.
    """
    if len(text) > 130:
        return None
    edge = min(from_top, from_bottom)
    if (_EDITORS.match(text) and len(text) < 90) or _EDITORS_PLAIN.fullmatch(text):
        return "editors"
    if is_page_line(text) and not re.search("[，。；！？、]", text):
        return "folio" if _NUMBERED.search(text) else "date"
    if edge > 2 * MARGIN:
        return None
    if _CONTACT.search(text) and not re.search("[，。；！？]", text) and edge <= MARGIN:
        return "contact"
    if _PAGE_ONLY.fullmatch(text):
        return "folio"
    if _DATE_ONLY.fullmatch(text) or _ISSUE.fullmatch(text) or _ISSUE_SHEETS.fullmatch(text):
        return "date"
    if edge <= MARGIN and _ADDRESS.fullmatch(text):
        return "contact"
    if edge <= MARGIN and _IMPRINT.match(text):
        return "masthead"
    if edge <= MARGIN // 2 and _PAGE_SECTION.fullmatch(text):
        return "folio"
    if edge <= MARGIN // 2 and (_SHEETS.fullmatch(text) or _PAGE_AND_SECTION.fullmatch(text)):
        return "folio"
    if edge <= MARGIN and (_OWNER.fullmatch(text) or _LATIN_TITLE.fullmatch(text)):
        return "masthead"
    if (edge <= MARGIN // 2 and _TITLE.fullmatch(text)) or (edge <= 2 and (_SHORT_TITLE.fullmatch(text) or _SLOGAN.fullmatch(text))):
        return "masthead"
    return None
