"""Takes a line in a script that words part with blanks, tells whether it signs a text, and where its names and roles stand."""

from __future__ import annotations

import re

from converter.model import Span

_WORD = r"(?:[A-ZÀ-ÞŠŽČĆŁŚ][\w'’-]*\.?|[A-ZÀ-Þ]\.(?:[A-ZÀ-Þ]\.)*)"
_PARTICLE = r"(?:de|di|da|do|dos|del|della|des|du|von|van|der|den|ter|zu|zum|la|le|el|al|bin|ibn|af|av|d['’])"
_NAME = rf"{_WORD}(?:\s+{_PARTICLE}){{0,2}}(?:\s+{_WORD}){{1,3}}"
_AND = r"\s*(?:,|/|&|\band\b|\bund\b|\be\b|\bed\b|\bet\b|\by\b|\bi\b|\bog\b|\boch\b)\s*"
_BY = r"(?:by|von|vun|di|de|par|por|da|door|av|af|text|texte|testo|texto|bericht|reportage|written by|story by)"
_FOR = re.compile(rf"\s*{_BY}\s*:?\s+(?=\S)", re.IGNORECASE)
_ROLE = (
    r"(?:(?:our|own|special|staff|foreign|political|chief|senior|parliamentary|lobby|diplomatic|military|naval|war|city|financial|industrial|labour|legal"
    r"|medical|science|education|religious|agricultural|sports?|racing|local|district|roving)\s+)*(?:correspondent|reporter|editor|writer|staff|redaktion|korrespondent(?:in|en)?|redakteur(?:in)?"
    r"|inviat[oa](?:\s+speciale)?|corrispondente|envoyée?\s+spéciale?e?|correspondante?|enviad[oa]\s+especial|redacción|redazione|agenc(?:y|ies)|agentur)"
)
_PICTURE = re.compile(r"\s*[(\[]?(?:fotos?|photos?|phot|bild(?:er)?|pictures?|image)\b\s*[:./]?\s*(?=\S)", re.IGNORECASE)
# What the credit says of the picture, or where it is kept, is no part of a name: AP Photo/Ann Bell, Foto: Stadtarchiv Rosenau
_PICTURED = re.compile(
    r"\b(?:fotos?|photos?|photograph(?:s|er|ed)?|phot|bild(?:er)?|pictures?|images?|illustration(?:en|s)?|zeichnung(?:en)?|grafik|graphics?|\w*archiv\w*)\b",
    re.IGNORECASE,
)
# whose picture or text it is: Rémi Renard/Le Phare, Ann Bell for The Courier; no first name is an article
_HOLDER = re.compile(r"(?:/\s*[«“„\"]?\s*(?:l['’]|(?:le|la|les|the|der|die|das|il|el)\s)|(?<=\w)\s+(?:pour|für|for)\s).*", re.IGNORECASE)
_WITH = re.compile(r"\s*[(\[]?(?:avec|with|mit|met)\b", re.IGNORECASE)  # Avec AFP, With Ann Bell: who added to the text; no first name
_BRACKETED = re.compile(rf"\(\s*{_BY}\s+(?=\S)", re.IGNORECASE)  # The Courier (by J. Ames): the paper, then who photographed
# From our special correspondent, By a Staff Reporter; who that is may follow, and from where: De notre correspondant à Lyon, Luc Petit
_FROM = r"(?:(?:from|by|von|de|dal|del)\s+(?:(?:an?|our|the|unserem|unserer|einem|einer|notre|nostro|nuestro)\s+)?)"
_SIGNED_ROLE = re.compile(rf"{_FROM}?{_ROLE}\.?", re.IGNORECASE)
_NAMED_ROLE = re.compile(rf"(?i:{_FROM}{_ROLE})(?:\s+(?:in|aus|à|a|da|en|from|at)\s+{_WORD})?\s*[,:–—-]?\s+{_NAME}")
_ROLES = re.compile(rf"\b{_ROLE}\b", re.IGNORECASE)
_ROLE_SENT = re.compile(rf"\b{_FROM}{_ROLE}\b", re.IGNORECASE)  # From Our Own Correspondent: all of it says what somebody is
_NAMES = re.compile(rf"({_NAME})((?:{_AND}{_NAME})*)")
_ONE = re.compile(_NAME)
_TAIL = re.compile(rf"(?:\s*[,|–—/-]?\s*(?:(?:in|aus|à|a|da|en|from|at)\s+)?(?:(?i:{_ROLE})|{_WORD})(?:\s+{_WORD}){{0,2}})?\s*[.:]?")
_SENT = re.compile(
    r"\b(?:correspondent|korrespondent(?:in)?|inviat[oa]|corrispondente|envoyée?\s+spéciale?|correspondante?|enviad[oa]\s+especial|corresponsal)\b",
    re.IGNORECASE,
)
LONGEST = 80  # characters of a line that signs


