"""Takes a text and what in it is dates already, gives the quantities that it prints: number and unit, in the base unit.

A unit is one of data/units.txt. What only looks like a quantity is left: ordinals (第三条), names of programmes (三项措施, “两增一减”),
articles (一个), words (十字路口, 四周), codes (G20). A number without a unit is marked where it is a fraction or ends in 万 or 亿.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from converter.annotate.amounts import AMOUNT, HAN, Amount, amount, printed
from converter.assets import data
from converter.model import Span
from converter.numerals import number

_LATIN = re.compile("[A-Za-z]")
_LONGEST = 5  # characters of a unit that is no compound
_PARTS = {"百": (100, "%"), "千": (1000, "‰"), "万": (10_000, "‱")}
_FRACTION = re.compile(rf"(?P<whole>[{HAN}]+|\d+)分之(?P<part>[{HAN}]+(?:点[{HAN}]+)?|\d+(?:\.\d+)?)(?P<more>[多余]|以上)?(?![{HAN}0-9])")
_HALF = re.compile(r"(?<![0-9一-鿿]\B)半(?:(?:个多?|個)(?:小时|小時|月|世纪|世紀|钟头)|年|小时|小時)(?![级級票])")
_AFTER_UNIT = re.compile("(?:多|余|餘|有余|有餘)?(?:以上|及以上|之多)|有[余餘]|半(?![径数夜边])|[多余餘](?![少年数元种边])")
_SOME_TIME = re.compile("[个個](多|余|餘|半)(月|星期|小时|小時|世纪|钟头|季度)")
_TO = re.compile("[至到—–~-]{1,2}")
_ARTICLE_OF = frozenset(("counted", "span", "digits"))  # kinds of unit before which 一 is the article

# What makes a number a rank or a name: 第三条, 前三名 (ranks), 十届 and 星期三 have their own words.
_ORDINAL = re.compile("(?:第|[农農阴陰][历曆]|初|星期|礼拜|编号|代号|卷|年[级級])$")
_RANK = re.compile("(?:前|名列|排名|位列|位居|居)$")
_ERA = re.compile(
    "(?:民[国國]|公元|(?:公元|[纪紀]元)前|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|光緒|宣统|宣統|昭和|大正|明治|平成|令和)$"
)
# 五年来 looks back on a period and measures none.
# What follows a unit and shows that it is another word: 三年级, 二人转, 两位数, 三里屯. Places take the measure words that buildings and
# waters have (五台县, 三门峡, 五家渠, 八里庄).
_WORD_GOES_ON = re.compile(
    "年[级級代度]|年(?:以)?[来來]|人[转轉称稱制帮幫组組台]|位[数數]|分[球]|里[屯庄莊河桥橋店铺鋪堡营營台洋沟溝]|[台臺](?:[县縣山市])|[门門](?:峡|峽|功课)"
    "|家[渠子]|道[江河沟溝]|[盘盤](?:水|山)|枝(?:特|花)|[间間]房|[户戶]外|[条條][龙龍例]|[面]子|支[队隊]|部[委门門队隊署]|[载載][荷重客货]|元里|[个個](?:方面|年[头頭])|份子|节[课]"
    "|角[形恋戀债債洲]|元[结論论制化]|轮车|輪車|口之家|斤顶|头[肌牛羊鹰]|件套|[级級]跳|[项項]全能|节棍|分[天色]|[周]围|岔|眼井"
    "|点[钟鐘]|成[员員果为為就功立年都语套]|[对對]于|[种種][子植]|[条條]腿走|角[度落]|[只隻]有|[名]义|[家]庭|[人]民|分[别布开成为]|组[织成]|[对對]外|场地|座谈|[条條]件|[件]事"
)
_WORD_AFTER_DIGITS = re.compile(
    "年[级級代度]|年(?:以)?[来來]|位[数數]|[级級]跳|[轮輪][车車]|角[形度]|[种種][子植]|分[别布成]|部[队隊门門]|支[队隊][^员伍]"
)
# Chinese numerals to ten before these count the points of a programme (三项行动, 四个全面, 办好三件实事), not things.
_PROGRAMME = re.compile(
    "[项項](?![目]|世界|冠军|全国)|件[大小好实實]?事|[个個](?:代表|文明|全面|自信|维护|意识|确保|坚持|确立|到位|方面|一(?![百千万])|转变|转移|基本|有利|结合|必须|務必|务必|面向|服从|满意)"
)
# Sayings and words whose numbers count nothing.
_IDIOM = re.compile(
    "三天打[鱼魚]|[两兩]天晒[网網]|三天[两兩]头|[两兩][头頭](?![猪牛羊驴骡鹿熊象狮虎])|[两兩]下子|三年五[载載]|四人帮|[两兩三]口子|三百六十行|[四八]方"
    "|七十二[变變]|两条腿|[三四五六八]角|四[周面季处處]|十[分字面里]|[两兩]面|[两兩]手|三级|八股|四重|举一反三|[五八]花八[门門]|[两兩]样"
    "|小[两兩]口|一成不|二次(?!函|方)|三位一[体體]|十年九|百年大|一五一十|三[长長][两兩]短|[三四]面八方|三六九等|[两兩]面三刀|三头六臂|七手八[脚腳]|四分五裂|五湖四海|千家万户"
)
_QUOTED = re.compile('[“「『‘"]([^”」』’"。，]{1,8})[”」』’"]|《[^》]{1,40}》')


def find_measures(text: str, taken: tuple[Span, ...] = ()) -> Iterator[Span]:
    """Every quantity of the narrow text (see amounts.narrow) that lies outside of `taken`, in order.

    measure: @unit as printed, @quantity in that unit; @atLeast where the print rounds down (300多亩), with @atMost where it gives a
    range (3至5天). num: @value.
    """
    busy = [(span.start, span.end) for span in taken]
    names = [(match.start(), match.end()) for match in _QUOTED.finditer(text)]
    at = 0
    for start, end, tag, attributes in _candidates(text):
        if start < at or any(first < end and start < last for first, last in busy):
            continue
        if text[start] in _CHINESE and any(first <= start < last for first, last in names):
            continue
        at = end
        yield Span(start, end, tag, attributes)


_CHINESE = frozenset(HAN)
_Found = tuple[int, int, str, tuple[tuple[str, str], ...]]


def _candidates(text: str) -> Iterator[_Found]:
    """Quantities as they begin in the text; the fractions and halves, which no figure opens, come in their place."""
    others = sorted([*_fractions(text), *_halves(text)]) if "分之" in text or "半" in text else []
    covered = [(start, end) for start, end, *_ in others]
    position, waiting = 0, iter(others)
    pending = next(waiting, None)
    while match := AMOUNT.search(text, position):
        while pending and pending[0] <= match.start():
            yield pending
            pending = next(waiting, None)
        position = match.end()
        if covered and any(first <= match.start() < last for first, last in covered):
            continue
        if found := _quantity(text, match):
            yield found
            position = max(position, found[1])
    if pending:
        yield pending
    yield from waiting


def _quantity(text: str, match: re.Match[str]) -> _Found | None:
    if match["han"] == "一" and text[match.end() : match.end() + 1] in _NEVER_AFTER_ONE:  # the article: by far the most frequent match
        return None
    found = amount(match)
    if found is None:
        return None
    found = _with_range(text, found)
    before = text[max(0, found.start - 3) : found.start]
    if before and before[-1] in _ENDS_OF_ORDINALS and (_ORDINAL.search(before) or _ERA.search(before)):
        return None
    if text.startswith(" ", found.end) and _clear(unit_at(text, found.end + 1)[0]):  # 5 mm
        found = replace(found, end=found.end + 1)
    unit, kind = unit_at(text, found.end)
    if not unit:
        return _large(text, found, match)
    if _refused(text, found, unit, kind, before):
        return None
    return _measure(text, found, unit)


_NEVER_AFTER_ONE = frozenset("些样樣下定直切起旦边邊方样般心面")
_ENDS_OF_ORDINALS = frozenset("第历曆初期拜号卷级級国國元前治熙正隆庆光丰绪緒统統和成")


def _clear(unit: str) -> bool:
    """Whether a unit may stand apart from its number: a single Latin letter may be any word's (Art. 5 m)."""
    return len(unit) > 1 or (unit != "" and not unit.isascii())


