"""Facts about single characters: CJK or not, radicals and their plain forms, what XML can hold. No state, no input."""

from __future__ import annotations

import re
import unicodedata

# Ideographs, kana, bopomofo, CJK punctuation and full-width forms: a change of line beside one of them parts no words.
CJK = (
    "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff\u2018-\u201d\u2026\u2014\u00b7\ue000-\uf8ff\ufffc"
)
_CJK = re.compile(f"[{CJK}]")
_SHARED = re.compile("[\u2018-\u201d\u2026\u2014\u00b7]")
HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
# Radicals of the supplement block that Unicode gives no compatibility mapping, and the ideograph of the same shape; fonts put
# them in place of it. Only those that are words of their own (长, not 氵) occur in running text.
EQUIVALENT = dict(
    zip(
        "⺁⺄⺊⺌⺎⺐⺒⺓⺜⺝⺠⺧⺩⺫⺬⺮⺶⺻⺼⺽⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻭⻮⻯⻰⻱⻲",
        "厂乙卜小兀尢巳幺日月民牛王目示竹羊聿肉臼虎西见角贝足车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐歯齿竜龙龟亀",
        strict=True,
    )
)
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")  # characters that only a font of the newspaper's own shows
# The most frequent characters of Chinese newspaper text, those of both scripts first: they make a quarter of any real page,
# and next to nothing of a page that was decoded by the wrong table.
_COMMON = frozenset(
    "的一是在不了有和人中大上以要他時時来到作地于出就分成可主年同工也能下子而方後多定行法所民得十三之等部度家力如水自二理"
    "小物加都制日月本去好合因由其前外天政四那事平全重新心反明看原又利比或向道此只立想已通直五果位入常文次品式活特件求老"
    "這这個个國国為为時时們们對对會会發发動动過过說说產产種种後后學学經经進进著着電电與与關关區区報报記记者市省書书"
)
IGNORED = "\u200b\ufeff\u00ad"  # zero-width space, byte order mark, soft hyphen: they print nothing


def is_cjk(char: str) -> bool:
    """Whether lines meet beside this character without a blank."""
    return bool(_CJK.match(char))


def is_wide(char: str) -> bool:
    """The same for characters that no script with blanks has: not for “ ” ‘ ’ … — ·, which many share."""
    return is_cjk(char) and not _SHARED.match(char)


def is_han(char: str) -> bool:
    return bool(re.match(f"[{HAN}]", char))


def plain_character(char: str) -> str:
    """The character that a radical or compatibility ideograph stands for; any other character itself."""
    if not _RADICAL.match(char):
        return char
    return EQUIVALENT.get(char) or unicodedata.normalize("NFKC", char)


def radicals(text: str) -> list[str]:
    """The radicals and compatibility ideographs in a text that stand for plain characters."""
    return [char for char in _RADICAL.findall(text) if plain_character(char) != char]


def plain(text: str) -> str:
    """The text in NFC with radicals as plain characters. Never NFKC: it would fold Chinese punctuation."""
    if _RADICAL.search(text):
        text = "".join(map(plain_character, text))
    return unicodedata.normalize("NFC", text)


_UNPRINTED = dict.fromkeys(map(ord, IGNORED))


def printed(text: str) -> str:
    """What counts in conservation: plain text without white space and without characters that print nothing."""
    return "".join(plain(text).split()).translate(_UNPRINTED)


def common_share(text: str) -> float:
    """The share of everyday Chinese characters among those that are not ASCII; 0 where there are none."""
    wide = [char for char in text if char > "\x7f"]
    return sum(char in _COMMON for char in wide) / len(wide) if wide else 0.0
