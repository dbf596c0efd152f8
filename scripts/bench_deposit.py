"""Megabytes per second of the package writer on 1 GB of files, as a folder and as a ZIP, beside one pass of both digests over them: make bench.

Each round is a process of its own, so that its memory is its own; the orders alternate, and each figure is the best of three.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from converter.storage.package import package
from converter.storage.walk import files_below

LARGE, SMALL = (20, 40_000_000), (2_000, 100_000)  # pictures or PDFs of pages; pages of an edition
ROUNDS = 3
FLOOR = 70  # percent of the pass of digests
MEMORY = 100  # MB, with the interpreter


def make(folder: Path, _target: Path) -> None:
    """The same files each time, of bytes that nothing compresses."""
    chance = random.Random(1)
    for label, (number, size) in (("image", LARGE), ("page", SMALL)):
        for n in range(number):
            path = folder / label / f"{n // 100:02}" / f"{n:04}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(chance.randbytes(size))


def digests(folder: Path, _target: Path) -> None:
    """Both digests by hashlib in one read and one thread."""
    for name in files_below(folder):
        first, second = hashlib.sha256(), hashlib.sha512()
        with (folder / name).open("rb", buffering=0) as file:
            while piece := file.read(1024 * 1024):
                first.update(piece)
                second.update(piece)


def packed(folder: Path, target: Path, *, zipped: bool) -> None:
    with package(target, zipped=zipped) as made:
        for name in files_below(folder):
            made.copy(f"data/{name}", folder / name)


MAKE = "the files"
ACTIONS: dict[str, Callable[[Path, Path], None]] = {
    "digests alone": digests,
    "package, a folder": lambda folder, target: packed(folder, target, zipped=False),
    "package, a ZIP": lambda folder, target: packed(folder, target, zipped=True),
}


def one(label: str, folder: Path, target: Path) -> None:
    """The round itself, in its own process: prints seconds and the most memory in KiB."""
    start = time.perf_counter()
    (make if label == MAKE else ACTIONS[label])(folder, target)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def measured(label: str, folder: Path, target: Path) -> tuple[float, float]:
    """Seconds and MB of one round."""
    told = subprocess.run([sys.executable, __file__, label, folder, target], check=True, capture_output=True, text=True).stdout.split()
    subprocess.run(["rm", "-rf", target], check=True)
    os.sync()  # what one round left to the disk is not the next one's work
    return float(told[0]), float(told[1]) / 1024


def main() -> None:
    if len(sys.argv) == 4:
        one(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
        return
    with tempfile.TemporaryDirectory(prefix="bench-deposit-", dir=os.environ.get("BENCH_DISK")) as place:
        folder = Path(place) / "files"
        measured(MAKE, folder, Path(place) / "made")  # a child's memory begins with what its parent had: this one holds no files
        size = sum((folder / name).stat().st_size for name in files_below(folder)) / 1e6
        rounds: dict[str, list[tuple[float, float]]] = {label: [] for label in ACTIONS}
        measured("digests alone", folder, Path(place) / "made")
        for n in range(ROUNDS):
            for label in sorted(ACTIONS, reverse=n % 2 == 1):
                rounds[label].append(measured(label, folder, Path(place) / "made"))
    base = min(seconds for seconds, _ in rounds["digests alone"])
    print(f"{'of ' + format(size, '.0f') + ' MB of files':28}{'MB a second':>12}{'% of digests':>14}{'MB of memory':>14}")
    for label, found in rounds.items():
        seconds, memory = min(seconds for seconds, _ in found), max(memory for _, memory in found)
        short = label != "digests alone" and (100 * base / seconds < FLOOR or memory > MEMORY)
        print(f"{label:28}{size / seconds:12.0f}{100 * base / seconds:14.0f}{memory:14.0f}" + ("   below the floor" if short else ""))


if __name__ == "__main__":
    main()
