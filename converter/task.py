"""One issue of a batch as a worker gets it, what all of them are made with, and the record that comes back. Small values: they go through pipes and into a ledger."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from converter.issue import Choices

MIB = 1 << 20
ABSENT = -1  # bytes


@dataclass(frozen=True, slots=True)
class Task:
    """An issue to be made.

    key: where it goes, below the batch's folder, with `/` and without an ending; inputs: addresses of its pages, in order;
    metadata_file: the edition.toml that holds for it; stated: what a manifest says of it, as the tables of an edition.toml, in JSON.
    id: the issue's. told: notices on the choice of its pages, in JSON.
    before: path below the batch's folder -> SHA-256 of the TEI that an earlier run recorded: what still has it is ours, and may be replaced.
    begun: a run that was killed may have written it already.
    """

    key: str
    inputs: tuple[str, ...]
    metadata_file: str | None = None
    stated: str | None = None
    id: str | None = None
    told: str = "[]"
    before: tuple[tuple[str, str], ...] = ()
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all tasks of a run.

    output: the address of the folder where outputs go; jobs: worker processes; time_limit: seconds for one task; memory_limit: MiB of one worker; infinite: none.
    scheduler: of Dask, where somebody runs one: its address. epoch: SOURCE_DATE_EPOCH as it was here, or the time when
    the run began: a worker may live on another machine, and midnight may come before the end.
    near: a folder of the machine that began it, for what waits to go elsewhere.
    work: the dotted name `module:function` of what a worker does: (task, settings) -> what is sent back.
    """

    output: str
    choices: Choices = field(default_factory=Choices)
    force: bool = False
    jobs: int = 1
    time_limit: float = 600.0
    memory_limit: float = 2048
    scheduler: str | None = None
    near: str | None = None
    epoch: str = field(default_factory=lambda: os.environ.get("SOURCE_DATE_EPOCH", str(int(time.time()))))
    work: str = "converter.work:make_and_write"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no output: a code that `explain` knows, and the words of the error (see `ConverterError`)."""

    code: str
    what: str
    where: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its address, bytes, time of change (nanoseconds since 1970), and SHA-256 ("" where the worker was ended before it knew).

    size: `ABSENT` of one that was asked for and is not there: when it comes, that is a change.
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What stands in the TEI of an issue. characters: without white space; lost: glyphs; unassigned: characters that belong to no article; entities: kind -> mentions."""

    pages: int = 0
    articles: int = 0
    characters: int = 0
    lost: int = 0
    unassigned: int = 0
    entities: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """Notices of one code: how many, and the place and message of the first."""

    code: str
    count: int
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: outputs, or a failure.

    outputs: path below the batch's folder -> SHA-256, of each TEI file; seconds: of the attempt that counted; peak_mib: the most that the
    worker held meanwhile; attempts: how often it was begun, as workers can be killed.
    """

    key: str
    failure: Failure | None = None
    outputs: tuple[tuple[str, str], ...] = ()
    read: tuple[Read, ...] = ()
    tally: Tally = Tally()
    notices: tuple[Told, ...] = ()
    seconds: float = 0.0
    peak_mib: float = 0.0
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without an answer.

    how: `time` or `memory`: its worker was ended by us; `died`: by itself, however often it was tried; `unborn`: before it began; `raised`: a
    fault of ours. told: what is known of it.
    """

    how: Literal["time", "memory", "died", "unborn", "raised"]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a task: what its work gave, or how it was lost; seconds, the most memory (MiB), and how often it was begun."""

    result: Any
    seconds: float
    peak_mib: float
    attempts: int


@dataclass(frozen=True, slots=True)
class Begun:
    """The worker has the task in hand: its time begins."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the work gave, or what it raised, as text. starved: it got no more memory. seconds: it took; peak_mib: the most memory meanwhile; held_mib: afterwards."""

    result: Any = None
    raised: str | None = None
    starved: bool = False
    seconds: float = 0.0
    peak_mib: float = 0.0
    held_mib: float = 0.0
