"""What became of a task is recorded whole or not at all, wherever a second Ctrl-C or SIGTERM ends the process."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from archives import rows, states

from converter.ledger import Ledger, Run
from converter.task import Done, Read, Tally, Task, Told

DONE = Done(
    "a",
    outputs=(("a.xml", "d"),),
    read=(Read("p.txt", 1, 1, "d"),),
    tally=Tally(1, 1, 1, entities={"person": 1}),
    notices=(Told("W-SEG-03", 1, "p1", "x"),),
)


def ended_at(folder: Path, line: int) -> None:
    """Records, ended at the so-manieth line that is run for it, if there are so many."""
    seen = itertools.count(1)

    def look(frame: FrameType, event: str, _arg: Any) -> Any:
        if not frame.f_code.co_filename.endswith("recording.py"):
            return None
        if event == "line" and next(seen) == line:
            raise SystemExit(130)
        return look

    before = sys.gettrace()
    with Ledger(folder, Run("0.1.0", "c", "{}")) as ledger:
        ledger.plan(Task("a", ("p.txt",), id="a"))
        sys.settrace(look)
        try:
            ledger.record(DONE)
        finally:
            sys.settrace(before)


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_what_is_recorded_is_recorded_whole(tmp_path: Path) -> None:
    found = []
    for line in itertools.count(1):
        folder = tmp_path / str(line)
        folder.mkdir()
        try:
            ended_at(folder, line)
        except SystemExit:
            outputs = [row["path"] for row in rows(str(folder), "SELECT path FROM outputs")]
            found.append((states(str(folder))["a"], outputs))
            continue
        break
    assert len(found) > 20
    assert set(map(repr, found)) <= {repr(("waiting", [])), repr(("done", ["a.xml"]))}
    assert states(str(folder)) == {"a": "done"}
