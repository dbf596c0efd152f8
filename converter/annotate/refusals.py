"""Takes a number and the unit behind it, says whether the two are no quantity: a rank, an article, a point of a programme, a part of a word.

The lists are of words of the language, closed, each with what it stands for; none is a name of one paper or page.
"""

from __future__ import annotations

import re

from converter.annotate.amounts import Amount

_ARTICLE_OF = frozenset(("counted", "span", "digits"))  # kinds of unit before which 一 is the article
SOME_TIME = re.compile("[个個](多|余|餘|半)(月|星期|小时|小時|世纪|钟头|季度)")
HALVED = frozenset(
    ("年", "天", "斤", "里", "倍", "小时", "小時", "周", "岁", "歲", "亩", "畝", "公里", "番", "个", "個", "公斤", "吨", "两", "兩")
)

# What makes a number a rank or a name: 第三条, 前三名 (ranks), 十届 and 星期三 have their own words.
_ORDINAL = re.compile("(?:第|[农農阴陰][历曆]|初|星期|礼拜|编号|代号|卷|年[级級])$")
_RANK = re.compile("(?:前|名列|排名|位列|位居|居)$")
_ERA = re.compile(
    "(?:民[国國]|公元|(?:公元|[纪紀]元)前|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|光緒|宣统|宣統|昭和|大正|明治|平成|令和)$"
)
# What follows a number and shows that the unit is the beginning of another word: 三年级, 二人转, 两位数, 三轮车, 两对于. 五年来 looks
# back on a period and measures none. Places take the measure words that buildings and waters have (五台县, 三门峡, 五家渠, 八里庄).
_WORD_GOES_ON = re.compile(
    "年[级級代度春夏秋冬]|年以?[来來](?!自)|人[转轉称稱制帮幫组組台民]|位[数數]|分[球天色别布开成为]|部[委门門队隊署]|支[队隊]|组[织成]|成[员員果为為就功立年都语套群绩績]"
    "|[个個](?:方面|年[头頭])|份子|节课|角[形恋戀债債洲度落]|元[结結论論制化对對里]|[轮輪][车車]|口之家|斤顶|头[肌鹰]|[级級]跳|[项項]全能|[周]围"
    "|点[钟鐘]|[对對][于於外]|[种種][子植]|[只隻]有|名[义義]|家庭|[场場]地|座[谈談]|[条條][件例]|件[事套]|面子|[户戶]外|[载載][荷重客货]"
    "|里[屯庄莊河桥橋店铺鋪堡营營台洋沟溝]|[台臺][县縣山市]|[门門](?:[峡峽]|功课)|家[渠子]|道[江河沟溝]|[盘盤][水山]|枝[特花]|[间間]房"
)
_WORD_AFTER_DIGITS = re.compile(
    "年[级級代度]|年以?[来來](?!自)|位[数數]|[级級]跳|[轮輪][车車]|角[形度]|[种種][子植]|分[别布成]|部[队隊门門]|支[队隊][^员伍]"
)
# Chinese numerals to ten before these count the points of a programme (三项行动, 四个全面, 办好三件实事), not things.
_PROGRAMME = re.compile(
    "[项項](?![目]|世界|冠军|全国)|件[大小好实實]?事|[个個](?:代表|文明|全面|自信|维护|意识|确保|坚持|确立|到位|方面|一(?![百千万])|转变|转移|基本|有利|结合|必须|務必|务必|面向|服从|满意)"
)
# Sayings and words whose numbers count nothing.
_IDIOM = re.compile(
    "三天打[鱼魚]|[两兩]天晒[网網]|三天[两兩]头|[两兩][头頭](?![猪牛羊驴骡鹿熊象狮虎])|[两兩]下子|三年五[载載]|四人帮|[两兩三]口子|三百六十行|[四八]方"
    "|七十二[变變]|两条腿|[三四五六八]角|四[周面季处處]|十[分字面里]|[两兩]面|[两兩]手|三级|八股|四重|举一反三|[五八]花八[门門]|[两兩]样"
    "|小[两兩]口|一成不|二次(?!函|方)|三位一[体體]|十年九|百年大|一五一十|三[长長][两兩]短|[三四]面八方|三六九等|[两兩]面三刀|三头六臂|七手八[脚腳]|四分五裂|五湖四海|千家万户|[一每]分[一每]秒|一亩三分地"
)
_ENDS_OF_ORDINALS = frozenset("第历曆初期拜号卷级級国國元前治熙正隆庆光丰绪緒统統和成")


