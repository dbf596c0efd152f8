"""Gives the closed word lists of the trade, read once from converter/data: surnames, titles, endings of organisations, refused words."""

from __future__ import annotations

from functools import cache

from converter.assets import data
from converter.surnames import surnames

# What names are written with: neither blank, digit, punctuation nor full-width form. Said by what it is not, because Python takes a millisecond to
# compile a class of all ideographs, and each step would need a few of them.
LETTER = r"[^\s!-@\u00b7\u2000-\u206f\u3000-\u303f\uff01-\uff20\ufffc]"

# Characters that foreign names are written with for their sound; the second string holds those that hardly any Chinese given name has.
SOUNDS = frozenset(
    "阿埃艾安昂奥巴班邦鲍贝本比彼别宾波伯勃博布策查楚茨达戴丹德登邓迪蒂丁杜顿多厄恩尔法凡范菲费芬佛弗夫福盖甘冈戈格根贡古哈海汉豪赫亨胡惠霍"
    "基吉季加贾简杰津喀卡凯坎康柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷里利莉林隆卢鲁伦罗洛马玛迈麦曼毛梅蒙米莫默姆穆纳娜奈瑙内尼涅宁纽努诺欧帕潘庞佩"
    "彭皮珀蒲浦普奇齐恰乔切琴丘萨塞赛桑瑟森沙莎舍申施什史舒斯丝苏索塔泰坦汤唐陶特滕提蒂廷图托脱瓦旺威韦维温沃乌武西希锡肖谢辛休逊雅亚扬耶叶伊因尤约泽"
    "扎詹哲芝朱兹卓佐祖甫墨"
)
ONLY_SOUNDS = frozenset("尔斯克特顿拉夫茨兹勒蒂扎姆卡什伦布普弗塔尼阿")


def is_foreign(text: str) -> bool:
    """Whether it is a name written for its sound: three such characters or more, one of them hardly ever in a Chinese name."""
    return len(text) >= _SOUNDED and SOUNDS.issuperset(text) and not ONLY_SOUNDS.isdisjoint(text[1:])


_SOUNDED = 3


def _entries(name: str) -> list[str]:
    lines = data(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def words(text: str) -> frozenset[str]:
    """The words of a short list that blanks part."""
    return frozenset(text.split())


@cache
def titles() -> frozenset[str]:
    """Titles, offices and forms of address: 书记, 秘书长, 女士."""
    return frozenset(" ".join(_entries("titles.txt")).split())


@cache
def organisation_endings() -> frozenset[str]:
    """How names of organisations end: 公司, 委员会, 厂."""
    return frozenset(" ".join(_entries("organisations.txt")).split())


@cache
def refused() -> frozenset[tuple[str, str]]:
    """(class, word): words that are no name of this class."""
    out: set[tuple[str, str]] = set()
    for line in _entries("refused.txt"):
        kind, *words = line.split()
        out.update((kind, word) for word in words)
    return frozenset(out)


_ROLL = 18  # characters of a run of names
_LONGEST = 6  # characters of the longest ending, 人大常委会 and its like included


@cache
def organisation_ending(text: str) -> str | None:
    """The longest ending of an organisation that the text ends with and does not consist of."""
    for length in range(min(_LONGEST, len(text) - 1), 0, -1):
        if text[-length:] in organisation_endings():
            return text[-length:]
    return None


def surname(text: str) -> str | None:
    """The surname that the text begins with: 欧阳 before 欧."""
    for length in (2, 1):
        if text[:length] in surnames() and len(text) >= length:
            return text[:length]
    return None


def is_chinese_person(text: str) -> bool:
    """Whether it has the shape of a Chinese person's full name: a surname and one or two characters more."""
    found = surname(text)
    return found is not None and 1 <= len(text) - len(found) <= 2 and all("\u3400" <= char <= "\u9fff" for char in text)


@cache
def run_of_persons(text: str) -> tuple[str, ...]:
    """Full names of Chinese persons printed without a blank between them: 邹蓬王国平 -> 邹蓬, 王国平; () if it cannot be that.

    Of several ways to cut, the one with the commonest surnames: what could be a rare surname is mostly the end of a given name.
    """
    return min(_cuts(text), key=lambda names: (sum(surnames()[surname(name) or ""] for name in names), names), default=())


def _cuts(text: str) -> list[tuple[str, ...]]:
    if not text:
        return [()]
    if len(text) > _ROLL:
        return []
    return [(text[:length], *rest) for length in (2, 3, 4) if is_chinese_person(text[:length]) for rest in _cuts(text[length:])]
