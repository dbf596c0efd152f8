"""Jobs made by worker processes: in order, whatever ends one of them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from converter.errors import UnreadableError
from converter.issue import Bug, Choices
from converter.making import run
from converter.plan import Job
from converter.task import Settings

TEXT = "本报讯（记者 王小明）昨日，全市农业工作会议在市礼堂召开，市长出席并讲话。\n"


def _pages(folder: Path, count: int) -> list[Job]:
    pages = [folder / f"page-{n}.txt" for n in range(count)]
    for page in pages:
        page.write_text(TEXT * 3, encoding="utf-8")
    return [Job((page,)) for page in pages]


def ends_itself(job: Job, settings: Settings) -> object:
    """Work that the system kills at one page."""
    from converter.making import made

    if job.inputs[0].name == "page-1.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return made(job, settings)


def fails(job: Job, settings: Settings) -> object:
    """Work with a fault of ours at one page."""
    from converter.making import made

    if job.inputs[0].name == "page-1.txt":
        raise ZeroDivisionError("of ours")
    return made(job, settings)


def test_a_killed_process_fails_its_page_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.making.WORK", f"{__name__}:ends_itself")
    first, second, third = run(_pages(tmp_path, 3), Choices(), workers=2)
    assert (first.id, third.id) == ("page-0", "page-2")
    assert isinstance(second.failure, UnreadableError)
    assert "signal 9" in second.failure.what
    assert second.failure.where == second.job.name


def test_a_fault_in_a_worker_is_told_with_its_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.making.WORK", f"{__name__}:fails")
    outcomes = list(run(_pages(tmp_path, 3), Choices(), workers=2))
    failure = outcomes[1].failure
    assert isinstance(failure, Bug)
    assert failure.message == "ZeroDivisionError: of ours"
    assert "test_making.py" in failure.trace
    assert [outcome.failure for outcome in (outcomes[0], outcomes[2])] == [None, None]


def test_workers_end_when_nobody_wants_the_rest(tmp_path: Path) -> None:
    if not Path("/proc/self/task").exists():
        pytest.skip("this system does not list the children of a process")
    others = _children()  # of tests before this one
    outcomes = run(_pages(tmp_path, 6), Choices(), workers=2)
    assert next(outcomes).id == "page-0"
    assert len(_children() - others) == 2
    outcomes.close()  # type: ignore[attr-defined]
    assert _children() <= others


def _children() -> set[str]:
    """The processes that this one has begun: the system lists them by the thread that did."""
    return {child for listed in Path("/proc/self/task").glob("*/children") for child in listed.read_text().split()}
