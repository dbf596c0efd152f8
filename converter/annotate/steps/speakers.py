"""Takes names that speak or bear a title, gives them as persons, and clear ones: 某某某 说, 总统 某某.

Places and firms state and announce; who "says" in a newspaper, with a surname in front and one or two characters after it, is a person, and
so is who has a title right beside the name. What the page says so clearly in one place holds for the same name in others.
"""

from __future__ import annotations

from dataclasses import replace

from converter.annotate.places import gazetteer
from converter.annotate.steps.lexicon import is_chinese_person, words
from converter.annotate.steps.roles import roles
from converter.annotate.steps.sheet import Name, Sheet

_VOUCHED = 5.0  # nats: enough to outvote what the tagger says of the same name elsewhere on the page
_VERBS = ("说", "笑着", "坦言", "告诉", "介绍", "回忆", "感慨", "激动地", "高兴地", "认为", "解释")
# offices of which there is one at a time: after the word comes who holds it, mostly a foreign name that the tagger cannot know
_OFFICES = words(
    "总统 首相 总理 主席 总书记 国王 女王 天皇 大臣 部长 外长 外相 防长 财长 国务卿 议长 秘书长 委员长 大使 将军 元帅 总司令 教皇"
)
_BODIES = frozenset("会队局部委办社厂院校站团组军方国省市县区州党")  # 欧委会 says things too


def speakers(sheet: Sheet) -> Sheet:
    """Persons beside a title, and names of Chinese shape before a verb of saying, are persons beyond doubt.

    Of three characters, a name that speaks is one whatever the tagger took it for; so is an unknown name after a high office.
    """
    beside = {edge for span in roles(sheet) for edge in span}
    return sheet.having(
        replace(name, kind="PER", margin=max(name.margin, _VOUCHED))
        if _titled(name, beside) or _speaks(sheet, name) or _holds_office(sheet, name)
        else name
        for name in sheet.names
    )


def _titled(name: Name, edges: set[int]) -> bool:
    return name.kind == "PER" and (name.start in edges or name.end in edges)


def _speaks(sheet: Sheet, name: Name) -> bool:
    if name.sure or not sheet.text.startswith(_VERBS, name.end) or (name.kind != "PER" and name.end - name.start != 3):
        return False
    text = sheet.string(name)
    return is_chinese_person(text) and _unplaced(text)


def _holds_office(sheet: Sheet, name: Name) -> bool:
    before = (sheet.text[max(0, name.start - length) : name.start] for length in (2, 3, 4))
    return name.kind != "PER" and not name.sure and not _OFFICES.isdisjoint(before) and _unplaced(sheet.string(name))


def _unplaced(text: str) -> bool:
    return len(text) > 1 and text[-1] not in _BODIES and not gazetteer().candidates(text)
