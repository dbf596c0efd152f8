"""Takes file names and says, or makes, what every system can hold: no way out of a folder, no device names, no two that differ in case only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from converter.errors import UsageError

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[1-9¹²³]|lpt[1-9¹²³])(?:\.|$)", re.IGNORECASE)
_LONGEST = 255  # bytes of one part of a path, on the common file systems


def check_names(names: Iterable[str]) -> None:
    """Raises UsageError at the first relative path that is not safe everywhere, or that another one would overwrite on some system."""
    taken = Names()
    for name in dict.fromkeys(names):
        taken.take(name)


class Names:
    """The paths of one folder, as they come."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def take(self, name: str) -> None:
        """Raises UsageError where the relative path is not safe everywhere, was taken before, or another one would overwrite it on some system."""
        reason = _reason(name)
        if reason:
            raise UsageError(f"this name cannot be written: {reason}", where=repr(name), hint="rename the file")
        if self._seen.get(_folded(name)) == name:
            raise UsageError("two files have this name", where=repr(name), hint="rename one of the two")
        for place in _ancestry(name):
            other = self._seen.setdefault(_folded(place.rstrip("/")), place)
            if other != place:
                raise UsageError(f"on some systems this name is the same as {other!r}", where=repr(name), hint="rename one of the two")


def portable_name(name: str, taken: Iterable[str] = ()) -> str:
    """A name of one part, as near to the given one as every system allows, and none of `taken` (without regard to case)."""
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name).encode("utf-8", "replace").decode("utf-8")).strip().rstrip(".")
    if _DEVICE.match(name) or name in ("", ".", "..") or name.startswith("-"):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 10:
        stem, dot, suffix = name, "", ""
    folded, number, candidate = {_folded(t) for t in taken}, 1, ""
    while not candidate or _folded(candidate) in folded:
        ending = (f"-{number}" if number > 1 else "") + dot + suffix
        candidate = _cut(stem, _LONGEST - 55 - len(ending.encode())) + ending  # 55: room for .bak and the like
        number += 1
    return candidate


def _reason(name: str) -> str | None:
    if not name or name.startswith("/"):
        return "it is empty or absolute"
    for part in name.split("/"):
        if part in ("", ".", ".."):
            return "it leaves its folder"
        if _FORBIDDEN.search(part):
            return "it has a character that some systems forbid"
        if part[-1] in ". ":
            return "a part of it ends in a full stop or blank"
        if _DEVICE.match(part):
            return "it is a device on Windows"
        if len(part.encode("utf-8", "surrogatepass")) > _LONGEST:
            return "a part of it is longer than 255 bytes"
    return None


def _ancestry(name: str) -> list[str]:
    """`a/b/c` -> `a/`, `a/b/`, `a/b/c`: folders clash as files do, and with files."""
    parts = name.split("/")
    return [*("/".join(parts[:i]) + "/" for i in range(1, len(parts))), name]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _cut(text: str, length: int) -> str:
    return text.encode()[:length].decode("utf-8", "ignore")
