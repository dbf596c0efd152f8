"""How Chinese newspapers print dates inside running text: one pattern of a point in time or a named stretch, and what may follow it.

Groups of POINT: year (word_year | era, year, first_year | short_year), month (word_month | month, first_month), day (day, first_day), part,
season, half, quarter, first_months, weekday (week, weekday), day_word, century, decade, plan, bare_part. Text must be narrow (amounts.narrow).
"""

from __future__ import annotations

import re

_SP = "[ \t\u3000]*"
_HAN = "[〇零○一二三四五六七八九十廿卅]"
_DIGIT = "[〇零○一二三四五六七八九]"
_NOT_IN_NUMBER = r"(?<![\d.第百千万])(?<!\d )(?<![〇零○一二三四五六七八九十廿卅])"
_TO = f"{_SP}(?:[至到~—–-]|——|--){_SP}"
# The year that counts as the first of each. The eras before the Republic stand in old_years.
_FIRST_YEARS = "中华民国1912 中華民國1912 民国1912 民國1912 明治1868 大正1912 昭和1926 平成1989 令和2019"
ERAS = {era[:-4]: int(era[-4:]) for era in _FIRST_YEARS.split()}
CHRISTIAN = ("公元", "西元", "公历", "公曆", "西历", "西曆")

# 说明年, 过去年代, 以上年龄: the same characters across the border of two words.
_WORD_YEAR = (
    "(?P<word_year>今年|[去今客][歲岁]|本年(?=[0-9一二三四五六七八九十][0-9一二]?月)|本年(?=度[^过]|[底末初])|(?<!过)(?<!過)去年|(?<![\\d之以几多数十])前年|(?<![说說证證文表声聲])明年|(?<![以之])上(?:一)?年(?![纪紀级龄齡轻輕货幼味销產产人平])|昨年"
    "|(?:当年|當年)(?=[0-9一二三四五六七八九十][0-9一二]?月|[底末])|同年|次年|翌年)(?:度(?![过過假]))?"
)
_YEAR = (
    f"(?:(?:(?P<era>{'|'.join((*ERAS, *CHRISTIAN))}){_SP}(?P<era_year>元|\\d{{1,4}}|[〇零○一二三四五六七八九十廿卅百千]{{1,8}})"
    f"|{_NOT_IN_NUMBER}(?:(?P<first_year>(?:1[5-9]|20)\\d\\d)(?:年)?{_TO})?(?P<full_year>(?:1[5-9]|20)\\d\\d|1[0-4]\\d\\d(?=年\\d\\d?月)|[一二]{_DIGIT}{{3}}))"
    f"{_SP}年(?:度)?(?![级級代])"
    # two digits are a year where a month, an end of the year or a feast follows, or Chinese digits stand without 十 (九七年)
    f"|{_NOT_IN_NUMBER}(?P<short_year>\\d\\d|{_DIGIT}{{2}}|{_HAN}{{2,3}}){_SP}年(?:度(?!假)|(?={_SP}(?:[0-9一二三四五六七八九十元][0-9一二]?{_SP}月|[底末](?![下尾])|初(?![中级始])|春节|元旦|国庆|[春夏秋冬][季天間间,，、。])))"
    f"|{_NOT_IN_NUMBER}(?P<digit_year>[四五六七八九]{_DIGIT})年(?![级級前后後来來内內多半]))"
)
_WORD_MONTH = "(?P<word_month>上个?月|本月|下个?月|当月|同月|次月)(?![球亮光饼餅薪均])"
_MONTH = (
    f"{_NOT_IN_NUMBER}(?:(?P<first_month>\\d{{1,2}}|{_HAN}{{1,2}})(?:月)?{_TO})?(?P<month>\\d{{1,2}}|十[一二]|[一二三四五六七八][二三四五六七八九]|九十|{_HAN}|元){_SP}月(?:份)?"
    # 三月三, 六月六 and the like are feasts of the moon's calendar
    "(?![球亮饼餅季票薪均刊]|(?:(?<=二月)二|(?<=三月)三|(?<=五月)五|(?<=六月)六|(?<=七月)七|(?<=九月)九)(?![日号號〇十百千万萬亿兩两余多成个個月至到、—-])|革命|光|初[一二三四五六七八九十])(?!十五(?!日)|十六(?!日))"
)
_DAY = f"(?:(?P<first_day>\\d{{1,2}}|{_HAN}{{1,3}}){_SP}[日号號]?{_SP}(?:{_TO}|[、和]))?(?P<day>\\d{{1,2}}|{_HAN}{{1,3}}){_SP}[日号號]"
_PART_OF_MONTH = "(?P<part>[上中下]旬|中下旬|底|末|初(?![一二三四五六七八九十步中级期])|中(?=[,，。、；以前]))"
_MONTH_AND_DAY = f"(?:{_WORD_MONTH}|{_MONTH}){_SP}(?:{_DAY}|{_PART_OF_MONTH})?"
_ENDS_OF_YEAR = "(?P<end_of_year>年?(?:底|末|终)|年?初(?![中步级始级期])|年中(?=[,，。、；以前]))"
_HALF = "(?P<half>[上下]半)年"
_QUARTER = "(?:(?P<quarters>前|头|頭)|第)?(?P<quarter>[一二三四1-4两兩])个?季(?:度|(?<=第.季))(?![节節后後])"
_FIRST_MONTHS = f"(?:前|头|頭)(?P<first_months>\\d{{1,2}}|{_HAN}{{1,2}}|两)[个個]月"
# 1932年秋，…: the season alone where the clause ends or goes on with who or whence; else it begins a word (秋粮, 春运).
_SEASON = (
    "(?:的)?(?P<season>[春夏秋冬])(?:[季天](?!奥|里[的])|间(?!苗)|間(?!苗)|(?=[,，。、；：！？）)]|[我他她在由从從自至到起与與][^来来]))"
)
_IN_YEAR = f"(?:{_ENDS_OF_YEAR}|{_HALF}|{_QUARTER}|{_FIRST_MONTHS}|{_SEASON})?"
_YEAR_OR_MONTH = f"(?P<dated>{_WORD_YEAR}|{_YEAR})?(?:{_SP}{_MONTH_AND_DAY}|(?(dated){_IN_YEAR}|(?!)))"

