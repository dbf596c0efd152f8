"""Catalogue records inside a METS file (MODS, Dublin Core) to Metadata, and the title and language of an article. Values as the library gives them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from converter.dates import find_dates, is_date
from converter.language_codes import LANGUAGES
from converter.metadata import Fact, IssueDate, Metadata, Newspaper, Rights, status_of
from converter.readers.ocr.record_parts import UNNAMED, Identifier, identifiers, people, untaken
from converter.readers.ocr.xml import Element, content, local, under

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_PARTIAL = re.compile(r"1[5-9]\d\d(?:-\d\d)?|20\d\d(?:-\d\d)?")
_SLASHED = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)")
_AT_END = re.compile(r"(?<![\s,;(])[\s,;(]*\d{4}-\d\d-\d\d(?:_\d+)?\)?\s*$")
_ISSUE_NUMBER = re.compile(r"(?:n[°ºo.]+|nr\.?|no\.?|num[eé]ro|nummer|number|第)\s*(\d{1,6})", re.IGNORECASE)
_DETAILS = {"issue": "issue", "number": "issue", "volume": "volume", "page number": "page", "page": "page"}
_ISSN = re.compile(r"\d{4}-\d{3}[\dX]")
_NOBODY = re.compile(r"\[?s\. ?[nl]\.?\]?", re.IGNORECASE)  # sine nomine, sine loco: the library does not know


@dataclass(frozen=True, slots=True)
class Record:
    """One catalogue record, MODS or Dublin Core, flattened to what we need; empty where it says nothing."""

    title: str = ""
    subtitle: str = ""
    date: str = ""
    issue: str = ""
    edition: str = ""
    volume: str = ""
    place: str = ""
    publisher: str = ""
    language: str = ""
    issn: str = ""
    rights: str = ""
    rights_address: str = ""
    page: str = ""
    identifiers: tuple[Identifier, ...] = ()
    editors: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    untaken: tuple[tuple[str, str], ...] = ()  # (name, value) of fields that no part of an edition takes


def record(section: Element) -> Record:
    """The record inside a dmdSec. What is said of related works is left out, but for the volume and number that NDNP puts there."""
    fields: dict[str, str] = {}
    taken: list[Element] = []
    aside = set(filter(_aside, section.iter("{*}*")))
    for element in section.iter("{*}*"):
        if not aside.isdisjoint(element.iterancestors()):
            continue
        for key, value in _field(element):
            ours = not (related := _related(element)) or (related == "host" and key in ("volume", "issue", "issn"))
            if value and ours and fields.setdefault(key, value) == value:
                taken.append(element)
    named: dict[str, list[str]] = {"editor": [], "author": []}
    for element, role, name in people(section):
        if role in named:
            named[role].append(name)
        if role in named or fields.setdefault("publisher", name) == name:
            taken += (part for part in element.iter("{*}namePart", "{*}displayForm", "{*}roleTerm") if part.get("type") not in UNNAMED)
    return Record(
        **fields,
        editors=tuple(dict.fromkeys(named["editor"])),
        authors=tuple(dict.fromkeys(named["author"])),
        identifiers=tuple(dict.fromkeys(identifiers(section))),
        untaken=tuple(untaken(section, taken)),
    )


def _field(element: Element) -> Iterator[tuple[str, str]]:
    """What one element says. Names are those of MODS and of Dublin Core; they do not clash."""
    name, text = local(element), content(element)
    if name == "titleInfo" and element.get("type") in (None, "uniform"):
        parts = {local(child): content(child) for child in element}
        yield "title", " ".join(filter(None, (parts.get("nonSort"), parts.get("title"))))
        yield "subtitle", parts.get("subTitle", "")
        number = _ISSUE_NUMBER.search(part) if (part := parts.get("partNumber", "")) else None
        yield "issue", part if part.isdigit() else number[1] if number else ""
    elif name == "title" and local(_parent(element)) not in ("titleInfo", "relatedItem"):
        yield "title", "" if iso_date(text.split(" (")[0]) else text  # the BnF gives an issue its date as title
    elif name in ("dateIssued", "issued", "date") and element.get("point") != "end":
        yield "date", iso_date(text) or ""
    elif name == "detail":
        number_text = content(next(under(element, "number"), None)) or content(next(under(element, "caption"), None))
        if field := _DETAILS.get(element.get("type", "").lower()):
            yield field, number_text
    elif name == "start" and _parent(element).get("unit") in ("page", "pages"):
        yield "page", text
    elif name == "placeTerm" and element.get("type") != "code":
        yield "place", _known(text)
    elif name == "edition" and not len(element):
        yield "edition", text
    elif name == "publisher":
        yield "publisher", _known(text)
    elif name in ("languageTerm", "language") and not len(element):
        yield "language", language_tag(text) or ""
    elif name == "identifier" and element.get("type", "").lower() == "issn":
        yield "issn", text if _ISSN.fullmatch(text) else ""
    elif name in ("accessCondition", "rights"):
        yield "rights", text
        yield "rights_address", next((str(value) for value in element.attrib.values() if str(value).startswith("http")), "")


def _aside(above: Element) -> bool:
    """Whether what stands inside speaks of something else: a subject, the record itself, the making of the scan."""
    name = local(above)
    if name == "originInfo":
        edition = content(next(under(above, "edition"), None)).lower()
        return above.get("eventType", "").lower().startswith("digiti") or "electronic" in edition
    return name in ("subject", "recordInfo")


def _related(element: Element) -> str:
    """The type of the related work that it speaks of; empty where it speaks of this one."""
    return next((above.get("type") or "other" for above in element.iterancestors() if local(above) == "relatedItem"), "")


def _parent(element: Element) -> Element:
    above = element.getparent()
    return element if above is None else above


def _known(text: str) -> str:
    return "" if _NOBODY.fullmatch(text) or text.lower() == "unknown" else text


def language_tag(text: str) -> str | None:
    """BCP 47 of a code or an English name; None for what is none."""
    short = text.strip()
    if known := LANGUAGES.get(short.lower()):
        return known
    return short if _TAG.fullmatch(short) and short not in ("und", "mul", "zxx") else None


def iso_date(text: str) -> str | None:
    """The one day, month or year that a text is, in ISO 8601; None where it is none or could be two (03/04/1911)."""
    text = text.strip()
    if match := _COMPACT.fullmatch(text) or _SLASHED.fullmatch(text):
        return _day(*map(int, match.groups()))
    if match := _NUMERIC.fullmatch(text):
        first, second, year = map(int, match.groups())
        if "." not in text and first <= 12 and second <= 12 and first != second:
            return None
        return _day(year, second, first) or _day(year, first, second)
    if _PARTIAL.fullmatch(text):
        return text if is_date(text) else None
    found = [date.iso for date in find_dates(text) if date.day]
    return found[0] if len(found) == 1 else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat() if year > 1500 else None
    except ValueError:
        return None


def metadata(records: Iterable[Record], label: str, pages: int, of_pages: Iterable[Record] = ()) -> Metadata | None:
    """What records of the issue say, the one nearest to the issue first; label: what the METS file calls itself. None where nothing is known.

    of_pages: the records of its pages: they number the film or volume that was scanned.
    """
    near = list(records)

    def one(field: str) -> str:
        return next((value for found in near if (value := getattr(found, field))), "")

    title = one("title") or _AT_END.sub("", label).strip()
    date = one("date") or next((found.iso for found in find_dates(label) if found.iso and found.day), "")
    if not title and not date:
        return None
    rights = Rights(one("rights_address") or None, one("rights") or None, status_of(one("rights_address")))
    issn = one("issn") or None
    numbers = dict.fromkeys(number for found in (*near, *of_pages) for number in found.identifiers if number != ("ISSN", issn))
    newspaper = Newspaper(
        _fact(title),
        one("subtitle") or None,
        _fact(one("publisher")),
        _fact(one("place")),
        issn,
        identifiers=tuple(numbers),
        editors=next((found.editors for found in near if found.editors), ()),
    )
    return Metadata(
        newspaper=newspaper,
        date=IssueDate(date, cert="high", evidence="external") if date else None,
        volume=_fact(one("volume")),
        issue=_fact(one("issue")),
        daily_edition=one("edition") or None,
        pages_total=pages or None,
        rights=rights,
        language=_fact(one("language")),
    )


def _fact(value: str) -> Fact | None:
    return Fact(value, "high", "external") if value else None
