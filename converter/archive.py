"""Takes the inputs of a batch and makes all their issues: planned into the ledger, made by an engine, recorded as they come.

Whatever ends a run, the next one with the same inputs goes on where it was: no issue is lost, and none is made twice that was recorded.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Literal, Protocol

from converter.errors import FullError, UsageError
from converter.failures import FULL, UNREACHED
from converter.gathering import gather
from converter.ledger import TO_DO, Departed, Ledger, Run, Standing
from converter.mirroring import look_anew
from converter.named import looked_in, tops
from converter.order import Order, check, check_form, chosen, seen_from
from converter.passed_over import Kind, PassedOver
from converter.places import Place, UnreachedError, lies_in, look_ahead, place_of, snapshot
from converter.storage import clear_staged, make_folder
from converter.storage.elsewhere import waiting_in
from converter.task import Done, Failure, Task
from converter.version import __version__
from converter.worklist import listed

COMMIT = 0.5  # seconds: what is recorded outlasts this process so much later at most, as the engine comes back at least as often
_REFUSED = 10  # issues one after the other for which a place does not answer, or is full: it would be the same with all others
_AHEAD = 128  # issues whose outputs elsewhere are looked up together

_Issue = tuple[Task, Failure | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: how many tasks of each `Verdict`, how many there are to do; what earlier runs made and this one finds no longer.

    gone: issues with an input that is not there; dropped: those whose inputs are there, and are no such issue any more; first: of each kind. passed: files that are no pages.
    unused: columns of the manifest that say nothing to us; base: the folder from which places are counted, where nobody typed it and it is not the current one; others: version and choices
    (JSON) of `stale` ones; said: the choices of this run. outside: an input that does not lie below the folder from which places are counted.
    """

    verdicts: Counter[str]
    to_do: int
    gone: int = 0
    gone_first: Departed | None = None
    dropped: int = 0
    dropped_first: Departed | None = None
    passed: tuple[Kind, ...] = ()
    unused: tuple[str, ...] = ()
    base: Place | None = None
    others: tuple[tuple[str, str], ...] = ()
    said: str = "{}"
    outside: Place | None = None


class Watch(Protocol):
    """Who is told how it goes."""

    def planning(self, found: int) -> None:
        """So many issues were found by now; called for each."""

    def planned(self, plan: Plan) -> None:
        """All were found; the work begins."""

    def done(self, done: Done) -> None:
        """An issue is done, or failed, and recorded."""

    def idle(self) -> None:
        """Nothing came for a while."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended. done: issues that this run made; standing: of all issues that it was to see to."""

    ending: Literal["finished", "strict", "interrupted"]
    done: int
    standing: Standing


def run_batch(order: Order, watch: Watch, stop: Event, most_told: int = 10) -> Ended:
    """stop: when it is set, no issue is begun any more, and those at hand are finished.

    Errors: UsageError where another batch is at work on the folder or it cannot be written; UnreachedError where a remote place does not
    answer; those of `gather`, `listed` and the ledger.
    """
    output = place_of(order.settings.output)
    folder = order.ledger or output
    if not isinstance(folder, Path):
        raise UsageError("has no place for a ledger", where=str(folder), hint="name a folder of this machine: --ledger FOLDER")
    check(order, output)
    run = Run(
        __version__, *chosen(order.settings.choices, whole_folders=order.whole_folders), order.again
    )  # first, as it reads the lists of names
    make_folder(folder)
    with Ledger(folder, run, output) as ledger, _on_its_way(order, folder, output) as order:
        check_form(ledger, order)
        before = ledger.bases()
        base = seen_from(order, before)
        _clear(ledger, output)
        strict = _planned(order, base, ledger, watch, stop) and order.strict
        if order.base or not before:  # a run that only lies elsewhere moves nothing
            ledger.counts_from(base)
        try:
            done, strict = _worked(order, ledger, watch, stop) if not strict else (0, True)
        finally:
            _clear(ledger, output)  # the workers are gone
        ending: Literal["finished", "strict", "interrupted"] = "strict" if strict else "interrupted" if stop.is_set() else "finished"
        ledger.end(ending)
        return Ended(ending, done, ledger.standing(most_told))


def _clear(ledger: Ledger, output: Place) -> None:
    """Takes away what lost workers left half-made. What was to go elsewhere waits near the ledger, and goes with that."""
    if isinstance(output, Path):
        for place in {near for key in ledger.half_made() for near in (output / key, (output / key).parent)}:
            clear_staged(place)


