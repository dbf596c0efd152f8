"""Takes the files of a folder and says which of them are ours: a list of digests that lies in the folder, the same bytes for the same files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from converter.version import __version__

MANIFEST = "broadsheet-manifest.json"


def digest(body: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """files: relative path -> SHA-256 of what we wrote. pending: the same for a change that was under way."""

    files: Mapping[str, str] = field(default_factory=dict)
    pending: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a folder. One that is missing or damaged owns nothing: then every file counts as the user's."""
        try:
            return cls.of((folder / MANIFEST).read_bytes())
        except (OSError, ValueError):
            return cls()

    @classmethod
    def of(cls, body: bytes) -> Manifest:
        """What it says. Errors: ValueError where it is damaged."""
        try:
            told = json.loads(body.decode())
            return cls(_digests(told["files"]), _digests(told.get("pending", {})))
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError("is no manifest") from error

    def to_bytes(self) -> bytes:
        told: dict[str, object] = {"tool": "broadsheet", "version": __version__, "files": dict(sorted(self.files.items()))}
        if self.pending:
            told["pending"] = dict(sorted(self.pending.items()))
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

    def owns(self, folder: Path, name: str) -> bool:
        """Whether the file is there as we wrote it, or without a byte: a machine that went down leaves such files, and nobody's work is in them."""
        path, known = folder / name, {self.files.get(name), self.pending.get(name)} - {None}
        if not known or path.is_symlink() or not path.is_file():
            return False
        return path.stat().st_size == 0 or digest(path.read_bytes()) in known

    def settled(self, folder: Path) -> Manifest:
        """After a change that was broken off: what is there of the old and of the new."""
        if not self.pending:
            return self
        ours = sorted(name for name in {*self.files, *self.pending} if self.owns(folder, name))
        return Manifest({name: digest((folder / name).read_bytes()) for name in ours})

    def followed_by(self, new: Manifest) -> Manifest:
        """What stands in the folder while files change from this state to the new one."""
        return Manifest(self.files, new.files)


def _digests(told: object) -> dict[str, str]:
    if not isinstance(told, dict):
        raise TypeError("not a table of digests")
    return {str(name): str(value) for name, value in told.items()}
