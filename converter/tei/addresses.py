"""Addresses of files as a TEI file of an edition has them: relative to it, percent-encoded. Promises: none leaves the edition."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

SOURCE_FOLDER = "../source/"  # where an edition keeps its inputs, seen from its TEI file
_WEB = ("http://", "https://")
_FILE = "file:"
# //server/share, /mnt, C: and what else begins with a scheme; backslashes were turned
_TOP = re.compile(r"/|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DRIVE = re.compile(r"\A[a-z]:", re.IGNORECASE)


def inside(name: str) -> str:
    """The name of a source within that folder: a file that another one names (the ALTO of a METS file) keeps its folder, none leaves it."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def source_file(name: str) -> str:
    return SOURCE_FOLDER + quote(inside(name))


def named_file(name: str) -> str:
    """A file that a source names and that may be nowhere near: its address on the web, or its name as it stands."""
    web = name.lower().startswith(_WEB)
    return quote(name, safe=":/?&=%~#" if web else "/")


def scan_file(name: str) -> str | None:
    """An image that a page was read from: its address on the web, or its relative name as it stands; None for what names no file.

    Of a path from the top of a machine the name of the file alone. The machine is not the reader's: as an address the path would lead to
    another file there, or make a browser ask a server of that name.
    """
    name = name.strip()
    if not is_of_machine(name):
        return named_file(name if name.lower().startswith(_WEB) else name.replace("\\", "/")) or None
    last = _DRIVE.sub("", name.replace("\\", "/")).rstrip("/").rpartition("/")[2]
    return quote(unquote(last) if name.lower().startswith(_FILE) else last) or None


def is_of_machine(name: str) -> bool:
    """Whether it is a path from the top of some machine, or an address that is none on the web."""
    return not name.lower().startswith(_WEB) and _TOP.match(name.strip().replace("\\", "/")) is not None
