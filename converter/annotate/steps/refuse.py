"""Takes names, drops those that are plain words of the language: 山顶 is no place, 总书记 nobody, 大公司 no company."""

from __future__ import annotations

import re

from converter.annotate.places import gazetteer
from converter.annotate.steps.lexicon import is_foreign, refused, titles, words
from converter.annotate.steps.sheet import Name, Sheet

_COUNTED = re.compile("[一二两三四五六七八九十数各几0-9０-９]+[国省市县区州地]")  # 五国, 三省
# 五法郎, 三十马克: an amount of money is nobody and no place
_PAID = re.compile(
    "[一二两三四五六七八九十百千万亿数几0-9０-９]+(?:法郎|马克|卢布|美元|英镑|日元|先令|便士|卢比|比索|里拉|克朗|欧元|美金|大洋|铜元|银元|里亚尔|第纳尔|泰铢|韩元|港元)"
)
_YEARS = re.compile("[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?")  # 戊子: a year or day of the sixty
_PARALLEL = re.compile(r"(.)\1(.)\2|(.)(.)(?!\3).\4")  # 家家户户, 千山万山: phrases in pairs
_CLEAR = 1.0  # nats
# What is held is an event, not a body: it has a date and no members.
_EVENTS = tuple(
    words(
        "座谈会 研讨会 发布会 博览会 展览会 展销会 招商会 交易会 洽谈会 推介会 招聘会 运动会 音乐会 演唱会 晚会 联欢会 报告会 交流会 表彰会 论坛 峰会 "
        "锦标赛 联赛 大赛 邀请赛"
    )
)
_UPHEAVALS = ("事变", "惨案", "战役", "起义", "之战")  # of whatever class: 卢沟桥事变 is named after its place and is none


def refuse(sheet: Sheet) -> Sheet:
    """Names without those that the list refuses for their class, and without peoples (回族, 犹太人); what a byline made sure stays.

    A single character is no organisation, and an unclear one is nobody's surname without a title after it; nor are 余 and 渠, which mean
    I and he in older prose.
    """
    return sheet.having(name for name in sheet.names if name.sure or not _plain(sheet, name))


def _plain(sheet: Sheet, name: Name) -> bool:
    text = sheet.string(name)
    if len(text) == 1:
        unclear = name.margin < _CLEAR or (name.kind, text) in refused()
        return name.kind == "ORG" or (name.kind == "PER" and unclear and not _titled(sheet, name.end))
    if (name.kind == "ORG" and text.endswith(_EVENTS)) or text.endswith(_UPHEAVALS):
        return True
    if name.kind != "ORG" and (_COUNTED.fullmatch(text) or _PAID.fullmatch(text) or _YEARS.fullmatch(text) or _in_pairs(text)):
        return True
    if name.kind == "LOC" and _is_phrase(sheet, name):
        return True
    if name.kind == "ORG" and text.endswith(("墓", "墓地")):  # a sight, not a body
        return True
    return (name.kind, text) in refused() or (name.kind != "PER" and text.endswith("族")) or (name.kind == "ORG" and text.endswith("人"))


# A preposition, an adverb or a verb with a plain word for a place is part of the sentence: 成果同|乡村, 去年|村, 落户|县, 沿|河.
_PHRASE = re.compile(
    "(?:[同与和及为给让对向在到各全该本]|去年|今年|明年|近年|当年|落户|美丽|最美|和美|建设|服务)(?:乡村|农村|城乡|[县村镇乡市区省])"
)
_ALONG = re.compile("沿[河湖江海溪渠路街边岸线]")
_ALONG_AS_NAME = re.compile("县|自治|土家|镇(?!村)|乡(?![村镇])")
_ZONE = re.compile("(?:经济|技术|经济技术|高新技术|工业)?(?:开发区|产业园区|工业园区|示范区)")


def _is_phrase(sheet: Sheet, name: Name) -> bool:
    """Whether the words are no name here, though a county may be called so: 和县 in 安徽和县, 沿河县."""
    text = sheet.string(name)
    placed = (before := sheet.by_end.get(name.start)) is not None and before.kind == "LOC"
    if _ALONG.fullmatch(text):
        return not placed and not _ALONG_AS_NAME.match(sheet.text, name.end)
    if _ZONE.fullmatch(text):  # the county's, said by a word: 县|经济开发区
        return sheet.text[max(0, name.start - 1) : name.start] in ("县", "市", "省", "区") and not (
            placed and before and not _PHRASE.fullmatch(sheet.string(before))
        )
    return _PHRASE.fullmatch(text) is not None and not placed and not gazetteer().candidates(text)


def _in_pairs(text: str) -> bool:
    """家家户户, 千山万山; not 拉夫罗夫, which is a name for its sound, nor a known place."""
    return _PARALLEL.fullmatch(text) is not None and not is_foreign(text) and not gazetteer().candidates(text)


def _titled(sheet: Sheet, end: int) -> bool:
    return any(sheet.text[end : end + length] in titles() for length in (2, 3, 4, 1))
