"""What a batch says while it works: on a terminal a bar with rate and time left, in a log a line now and then, with -q nothing."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from converter.cli.talk import Talk
from converter.notices import LEVELS
from converter.report.words import differing
from converter.task import Done
from converter.version import __version__

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from converter.archive import Plan
    from converter.passed_over import Kind

EVERY = 10.0  # seconds between two lines of a log
_WINDOW = 60.0  # seconds over which the rate is taken: pages of one archive are alike, those of two are not
_ENDINGS = 5  # that a line names
_PACKED = {".zip": "zip", ".cbz": "zip", ".tar": "tar", ".tgz": "tar"}  # endings of archives, and how they are addressed
_LOOKED = 0.2  # seconds between two pictures of the search, in which issues come by the thousand


class Course:
    """How a batch goes, as `converter.archive.Watch` tells it. Used inside `shown`."""

    def __init__(self, talk: Talk, stop: Event, *, strict: bool = False) -> None:
        """stop: set when the batch is to stop, which is said once; strict: a failure sets it, too."""
        self._talk, self._stop, self._strict, self._stopping = talk, stop, strict, False
        self._bar: tuple[Progress, TaskID] | None = None
        self._total = self._count = self._failed = 0
        self._told = self._drawn = time.monotonic()
        self._times: deque[tuple[float, int]] = deque()
        self._passed: tuple[str, ...] = ()
        self._long = False  # whether a log has lines between its beginning and its end

    @contextmanager
    def shown(self) -> Iterator[Course]:
        """With a bar, if there is somebody to see it."""
        if self._talk.level < 0 or not sys.stderr.isatty():
            yield self
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
        with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
            self._bar = bar, bar.add_task("looking for pages", total=None, pace="")
            yield self
            self._bar = None

    def planning(self, found: int) -> None:
        if time.monotonic() - self._drawn >= _LOOKED:
            self._drawn = time.monotonic()
            self._show("looking for pages", found, None, "")
            if self._is_time():
                self._talk.say(f"{found:,} {'issue' if found == 1 else 'issues'} found so far")

    def planned(self, plan: Plan) -> None:
        self._total = plan.to_do
        self._passed = passed_over(plan.passed)
        for line in (*told(plan), *self._passed):
            self._talk.say(line)
        self._told = time.monotonic()
        self._times.append((self._told, 0))
        self._tell()

    @property
    def again(self) -> tuple[str, ...]:
        """What is to be said at the end once more, as the beginning of the log is far away."""
        return self._passed if self._long else ()

    def done(self, done: Done) -> None:
        self._count += 1
        if done.failure:
            self._failed += 1
            self._talk.detail(f"failed: {done.key}: {done.failure.what}")
        else:
            doubts = "".join(f", {told.code} {told.count}" for told in done.notices if LEVELS[told.code[0]] != "info")
            self._talk.detail(f"done: {done.key} ({done.seconds:.1f} s, {done.peak_mib:.0f} MiB{doubts})")
        self._times.append((time.monotonic(), self._count))
        self._tell()

    def idle(self) -> None:
        self._tell()

    def _tell(self) -> None:
        if self._stop.is_set() and not self._stopping:
            self._stopping = True
            failed = self._strict and self._failed
            why = "an issue failed (--strict): finishing those at hand; Ctrl-C" if failed else "finishing the issues at hand; Ctrl-C again"
            self._talk.say(f"{why} ends at once")
        self._show("converting", self._count, self._total, self._pace())
        if self._bar is None and self._is_time():
            self._talk.say(f"{self._count:,} of {self._total:,}: {self._pace()}")
            self._long = True

    def _show(self, doing: str, count: int, total: int | None, pace: str) -> None:
        if self._bar:
            bar, task = self._bar
            bar.update(task, description=doing, completed=count, total=total, pace=pace, refresh=True)

    def _is_time(self) -> bool:
        if self._bar or time.monotonic() - self._told < EVERY:
            return False
        self._told = time.monotonic()
        return True

    def _pace(self) -> str:
        """Rate, time left, failures."""
        while len(self._times) > 2 and self._times[0][0] < time.monotonic() - _WINDOW:
            self._times.popleft()
        began, before = self._times[0]
        rate = (self._count - before) / max(time.monotonic() - began, 1e-3)
        left = f", {span((self._total - self._count) / rate)} left" if rate else ""
        failed = f", {self._failed:,} failed" if self._failed else ""
        return f"{rate:.1f} a second{left}{failed}"


def told(plan: Plan) -> Iterator[str]:
    """What there is to do, and what is left as it is."""
    many = plan.verdicts
    words = {
        "new": "new",
        "again": "left by a run that ended before them",
        "changed": "changed since",
        "lost": "whose output is gone",
        "retry": "that failed before",
        "outdated": "of another version or other choices",
    }
    to_do = ", ".join(f"{many[verdict]:,} {said}" for verdict, said in words.items() if many[verdict])
    many_to_do = f"{plan.to_do:,} {'issue' if plan.to_do == 1 else 'issues'} to do" if plan.to_do else "nothing to do"
    yield many_to_do + (f": {to_do}" if to_do else "")
    if settled := many["kept"] + many["stale"]:
        yield f"{settled:,} done before"
    if many["stale"]:
        made = " or ".join(dict.fromkeys(_made(version, said, plan.said) for version, said in plan.others))
        yield f"{many['stale']:,} of them {made}; to make them again as typed now: --redo outdated"
    if many["failed"]:
        yield f"{many['failed']:,} failed before; to try them again: --retry failed"
    if many["refused"]:
        yield f"{many['refused']:,} cannot be begun, for reasons that are told at the end"
    if plan.gone_first:
        first = f"{plan.gone_first.missing}, of {plan.gone_first.key}{' …' * (plan.gone > 1)}"
        yield f"{plan.gone:,} made before have an input that is gone ({first}); their outputs stay"
    if plan.dropped_first:
        first = f"{plan.dropped_first.key}{' …' * (plan.dropped > 1)}"
        yield f"{plan.dropped:,} made before are no issues of these inputs any more ({first}); their outputs stay"
    if plan.base and plan.to_do:
        yield f"places are counted from {plan.base}, as in the run before; to count from another folder: --base"
    if plan.verdicts["new"] and isinstance(plan.outside, Path):
        yield f"places hold the whole path of what does not lie below the current folder ({plan.outside}); to count from a folder above it: --base {plan.outside.parent}"
    if plan.unused:
        yield f"{'these columns of the manifest are' if len(plan.unused) > 1 else 'this column of the manifest is'} not used: {', '.join(plan.unused)}"


def _made(version: str, said: str, now: str) -> str:
    if version != __version__:
        return f"by version {version}"
    before, after = differing(said, now)
    if not before and not after:
        return "with a list of names (--authority) as it was then"
    return f"with {before or 'no such option'}, now {after or 'without'}"


def passed_over(kinds: Sequence[Kind]) -> tuple[str, ...]:
    """A line on the files that are no pages, the most frequent endings with an example."""
    files = sum(kind.files for kind in kinds)
    shown = [f"{kind.files:,} {kind.ending} ({'first: ' * (kind.files > 1)}{kind.first})" for kind in kinds[:_ENDINGS]]
    rest = sum(kind.files for kind in kinds[_ENDINGS:])
    more = [f"{rest:,} others"] if rest else []
    packed = next((kind.first for kind in kinds if kind.ending in _PACKED), None)
    hint = (
        [f"an archive is read by its address: {_PACKED[Path(packed).suffix.lower()]}://::{packed}"]
        if packed and "://" not in packed
        else []
    )
    told = f"{files:,} {'files were' if files != 1 else 'file was'} passed over: {', '.join(shown + more)}"
    return (told, *hint) if kinds else ()


def span(seconds: float) -> str:
    """1:05 (minutes and seconds), 2 h 05 min, 3 d 4 h."""
    minutes, hours = round(seconds) // 60, round(seconds) // 3600
    if hours >= 48:
        return f"{hours // 24} d {hours % 24} h"
    return f"{hours} h {minutes % 60:02} min" if hours else f"{minutes}:{round(seconds) % 60:02}"
