"""`init`, `build` and `convert`: from newspaper pages to TEI and to editions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from converter.cli.deposit import pack
from converter.cli.options import (
    A_PATH,
    ANY_FILE,
    OTHER_FORMATS,
    TEI_SUFFIXES,
    check_folder_name,
    epilog,
    force,
    form,
    jobs,
    reading,
    talking,
)
from converter.cli.talk import Talk
from converter.errors import ConverterError, Exit, UsageError
from converter.issue import Bug, Choices, Outcome, is_ours, printed_labels
from converter.making import run
from converter.notices import USE_OF_A_LIST, Notice
from converter.plan import Job, parted, plan
from converter.storage import Written, write_file, write_tree

_PAGES = "examples/lvliang-2020-12/page-01.txt"


@click.command(short_help="Draft an edition.toml from what the page tells.", epilog=epilog(f"init {_PAGES}"))
@click.argument("named", nargs=-1, required=True, type=A_PATH, metavar="INPUT...")
@form
@click.option("--encoding", metavar="NAME", help="The text encoding of the input. [default: told from the bytes]")
@talking
def init(talk: Talk, named: tuple[Path, ...], form: str | None, encoding: str | None) -> Exit:
    """Write an edition.toml beside the input, with what the page itself tells, for you to complete.

    The pages of a folder, or several inputs in one folder, make one issue. An edition.toml that exists is never overwritten.
    """
    from converter.inputs import METADATA_NAME, STDIN, Asked, expand, load
    from converter.metadata_file import draft_edition_toml
    from converter.pipeline import convert_sources

    if STDIN in named:
        raise UsageError("standard input has no folder for an edition.toml", where="-", hint="save the page as a file, and name that")
    paths = expand(named)
    folders = {path.parent for path in paths}
    if len(folders) > 1:
        raise UsageError("the inputs are in several folders", where="init", hint="put the pages of an issue into one folder")
    target = folders.pop() / METADATA_NAME
    sources = load(paths, Asked(form, encoding))
    conversion = convert_sources(sources)  # an input that is none is what matters first
    if target.exists():
        raise UsageError("exists already", where=str(target), hint="edit it, or move it away to have a new one drafted")
    known = replace(conversion.metadata, page_labels=printed_labels(conversion.metadata, sources))
    write_file(target, draft_edition_toml(known, [path.name for path in paths], conversion.notices).encode())
    talk.say(f"wrote {target}; complete it, then: broadsheet build {' '.join(map(str, named))}")
    return Exit.GOOD


@click.command(
    short_help="Convert, validate and publish: pages in, editions out.",
    epilog=epilog(f"build {_PAGES}", "build examples/lvliang-2020-12 -o editions"),
)
@click.argument("named", nargs=-1, required=True, type=ANY_FILE, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    type=A_PATH,
    metavar="DIR",
    help="The edition's folder; with several issues, the folder of their folders DIR/ID. [default: output/ID]",
)
@click.option("--deposit", is_flag=True, help="Pack each edition for an archive, too: DIR-bag beside it (see `broadsheet deposit`).")
@reading
@force
@jobs
@talking
def build(
    talk: Talk,
    named: tuple[Path, ...],
    output: Path | None,
    deposit: bool,
    metadata_file: Path | None,
    choices: Choices,
    force: bool,
    jobs: int | None,
) -> Exit:
    """Convert, validate and publish: pages in, editions out.

    Each issue becomes a folder with source/ (the input, byte for byte), tei/ID.xml, html/, report.json and a manifest.
    Pages that one edition.toml lists under [[page]] make one issue, any other input one of its own. INPUT is a text file, a folder
    of them, or - for standard input.
    """
    from converter.edition import write_edition

    if output:
        check_folder_name(output, "build", f"one TEI file: broadsheet convert INPUT -o {output.with_suffix('.xml')}")
    planned, written = plan(named, metadata_file), list[Path]()

    def write(made: Outcome) -> None:
        folder = output if output and len(planned) == 1 else (output or Path("output")) / made.id
        _told(talk, write_edition(folder, made.files, force=force), folder)
        written.append(folder)

    code = _each(talk, planned, replace(choices, form="edition", near=output or Path("output")), jobs, write)
    return max(code, pack(talk, [(folder, None) for folder in written])) if deposit else code


@click.command(
    short_help="Convert pages to TEI.",
    epilog=epilog(f"convert {_PAGES}", f"convert {_PAGES} -o page.xml", "convert - --title 吕梁日报 < " + _PAGES),
)
@click.argument("named", nargs=-1, required=True, type=ANY_FILE, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    type=ANY_FILE,
    metavar="FILE|DIR",
    help="A name that ends in .xml is a file, any other a folder that gets ID.xml. [default: standard output]",
)
@reading
@force
@jobs
@talking
def convert(
    talk: Talk, named: tuple[Path, ...], output: Path | None, metadata_file: Path | None, choices: Choices, force: bool, jobs: int | None
) -> Exit:
    """Convert pages to TEI, checked before it is written.

    Pages that one edition.toml lists under [[page]] make one issue and one TEI file, any other input one of its own; several issues
    need a folder. INPUT is a text file, a folder of them, or - for standard input.
    """
    planned = plan(named, metadata_file)
    to_folder = output is not None and str(output) != "-" and _is_folder(output)
    parts = parted(planned, choices.asked)
    if to_folder:
        planned = parts
    elif len(parts) > len(planned):
        total = next(job.total for job in parts if job.pages)
        raise UsageError(f"a PDF of {total} pages makes a TEI file of each page", where="-o", hint="name a folder: -o DIR")
    if len(planned) > 1 and not to_folder:
        raise UsageError(f"{len(planned)} issues do not go into one file", where="-o", hint="name a folder: -o DIR")

    def write(made: Outcome) -> None:
        if output is not None and to_folder:
            _told(talk, write_tree(output, made.files, force=force, part=None), output / next(iter(made.files)))
        elif len(made.files) > 1:
            raise UsageError(f"{made.job.name} makes {len(made.files)} TEI files", where="-o", hint="name a folder: -o DIR")
        elif output is None or str(output) == "-":
            sys.stdout.buffer.write(next(iter(made.files.values())))
        else:
            _told(talk, write_file(output, next(iter(made.files.values())), force=force), output)

    return _each(talk, planned, replace(choices, near=output if to_folder else None), jobs, write)


def _is_folder(path: Path) -> bool:
    if path.suffix.lower() in OTHER_FORMATS and not path.is_dir():
        hint = "name a file that ends in .xml, or a folder; for the HTML edition: broadsheet build INPUT -o DIR"
        raise UsageError(f"convert writes TEI, not {path.suffix}", where=f"-o {path}", hint=hint)
    return path.is_dir() or not (path.exists() or path.suffix.lower() in TEI_SUFFIXES)


def _each(talk: Talk, planned: Sequence[Job], choices: Choices, workers: int | None, write: Callable[[Outcome], None]) -> Exit:
    """Makes and writes every issue; one that fails is told and does not stop the others. Gives the worst exit code."""
    if choices.authorities:
        from converter.annotate.authorities import load_authorities

        load_authorities(choices.authorities)  # here, so that a list that is wrong is told once, and not again for each issue
    used = sorted({job.metadata_file for job in planned if job.metadata_file}, key=str)
    for toml in used[:5]:
        talk.say(f"metadata from {toml}" + (f" (and {len(used) - 5} more files)" if len(used) > 5 and toml is used[4] else ""))
    worst = Exit.GOOD
    seen: dict[str, Job] = {}
    notices: list[Notice] = []
    with talk.progress(len(planned)) as advance:
        for made in run(planned, choices, workers):
            try:
                if made.failure is None and made.id in seen and not made.job.pages:
                    raise _same_id(made, seen[made.id])
                worst = max(worst, _one(talk, made, write))
                seen.setdefault(made.id, made.job)
                notices += (replace(n, where=f"{made.id} {n.where}") for n in made.notices) if len(planned) > 1 else made.notices
            except ConverterError as error:
                talk.trouble(error)
                worst = max(worst, error.exit_code)
            advance()
    if len(planned) == 1 and talk.level == 0:  # who gives a list wants to know at once whether it fits; of many issues -v tells it
        for notice in notices:
            if notice.code == USE_OF_A_LIST:
                talk.say(notice.message)
    talk.notices(notices)
    return worst


def _one(talk: Talk, made: Outcome, write: Callable[[Outcome], None]) -> Exit:
    """Writes one issue, or says why there is none."""
    if isinstance(made.failure, ConverterError):
        raise made.failure
    if isinstance(made.failure, Bug):
        talk.trouble(ConverterError("could not be converted", where=made.job.name))
        talk.bug(made.failure.kind, made.failure.message, made.failure.trace)
        return Exit.BUG
    write(made)
    if any(is_ours(notice) for notice in made.notices):
        return Exit.BUG
    return Exit.MATERIAL if any(notice.level == "error" for notice in made.notices) else Exit.GOOD


def _told(talk: Talk, done: Written, place: Path) -> None:
    for path in done.kept:
        talk.say(f"kept {path}")
    talk.say(f"wrote {place}" if done.written or done.removed else f"{place} is up to date")


def _same_id(made: Outcome, other: Job) -> UsageError:
    return UsageError(
        f"makes an issue with the id {made.id}, as {other.name} does",
        where=made.job.name,
        hint="if they are pages of one issue, list them in its edition.toml under [[page]]; else give each an id there",
    )
