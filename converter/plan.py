"""Takes what was named as input and says which issues it makes: the same issues whatever the order in which it was named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from converter.errors import ConverterError, MissingError
from converter.inputs import METADATA_NAME, STDIN, Asked, check_stdin, expand, load, unreadable
from converter.listing import Listing, listing
from converter.notices import Notice
from converter.places import Place
from converter.real_paths import real

if TYPE_CHECKING:
    from converter.metadata import Metadata

MOST_TOGETHER = 64  # pages in one TEI file
PAGES_A_PART = 16  # of a longer PDF that are made at a time


@dataclass(frozen=True, slots=True)
class Job:
    """One issue to be made: its pages in order, and the edition.toml that holds for it.

    id: where the one that its input's name gives would be another's, too. failure: why it cannot even begin. notices: what is
    doubtful about the choice of its pages and of its edition.toml. pages: those of a long PDF that this job makes, each a TEI file of
    its own, of `total` pages. listed: the edition.toml lists them; stated_id: the id that it states. stated: what a list of issues says of
    it, which wins over the edition.toml. named: what its place is that of, if not of its first page: the folder that holds all of its pages.
    """

    inputs: tuple[Place, ...]
    metadata_file: Place | None = None
    id: str | None = None
    failure: ConverterError | None = None
    notices: tuple[Notice, ...] = ()
    pages: range | None = None
    total: int = 0
    listed: bool = False
    stated_id: str | None = None
    stated: Metadata | None = None
    named: Place | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        more = f" … {self.inputs[-1].name}" if len(self.inputs) > 1 else ""
        some = f" (pages {self.pages[0]} to {self.pages[-1]})" if self.pages else ""
        return str(self.inputs[0]) + more + some


def plan(named: Sequence[Place], metadata_file: Place | None = None) -> list[Job]:
    """The issues that the inputs make, sorted: pages that one edition.toml lists are one issue, any other input is one of its own.

    metadata_file: the one to use; else the one found beside each input. An input that cannot be read is a job with a failure.
    Errors: UsageError for `-` beside other inputs.
    """
    check_stdin(named)
    lists = _Lists(metadata_file)
    issues: dict[Place, list[tuple[int, Place]]] = {}
    jobs: list[Job] = []
    for path, found in _expanded(named):
        try:
            if found is not None:
                raise found
            about = lists.of(path)
        except ConverterError as error:
            jobs.append(Job((path,), failure=error))
            continue
        if about is None:
            jobs.append(Job((path,)))
        elif (place := about.place(path)) is not None:
            issues.setdefault(about.toml, []).append((place, path))
        else:
            holds, told = about.holds([path], named=metadata_file is not None)
            jobs.append(Job((path,), about.toml, notices=told, stated_id=about.id) if holds else Job((path,), notices=told))
    folders = {real(path.parent if path.name == METADATA_NAME else path) for path in named} if issues else set()
    for toml, pages in issues.items():
        about = lists.at(toml)
        told = (*about.absent(), *(about.unlisted() if real(toml.parent) in folders else ()))
        inputs = tuple(path for _, path in sorted(pages, key=lambda page: page[0]))
        jobs.append(Job(inputs, toml, notices=told, listed=True, stated_id=about.id))
    return _apart(sorted(jobs, key=lambda job: [str(path) for path in job.inputs]))


def _expanded(named: Sequence[Place]) -> Iterator[tuple[Place, ConverterError | None]]:
    """Each page once, or what is wrong with what was named."""
    seen: set[Place] = set()
    for path in named:
        try:
            pages = pages_of(path)
        except ConverterError as error:
            yield path, error
            continue
        except OSError as error:  # its folder may be listed, and not entered
            yield path, unreadable(path, error)
            continue
        yield from ((page, None) for page in pages if page not in seen)
        seen.update(pages)


def pages_of(path: Place) -> list[Place]:
    """A page itself; of a folder the pages that its edition.toml lists, whatever their names, or else those in it.

    Raises MissingError where a listed page is not there, UnreadableError for a folder without pages.
    """
    if path.name == METADATA_NAME and path.is_file():
        path = path.parent  # whoever names the list means its pages
    return _listed_in(path) or expand([path])


def _listed_in(folder: Place) -> list[Place]:
    toml = folder / METADATA_NAME
    if folder == STDIN or not folder.is_dir() or not toml.is_file():
        return []
    about = listing(toml)
    gone = about.absent()
    if gone:
        hint = "correct its name there, take its [[page]] out, or put the file back"
        also = f" (and {len(gone) - 1} more)" if len(gone) > 1 else ""
        raise MissingError(f"the page {gone[0].where} that it lists is not there{also}", where=str(toml), hint=hint)
    return list(about.pages)


class _Lists:
    """The edition.toml of each page, each read once: a folder can hold a hundred thousand pages beside one."""

    def __init__(self, given: Place | None) -> None:
        """given: the one that the user named for all."""
        self._given = given
        self._read: dict[Place, Listing | ConverterError] = {}

    def of(self, path: Place) -> Listing | None:
        """That which may hold for a page. Errors: those of `listing`."""
        from converter.metadata_file import find_metadata

        toml = self._given or (None if path == STDIN else find_metadata([path], None))
        return self.at(toml) if toml else None

    def at(self, toml: Place) -> Listing:
        """Errors: those of `listing`, each time."""
        if toml not in self._read:
            try:
                self._read[toml] = listing(toml)
            except ConverterError as error:
                self._read[toml] = error
        found = self._read[toml]
        if isinstance(found, ConverterError):
            raise found
        return found


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


def parted(jobs: Sequence[Job], asked: Asked) -> list[Job]:
    """The jobs, those of a long PDF parted into jobs of a few pages each: no more than these are in memory at a time.

    What cannot be opened stays as it is, and is refused when its turn comes.
    """
    out: list[Job] = []
    for job in jobs:
        total = _pages_of_pdf(job, asked)
        if total <= MOST_TOGETHER:
            out.append(job)
            continue
        out += [replace(job, pages=pages, total=total) for pages in parts(total)]
    return out


def parts(total: int) -> list[range]:
    """The page numbers from 1 to `total`, a few at a time."""
    return [range(start, min(start + PAGES_A_PART, total + 1)) for start in range(1, total + 1, PAGES_A_PART)]


def _pages_of_pdf(job: Job, asked: Asked) -> int:
    """How many pages the job's one PDF has; 0 for what is none."""
    if job.failure or len(job.inputs) != 1 or job.inputs[0] == STDIN:
        return 0
    from converter.readers import count_pages

    try:
        return count_pages(load(job.inputs, asked)[0])
    except ConverterError:
        return 0
