"""Takes a number of workers and gives what so many ask of the two processes that there is one of: the parent of the batch, and Dask's scheduler.

The workers are real ones, behind a scheduler and Dask workers that run beside the batch, but they sleep instead of converting: so a hundred
of them fit on a machine of two cores.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout is measured

from scale_asleep import A_PAGE
from scale_ledger import Times, prepared
from scale_measure import cpu_of, memory_of, surroundings

from converter.archive import run_batch
from converter.engines import ENGINES
from converter.issue import Choices
from converter.order import Order
from converter.task import Done, Settings

MACHINES = 4  # Dask workers, which share the workers among them
SECONDS = 80  # of the run, of which the first half is not measured: the workers are not there yet


@dataclass(frozen=True)
class Workers:
    """So many workers that sleep."""

    workers: int

    @property
    def name(self) -> str:
        return f"spread-{self.workers}"

    def measured(self, work: Path) -> dict[str, Any]:
        """The line of this run."""
        folder = work / self.name
        if folder.exists():
            shutil.rmtree(folder)
        told = subprocess.run([sys.executable, __file__, str(self.workers), folder], check=True, stdout=subprocess.PIPE, text=True).stdout
        shutil.rmtree(folder)
        return {"run": self.name, "workers": self.workers, "a_page_seconds": A_PAGE, **json.loads(told), **surroundings()}


class Half(Times):
    """What the second half took: seconds, and of the processor those of the parent and of the scheduler."""

    def __init__(self, issues: int, scheduler: int) -> None:
        super().__init__()
        self._issues, self._scheduler, self._done = issues, scheduler, 0
        self.at: list[tuple[float, float, float]] = []

    def done(self, done: Done) -> None:
        if done.failure:
            raise RuntimeError(f"{done.key}: {done.failure.what}")
        self._done += 1
        if self._done in (self._issues // 2, self._issues):
            self.at.append((time.monotonic(), time.process_time(), cpu_of(self._scheduler)))


@contextmanager
def cluster(workers: int, folder: Path) -> Iterator[tuple[str, int]]:
    """Address and process of a scheduler that has so many threads behind it."""
    told = folder / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    dask = [sys.executable, "-m", "dask"]
    common = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told)]
    threads = ["--nworkers", str(MACHINES), "--nthreads", str(workers // MACHINES), "--memory-limit", "0"]
    with (folder / "dask.log").open("wb") as log:
        scheduler = subprocess.Popen([*dask, "scheduler", "--port", "0", *common], env=environment, stderr=log, stdout=log)
        machines = subprocess.Popen([*dask, "worker", *threads, *common], env=environment, stderr=log, stdout=log)
        try:
            from distributed import Client

            while not told.exists():
                time.sleep(0.1)
            with Client(scheduler_file=str(told), set_as_default=False) as client:
                client.wait_for_workers(MACHINES, timeout=120)
                address = client.scheduler.address
            yield address, scheduler.pid
        finally:
            for process in (machines, scheduler):
                process.terminate()
                process.wait()


def figures(workers: int, folder: Path) -> dict[str, Any]:
    issues = int(SECONDS * workers / A_PAGE)
    prepared(issues, folder)
    with cluster(workers, folder) as (address, scheduler):
        settings = Settings(str(folder / "out"), Choices(form="tei"), scheduler=address, work="scale_asleep:asleep")
        half = Half(issues, scheduler)
        run_batch(Order(settings, [str(folder / "in")], base=folder / "in", engine=ENGINES["dask"]), half, Event())
        memory = memory_of(scheduler)["VmHWM"]
    (began, parent, one), (ended, parent_end, one_end) = half.at
    return {
        "issues_asleep": issues,
        "pages_per_second": round((issues - issues // 2) / (ended - began), 1),
        "parent_ms": round(1000 * (parent_end - parent) / (issues - issues // 2), 3),
        "scheduler_ms": round(1000 * (one_end - one) / (issues - issues // 2), 3),
        "parent_mib": round(memory_of(os.getpid())["VmHWM"], 1),
        "scheduler_mib": round(memory, 1),
    }


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]), Path(sys.argv[2]))))
