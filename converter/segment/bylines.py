"""Takes display lines and the ends of paragraphs, tells who signs them: bylines with the spans of their roles and names."""

from __future__ import annotations

import re

from converter.characters import HAN as _PLAIN_HAN
from converter.model import Span
from converter.scripts import fold
from converter.segment.formulas import is_formula
from converter.segment.latin_bylines import latin_spans
from converter.segment.rubrics import is_rubric
from converter.surnames import surnames

# rare characters of names are often set in a font of the paper's own: private-use characters
HAN = _PLAIN_HAN + "\ue000-\uf8ff\U000f0000-\U0010fffd"
_ROLE = (
    r"(?:(?:本报|本刊|本网|本台|新华社|人民网|中新社|央视|新华网|人民日报|[\u4e00-\u9fff]{2,4}(?:日报|晚报|晨报))?"
    r"(?:特约|实习|见习|首席|全媒体|驻[\u4e00-\u9fff]{2,4})?"
    r"(?:记者|通讯员|评论员|撰稿人|撰稿|观察员|摄影师|编辑|本报综合|文字(?=[\s\u3000：:/／])|文(?=[\s\u3000：:/／])(?![\s\u3000]+[\u4e00-\u9fff]\s*$)))"  # 文 川 is a name, spaced
)
_NAME = rf"[{HAN}·]{{1,12}}"
_NAMES = rf"{_NAME}(?:[\s\u3000、，,]+{_NAME}){{0,9}}"
_MARK = r"[□■◎●○◇◆▲△☆★/／]?\s*"
_STANDING = re.compile(
    rf"{_MARK}{_ROLE}[\s\u3000：:]*{_NAMES}(?:[\s\u3000]+{_ROLE}[\s\u3000：:]*{_NAMES})*(?:\s*(?:文|文/图|文／图|报道|整理))?"
)
# a leading article is signed by its office alone
_OFFICE = re.compile(rf"{_MARK}(?:本报|本報|本刊|新华社|[\u4e00-\u9fff]{{2,4}}[日晚晨][报報])(?:特约)?(?:评论员|評論員)")
_MARKED = re.compile(rf"[□■◎◇◆]\s*({_NAMES})")
_SPACED_NAME = re.compile(rf"[{HAN}][\s\u3000]+[{HAN}]")
# （本报记者…） or (记者 …通讯员…) in brackets of its own
_BRACKETED = re.compile(
    rf"[（(]\s*((?:据)?{_ROLE}[\s\u3000：:]*[{HAN}·\s\u3000、，,]*?(?:{_ROLE}[\s\u3000：:]*[{HAN}·\s\u3000、，,]*?)*)\s*[）)]"
)
_ROLES = re.compile(_ROLE)
# （水直）, （知止）: before 1949 the pen name stands in brackets under the title; （一）, （續） are the number of the instalment
_PEN_NAME = re.compile(rf"[（(]([{HAN}\s]{{1,6}}|[A-ZＡ-Ｚ]{{1,2}})[）)]")
_NUMBER = re.compile(r"[（(][一二三四五六七八九十廿卅百〇○零\d\s]+[）)]|[（(](?:上|中|下|續|续|完|待續|待续|正续)[）)]")
_AUTHOR = re.compile(rf"[{HAN}\s\u3000]{{2,10}}(?:著|譯|译|編譯|作|撰|編輯|编辑|主編|主编|遺著|譔|合輯|編|文)")


_NO_NAME_END = tuple("报報版刊")  # 申報, 下转第二版
_WORK = ("文字", "摄影", "图片", "供图", "制图")  # what somebody did, before the name
_PLACE_END = tuple("省市县縣区區州乡鄉镇鎮村")


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)


def _is_place(name: str) -> bool:
    """江苏南京市, 鄢陵县; a name of two characters may end in 州 or 村."""
    return name.endswith(_PLACE_END) and (len(name) > 2 or name[-1] in "省市县縣")


def _may_be_name(name: str) -> bool:
    """What may stand for a person where only its place says so: after a role, or as a pen name."""
    return not is_formula(name) and not is_rubric(name) and name not in _WORK and not name.endswith((*_NO_NAME_END, *_PLACE_END))


