"""Takes bytes as they are read and gives what proves years later that they are the same: their number and two digests, in one pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import Executor, Future
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


def held(name: str, chunks: Iterable[bytes], beside: Executor | None = None) -> Held:
    """A file that is read once, in pieces. beside: a thread for the slower digest, worth it for files of several large pieces."""
    first, second, size = hashlib.sha256(), hashlib.sha512(), 0
    under_way: Future[None] | None = None
    for chunk in chunks:
        if beside is None:
            second.update(chunk)
        else:
            if under_way:  # one piece ahead at most: no more are held in memory, and they stay in order
                under_way.result()
            under_way = beside.submit(second.update, chunk)
        first.update(chunk)
        size += len(chunk)
    if under_way:
        under_way.result()
    return Held(name, size, first.hexdigest(), second.hexdigest())
