"""Takes a line or a block of lines, tells whether it advertises: prices, addresses, telephones, what shops say of their goods."""

from __future__ import annotations

import re

_SURE = re.compile(
    "公司出品|大藥房|大药房|藥廠|电话[一二三四五六七八九〇零○\\d]|電話[\u3000 ]*[一二三四五六七八九〇零○\\d]{2}|地址|總發行|总经销|總經理|發行所|均有出售|均售|有售|大廉價|大减价|大減價|犧牲|"
    "每瓶|每盒|每打|敬請光臨|光臨|光顧|謹啟|謹啓|啟事|惠顧|歡迎各界|贈品|贈送|特約|牌香煙|香煙|烟公司|遺失|遗失声明|招聘|招租|拍卖公告|公开招标|"
    "特效|特効|聖藥|小啓$|啓事$|舞廳|戲院|大戲院|日戲|夜戲|按摩|療治|主治|醫師|醫院|專治|各藥房|百貨|綢緞|皮貨|門診|潤格|定價|價目"
)
_ORNAMENT = re.compile("^[△◁▷◀▶●◎].*[△▽◁▷◀▶●◎]$")


def looks_like_advertising(text: str) -> bool:
    """Whether one line says what only advertisements say."""
    return len(text) <= 60 and (_SURE.search(text) is not None or _ORNAMENT.search(text) is not None)


def advertising_share(lines: list[str]) -> float:
    """The share of lines that advertise."""
    return sum(map(looks_like_advertising, lines)) / len(lines) if lines else 0.0
