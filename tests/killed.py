"""A program that is killed in the middle of its work: `killed.py K SIGNAL COMMAND…` runs the command and sends itself the signal before its K-th act on the disk.

COMMAND: words of `broadsheet`, or `package SOURCE TARGET` for the writer alone (a ZIP where the target ends so). Of a write that is
the K-th act the first half is done. With K = 0 nothing is killed, and the number of acts is the last line of standard output.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = {"os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "os.truncate"}


class Deadly:
    """Counts what the program does to the disk, in all its threads."""

    def __init__(self, last: int, by: signal.Signals) -> None:
        self.last, self.by, self.acts, self._counter = last, by, 0, itertools.count(1)

    def act(self) -> bool:
        """Whether this is the last act."""
        self.acts = next(self._counter)
        return self.acts == self.last

    def hook(self, event: str, args: tuple[object, ...]) -> None:
        opened = event == "open" and isinstance(args[2], int) and args[2] & WRITING and args[0] != os.devnull
        if (opened or event in CHANGES) and self.act():
            self.die()

    def write(self, handle: int, body: bytes, write: Callable[[int, bytes], int] = os.write) -> int:
        if self.act():
            write(handle, body[: len(body) // 2])
            self.die()
        return write(handle, body)

    def syncing(self, sync: Callable[[int], None]) -> Callable[[int], None]:
        def counted(handle: int) -> None:
            if self.act():
                self.die()
            sync(handle)

        return counted

    def die(self) -> None:
        os.kill(os.getpid(), self.by)


def stop(number: int, _frame: object) -> None:
    """As the command does it."""
    raise SystemExit(128 + number)


def run(words: list[str]) -> int:
    if words[0] != "package":
        from converter.cli import main

        return main(words)
    from converter.storage.package import package
    from converter.storage.walk import files_below

    signal.signal(signal.SIGTERM, stop)
    source, target = Path(words[1]), Path(words[2])
    with package(target, zipped=target.suffix == ".zip") as made:
        made.add("bagit.txt", b"BagIt-Version: 1.0\n")
        for name in files_below(source):
            made.copy(f"data/{name}", source / name)
    return 0


def deadly_main(last: int, by: signal.Signals, words: list[str]) -> int:
    deadly = Deadly(last, by)
    os.write, os.fsync = deadly.write, deadly.syncing(os.fsync)  # type: ignore[assignment]
    if hasattr(os, "fdatasync"):
        os.fdatasync = deadly.syncing(os.fdatasync)  # type: ignore[assignment]
    sys.addaudithook(deadly.hook)
    code = run(words)
    print(deadly.acts)
    return code


if __name__ == "__main__":
    sys.exit(deadly_main(int(sys.argv[1]), signal.Signals[sys.argv[2]], sys.argv[3:]))
