"""Takes inputs and gives the issues they make, one outcome each, in the order of the inputs: the same whatever the number of processes."""

from __future__ import annotations

import os
import sys
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from converter.errors import ConverterError, Exit, UnreadableError
from converter.inputs import METADATA_NAME, MOST_MEBIBYTES, STDIN, check_stdin, expand, load

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from converter.metadata import Metadata
    from converter.notices import Notice
    from converter.pipeline import Conversion
    from converter.readers import Source

Form = Literal["tei", "edition"]
ISSUES_THAT_PAY = 8  # for each process
MOST_TOGETHER = 64  # inputs in one TEI file


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user said about all inputs. form: a TEI file, or a whole edition; keep_invalid: give it even where our check fails."""

    form: Form = "tei"
    title: str | None = None
    date: str | None = None
    encoding: str | None = None
    most_mebibytes: int = MOST_MEBIBYTES
    keep_invalid: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One issue to be made: its pages in order, and the edition.toml that holds for it.

    id: where the one that its input's name gives would be another's, too. failure: why it cannot even begin.
    """

    inputs: tuple[Path, ...]
    metadata_file: Path | None = None
    id: str | None = None
    failure: ConverterError | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return str(self.inputs[0]) + (f" … {self.inputs[-1].name}" if len(self.inputs) > 1 else "")


@dataclass(frozen=True, slots=True)
class Bug:
    """An exception that nobody expected, as text, so that it can come from another process."""

    kind: str
    message: str
    trace: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: files (relative path -> bytes) of the issue `id`, or a failure."""

    job: Job
    id: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    failure: ConverterError | Bug | None = None


class InvalidOutputError(ConverterError):
    """The TEI that we made does not pass our own check: our fault, not the material's."""

    exit_code = Exit.BUG


def plan(named: Sequence[Path], metadata_file: Path | None = None) -> list[Job]:
    """The issues that the inputs make, sorted: pages that one edition.toml lists are one issue, any other input is one of its own.

    metadata_file: the one to use; else the one found beside each input. An input that cannot be read is a job with a failure.
    Errors: UsageError for `-` beside other inputs.
    """
    check_stdin(named)
    issues: dict[Path, list[tuple[int, Path]]] = {}
    jobs: list[Job] = []
    for path, found in _expanded(named):
        try:
            if found is not None:
                raise found
            toml, place = _metadata_of(path, metadata_file)
        except ConverterError as error:
            jobs.append(Job((path,), failure=error))
            continue
        if toml and place is not None:
            issues.setdefault(toml, []).append((place, path))
        else:
            jobs.append(Job((path,), toml))
    jobs += [Job(tuple(path for _, path in sorted(pages)), toml) for toml, pages in issues.items()]
    return _apart(sorted(jobs, key=lambda job: [str(path) for path in job.inputs]))


def _expanded(named: Sequence[Path]) -> Iterator[tuple[Path, ConverterError | None]]:
    """Each page once, or what is wrong with what was named."""
    seen: set[Path] = set()
    for path in named:
        try:
            pages = _listed_in(path) or expand([path])
        except ConverterError as error:
            yield path, error
            continue
        yield from ((page, None) for page in pages if page not in seen)
        seen.update(pages)


def _listed_in(folder: Path) -> list[Path]:
    """The pages that the edition.toml in a folder lists, whatever their names."""
    from converter.metadata_file import load_metadata

    toml = folder / METADATA_NAME
    return [folder / name for name in load_metadata(toml).inputs] if folder != STDIN and folder.is_dir() and toml.is_file() else []


def _metadata_of(path: Path, given: Path | None) -> tuple[Path | None, int | None]:
    """The edition.toml that holds for a page, and the page's place in its list, where it is in it. Its paths are relative to itself."""
    from converter.metadata_file import find_metadata, load_metadata

    toml = given or (None if path == STDIN else find_metadata([path], None))
    if toml is None:
        return None, None
    places = [(toml.parent / name).resolve() for name in load_metadata(toml).inputs]
    return toml, places.index(path.resolve()) if path.resolve() in places else None


def _apart(jobs: Sequence[Job]) -> list[Job]:
    """Jobs whose inputs have one name (a folder a day, a page-01.txt in each) get ids with the name of their folder."""
    if len(jobs) < 2:
        return list(jobs)
    from converter.pipeline import default_id
    from converter.readers import Source

    def named(name: str) -> str:
        return default_id([Source(name, b"")])

    plain = [named(job.inputs[0].name) for job in jobs]
    times = Counter(plain)
    return [
        replace(job, id=named(f"{job.inputs[0].absolute().parent.name}-{job.inputs[0].name}")) if times[own] > 1 else job
        for job, own in zip(jobs, plain, strict=True)
    ]


