"""Pages for the tests of segmentation, made here: short invented news, set in columns as a newspaper sets them."""

from __future__ import annotations

from collections.abc import Sequence

from converter.model import Layout, Line, Page
from converter.repair import repair_page
from converter.segment import segment_page

BRIDGE = (
    "连日阴雨过后，清河上的老桥终于修好了。早上七点，第一辆公交车从桥上开过，桥头站满了来看热闹的居民。",
    "老桥建于一九六三年，桥面窄，护栏低，每到雨季都要封路。去年秋天，区里决定筹资修桥，桥面加宽了两米，护栏全部更换，桥下还装了水位报警器。",
    "“以前过桥要绕半个小时，现在五分钟就到菜市场。”住在河东的居民赵桂兰说，修桥期间大家没少提意见，工程队都一一改了。",
)
LIBRARY = (
    "市图书馆从本周起把开放时间延长到晚上十点。馆里新添了三百个座位，自修室连日满座，不少中学生放学后直接来借书、写作业。",
    "馆长介绍，延长开放以后，每天的读者比去年同期多了四成，借书量也涨了一倍。图书馆还请来退休教师，每周六给孩子们讲古诗。",
    "图书馆的新书架上，最受欢迎的是科普书和地方史。读者只要在自修室门口登记，就可以把书带回家读两个星期。",
)
ORCHARD = (
    "入秋以来，山后村的苹果园迎来了采摘的游客。果农说，今年雨水足，苹果个头大、颜色红，一斤能卖到八块钱。",
    "合作社给每棵果树挂了编号，游客扫一扫就知道它施了几次肥、打了几遍药。村里还办起了果脯厂，落地的苹果也能卖钱。",
    "果农们算了一笔账：采摘的收入加上果脯厂的分红，每户一年能多挣一万多元。明年，山后村打算再种两百亩果树。",
)


def squares(paragraphs: Sequence[str], measure: int = 8) -> list[str]:
    """The lines as before 1949: each character on its square, stops at the start of a line too, one square of indent."""
    out = []
    for paragraph in paragraphs:
        out.append(paragraph[: measure - 1])
        out += [paragraph[at : at + measure] for at in range(measure - 1, len(paragraph), measure)]
    return out


def columns(paragraphs: Sequence[str], measure: int = 17, indent: int = 2) -> list[str]:
    """The lines of the paragraphs, each character one em, the first line of each indented (as extraction shows it: shorter)."""
    out = []
    for paragraph in paragraphs:
        rest, room = paragraph, measure - indent
        while rest:
            end = room
            while end < len(rest) and rest[end] in "，。、；：！？”）":
                end += 1
            out.append(rest[:end])
            rest, room = rest[end:], measure
    return out


def page_of(lines: Sequence[str], number: int = 1) -> Page:
    """A repaired page of these lines; an empty line is white space above the next one."""
    made, gap = [], 0
    for n, text in enumerate(lines, 1):
        if text.strip():
            made.append(Line(f"p{number}-l{n}", n, text, gap))
            gap = 0
        else:
            gap += 1
    return repair_page(Page(f"p{number}", number, tuple(made)))[0]


def layout_of(lines: Sequence[str], script: str = "Hans") -> Layout:
    return segment_page(page_of(lines), script)[0]  # type: ignore[arg-type]
