"""Batches through Dask give what batches on one machine give, bytes and all; no page is lost with a worker."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from converter.engines import dask as engine
from converter.engines.local import run as run_local
from converter.errors import MissingError, UsageError
from converter.issue import Choices
from converter.task import Done, Settings, Task

if TYPE_CHECKING:
    from distributed import LocalCluster

pytest.importorskip("distributed", reason="the extra `dask` is not installed")
pytest.importorskip("cryptography", reason="the extra `dask` is not installed")
psutil = pytest.importorskip("psutil")

SEED = Path(__file__).resolve().parents[1] / "examples" / "lvliang-2020-12"


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler that somebody else runs, with one worker of two threads."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=2, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50) as found:
        yield found


@pytest.fixture
def pages(tmp_path: Path) -> list[Task]:
    (source,) = SEED.glob("*.txt")
    tasks = []
    for n in range(6):
        page = tmp_path / f"page-{n}.txt"
        page.write_bytes(source.read_bytes())
        tasks.append(Task(f"1998/page-{n}", (str(page),), id=f"page-{n}"))
    return tasks


def ours(work: str, output: Path, scheduler: str | None = None, **more: Any) -> Settings:
    output.mkdir(exist_ok=True)
    return Settings(str(output), scheduler=scheduler, work=f"dask_works:{work}", **more)


def tasks(*keys: str) -> Iterator[Task]:
    return (Task(key, (f"/in/{key}.txt",)) for key in keys)


def made(found: Iterator[Done | None]) -> dict[str, Done]:
    out: dict[str, Done] = {}
    for done in found:
        if done:
            assert done.key not in out, "a page was recorded twice"
            out[done.key] = done
    return out


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def dask_workers() -> list[Any]:
    return [child for child in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(child.cmdline())]


def until(what: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False


def test_bytes_are_those_of_one_machine_though_a_worker_is_killed(pages: list[Task], tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("local", "dask")}
    for place in places.values():
        place.mkdir()
    choices = Choices(tagger=None)
    plain = made(run_local(iter(pages), Settings(str(places["local"]), choices, jobs=1)))

    def killing() -> Iterator[Done | None]:
        victim = None
        with closing(engine.run(iter(pages), Settings(str(places["dask"]), choices, jobs=2))) as found:
            for done in found:
                yield done
                if done and not victim:
                    victim = dask_workers()[0]
                    assert_only_here()
                    victim.kill()

    spread = made(killing())
    assert tree(places["local"]) == tree(places["dask"])
    assert len(tree(places["dask"])) == len(pages)
    assert {key: (done.outputs, done.tally, done.notices) for key, done in spread.items()} == {
        key: (done.outputs, done.tally, done.notices) for key, done in plain.items()
    }
    assert not any(done.failure for done in spread.values())
    assert not dask_workers(), "the cluster of our own has ended"


def assert_only_here() -> None:
    """Nobody but this machine can reach what was started, and there without a key nobody can speak to it."""
    processes = [psutil.Process(), *dask_workers()]
    listening = {kind.laddr for process in processes for kind in process.net_connections() if kind.status == "LISTEN"}
    assert listening
    assert {place.ip for place in listening} == {"127.0.0.1"}


def test_a_page_that_ends_its_dask_worker_each_time_fails_alone(tmp_path: Path) -> None:
    names = [f"good-{n}" for n in range(6)]
    found = made(engine.run(tasks("bad", *names), ours("one_ends_its_dask_worker", tmp_path / "out", jobs=2)))
    assert found["bad"].failure is not None
    assert found["bad"].failure.code == "E-BAT-03"
    assert found["bad"].attempts >= engine.TRIED
    assert [name for name in names if found[name].failure] == []


def test_a_page_over_the_time_limit_fails_and_the_others_are_done(cluster: LocalCluster, tmp_path: Path) -> None:
    settings = ours("one_hangs", tmp_path / "out", cluster.scheduler_address, time_limit=1.0)
    found = made(engine.run(tasks("a", "bad", "b", "c"), settings))
    assert found["bad"].failure is not None
    assert found["bad"].failure.code == "E-BAT-01"
    assert {key for key, done in found.items() if not done.failure} == {"a", "b", "c"}


def test_each_thread_of_a_worker_has_a_process_and_nothing_stays(cluster: LocalCluster, tmp_path: Path) -> None:
    output = tmp_path / "out"
    found = made(engine.run(tasks(*"abcdefgh"), ours("slow", output, cluster.scheduler_address)))
    pids = {done.outputs[0][1] for done in found.values()}
    assert len(found) == 8
    assert len(pids) == 2
    assert until(lambda: not any(psutil.pid_exists(int(pid)) for pid in pids)), "their processes end with the run"


def test_to_close_the_run_ends_what_is_at_hand(cluster: LocalCluster, tmp_path: Path) -> None:
    output = tmp_path / "out"
    with closing(engine.run(tasks("a", "bad"), ours("one_hangs", output, cluster.scheduler_address))) as found:
        assert next(done for done in found if done).key == "a"
        children = [child for worker in dask_workers() for child in worker.children() if "converter.worker" in " ".join(child.cmdline())]
        assert children
    assert until(lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children))


def test_the_end_of_the_tasks_ends_the_run_after_those_at_hand(cluster: LocalCluster, tmp_path: Path) -> None:
    stopped = []

    def some() -> Iterator[Task]:
        for task in tasks(*"abcdefgh"):
            if stopped:
                return
            yield task

    found = []
    for done in engine.run(some(), ours("slow", tmp_path / "out", cluster.scheduler_address)):
        if done:
            found.append(done.key)
            stopped.append(True)
    assert 1 <= len(found) <= 2 * engine.AHEAD
    assert sorted(found) == list("abcdefgh")[: len(found)]


def test_another_version_on_a_worker_is_refused(cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "__version__", "0.0.1")
    with pytest.raises(UsageError, match="install the same version"):
        made(engine.run(tasks("a"), ours("quick", tmp_path / "out", cluster.scheduler_address)))


def test_a_worker_that_does_not_see_the_folder_is_refused(cluster: LocalCluster) -> None:
    with pytest.raises(UsageError, match="does not see /nowhere"):
        made(engine.run(tasks("a"), Settings("/nowhere", scheduler=cluster.scheduler_address)))


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine, "CONNECTING", 0.5)
    with pytest.raises(UsageError, match="no Dask scheduler answers"):
        made(engine.run(tasks("a"), ours("quick", tmp_path / "out", "tcp://127.0.0.1:9")))
    with pytest.raises(UsageError, match="no address of the form tcp"):
        made(engine.run(tasks("a"), ours("quick", tmp_path / "out", "what is this")))


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr(engine, "CONNECTING", 0.5)
    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(UsageError, match="has no workers"),
    ):
        made(engine.run(tasks("a"), ours("quick", tmp_path / "out", empty.scheduler_address)))


def test_without_dask_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingError, match=r"pip install 'broadsheet\[dask\]'"):
        made(engine.run(tasks("a"), ours("quick", tmp_path / "out")))


@pytest.mark.soak
def test_a_scheduler_that_goes_ends_the_run_with_words(tmp_path: Path) -> None:
    """What was recorded stays; the rest is done by the next run."""
    import subprocess

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    scheduler = subprocess.Popen(
        [sys.executable, "-c", _SCHEDULER, str(tmp_path / "address")], env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        assert until(lambda: (tmp_path / "address").exists())
        address = (tmp_path / "address").read_text()
        from converter.engines.keeper import WorkerError

        def killing() -> Iterator[Done | None]:
            for done in engine.run(tasks(*map(str, range(100))), ours("slow", tmp_path / "out", address)):
                if done:
                    scheduler.kill()
                yield done

        with pytest.raises(WorkerError, match="type the command again"):
            made(killing())
        assert list((tmp_path / "out").glob("*.pid"))
    finally:
        os.killpg(scheduler.pid, signal.SIGKILL)
        scheduler.wait()


_SCHEDULER = """
import sys, time
from pathlib import Path
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address="127.0.0.1:0") as found:
        made = Path(sys.argv[1] + ".new")
        made.write_text(found.scheduler_address)
        made.rename(sys.argv[1])
        time.sleep(300)
"""
