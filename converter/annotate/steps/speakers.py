"""Takes places and organisations that speak and have the shape of a person's name, gives them as persons: 某某某 说.

Places and firms state and announce; who "says" in a newspaper, with a surname in front and two characters after it, is a person.
"""

from __future__ import annotations

from dataclasses import replace

from converter.annotate.places import gazetteer
from converter.annotate.steps.lexicon import is_chinese_person
from converter.annotate.steps.sheet import Name, Sheet

_VOUCHED = 5.0  # nats: enough to outvote what the tagger says of the same name elsewhere on the page
_BODIES = frozenset("会队局部委办社厂院校站团组军方国省市县区州党")  # 欧委会 says things too
_VERBS = ("说", "笑着", "坦言", "告诉", "介绍", "回忆", "感慨", "激动地", "高兴地", "认为", "解释")


def speakers(sheet: Sheet) -> Sheet:
    """Names of three characters with a surname, before a verb of saying, are persons, unless the gazetteer has them."""
    return sheet.having(
        replace(name, kind="PER", margin=max(name.margin, _VOUCHED)) if _speaks(sheet, name) else name for name in sheet.names
    )


def _speaks(sheet: Sheet, name: Name) -> bool:
    if name.kind == "PER" or name.sure or name.end - name.start != 3 or not sheet.text.startswith(_VERBS, name.end):
        return False
    text = sheet.string(name)
    return is_chinese_person(text) and text[-1] not in _BODIES and not gazetteer().candidates(text)
