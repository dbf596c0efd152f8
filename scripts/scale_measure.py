"""Takes one run of `broadsheet batch`, does it as a program of its own, and gives its figures: time, processor, memory, outputs, ledger, load.

Linux only: it reads /proc. Sizes are bytes or MiB, times seconds, as the names say.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import make_pages

ROOT = Path(__file__).resolve().parents[1]
TEXT = make_pages.EXAMPLE.read_text(encoding="utf-8")
LEDGER = "broadsheet-batch.sqlite"
LOOK = 0.5  # seconds between two looks at the processes
A_PART = 1000  # pages: the first of them, the second and the last are told apart, so that a worker that grows is seen
DAY = "1609459200"  # SOURCE_DATE_EPOCH of the outputs: runs of different days are to have the same bytes
PAGES_FAILED = 1  # exit code; the line tells how many
_TICKS = os.sysconf("SC_CLK_TCK")
MIB = 1 << 20


@dataclass(frozen=True)
class Run:
    """A batch of so many pages. form: `edition` or `tei`. goes_on: where it was killed, it is gone on with, and has no time; else it is done over."""

    pages: int
    engine: str = "local"
    jobs: int = 1
    names: bool = True
    form: str = "edition"
    goes_on: bool = field(default=False, compare=False)

    @property
    def name(self) -> str:
        return f"{self.pages}-{self.form}-{'names' if self.names else 'no-names'}-{self.engine}-{self.jobs}"

    def command(self, pages: Path, output: Path) -> list[str]:
        words = ["batch", str(pages), "--base", str(pages), "-o", str(output), "--engine", self.engine, "--jobs", str(self.jobs)]
        words += ["--only", "tei"] if self.form == "tei" else []
        return [sys.executable, "-m", "converter", *words, *([] if self.names else ["--no-entities"])]


def measured(run: Run, work: Path, *, keep: bool = False) -> dict[str, Any]:
    """The line of a run. work: a folder for pages and outputs; the outputs are taken away afterwards unless `keep`.

    Errors: CalledProcessError where the batch stopped; its words are in the log beside its outputs. Pages that failed are counted.
    """
    pages, output = work / f"pages-{run.pages}", work / run.name
    make_pages.write(run.pages, pages, [TEXT])
    resumed = run.goes_on and (output / LEDGER).exists()
    if output.exists() and not resumed:
        shutil.rmtree(output)
    before = os.getloadavg()[0]
    watched = watch(run.command(pages, output), work / f"{run.name}.log")
    line = {"run": run.name, **{key: value for key, value in asdict(run).items() if key != "goes_on"}, "resumed": resumed}
    line |= {"load_before": round(before, 2), **watched, **memory_by_part(output), **held(output), **surroundings()}
    if resumed:
        for figure in ("seconds", "cpu_seconds", "parent_cpu_seconds", "others_cpu_seconds"):
            line[figure] = None
    else:
        line["pages_per_second"] = round(run.pages / line["seconds"], 3)
        line["pages_per_second_and_core"] = round(run.pages / line["seconds"] / min(run.jobs, line["cores"]), 3)
    if not keep:
        shutil.rmtree(output)
    return line


# --- the processes -------------------------------------------------------------------------------


def watch(command: list[str], log: Path) -> dict[str, Any]:
    """Runs a command to its end in the project's folder, so that it is this checkout that is measured."""
    busy, began, load = _busy(), time.monotonic(), 0.0
    parent_mib, parent_cpu, all_mib = 0.0, 0.0, 0.0
    with log.open("ab") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, stderr=said, env={**os.environ, "SOURCE_DATE_EPOCH": DAY}, preexec_fn=_end_with_parent
        )
        try:
            while True:
                pid, status, used = os.wait4(process.pid, os.WNOHANG)
                if pid:
                    break
                own = memory_of(process.pid)
                parent_mib = max(parent_mib, own.get("VmHWM", 0.0))
                parent_cpu = max(parent_cpu, cpu_of(process.pid))
                all_mib = max(all_mib, sum(memory_of(one).get("VmRSS", 0.0) for one in family(process.pid)))
                load = max(load, os.getloadavg()[0])
                time.sleep(LOOK)
        except BaseException:
            process.kill()
            process.wait()
            raise
    seconds, cpu = time.monotonic() - began, used.ru_utime + used.ru_stime
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, PAGES_FAILED):
        raise subprocess.CalledProcessError(process.returncode, command)
    return {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "parent_cpu_seconds": round(parent_cpu, 2),
        "others_cpu_seconds": round(max(0.0, _busy() - busy - cpu), 2),
        "load_most": round(load, 2),
        "parent_mib": round(parent_mib, 1),
        "all_mib": round(all_mib, 1),
    }


