"""Takes the paths that manifests and fetch.txt name: reads them as RFC 8493 writes them, says which lead out of a bag, and finds the file that one means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_ENCODED = re.compile("%0A|%0D|%25", re.IGNORECASE)
_ENCODED_BEFORE = re.compile("%0A|%0D", re.IGNORECASE)  # the drafts before 1.0 did not encode the percent sign itself
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")


def decoded(path: str, current: bool) -> str:
    """2.1.3: LF, CR and % "(and only those) MUST be percent-encoded". current: whether the bag is of 1.0."""
    return (_ENCODED if current else _ENCODED_BEFORE).sub(lambda match: chr(int(match[0][1:], 16)), path)


def forbidden(path: str) -> str | None:
    """Why a path must never be looked up (5.1: "files outside the bag directory structure are not accessed"); None for others."""
    if path.startswith("/") or _DRIVE.match(path):
        return "is absolute, and leads out of the bag"
    if path.startswith("~"):
        return "begins with ~, the home of a person on some systems"
    if ".." in re.split(r"[/\\]", path):
        return "leads out of its folder"
    if "\x00" in path:
        return "has a character that no path has"
    return None


Found = Literal["exact", "normalised", "none"]


@dataclass(frozen=True, slots=True)
class Names:
    """The files of a bag by name, and by what some system takes for the same name."""

    exact: frozenset[str]
    normal: dict[str, list[str]]
    folded: dict[str, list[str]]

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        normal: dict[str, list[str]] = {}
        folded: dict[str, list[str]] = {}
        exact = frozenset(names)
        for name in sorted(exact):
            normal.setdefault(normalised(name), []).append(name)
            folded.setdefault(_folded(name), []).append(name)
        return cls(exact, normal, folded)

    def resolve(self, path: str) -> tuple[str, Found]:
        """The file that a manifest means: under its name, or else under another Unicode spelling of it, if there is just one."""
        if path in self.exact:
            return path, "exact"
        near = self.normal.get(normalised(path), [])
        return (near[0], "normalised") if len(near) == 1 else (path, "none")

    def in_other_case(self, path: str) -> str | None:
        return next(iter(self.folded.get(_folded(path), [])), None)

    def clashes(self) -> list[list[str]]:
        """Names that some system takes for one."""
        return [names for names in self.folded.values() if len(names) > 1]


def normalised(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _folded(name: str) -> str:
    return normalised(normalised(name).casefold())
