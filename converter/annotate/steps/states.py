"""Takes one-character names and what stands beside them, tells states (法总统 X) and their forces and peoples (日军, 台胞) from persons.

Headlines and wires write a state in one character before its offices. Such a character is a surname only where nobody else is named after
the office, and a place only where its neighbours say so: an office, a word of going or staying, another such character.
"""

from __future__ import annotations

import re
from dataclasses import replace

from converter.annotate.places import gazetteer
from converter.annotate.steps.lexicon import organisation_ending, words
from converter.annotate.steps.sheet import Name, Sheet
from converter.annotate.steps.sides import side_by_side

_LETTERS = frozenset("美英法俄苏日德意义奥印巴韩朝越老柬泰缅菲马澳加墨埃以伊叙黎约土希西葡荷比瑞挪丹芬波捷匈罗保南阿古智秘中港台")
_OFFICES = tuple(
    sorted(
        words(
            "总理 总统 首相 外长 外相 防长 财长 国务卿 外交部长 国防部长 外交大臣 国王 女王 议长 大使 公使 领事 总领事 代表 财相 陆相 海相 藏相 副总理 副总统"
        ),
        key=len,
    )
)
_BODIES = ("方", "政府", "外交部", "国防部", "国会", "议会", "使馆", "大使馆")
_FORCES = words("海军 陆军 空军 海空军 海陆军 陆海军 敌军 我军 友军 联军 盟军 红军 国军 共军 伪军")
_SIDES = frozenset("我对双敌己各") | _LETTERS
_FORCE = re.compile("[华日敌伪我友奉]军$")
_ZONES = ("军区", "军分区", "警备区", "卫戍区")
_ZONE = re.compile("省?(?:军区|军分区|警备区|卫戍区)")
# words of going and staying, of which the place is the aim or the start
_TOWARDS = frozenset("驻访对在赴抵来离到返由自从援留旅侨与和同及、")
_FROM = frozenset("驻访对与和同及、")
_DOUBTFUL = 0.9  # nats
_MARGIN = 1.0  # nats: the shape vouches for it
_SHORT = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀黔滇陕秦甘陇青台桂宁新蒙藏港澳穗"
_COUNT = re.compile("[一二三四五六七八九十百千万两几数0-9０-９][个名位件台辆架艘枚只条块张份家所座间本册次场]?$")


def states(sheet: Sheet) -> Sheet:
    """One character before an office of state and who holds it is the state; forces, peoples and sides are nobody; a military region is a body."""
    if offices := [office for office in _OFFICES if office in sheet.text]:
        sheet = sheet.having(name for name in sheet.names if name.sure or not _is_shred(sheet, name, offices))
    kept = [new for name in sheet.names if (new := _read(sheet, name)) is not None]
    return sheet.having(kept).placing(_overlooked(sheet)).placing(_zones(sheet))


def _is_shred(sheet: Sheet, name: Name, offices: list[str]) -> bool:
    """英外|相 before the holder of the office 外相: state and office cut in the wrong place."""
    text = sheet.text
    for office in offices:
        for start in range(max(1, name.start - len(office)), name.end + 1):
            if (
                text.startswith(office, start)
                and text[start - 1] in _LETTERS
                and start - 1 <= name.start
                and name.end <= start + len(office)
            ):
                return name.end > start and _governs(sheet, start)
    return False


def _read(sheet: Sheet, name: Name) -> Name | None:
    if name.sure:
        return name
    text = sheet.string(name)
    if name.kind != "LOC" and _is_half(sheet, name, text):
        return replace(name, kind="LOC", margin=_MARGIN)
    if name.kind == "PER":
        if _nobody(text):
            return None
        if len(text) == 1 and _governs(sheet, name.end):
            return replace(name, kind="LOC", margin=_MARGIN) if text in _LETTERS else None
    if name.kind == "LOC" and len(text) == 1 and not _vouched(sheet, name):
        return None
    if name.kind != "LOC" and (force := _FORCE.search(text)):  # 苏北华军: the forces of a side are no body, where they stand is a place
        return replace(name, end=name.end - 2, kind="LOC", margin=_DOUBTFUL) if force.start() > 1 else None
    if name.kind == "ORG" and len(text) == 2 and text[1] in "方局皇王":  # 华方, 欧局, 英皇: a side, a situation, a ruler
        return None
    if name.kind == "LOC" and len(text) == 2 and text[1] == "方" and text[0] in _LETTERS:  # 巴方愿同各方合作
        return None
    if name.kind == "ORG" and side_by_side(text):  # 美俄双方: two states, no body
        return replace(name, kind="LOC")
    if name.kind != "ORG" and len(text) > 2 and text.endswith(_ZONES):
        return replace(name, kind="ORG")
    return name


