"""Takes a page, gives what its masthead and its page line say: title, date, page number, number of the issue, count of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converter.characters import HAN
from converter.dates import PrintedDate, find_dates
from converter.model import Byline, Dateline, Layout, Line, Page
from converter.numerals import NUMERALS, number
from converter.page_numbers import Sheeted, sheeted, without_sheets

_N = f"[{NUMERALS}0-9０-９]"
# A title ends in what papers call themselves. Words that end so and are no papers: kinds of reports and posters.
_PAPER = "(?:[报報](?:海外版)?|新[闻聞]|[导導]刊|[周週]刊|消息|晨刊|晚刊)"
_TITLE = re.compile(f"[{HAN}]{{1,9}}?{_PAPER}")
_NO_PAPER = re.compile(
    "(?:.*(?:[简簡喜捷情举舉墙牆警]|工作[汇彙]|[机機][关關])|[快海汇彙通公预預板年月季战戰填电電回答书書看读讀订訂办辦党黨本该該各小大日晚早]|特别|联合?|聯合?)[报報]"
    "|.*(?:要|国内|國內|国际|國際|本市|本埠|地方|体育|體育|经济|經濟|文化|社会|社會|综合|綜合|时政|時政)新[闻聞]|新[闻聞]"
)
# What papers in Latin letters call themselves, in the languages that `converter.language` tells.
LATIN_PAPER = re.compile(
    r"\b(?:zeitung|\w*blatt|anzeiger|bote|kurier|wort|presse|nachrichten|journal|gazette|courrier|moniteur|écho|indépendance|times|herald"
    r"|tribune|post|ledger|register|argus|sentinel|bulletin|dispatch|[ei]nquirer|intelligencer|news|chronicle|advertiser|mercury|courant|dagblad|nieuws|corriere|gazzetta|giornale|diario|gaceta|periódico)\b",
    re.IGNORECASE,
)
# 上接第一版, 详见第3版, 4版看点: the number of another page
_LABEL = re.compile(
    f"(?<![接轉转见見至])(?<![接轉转见見至][ 　])第[ 　]*({_N}{{1,4}})[ 　]*[版面頁页]|(?<![\\d一-龥])([A-Z]?\\d{{1,3}})[ 　]*版"
)
_POINTING = re.compile("[接轉转见見至][ 　]*第[^版面頁页]{0,12}[版面頁页张張]?")  # 轉第二張第三版: the place of another page
# 2要闻 2025年…: the blank behind the number may be lost; 100周年 and 3张 are none
_EDGE_LABEL = re.compile(
    rf"^[^\w]*([A-Z]?\d{{1,3}})(?=[\s　]|$|(?![周張张期元歲岁])[{HAN}]{{2,4}}[\s　])|(?:[\s　]|^)([A-Z]?\d{{1,3}})[^\w]*$"
)
_LABEL_ALONE = re.compile(f"[^\\w]*([A-Z]?\\d{{1,3}})(?:[^\\w]*[{HAN}·]{{2,6}})?[^\\w]*|[{HAN}·]{{2,6}}[^\\w]*([A-Z]?\\d{{1,3}})")  # 2 要闻
_NUMBER = re.compile(
    f"(?<![总總])第[ 　]*({_N}{{1,12}})[ 　]*[期號号]|[总總](?:第)?[ 　]*({_N}{{1,12}})[ 　]*[期號号]|\\b[Nn](?:r|o|um|º|°)?[.°º ]{{1,3}}(\\d{{1,3}}(?:[.,  \u2009\u202f]\\d{{3}})+|\\d{{1,6}})\\b(?![.,]\\d)"
)
# NO. 26, VOL. XII, Preis 15 Pf., 4. Jahrgang: figures in a page line that number no page
_COUNTED = re.compile(
    r"\b(?:n(?:r|o|um)?[.°º]|vol(?:ume)?\b\.?|price|preis|prix|prezzo|precio|jahrg(?:ang)?\b\.?|année|anno|año)[ :]*(?:\d[\d.,]*|[ivxlcdm]+\b)"
    r"|\b\d+(?:\.|e|ème)? ?(?:jahrg(?:ang)?|année|pf|cents?|d)\b\.?",
    re.IGNORECASE,
)
# 34. Jahrgang, Jahrg. 4, 80ᵉ année, Anno XII, VOL. XII: the year of its life, or the volume, that the issue belongs to
_VOLUME = re.compile(
    r"\b(\d{1,3})(?:\.|ᵉ|e|ème|re|ère)?[ \u00a0\u202f]?(?:jahrg(?:ang)?|année)\b"
    r"|\b(?:jahrg(?:ang)?\.?|année|anno|año|vol(?:ume)?\b\.?)[ :\u00a0\u202f]*(\d{1,3}|(?-i:[IVXLCDM]+))\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(f"(?:今日|本期|今天|共)[ 　]*(?:出)?[ 　]*({_N}{{1,3}})[ 　]*版")
# 登記證第…號, 廣告許可第…號: numbers of papers of another kind.
_PERMIT = re.compile("[證证照]|[许許]可|登[记記]|[邮郵]|[电電]話?话?|代[号號]")
# 国内统一连续出版物号 CN 14-0031 (GB/T 9999): region, number; magazines add a class behind a stroke
_SERIAL = re.compile(r"\bCN[ 　]?(\d\d)[-－—–](\d{4})(?!\d)")
_SENTENCE = re.compile("[。！？；，：]")
_EDGE = 12  # lines at the head and at the foot of a page among which its masthead and page line stand
_NEAR = 6  # lines around the date among which the rest of a masthead stands
_LONGEST = 60
_MASTHEAD = 2.5  # times the size of the text, a paper's name at least
_TYPES = ("masthead", "folio", "date")


@dataclass(frozen=True, slots=True)
class Folio:
    """What a page says about itself. Each value with the id of its line; dates in the order of the page.

    titles: with whether the date stands in the same line; label: as digits (第七版: `7`), of a page
    that is numbered by its sheet as printed (第二張第一版); number: of the issue, as digits; cn: the
    Chinese serial number (CN 14-0031); volume: as printed (XII), Arabic digits alone without their dot. mastheads: the lines that segmentation took for the masthead.
    """

    page: str
    dates: tuple[tuple[PrintedDate, str], ...] = ()
    titles: tuple[tuple[str, str, bool], ...] = ()
    label: str | None = None
    number: tuple[str, str] | None = None
    total: int | None = None
    cn: str | None = None
    volume: str | None = None
    mastheads: frozenset[str] = frozenset()


def read_folio(page: Page, layout: Layout | None) -> Folio:
    """Reads the furniture that segmentation found, and lines that can be nothing else: a full date with its weekday and no sentence."""
    lines = [line for line in page.lines if line.clean]
    pointing = _pointing(layout)
    edge = {line.id for line in (*lines[:_EDGE], *lines[-_EDGE:])}
    furniture = {line.id for item in (layout.furniture if layout else ()) if item.type in _TYPES for line in item.passage.lines}
    letters = _days_of_letters(layout)
    dated = [
        (line, date)
        for line in lines
        if line.id not in letters and (date := _issue_date(line.clean, line.id in furniture, line.id in edge))
    ]
    own = {line.id for line, _ in dated}
    places = [n for n, line in enumerate(lines) if line.id in own]
    near = [
        line
        for n, line in enumerate(lines)
        if line.id in own
        or line.id in furniture
        or (line.id in edge and len(line.clean) <= _LONGEST and any(abs(n - place) <= _NEAR for place in places))
    ]
    return Folio(
        page.id,
        tuple((date, line.id) for line, date in dated),
        tuple(_titles(lines, own, furniture, _of_type(layout, "masthead"))),
        _page_label([line for line in near if line.id not in pointing], own, _of_type(layout, "folio")),
        next(((found, line.id) for line in near if (found := _number(line.clean))), None),
        next((total for line in near if (match := _TOTAL.search(line.clean)) and (total := number(match[1]))), None),
        next((f"CN {match[1]}-{match[2]}" for line in lines if (match := _SERIAL.search(line.clean))), None),
        next((found for line in near if (found := _volume(line.clean, alone=line.id not in own | furniture))), None),
        frozenset(_of_type(layout, "masthead")),
    )


def _days_of_letters(layout: Layout | None) -> set[str]:
    """Lines with the day on which somebody signed: it is not the day of the issue."""
    closings = [section.closing for article in (layout.articles if layout else ()) for section in article.sections]
    return {
        line.id
        for closing in closings
        for before, part in pairwise(closing)
        if isinstance(before, Byline) and isinstance(part, Dateline)
        for line in part.passage.lines
    }


def _issue_date(text: str, furniture: bool, edge: bool) -> PrintedDate | None:
    """The date of a page line: full, and with its weekday or next to nothing else in the line. The first such one of the line."""
    if len(text) > _LONGEST and not furniture:
        return None
    for date in find_dates(text):
        if date.day is None or date.iso is None:
            continue
        before = text[: date.start]
        if date.weekday is not None and not _SENTENCE.search(before):
            return date
        rest = re.sub(r"\W", "", before + text[date.end :])
        if furniture or (edge and len(rest) <= 10 and not _SENTENCE.search(text)):
            return date
    return None


def _of_type(layout: Layout | None, kind: str) -> set[str]:
    return {line.id for item in (layout.furniture if layout else ()) if item.type == kind for line in item.passage.lines}


def _pointing(layout: Layout | None) -> set[str]:
    """The lines that speak of other pages: jump lines, and boxes that tell what stands where."""
    articles = layout.articles if layout else ()
    paragraphs = [
        paragraph
        for article in articles
        for section in article.sections
        for paragraph in section.paragraphs
        if article.kind == "contents" or paragraph.kind in ("jump", "jump-from")
    ]
    return {line.id for paragraph in paragraphs for line in paragraph.passage.lines}


def _page_label(near: Sequence[Line], dated: set[str], folios: set[str]) -> str | None:
    """The number in the page line; else the only one around it. A page has one number: where others are named, they are those of other pages.

    A paper that counts its sheets may count the pages of each anew: 第二張第一版 is no page 2 and no page 1. So the sheet stays with the number.
    """
    by_sheet = [
        one for line in near if (one := sheeted(_POINTING.sub(" ", line.clean))) and (one.page or _alone(one, line, dated | folios))
    ]
    whole = {one.number: one.printed for one in by_sheet if one.page}
    if whole:
        return next(iter(whole.values())) if len(whole) == 1 else None
    own = [label for line in near if line.id in dated and (label := _label(line, dated=True))]
    around = {label for line in near if (label := _label(line, folio=line.id in folios))}
    label = own[0] if own else around.pop() if len(around) == 1 else None
    if len({one.number for one in by_sheet}) != 1:
        return label
    return f"{by_sheet[0].printed}第{_as_printed(label, near)}版" if label else by_sheet[0].printed


def _alone(sheet: Sheeted, line: Line, page_lines: set[str]) -> bool:
    """Whether a sheet is named where a page names itself, not in a sentence (第三張牌照)."""
    return line.id in page_lines or re.sub(r"\W", "", line.clean) == sheet.printed


def _as_printed(label: str, near: Sequence[Line]) -> str:
    return next((match[1] for line in near for match in _LABEL.finditer(line.clean) if match[1] and str(number(match[1])) == label), label)


def _titles(lines: Sequence[Line], dated: set[str], furniture: set[str], mastheads: set[str]) -> Iterator[tuple[str, str, bool]]:
    """Names of papers: a part of the page line, or a line of its own at the very head of the page or in the furniture."""
    for line in lines:
        if line.id in dated:
            text = line.clean
            for date in reversed(find_dates(text)):
                text = f"{text[: date.start]} {text[date.end :]}"
            text = re.sub("(?:星期|[礼禮]拜|[周週])[一二三四五六日天]", " ", _LABEL.sub(" ", without_sheets(text)))
            for part in re.split(r"[^\w]+|[0-9]+", text):
                if _is_title(part):
                    yield part, line.id, True
    for line in [*lines[:3], *(line for line in lines[3:] if line.id in furniture)]:
        bare = re.sub(r"\s", "", line.clean)
        if line.id not in dated and _is_title(bare):
            yield bare, line.id, False
    # Latin titles know no ending: a short line of the masthead, or beside the date, in the words that papers choose.
    largest = _largest(lines, mastheads)
    for line in lines[:_EDGE] if dated or mastheads else ():
        name = line.clean.rstrip(" .")
        if line.id in dated or len(name) > _LONGEST or re.search(r"[\d.,;:]", name) or not re.search("[^\\W\\d_]", name):
            continue
        if ((dated or line.id in mastheads) and LATIN_PAPER.search(name)) or (line is largest and not re.search(f"[{HAN}]", name)):
            yield name, line.id, False


def _largest(lines: Sequence[Line], mastheads: set[str]) -> Line | None:
    """The line of the masthead that is set by far the largest: the paper's name, whatever it is. Running titles are not much larger than text."""
    sizes = sorted(size for line in lines if (size := _size(line)))
    found = [line for line in lines if line.id in mastheads and _size(line)]
    if not found:
        return None
    first, *others = sorted(found, key=_size, reverse=True)
    apart = all(_size(first) > 1.2 * _size(other) for other in others)
    return first if apart and _size(first) >= max(_MASTHEAD * sizes[len(sizes) // 2], 0.6 * sizes[-1]) else None


def _size(line: Line) -> float:
    if line.font:
        return line.font.size
    return line.box.bottom - line.box.top if line.box and not line.vertical else 0.0


def _is_title(text: str) -> bool:
    return bool(_TITLE.fullmatch(text)) and not _NO_PAPER.fullmatch(text)


def _label(line: Line, *, dated: bool = False, folio: bool = False) -> str | None:
    text = without_sheets(line.clean)
    match = _LABEL.search(text) or (_LABEL_ALONE.fullmatch(text) if folio else None)
    if not match and dated:
        for date in reversed(find_dates(text)):
            text = f"{text[: date.start]} {text[date.end :]}"
        text = _COUNTED.sub(" ", text).strip()
        match = _EDGE_LABEL.search(text)
    found = match and (match[1] or match[2])
    if not found:
        return None
    if found[0].isascii() and found[0].isalpha():
        return found
    value = number(found)
    return str(value) if value and value < 1000 else None


def _volume(text: str, *, alone: bool) -> str | None:
    """alone: nothing else but the number of the issue may stand in the line: a headline speaks of volumes and years, too."""
    match = _VOLUME.search(text)
    if not match or (alone and re.search(r"\w", _NUMBER.sub(" ", text[: match.start()] + " " + text[match.end() :]))):
        return None
    return match[1] or match[2]


def _number(text: str) -> str | None:
    for match in _NUMBER.finditer(text):
        value = number(match[1] or match[2] or re.sub(r"\D", "", match[3]))
        if value and not _PERMIT.search(text[max(0, match.start() - 10) : match.start()]):
            return str(value)
    return None
