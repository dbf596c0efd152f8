"""A name that a layout file has for another file to the relative names by which that may lie beside it. Promises: none leaves the folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

Beside = Callable[[str], bytes]  # opens a file by its name relative to the folder; MissingError where it is not there
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]+://|/|[a-z]:[\\/])", re.IGNORECASE)


def names_beside(href: str) -> list[str]:
    """The names to try, the likeliest first; none where it names what lies outside of the folder.

    What lies on another machine or in the web may have been saved beside the file, in a folder or without.
    """
    plain = _plain(href)
    far = lies_elsewhere(href)
    tried: dict[str, None] = {}
    for variant in (unquote(plain), plain):
        parts = [part for part in variant.split("/") if part not in ("", ".")]
        if far:
            parts = [part for part in variant.partition("?")[0].split("/") if part not in ("", ".", "..")]
        if not parts or ".." in parts or "\0" in variant:
            return []
        tried |= dict.fromkeys(("/".join(parts[-2:]), parts[-1]) if far else ("/".join(parts),))
    return list(tried)


def lies_elsewhere(href: str) -> bool:
    """Whether it is an address in the web, or a path from the top of some machine."""
    return _ELSEWHERE.match(_plain(href)) is not None


def _plain(href: str) -> str:
    plain = href.strip().replace("\\", "/")
    prefix = next((prefix for prefix in ("file://", "file:") if plain.lower().startswith(prefix)), "")
    return plain[len(prefix) :]
