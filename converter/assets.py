"""Finds schemas/ and xslt/: in a checkout or an editable install beside the package, in a normal install inside it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from converter.errors import MissingError

_PACKAGE = Path(__file__).resolve().parent
_SCHEMAS = ("newspaper.odd", "newspaper.sch", "newspaper.xsd", "xml.xsd")
_PLACES = (_PACKAGE / "_assets", _PACKAGE.parent)


def asset(folder: Literal["schemas", "xslt"], name: str = "") -> Path:
    """The path of a file (or, without a name, of the folder) that travels with the package."""
    for place in _PLACES:
        path = place / folder / name
        if path.exists():
            return path
    raise MissingError(f"the package lacks {folder}/{name}", hint="install it again: pip install --force-reinstall broadsheet")


def schemas() -> dict[str, bytes]:
    """The schemas of the encoding, which each TEI file names as `../schemas/newspaper.xsd`: name -> bytes."""
    return {name: asset("schemas", name).read_bytes() for name in _SCHEMAS}


def data(name: str) -> Path:
    """The path of a file in converter/data."""
    path = _PACKAGE / "data" / name
    if not path.exists():
        raise MissingError(f"the package lacks data/{name}", hint="install it again: pip install --force-reinstall broadsheet")
    return path
