"""A batch that is killed over and over, whole or a worker of it, loses no page, makes none twice, and gives the bytes of one that nobody disturbed.

BROADSHEET_SOAK_PAGES, BROADSHEET_SOAK_KILLS and BROADSHEET_SOAK_SEED change the long runs; BROADSHEET_SOAK_CALM names a folder in which the
undisturbed outputs stay for the next time.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from archives import archive, check_agreement, digests, page, rows
from command import broadsheet

from converter.archive import run_batch
from converter.errors import Exit, MissingError
from converter.issue import Choices
from converter.order import Order
from converter.storage import clear_staged
from converter.task import Done, Settings, Task
from converter.work import make_and_write

psutil = pytest.importorskip("psutil", reason="the extra `dask`, which brings it, is not installed")

PAGES = int(os.environ.get("BROADSHEET_SOAK_PAGES", "2000"))
KILLS = int(os.environ.get("BROADSHEET_SOAK_KILLS", "50"))
SEED = int(os.environ.get("BROADSHEET_SOAK_SEED", "1"))
SLOWEST = 120.0  # seconds without a page, on the busiest machine
STARTING = 1.5  # seconds in which a batch starts and plans


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def begin(words: Sequence[object]) -> subprocess.Popen[bytes]:
    with Path("said.txt").open("ab") as words_of_it:
        return subprocess.Popen([sys.executable, "-m", "converter", "batch", *map(str, words)], stderr=words_of_it, start_new_session=True)


def said() -> str:
    """The last words of the batch."""
    return Path("said.txt").read_text(encoding="utf-8")[-2000:]


def finished(output: str) -> int:
    """Issues that the ledger has by now."""
    with suppress(MissingError):
        (row,) = rows(output, "SELECT count(*) AS n FROM tasks WHERE state IN ('done', 'failed')")
        return int(row["n"])
    return 0


def workers_of(run: subprocess.Popen[bytes]) -> list[Any]:
    """All that work for it: worker processes, and those of Dask that have them."""
    found = []
    with suppress(psutil.NoSuchProcess):
        for process in psutil.Process(run.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if any(word in " ".join(process.cmdline()) for word in ("converter.worker", "spawn_main")):
                    found.append(process)
    return found


def wait_for(what: Callable[[], bool], told: str, seconds: float = SLOWEST) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, told
        time.sleep(0.05)


class Disturbed:
    """A batch that is killed so many times while its pages come, and begun again each time that it was killed as a whole."""

    def __init__(self, words: Sequence[object], pages: int, kills: int, chance: random.Random) -> None:
        """words: of the command, with `-o out`."""
        self._words, self._chance = words, chance
        self._moments = sorted(chance.sample(range(pages * 2 // 3), kills))  # pages that are done when somebody kills
        self._victims = chance.sample(["whole", "worker"] * ((kills + 1) // 2), kills)  # both, wherever chance falls
        self.killed = {"whole": 0, "worker": 0}

    def finish(self) -> None:
        with self._running():
            for moment, victim in zip(self._moments, self._victims, strict=True):
                wait_for(lambda moment=moment: self._ended() or finished("out") >= moment, f"no {moment} pages came")  # type: ignore[misc]
                time.sleep(self._chance.uniform(0, 0.4))
                self._kill(victim)
            assert self._run.wait() == Exit.GOOD, said()

    @contextmanager
    def _running(self) -> Iterator[None]:
        self._run = begin(self._words)
        try:
            yield
        finally:
            self._run.kill()
            self._run.wait()

    def _ended(self) -> bool:
        return self._run.poll() is not None

    def _kill(self, victim: str) -> None:
        assert not self._ended(), f"it ended before it was killed: {said()}"
        if victim == "worker":
            while not (victims := workers_of(self._run)):  # it has just begun
                assert not self._ended(), f"it ended before a worker was killed: {said()}"
                time.sleep(0.02)
            with suppress(psutil.NoSuchProcess):
                self._chance.choice(victims).kill()
            self.killed["worker"] += 1
            return
        self._kill_whole()
        if self._chance.random() < 0.3:  # once more, while it starts or plans
            self._run = begin(self._words)
            time.sleep(self._chance.uniform(0, STARTING))
            self._kill_whole()
        self._run = begin(self._words)

    def _kill_whole(self) -> None:
        self._run.kill()
        self._run.wait()
        self.killed["whole"] += 1


def undisturbed(form: Sequence[str], folder: str) -> dict[str, str]:
    """The digests of what one run in one go makes; it is made where it is not there."""
    said = broadsheet("batch", "in", "-o", folder, *form, "-q")
    assert said.code == Exit.GOOD, said.err
    return digests(folder)


def kill_and_go_on(pages: int, kills: int, form: Sequence[str], seed: int, engine: str = "local", calm: str = "calm") -> Disturbed:
    """form: options that outputs depend on."""
    archive(*(f"19{n:02}" for n in range(10)), pages=pages // 10)
    expected = undisturbed(form, calm)
    disturbed = Disturbed(["in", "-o", "out", *form, "--engine", engine, "-j", 2], pages, kills, random.Random(seed))
    disturbed.finish()
    check(expected, pages)
    return disturbed


def check(expected: dict[str, str], pages: int) -> None:
    """Each page is there once, with the bytes of a run that nobody disturbed; the ledger tells the same; nothing is left over."""
    found = digests("out")
    assert found.keys() == expected.keys()
    assert found == expected
    check_agreement("out")
    assert [tuple(row) for row in rows("out", "SELECT state, count(*) FROM tasks GROUP BY state")] == [("done", pages)]
    made = [tuple(row) for row in rows("out", "SELECT count(*), count(DISTINCT path), count(DISTINCT task) FROM outputs")]
    assert made == [(pages, pages, pages)]
    read = {row["path"] for row in rows("out", "SELECT path FROM read")}
    assert read == {str(path.absolute()) for path in Path("in").rglob("*.txt")}
    assert not [path.name for path in Path("out").iterdir() if path.name != "in" and not path.name.startswith("broadsheet-batch.")]
    assert not list(Path("out").rglob("*.partial*"))
    wait_for(lambda: not processes_here(), "processes of a killed batch are at work still", 20)
    shutil.rmtree("out")


def processes_here() -> list[Any]:
    """Programs of ours that were begun in this test's folder, but for the test itself."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and process.cwd() == str(Path.cwd()) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def test_killed_at_random_it_loses_no_page() -> None:
    killed = kill_and_go_on(60, 3, [], seed=3).killed
    assert killed["whole"]
    assert killed["worker"]