def is_person(text: str) -> bool:
    """Whether it reads as the name of a Chinese person: a surname, and one or two characters; blanks do not count."""
    name = _bare(text)
    if is_formula(name) or is_rubric(name) or name[-1:] in _NO_NAME_END:
        return False
    if "·" in name:
        return len(name) >= 4
    if len(name) > 2 and fold(name[:2]) in surnames():
        return 3 <= len(name) <= 4
    return 2 <= len(name) <= 3 and fold(name[0]) in surnames()


def standing_byline(text: str) -> bool:
    """A line of its own that names its authors: □ 本报记者 刘子璇, 本报记者　向子丰　胡笑源, □ 祁嘉润."""
    if _OFFICE.fullmatch(text):
        return True
    if text[-1:] in "摄攝":
        return False  # 本报记者 郭子明 摄: the credit of a picture
    if len(text) > 60 or re.search("[。，：:；！？]", text.replace("记者：", "").replace("通讯员：", "")):
        return False
    if _STANDING.fullmatch(text):
        names = [text[span.start : span.end] for span in byline_spans(text) if span.tag == "persName"]
        return bool(names) and all(is_person(name) or len(name) <= 3 for name in names)
    marked = _MARKED.fullmatch(text)
    if marked and _SPACED_NAME.fullmatch(marked.group(1)):
        return is_person(marked.group(1))  # □ 文 川: one name of two characters, spaced to the width of three
    return bool(marked and all(is_person(name) for name in _names(marked.group(1))))


def bare_name(text: str) -> bool:
    """洪　勇, 赵佳洁: nothing but one person's name; it signs only where it stands among headlines."""
    return is_person(text) and len(text) <= 7 and re.fullmatch(rf"[{HAN}·\s\u3000]+", text) is not None


def pen_name(text: str) -> bool:
    """（知止）: a pen name in brackets, on a line of its own under a headline."""
    return _PEN_NAME.fullmatch(text) is not None and not _NUMBER.fullmatch(text)


def authorship(text: str) -> bool:
    """約翰耿脫著, 亦　朋　譯: an author or translator on a line of its own."""
    return _AUTHOR.fullmatch(text) is not None


_SIGNATURE = re.compile(rf"[{HAN}]{{2,14}}[\s\u3000]+([{HAN}][\s\u3000]?[{HAN}]{{1,2}}(?:先生|女士|同学|读者)?)")


def signature(text: str) -> bool:
    """江苏南京市　刘国华: where a letter comes from and who signs it, on its last line."""
    found = _SIGNATURE.fullmatch(text)
    return bool(found and is_person(re.sub("先生|女士|同学|读者", "某", found.group(1))) and len(text) <= 20)


def bracketed_byline(text: str, start: int = 0) -> tuple[int, int] | None:
    """（记者 刘子璇 通讯员 张世川） at `start`, white space before it allowed: where it begins and ends."""
    found = _BRACKETED.match(text, len(text) - len(text[start:].lstrip()))
    return found.span() if found else None


_RUN_IN = re.compile(
    rf"[\s\u3000]*({_ROLE}[\s\u3000：:]*([{HAN}·]{{2,4}}?(?:[、\s\u3000]+[{HAN}·]{{2,4}}?){{0,4}}))[\s\u3000]*(?:(?:摄影)?(?:报道|报导|報道|報導)[：:，,\s\u3000]+|[：:])"
)
_BRACKETED_NAMES = re.compile(rf"[\s\u3000]*[（(]\s*({_NAMES}(?:[/／][文图])?)\s*[）)]")
_DID = re.compile(r"[\s\u3000]*(?:摄影报道|报道|文[/／]图|采写|整理)$")


def run_in_byline(text: str, start: int = 0) -> tuple[int, int] | None:
    """记者许宏治报道： at `start`, the reporting with it: where it begins and ends. Without 报道 only after a dateline."""
    found = _RUN_IN.match(text, start)
    if found is None or not all(is_person(name) for name in _names(found.group(2))):
        return None
    if not start and "道" not in found.group() and "導" not in found.group() and "导" not in found.group():
        return None
    return found.start(1), found.end()


def bracketed_names(text: str, start: int) -> tuple[int, int] | None:
    """（张东波、陈学如） at `start`, nothing but names: agencies sign so after their dateline."""
    found = _BRACKETED_NAMES.match(text, start)
    if found is None or not all(is_person(name) for name in _names(_DID.sub("", found.group(1)))):
        return None
    return found.end() - len(found.group().lstrip()), found.end()


