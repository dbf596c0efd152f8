"""Takes a catalogue record (MODS, Dublin Core), gives the identifiers in it as TEI names them, and the fields that nothing takes. Promises: no field is in neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from converter.readers.ocr.xml import Element, content, local

Identifier = tuple[str, str]  # (type, value); the type is one of TEI's here (URI, DOI …), or a library's own (lccn)
_FORMS = (
    ("DOI", re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)),
    ("ARK", re.compile(r"(?:https?://\S+?/)?(ark:/?\S+)", re.IGNORECASE)),
    ("URN", re.compile(r"(urn:\S+)", re.IGNORECASE)),
    ("Handle", re.compile(r"(?:hdl:|https?://hdl\.handle\.net/)(\S+/\S+)", re.IGNORECASE)),
    ("URI", re.compile(r"(https?://\S+)", re.IGNORECASE)),
    ("ISSN", re.compile(r"(?:issn:?\s*)?(\d{4}-\d{3}[\dXx])", re.IGNORECASE)),
)
_NAMED = ("ISSN",)  # four digits, a hyphen, four digits: any number may look so; the type must say it
_OF_THIS = ("", "host", "original")  # the paper it is part of, and the film or volume that was scanned; not of what came before or after
UNNAMED = ("date", "termsOfAddress")  # what parts of a name hold that is no name
# Terms and codes (MARC relators) of roles.
_ROLES = {
    "editor": (
        "editor",
        "edt",
        "pbd",
        "editor in chief",
        "managing editor",
        "publishing director",
        "redaktor",
        "redakteur",
        "herausgeber",
        "主编",
    ),
    "author": ("author", "aut", "verfasser", "verfasserin", "auteur", "autore", "作者"),
    "publisher": ("publisher", "pbl", "verleger", "éditeur", "出版者"),
}
_WORD = re.compile(r"[^a-z0-9]+")
_SIGNS = re.compile(r"[\W_]+")


def identifiers(section: Element) -> Iterator[Identifier]:
    """Those of the thing that the record describes, of what it is part of and of what was scanned, and the number of the record itself."""
    for element in section.iter("{*}*"):
        name, text = local(element), content(element)
        if not text or name not in ("identifier", "recordIdentifier") or _aside(element):
            continue
        said = element.get("type", "") if name == "identifier" else element.get("source") or "record"
        yield _typed(said, text)


def _typed(said: str, text: str) -> Identifier:
    """The type that the form shows, else the one that the library says, as a word: `reel number` is reel-number."""
    word = _WORD.sub("-", said.lower()).strip("-") or "local"
    for kind, form in _FORMS:
        if (match := form.fullmatch(text)) and (kind not in _NAMED or word == kind.lower()):
            return kind, match[1].upper() if kind == "ISSN" else match[1]
    return word if word[0].isalpha() else f"id-{word}", " ".join(text.split())


def _aside(element: Element) -> bool:
    above = [*element.iterancestors()]
    related = next(((one.get("type") or "other") for one in above if local(one) == "relatedItem"), "")
    return related not in _OF_THIS or any(local(one) == "subject" for one in above)


def people(section: Element) -> Iterator[tuple[Element, str, str]]:
    """(element, role, name) of who wrote, edits or publishes it. Other roles are left: who created a newspaper may be its owner, its founder or its printer."""
    for element in section.iter("{*}name"):
        said = {_SIGNS.sub(" ", content(term).lower()).strip() for term in element.iter("{*}roleTerm")}
        role = next((role for role, names in _ROLES.items() if said.intersection(names)), None)
        if role and not _aside(element) and (name := _name(element)):
            yield element, role, name


def _name(element: Element) -> str:
    """As the record shows it, else the family name before the given one; the years of a life and titles are no part of it."""
    parts = {part.get("type") or "": content(part) for part in element if local(part) == "namePart"}
    shown = next((content(part) for part in element if local(part) == "displayForm"), "")
    return shown or parts.get("") or ", ".join(parts[kind] for kind in ("family", "given") if parts.get(kind))


def untaken(section: Element, taken: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """(name, value) of each field with text that is none of `taken` or part of one; what the record says of its own making is no field."""
    known = set(taken)
    for element in section.iter("{*}*"):
        if len(element) or not content(element) or (local(element) == "identifier" and not _aside(element)):
            continue
        around = [element, *element.iterancestors()]
        if not known.intersection(around) and not any(local(one) == "recordInfo" for one in around):
            above = around[1]  # <detail type="edition"><number>: it is the detail that says what the number is of
            kind = above.get("type") if local(above) == "detail" else element.get("type") if local(element) == "namePart" else None
            yield f"{kind} {local(element)}" if kind else local(element), content(element)
