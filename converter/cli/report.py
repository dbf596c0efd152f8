"""`report`: what became of the issues of a batch, on one page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from converter.cli.options import A_PATH, check_folder_name, epilog, force, talking
from converter.cli.talk import Talk, printable
from converter.errors import Exit

if TYPE_CHECKING:
    from converter.reports import Form


@click.command(
    short_help="Show on one page what a batch made.",
    epilog=epilog("report archive", "report archive -o report --format csv", "report archive --check"),
)
@click.argument("folder", type=A_PATH, metavar="DIR")
@click.option("-o", "--output", type=A_PATH, metavar="FOLDER", help="Where the report goes. [default: DIR/broadsheet-report]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "json", "csv"]),
    default="html",
    show_default=True,
    help="A page (index.html) that opens from the disk, its figures (figures.json), or tables for a spreadsheet with a row for each issue (csv/issues-001.csv …).",
)
@click.option(
    "--check",
    is_flag=True,
    help="No report: read all outputs and inputs again, and name each that is not what it was. Exit code 1 where one is.",
)
@force
@talking
def report(talk: Talk, folder: Path, output: Path | None, form: Form, check: bool, force: bool) -> Exit:
    """Show what became of the issues of a batch: done, failed and waiting, articles and names, notices by code, the slowest issues and the
    most doubtful ones, with charts, on a page that needs no network.

    DIR is the folder that `broadsheet batch` wrote to. A batch that is still running may be reported on.
    """
    from converter.reports import FOLDER, MAIN, write_report

    if check:
        return _checked(talk, folder)
    if output:
        check_folder_name(output, "report", f"its page: {folder}/{FOLDER}/index.html")
    done = write_report(folder, output, form=form, force=force)
    place = (output or folder / FOLDER) / MAIN[form]
    for path in done.kept:
        talk.say(f"kept {path}")
    talk.say(f"wrote {place}" if done.written else f"{place} is up to date")
    return Exit.GOOD


def _checked(talk: Talk, folder: Path) -> Exit:
    from converter.reports import differing_files

    count = 0
    for one in differing_files(folder, partial(talk.progress, doing="comparing")):
        count += 1
        click.echo(printable(f"{one.place}: {one.what} {'is gone' if one.gone else 'is not what it was'}"))
    talk.say(
        f"{count:,} {'file is' if count == 1 else 'files are'} not what the ledger says" if count else "all files are what the ledger says"
    )
    return Exit.MATERIAL if count else Exit.GOOD