def closing_byline(text: str) -> int | None:
    """Where a byline in brackets at the very end of a paragraph begins, if it is one."""
    at = max(text.rfind("（"), text.rfind("("))
    if at < 0 or not text.rstrip().endswith(("）", ")")):
        return None
    if _BRACKETED.fullmatch(text.rstrip(), at):
        return at
    # names alone sign only after a full stop: elsewhere they say who is meant
    over = text[:at].rstrip()[-1:]
    signed = bracketed_names(text, at) if over and over in "。！？”…" else None
    return at if signed and signed[1] == len(text.rstrip()) else None


def _names(text: str) -> list[str]:
    return [text[start:end] for start, end in _name_ranges(text, 0)]


def _name_ranges(text: str, offset: int) -> list[tuple[int, int]]:
    """Names apart by blanks or commas; two single characters (赵　兵) are one name."""
    out: list[tuple[int, int]] = []
    tokens = [match.span() for match in re.finditer(r"[^\s\u3000、，,]+", text)]
    at = 0
    while at < len(tokens):
        start, end = tokens[at]
        if (
            end - start == 1
            and at + 1 < len(tokens)
            and tokens[at + 1][1] - tokens[at + 1][0] <= 2
            and "、" not in text[end : tokens[at + 1][0]]
        ):
            end = tokens[at + 1][1]
            at += 1
        out.append((offset + start, offset + end))
        at += 1
    return out


_SKIP = re.compile(r"[□■◎●○◇◆▲△☆★/／（）()\s\u3000：:]+")
_TAIL = re.compile(
    r"(?:采访整理|采写|整理|摄影报道|[报報][道导導][：:，,\s\u3000]*|摄影|摄|攝|供图|文／图|文/图|(?<=[\s\u3000/／])(?:图|文|作)"
    r"|著|譯|译|編譯|撰|編輯|编辑|主編|主编|遺著|譔|合輯)\s*[）)]?\s*$"
)


def byline_spans(text: str) -> tuple[Span, ...]:
    """roleName and persName spans over the text of a byline: never over brackets, marks, places or the blanks between names.

    A name is what reads as one; right after a role, and where the line is a pen name or says who wrote it, any short word is.
    """
    if not is_cjk_text(text):
        return latin_spans(text)
    tail = _TAIL.search(text)
    stop = tail.start() if tail and tail.start() > 1 else len(text)
    line = text.strip()
    pen = pen_name(line) or authorship(line)
    spans: list[Span] = []
    at = 0
    signed = False
    for role in [*_ROLES.finditer(text, 0, stop), None]:
        until = role.start() if role else stop
        for start, end in (part for span in _between(text, at, until) for part in (_unspaced(text, *span) if signed else [span])):
            name = _bare(text[start:end])
            if (is_person(name) and not _is_place(name)) or (_may_be_name(name) and (pen or (signed and len(name) <= 4))):
                spans.append(Span(start, end, "persName"))
        if role:
            spans.append(Span(role.start(), role.end(), "roleName"))
            at, signed = role.end(), True
    return tuple(spans)


def _unspaced(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """梁泽春傅建春: names that extraction ran together, where surnames part them in one way only; else the range as it is."""
    whole = text[start:end]
    if len(whole) < 4 or is_person(whole) or not re.fullmatch(f"[{HAN}]+", whole):
        return [(start, end)]
    ways: list[list[list[int]]] = [[[]], *([] for _ in whole)]  # for each place, the ways to get there in whole names
    for at in range(len(whole)):
        for length in (2, 3, 4):
            if at + length <= len(whole) and is_person(whole[at : at + length]) and not _is_place(whole[at : at + length]):
                ways[at + length] += [[*way, at + length] for way in ways[at]][:8]
    if len(ways[-1]) != 1:
        return [(start, end)]
    ends = ways[-1][0]
    return [(start + a, start + b) for a, b in zip([0, *ends], ends, strict=False)]


def is_cjk_text(text: str) -> bool:
    return _ANY_HAN.search(text) is not None


_ANY_HAN = re.compile(f"[{HAN}]")


def _between(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for piece in re.finditer(r"[^□■◎●○◇◆▲△☆★/／（）()：:]+", text[start:end]):
        out += [span for span in _name_ranges(piece.group(), start + piece.start()) if 2 <= len(_bare(text[span[0] : span[1]])) <= 12]
    return out
