"""A full disk is no fault of the page that was to be written: the batch ends, and the same command does again what could not be written."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from threading import Event

import pytest
from archives import archive, check_agreement, rows, states

from converter.archive import Plan, run_batch
from converter.errors import FullError
from converter.failures import FULL
from converter.issue import Choices
from converter.order import Order
from converter.storage import disk
from converter.task import Done, Settings, Task
from converter.work import make_and_write


class Watch:
    """Keeps the plan."""

    def planning(self, found: int) -> None:
        pass

    def planned(self, plan: Plan) -> None:
        self.plan = plan

    def done(self, done: Done) -> None:
        pass

    def idle(self) -> None:
        pass


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def in_this_process(tasks: Iterator[Task], settings: Settings) -> Generator[Done | None]:
    for task in tasks:
        yield make_and_write(task, settings)


def refuse(monkeypatch: pytest.MonkeyPatch, *, after: int = 0) -> None:
    """The disk takes so many files, and then nothing."""
    write, count = disk.write_synced, Counter[str]()

    def full(path: Path, data: bytes) -> None:
        count["files"] += 1
        if count["files"] > after:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write(path, data)

    monkeypatch.setattr(disk, "write_synced", full)


def order() -> Order:
    return Order(Settings(str(Path("out").absolute()), Choices("tei", tagger=None)), ["in"], engine=in_this_process)


def test_a_full_disk_ends_the_batch_and_the_same_command_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998", pages=30)
    with monkeypatch.context() as patch:
        refuse(patch, after=4)
        with pytest.raises(FullError, match="cannot be written: no space left on device"):
            run_batch(order(), Watch(), Event())
    assert Counter(states("out").values()) == {"done": 4, "failed": 10, "waiting": 16}
    assert {row["error"] for row in rows("out") if row["state"] == "failed"} == {FULL}
    assert [row["ending"] for row in rows("out", "SELECT ending FROM runs")] == ["interrupted"]
    watch = Watch()
    ended = run_batch(order(), watch, Event())
    assert (ended.done, ended.standing.failures, watch.plan.to_do) == (26, 0, 26)
    check_agreement("out")


def test_one_page_that_finds_no_room_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998", pages=12)
    write, count = disk.write_synced, Counter[str]()

    def narrow(path: Path, data: bytes) -> None:
        count["files"] += 1
        if count["files"] % 2:
            raise OSError(errno.EDQUOT, "Disk quota exceeded", str(path))
        write(path, data)

    monkeypatch.setattr(disk, "write_synced", narrow)
    ended = run_batch(order(), Watch(), Event())
    assert (ended.ending, ended.done, ended.standing.failures) == ("finished", 6, 6)


def test_other_refusals_are_the_pages_own(monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998", pages=12)

    def denied(path: Path, data: bytes) -> None:
        del data
        raise OSError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(disk, "write_synced", denied)
    ended = run_batch(order(), Watch(), Event())
    assert (ended.ending, ended.standing.failures) == ("finished", 12)
    assert {row["error"] for row in rows("out")} == {"E-BAT-06"}