def _end_with_parent() -> None:
    """A batch that outlived us would hold its folder, and be measured by nobody."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def family(pid: int) -> Iterator[int]:
    """A process and all that it began, and they."""
    yield pid
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from family(int(child))


def memory_of(pid: int) -> dict[str, float]:
    """MiB by the names of the system; empty where the process is gone."""
    with suppress(OSError):
        rows = (line.split() for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        return {row[0].rstrip(":"): int(row[1]) / 1024 for row in rows if row[-1] == "kB"}
    return {}


def cpu_of(pid: int) -> float:
    """Seconds of the processor that a process used itself."""
    with suppress(OSError):
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / _TICKS
    return 0.0


def _busy() -> float:
    """Seconds that all processors together worked since the machine began."""
    user, nice, system, _idle, _waiting, irq, soft, *_ = map(int, Path("/proc/stat").read_text().splitlines()[0].split()[1:])
    return (user + nice + system + irq + soft) / _TICKS


# --- what it left --------------------------------------------------------------------------------


def read_ledger(output: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{(output / LEDGER).absolute().as_uri()}?mode=ro", uri=True)) as ledger:
        return ledger.execute(question).fetchall()


def memory_by_part(output: Path) -> dict[str, float | None]:
    """The most that a worker held for one page: among the first thousand pages that were recorded, the second, and the last."""
    peaks = [peak for (peak,) in read_ledger(output, "SELECT peak_mib FROM tasks WHERE state = 'done' ORDER BY finished, id")]
    parts = {"first": peaks[:A_PART], "second": peaks[A_PART : 2 * A_PART], "last": peaks[2 * A_PART :][-A_PART:]}
    return {f"peak_mib_{name}": max(part, default=None) for name, part in parts.items()}


def held(output: Path) -> dict[str, Any]:
    """Outputs by number and size, one digest of all of them, and whether the ledger tells the same."""
    files, folders, size, disk, digests = 0, 0, 0, 0, outputs(output)
    for place, below, names in os.walk(output):
        folders += len(below)
        for name in names:
            if not name.startswith("broadsheet-batch."):
                told = Path(place, name).stat()
                files, size, disk = files + 1, size + told.st_size, disk + 512 * told.st_blocks
    whole = hashlib.sha256("".join(f"{name}\0{digest}\n" for name, digest in sorted(digests.items())).encode()).hexdigest()
    states = dict(read_ledger(output, "SELECT state, count(*) FROM tasks GROUP BY state"))
    return {
        "done": states.pop("done", 0),
        "not_done": sum(states.values()),
        "output_files": files,
        "output_folders": folders,
        "output_bytes": size,
        "output_disk_bytes": disk,
        "output_sha256": whole,
        "ledger_bytes": (output / LEDGER).stat().st_size,
        "ledger_disagrees": len(disagreements(output, digests)),
    }


def outputs(output: Path) -> dict[str, str]:
    """SHA-256 of each file below the folder of a batch, but for its ledger."""
    found = {}
    for place, _, names in os.walk(output):
        for name in names:
            if not name.startswith("broadsheet-batch."):
                path = Path(place, name)
                with path.open("rb") as file:
                    found[path.relative_to(output).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def disagreements(output: Path, digests: dict[str, str]) -> list[str]:
    """The outputs that the ledger knows and that are not there, or with other bytes; and issues that it holds done without any."""
    known = read_ledger(output, "SELECT path, sha256 FROM outputs")
    none = read_ledger(output, "SELECT key FROM tasks WHERE state = 'done' AND id NOT IN (SELECT task FROM outputs)")
    return [path for path, digest in known if digests.get(path) != digest] + [key for (key,) in none]


def surroundings() -> dict[str, Any]:
    """Where and when it was measured, and what."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    cpus = [line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / MIB
    told = subprocess.run([sys.executable, "-m", "converter", "--version"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {
        "date": day.date().isoformat(),
        "version": told.split()[-1],
        "commit": _commit(),
        "python": ".".join(map(str, sys.version_info[:3])),
        "cores": cores(),
        "cpu": cpus[0] if cpus else "",
        "memory_mib": round(memory),
    }


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0))


def _commit() -> str | None:
    """Of what is measured; with + where the code is not what was committed."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()

    try:
        return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain", "--", "converter", "xslt", "schemas") else "")
    except (OSError, subprocess.CalledProcessError):
        return None
