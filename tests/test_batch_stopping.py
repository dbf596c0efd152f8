"""A batch that is asked to stop finishes what is at hand, leaves no process behind, and is gone on with by the same command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from archives import archive, check_agreement, rows, states
from command import broadsheet

from converter.errors import Exit

WORDS = ("in", "-o", "out", "--only", "tei", "--no-entities", "-j", 2)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(params=["local", "dask"])
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "dask":
        pytest.importorskip("distributed", reason="the extra `dask` is not installed")
        pytest.importorskip("cryptography", reason="the extra `dask` is not installed")
    return str(request.param)


def ended(process: subprocess.Popen[bytes]) -> str:
    """What it said until it ended; one that does not end is killed with its group, and fails the test."""
    try:
        return process.communicate(timeout=60)[1].decode()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def begin(engine: str) -> subprocess.Popen[bytes]:
    """The batch as the leader of a group of processes, as a shell begins it."""
    command = [sys.executable, "-m", "converter", "batch", *map(str, WORDS), "--engine", engine]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    end = time.monotonic() + 60
    while len(list(Path("out").rglob("page-*.xml"))) < 3:
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)
    return process


def ask(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Ctrl-C on a terminal reaches the whole group; `kill` one process."""
    if number == signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)


def group_is_gone(group: int) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_request_to_stop_lets_the_pages_at_hand_finish(engine: str, number: signal.Signals) -> None:
    archive("1998", pages=100)
    process = begin(engine)
    ask(process, number)
    err = ended(process)
    assert process.returncode == 128 + number, err
    assert "Traceback" not in err
    assert "finishing the issues at hand; Ctrl-C again ends at once" in err
    found = Counter(states("out").values())
    assert found.keys() == {"done", "waiting"}
    assert f"{found['done']} issues done\n{found['waiting']} are left; the same command goes on with them\n" in err
    assert [tuple(run) for run in rows("out", "SELECT ending FROM runs WHERE ended IS NOT NULL")] == [("interrupted",)]
    assert group_is_gone(process.pid)
    check_agreement("out")
    left = [row["key"] for row in rows("out") if row["state"] == "waiting"]
    went_on = broadsheet("batch", *WORDS)
    assert went_on.code == Exit.GOOD, went_on.err
    assert f"{len(left)} issues to do: {len(left)} left by a run that ended before them\n{found['done']} done before\n" in went_on.err
    check_agreement("out")


def test_a_second_request_ends_it_at_once(engine: str) -> None:
    archive("1998", pages=100)
    process = begin(engine)
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    err = ended(process)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert group_is_gone(process.pid)
    assert broadsheet("batch", *WORDS).code == Exit.GOOD
    assert set(states("out").values()) == {"done"}
    check_agreement("out")
