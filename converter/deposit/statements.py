"""Takes the address of a statement of rights or a licence, gives the label that its makers gave it; a fixed table, the same on every machine."""

from __future__ import annotations

import re

from converter.metadata import LICENCES

_RIGHTS = {
    "InC": "In Copyright",
    "InC-OW-EU": "In Copyright - EU Orphan Work",
    "InC-EDU": "In Copyright - Educational Use Permitted",
    "InC-NC": "In Copyright - Non-Commercial Use Permitted",
    "InC-RUU": "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
    "NoC-CR": "No Copyright - Contractual Restrictions",
    "NoC-NC": "No Copyright - Non-Commercial Use Only",
    "NoC-OKLR": "No Copyright - Other Known Legal Restrictions",
    "NoC-US": "No Copyright - United States",
    "CNE": "Copyright Not Evaluated",
    "UND": "Copyright Undetermined",
    "NKC": "No Known Copyright",
}
_RIGHTS_AT = re.compile(r"https?://(?:www\.)?rightsstatements\.org/(?:vocab|page)/([A-Za-z-]+)/\d\.\d/?(?:[?#].*)?", re.IGNORECASE)
_MARK_AT = re.compile(r"https?://(?:www\.)?creativecommons\.org/publicdomain/mark/1\.0(?:/.*)?", re.IGNORECASE)
_LICENCE_AT = re.compile(
    r"https?://(?:www\.)?(creativecommons\.org/(?:licenses|publicdomain)/[a-z-]+/\d\.\d)(?:/(?:deed|legalcode)\S*)?/?", re.IGNORECASE
)
_BY_ADDRESS = {address.rstrip("/").removeprefix("https://"): spdx for spdx, (address, _) in LICENCES.items()}


def spdx_of(licence: str | None) -> str | None:
    """The SPDX id of a licence that is named by it or by a form of its address (http, no last slash, /deed.de); None for another one."""
    if licence in LICENCES:
        return licence
    found = _LICENCE_AT.fullmatch(licence or "")
    return _BY_ADDRESS.get(found[1].lower()) if found else None


def label_of(statement: str | None) -> str | None:
    """How people call the statement at an address: In Copyright, Public Domain Mark 1.0, CC BY 4.0."""
    if spdx := spdx_of(statement):
        return LICENCES[spdx][1]
    if _MARK_AT.fullmatch(statement or ""):
        return "Public Domain Mark 1.0"
    found = _RIGHTS_AT.fullmatch(statement or "")
    return {key.lower(): label for key, label in _RIGHTS.items()}.get(found[1].lower()) if found else None
