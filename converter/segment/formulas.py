"""Takes a line or the text of a paragraph, tells the set phrases of newspapers: jump lines, end marks, formulas of letters, editor's notes."""

from __future__ import annotations

import re

from converter.characters import HAN

_PAGE = r"(?:今日)?第?\s*[A-D]?[一二三四五六七八九十百〇○零\d]{1,4}\s*[版面頁页]"
_ON = rf"下?(?:转|轉|接)\s*{_PAGE}"
_FROM = rf"(?:上|紧|緊)接\s*{_PAGE}"
_PLACE = r"(?=[\w .,-]*\d)[\w .,-]{1,24}"  # page 4, Seite 4, page A4: a number must be in it
_LATIN_ON = (
    r"(?:continued|cont'?d|concluded) (?:on|in) [\w .,-]{1,24}|fortsetzung (?:auf|in|siehe) [\w .,-]{1,24}|suite (?:à la|en) [\w .,-]{1,20}"
    rf"|(?:lire la )?suite,? (?:p\.|pages?) ?{_PLACE}|(?:segue|continua) (?:a|alla|in) (?:p\.|pag\.|pagina) ?{_PLACE}"
)
_LATIN_FROM = (
    r"(?:continued|cont'?d|concluded) from [\w .,-]{1,24}|fortsetzung (?:von|aus) [\w .,-]{1,24}|suite de la [\w .,-]{1,20}"
    rf"|(?:segue|continua) (?:da|dalla) (?:p\.|pag\.|pagina|prima pagina) ?{_PLACE}|segue dalla prima(?: pagina)?"
)
_ARROWS = "[▲▼◀▶◁▷△▽←→>▸►▹▻»›➔➜➤]"
# Seite 3, Seiten 4/5, page A4, col. 2
_SEITE = r"(?:seiten?|s\.|pages?|pp?\.|pagin[ae]|pág(?:inas?|\.)) ?[A-H]?\d{1,3}(?: ?(?:[-–/+&,]|und|and|et|e|y) ?\d{1,3})*(?:, ?(?:col(?:umn|\.)?|spalte|sp\.) ?\d)?"
# What sends a reader to another page: Mehr auf Seite 3, Bericht Seite 3, Kommentar auf Seite 2, See page 3, More on page 5, Lire page 3
_LATIN_SEE = (
    r"(?:mehr|weiter(?:es)?|siehe|s\.|bericht(?:e)?|kommentar|leitartikel|interview|hintergrund|lesen sie (?:(?:dazu|auch|mehr|weiter) ?)*"
    r"|see|turn to|more|full story|full report|story|report|editorial|comment|details|voir|lire|nos informations|vedi|servizi?o?|ver|más)"
    rf"(?: (?:also|auch|dazu|und|auf|on|in|en|à|a|alla|alle|la|aussi|bericht|kommentar|interview))*[,:]? ?{_SEITE}\.?"
)
_LATIN_REPORT = (
    rf"(?-i:[A-ZÀ-Þ])[\w'’-]{{1,14}}(?: [\w'’-]{{2,14}}){{0,3}}(?:,| on| auf) {_SEITE}\.?"  # Weather report on Page 9. Wirtschaft, Seite 7
)
_LATIN_SHORT = rf"{_SEITE}|{_LATIN_SEE}|{_LATIN_REPORT}"
_TO = re.compile(
    rf"[（(【\[]\s*(?:{_ON}[^（）()。，]{{0,8}}|{_LATIN_ON}|{_LATIN_SEE}|{_SEITE}|(?-i:[A-ZÀ-Þ])[\w-]{{2,20}}, {_SEITE})\s*[）)】\]]\s*$",
    re.IGNORECASE,
)
_TO_ARROW = re.compile(rf"(?<=[.!?…\"»”“])\s*{_ARROWS}+\s*(?:{_LATIN_SHORT})\s*$", re.IGNORECASE)
_TO_ALONE = re.compile(rf"{_ARROWS}*\s*(?:下[转轉接]\s*{_PAGE}|{_LATIN_ON}|{_LATIN_SHORT})\s*{_ARROWS}*", re.IGNORECASE)
_CAME = re.compile(rf"\s*[（(【\[]\s*(?:{_FROM}[^（）()。，]{{0,8}}|{_LATIN_FROM})\s*[）)】\]]", re.IGNORECASE)
_CAME_ALONE = re.compile(rf"{_ARROWS}*\s*(?:{_FROM}|{_LATIN_FROM})\s*{_ARROWS}*", re.IGNORECASE)
_END = re.compile(
    r"[（(【]\s*(?:完|全文完|本文完|全书完|未完|未完待[续續]|待[续續]|连载完|to be continued\.?|(?:fortsetzung|schlu(?:ss|ß)) folgt\.?|[aà] suivre\.?)\s*[）)】]",
    re.IGNORECASE,
)
_LONGEST = 60  # characters of a line that is nothing but a jump line
_SALUTE = re.compile(rf"(?:尊敬的|亲爱的|敬爱的)?[{HAN}]{{0,8}}(?:编辑|編輯|编辑部|編輯部|编者|記者|记者)(?:部|同志|先生|大姐)?们?[：:]")
_COMPLIMENT = re.compile(
    r"此致|(?:此致)?[\s\u3000]*敬[礼禮][！!。]?|(?:谨|謹)?(?:顺|順)?[颂頌][\s\u3000]?[撰编編][安祺][！!。]?|祝好[！!。]?"
)
_NOTE = re.compile(
    r"[\[【（(]?(?:编者按|編者按|编者的话|编者注|编后|编后语|编辑后记|编余|开栏的话|开栏语|开篇的话|主持人语|按语)[\]】）)]?(?:[：:\s\u3000]|$)"
)


