"""The command with its subcommands, as a table: each stands in the module of its kind."""

from __future__ import annotations

import click

from converter.cli.batch import batch
from converter.cli.check import explain, validate
from converter.cli.convert import build, convert, init
from converter.cli.deposit import deposit
from converter.cli.entities import entities
from converter.cli.formats import formats
from converter.cli.options import EXIT_CODES, epilog, talking
from converter.cli.report import report
from converter.cli.schema import schema
from converter.cli.show import preview, publish
from converter.cli.talk import Talk
from converter.cli.verify import verify
from converter.version import __version__

_EPILOG = (
    "\b\nExamples:\n"
    "  $ broadsheet build examples/lvliang-2020-12/page-01.txt\n"
    "  $ broadsheet convert examples/lvliang-2020-12/page-01.txt > page.xml\n"
    "  $ broadsheet convert --help\n\n" + EXIT_CODES
)


class _InOrder(click.Group):
    """Lists its commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)


@click.group(cls=_InOrder, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="broadsheet")
@talking
def broadsheet(_talk: Talk) -> None:
    """Turns newspaper pages into validated TEI P5 and a readable HTML edition, offline.

    \b
    page.txt --build--> output/ID/   (source, TEI, HTML, report: all of the below at once)
    page.txt --convert--> TEI --validate--> TEI --publish--> HTML --preview--> browser
    """


@click.command(name="help", short_help="Show this help, or that of a command.", epilog=epilog("help", "help convert"))
@click.argument("name", required=False, metavar="[COMMAND]")
@talking
def show_help(_talk: Talk, name: str | None) -> None:
    """Show the help of broadsheet, or of a COMMAND."""
    here = click.get_current_context()
    above = here.parent or here
    if name is None:
        click.echo(broadsheet.get_help(above))
        return
    _, found, _ = broadsheet.resolve_command(above, [name])
    if found:
        click.echo(found.get_help(click.Context(found, info_name=name, parent=above)))


for _command in (
    init,
    build,
    convert,
    batch,
    validate,
    entities,
    publish,
    report,
    deposit,
    verify,
    preview,
    formats,
    explain,
    schema,
    show_help,
):
    broadsheet.add_command(_command)
