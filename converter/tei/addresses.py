"""Addresses of files as a TEI file of an edition has them: relative to it, percent-encoded. Promises: none leaves the edition."""

from __future__ import annotations

from urllib.parse import quote

SOURCE_FOLDER = "../source/"  # where an edition keeps its inputs, seen from its TEI file
_WEB = ("http://", "https://")


def inside(name: str) -> str:
    """The name of a source within that folder: a file that another one names (the ALTO of a METS file) keeps its folder, none leaves it."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def source_file(name: str) -> str:
    return SOURCE_FOLDER + quote(inside(name))


def named_file(name: str) -> str:
    """A file that a source names and that may be nowhere near: its address on the web, or its name as it stands."""
    web = name.lower().startswith(_WEB)
    return quote(name, safe=":/?&=%~#" if web else "/")
