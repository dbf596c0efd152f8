"""Takes an identifier as edition.toml types it, gives its address on the web and what DataCite calls its type."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_SAFE = "!$%&'()*+,/:;=?@~"  # beside letters, digits and - . _ what an address may have as it stands
_BEFORE_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE)
_BEFORE_HANDLE = re.compile(r"(?:https?://hdl\.handle\.net/|hdl:\s*)(?=\S+/)", re.IGNORECASE)
_ARK = re.compile(r"(?:https?://[^/]+/)?(ark:.+)", re.DOTALL)
# Types of DataCite for what is no DOI, by ours in lower case.
_TYPES = {"ark": "ARK", "handle": "Handle", "hdl": "Handle", "urn": "URN", "purl": "PURL", "url": "URL", "issn": "ISSN", "w3id": "w3id"}


def web_address(text: str | None) -> str | None:
    """The address of the web that a text is, in a form that every record can hold (RFC 3986); None where it is none."""
    if not text or not _WEB.fullmatch(text):
        return None
    try:
        if not urlsplit(text).hostname or urlsplit(text).port == 0:
            return None
    except ValueError:  # a port that is no number, a bracket without its other one
        return None
    before, hash_sign, fragment = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text).partition("#")
    return quote(before, safe=_SAFE) + hash_sign + quote(fragment, safe=_SAFE)


def is_doi(kind: str, value: str) -> bool:
    return bool(_BEFORE_DOI.match(value)) or (kind.lower() == "doi" and value.startswith("10."))


def bare(kind: str, value: str) -> str:
    """The identifier as its registry writes it: a DOI begins with 10., an ARK with ark:, a Handle with the number of who gave it."""
    if is_doi(kind, value):
        return _BEFORE_DOI.sub("", value, count=1)
    if ark := _ARK.fullmatch(value):
        return ark[1]
    return _BEFORE_HANDLE.sub("", value, count=1) if _is_handle(kind) else value


def _is_handle(kind: str) -> bool:
    return kind.lower() in ("handle", "hdl")


def address(kind: str, value: str) -> str | None:
    """Where the identifier leads: itself, or by the resolver of its kind; None for what the web does not resolve."""
    if is_doi(kind, value):
        return web_address(f"https://doi.org/{bare(kind, value)}")
    if value.startswith("ark:"):
        return web_address(f"https://n2t.net/{value}")
    if _is_handle(kind) and not _WEB.match(bare(kind, value)):
        return web_address(f"https://hdl.handle.net/{bare(kind, value)}")
    return web_address(value)


def datacite_type(kind: str, value: str) -> str | None:
    """The word of DataCite's list of identifier types; None where it has none for this kind (a catalogue's own number)."""
    if is_doi(kind, value):
        return "DOI"
    if _ARK.fullmatch(value):
        return "ARK"
    if value.lower().startswith("urn:"):
        return "URN"
    return _TYPES.get(kind.lower()) or ("URL" if web_address(value) else None)
