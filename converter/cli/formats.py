"""`formats`: what can be converted, as a table."""

from __future__ import annotations

import click

from converter.cli.options import epilog, talking
from converter.cli.talk import Talk
from converter.errors import Exit
from converter.readers.guess import FORMATS


@click.command(short_help="List the formats that are read.", epilog=epilog("formats"))
@talking
def formats(_talk: Talk) -> Exit:
    """List the formats that are read: the name for --from, the endings of such files, and what they hold.

    The format of an input is told from its bytes, whatever its name. --from overrides that.
    """
    rows = [(name, " ".join(form.extensions), form.about) for name, form in FORMATS.items()]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    for name, extensions, about in rows:
        click.echo(f"{name:{first}}  {extensions:{second}}  {about}")
    return Exit.GOOD
