"""`publish` and `preview`: an HTML edition from TEI files, and a look at it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from converter.cli.options import A_PATH, check_folder_name, epilog, force, talking
from converter.cli.talk import Talk
from converter.errors import Exit, UsageError

if TYPE_CHECKING:
    from converter.publish.texts import Form


@click.command(
    short_help="Make the HTML edition from TEI files.", epilog=epilog("publish output/lvliang-2020-12", "publish page.xml -o site")
)
@click.argument("teis", nargs=-1, required=True, type=A_PATH, metavar="FILE|EDITION_DIR...")
@click.option("-o", "--output", type=A_PATH, metavar="DIR", help="The site's folder. [default: html in the edition's folder]")
@click.option(
    "--format",
    "form",
    type=click.Choice(("html", "text", "markdown")),
    default="html",
    show_default=True,
    help="A site, or a file of plain text or Markdown for each article and for the whole issue.",
)
@click.option(
    "--base-url", metavar="URL", help="Where the site will stand: canonical addresses, sitemap.xml and the Atom feed are written with it."
)
@click.option(
    "--stylesheet",
    type=A_PATH,
    metavar="FILE",
    help="Your own stylesheet in place of ours: XSLT 1.0, or 2.0 and 3.0 with the extra `saxon`.",
)
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the stylesheet. Ours has interface (zh, en) and, for text, lost. May be given several times.",
)
@click.option("--archive", is_flag=True, help="Index the site for the search with Pagefind, too: for archives (extra `search`).")
@click.option("--keep-invalid", is_flag=True, help="Publish also TEI in which the check finds errors (exit code 1).")
@force
@talking
def publish(
    talk: Talk,
    teis: tuple[Path, ...],
    output: Path | None,
    form: Form,
    base_url: str | None,
    stylesheet: Path | None,
    params: tuple[str, ...],
    archive: bool,
    keep_invalid: bool,
    force: bool,
) -> Exit:
    """Make the HTML edition from TEI files, also from files that a person corrected.

    TEI of our encoding (its header names broadsheet in appInfo, or newspaper.xsd in a schemaRef) is validated first, and not
    published while it has errors. Other TEI is published unchecked.

    An edition's folder gets a new folder html (text, markdown); with several inputs, or TEI from elsewhere, say with -o where the site goes.
    """
    from converter.site import write_site

    if output:
        check_folder_name(output, "publish", "a page of your own making: publish FILE -o DIR --stylesheet YOURS.xsl")
    done = write_site(
        teis,
        output,
        form=form,
        stylesheet=stylesheet,
        params=_parameters(params),
        base_url=base_url,
        archive=archive,
        force=force,
        keep_invalid=keep_invalid,
        say=talk.say,
    )
    talk.notices(done.notices)
    for path in done.written.kept:
        talk.say(f"kept {path}")
    changed = len(done.written.written)
    look = f"; look at it: broadsheet preview {done.folder}" if form == "html" else ""
    talk.say(f"{done.folder}: {done.files} files, {changed} changed{look}")
    return Exit.MATERIAL if any(notice.level == "error" for notice in done.notices) else Exit.GOOD


def _parameters(said: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for one in said:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise UsageError(
                "is no parameter", where=f"--param {one}", hint="write its name, an equals sign and its value: --param interface=en"
            )
        found[name] = value
    return found


@click.command(short_help="Show an edition in a browser of this machine.", epilog=epilog("preview output/lvliang-2020-12"))
@click.argument("folder", type=A_PATH, metavar="DIR")
@click.option("--port", default=0, show_default="a free one", type=click.IntRange(0, 65535), help="The port of 127.0.0.1 to serve on.")
@talking
def preview(talk: Talk, folder: Path, port: int) -> Exit:
    """Serve an edition's folder on this machine, for a browser of this machine only, until Ctrl-C.

    The address is printed on standard output.
    """
    from converter.preview import serve

    try:
        with serve(folder, port) as server:
            click.echo(server.url)
            talk.say("serving to this machine only; stop with Ctrl-C")
            server.serve_forever()
    except KeyboardInterrupt:  # the way in which it is meant to end
        talk.say("stopped")
    return Exit.GOOD
