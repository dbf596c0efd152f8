"""`schema`: the grammar and rules of the encoding as files, for an XML editor or another validator."""

from __future__ import annotations

from pathlib import Path

import click

from converter.cli.options import A_PATH, epilog, force, talking
from converter.cli.talk import Talk
from converter.errors import Exit


@click.command(short_help="Write the schemas of the encoding into a folder.", epilog=epilog("schema", "schema -o editions/schemas"))
@click.option("-o", "--output", type=A_PATH, default=Path("schemas"), metavar="DIR", show_default=True, help="Their folder.")
@force
@talking
def schema(talk: Talk, output: Path, force: bool) -> Exit:
    """Write newspaper.xsd, xml.xsd, newspaper.sch (rules) and newspaper.odd (their source and documentation) into a folder.

    A TEI file that `convert` writes names them as ../schemas/newspaper.xsd; the folder of an edition holds them already.
    """
    from converter.assets import schemas
    from converter.storage import write_tree

    done = write_tree(output, schemas(), force=force, part=None)
    for path in done.kept:
        talk.say(f"kept {path}")
    talk.say(f"wrote {output}" if done.written else f"{output} is up to date")
    return Exit.GOOD