@contextmanager
def _on_its_way(order: Order, folder: Path, output: Place) -> Iterator[Order]:
    """With a folder beside the ledger for what is to go elsewhere: what a killed worker leaves there goes with the next run."""
    if isinstance(output, Path):
        yield order
        return
    with waiting_in(folder) as near:
        yield replace(order, settings=replace(order.settings, near=str(near)))


def _planned(order: Order, base: Place, ledger: Ledger, watch: Watch, stop: Event) -> bool:
    """Enters all issues; gives whether one of them cannot be made."""
    verdicts: Counter[str] = Counter()
    refused = False
    keep = _Keep(ledger)
    gone: Counter[bool] = Counter()
    first: dict[bool, Departed] = {}
    unused: set[str] = set()
    passed = PassedOver([order.manifest, order.metadata_file, *order.settings.choices.authorities])
    look_anew()
    with snapshot():
        for n, (task, failure) in enumerate(_looked_up(_issues(order, base, passed, unused), ledger, place_of(order.settings.output)), 1):
            if stop.is_set():
                return refused
            verdicts[ledger.plan(task, failure)] += 1
            refused = refused or failure is not None
            watch.planning(n)
            keep()
        for departed in ledger.settle(looked_in(order.named, order.manifest)):
            missing = departed.missing is not None
            gone[missing] += 1
            first.setdefault(missing, departed)
    ledger.passed_over((kind.ending, kind.files, kind.first) for kind in passed.kinds())
    ledger.commit()
    told = passed.kinds(), tuple(sorted(unused)), None if order.base or base == Path.cwd() else base
    outside = next((top for top in tops(order.named, None) if not lies_in(top, base)), None) if isinstance(base, Path) else None
    others = ledger.others() if verdicts["stale"] else ()
    watch.planned(
        Plan(verdicts, ledger.to_do(), gone[True], first.get(True), gone[False], first.get(False), *told, others, ledger.said, outside)
    )
    return refused


def _issues(order: Order, base: Place, passed: PassedOver, unused: set[str]) -> Iterator[_Issue]:
    """Those of the manifest, and of what was named besides: what the manifest says of a page holds, wherever else it is found."""
    known: set[str] = set()
    for issue in listed(order.manifest, base, unused) if order.manifest else ():
        known.update(issue[0].inputs if order.named else ())
        yield issue
    for issue in gather(order.named, order.metadata_file, base, place_of(order.settings.output), passed, whole_folders=order.whole_folders):
        if not known.issuperset(issue[0].inputs):
            yield issue


def _looked_up(issues: Iterator[_Issue], ledger: Ledger, output: Place) -> Iterator[_Issue]:
    """The issues; whether outputs elsewhere are there is asked for many at a time, as each answer is some time on its way."""
    if isinstance(output, Path):
        yield from issues
        return
    while some := list(islice(issues, _AHEAD)):
        look_ahead([(output / path).parent for path in ledger.outputs(task.key for task, _ in some)])
        yield from some


def _worked(order: Order, ledger: Ledger, watch: Watch, stop: Event) -> tuple[int, bool]:
    """Makes what waits; gives how much of it was done, and whether a failure ended it."""
    count, strict, refused = 0, False, 0
    keep = _Keep(ledger)
    with closing(ledger.tasks()) as tasks, closing(order.engine(_until(stop, tasks), order.settings)) as records:
        for done in records:
            if done is None:
                keep()
                watch.idle()
                continue
            ledger.record(done)
            keep()
            count += done.failure is None
            watch.done(done)
            refused = refused + 1 if done.failure and done.failure.code in (UNREACHED, FULL) else 0
            if done.failure and refused >= _REFUSED:
                ledger.end("interrupted")
                kind = UnreachedError if done.failure.code == UNREACHED else FullError
                raise kind(done.failure.what, where=done.failure.where, hint=done.failure.hint)
            if done.failure and order.strict:
                strict = True
                stop.set()
    return count, strict


def _until(stop: Event, tasks: Iterator[Task]) -> Iterator[Task]:
    """An engine whose tasks end finishes those that it has."""
    while not stop.is_set() and (task := next(tasks, None)):
        yield task


class _Keep:
    """Commits what was recorded, in groups: a commit costs more than a record."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._last = ledger, time.monotonic()

    def __call__(self) -> None:
        if time.monotonic() - self._last >= COMMIT:
            self._ledger.commit()
            self._last = time.monotonic()


__all__ = ["TO_DO", "Ended", "Order", "Plan", "Watch", "run_batch"]
