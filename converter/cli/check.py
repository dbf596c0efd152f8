"""`validate` and `explain`: what is wrong with a TEI file, and what a notice means."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from converter.cli.options import ANY_FILE, epilog, talking
from converter.cli.talk import Talk
from converter.errors import Exit


@click.command(short_help="Check TEI files.", epilog=epilog("validate output/lvliang-2020-12", "validate --format json page.xml"))
@click.argument("files", nargs=-1, required=True, type=ANY_FILE, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The form of the report.")
@talking
def validate(talk: Talk, files: tuple[Path, ...], form: str) -> Exit:
    """Check TEI files (or the TEI of edition folders) and report on standard output.

    Grammar, rules that no grammar can say, and the law of conservation: every character of the source stands exactly once in the
    edition. `-` is standard input.
    """
    from converter.teifiles import read_tei, tei_files
    from converter.validate import validate as check
    from converter.validate.report import render_text, to_json

    paths = tei_files(files)
    notices = tuple(notice for path in paths for notice in check(read_tei(path), name=str(path)))
    report = to_json(notices) if form == "json" else render_text(notices)
    sys.stdout.buffer.write(report.encode())
    talk.detail(f"checked {len(paths)} file{'s' * (len(paths) != 1)}: {', '.join(map(str, paths))}")
    return Exit.MATERIAL if any(notice.level == "error" for notice in notices) else Exit.GOOD


@click.command(short_help="Say what a notice means and what to do.", epilog=epilog("explain W-READ-05", "explain"))
@click.argument("code", required=False)
@talking
def explain(_talk: Talk, code: str | None) -> None:
    """Say what the notice CODE means and what to do. Without a code: list them all."""
    from converter.explain import explain as meaning
    from converter.explain import explanations

    if code is None:
        for told in explanations().values():
            click.echo(f"{told.code}  {told.meaning}")
        return
    told = meaning(code)
    click.echo(f"{told.code} ({told.level})\n\n{told.meaning}\n\nWhat to do: {told.remedy}")
