"""A run that is killed anywhere leaves a partial folder or the whole package, nothing that looks finished and is not; the next run makes the same."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from converter.storage.walk import files_below
from tests.command import EXAMPLE, broadsheet

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and SIGTERM of POSIX")

KILLED = Path(__file__).with_name("killed.py")
FORMS = pytest.mark.parametrize("name", ["bag", "bag.zip"])


def content(target: Path) -> dict[str, bytes]:
    """A ZIP is held byte for byte to be the same, a folder file by file."""
    if target.is_dir():
        return {name: (target / name).read_bytes() for name in files_below(target)}
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
    return {"": target.read_bytes()}


@dataclass(frozen=True)
class Run:
    """A command that makes `target`; expected: what it makes when nobody stops it, in so many acts on the disk and seconds."""

    words: tuple[str, ...]
    target: Path
    expected: dict[str, bytes]
    acts: int
    seconds: float

    @classmethod
    def measured(cls, words: Callable[[Path], list[str]], folder: Path, name: str) -> Run:
        (folder / "first").mkdir()
        (folder / "here").mkdir()
        start = time.perf_counter()
        first = started(0, words(folder / "first" / name))
        out, err = first.communicate()
        assert first.returncode == 0, err
        seconds = time.perf_counter() - start
        target = folder / "here" / name
        return cls(tuple(words(target)), target, content(folder / "first" / name), int(out.split()[-1]), seconds)

    def killed_at(self, act: int) -> bool:
        """Whether the run was ended in time by the signal of its own."""
        run = started(act, self.words)
        run.communicate()
        assert run.returncode in (0, -signal.SIGKILL)
        return run.returncode != 0

    def stopped_at(self, act: int) -> None:
        """A polite request leaves nothing, wherever it comes; only a package that has its name by then stays, and it is whole."""
        run = started(act, self.words, signal.SIGTERM)
        run.communicate()
        left = {path.name for path in self.target.parent.iterdir()}
        if self.target.name in left:
            assert content(self.target) == self.expected
            take_away(self.target)
        else:
            assert run.returncode == 128 + signal.SIGTERM
        assert left <= {self.target.name}, (act, left)

    def ended_after(self, seconds: float, by: signal.Signals) -> int:
        """The exit code of a run that gets a signal from outside."""
        run = started(0, self.words)
        try:
            run.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            run.send_signal(by)
            run.communicate()
        return run.returncode

    def check(self) -> None:
        """The law, and then the next run, which clears the place for another round."""
        name = self.target.name
        left = {path.name for path in self.target.parent.iterdir()}
        assert left <= {name, f".{name}.partial"}, left
        if name in left:
            assert content(self.target) == self.expected
            again = started(0, self.words)
            again.communicate()
            assert again.returncode != 0  # it is not overwritten
            take_away(self.target)
        again = started(0, self.words)
        _, err = again.communicate()
        assert again.returncode == 0, err
        assert content(self.target) == self.expected
        assert {path.name for path in self.target.parent.iterdir()} == {name}
        take_away(self.target)


def started(act: int, words: list[str] | tuple[str, ...], by: signal.Signals = signal.SIGKILL) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, KILLED, str(act), by.name, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def take_away(target: Path) -> None:
    subprocess.run(["rm", "-rf", target], check=True)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small files in several folders, and one of several pieces."""
    folder = tmp_path_factory.mktemp("source") / "edition"
    for name, size in (("tei/a.xml", 3_000), ("html/a/index.html", 900), ("html/b/index.html", 0), ("images/p1.tif", 12_000_000)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(random.Random(size).randbytes(size))
    return folder


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "edition"
    assert broadsheet("build", EXAMPLE / "page-01.txt", "-o", folder).code == 0
    return folder


def writing(source: Path, folder: Path, name: str) -> Run:
    return Run.measured(lambda target: ["package", str(source), str(target)], folder, name)


def depositing(edition: Path, folder: Path, name: str) -> Run:
    form = ["--zip"] if name.endswith(".zip") else []
    return Run.measured(lambda target: ["deposit", str(edition), "-o", str(target), *form], folder, name)


def killed_at_random(run: Run, number: int) -> None:
    """Half of them among the last acts, where the package gets its name."""
    chance, killed = random.Random(7), 0
    for n in range(number):
        act = chance.randint(1, run.acts) if n % 2 else run.acts - chance.randrange(min(12, run.acts))
        killed += run.killed_at(act)
        run.check()
    assert killed >= number * 0.9  # the order of acts in two threads is not always the same


@FORMS
def test_the_writer_killed_at_some_act(source: Path, tmp_path: Path, name: str) -> None:
    killed_at_random(writing(source, tmp_path, name), 12)


@FORMS
def test_the_command_killed_at_some_act(edition: Path, tmp_path: Path, name: str) -> None:
    killed_at_random(depositing(edition, tmp_path, name), 2)


@FORMS
def test_the_writer_asked_to_stop_at_some_act(source: Path, tmp_path: Path, name: str) -> None:
    run = writing(source, tmp_path, name)
    for act in (*range(1, 6), *range(6, run.acts - 8, 9), *range(run.acts - 7, run.acts + 1)):  # most where it takes and leaves its place
        run.stopped_at(act)


@FORMS
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_a_command_that_is_asked_to_stop_leaves_nothing(edition: Path, tmp_path: Path, name: str, by: signal.Signals) -> None:
    run = depositing(edition, tmp_path, name)
    code = run.ended_after(run.seconds * 0.7, by)
    if code:
        assert code in (128 + by, -by)  # -by: before it listens
        assert not (run.target.parent / f".{name}.partial").exists()
    run.check()


@pytest.mark.soak
@FORMS
def test_the_writer_killed_at_each_act(source: Path, tmp_path: Path, name: str) -> None:
    run = writing(source, tmp_path, name)
    for act in range(1, run.acts + 1):
        run.killed_at(act)
        run.check()
        run.stopped_at(act)


@pytest.mark.soak
@FORMS
def test_the_command_killed_at_a_hundred_acts(edition: Path, tmp_path: Path, name: str) -> None:
    killed_at_random(depositing(edition, tmp_path, name), 100)


@pytest.mark.soak
@FORMS
def test_the_command_killed_at_any_moment(edition: Path, tmp_path: Path, name: str) -> None:
    run, chance = depositing(edition, tmp_path, name), random.Random(9)
    for _ in range(50):
        run.ended_after(run.seconds * chance.uniform(0.3, 1.05), signal.SIGKILL)
        run.check()