def _plain(text: str) -> str:
    """Long s as s: Fortſetzung folgt."""
    return text.replace("ſ", "s")


def jump_start(text: str) -> int | None:
    """Where a jump line at the end of the text begins: …基础（下转第二版）. 0: the text is nothing else. None: there is none."""
    plain = _plain(text)
    if _TO_ALONE.fullmatch(plain.strip()):
        return 0
    end = plain.rstrip()[-1:]
    found = _TO.search(plain) if end in "）)】]" else _TO_ARROW.search(plain) if end.isascii() and end.isdigit() else None
    return found.start() if found else None


def jump_from_end(text: str) -> int:
    """How many characters at the start of the text say that it comes from elsewhere: （上接第一版）薄弱…. 0: none do."""
    plain = _plain(text)
    bare = plain.strip()
    if bare[:1] in "（(【[":
        found = _CAME.match(plain)
        return found.end() if found else 0
    return len(text) if len(bare) <= _LONGEST and _CAME_ALONE.fullmatch(bare) else 0


def came_alone(text: str) -> bool:
    """上接第1版, a line that says nothing but where the text comes from."""
    return bool(text) and jump_from_end(text) == len(text)


def end_mark(text: str) -> bool:
    """（完）, （未完待续）, (Fortsetzung folgt.): a line that says whether there is more."""
    return _END.fullmatch(_plain(text)) is not None


def salutation(text: str) -> bool:
    """编辑同志：, the first line of a letter."""
    return _SALUTE.fullmatch(text) is not None


def compliment(text: str) -> bool:
    """此致 / 敬礼, with which a letter closes."""
    return _COMPLIMENT.fullmatch(text) is not None


def opens_note(text: str) -> bool:
    """编者按：, with which the paper itself speaks."""
    return _NOTE.match(text) is not None


def is_formula(text: str) -> bool:
    """Whether the line is wholly a set phrase, so that it is neither a headline nor a name."""
    return salutation(text) or compliment(text) or end_mark(text) or jump_start(text) == 0 or came_alone(text)