def test_with_dask_killed_at_random_it_loses_no_page() -> None:
    pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    killed = kill_and_go_on(80, 3, ["--only", "tei"], seed=4, engine="dask").killed
    assert killed["whole"]
    assert killed["worker"]


@pytest.mark.soak
def test_killed_many_times_it_loses_no_page() -> None:
    kill_and_go_on(PAGES, KILLS, [], SEED, calm=os.environ.get("BROADSHEET_SOAK_CALM", "calm"))


@pytest.mark.soak
def test_with_dask_killed_many_times_it_loses_no_page() -> None:
    pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    kill_and_go_on(PAGES // 4, max(2, KILLS // 4), ["--only", "tei"], SEED, engine="dask")


def test_what_a_killed_run_left_half_made_is_taken_away_and_nothing_else() -> None:
    for name in (".page-01.0123456789abcdef.partial", "page-02.xml", ".page-01.partial", ".mine.0123.partial"):
        page(f"out/{name}")
    page("out/.page-03.fedcba9876543210.partial/tei/page.xml")
    clear_staged(Path("out"))
    assert sorted(path.name for path in Path("out").iterdir()) == [".mine.0123.partial", ".page-01.partial", "page-02.xml"]


def test_what_a_killed_worker_left_is_taken_away_when_its_page_was_made_by_another() -> None:
    page("in/page.txt")
    left = Path("out/in/.page.fedcba9876543210.partial")

    def engine(tasks: Iterator[Task], settings: Settings) -> Iterator[Done]:
        for task in tasks:
            left.mkdir(parents=True)
            done = make_and_write(task, settings)
            yield replace(done, attempts=2)

    def run() -> None:
        settings = Settings(str(Path("out").absolute()), Choices(tagger=None))
        run_batch(Order(settings, ["in"], engine=engine), Quiet(), Event())

    run()
    assert not left.exists()
    left.mkdir()
    with sqlite3.connect("out/broadsheet-batch.sqlite") as ledger:
        ledger.execute("UPDATE runs SET ended = NULL, ending = NULL")
    ledger.close()
    run()
    assert not left.exists(), "the whole was killed before it could clear"
    assert Path("out/in/page.xml").is_file()


class Quiet:
    def planning(self, found: int) -> None: ...

    def planned(self, plan: object) -> None: ...

    def done(self, done: Done) -> None: ...

    def idle(self) -> None: ...


def test_half_made_files_of_an_issue_of_very_many_pages_are_taken_away_too() -> None:
    """It has a folder of its own, with a TEI file for each page."""
    page("in/day.txt", "\f".join(f"河滨桥昨日通车，这是第{n}版。" for n in range(1, 67)))
    words = ["batch", "in", "-o", "out", "--only", "tei", "-j", 1]
    assert broadsheet(*words).code == Exit.GOOD
    assert len(list(Path("out/in/day").iterdir())) == 66
    with sqlite3.connect("out/broadsheet-batch.sqlite") as ledger:
        ledger.execute("UPDATE tasks SET state = 'begun'")
    ledger.close()
    page("out/in/day/.day-p1.xml.0123456789abcdef.partial")
    assert broadsheet(*words).code == Exit.GOOD
    assert len(list(Path("out/in/day").iterdir())) == 66
