"""`verify`: is a bag complete, and is every file in it what it was."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from converter.cli.options import A_PATH, epilog, talking
from converter.cli.talk import Talk
from converter.errors import ConverterError, Exit


@click.command(short_help="Check a deposit package.", epilog=epilog("verify output/lvliang-2020-12-bag"))
@click.argument("bags", nargs=-1, required=True, type=A_PATH, metavar="BAG...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="The form of the report.")
@talking
def verify(talk: Talk, bags: tuple[Path, ...], form: str) -> Exit:
    """Check BagIt bags, of ours or of other makers, as folders or ZIPs, and report on standard output.

    Every file is read and held to the manifests: changed, missing, added, renamed. In a bag of ours the TEI is validated by the schema in
    the bag, and held to its sources. Nothing is changed, unpacked or fetched. Several bags go on when one cannot be read.
    """
    from converter.verify import verify as check
    from converter.verify.report import to_json, to_text

    worst = Exit.GOOD
    for number, path in enumerate(bags):
        try:
            verdict = check(path, partial(talk.progress, doing="verifying"))
        except ConverterError as error:
            talk.trouble(error)
            worst = max(worst, error.exit_code)
            continue
        report = to_json(verdict) if form == "json" else "\n" * bool(number) + to_text(verdict)
        sys.stdout.buffer.write(report.encode("utf-8", "backslashreplace"))
        worst = max(worst, Exit.GOOD if verdict.valid else Exit.MATERIAL)
    return worst
