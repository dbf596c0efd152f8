"""What a batch says while it works: on a terminal a bar with rate and time left, in a log a line every ten seconds, with -q nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from archives import archive

from converter.archive import Plan
from converter.cli import batch_progress
from converter.cli.batch_progress import EVERY, Course, span
from converter.cli.talk import Talk
from converter.passed_over import Kind
from converter.task import Done, Failure, Told


class Clock:
    """Time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(batch_progress, "time", found)
    return found


@pytest.fixture
def lines(clock: Clock, capsys: pytest.CaptureFixture[str]) -> Callable[[], list[str]]:
    """The lines that were said since the last look."""
    del clock  # no other time than ours passes in such a test
    return lambda: capsys.readouterr().err.splitlines()


def begun(level: int = 0, to_do: int = 100) -> Course:
    course = Course(Talk(level), Event())
    course.planned(Plan(Counter(new=to_do), to_do))
    return course


def test_what_was_passed_over_is_said_again_at_the_end_of_a_long_log_only(clock: Clock) -> None:
    course = Course(Talk(0), Event())
    course.planned(Plan(Counter(new=2), 2, passed=(Kind(".gz", 2, "in/a.gz"),)))
    course.done(Done("a"))
    assert course.again == ()
    clock.now += EVERY
    course.done(Done("b"))
    assert course.again == ("2 files were passed over: 2 .gz (first: in/a.gz)",)


def test_a_log_has_a_line_every_ten_seconds_with_rate_and_time_left(clock: Clock, lines: Callable[[], list[str]]) -> None:
    with begun().shown() as course:
        assert lines() == ["100 issues to do: 100 new"]
        for n in range(30):
            clock.now += 0.5
            course.done(Done(f"page-{n}"))
        assert lines() == ["20 of 100: 2.0 a second, 0:40 left"]
        clock.now += EVERY / 2 - 0.01
        course.idle()
        assert lines() == []
        clock.now += 0.01
        course.idle()
        assert lines() == ["30 of 100: 1.5 a second, 0:47 left"]


def test_failures_are_counted_beside_the_rate(clock: Clock, lines: Callable[[], list[str]]) -> None:
    course = begun()
    for n in range(20):
        clock.now += 0.5
        course.done(Done(f"page-{n}", Failure("E-BAT-04", "is damaged") if n % 10 == 0 else None))
    assert lines()[1:] == ["20 of 100: 2.0 a second, 0:40 left, 2 failed"]


def test_the_rate_is_that_of_the_last_minute(clock: Clock, lines: Callable[[], list[str]]) -> None:
    course = begun(to_do=10_000)
    for seconds, number in ((0.125, 600), (1.0, 75)):
        for n in range(number):
            clock.now += seconds
            course.done(Done(f"page-{n}"))
    assert lines()[-1] == "675 of 10,000: 1.0 a second, 2 h 35 min left"


def test_before_the_first_issue_is_done_nothing_is_promised(clock: Clock, lines: Callable[[], list[str]]) -> None:
    course = begun()
    clock.now += EVERY
    course.idle()
    assert lines()[1:] == ["0 of 100: 0.0 a second"]


def test_a_long_search_is_told(clock: Clock, lines: Callable[[], list[str]]) -> None:
    course = Course(Talk(), Event())
    for n in range(1, 41):
        clock.now += 0.5
        course.planning(n)
    assert lines() == ["20 issues found so far", "40 issues found so far"]
    clock.now += EVERY
    course.planning(2000)
    assert lines() == ["2,000 issues found so far"]


def test_quiet_is_quiet_and_verbose_names_each_issue(clock: Clock, lines: Callable[[], list[str]]) -> None:
    for level, said in ((-1, []), (1, ["done: a (1.5 s, 90 MiB, W-SEG-03 2)", "failed: b: is damaged"])):
        with begun(level).shown() as course:
            course.done(Done("a", seconds=1.5, peak_mib=90.0, notices=(Told("I-META-09", 1, "p1", "x"), Told("W-SEG-03", 2, "p1", "x"))))
            course.done(Done("b", Failure("E-BAT-04", "is damaged")))
            clock.now += EVERY
            course.idle()
        assert lines()[level > 0 :][: len(said) + (level < 0)] == said


def test_a_request_to_stop_is_answered_once(lines: Callable[[], list[str]]) -> None:
    stop = Event()
    course = Course(Talk(), stop)
    course.planned(Plan(Counter(new=2), 2))
    stop.set()
    course.idle()
    course.done(Done("a"))
    assert lines()[1:] == ["finishing the issues at hand; Ctrl-C again ends at once"]


def test_strict_says_why_it_ends(lines: Callable[[], list[str]]) -> None:
    stop = Event()
    course = Course(Talk(), stop, strict=True)
    course.planned(Plan(Counter(new=2), 2))
    course.done(Done("a", Failure("E-BAT-04", "is damaged")))
    stop.set()
    course.idle()
    assert lines()[1:] == ["an issue failed (--strict): finishing those at hand; Ctrl-C ends at once"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0:00"), (59.6, "1:00"), (65, "1:05"), (3599.6, "1 h 00 min"), (7500, "2 h 05 min"), (273_600, "3 d 4 h")],
)
def test_spans_read_as_one_says_them(seconds: float, words: str) -> None:
    assert span(seconds) == words


def screen(*words: str, columns: int = 80) -> tuple[int, str]:
    """The exit code, and all that a terminal of so many columns was sent."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns), "LINES": "24"}
    process = subprocess.Popen([sys.executable, "-m", "converter", *words], stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    sent = b""
    try:
        while chunk := os.read(ours, 4096):
            sent += chunk
    except OSError:  # Linux says so when the other side is closed
        pass
    finally:
        os.close(ours)
    return process.wait(timeout=60), sent.decode()


def test_a_terminal_has_a_bar_with_rate_and_time_left_that_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    archive("1998", pages=4)
    code, sent = screen("batch", "in", "-o", "out", "--only", "tei", "--no-entities", "-j", "1")
    assert code == 0, sent
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", sent)
    assert re.search(r"converting [━╸╺]+ [123]/4 \d+\.\d a second, 0:\d\d left", shown)
    assert "\x1b[2K" in sent, "the bar is taken away at the end"
    *_, told, _doubts = (line for line in shown.replace("\r", "\n").splitlines() if line.strip())
    assert told == "4 issues done"
    assert "4 issues to do: 4 new" in shown
    assert "Traceback" not in shown
