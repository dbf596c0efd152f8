"""Takes a number of issues and gives what it costs to plan them, to record them, and to plan them again when all are done; no page is converted.

The batch is the real one with an engine that does nothing, in a process of its own: what remains is the one process that no further
machine makes quicker.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout is measured

from scale_asleep import recorded
from scale_measure import A_PART, LEDGER, memory_of, surroundings

from converter.archive import Plan, run_batch
from converter.issue import Choices
from converter.order import Order
from converter.task import Done, Settings, Task


@dataclass(frozen=True)
class Issues:
    """So many issues of a page each."""

    issues: int

    @property
    def name(self) -> str:
        return f"ledger-{self.issues}"

    def measured(self, work: Path) -> dict[str, Any]:
        """The line of this run."""
        folder = work / self.name
        if folder.exists():
            shutil.rmtree(folder)
        told = subprocess.run([sys.executable, __file__, str(self.issues), folder], check=True, stdout=subprocess.PIPE, text=True).stdout
        shutil.rmtree(folder)
        return {"run": self.name, "issues": self.issues, **json.loads(told), **surroundings()}


class Times:
    """When the plan was there, and when all was recorded."""

    def __init__(self) -> None:
        self.began, self.planned_at = time.monotonic(), 0.0
        self.cpu = time.process_time()
        self.planned_cpu = 0.0

    def planning(self, found: int) -> None:
        del found

    def planned(self, plan: Plan) -> None:
        self.plan, self.planned_at, self.planned_cpu = plan, time.monotonic(), time.process_time()

    def done(self, done: Done) -> None:
        del done

    def idle(self) -> None:
        pass


def nothing_done(tasks: Iterator[Task], settings: Settings) -> Generator[Done | None]:
    """An engine that is done with each task at once."""
    del settings
    for task in tasks:
        yield recorded(task)


def prepared(issues: int, folder: Path) -> None:
    """Pages, and outputs as if they had been made: an issue whose output is gone would be made again."""
    for n in range(issues):
        for top, ending in (("in", "txt"), ("out", "xml")):
            place = folder / top / f"{n // A_PART:04}" / f"page-{n:07}.{ending}"
            if not n % A_PART:
                place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(b".")


def figures(issues: int, folder: Path) -> dict[str, Any]:
    prepared(issues, folder)
    settings = Settings(str(folder / "out"), Choices(form="tei"))
    order = Order(settings, [str(folder / "in")], base=folder / "in", engine=nothing_done)
    first = Times()
    ended = run_batch(order, first, Event())
    recorded, cpu = time.monotonic(), time.process_time()
    if ended.done != issues:
        raise RuntimeError(f"{ended.done} of {issues} issues were recorded")
    again = Times()
    if run_batch(order, again, Event()).done or again.plan.to_do:
        raise RuntimeError("something was done twice")
    return {
        "planning_seconds": round(first.planned_at - first.began, 2),
        "planning_cpu_seconds": round(first.planned_cpu - first.cpu, 2),
        "recording_seconds": round(recorded - first.planned_at, 2),
        "recording_cpu_seconds": round(cpu - first.planned_cpu, 2),
        "planning_again_seconds": round(again.planned_at - again.began, 2),
        "ledger_bytes": (folder / "out" / LEDGER).stat().st_size,
        "parent_mib": round(memory_of(os.getpid())["VmHWM"], 1),
    }


if __name__ == "__main__":
    print(json.dumps(figures(int(sys.argv[1]), Path(sys.argv[2]))))
