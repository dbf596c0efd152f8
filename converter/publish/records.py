"""Takes a TEI tree; gives what its lists of persons, places and organisations say: names, identifiers, doubt, the place that holds a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from converter.publish.reading import TEI, XML_ID

_KINDS = {TEI + "person": "person", TEI + "personGrp": "person", TEI + "place": "place", TEI + "org": "organisation"}
_NAMES = frozenset(TEI + name for name in ("persName", "placeName", "orgName", "geogName", "name"))
# Authorities of names: type of idno -> the page of a number. A library writes the number alone, or the whole address.
_PAGES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "geonames": "https://www.geonames.org/{}",
    "lccn": "https://id.loc.gov/authorities/names/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "ror": "https://ror.org/{}",
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """What an authority calls it. of: adcode, wikidata, …; href: where the authority tells more, '' where it has no page of its own."""

    of: str
    value: str
    href: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of a list. id: its xml:id; parent: the record that holds a place, '' for none; subtype: province, county, …

    region: name of the place to which an organisation belongs, where a note of its entry says so.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    parent: str
    subtype: str
    doubtful: bool
    region: str = ""


def records(root: etree._Element) -> dict[str, Record]:
    """The records by xml:id, in the order of the file."""
    found: dict[str, Record] = {}
    for element in root.iter(*_KINDS):
        name = element.get(XML_ID)
        if name and name not in found:
            found[name] = _record(name, element)
    return found


def address(value: str) -> str:
    """The value where it is an address of the web, else ''. Any other scheme could run as a script."""
    return value if value.startswith(("https://", "http://")) and not any(char.isspace() for char in value) else ""


def _record(name: str, element: etree._Element) -> Record:
    names = [_text(child) for child in element if child.tag in _NAMES]
    region = next((place for note in element.iterchildren(TEI + "note") for place in note.iterchildren(TEI + "placeName")), None)
    above = next((around for around in element.iterancestors(TEI + "place") if around.get(XML_ID)), None)
    return Record(
        name,
        _KINDS[str(element.tag)],
        tuple(dict.fromkeys(filter(None, names))),
        tuple(dict.fromkeys(_identifiers(element))),
        above.get(XML_ID, "") if above is not None else "",
        element.get("type", ""),
        element.get("cert") in ("low", "medium"),
        _text(region) if region is not None and element.tag == TEI + "org" else "",
    )


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _identifiers(element: etree._Element) -> Iterator[Identifier]:
    for idno in element.iterchildren(TEI + "idno"):
        value = _text(idno)
        if value:
            kind = idno.get("subtype") or idno.get("type") or ""
            page = _PAGES.get(kind.casefold(), "")
            yield Identifier(kind, value, address(value) or (page.format(value) if page and value.isascii() else ""), idno.get("when", ""))
    for pointer in (element.get("sameAs", ""), element.get("ref", "")):
        if address(pointer):
            yield Identifier("", pointer, pointer)