def _with_range(text: str, first: Amount) -> Amount:
    """3至5天, 30—40万元: both figures as one, in the multiple of the second; the first alone where no range follows."""
    sign = _TO.match(text, first.end)
    if not sign or first.high is not None or unit_at(text, first.end)[0]:
        return first
    match = AMOUNT.match(text, sign.end())
    second = amount(match) if match else None
    if second is None or second.high is not None or first.chinese != second.chinese:
        return first
    low = first.low
    if first.multiple == 1 and low * second.multiple < second.low:
        low = low * second.multiple
    if low >= second.low or second.low < 0:
        return first
    return Amount(first.start, second.end, low, second.low, False, first.chinese, second.multiple)


@cache
def _units() -> dict[str, str]:
    """The kind of each unit; 个 alone is one, 个月 another."""
    out: dict[str, str] = {}
    for line in data("units.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, *names = line.split()
            out.update((name, kind) for name in names if name not in out)
    return out


def unit_at(text: str, start: int) -> tuple[str, str]:
    """The longest unit that begins there, and its kind; two empty strings where there is none."""
    units = _units()
    for length in range(_LONGEST, 0, -1):
        name = text[start : start + length]
        kind = units.get(name)
        if kind is None or len(name) < length:
            continue
        if _LATIN.fullmatch(name[-1]) and _LATIN.match(text, start + length):  # 5 mm is not 5 m
            continue
        return name, kind
    return "", ""


def _refused(text: str, found: Amount, unit: str, kind: str, before: str) -> bool:
    """Whether number and unit are an article, a rank, a point of a programme or part of a word."""
    word = (_WORD_GOES_ON if found.chinese else _WORD_AFTER_DIGITS).match(text, found.end)
    if word and word.end() > found.end + len(unit):
        return True
    if unit in ("名", "位") and _RANK.search(before):
        return True
    if unit == "日" and not _LIMIT.match(text, found.end + 1):  # else a day of a month that the date grammar cannot place
        return True
    if not found.chinese:
        return _time_or_year(text, found, unit)
    if kind == "digits" or (found.low == 0 and kind != "measured"):
        return True
    if found.low == 1 and found.high is None and not found.at_least and (kind in _ARTICLE_OF or unit in _ONE_IN_WORDS):
        return not _SOME_TIME.match(text, found.end) and not (unit in _HALVED and text.startswith("半", found.end + len(unit)))  # 一年半
    if found.low <= _SAYINGS and any(_IDIOM.match(text, start) for start in range(max(0, found.start - 3), found.start + 1)):
        return True
    return found.low <= 10 and not found.at_least and bool(_PROGRAMME.match(text, found.end))


def _time_or_year(text: str, found: Amount, unit: str) -> bool:
    """9时30分 tells the time; 1998年 without more is a year, also where the date cannot be read."""
    if unit == "分":
        return found.start > 0 and text[found.start - 1] in _OCLOCK
    return unit == "年" and 1000 <= found.low < 2100 and found.multiple == 1


_OCLOCK = frozenset("时時点點")
_LIMIT = re.compile("[内內后後间間游遊]|之[内內后後间間]|以[内內]|左右")
_SAYINGS = 360  # no saying counts further
_ONE_IN_WORDS = frozenset(("块", "塊", "角", "元", "斤", "两", "尺", "寸", "丈", "升", "担", "擔", "克", "立方", "平方", "倍"))


def _measure(text: str, found: Amount, unit: str) -> _Found | None:
    end = found.end + len(unit)
    value, at_least, high = found.low, found.at_least, found.high
    if unit in ("个", "個") and (some := _SOME_TIME.match(text, found.end)):  # 三个多月, 一个半小时
        unit, end = text[found.end] + some[2], some.end()
        value, at_least = (value + Decimal("0.5"), at_least) if some[1] == "半" else (value, True)
    elif after := _AFTER_UNIT.match(text, end):
        if after[0] != "半":
            end, at_least = after.end(), True
        elif unit in _HALVED and high is None:
            end, value = after.end(), value + Decimal("0.5")
    if high is not None:
        return found.start, end, "measure", (("atLeast", printed(value)), ("atMost", printed(high)), ("unit", unit))
    return found.start, end, "measure", (("atLeast" if at_least else "quantity", printed(value)), ("unit", unit))


_HALVED = frozenset(("年", "天", "斤", "里", "倍", "小时", "小時", "周", "岁", "歲", "亩", "畝", "公里", "番", "个", "個", "公斤", "吨"))


def _large(text: str, found: Amount, match: re.Match[str]) -> _Found | None:
    """A number without a unit counts where 万 or 亿 stand at its end in Arabic print: 突破3.2亿, 5.8万农户."""
    if found.chinese or not match["multiple"] or match["multiple"][-1] not in "万萬亿億" or found.high is not None:
        return None
    if text[found.end : found.end + 1].isalnum() and text[found.end : found.end + 1].isascii():
        return None
    return found.start, found.end, "num", (("atLeast" if found.at_least else "value", printed(found.low)),)


def _fractions(text: str) -> Iterator[_Found]:
    """百分之四十四 is 44 %, 三分之一 a number by itself."""
    for match in _FRACTION.finditer(text):
        whole, part = match["whole"], _decimal(match["part"])
        if part is None:
            continue
        tag = "atLeast" if match["more"] else "quantity"
        if whole in _PARTS:
            yield match.start(), match.end(), "measure", ((tag, printed(part)), ("unit", _PARTS[whole][1]))
            continue
        below = number(whole)
        if below:
            # four digits say enough of a third; no exponent
            value = Decimal(f"{float(part / below):.4g}")
            yield match.start(), match.end(), "num", (("atLeast" if match["more"] else "value", printed(value)),)


def _decimal(text: str) -> Decimal | None:
    """百分之三十二点五 has a point in words."""
    if text[0].isdigit() and text.isascii():
        return Decimal(text)
    whole, _, places = text.partition("点")
    value = number("一百" if whole == "百" else whole)
    if value is None:
        return None
    digits = "".join(str(number(char)) for char in places)
    return Decimal(f"{value}.{digits}") if digits.isdigit() else Decimal(value)


def _halves(text: str) -> Iterator[_Found]:
    for match in _HALF.finditer(text):
        unit = match[0][1:].replace("个多", "个")
        if match.start() and (text[match.start() - 1] in _CHINESE or text[match.start() - 1] in "前后後上下大小一多夜过過各个個"):
            continue  # 上半年 is a date, 一个半月 a measure with a half at its end
        yield match.start(), match.end(), "measure", (("atLeast" if "多" in match[0] else "quantity", "0.5"), ("unit", unit))
