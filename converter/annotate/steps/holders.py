"""Takes offices with the body that they are of, gives who holds them: 县农业农村局局长|方明, 天堂寨镇|镇长|江文武, 师长|唐式遵.

After a body, its office and before a stop stands the holder's name and nothing else, also where the name is a word of the language (叶子).
Without a body before the office the same shape is as often a phrase, and is left to the tagger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from converter.annotate.steps.lexicon import is_chinese_person, organisation_ending, titles, words
from converter.annotate.steps.sheet import Name, Sheet

_MARGIN = 1.0  # nats: the shape vouches for it
_DEGREES = ("第一副", "常务副", "第一", "常务", "副", "代", "")
_LONGEST = 5  # characters of an office
_BODY = 8  # characters of a body's end that tell that it is one
_SEATS = ("镇", "乡", "县", "市", "区", "州", "省", "村")  # 镇长 is of a 镇: its place ends with the character that the office begins with
# address, trades and crowds: no office of a body
_NO_OFFICES = words(
    "同志 先生 女士 小姐 夫人 夫妇 太太 同学 师傅 老人 老汉 老太 老太太 老总 大爷 大娘 大妈 大叔 大婶 大嫂 大姐 大哥 阿姨 爷爷 奶奶 叔叔 伯伯 君 氏"
    " 工人 农民 村民 居民 市民 店主 老板 司机 演员 歌手 运动员 队员 战士 代表 记者 编辑"
)
_STOP = re.compile("[、，。；：（）！？]|等(?=[、，。；一二三四五六七八九十0-9参出陪到领在])|分别|陪同|参加|出席|主持|说|表示|介绍说|$")
# what also stands between an office and a stop
_WORDS = words(
    "高度 马上 方面 何时 常年 时任 任期 任上 安排 介绍 和平 应当 成员 人选 职务 职责 全程 全权 单独 从此 由此 向来 历来 于是 经常 时常 常常 双双 平时"
)
_NO_NAME = words("d p c r u w m q f TIME xc")
# verbs and adverbs of one character that follow a holder of two characters: 师长王强到、
_AFTER = frozenset("到赴来去往返抵离称谈说云等亦均已即因由率携偕派电至及和与兼任氏也在为于将先昨今晨")


def holders(sheet: Sheet) -> Sheet:
    """Names after the office of a body, before a stop; a place gives back the first character of the office after it; cut names whole."""
    sheet = sheet.having(_whole(sheet, _seat(sheet, name)) for name in sheet.names)
    return sheet.placing(_holders(sheet))


def _seat(sheet: Sheet, name: Name) -> Name:
    """天堂寨镇|镇长: the second 镇 begins the office."""
    text = sheet.string(name)
    doubled = len(text) > 2 and text[-1] == text[-2] and text[-1] in _SEATS and sheet.text.startswith("长", name.end)
    return replace(name, end=name.end - 1) if doubled and name.kind != "PER" and not name.sure else name


def _whole(sheet: Sheet, name: Name) -> Name:
    """师长唐式|遵、 on an old page: a name of two characters takes the one that is left before the comma of a roll."""
    if not sheet.traditional or name.kind != "PER" or name.sure or name.end - name.start != 2:
        return name
    rest = sheet.words.by_start.get(name.end)
    left = rest is not None and rest.end == name.end + 1 and sheet.text.startswith("、", rest.end) and sheet.text[name.end] not in _AFTER
    titled = any(sheet.text[name.start - n : name.start] in titles() for n in range(2, min(_LONGEST, name.start) + 1))
    whole = sheet.text[name.start : name.end + 1]
    return replace(name, end=name.end + 1, margin=max(name.margin, _MARGIN)) if left and titled and is_chinese_person(whole) else name


def _holders(sheet: Sheet) -> Iterator[Name]:
    for at in sorted({end for start in _bodies(sheet) for end in _offices(sheet.text, start)}):
        held = sheet.by_start.get(at)
        if held and (held.sure or held.kind == "PER"):
            continue
        for length in (3, 2, 4):
            if _is_holder(sheet, at, at + length):
                yield Name(at, at + length, "PER", _MARGIN)
                break


# the last character of a body and the first ones of an office, where the tagger saw no body
_UNSEEN = re.compile("[局厅委办会院社处队组部府](?=第一|常务|副|[局厅主书会院社处政委队组部理检].)")


_MINISTERS = re.compile("(?<![一-鿿])(?:[外财铁教内交实]次|[铁教实财外]长)(?=[一-鿿]{3}[、，。；])")


def _bodies(sheet: Sheet) -> Iterator[int]:
    """Where the office of a body or of a place of a level begins."""
    for name in sheet.names:
        if name.kind == "ORG" or (name.kind == "LOC" and sheet.text[name.end - 1] in _SEATS):
            yield name.end
    if sheet.traditional:  # 外次唐某某、: ministers and their deputies by one character of the ministry
        yield from (match.start() for match in _MINISTERS.finditer(sheet.text) if sheet.free(*match.span()))
    for match in _UNSEEN.finditer(sheet.text):
        if sheet.free(match.start(), match.end()) and _is_body(sheet.text[max(0, match.end() - _BODY) : match.end()]):
            yield match.end()


def _is_body(text: str) -> bool:
    ending = organisation_ending(text)
    return ending is not None and (len(ending) > 1 or ending == "局")


def _offices(text: str, start: int) -> Iterator[int]:
    """Where the office ends that begins there; of several held together (党委书记、镇长) the last one too."""
    for degree in _DEGREES:
        if not text.startswith(degree, start):
            continue
        for length in range(_LONGEST, 1, -1):
            end = start + len(degree) + length
            title = text[start + len(degree) : end]
            if title in titles() and title not in _NO_OFFICES:
                yield end
                if text.startswith(("、", "兼"), end):
                    yield from _offices(text, end + 1)
                return


def _is_holder(sheet: Sheet, start: int, end: int) -> bool:
    text = sheet.text[start:end]
    if len(text) != end - start or not is_chinese_person(text) or text in _WORDS or not _STOP.match(sheet.text, end) or text.endswith("说"):
        return False
    first = sheet.words.by_start.get(start)
    if first is not None and first.tag in _NO_NAME:
        return False
    inside = [name for name in sheet.names if name.start < end and start < name.end]
    return all(not name.sure and name.end <= end for name in inside) and not any(text[at:] in titles() for at in range(len(text) - 1))
