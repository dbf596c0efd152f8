"""Takes the records of a bag that speak of its files, the RO-Crate and PREMIS, and holds what they say to the files: is each there, of that size and digest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from lxml import etree

from converter.verify.codes import Findings, shown
from converter.verify.digests import Digests, content_of
from converter.verify.holder import Holder

CRATE, PREMIS = "data/ro-crate-metadata.json", "metadata/premis.xml"
DATACITE, DUBLIN_CORE = "metadata/datacite.xml", "metadata/oai_dc.xml"
MOST_BYTES = 64 << 20  # of a record
_TOLD = frozenset(("E-BAG-10", "E-BAG-12", "E-BAG-16", "E-BAG-17", "E-BAG-18"))
_P = {"p": "http://www.loc.gov/premis/v3"}
_DIGITS = 20  # of a size: more would be a number that takes long to read


@dataclass(frozen=True, slots=True)
class Told:
    """What a record says of a file. digests: by algorithm of hashlib, lower-case."""

    size: int | None = None
    digests: Mapping[str, str] = field(default_factory=dict)


def check_records(holder: Holder, made: Mapping[str, Digests], found: Findings) -> tuple[int, int]:
    """How many files the crate and PREMIS speak of; a finding E-BAG-24 or -25 for each that is not as they say.

    A file that is not what the manifests say was told already: it, and not the record, is wrong.
    """
    told = {one.file for one in found.kept if one.code in _TOLD}
    crate, premis = crate_files(holder, found), premis_files(holder, found)
    for code, record, said in (("E-BAG-24", CRATE, crate), ("E-BAG-25", PREMIS, premis)):
        _compare(code, record, {name: one for name, one in said.items() if shown(name) not in told}, holder, made, found)
    return len(crate), len(premis)


def crate_files(holder: Holder, found: Findings) -> dict[str, Told]:
    """By path from the bag's folder; empty where there is no crate. RO-Crate: an entity of type File whose @id is a path is in the crate's folder."""
    content = content_of(holder, CRATE, MOST_BYTES, found) if CRATE in holder.sizes else None
    if content is None:
        return {}
    try:
        root = json.loads(content)
        graph = root["@graph"]
        entities = [one for one in graph if isinstance(one, dict) and "File" in _many(one.get("@type"))]
    except (ValueError, KeyError, TypeError, RecursionError):
        found.tell("E-BAG-24", CRATE, "The file is not an RO-Crate: it is not JSON, or has no @graph.")
        return {}
    out: dict[str, Told] = {}
    for one in entities:
        identifier = str(one.get("@id", ""))
        if "://" not in identifier and not identifier.startswith("#"):
            digest = one.get("sha256")
            out["data/" + unquote(identifier.removeprefix("./"))] = Told(
                _size(one.get("contentSize")), {"sha256": digest.lower()} if isinstance(digest, str) else {}
            )
    return out


def premis_files(holder: Holder, found: Findings) -> dict[str, Told]:
    """By path from the bag's folder, of the objects that PREMIS calls by one; empty where there is no PREMIS record."""
    content = content_of(holder, PREMIS, MOST_BYTES, found) if PREMIS in holder.sizes else None
    if content is None:
        return {}
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        found.tell("E-BAG-25", PREMIS, "The file is not XML.")
        return {}
    out: dict[str, Told] = {}
    for one in root.iterfind("p:object", _P):
        name = one.findtext("p:objectIdentifier/p:objectIdentifierValue", "", _P)
        if name.startswith("data/"):
            what = one.find("p:objectCharacteristics", _P)
            digests = {
                fixity.findtext("p:messageDigestAlgorithm", "", _P).lower().replace("-", ""): fixity.findtext(
                    "p:messageDigest", "", _P
                ).lower()
                for fixity in (() if what is None else what.iterfind("p:fixity", _P))
            }
            out[name] = Told(_size(None if what is None else what.findtext("p:size", "", _P)), digests)
    return out


def _compare(code: str, record: str, said: Mapping[str, Told], holder: Holder, made: Mapping[str, Digests], found: Findings) -> None:
    for name, told in said.items():
        if name not in holder.sizes:
            found.tell(code, record, f"It speaks of {shown(name)}, which is not in the bag.")
            continue
        wrong = [algorithm for algorithm, digest in told.digests.items() if made.get(name, {}).get(algorithm, digest) != digest]
        if wrong:
            found.tell(code, record, f"It says another {' and '.join(map(shown, wrong))} of {shown(name)} than the file has.")
        elif told.size is not None and told.size != holder.sizes[name]:
            found.tell(code, record, f"It says that {shown(name)} has {told.size} bytes; it has {holder.sizes[name]}.")


def _many(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _size(value: Any) -> int | None:
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None
