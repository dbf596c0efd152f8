"""Takes names that are or begin an organisation, gives it whole: retyped by its ending, grown to it, and back to its place or owner.

A Chinese organisation's name is written from the widest to the closest: place, owner, trade, and last the word for what it is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from converter.annotate.steps.lexicon import organisation_ending, organisation_endings, titles, words
from converter.annotate.steps.offices import bodies
from converter.annotate.steps.sheet import Name, Sheet, Token

_NOUNS = words("n nz nt nw vn an b j s LOC ORG PER")
_BETWEEN = 2  # words between a place and the word that says what it is: 中国|国际|广播|电台
_WHOLE = 24  # characters: longer names are lists
_FUNCTION = re.compile(r"[的了和与及在是将对等从向被把由于为以，。；：、！？（）()“”《》\s]")
# one word that, after a name without ending, makes it an organisation: 选煤|厂, 公安|局
_TAILS = words("厂 厅 局 社 部 会 中心 院 站 校 公司 议会 组织 集团 银行 委员会 协会 学院 大学 医院 研究所 法院 检察院")
# after these words a single character begins something else: 政府|部门, 军|部
_CLOSED = re.compile("(?:政府|党|军|队|报)$")
# words that end like organisations and are none; 当局 is whoever rules
_NO_BODIES = words("当局 格局 结局 布局 战局 时局 政局 大局 全局 僵局 平局 败局")
_FIRMS = ("公司", "集团", "银行")
_BRANCHES = ("支行", "分行", "分公司", "分社", "分院", "分局", "支局", "支部", "总支", "事业部", "营业部", "编辑部")
# a second organisation after such a word is not part of the first: X支行向Y公司, X局联合Y中心
_LINKS = re.compile("(?:联合|会同|携手|向|与|和|同|及|暨|对|为|给)")


_OF_IT = re.compile("所(?=[属有在需])")  # 教育局|所属学校
_OPEN = re.compile(r"[与和及][^，。、；：！？（）“”\s]{1,8}?(?:组织|委员会|银行|协会|机构|部|厅|局)")

_JOINTLY = re.compile("(?:联合|共同)(?:行动|举办|主办|承办|开展|发布|印发|召开|执法|检查|出台|推出)?$")
_BRACKET = re.compile("[^（）。，]{0,6}）(?:(?:股份|有限|责任|集团|总)*公司|集团|委员会|协会|中心)?")  # 某某（集团|）公司


def close(sheet: Sheet) -> Sheet:
    """An organisation gives back the 所 of 所属, 所在; one that ends in 与 or 和 goes on to the word for what it is; one with 、 in it is two."""
    names = [part for name in sheet.names for part in (_listed(sheet, name) if name.kind == "ORG" and not name.sure else [name])]
    return sheet.having(_closed(sheet, name) if name.kind == "ORG" and not name.sure else name for name in names)


def _listed(sheet: Sheet, name: Name) -> list[Name]:
    """市委常委、组织部 before 部长 X: the parts that are bodies, without the office that ends a part."""
    out, at = [], name.start
    for part in sheet.string(name).split("、"):
        title = next((part[-length:] for length in range(min(4, len(part) - 1), 1, -1) if part[-length:] in titles()), "")
        bare = part.removesuffix(title).removesuffix("副") if title else part
        if part == sheet.string(name):
            return [name]
        if len(bare) > 1 and _complete(bare):
            out.append(replace(name, start=at, end=at + len(bare)))
        at += len(part) + 1
    return out


def _closed(sheet: Sheet, name: Name) -> Name:
    if name.end - name.start > 2 and _OF_IT.match(sheet.text, name.end - 1):
        return replace(name, end=name.end - 1)
    text = sheet.string(name)
    if (jointly := _JOINTLY.search(text)) and organisation_ending(text[: jointly.start()]):  # 安徽分社|联合行动
        return replace(name, end=name.start + jointly.start())
    if text.count("（") > text.count("）") and (rest := _BRACKET.match(sheet.text, name.end)) and sheet.free(*rest.span()):
        return replace(name, end=rest.end())
    found = _OPEN.match(sheet.text, name.end - 1)
    if found and found.end() in sheet.words.by_end and sheet.free(name.end, found.end()):
        return replace(name, end=found.end())
    return name


def retype(sheet: Sheet) -> Sheet:
    """A name of four characters or more that ends as organisations do is one, whatever the tagger said."""
    return sheet.having(
        replace(name, kind="ORG") if name.kind != "ORG" and not name.sure and _ends_as_one(sheet.string(name)) else name
        for name in sheet.names
    )


def _ends_as_one(text: str) -> bool:
    ending = organisation_ending(text)
    return len(text) >= 4 and ending is not None and (len(ending) >= 2 or ending == "厂")


def join_firms(sheet: Sheet) -> Sheet:
    """Two names side by side are one if only the second ends as firms do (某某焦煤|集团有限公司), or if it is a branch (某银行|某县支行)."""
    out: list[Name] = []
    for name in sheet.names:
        before = out[-1] if out else None
        text = sheet.string(name)
        if (
            before
            and before.end == name.start
            and name.kind == "ORG"
            and before.kind in ("ORG", "LOC")
            and (text.endswith(_BRANCHES) or (text.endswith(_FIRMS) and not sheet.string(before).endswith(_FIRMS)))
        ):
            out[-1] = Name(before.start, name.end, "ORG", min(before.margin, name.margin))
        else:
            out.append(name)
    return sheet.having(out)


def take_tail(sheet: Sheet) -> Sheet:
    """An organisation without ending takes the next word if that is nothing but an ending: 选煤|厂."""
    out = []
    for name in sheet.names:
        text = sheet.string(name)
        token = sheet.words.by_start.get(name.end)
        if (
            name.kind == "ORG"
            and token
            and sheet.text[token.start : token.end] in _TAILS
            and not _complete(text)
            and not _CLOSED.search(text)
            and sheet.free(token.start, token.end)
        ):
            name = replace(name, end=token.end, margin=min(name.margin, token.margin))
        out.append(name)
    return sheet.having(out)


def grow(sheet: Sheet) -> Sheet:
    """A place, or an organisation without ending, takes up to two nouns and the word with an ending after them: 中国|国际|广播|电台.

    So does a place before the body of someone's office: 甲市|市委 in 甲市市委书记 X.
    """
    grown = [new for name in sheet.names if name.kind != "PER" and (new := _grown(sheet, name)) is not None]
    places = ((sheet.by_end.get(body.start), body) for body in bodies(sheet))
    grown += [Name(place.start, body.end, "ORG", min(place.margin, body.margin)) for place, body in places if place and place.kind == "LOC"]
    out = sheet
    for name in grown:
        if any(old.start < name.start < old.end for old in out.names):
            continue  # what lies before took it in
        out = out.placing([name])
    return out


def _grown(sheet: Sheet, name: Name) -> Name | None:
    if name.kind == "ORG" and _complete(sheet.string(name)):
        return None
    at, margin = name.end, name.margin
    for _ in range(_BETWEEN + 1):
        word = sheet.words.by_start.get(at)
        if word is None or word.tag not in _NOUNS or word.end - name.start > _WHOLE:
            return None
        text = sheet.text[word.start : word.end]
        if _FUNCTION.search(text):
            return None
        margin = min(margin, word.margin)
        at = word.end
        if _is_ending(text):
            return Name(name.start, _further(sheet, word), "ORG", margin)
    return None


def _complete(text: str) -> bool:
    """Whether the name has its ending, or is one: 政协."""
    return organisation_ending(text) is not None or text in organisation_endings()


def _is_ending(text: str) -> bool:
    """县委, 电台, and longer words that end so: 选煤厂."""
    return (len(text) > 1 and text in organisation_endings()) or (text not in _NO_BODIES and organisation_ending(text) is not None)


def _further(sheet: Sheet, word: Token) -> int:
    """The end of the name, a second ending word right after the first included: 市委|组织部."""
    after = sheet.words.by_start.get(word.end)
    if after and after.tag in _NOUNS and len(text := sheet.text[after.start : after.end]) > 1 and text in organisation_endings():
        return after.end
    return word.end


def take_owner(sheet: Sheet) -> Sheet:
    """A place right before an organisation belongs to its name: 山西|省高院, 交城|县委; so does the 团 of the Youth League: 团|县委."""
    out: list[Name] = []
    for name in sheet.names:
        name = _of_league(sheet, name)
        if out and name.kind == "ORG" and out[-1].kind == "LOC" and out[-1].end == name.start:
            name = Name(out.pop().start, name.end, "ORG", name.margin)
        out.append(name)
    return sheet.having(out)


_COMMITTEES = words("中央 省委 市委 县委 区委 州委 旗委 地委 工委 党委")


def _of_league(sheet: Sheet, name: Name) -> Name:
    """团县委 and 共青团县委 are the League's committee, not the Party's; 代表团, 集团 are other words."""
    if name.kind != "ORG" or name.sure or sheet.string(name) not in _COMMITTEES:
        return name
    for league in ("共青团", "团"):
        start = name.start - len(league)
        if sheet.text.startswith(league, start) and start in sheet.words.by_start and sheet.free(start, name.start):
            return replace(name, start=start)
    return name


def split_pairs(sheet: Sheet) -> Sheet:
    """Two organisations that the tagger ran together across 向, 联合 and the like are two."""
    out: list[Name] = []
    for name in sheet.names:
        out += _parted(sheet, name) if name.kind == "ORG" and not name.sure else [name]
    return sheet.having(out)


_PAIRED = 4  # characters of a second body
_WORDS = words("公安局 检察院 法院 团委 妇联")


def _stands(text: str) -> bool:
    """Whether it is a body by its ending; 厅 and 局 end offices of a province and of a city."""
    return organisation_ending(text) is not None or text.endswith("厅")


def _parted(sheet: Sheet, name: Name) -> list[Name]:
    text = sheet.string(name)
    for link in _LINKS.finditer(text, 3):
        first, second = text[: link.start()], text[link.end() :]
        if _stands(first) and (second in _WORDS or (len(second) >= _PAIRED and _stands(second))):
            return [replace(name, end=name.start + link.start()), replace(name, start=name.start + link.end())]
    return [name]
