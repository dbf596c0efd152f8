"""`entities`: what a TEI file names, for a person to check."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from converter.cli.options import ANY_FILE, epilog, talking
from converter.cli.talk import Talk
from converter.errors import Exit


@click.command(
    short_help="List the names, dates and measures of a TEI file.",
    epilog=epilog("entities output/lvliang-2020-12", "entities --format csv page.xml"),
)
@click.argument("file", type=ANY_FILE, metavar="FILE")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="The form of the list."
)
@talking
def entities(talk: Talk, file: Path, form: str) -> Exit:
    """List every person, place, organisation, date and measure that a TEI file (or an edition folder) marks, on standard output.

    Each with how often it is named, its entry and identifiers, and the paragraphs where it stands.
    """
    from converter import entity_list
    from converter.teifiles import read_tei, tei_files

    write = {"table": entity_list.to_table, "csv": entity_list.to_csv, "json": entity_list.to_json}[form]
    found = [one for path in tei_files([file]) for one in entity_list.entities_of(read_tei(path))]
    sys.stdout.buffer.write(write(found).encode("utf-8", "surrogateescape"))
    talk.detail(f"{len(found)} entities, {sum(one.count for one in found)} mentions")
    return Exit.GOOD
