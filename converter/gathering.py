"""Takes what was named as input of a batch and gives its issues, one by one: folders with all below them, patterns, files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import groupby
from pathlib import Path

from converter.errors import ConverterError, UnreadableError
from converter.failures import of_error
from converter.inputs import METADATA_NAME, NoPagesError, dangling, formats_of, natural, pages_with_formats, unreadable
from converter.listing import Listing, listing
from converter.mirroring import issue_id, part, place
from converter.named import expanded, is_folder
from converter.own_names import LEDGER
from converter.passed_over import PassedOver
from converter.places import Place, Remote, UnreachedError, names_in, stray_in
from converter.plan import Job, plan
from converter.real_paths import real
from converter.storage.manifest import MANIFEST
from converter.taken import NOTHING, Taken
from converter.task import Failure, Task
from converter.together import together

Planned = tuple[Task, Failure | None]


def gather(
    named: Sequence[str],
    metadata_file: Path | None,
    base: Place,
    output: Place | None = None,
    passed: PassedOver | None = None,
    *,
    whole_folders: bool = False,
) -> Iterator[Planned]:
    """The issues of the inputs, each with why it cannot be made, if so. named: folders, files and patterns, URLs among them. base: the folder
    from which outputs mirror the folders of inputs; output: the folder where they go, which is no input; passed: is told of what is no page.
    whole_folders: the pages of a folder are one issue.

    Of a folder all pages below it, but for what is hidden, and for editions and batches that were made before. Raises UsageError
    for `-`, and for a pattern that nothing fits; UnreachedError where a remote place does not answer: then nothing is known of its issues.
    """
    for (whole, folder), paths in groupby(
        expanded(named, output), key=lambda path: (True, path) if is_folder(path) else (False, path.parent)
    ):
        if not whole:
            pages = list(paths)
            jobs = plan(pages, metadata_file)
            yield from (_task(job, base) for job in (together(jobs, dict(formats_of(pages))) if whole_folders else jobs))
            continue
        empty = True
        search = _Search(metadata_file, passed or PassedOver(), whole_folders)
        search.passed.begin(folder)
        for job in search.below(folder, frozenset([real(output)] if output else [])):
            empty = False
            yield _task(job, base)
        if empty:
            hint = "`broadsheet formats` lists what is read"
            yield _task(
                Job((folder,), failure=NoPagesError("holds no pages, nor does any folder below it", where=str(folder), hint=hint)), base
            )


@dataclass(frozen=True, slots=True)
class _Search:
    """What holds for all folders below one that was named. metadata_file: the one to use for all; whole_folders: see `gather`."""

    metadata_file: Path | None
    passed: PassedOver
    whole_folders: bool
    tomls: set[Place] = field(default_factory=set)  # each edition.toml of the folders at hand

    def below(self, folder: Place, folders: frozenset[Place], above: Taken = NOTHING) -> Iterator[Job]:
        """folders: the real places of those that are not to be entered: they lead to this one, or hold what we made."""
        toml, used = folder / METADATA_NAME, False
        for job in self._below(folder, folders, above):
            used = used or toml == job.metadata_file or toml in job.inputs
            yield job
        if toml in self.tomls:
            self.tomls.remove(toml)
            if not used:
                self.passed.idle(toml)

    def _below(self, folder: Place, folders: frozenset[Place], above: Taken) -> Iterator[Job]:
        try:
            here = real(folder)
            if here in folders or (folder / MANIFEST).exists() or (folder / LEDGER).exists():  # a link back; what we made
                return
            jobs, pages, inside = self._jobs(folder, above)
            jobs += [Job((stray,), failure=_stray(stray)) for stray in stray_in(folder)]
            names = sorted(names_in(folder))
        except OSError as error:
            yield Job((folder,), failure=unreadable(folder, error))
            return
        yield from jobs
        if pages is not None:
            lost = self.passed.look(folder, (name for name, has_names in names if not has_names), pages, inside)
            yield from (Job((link,), failure=dangling(link)) for link in lost)
        for name in sorted((name for name, has_names in names if has_names and not name.startswith(".")), key=natural):
            yield from self.below(folder / name, folders | {here}, inside)

    def _jobs(self, folder: Place, above: Taken) -> tuple[list[Job], frozenset[str] | None, Taken]:
        """The issues of the pages in a folder, the names of these pages (None where they cannot be told), and what they and those above have taken of the folders in it."""
        toml = folder / METADATA_NAME
        try:
            if lost := dangling(toml):
                raise lost
            about = Listing(toml, ())
            if toml.is_file():
                self.tomls.add(toml)
                about = listing(toml)
            above = above.with_lists(about.authorities)
            if about.pages:
                inside = above.with_lists(page for page in about.pages if page.parent != folder).with_pages(formats_of(about.pages))
                jobs = plan([folder], self.metadata_file)
                # a list that cannot be made has the name that it has when it is mended
                jobs = [replace(job, inputs=(toml,)) if job.failure and job.inputs == (folder,) else job for job in jobs]
                return jobs, frozenset(page.name for page in about.pages if page.parent == folder), inside
            found, inside = pages_with_formats(folder, above)
        except NoPagesError:
            return [], frozenset(), above
        except ConverterError as error:
            stated = toml.is_file() or dangling(toml)
            return [Job((toml if stated else folder,), failure=_waiting(error, folder, above) if stated else error)], None, above
        pages = [page for page, _ in found if not page.name.startswith(".")]  # ._page-01.txt is what a Mac puts beside page-01.txt
        jobs = plan(pages, self.metadata_file)
        return together(jobs, dict(found)) if self.whole_folders else jobs, frozenset(page.name for page in pages), inside


def _waiting(error: ConverterError, folder: Place, above: Taken) -> ConverterError:
    """What is wrong with an edition.toml, with how many pages wait for it: nobody can say before which issues they are."""
    try:
        count = len(pages_with_formats(folder, above)[0])
    except (OSError, ConverterError):
        return error
    what = f"{error.what}; {count} {'page beside it waits' if count == 1 else 'pages beside it wait'} for it"
    return type(error)(what, where=error.where, hint=error.hint)


def _stray(place: Remote) -> ConverterError:
    if place.is_twice():
        hint = "unpack it with a program that gives one of them another name, and name the folder"
        return UnreadableError("is there twice in its archive, with different contents: neither is read", where=str(place), hint=hint)
    hint = "if you trust it, unpack it, and name the folder" if place.archive else "give it a name such as page-01.txt"
    return UnreadableError(
        "has a name that leads out of its folder, or that no address can have, so it is not read", where=str(place), hint=hint
    )


def _task(job: Job, base: Place) -> Planned:
    """An issue's inputs are absolute: the next run may be begun in another folder."""
    if isinstance(job.failure, UnreachedError):
        raise job.failure
    first = job.named or (job.metadata_file if job.listed and job.metadata_file else job.inputs[0])
    key = place(first, base) if first != base else part(first.name or "issue")
    told = json.dumps(
        [{name: value for name, value in asdict(notice).items() if value is not None} for notice in job.notices], ensure_ascii=False
    )
    metadata_file = str(job.metadata_file.absolute()) if job.metadata_file else None
    task = Task(key, tuple(str(path.absolute()) for path in job.inputs), metadata_file, id=job.stated_id or issue_id(key), told=told)
    return task, of_error(job.failure) if job.failure else None
