"""`batch`: whole archives, one output an issue, to be gone on with after whatever ended it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shlex import quote
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

import click

from converter.cli.options import A_PATH, check_folder_name, epilog, force, reading, talking
from converter.cli.talk import Talk
from converter.errors import ConverterError, Exit, UsageError
from converter.failures import OF_OURS
from converter.issue import Choices
from converter.places import Place, place_of
from converter.task import Settings

if TYPE_CHECKING:
    from converter.archive import Ended

_MOST_TOLD = 10  # failures that are named at the end
_CODES = 5  # of notices that are, too


@click.command(
    short_help="Convert whole archives: resumable, on all cores.",
    epilog=epilog(
        "batch examples -o archive",
        "batch 'examples/*/page-*.txt' -o archive-tei --only tei --jobs 2",
        "batch examples -o archive --retry failed",
        "batch examples -o days --together",
        "batch s3://bucket/papers -o s3://bucket/editions --ledger ledger",
    ),
)
@click.argument("named", nargs=-1, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder of all outputs, and of the ledger; or a URL, with --ledger.")
@click.option("--ledger", type=A_PATH, metavar="FOLDER", help="The folder of the ledger, on this machine. [default: DIR]")
@click.option(
    "--manifest",
    type=A_PATH,
    metavar="FILE",
    help="A list of pages, CSV or JSON Lines, with what is known about each: file, issue, title, date, number, label …",
)
@click.option(
    "--together",
    is_flag=True,
    help="The pages of a folder are one issue, in the order of the numbers in their names. [default: each page is one, unless an edition.toml lists it]",
)
@click.option(
    "--only", type=click.Choice(["tei"]), help="Write the TEI alone, DIR/…/page-01.xml. [default: whole editions, as build makes them]"
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="What runs the workers: this machine's processes, or Dask (extra `dask`).",
)
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, tcp://HOST:PORT. [default: a cluster on this machine]")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), metavar="N", help="Worker processes. [default: one for each core]")
@click.option("--retry", type=click.Choice(["failed"]), help="Try again what failed before.")
@click.option(
    "--redo",
    type=click.Choice(["outdated"]),
    help="Make again what another version made, or failed to make, or what was made with other choices.",
)
@click.option("--strict", is_flag=True, help="Stop at the first failure, after the issues at hand.")
@click.option(
    "--base",
    metavar="DIR",
    help="Folders of inputs are mirrored from here on. [default: as in the run before, where the inputs lie below it; else the current folder]",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="The longest that an issue may take.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(64, 1 << 20),
    default=2048,
    show_default=True,
    metavar="MIB",
    help="The most memory that a worker may hold.",
)
@reading
@force
@talking
def batch(
    talk: Talk,
    named: tuple[str, ...],
    output: str,
    ledger: Path | None,
    manifest: Path | None,
    together: bool,
    only: str | None,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    retry: str | None,
    redo: str | None,
    strict: bool,
    base: str | None,
    time_limit: float,
    memory_limit: int,
    metadata_file: Path | None,
    choices: Choices,
    force: bool,
) -> Exit | int:
    """Convert whole archives: one output an issue, in DIR, whose folders mirror those of the inputs.

    INPUT is a folder (with all below it), a file, a pattern in quotes, or a URL of one (zip://::papers.zip, s3://bucket/papers; extra `cloud`).
    DIR keeps a ledger of what was done; the same command
    goes on where it was ended, and makes again what changed. A page that fails is recorded with the reason, and stops no other.
    """
    from converter.archive import run_batch
    from converter.cli.batch_progress import Course
    from converter.engines import ENGINES
    from converter.making import cores
    from converter.order import Order

    if not named and manifest is None:
        raise UsageError("nothing was named", where="batch", hint="name folders or files, or a list of them: --manifest FILE")
    target = _target(output, ledger)
    choices = replace(choices, form="tei" if only else "edition")
    if scheduler and engine != "dask":
        raise UsageError("only Dask has a scheduler", where="--scheduler", hint="add --engine dask")
    settings = Settings(str(target.absolute()), choices, force, jobs or cores(), time_limit, memory_limit, scheduler)
    again = frozenset(filter(None, (retry, redo, "blocked" if force else None)))
    order = Order(
        settings, named, manifest, metadata_file, ledger, place_of(base) if base else None, again, strict, ENGINES[engine], together
    )
    stop = Event()
    with Course(talk, stop, strict=strict).shown() as course, _stopping(stop) as signals:
        ended = run_batch(order, course, stop, _MOST_TOLD)
    _tell(talk, ended, ledger or target)
    for line in course.again:
        talk.say(line)
    if signals and ended.ending == "interrupted":
        return 128 + signals[0]
    return Exit.MATERIAL if ended.standing.failures or ended.standing.with_errors else Exit.GOOD


def _target(output: str, ledger: Path | None) -> Place:
    """Where outputs go. A ledger is written to in the middle of files and locked, which only a disk can do."""
    target = place_of(output)
    if isinstance(target, Path):
        check_folder_name(target, "batch", "one page: broadsheet convert INPUT -o page.xml")
        return target
    if target.archive is not None:
        raise UsageError("an archive is read, not written to", where=f"-o {output}", hint="name a folder, and pack it when all is done")
    if target.head.endswith(("http://", "https://")):
        raise UsageError("a web server is read, not written to", where=f"-o {output}", hint="name a folder, or a store such as s3://BUCKET")
    if target.head == "memory://":
        raise UsageError("what is written there is gone with the command", where=f"-o {output}", hint="name a folder: -o archive")
    if ledger is None:
        hint = f"name a folder for it; use the same one each time: broadsheet batch … -o {output} --ledger ledger"
        raise UsageError("the ledger of a batch lies on this machine", where=f"-o {output}", hint=hint)
    return target


@contextmanager
def _stopping(stop: Event) -> Iterator[list[int]]:
    """Ctrl-C or SIGTERM sets `stop`; a second one ends at once, as it does elsewhere. Gives those that came."""
    came: list[int] = []

    def stopping(number: int, frame: FrameType | None) -> None:
        came.append(number)
        if stop.is_set():  # it ends already, for --strict or by an earlier request
            handler = old[number]
            if callable(handler):
                handler(number, frame)
            raise SystemExit(128 + number)
        stop.set()

    old = {int(number): signal.signal(number, stopping) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield came
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def _tell(talk: Talk, ended: Ended, folder: Place) -> None:
    """folder: of the ledger."""
    now = ended.standing
    if ended.done or now.failures:
        failed = f", {now.failures:,} failed" if now.failures else ""
        talk.say(f"{ended.done:,} {'issue' if ended.done == 1 else 'issues'} done{failed}")
    if now.left:
        talk.say(f"{now.left:,} are left; the same command goes on with them")
    if now.with_errors:
        talk.say(f"{now.with_errors:,} were made of material that has errors; the report.json of each lists them")
    if ended.done and now.doubtful:
        codes = ", ".join(f"{code} in {issues:,}" for code, issues in now.codes[:_CODES])
        more = ", …" * (len(now.codes) > _CODES)
        has = "has" if now.doubtful == 1 else "have"
        talk.say(f"{now.doubtful:,} {has} doubtful places ({codes}{more}); which ones: broadsheet report {quote(str(folder))}")
    for one in now.first:
        place = _named(place_of(one.inputs[0]), one.failure.where)
        hint = None if one.failure.code == OF_OURS else one.failure.hint  # that is a trace of the program, for whoever reports it
        talk.trouble(ConverterError(f"{one.failure.code} {one.failure.what}", where=place, hint=hint))
    if now.failures > len(now.first):
        talk.say(f"and {now.failures - len(now.first):,} more failed; `broadsheet report` lists them")
    if now.overtaken:
        keep = "keeps" if now.overtaken == 1 else "keep"
        talk.say(f"{now.overtaken:,} of them {keep} the output of an earlier state, which is not that of the input now")
    if now.failures:
        codes = " ".join(sorted({one.failure.code for one in now.first}))
        talk.say(
            f"`broadsheet explain {codes}` says more. The same command does again what you change; --retry failed does the others, too"
        )


def _named(page: Place, where: str | None) -> str:
    """The page, and where in it or elsewhere the fault is: PAGE, PAGE:12, or PAGE (edition.toml:3)."""
    if where is None or where == page.name:
        return str(page)
    return where if where.startswith(str(page)) else f"{page} ({where})"
