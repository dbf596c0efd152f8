"""Fuzzes a reader, or reads what was found again: `python scripts/fuzz.py TARGET [--seconds N]`, `python scripts/fuzz.py TARGET FILE…`.

A finding is an exception that is no ConverterError, more than a minute, more than 1.5 GB of memory, or the end of the process; with --whole
also TEI that is not valid. Each is kept as a file, and the line that reads it again is printed. Needs the extra `fuzz` (Linux).
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent
sys.path.insert(0, str(SCRIPTS))

from fuzzing.seeds import seeds  # noqa: E402
from fuzzing.shapes import shapes  # noqa: E402
from fuzzing.slowest import slowest_of  # noqa: E402
from fuzzing.targets import TARGETS  # noqa: E402

MOST_SECONDS = 60
MOST_MEGABYTES = 1500
TOO_MUCH = 4000  # megabytes: a process that has more is ended, before the machine has none left
LARGEST = 200_000  # bytes of an input that is made
_DONE = re.compile(r"^#(\d+)\s|executed_units:\s*(\d+)", re.MULTILINE)
_PEAK = re.compile(r"peak_rss_mb:\s*(\d+)|rss: (\d+)Mb")


def main() -> int:
    told = _arguments()
    if told.list:
        for name, target in TARGETS.items():
            print(f"{name:9} {target.about}")
        return 0
    if told.target not in TARGETS:
        print(f"there is no target {told.target}; --list names them", file=sys.stderr)
        return 2
    if told.files:
        return max(_again(told.target, file, whole=told.whole) for file in told.files)
    folder = told.to / told.target
    folder.mkdir(parents=True, exist_ok=True)
    if told.shapes is not None:
        return _shaped(told.target, folder, told.shapes, whole=told.whole)
    with tempfile.TemporaryDirectory() as scratch:
        corpus = told.corpus or Path(scratch)
        corpus.mkdir(parents=True, exist_ok=True)
        for n, content in enumerate(seeds(told.target)):
            (corpus / f"seed-{n}").write_bytes(content)
        if before := slowest_of(folder):
            before.unlink()
        count, peak = _fuzzed(told, folder, corpus)
    found = sorted(path for path in folder.iterdir() if path.suffix != ".trace")
    print(
        f"{told.target}: {count} files read in {told.seconds} s, {len(found)} findings in {folder}, at most {peak} MB, slowest: {slowest_of(folder)}"
    )
    for path in found:
        print(f"  python scripts/fuzz.py {told.target} {path}{' --whole' * told.whole}")
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", nargs="?")
    parser.add_argument("files", nargs="*", type=Path, help="read these again, and tell time and memory")
    parser.add_argument("--list", action="store_true", help="the targets")
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument(
        "--corpus", type=Path, help="a folder of files to begin with; what reaches new code is put there  [default: none is kept]"
    )
    parser.add_argument("--to", type=Path, default=SCRIPTS.parent / "output" / "fuzz", help="where findings go")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument(
        "--shapes", metavar="WORD", nargs="?", const="", help="read the target's files of odd shapes, once each; only those named so"
    )
    parser.add_argument("--whole", action="store_true", help="convert what was read, too, and validate the TEI")
    return parser.parse_args()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SCRIPTS), "SOURCE_DATE_EPOCH": "1609459200"}


def _fuzzed(told: argparse.Namespace, folder: Path, corpus: Path) -> tuple[int, int]:
    """Runs processes until the time is over; one that a finding ended is started again. How many files were read, and the most megabytes of a process."""
    end, count, seed, peak = time.monotonic() + told.seconds, 0, 0, 0
    running: list[subprocess.Popen[str]] = []
    while (left := int(end - time.monotonic())) > 0 or running:
        while left > 0 and len(running) < told.jobs:
            seed += 1
            running.append(_child(told, folder, corpus, left, seed))
        process = running.pop(0)
        _, said = process.communicate()
        numbers = [int(match[1] or match[2]) for match in _DONE.finditer(said)]
        count += max(numbers, default=0)
        peak = max([peak, *(int(match[1] or match[2]) for match in _PEAK.finditer(said))])
        if not numbers:
            print(said, file=sys.stderr)
            break
    return count, peak


def _child(told: argparse.Namespace, folder: Path, corpus: Path, seconds: int, seed: int) -> subprocess.Popen[str]:
    limits = (
        f"-max_total_time={seconds}",
        f"-timeout={MOST_SECONDS}",
        f"-report_slow_units={MOST_SECONDS}",
        f"-rss_limit_mb={MOST_MEGABYTES}",
        f"-max_len={LARGEST}",
    )
    command = [sys.executable, "-m", "fuzzing.child", told.target, str(folder), *["--whole"] * told.whole, *limits, f"-seed={seed}"]
    more = (f"-artifact_prefix={folder}/", "-print_final_stats=1", "-reload=1", str(corpus))
    return subprocess.Popen(
        [*command, *more], env=_environment(), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, errors="replace"
    )


def _shaped(target: str, folder: Path, wanted: str, *, whole: bool) -> int:
    """Reads each of the target's shapes; those that are findings are kept."""
    worst = 0
    for name in shapes(target):
        if wanted in name:
            path = folder / f"shape-{re.sub(r'[^A-Za-z0-9]+', '-', name)}"
            # in a process of its own: a child is said to have had the memory of who started it
            making = get_context("spawn").Process(target=_make, args=(target, name, path))
            making.start()
            making.join()
            found = _again(target, path, whole=whole)
            worst = max(worst, found)
            if not found:
                path.unlink()
    return worst


def _resident(pid: int) -> int:
    """The megabytes that a process has now; 0 where it has ended."""
    with suppress(OSError):
        found = re.search(r"^VmRSS:\s*(\d+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
        return int(found[1]) // 1024 if found else 0
    return 0


def _make(target: str, name: str, path: Path) -> None:
    path.write_bytes(shapes(target)[name]())


def _again(target: str, file: Path, *, whole: bool) -> int:
    """Reads a file in a process of its own; 1 where it is a finding."""
    start = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "fuzzing.once", target, str(file), *["--whole"] * whole], env=_environment())
    timer = time.monotonic() + 2 * MOST_SECONDS
    while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
        if time.monotonic() > timer or _resident(process.pid) > TOO_MUCH:
            process.kill()
        time.sleep(0.02)
    _, status, used = ended
    process.returncode = code = os.waitstatus_to_exitcode(status)
    seconds, megabytes = time.monotonic() - start, used.ru_maxrss / 1024
    ending = f"ended by {signal.Signals(-code).name}" if code < 0 else f"exit {code}" if code else "read or refused"
    print(f"{file}: {ending}, {seconds:.1f} s, {megabytes:.0f} MB")
    return int(code != 0 or seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
