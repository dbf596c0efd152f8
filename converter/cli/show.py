"""`publish` and `preview`: an HTML edition from TEI files, and a look at it."""

from __future__ import annotations

from pathlib import Path

import click

from converter.cli.options import check_folder_name, epilog, force, talking
from converter.cli.talk import Talk
from converter.errors import Exit


@click.command(
    short_help="Make the HTML edition from TEI files.", epilog=epilog("publish output/lvliang-2020-12", "publish page.xml -o site")
)
@click.argument("teis", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|EDITION_DIR...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="The site's folder. [default: html in the edition's folder]"
)
@click.option("--stylesheet", type=click.Path(path_type=Path), metavar="FILE", help="Your own XSLT 1.0 stylesheet in place of ours.")
@click.option("--keep-invalid", is_flag=True, help="Publish also TEI in which the check finds errors (exit code 1).")
@force
@talking
def publish(talk: Talk, teis: tuple[Path, ...], output: Path | None, stylesheet: Path | None, keep_invalid: bool, force: bool) -> Exit:
    """Make the HTML edition from TEI files, also from files that a person corrected.

    TEI of our encoding (its header names broadsheet in appInfo, or newspaper.xsd in a schemaRef) is validated first, and not
    published while it has errors. Other TEI is published unchecked.

    An edition's folder gets a new html folder; with several inputs, or TEI from elsewhere, say with -o where the site goes.
    """
    from converter.site import write_site

    if output:
        check_folder_name(output, "publish", "a page of your own making: publish FILE -o DIR --stylesheet YOURS.xsl")
    done = write_site(teis, output, stylesheet=stylesheet, force=force, keep_invalid=keep_invalid)
    talk.notices(done.notices)
    for path in done.written.kept:
        talk.say(f"kept {path}")
    changed = len(done.written.written)
    talk.say(f"{done.folder}: {done.files} files, {changed} changed; look at it: broadsheet preview {done.folder}")
    return Exit.MATERIAL if any(notice.level == "error" for notice in done.notices) else Exit.GOOD


@click.command(short_help="Show an edition in a browser of this machine.", epilog=epilog("preview output/lvliang-2020-12"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
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
