"""Takes places that the tagger cut short, misread or overlooked, gives them by the word for what they are and by the gazetteer."""

from __future__ import annotations

import re
from dataclasses import replace

from converter.annotate.places import gazetteer
from converter.annotate.steps.lexicon import words
from converter.annotate.steps.sheet import Name, Sheet

_TAILS = frozenset("村乡镇县市区省州旗盟")
# longer words that end a country's or a division's full name: 贝宁|共和国
_LONG_TAILS = words("共和国 民主共和国 王国 公国 自治区 自治州 自治县 自治旗 特别行政区")
# waters and crossings that a place gives its name to; 湖边 and 江畔 are words of their own
_FEATURES = words("河 江 湖 山 岭 岛 峡 海 运河 大桥 桥 湾 半岛 海峡 群岛 水库 山脉 峡谷 瀑布 火山 冰川")
_BESIDE = frozenset("水边畔面上里中下南北东西区岸底心顶脚腰坡村头口路地谷外内关水军员洋")
_LONGER = ("城", "域", "长", "委")  # 县城, 区域, 市长, 县委: here the word goes on
_PREPOSITIONS = frozenset("同与和对在到从向赴访及")
_LONGEST_STATE = 7  # characters: 波斯尼亚和黑塞哥维那 aside
_SHORE = re.compile("..[河江湖海][畔边滨]$")
_RURAL = frozenset("村乡镇县")
_COUNTED = re.compile(r"(?<=..)(?:[一二两三四五六七八九十数几各多]|\d{1,2}|[０-９]{1,2})[国省市县州村]$")


def place_tails(sheet: Sheet) -> Sheet:
    """A place takes the one word after it that says what it is (交城|县), and leaves a count after it (波罗的海三国); 坪村 takes the noun before."""
    out: list[Name] = []
    for name in sheet.names:
        if name.kind == "LOC" and not name.sure:
            name = _with_beginning(sheet, _with_tail(sheet, _bare(sheet, _without_number(sheet, name))))
        out.append(name)
    return sheet.having(out)


def _without_number(sheet: Sheet, name: Name) -> Name:
    found = _COUNTED.search(sheet.string(name))
    return replace(name, end=name.start + found.start()) if found else name


def _bare(sheet: Sheet, name: Name) -> Name:
    """A state whole; without the preposition before a known place (同法国) and the word for its shore (尼罗河畔)."""
    text = sheet.string(name)
    if not gazetteer().candidates(text):  # 马耳|他人民: the whole name of a state stands there
        for end in range(name.start + _LONGEST_STATE, name.end, -1):
            whole = sheet.text[name.start : end]
            if sheet.free(name.end, end) and any(
                place.name == whole and place.level == "country" for place in gazetteer().candidates(whole)
            ):
                return replace(name, end=end)
    if text[0] in _PREPOSITIONS and len(text) > 2 and not gazetteer().candidates(text) and gazetteer().is_place(text[1:]):
        name = replace(name, start=name.start + 1)
    return replace(name, end=name.end - 1) if _SHORE.search(text) else name


def _with_tail(sheet: Sheet, name: Name) -> Name:
    token = sheet.words.by_start.get(name.end)
    if token is None or sheet.text[name.end - 1] in _TAILS or not sheet.free(token.start, token.end):
        return name
    word = sheet.text[token.start : token.end]
    if word in _FEATURES and sheet.text[token.end : token.end + 1] not in _BESIDE:
        return replace(name, end=token.end)
    if word in _LONG_TAILS or (word in _TAILS and not sheet.text.startswith(_LONGER, token.end)):
        return replace(name, end=token.end)
    return name


def _with_beginning(sheet: Sheet, name: Name) -> Name:
    text = sheet.string(name)
    token = sheet.words.by_end.get(name.start)
    if len(text) == 2 and text[1] in _RURAL and token and token.tag in ("n", "nz", "nr", "ns") and sheet.free(token.start, token.end):
        return replace(name, start=token.start)
    return name


# What a province is called in one character, those of before 1955 (绥 察 热 康) included.
_ABBREVIATIONS = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀黔滇陕秦甘陇青台桂宁新蒙藏港澳绥察热康"
_BORDER = re.compile(f"[{_ABBREVIATIONS}]{{2,4}}边区")


def border_regions(sheet: Sheet) -> Sheet:
    """陕甘宁边区: provinces in one character each and 边区 are a place, whatever the tagger cut it into."""
    if "边区" not in sheet.text:
        return sheet
    margin = 1.0  # nats: the shape vouches for it
    found = [match.span() for match in _BORDER.finditer(sheet.text)]
    return sheet.placing(
        Name(start, end, "LOC", margin)
        for start, end in found
        if not any(name.start <= start and end <= name.end and name.end - name.start > end - start for name in sheet.names)
    )
