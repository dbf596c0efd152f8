"""Takes the files of a bag and the digests that are wanted of each, and gives them: each file is read once, several at a time, in pieces."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from threading import Event

from converter.verify.codes import Findings
from converter.verify.holder import Holder, Unreadable

_AT_ONCE = min(4, os.cpu_count() or 1)  # hashlib gives the interpreter free while it works; more than the disk can serve help no one
_BATCH = 1024  # files that wait for a thread: a bag may have millions

Digests = Mapping[str, str]  # by algorithm of hashlib, lower-case hexadecimal


def digests_of(
    holder: Holder, wanted: Mapping[str, Iterable[str]], read: Mapping[str, bytes], found: Findings, advance: Callable[[], None]
) -> dict[str, Digests]:
    """wanted: the algorithms for each file. read: files whose bytes are here already. A file that cannot be read is a finding, and left out.

    advance: called after each file.
    """

    ended = Event()

    def one(name: str) -> Digests | str:
        hashes = {algorithm: hashlib.new(algorithm, usedforsecurity=False) for algorithm in wanted[name]}
        try:
            for piece in (read[name],) if name in read else holder.pieces(name):
                if ended.is_set():
                    break
                for made in hashes.values():
                    made.update(piece)
        except Unreadable as why:
            return str(why)
        return {algorithm: made.hexdigest() for algorithm, made in hashes.items()}

    out: dict[str, Digests] = {}
    names = iter(wanted)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            while batch := list(islice(names, _BATCH)):
                for name, digests in zip(batch, pool.map(one, batch), strict=True):
                    if isinstance(digests, str):
                        found.tell("E-BAG-18", name, f"The file cannot be read: {digests}.")
                    else:
                        out[name] = digests
                    advance()
        finally:  # Ctrl-C: the threads must not first read their files to the end
            ended.set()
    return out


def content_of(holder: Holder, name: str, most: int, found: Findings) -> bytes | None:
    """A whole file of a bag; None, after it was told, where it cannot be read or has more than `most` bytes."""
    parts, size = list[bytes](), 0
    try:
        for piece in holder.pieces(name):
            size += len(piece)
            if size > most:
                found.tell("E-BAG-22", name, f"The file has more than {most} bytes, and was not read.")
                return None
            parts.append(piece)
    except Unreadable as why:
        found.tell("E-BAG-18", name, f"The file cannot be read: {why}.")
        return None
    return b"".join(parts)
