"""Takes the text of a paragraph, tells the dateline and the byline that are run in at its start: 本报讯（记者 …）, （重慶廿日電）."""

from __future__ import annotations

import re

from converter.characters import HAN

# Agencies and papers sign their first line with place, day and 电 (by wire) or 讯 (by post).
_DAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日"
_MODERN = re.compile(
    rf"(?:本报讯|本报记者讯|本刊讯|本网讯|[{HAN}]{{2,6}}讯(?=[\s　（(])"
    rf"|(?:(?:据\s*)?(?:新华社|中新社|中新网|人民网|央视网|人民日报)|本报)[{HAN}、\s/／]{{0,16}}?(?:{_DAY})?\s*[电讯](?![{HAN}])"
    rf"|(?:据\s*)?(?:新华社|中新社)[{HAN}、\s]{{0,16}}?{_DAY}\s*电"
    rf"|本报[{HAN}]{{2,12}}?{_DAY}\s*[电讯])"
)
_OLD = re.compile(rf"[（(【][{HAN}\s\d]{{1,20}}?(?:電|訊|社通|通信|通訊|電訊|消息|電[（(])[）)】（(]?")
_OLD_PLAIN = re.compile(rf"(?:本報訊|本報專訊|中央社[{HAN}]{{2,6}}日電)")
# Who sent it, in brackets after the place: an agency, 'own report' in the words of the language.
_AGENCY = (
    r"(?:dpa|ap|afp|reuters?|upi|up|pa|cp|ddp|dapd|sid|apa|sda|ats|ansa|adnkronos|tass|epd|kna|efe|belga|anp|adn|ots|tanjug|ctk|pap|mti|ina|bloomberg"
    r"|w\. ?t\. ?b\.?|wtb|wolff|havas|stefani|dnb)"
)
_SENDER = (
    rf"\((?:(?i:{_AGENCY}(?:[/-][\w. ]{{2,12}})?|(?:eig(?:en(?:er|e|es)?)?|priv(?:at)?|orig(?:inal)?)[. -][\w. -]{{2,24}}"
    r"|(?:from |by |von )?(?:our|unser(?:e[mnr])?) [\w. ]{4,30}|special(?: [\w. ]{2,24})?|drahtbericht|telegramm|teleph?\.?|by [\w. ]{2,20}))\)"
)
_PLACE = r"[A-ZÀ-Þ][\w'’-]{2,20}(?:[ /-][\w'’.-]{2,20}){0,2}"
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_LATIN = re.compile(
    # Berlin, 14. Mai. (Eig. Ber.)
    rf"[A-ZÀ-Ý][\w .'-]{{2,30}}, (?:den |le |the )?\d{{1,2}}\.? [A-Z]?\w+\.?\s*(?:{_SENDER}(?:\s?[.:—–-]+)?|[—–-]+|(?<=\.)(?=\s+[A-ZÀ-Þ„«“])|:)"
    # LEEDS, Yorks., April 5 (Reuters)—
    rf"|{_PLACE}(?:, [A-Z][\w.]{{1,12}})?, (?i:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?\.?\s*(?:{_SENDER}\s*[.:]?)?\s?(?:[—–-]+|(?<=[.:]))"
    # Torgau (dpa). Riesa (kr) –
    rf"|{_PLACE} (?:{_SENDER}\s?[.:—–-]*|\([a-z]{{2,4}}(?:/[a-z]{{2,4}})?\)\s?[.—–-]+)(?=\s*[A-ZÀ-Þ„«“\"\d])"
    # PARIS. —, NEW YORK: three words and more before a colon are the lead of a caption
    r"|(?!(?:[A-ZÀ-Þ'-]+ ){2,}[A-ZÀ-Þ'-]+:)[A-ZÀ-Þ]{3,}(?:[ '-][A-ZÀ-Þ]{2,}){0,3}(?:, (?:den |le )?\d{1,2}\.? [A-Z]?\w+)?\s?(?:\.\s?[—–-]*|\s[—–-]+|:)(?=\s*(?:[„«“]\s*)?(?:[A-ZÀ-Þ]['’]?|(?<=[„«“]))[a-zà-ÿ])"
)
# Annecy. – : alone it may as well be the head of a brief (Accident. – Un piéton …); under a correspondent's name it is where he wrote
_FROM_THERE = re.compile(rf"{_PLACE}\.\s?[—–]+(?=\s*[A-ZÀ-Þ„«“])")
_REACH = 80  # no dateline is longer


def opens_with_dateline(text: str) -> bool:
    return dateline_end(text) > 0


def dateline_end(text: str, *, sent: bool = False) -> int:
    """How many characters at the start of the text are its dateline; 0 if it has none. sent: a correspondent signs it."""
    for signs, pattern in (("讯电", _MODERN), ("（(【", _OLD), ("本中", _OLD_PLAIN), (".:—–-", _LATIN)):
        # a look at the few characters that tell is ten times faster than the pattern
        if any(sign in text[:_REACH] for sign in signs) and (found := pattern.match(text)):
            return found.end()
    found = _FROM_THERE.match(text) if sent else None
    return found.end() if found else 0
