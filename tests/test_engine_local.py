"""Workers are ended at their limits, replaced when they die, gone with their parent; each task has one record, and it says whose fault it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from converter.engines.keeper import EndedError, Keeper, WorkerError
from converter.engines.local import run
from converter.task import Done, Lost, Settings, Task

HERE = Path(__file__).parent


def settings(output: Path, *, jobs: int = 1, time_limit: float = 60.0, memory_limit: int = 1024, work: str = "by_key") -> Settings:
    return Settings(str(output), jobs=jobs, time_limit=time_limit, memory_limit=memory_limit, work=f"batch_works:{work}")


def tasks(*keys: str) -> Iterator[Task]:
    return (Task(key, (f"/in/{key}.txt",)) for key in keys)


def records(made_with: Settings, *keys: str) -> dict[str, Done]:
    found = [done for done in run(tasks(*keys), made_with) if done]
    assert len(found) == len(keys)
    return {done.key: done for done in found}


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def until(true: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def test_each_task_has_one_record_and_a_worker_serves_for_many(tmp_path: Path) -> None:
    found = records(settings(tmp_path, jobs=2), *(f"p{n}" for n in range(40)))
    assert sorted(found) == sorted(f"p{n}" for n in range(40))
    assert 1 <= len({done.outputs[0][1] for done in found.values()}) <= 2
    assert all(done.attempts == 1 and done.failure is None and done.peak_mib > 1 for done in found.values())


def test_a_page_that_hangs_is_ended_and_the_others_are_done(tmp_path: Path) -> None:
    found = records(settings(tmp_path, time_limit=1), "a", "hang", "b", "spin", "c")
    assert {key: done.failure.code for key, done in found.items() if done.failure} == {"hang": "E-BAT-01", "spin": "E-BAT-01"}
    assert found["hang"].failure
    assert found["hang"].failure.what == "was not done in 1 seconds"
    assert 1 <= found["hang"].seconds < 10
    assert found["hang"].attempts == 1  # it was its own fault


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system does not tell the memory of a process")
def test_a_page_that_eats_memory_is_ended_and_the_others_are_done(tmp_path: Path) -> None:
    found = records(settings(tmp_path, memory_limit=200), "a", "eat", "b", "gulp", "c")
    assert found["eat"].failure
    assert found["eat"].failure.code == "E-BAT-02"
    assert 200 < found["eat"].peak_mib < 600
    assert found["gulp"].failure
    assert found["gulp"].failure.code == "E-BAT-02"
    assert all(found[key].failure is None for key in "abc")


def test_a_worker_that_dies_is_replaced_and_its_page_tried_again(tmp_path: Path) -> None:
    found = records(settings(tmp_path), "a", "die-once", "die", "b")
    assert found["die-once"].failure is None
    assert found["die-once"].attempts == 2
    assert found["die"].failure
    assert (found["die"].failure.code, found["die"].attempts) == ("E-BAT-03", 3)
    assert "signal 9" in found["die"].failure.what
    assert found["b"].failure is None


def test_what_a_worker_raises_or_prints_harms_no_other_page(tmp_path: Path) -> None:
    found = records(settings(tmp_path), "shout", "raise", "b")
    assert found["raise"].failure
    assert found["raise"].failure.code == "E-BAT-09"
    assert "RuntimeError: nobody expected this" in found["raise"].failure.what
    assert found["shout"].outputs[0][1] == found["b"].outputs[0][1]


def test_the_last_word_of_a_worker_is_told_however_much_it_said(tmp_path: Path) -> None:
    failure = records(settings(tmp_path), "lament")["lament"].failure
    assert failure
    assert (failure.code, "the last word" in failure.what) == ("E-BAT-03", True)


def test_the_day_is_that_of_whoever_began_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    made_with = settings(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # as another machine may have it
    assert records(made_with, "day")["day"].outputs == (("day.xml", "1970-01-02"),)


def test_a_worker_that_does_not_start_blames_no_page(tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match="no_such_work"):
        list(run(tasks("a"), settings(tmp_path, work="no_such_work")))


def test_when_tasks_end_those_at_hand_are_finished_and_no_more_are_taken_than_can_be(tmp_path: Path) -> None:
    taken = 0

    def counted() -> Iterator[Task]:
        nonlocal taken
        for task in tasks(*(f"p{n}" for n in range(100))):
            taken += 1
            yield task

    with closing(run(counted(), settings(tmp_path, jobs=2, work="slow"))) as found:
        assert next(done for done in found if done)
        assert taken <= 5


def test_to_close_the_engine_ends_all_workers_at_once(tmp_path: Path) -> None:
    found = run(tasks("a", "hang", "b"), settings(tmp_path, jobs=2))
    pids = {int(done.outputs[0][1]) for done in (next(found), next(found)) if done}
    began = time.monotonic()
    found.close()
    assert time.monotonic() - began < 5
    assert pids
    until(lambda: not any(map(alive, pids)))


def test_a_keeper_that_was_ended_begins_nothing(tmp_path: Path) -> None:
    with Keeper(settings(tmp_path)) as keeper:
        assert not isinstance(keeper.do(Task("a", ())).result, Lost)
    with pytest.raises(EndedError):
        keeper.do(Task("b", ()))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="this system does not tell what a process does")
def test_workers_go_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    code = (
        "from converter.engines.local import run; from converter.task import Settings, Task\n"
        f"list(run((Task(str(n), ()) for n in range(100)), Settings({str(tmp_path)!r}, jobs=2, work='batch_works:slow')))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(HERE)})
    try:
        until(lambda: len(list(tmp_path.glob("*.pid"))) >= 4)
    finally:
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    pids = {int(path.read_text()) for path in tmp_path.glob("*.pid") if path.read_text()}
    until(lambda: not any(map(alive, pids)), 5)