def is_ordinal(before: str) -> bool:
    """Whether the (three) characters before a number make it an ordinal or the year of an era: 第, 农历, 光绪."""
    if before.endswith(("双", "雙")):  # 双十节
        return True
    return before != "" and before[-1] in _ENDS_OF_ORDINALS and bool(_ORDINAL.search(before) or _ERA.search(before))


def is_saying(text: str, start: int) -> bool:
    """Whether a saying begins at or up to three characters before a number: 一分一秒, 一亩三分地 (one's own ground)."""
    return any(_IDIOM.match(text, at) for at in range(max(0, start - 3), start + 1))


def is_refused(text: str, found: Amount, unit: str, kind: str, before: str) -> bool:
    """Whether number and unit are an article, a rank, a point of a programme or part of a word."""
    word = (_WORD_GOES_ON if found.chinese else _WORD_AFTER_DIGITS).match(text, found.end)
    if word and word.end() > found.end + len(unit):
        return True
    if unit in ("名", "位") and _RANK.search(before):
        return True
    if unit == "段" and "棋" in text and found.low <= 9:  # ranks of players: 马晓春九段
        return True
    if unit == "夜" and text[found.start] in "廿卅":  # the old numerals of days: 廿七夜 is the night of the 27th
        return True
    if unit == "日" and not _LIMIT.match(text, found.end + 1):  # else a day of a month that the date grammar cannot place
        return True
    if unit in _COINS and _PRICE.search(text, max(0, found.start - 3), found.start):  # 每月一元, 零售四分
        return False
    if not found.chinese:
        return _time_or_year(text, found, unit)
    if unit in _OLD_WEIGHTS and (found.low > 10 or _GOODS.search(text, max(0, found.start - 3), found.start)):  # 銀二千兩, 米五石
        return bool(_BOTH.match(text, found.end))
    if unit == "里" and found.low > 10:  # 三十里; but 十里洋场
        return False
    if kind == "digits" or (found.low == 0 and kind != "measured"):
        return True
    if found.low == 1 and found.high is None and not found.at_least and (kind in _ARTICLE_OF or unit in _ONE_IN_WORDS):
        return not SOME_TIME.match(text, found.end) and not (unit in HALVED and text.startswith("半", found.end + len(unit)))  # 一年半
    if found.low <= _SAYINGS and is_saying(text, found.start):
        return True
    return found.low <= 10 and not found.at_least and bool(_PROGRAMME.match(text, found.end))


def _time_or_year(text: str, found: Amount, unit: str) -> bool:
    """9时30分 tells the time; 1998年 without more is a year, also where the date cannot be read."""
    if unit == "分":
        return found.start > 0 and text[found.start - 1] in _OCLOCK
    return unit == "年" and _FIRST_YEAR <= found.low < 2100 and found.multiple == 1 and not is_age(text, found.start, found.end + 1)


def is_age(text: str, start: int, end: int) -> bool:
    """Whether the 1600年 or 2000年 at [start, end) are a number of years: hundreds, with 历史 behind or 距今, 近, 约 before."""
    return text[end - 3 : end - 1] == "00" and bool(_OLD.match(text, end) or _SINCE.search(text, max(0, start - 3), start))


_OLD = re.compile("的?(?:历史|歷史|文明|光阴|之久)")
_SINCE = re.compile("(?:距今|近|约|約|有|已|达|達|过|過|逾|历经)$")
_FIRST_YEAR = 1500  # earlier ones are told from numbers of years by old_years
_OCLOCK = frozenset("时時点點")
_COINS = frozenset("元圆圓块塊角分")
_PRICE = re.compile("(?:[每毎][^一-九，。的]{1,2}|[售价價费費])$")
# 两 is two as well, 石 a stone as well: they weigh behind more than ten, or behind the goods that were sold so.
_OLD_WEIGHTS = frozenset("两兩石")
_GOODS = re.compile("[银銀金米谷穀粮糧麦麥豆盐鹽茶酒丝絲肉][^，。、；]?$")
_BOTH = re.compile("[两兩](?:[年月日天个個次届屆名国國岸者地省县縣市校队隊人])|石(?:[头頭油灰碑刻窟像牌狮獅桥橋阶階级級板料榴村乡鄉])")
_LIMIT = re.compile("[内內后後间間游遊]|之[内內后後间間]|以[内內]|左右")
_SAYINGS = 360  # no saying counts further
_ONE_IN_WORDS = frozenset(("块", "塊", "角", "元", "斤", "两", "尺", "寸", "丈", "升", "担", "擔", "克", "立方", "平方", "倍"))
