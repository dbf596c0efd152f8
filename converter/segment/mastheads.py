"""Takes a line of a page in Latin script and its place, tells the paper's title, its number and date, its price and its imprint."""

from __future__ import annotations

import re

HEAD = 8  # lines from the top among which a masthead stands
FOOT = 3  # lines from the bottom among which an imprint stands
LONGEST = 60  # characters of a title
# the words that papers call themselves by
_PAPER = re.compile(
    r"\b(?:times|chronicle|gazette|herald|advertiser|mercury|courier|observer|examiner|telegraph|standard|guardian|tribune|star|post|news|journal|"
    r"ledger|register|argus|sentinel|bulletin|dispatch|[ei]nquirer|intelligencer|"
    r"\w*anzeiger|\w*zeitung|\w*tageblatt|\w*blatt|\w*bote|kurier|\w*nachrichten|\w*presse|moniteur|figaro|temps|gazzetta|giornale|corriere|diario)$"
    r"|^(?:the|le|la|il|el|gazette|journal|courrier|moniteur)\b.*\b(?:times|chronicle|gazette|herald|journal|advertiser|zeitung|star)\b"
    r"|\b\w*(?:zeitung|anzeiger|blatt)\b.*\bfür\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?:(?:no|nr|num|numero|numéro|número|nummer)(?:[.°º]|\b)[\s—–-]*\d|n[°º][\s—–-]*\d|vol(?:ume)?(?:\.|\b)[\s—–-]*(?:\d|[ivxlcm]+\b)"
    r"|(?:anno|année|año|jahrgang)\s(?:\d{1,3}|[ivxlcm]+)\b|\d{1,3}(?:\.|ª|e|ème)?\s(?:jahrgang|année|anno)\b)",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"\b(?:no|nr|num|n[°º])[.°º]?\s?\d", re.IGNORECASE)  # with the day, the price and whose paper it is on one line
_MONTH = (
    r"(?:jan(?:uar|uary|ner|vier)?|feb(?:ruar|ruary)?|février|märz|march|mars|april|avril|mai|may|juin|juillet|june?|juni|july?|juli|aug(?:ust)?|août"
    r"|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember)?|décembre"
    r"|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|dicembre"
    r"|enero|febrero|abril|mayo|junio|julio|septiembre|octubre|noviembre|diciembre)"
)
_DATED = re.compile(rf"\b{_MONTH}\b.{{0,8}}\b1[6-9]\d\d\b|\b{_MONTH}\b.{{0,8}}\b20\d\d\b", re.IGNORECASE)
_PRICE = re.compile(
    r"^(?:(?:price|preis|einzelpreis|prix|prezzo|precio)\b.{0,40}|(?:€|£|chf|fr\.)\s?\d+[.,]\d\d\b.{0,30}|\d+[.,]\d\d\s?(?:€|euros?\b).{0,30})$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"^(?:redaktion|schriftleitung|rédaction|redazione|redacción|redactie|editors?)\s*:|\b(?:printed and published|druck und verlag|verantwortlicher? (?:redakteur|redacteur)|imprimerie|le gérant)\b",
    re.IGNORECASE,
)

# publisher, desks and counters, each with an address or number beside it
_COUNTERS = re.compile(
    r"\b(?:verlag|leserservice|abo(?:nnement)?-?service|anzeigenannahme|anzeigen|vertrieb|redaktion|herausgeber|druck|published by|printed by|publishers?|newsroom"
    r"|advertising|circulation|subscriptions?|editorial|switchboard|éditeur|abonnements|publicité|editore|redazione)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"\d[\d /()-]{4,}\d|@|\bwww\.", re.IGNORECASE)


def latin_imprint(text: str) -> bool:
    """Whether a line at the foot says who makes the paper, or how they are reached."""
    plain = text.replace("ſ", "s").strip()
    return _IMPRINT.search(plain) is not None or (_COUNTERS.search(plain) is not None and _REACHED.search(plain) is not None)


def latin_furniture(text: str, from_top: int, from_bottom: int) -> str | None:
    """masthead, date, contact (a price) or editors (an imprint); None for what belongs to an article."""
    plain = text.replace("ſ", "s").strip()
    if from_bottom < FOOT and _IMPRINT.search(plain):
        return "editors"
    if from_top >= HEAD or len(plain) > 2 * LONGEST:
        return None
    dated = _DATED.search(plain) is not None and from_top < HEAD // 2 + 1
    if _NUMBERED.search(plain) or (dated and (len(plain) <= LONGEST or _ISSUE.search(plain))):
        return "date"
    if _PRICE.match(plain):
        return "contact"
    # a title stands above all articles; with a full stop it is a headline (Politische Nachrichten.), unless it is set in capitals
    title = plain.rstrip(".") if plain.isupper() else plain
    if from_top < HEAD // 2 and len(plain) <= LONGEST and _PAPER.search(title) and not re.search(r"[,;:]|\.$", title):
        return "masthead"
    return None
