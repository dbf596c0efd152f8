"""Takes one task of a batch, makes its issue, writes it, and gives the record of it. The same bytes whatever process does it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from converter.errors import ConverterError
from converter.failures import OF_THE_PLACE, of_error, of_lost
from converter.issue import Bug, Outcome, make
from converter.notices import Notice
from converter.places import place_of
from converter.plan import Job
from converter.storage import remove_file, write_file
from converter.storage.elsewhere import written_at
from converter.storage.manifest import digest
from converter.task import ABSENT, Done, Kept, Lost, Read, Settings, Task, Told

if TYPE_CHECKING:
    from converter.metadata import Metadata

_GRAIN = 2 * 10**9  # nanoseconds: the clock of a disk may be so much behind


def make_and_write(task: Task, settings: Settings) -> Done:
    """What a worker does. A failure is a record; anything that this raises is a fault of ours."""
    from converter.tally import tally

    since = time.time_ns() - _GRAIN
    before = {file.path: file for file in looked_at(task.inputs, task.metadata_file)}  # first, so that a change meanwhile is seen next time
    try:
        output = place_of(settings.output)
        outcome = make(job_of(task), replace(settings.choices, near=output if isinstance(output, Path) else None))
        if outcome.failure:
            return _failed(task, outcome.failure, [*before.values(), *_asked_for(outcome, before)])
        outputs = _write(task, outcome, settings)
    except ConverterError as error:
        return _failed(task, error, before.values())
    return Done(
        task.key,
        outputs=tuple((path, digest(outcome.files[name])) for path, name in outputs.items()),
        read=tuple(_read(outcome, before, since)),
        tally=tally(outcome.files[name] for name in outputs.values()),
        notices=tuple(told(outcome.notices)),
    )


def _failed(task: Task, error: ConverterError | Bug, read: Iterable[Read]) -> Done:
    """Where a place is to blame nothing counts as read, so that the next run does it again by itself."""
    return Done(task.key, of_error(error), read=() if isinstance(error, OF_THE_PLACE) else tuple(read))


def record(task: Task, kept: Kept, settings: Settings) -> Done:
    """The record of a task, whether its worker gave one or was lost with it."""
    if isinstance(kept.result, Lost):
        failure = of_lost(kept.result, settings.time_limit, settings.memory_limit)
        done = Done(task.key, failure, read=looked_at(task.inputs, task.metadata_file))
    else:
        done = kept.result
    return replace(done, seconds=kept.seconds, peak_mib=kept.peak_mib, attempts=kept.attempts)


def looked_at(inputs: Sequence[str], metadata_file: str | None) -> tuple[Read, ...]:
    """The files of a task as they are now, also those that are not there; nothing is read."""
    return tuple(_files(dict.fromkeys([*inputs, *([metadata_file] if metadata_file else [])])))


def told(notices: Iterable[Notice]) -> Iterator[Told]:
    """The notices by code, with the first of each."""
    found: dict[str, list[Notice]] = {}
    for notice in notices:
        found.setdefault(notice.code, []).append(notice)
    return (Told(code, len(same), same[0].where, same[0].message) for code, same in sorted(found.items()))


def _files(paths: Iterable[str]) -> Iterator[Read]:
    for path in paths:
        try:
            stat = place_of(path).stat()
        except (FileNotFoundError, NotADirectoryError):
            yield Read(path, ABSENT, 0)
        except (OSError, ConverterError):
            continue
        else:
            yield Read(path, stat.st_size, stat.st_mtime_ns)


def job_of(task: Task) -> Job:
    """The issue that a task is about."""
    metadata_file = place_of(task.metadata_file) if task.metadata_file else None
    notices = tuple(Notice(**fields) for fields in json.loads(task.told))
    return Job(tuple(map(place_of, task.inputs)), metadata_file, task.id, notices=notices, stated=_stated(task))


def _stated(task: Task) -> Metadata | None:
    if task.stated is None:
        return None
    from converter.metadata_tables import metadata_of

    return metadata_of(json.loads(task.stated), "")


def _write(task: Task, outcome: Outcome, settings: Settings) -> dict[str, str]:
    """Writes what was made, and gives the TEI files of it: path below the batch's folder -> name among the files of the issue."""
    output, files, own = place_of(settings.output), outcome.files, dict(task.before)
    near = Path(settings.near) if settings.near else None
    if settings.choices.form == "edition":
        from converter.edition import write_edition

        with written_at(output, [f"{task.key}/"], lambda path: files.get(path.removeprefix(f"{task.key}/")), near=near) as top:
            write_edition(top / task.key, files, force=settings.force)
        return {f"{task.key}/{name}": name for name in files if name.startswith("tei/")}
    teis = {f"{task.key}/{name}": name for name in files} if len(files) > 1 else {f"{task.key}.xml": name for name in files}
    force = settings.force or task.begun
    with written_at(
        output, sorted({*teis, *own}), lambda path: files[teis[path]] if path in teis else None, keeping=force, near=near
    ) as top:
        for path, name in teis.items():
            write_file(top / path, files[name], force=force, own=own.get(path))
        for path in own.keys() - teis.keys():
            remove_file(top / path, own[path])
    return teis


def _read(outcome: Outcome, before: Mapping[str, Read], since: int) -> Iterator[Read]:
    """What an input names is known when it was read: what may have changed by now has no time, so that the next run compares its bytes."""
    digests = {str(path): sha256 for path, sha256 in outcome.read.items() if sha256}
    for file in before.values():
        yield replace(file, sha256=digests.get(file.path) or digest(place_of(file.path).read_bytes()))
    for file in _files(path for path in digests if path not in before):
        yield replace(file, sha256=digests[file.path], mtime_ns=0 if _touched(file.path, since) else file.mtime_ns)


def _touched(path: str, since: int) -> bool:
    """Whether a file was changed, or another one put in its place, since then (nanoseconds since 1970), as far as its system knows."""
    try:
        stat = place_of(path).stat()
    except (OSError, ConverterError):
        return True
    return max(stat.st_mtime_ns, getattr(stat, "st_ctime_ns", 0)) >= since


def _asked_for(outcome: Outcome, before: Mapping[str, Read]) -> Iterator[Read]:
    """What a failure read or missed beside its inputs. No time: the next run compares the bytes once, and so sees what changed meanwhile."""
    digests = {str(path): sha256 for path, sha256 in outcome.read.items()}
    for file in _files(path for path in digests if path not in before):
        there = digests[file.path] and file.size != ABSENT
        yield Read(file.path, file.size if there else ABSENT, 0, digests[file.path] if there else "")
