"""Takes words made of two Tibetan name words, gives them as persons: 扎西次仁, 洛桑江村.

Tibetans have no surname: a full name is mostly two words out of a small stock, which Chinese print writes by fixed characters, without a
dot. A tagger takes such a word for a place or for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.annotate.places import gazetteer
from converter.annotate.steps.lexicon import words
from converter.annotate.steps.sheet import Name, Sheet

_STOCK = words(
    "阿旺 白玛 班觉 巴桑 边巴 才让 次旦 次多 次仁 次旺 措姆 达娃 达瓦 丹巴 丹增 旦增 多布 多吉 顿珠 尕玛 噶玛 嘎玛 格列 格桑 贡布 贡觉 坚赞 加措 江村 晋美 "
    "卡卓 拉姆 郎杰 朗杰 洛桑 洛追 罗布 罗桑 罗珠 米玛 南加 南杰 尼玛 平措 普布 强巴 琼达 曲珍 曲扎 群培 仁青 仁增 桑布 桑杰 桑珠 索朗 索南 土登 旺堆 旺杰 旺久 "
    "旺姆 旺扎 央金 央宗 永仲 玉珍 扎巴 扎堆 扎西 占堆 卓嘎 卓玛 宗吉"
)
_FULL = re.compile(f"(?:{'|'.join(sorted(_STOCK))}){{2}}")
_GOES_ON = ("村", "乡", "镇", "县", "社区", "寺", "路", "街", "山", "湖", "沟", "牧场")  # 扎西多吉寺 is none
_MARGIN = 1.0  # nats: the two words vouch for it


def tibetan_names(sheet: Sheet) -> Sheet:
    """Two words of the stock, on the edges of the tagger's words, are one person, unless they are a known place or begin one."""
    return sheet.placing(_found(sheet))


def _found(sheet: Sheet) -> Iterator[Name]:
    for match in _FULL.finditer(sheet.text):
        start, end = match.span()
        rivals = [name for name in sheet.names if name.start < end and start < name.end]
        longer = any(name.start < start or end < name.end for name in rivals)
        known = any(name.kind == "PER" and (name.start, name.end) == (start, end) for name in rivals)
        if longer or known or sheet.text.startswith(_GOES_ON, end) or gazetteer().candidates(match[0]):
            continue
        if sheet.words.edges(start, end):
            yield Name(start, end, "PER", _MARGIN)