def signs(text: str) -> bool:
    """By Anna Berger, di Mario Rossi, Von Karl Weidner und Ida Vogt, Our Special Correspondent: what can be nothing but a byline."""
    line = text.strip()
    if len(line) > LONGEST:
        return False
    if _SIGNED_ROLE.fullmatch(line) or _NAMED_ROLE.fullmatch(line):
        return True
    if found := _FOR.match(line):
        names = _NAMES.match(_cased(line[found.end() :]))
        return bool(names and _TAIL.fullmatch(line[found.end() :], names.end()))
    return False


def sent(text: str) -> bool:
    """De notre envoyé spécial Luc Petit, From our correspondent: whether a byline says that the text was sent to the paper from elsewhere."""
    return _SENT.search(text) is not None


# J.-P. D., T.A., (hg.), A. B. und C. D.: writers of a local paper sign with their initials
_INITIALS = re.compile(r"\(?(?:[^\W\d_]\.[ -]?){2,4}\)?|\([a-zà-ÿ]{2,4}\.?\)")


def may_sign(text: str) -> bool:
    """Anna Berger; ANNA BERGER and MAX VOGT; Anna Berger, Rosenau; J.-P. D.: nothing but names, which sign where they stand between headline and text."""
    line = text.strip()
    if len(line) > LONGEST or line[-1:] in "?!;" or not line:
        return False
    if _INITIALS.fullmatch(line):
        return True
    names = _NAMES.match(_cased(line))
    return bool(names and _TAIL.fullmatch(line, names.end()))


def _cased(line: str) -> str:
    """Capitals throughout as words with a capital: GIUSEPPE DE LUCA has a particle, too."""
    return " ".join(word if word.lower() not in _PARTICLES else word.lower() for word in line.split(" ")) if line.isupper() else line


_PARTICLES = frozenset(
    ["de", "di", "da", "do", "dos", "del", "della", "des", "du", "von", "van", "der", "den", "ter", "zu", "zum", "la", "le", "el", "al"]
)


_BEFORE = (_FOR.match, _WITH.match, _PICTURE.match, _BRACKETED.search)  # what stands before the names


def latin_spans(text: str) -> tuple[Span, ...]:
    """persName over each name, roleName over each role; initials alone say of no one who it is."""
    if _INITIALS.fullmatch(text.strip()):
        return ()
    roles = [found.span() for found in _ROLES.finditer(text)]
    start = found.end() if (found := next(filter(None, (one(text) for one in _BEFORE)), None)) else 0
    bare = _cased(text)
    for beside in (_PICTURED, _HOLDER, _ROLE_SENT, _ROLES):
        bare = beside.sub(lambda found: "/" * len(found[0]), bare)
    names = [name.span() for name in _ONE.finditer(bare, start)]
    spans = [Span(lo, hi, "roleName") for lo, hi in roles] + [Span(lo, hi, "persName") for lo, hi in names]
    return tuple(sorted(spans, key=lambda span: span.start))
