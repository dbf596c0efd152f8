"""Takes bytes as they are read and gives what proves years later that they are the same: their number and two digests, in one pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

ALGORITHMS = ("sha256", "sha512")  # what every manifest of ours has


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it was written or read. name: its path with `/`, from the folder of the package; size: bytes; digests: lower-case hexadecimal."""

    name: str
    size: int
    sha256: str
    sha512: str

    def digest(self, algorithm: str) -> str:
        """algorithm: one of `ALGORITHMS`."""
        return self.sha256 if algorithm == "sha256" else self.sha512


def held(name: str, chunks: Iterable[bytes]) -> Held:
    """A file that is read once, in pieces."""
    first, second, size = hashlib.sha256(), hashlib.sha512(), 0
    for chunk in chunks:
        first.update(chunk)
        second.update(chunk)
        size += len(chunk)
    return Held(name, size, first.hexdigest(), second.hexdigest())
