"""Takes the records of a bag of ours (RO-Crate, DataCite, Dublin Core, bag-info.txt) and tells where they speak of different editions: identifier, title, licence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from converter.verify.codes import Findings, shown
from converter.verify.digests import content_of
from converter.verify.holder import Holder
from converter.verify.records import CRATE, DATACITE, DUBLIN_CORE, MOST_BYTES
from converter.verify.tagging import Tagged

_NAMES = {"d": "http://datacite.org/schema/kernel-4", "dc": "http://purl.org/dc/elements/1.1/"}
_ROOTS = {DATACITE: f"{{{_NAMES['d']}}}resource", DUBLIN_CORE: "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"}
_RESOLVER = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:|https?://hdl\.handle\.net/(?:hdl:)?|hdl:|https?://[^/]+/(?=ark:))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a record says of the edition; empty where it says nothing. licences: addresses on the web."""

    identifiers: frozenset[str] = frozenset()
    title: str = ""
    licences: frozenset[str] = frozenset()


def check_agreement(holder: Holder, told: Tagged, found: Findings) -> None:
    """E-BAG-30 for a record that is not what its name says (in any bag), E-BAG-31 where those of a bag of ours contradict each other."""
    said = {name: _of_xml(name, root) for name in _ROOTS if (root := _record(holder, name, found)) is not None}
    if not told.ours:
        return
    if (crate := _of_crate(holder)) is not None:
        said[CRATE] = crate
    stated = frozenset(_plain(value) for label, value in told.info.elements if label.lower() == "external-identifier")
    for name, one in said.items():
        if stated and one.identifiers and not stated & one.identifiers:
            _tell(name, "the identifier", one.identifiers, "bag-info.txt", stated, found)
    titled = [(name, one.title) for name, one in said.items() if one.title]
    for name, title in titled[1:]:
        if title != titled[0][1]:
            _tell(name, "the title", [title], titled[0][0], [titled[0][1]], found)
    licences, known = (said[name].licences if name in said else frozenset() for name in (CRATE, DATACITE))
    if licences and known and not licences <= known:
        _tell(CRATE, "the licence", licences, DATACITE, known, found)


def _tell(name: str, what: str, own: frozenset[str] | list[str], other: str, others: frozenset[str] | list[str], found: Findings) -> None:
    mine, theirs = (" and ".join(shown(one[:200]) for one in sorted(those)[:3]) for those in (own, others))
    found.tell("E-BAG-31", name, f"It has {what} {mine}; {other} has {theirs}.")


def _record(holder: Holder, name: str, found: Findings) -> etree._Element | None:
    content = content_of(holder, name, MOST_BYTES, Findings()) if name in holder.sizes else None
    if content is None:  # what cannot be read was told with the digests
        return None
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        found.tell("E-BAG-30", name, "The file is not XML.")
        return None
    if root.tag != _ROOTS[name]:
        found.tell("E-BAG-30", name, f"Its root element is {shown(str(root.tag)[:200])}.", expected=_ROOTS[name])
        return None
    return root


def _of_xml(name: str, root: etree._Element) -> _Said:
    def texts(path: str) -> Iterator[str]:
        return ("".join(map(str, one.itertext())) for one in root.iterfind(path, _NAMES))

    if name == DUBLIN_CORE:
        return _Said(frozenset(map(_plain, texts("dc:identifier"))), _line(next(texts("dc:title"), "")))
    rights = (str(one.get("rightsURI") or "") for one in root.iterfind("d:rightsList/d:rights", _NAMES))
    # the first title: others are subtitles and translations
    return _Said(frozenset(map(_plain, texts("d:identifier"))), _line(next(texts("d:titles/d:title"), "")), _addresses(rights))


def _of_crate(holder: Holder) -> _Said | None:
    """What the root of the RO-Crate says; None where there is none, which was told."""
    content = content_of(holder, CRATE, MOST_BYTES, Findings()) if CRATE in holder.sizes else None
    try:
        graph = json.loads(content or b"")["@graph"]
        root = next((one for one in graph if isinstance(one, dict) and one.get("@id") == "./"), None)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if root is None:
        return None
    identifiers = frozenset(_plain(one) for one in _values(root.get("identifier")) if not one.startswith("#"))
    return _Said(identifiers, _line(next(_values(root.get("name")), "")), _addresses(_values(root.get("license"))))


def _values(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        text = one.get("@id") if isinstance(one, dict) else one
        if isinstance(text, str):
            yield text


def _plain(identifier: str) -> str:
    """An identifier without its resolver, as all records can be held to each other: DOIs are the same in either case."""
    return unquote(_RESOLVER.sub("", _line(identifier), count=1)).lower()


def _addresses(values: Iterator[str]) -> frozenset[str]:
    return frozenset(re.sub("^https?", "https", one).rstrip("/").lower() for one in values if re.match("https?://", one))


def _line(text: str) -> str:
    return " ".join(text.split())