def _is_half(sheet: Sheet, name: Name, text: str) -> bool:
    """鲁西 in 鲁西水灾: a side of a province, where no title or speech makes a person of it; 王贵屯 in 王贵屯等四十七村: one of them."""
    if _AMONG_PLACES.match(sheet.text, name.end):
        return name.kind == "PER"
    side = len(text) == 2 and text[0] in _SHORT and text[1] in "东西南北中" and name.margin < _SURE
    return side and name.kind == "PER" and not sheet.text.startswith(_SAYS, name.end) and name.end in sheet.words.by_start


_AMONG_PLACES = re.compile("等[一二三四五六七八九十百数几0-9０-９]{1,4}余?[个個]?(?:村|县|镇|乡|庄|屯|省|州|旗)")
_SAYS = ("说", "告诉", "介绍", "表示", "，", "、", "（", "在", "等")
_SURE = 3.0  # nats


def _nobody(text: str) -> bool:
    """Whether it is a side, a people or a force: 美方, 台胞, 海军. What begins with a surname and is longer may be a person: 王建军."""
    forces = text in _FORCES or (len(text) == 2 and text[1] == "军" and text[0] in "美英法俄苏日德敌伪")
    return forces or text.endswith("胞") or (len(text) == 2 and text[1] == "方" and text[0] in _SIDES)


def _governs(sheet: Sheet, end: int) -> bool:
    """Whether an office of state with its holder's full name, or a body of the state, comes right after."""
    if sheet.text.startswith(_BODIES, end) and sheet.free(end, end + 1):
        return True
    for office in _OFFICES:
        holder = sheet.by_start.get(end + len(office))
        if sheet.text.startswith(office, end) and holder and _can_hold(sheet, holder):
            return True
    return False


def _can_hold(sheet: Sheet, name: Name) -> bool:
    """A full name; 广田 too, which the tagger took for a body though it does not end as one."""
    length = name.end - name.start
    return length > 1 and (
        name.kind == "PER" or (name.kind == "ORG" and length <= _SHORT_NAME and not organisation_ending(sheet.string(name)))
    )


_SHORT_NAME = 3  # characters


def _vouched(sheet: Sheet, name: Name) -> bool:
    text = sheet.text
    before, after = text[max(0, name.start - 1) : name.start], text[name.end : name.end + 1]
    if _COUNT.search(text, max(0, name.start - 3), name.start):
        return False
    letters = _LETTERS.union(_SHORT)
    return (
        before in _TOWARDS
        or after in _FROM
        or before in letters
        or after in letters
        or text.startswith((*_OFFICES, *_BODIES), name.end)
        or sheet.kind == "head"
    )


def _overlooked(sheet: Sheet) -> list[Name]:
    """法 in 法总统 X, where the tagger saw no name."""
    out = []
    for office in (office for office in _OFFICES if office in sheet.text):
        for match in re.finditer(office, sheet.text):
            start = match.start() - 1
            if start < 0 or sheet.text[start] not in _LETTERS or not sheet.free(start, match.end()):
                continue
            token = sheet.words.by_end.get(start + 1) or sheet.words.by_start.get(start)
            alone = token is not None and token.start == start
            if alone and _governs(sheet, start + 1):
                out.append(Name(start, start + 1, "LOC", _MARGIN))
    return out


def _zones(sheet: Sheet) -> list[Name]:
    """A place and 军区 right after it, whether the tagger saw the place or not."""
    out = []
    for found in _ZONE.finditer(sheet.text):
        name = sheet.by_end.get(found.start())
        if name and name.kind == "LOC" and len(sheet.string(name)) > 1 and sheet.free(*found.span()):
            out.append(Name(name.start, found.end(), "ORG", name.margin))
        elif not sheet.free(*found.span()):
            continue
        begins = [at for at in range(max(0, found.start() - 4), found.start() - 1) if _place(sheet, at, found.start())]
        out += [Name(start, found.end(), "ORG", _MARGIN) for start in begins[:1]]
    return out


def _place(sheet: Sheet, start: int, end: int) -> bool:
    return start in sheet.words.by_start and sheet.free(start, end) and gazetteer().is_place(sheet.text[start:end])
