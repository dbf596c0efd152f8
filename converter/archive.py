"""Takes the inputs of a batch and makes all their issues: planned into the ledger, made by an engine, recorded as they come.

Whatever ends a run, the next one with the same inputs goes on where it was: no issue is lost, and none is made twice that was recorded.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Literal, Protocol

from converter.annotate.tagging import DEFAULT, load
from converter.engines import ENGINES, Engine
from converter.errors import FullError, MissingError, UsageError
from converter.failures import FULL, UNREACHED
from converter.gathering import gather
from converter.issue import Choices
from converter.ledger import TO_DO, Departed, Failed, Ledger, Run
from converter.listing import listing
from converter.mirroring import look_anew
from converter.named import looked_in
from converter.passed_over import Kind, PassedOver
from converter.places import Place, UnreachedError, lies_in, look_ahead, place_of, snapshot
from converter.readers.decoding import codec_of
from converter.real_paths import real
from converter.storage import clear_staged, make_folder
from converter.storage.elsewhere import waiting_in
from converter.task import Done, Failure, Settings, Task
from converter.version import __version__
from converter.worklist import listed

COMMIT = 0.5  # seconds: what is recorded outlasts this process so much later at most, as the engine comes back at least as often
_REFUSED = 10  # issues one after the other for which a place does not answer, or is full: it would be the same with all others
_AHEAD = 128  # issues whose outputs elsewhere are looked up together
_APART = "choose another one; it may lie in that folder: -o archive"

_Issue = tuple[Task, Failure | None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done.

    named: files, folders, patterns; manifest: lists them instead. base: see `gather`. settings.output: where outputs go; ledger: the
    folder of the ledger, if not there. again: see `Run`. strict: the first failure ends it, after the issues at hand.
    """

    settings: Settings
    named: Sequence[str] = ()
    manifest: Path | None = None
    metadata_file: Path | None = None
    ledger: Path | None = None
    base: Place = field(default_factory=Path.cwd)
    again: frozenset[str] = frozenset()
    strict: bool = False
    engine: Engine = ENGINES["local"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: how many tasks of each `Verdict`, how many there are to do; what earlier runs made and this one finds no longer.

    gone: issues with an input that is not there; dropped: those whose inputs are there, and are no such issue any more; first: of each kind. passed: files that are no pages.
    """

    verdicts: Counter[str]
    to_do: int
    gone: int = 0
    gone_first: Departed | None = None
    dropped: int = 0
    dropped_first: Departed | None = None
    passed: tuple[Kind, ...] = ()


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
    """How it ended. failures: issues without output, of this run and left from earlier ones; first: some of them; with_errors: issues whose material has errors; left: not begun; overtaken: failures that keep the output of an earlier state."""

    ending: Literal["finished", "strict", "interrupted"]
    done: int
    failures: int
    first: tuple[Failed, ...]
    with_errors: int
    left: int
    overtaken: int


def run_batch(order: Order, watch: Watch, stop: Event, most_told: int = 10) -> Ended:
    """stop: when it is set, no issue is begun any more, and those at hand are finished.

    Errors: UsageError where another batch is at work on the folder or it cannot be written; UnreachedError where a remote place does not
    answer; those of `gather`, `listed` and the ledger.
    """
    output = place_of(order.settings.output)
    folder = order.ledger or output
    if not isinstance(folder, Path):
        raise UsageError("has no place for a ledger", where=str(folder), hint="name a folder of this machine: --ledger FOLDER")
    _check(order, output)
    run = Run(__version__, *chosen(order.settings.choices), order.again)  # first, as it reads the lists of names
    make_folder(folder)
    with Ledger(folder, run, output) as ledger, _on_its_way(order, folder, output) as order:
        _check_form(ledger, order.settings.choices, str(output))
        if isinstance(output, Path):
            for place in {near for key in ledger.begun_before() for near in (output / key, (output / key).parent)}:
                clear_staged(place)
        strict = _planned(order, ledger, watch, stop) and order.strict
        done, strict = _worked(order, ledger, watch, stop) if not strict else (0, True)
        ending: Literal["finished", "strict", "interrupted"] = "strict" if strict else "interrupted" if stop.is_set() else "finished"
        ledger.end(ending)
        return Ended(
            ending, done, ledger.failures(), tuple(ledger.failed(most_told)), ledger.with_errors(), ledger.to_do(), ledger.overtaken()
        )


@contextmanager
def _on_its_way(order: Order, folder: Path, output: Place) -> Iterator[Order]:
    """With a folder beside the ledger for what is to go elsewhere: what a killed worker leaves there goes with the next run."""
    if isinstance(output, Path):
        yield order
        return
    with waiting_in(folder) as near:
        yield replace(order, settings=replace(order.settings, near=str(near)))


def _check(order: Order, output: Place) -> None:
    """What would fail for each issue, or go to another place than meant, is told once, before anything is recorded.

    Errors: UsageError where the outputs would go among the inputs that they mirror; MissingError; those of `listing` and of loading a tagger.
    """
    if same := next((name for name in order.named if real(place_of(name)) == real(output)), None):
        raise UsageError("is the folder of the inputs, too", where=f"-o {same}", hint=_APART)
    if real(output) == real(order.base) and (order.manifest or any(lies_in(_whole(name), order.base) for name in order.named)):
        raise UsageError("is where the folders of the inputs lie, and outputs mirror them", where=f"-o {output}", hint=_APART)
    if isinstance(order.base, Path) and not order.base.is_dir():  # of a store that holds files only, or a web server, nobody can tell
        hint = "name a folder above the inputs: outputs mirror the folders below it"
        raise MissingError("there is no such folder", where=f"--base {order.base}", hint=hint)
    if order.metadata_file:
        listing(order.metadata_file)
    if order.settings.choices.asked.encoding:
        codec_of(order.settings.choices.asked.encoding)
    if order.settings.choices.tagger not in (None, DEFAULT):  # that one is always there, and needs its memory in the workers only
        load(str(order.settings.choices.tagger))


def _check_form(ledger: Ledger, choices: Choices, where: str) -> None:
    """Raises UsageError where editions would come beside TEI alone, or the other way round: what was made first would stay, and nothing would know it."""
    held, typed = ("whole editions", "leave --only out") if choices.form == "tei" else ("TEI alone", "add --only tei")
    if ledger.forms() - {choices.form}:
        raise UsageError(f"holds {held} that were made before", where=where, hint=f"{typed}, or choose another -o")


def _whole(name: str) -> Place:
    place = place_of(name)
    return place if not isinstance(place, Path) else Path(os.path.abspath(place))  # noqa: PTH100 - links as they are


def chosen(choices: Choices) -> tuple[str, str]:
    """The digest of what outputs depend on, and all of it in JSON. Of a list of names that is its bytes and name, not where it lies.

    Errors: those of reading a list of names.
    """
    if choices.authorities:
        from converter.annotate.authorities import load_authorities

        load_authorities(choices.authorities)  # one that is wrong is told once, and not again for each issue
    said = asdict(replace(choices, near=None, authorities=()))
    said["authorities"] = [str(path) for path in choices.authorities]
    what = {**said, "authorities": [(path.name, sha256(path.read_bytes()).hexdigest()) for path in choices.authorities]}
    what["asked"] = {name: value for name, value in said["asked"].items() if name != "most_mebibytes"}  # refuses, but changes nothing
    del what["keep_invalid"]  # so does this
    return sha256(json.dumps(what, sort_keys=True).encode()).hexdigest(), json.dumps(said, ensure_ascii=False, sort_keys=True)


def _planned(order: Order, ledger: Ledger, watch: Watch, stop: Event) -> bool:
    """Enters all issues; gives whether one of them cannot be made."""
    verdicts: Counter[str] = Counter()
    refused = False
    keep = _Keep(ledger)
    gone: Counter[bool] = Counter()
    first: dict[bool, Departed] = {}
    passed = PassedOver([order.manifest, order.metadata_file, *order.settings.choices.authorities])
    look_anew()
    with snapshot():
        for n, (task, failure) in enumerate(_looked_up(_issues(order, passed), ledger, place_of(order.settings.output)), 1):
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
    watch.planned(Plan(verdicts, ledger.to_do(), gone[True], first.get(True), gone[False], first.get(False), passed.kinds()))
    return refused


def _issues(order: Order, passed: PassedOver) -> Iterator[_Issue]:
    if order.manifest:
        yield from listed(order.manifest, order.base)
    yield from gather(order.named, order.metadata_file, order.base, place_of(order.settings.output), passed)


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


__all__ = ["TO_DO", "Ended", "Order", "Plan", "Watch", "chosen", "run_batch"]
