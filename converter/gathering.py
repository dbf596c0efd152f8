"""Takes what was named as input of a batch and gives its issues, one by one: folders with all below them, patterns, files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path

from converter.errors import ConverterError, UnreadableError
from converter.failures import of_error
from converter.inputs import METADATA_NAME, NoPagesError, mets_among, natural, pages_with_formats, unreadable
from converter.ledger.schema import LEDGER
from converter.listing import listing
from converter.mirroring import issue_id, place
from converter.named import expanded
from converter.places import Place, Remote, UnreachedError, folders_in, stray_in
from converter.plan import Job, plan
from converter.real_paths import real
from converter.storage.manifest import MANIFEST
from converter.taken import NOTHING, Taken
from converter.task import Failure, Task

Planned = tuple[Task, Failure | None]


def gather(named: Sequence[str], metadata_file: Path | None, base: Place, output: Place | None = None) -> Iterator[Planned]:
    """The issues of the inputs, each with why it cannot be made, if so. named: folders, files and patterns, URLs among them. base: the folder
    from which outputs mirror the folders of inputs; output: the folder where they go, which is no input.

    Of a folder all pages below it, but for what is hidden, and for editions and batches that were made before. Raises UsageError
    for `-`, and for a pattern that nothing fits; UnreachedError where a remote place does not answer: then nothing is known of its issues.
    """
    for (whole, folder), paths in groupby(expanded(named), key=lambda path: (True, path) if path.is_dir() else (False, path.parent)):
        if not whole:
            yield from (_task(job, base) for job in plan(list(paths), metadata_file))
            continue
        empty = True
        for planned in _below(folder, metadata_file, base, frozenset([real(output)] if output else [])):
            empty = False
            yield planned
        if empty:
            hint = "`broadsheet formats` lists what is read"
            yield _task(
                Job((folder,), failure=NoPagesError("holds no pages, nor does any folder below it", where=str(folder), hint=hint)), base
            )


def _below(folder: Place, metadata_file: Path | None, base: Place, folders: frozenset[Place], above: Taken = NOTHING) -> Iterator[Planned]:
    """folders: the real places of those that are not to be entered: they lead to this one, or hold what we made."""
    try:
        here = real(folder)
        if here in folders or (folder / MANIFEST).exists() or (folder / LEDGER).exists():  # a link back; what we made
            return
        jobs, inside = _jobs(folder, metadata_file, above)
        jobs += [Job((stray,), failure=_stray(stray)) for stray in stray_in(folder)]
        names = sorted(folders_in(folder), key=natural)
    except OSError as error:
        yield _task(Job((folder,), failure=unreadable(folder, error)), base)
        return
    yield from (_task(job, base) for job in jobs)
    for name in names:
        yield from _below(folder / name, metadata_file, base, folders | {here}, inside)


def _jobs(folder: Place, metadata_file: Path | None, above: Taken) -> tuple[list[Job], Taken]:
    """The issues of the pages in a folder, and what they and those above have taken of the folders in it."""
    toml = folder / METADATA_NAME
    try:
        listed = listing(toml).pages if toml.is_file() else ()
        if listed:
            inside = above.with_lists(page for page in listed if page.parent != folder).with_mets(mets_among(listed))
            jobs = plan([folder], metadata_file)
            # a list that cannot be made has the name that it has when it is mended
            return [replace(job, inputs=(toml,)) if job.failure and job.inputs == (folder,) else job for job in jobs], inside
        found, inside = pages_with_formats(folder, above)
    except NoPagesError:
        return [], above
    except ConverterError as error:
        return [Job((toml if toml.is_file() else folder,), failure=error)], above
    pages = [page for page, _ in found if not page.name.startswith(".")]  # ._page-01.txt is what a Mac puts beside page-01.txt
    return plan(pages, metadata_file), inside


def _stray(place: Remote) -> ConverterError:
    hint = "if you trust it, unpack it, and name the folder" if place.archive else "give it a name such as page-01.txt"
    return UnreadableError(
        "has a name that leads out of its folder, or that no address can have, so it is not read", where=str(place), hint=hint
    )


def _task(job: Job, base: Place) -> Planned:
    """An issue's inputs are absolute: the next run may be begun in another folder."""
    if isinstance(job.failure, UnreachedError):
        raise job.failure
    first = job.metadata_file if job.listed and job.metadata_file else job.inputs[0]
    key = place(first, base)
    told = json.dumps(
        [{name: value for name, value in asdict(notice).items() if value is not None} for notice in job.notices], ensure_ascii=False
    )
    metadata_file = str(job.metadata_file.absolute()) if job.metadata_file else None
    task = Task(key, tuple(str(path.absolute()) for path in job.inputs), metadata_file, id=job.stated_id or issue_id(key), told=told)
    return task, of_error(job.failure) if job.failure else None