def checked(sources: Sequence[Source], metadata: Metadata | None = None, encoding: str | None = None) -> Conversion:
    """The conversion of one issue's sources, with the notices of validation among its notices."""
    from converter.pipeline import convert_sources
    from converter.validate import validate

    conversion = convert_sources(sources, metadata=metadata, encoding=encoding)
    return replace(conversion, notices=(*conversion.notices, *validate(conversion.tei, name=f"{conversion.id}.xml")))


def make(job: Job, choices: Choices) -> Outcome:
    """Makes one issue. Raises nothing but KeyboardInterrupt: a failure is an outcome, so that it does not stop the others."""
    if job.failure:
        return Outcome(job, failure=job.failure)
    try:
        return _make(job, choices)
    except ConverterError as error:
        return Outcome(job, failure=error)
    except RecursionError as error:
        return Outcome(job, failure=UnreadableError("is nested too deeply", where=job.name, hint=f"look at its structure ({error})"))
    except Exception as error:  # noqa: BLE001 - any fault of ours in one input; the others go on
        import traceback

        return Outcome(job, failure=Bug(type(error).__name__, str(error), "".join(traceback.format_exception(error))))


def _make(job: Job, choices: Choices) -> Outcome:
    from converter.edition import edition_files
    from converter.metadata_file import load_metadata
    from converter.pipeline import default_id

    sources = load(job.inputs, most_mebibytes=choices.most_mebibytes)
    known = _known(load_metadata(job.metadata_file) if job.metadata_file else None, choices, job.id)
    issue = known.id or default_id(sources)
    made = [checked(part, told, choices.encoding) for part, told in _files_of(sources, replace(known, id=issue), choices.encoding)]
    if not choices.keep_invalid:
        _check_ours(made, job)
    if choices.form == "tei":
        return Outcome(job, issue, {f"{one.id}.xml": one.tei for one in made}, tuple(notice for one in made for notice in one.notices))
    files, notices = edition_files(issue, made, job.metadata_file.read_bytes() if job.metadata_file else None)
    return Outcome(job, issue, files, notices)


def _files_of(sources: Sequence[Source], known: Metadata, encoding: str | None) -> Iterator[tuple[Sequence[Source], Metadata]]:
    """What goes into one TEI file each: the issue, or where it has more inputs than an XML editor can bear, each input."""
    if len(sources) <= MOST_TOGETHER:
        yield sources, known
        return
    from converter.pipeline import read_all

    labels, pages = dict(known.page_labels), 0
    for n, source in enumerate(sources, 1):
        count = len(read_all([source], encoding).pages)
        own = tuple((f"p{k}", labels[f"p{pages + k}"]) for k in range(1, count + 1) if f"p{pages + k}" in labels)
        pages += count
        yield [source], replace(known, id=f"{known.id}-{n:0{len(str(len(sources)))}}", page_labels=own)


def _check_ours(made: Sequence[Conversion], job: Job) -> None:
    error = next((notice for one in made for notice in one.notices if notice.level == "error"), None)
    if error:
        raise InvalidOutputError(
            f"the TEI made of it fails our own check ({error.code} at {error.where}: {error.message})",
            where=job.name,
            hint="this is a fault in broadsheet; please report it with the input. --keep-invalid writes the file all the same",
        )


def _known(metadata: Metadata | None, choices: Choices, issue: str | None) -> Metadata:
    """What the user said: options win over edition.toml, which wins over an id from a file's name."""
    from converter.metadata import Fact, IssueDate, Metadata, Newspaper
    from converter.metadata_file import merge

    typed = Metadata(
        newspaper=Newspaper(title=Fact(choices.title) if choices.title else None),
        date=IssueDate(when=choices.date) if choices.date else None,
    )
    known = merge(metadata or Metadata(), typed)
    return replace(known, id=known.id or issue)


def run(jobs: Sequence[Job], choices: Choices, workers: int | None = None) -> Iterator[Outcome]:
    """The outcomes in the order of the jobs. workers: processes (None: as many as pay); at most two jobs for each are in memory at a time."""
    workers = min(_paying(len(jobs)) if workers is None else workers, len(jobs))
    if workers < 2:
        yield from map(partial(make, choices=choices), jobs)
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    yield make(jobs[0], choices)  # so that the processes begin with everything loaded
    with ProcessPoolExecutor(workers, mp_context=_context(), initializer=_ignore_interrupt) as pool:
        waiting: deque[Future[Outcome]] = deque()
        try:
            for job in jobs[1:]:
                waiting.append(pool.submit(make, job, choices))
                if len(waiting) >= 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise UnreadableError(
                "a process was ended by the system, most likely for want of memory", hint="convert again with --jobs 1"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _paying(count: int) -> int:
    """Processes for so many issues: starting one costs what a few pages do."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, count // ISSUES_THAT_PAY)


def _context() -> BaseContext:
    """Copies of this process where the system makes them safely: this one has no threads."""
    from multiprocessing import get_context

    return get_context("fork" if sys.platform == "linux" else None)


def _ignore_interrupt() -> None:
    """Ctrl-C reaches the whole group; only the parent answers."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
