"""`entities`: what a TEI file names, for a person to check."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from converter.cli.options import ANY_FILE, epilog, force, talking
from converter.cli.talk import Talk
from converter.errors import Exit, UsageError
from converter.storage import write_file

_KINDS = ("person", "place", "org", "date", "measure", "number")
_BY_ENDING = {".csv": "csv", ".json": "json", ".txt": "table", ".text": "table", "": "table"}


def _kinds(_context: click.Context, _parameter: click.Parameter, given: Sequence[str]) -> tuple[str, ...]:
    """The kinds of `--kind person,place`, or of several `--kind`; all where none is given."""
    kinds = [kind.strip().lower() for part in given for kind in part.split(",")]
    for kind in kinds:
        if kind not in _KINDS:
            raise UsageError(f"{kind!r} is no kind of entity", where="--kind", hint=f"write one or several of {','.join(_KINDS)}")
    return tuple(kinds) or _KINDS


@click.command(
    short_help="List the names, dates and measures of a TEI file.",
    epilog=epilog("entities output/lvliang-2020-12", "entities --kind person,org page.xml -o names.csv"),
)
@click.argument("file", type=ANY_FILE, metavar="FILE")
@click.option("--kind", "kinds", multiple=True, callback=_kinds, metavar="KIND,…", help=f"Only these: {', '.join(_KINDS)}.  [default: all]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    help="The form of the list.  [default: by the ending of -o (.csv, .json), else table]",
)
@click.option(
    "-o", "--output", type=ANY_FILE, metavar="FILE", help="Write it there; CSV so that spreadsheets read it. [default: standard output]"
)
@force
@talking
def entities(talk: Talk, file: Path, kinds: tuple[str, ...], form: str | None, output: Path | None, force: bool) -> Exit:
    """List every person, place, organisation, date and measure that a TEI file (or an edition folder) marks.

    \b
    A line each, with the columns
      kind      person, place, org, date, measure or number
      name      the main name: of its entry, else as printed
      forms     as the page prints it
      count     how often it is named
      doubtful  how many of these are marked as doubtful
      ref       the id of its entry in the TEI
      ids       identifiers of the entry, type:value; authority:LIST:ID
                for one from your own list
      value     of a date, measure or number; 3..5 is from 3 to 5,
                [2021-01..2021-04] a day between the two
      context   the words around the first mention (not in the table)
      places    the paragraphs or articles where it stands
    Several forms, ids or places in one cell of the CSV are parted by |.
    """
    from converter import entity_forms, entity_list
    from converter.teifiles import read_tei, tei_files

    to_file = output is not None and str(output) != "-"
    form = form or (_form_of(output) if output is not None and to_file else "table")
    found = [one for path in tei_files([file], talk.say) for one in entity_list.entities_of(read_tei(path), str(path)) if one.kind in kinds]
    write = {"table": entity_forms.to_table, "csv": entity_forms.to_csv, "json": entity_forms.to_json}[form]
    listed = write(found).encode("utf-8", "surrogateescape")
    if output is not None and to_file:
        # Excel takes CSV without this mark for text in the system's old encoding; a program at the end of a pipe would stumble over it.
        done = write_file(output, codecs.BOM_UTF8 * (form == "csv") + listed, force=force)
        for path in done.kept:
            talk.say(f"kept {path}")
        talk.say(f"wrote {output}" if done.written else f"{output} is up to date")
    else:
        sys.stdout.buffer.write(listed)
    if not found:
        talk.say(f"{file}: nothing of these kinds is marked: {', '.join(kinds)}")
    talk.detail(f"{len(found)} entities, {sum(one.count for one in found)} mentions")
    return Exit.GOOD


def _form_of(path: Path) -> str:
    form = _BY_ENDING.get(path.suffix.lower())
    if form is None:
        hint = "name a file that ends in .csv, .json or .txt, or say the form with --format; spreadsheets open .csv"
        raise UsageError(f"entities writes no {path.suffix}", where=f"-o {path}", hint=hint)
    return form
