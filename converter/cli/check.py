"""`validate` and `explain`: what is wrong with a TEI file, and what a notice means."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from converter.cli.options import ANY_FILE, epilog, talking
from converter.cli.talk import Talk
from converter.errors import ConverterError, Exit

if TYPE_CHECKING:
    from converter.notices import Notice

# What these find is no TEI file at all, whatever its name: empty, binary or plain text, another kind of XML.
_NO_TEI = frozenset(("E-XML-01", "E-XML-02", "E-XML-08"))


@click.command(short_help="Check TEI files.", epilog=epilog("validate output/lvliang-2020-12", "validate --format json page.xml"))
@click.argument("files", nargs=-1, required=True, type=ANY_FILE, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The form of the report.")
@talking
def validate(talk: Talk, files: tuple[Path, ...], form: str) -> Exit:
    """Check TEI files (or the TEI of edition folders) and report on standard output.

    Grammar, rules that no grammar can say, and the law of conservation: every character of the source stands exactly once in the
    edition. In an edition, the source is the file in source/. Warnings on entries of names that a correction left behind. `-` is standard input. Several files go on when one cannot be read.
    """
    from converter.validate.report import to_json

    worst, paths = _there(talk, files)
    found: dict[Path, tuple[Notice, ...]] = {}
    for path in paths:
        try:
            found[path] = _checked(talk, path)
        except ConverterError as error:
            talk.trouble(error)
            worst = max(worst, error.exit_code)
    notices = [notice for one in found.values() for notice in one]
    report = to_json(notices) if form == "json" else _text(found, several=max(len(files), len(paths)) > 1)
    sys.stdout.buffer.write(report.encode("utf-8", "surrogateescape"))
    talk.detail(f"checked {len(found)} file{'s' * (len(found) != 1)}: {', '.join(map(str, found))}")
    return max([worst, *map(_code, notices)])


def _there(talk: Talk, named: Sequence[Path]) -> tuple[Exit, list[Path]]:
    """The worst code of what was named and is not there, after it was told; and the files that are there, each once."""
    from converter.teifiles import tei_files

    worst, paths = Exit.GOOD, dict[Path, None]()
    for path in named:
        try:
            paths.update(dict.fromkeys(tei_files([path], talk.say)))
        except ConverterError as error:
            talk.trouble(error)
            worst = max(worst, error.exit_code)
    return worst, list(paths)


def _checked(talk: Talk, path: Path) -> tuple[Notice, ...]:
    from converter.inputs import STDIN
    from converter.source_check import check_file
    from converter.teifiles import read_tei
    from converter.validate import doubts
    from converter.validate import validate as check

    content = read_tei(path)
    if path == STDIN:
        return _in_order(check(content, name="-"), doubts(content, name="-"))
    checked = check_file(path, content)
    if not checked.against_source and not any(notice.code.startswith("E-XML") for notice in checked.notices):
        talk.detail(f"{path}: its source is not beside it in ../source/, so conservation was checked against sourceDoc only")
    return _in_order(checked.notices, doubts(content, name=str(path)))


def _in_order(*found: tuple[Notice, ...]) -> tuple[Notice, ...]:
    return tuple(sorted((notice for one in found for notice in one), key=lambda notice: (notice.line or 0, notice.code)))


def _text(found: dict[Path, tuple[Notice, ...]], *, several: bool) -> str:
    """The report of one file, or of several, with a word on each of those that are good."""
    from converter.validate.report import render_text

    notices = [notice for one in found.values() for notice in one]
    if not several:
        return render_text(notices) if found else ""
    good = "".join(f"{path}: valid\n" for path, own in found.items() if not own)
    if not notices:
        return good
    return good + "\n" * bool(good) + render_text(notices)


def _code(notice: Notice) -> Exit:
    if notice.level != "error":
        return Exit.GOOD
    return Exit.UNREADABLE if notice.code in _NO_TEI else Exit.MATERIAL


@click.command(short_help="Say what a notice means and what to do.", epilog=epilog("explain W-READ-05", "explain"))
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@talking
def explain(_talk: Talk, codes: tuple[str, ...]) -> None:
    """Say what the notice CODE means and what to do. Without a code: list them all."""
    from converter.explain import explain as meaning
    from converter.explain import explanations

    if not codes:
        for told in explanations().values():
            click.echo(f"{told.code}  {told.meaning}")
        return
    told_all = [meaning(code) for code in codes]
    click.echo("\n\n".join(f"{told.code} ({told.level})\n\n{told.meaning}\n\nWhat to do: {told.remedy}" for told in told_all))