# A day alone is one of the month told of: 18日. As a number of days it has 内, 后 … behind it.
_SPAN_OF_DAYS = "(?![内內后後间間游遊均]|之[内內后後间]|以[内內后後]|左右)"
_PAPER = "(?!报(?![道导告称请名送案警]))(?!報(?![道導告稱請名送案警]))"  # 人民日报 is no day
# 八日專電, 三日路透社電: how a telegram is filed.
_CABLE = "(?:(?:路透|哈瓦斯|合众|合眾|海通|同盟|塔斯|中央|国民|國民|美联|美聯|法新|快讯|快訊|新华|新華)社?)?[专專急特]?[电電讯訊]"
_BARE_DAY = (
    f"{_NOT_IN_NUMBER}(?<![月年/A-Za-z-])(?:(?P<bare_first>\\d{{1,2}}|{_HAN}{{1,3}})日?(?:{_TO}|[、和]))?"
    f"(?:(?P<bare_day>\\d{{1,2}}|十{_DIGIT}?|[二三]十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?)日"
    f"|(?P<small_day>[一二三四五六七八九])日(?=[晚早凌在至晨午夜]|上午|下午|中午|{_CABLE})"
    f"|(?P<night_day>廿[一二三四五六七八九]?|卅一?|十[一二三四五六七八九])(?=[晨晚午夜]))"
)
_DAY_WORD = "(?:(?<![的到])(?<![时時]至)(?P<today>今[天日晚晨早夜午](?!的)(?!里)|(?<![从從自如至当當古])今(?=起(?![来來草])|抵|赴[^约約])|今天(?=的会))|(?P<yesterday>昨[天日晚夜晨午](?!的)|(?<![如似若犹猶是非])昨(?![年非是天日晚夜晨午])|(?<![一-鿿])前[日晚](?![本军軍方])|(?<=[于於在])前[日晚](?![本军軍方])|(?<![\\d以])大?前天)|(?<![的说說好])(?P<tomorrow>明[天日晚晨](?!的|更|会|然)))"
_WEEKDAY = "(?P<week>[上本下])(?:个)?(?:周|週|星期|礼拜)(?P<weekday>[一二三四五六日天])"
_ERA_OF_CENTURY = f"(?:(?P<this>上个?|本|新(?=世[纪紀](?:以来|以來)))|{_NOT_IN_NUMBER}(?P<century>\\d{{1,2}}|{_HAN}{{1,3}}))世[纪紀]"
_DECADE = f"{_NOT_IN_NUMBER}(?P<tens>\\d0|[一二三四五六七八九]{{1,2}}十|十)年代"
_CENTURY = f"(?:{_ERA_OF_CENTURY}(?:(?:{_DECADE})?)|{_DECADE.replace('?P<tens>', '?P<bare_tens>')})(?P<third>初期?|中期|中叶|末期?|后期)?"
_PLAN = '(?<![一二三四五六七八九十])[“「"]?(?P<plan>十[一二三四五六七]?|[一二三四五六七八九])五[”」"]?(?:规划|计划|規劃|計劃)?(?:时期|時期|期间|期間|(?=以[来來]))'
_BARE_PART = "(?<![0-9今去明前每各历当往半多同一二三四五六七八九十几学成中])(?P<bare_part>年[底末初](?![中级始一二三四五六七八九十])|(?<![上下本个個腊臘冬正])月[底末初](?![一二三四五六七八九十期级]))"
# A year without 年 where the trade of such pages prints it so: (1998.5.12) is for converter.dates; here only words.
POINT = re.compile(
    f'(?=[0-9{"〇零○一二三四五六七八九十廿卅"}“「"今本去前明上昨当當同次翌民中公西大昭平令元下头頭第年月新客])'
    f"(?:{_CENTURY}|{_YEAR_OR_MONTH}|{_BARE_DAY}{_SPAN_OF_DAYS}"
    f"|{_DAY_WORD}|{_WEEKDAY}|{_PLAN}|(?<!\\d)(?:{_HALF.replace('<half', '<only_half')}|{_QUARTER.replace('<quarter', '<only_quarter')}"
    f"|{_FIRST_MONTHS.replace('<first', '<only_first')})|{_BARE_PART}){_PAPER}"
)
TO = re.compile(f"(?:{_TO})(?:次年|翌年)?")
AFTER = re.compile(
    "(?P<since>以[来來]|[至迄]今|起(?![草来來诉訴点點伏到床源义義飞飛家步])|开始(?=[,，]))"
    "|(?P<before>(?:以前|之前|前)(?![0-9一二三四五六七八九十两兩几幾后後往来來沿景提进進途夕半]))"
    "|(?P<later>(?:以[后後]|之[后後]|[后後](?![0-9一二三四五六七八九十两兩几幾续續来來勤备備方果台臺人者代期半年天记記])))"
)
# Of the moon's calendar, or one day of every year or month: 农历三月, 每年3月.
NO_DAY_OF_OURS = re.compile(f"(?:[农農夏阴陰旧舊][历曆]|每[年月]的?|[历歷]年|大年|正月|腊月|臘月){_SP}$|[假未满滿逾足]$")
