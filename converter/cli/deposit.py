"""`deposit`: the package that an archive takes, from an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from converter.cli.options import A_PATH, epilog, talking
from converter.cli.talk import Talk
from converter.errors import ConverterError, Exit, UsageError
from converter.notices import Notice


@click.command(
    short_help="Pack an edition for an archive.",
    epilog=epilog(
        "deposit output/lvliang-2020-12",
        "deposit output/lvliang-2020-12 -o lvliang.zip --zip",
        "deposit output/lvliang-2020-12 editions -o bags",
    ),
)
@click.argument("editions", nargs=-1, required=True, type=A_PATH, metavar="EDITION_DIR...")
@click.option(
    "-o",
    "--output",
    type=A_PATH,
    metavar="BAG",
    help="The bag's folder, or with --zip its file; with several editions, the folder of their bags. [default: EDITION_DIR-bag]",
)
@click.option("--zip", "zipped", is_flag=True, help="Write one ZIP file; the same edition gives the same bytes.")
@click.option("--profile", default="default", show_default=True, metavar="NAME", help="Whose demands the metadata are held to.")
@click.option(
    "-m",
    "--metadata",
    "metadata_file",
    type=A_PATH,
    metavar="FILE",
    help="Use (and pack) this edition.toml. [default: the one in the edition]",
)
@talking
def deposit(talk: Talk, editions: tuple[Path, ...], output: Path | None, zipped: bool, profile: str, metadata_file: Path | None) -> Exit:
    """Pack an edition as a bag that archives take: BagIt 1.0, with the source byte for byte, the TEI, the HTML, the schemas, an
    RO-Crate, and records in DataCite, Dublin Core and PREMIS.

    The TEI is validated and held to its source first. What the profile demands and neither edition.toml nor the TEI says is named
    all at once. The edition is only read, and nothing that exists is overwritten; check the bag with `broadsheet verify`.
    """
    from converter.deposit_places import is_bag

    if len(editions) == 1:
        return pack(talk, [(editions[0], output)], zipped, profile, metadata_file)
    if output and output.suffix.lower() == ".zip":
        raise UsageError("several editions make several bags", where=f"-o {output}", hint="name the folder that they go into")
    there = [path for path in editions if not is_bag(path)]  # EDITION/* finds the bags of an earlier run, too
    if len(there) < len(editions):
        talk.say(f"{len(editions) - len(there)} of what was named {'is a bag' if len(editions) - len(there) == 1 else 'are bags'} already")
    return pack(talk, [(path, _below(output, path, zipped) if output else None) for path in there], zipped, profile, metadata_file)


def _below(folder: Path, edition: Path, zipped: bool) -> Path:
    return folder / f"{edition.resolve().name}{'.zip' * zipped}"


def pack(
    talk: Talk, jobs: Sequence[tuple[Path, Path | None]], zipped: bool = False, profile: str = "default", metadata_file: Path | None = None
) -> Exit:
    """Packs editions, each to its place; one that fails is told and does not stop the others. Gives the worst exit code."""
    from converter.deposit import PROFILES
    from converter.deposits import write_bag

    if profile not in PROFILES:
        raise UsageError(f"there is no profile {profile!r}", where="--profile", hint=f"there are: {', '.join(PROFILES)}")
    worst, notices, cited = Exit.GOOD, list[Notice](), dict[str, Path]()
    for edition, place in jobs:
        try:
            with talk.progress(_files_in(edition), "packing") as advance:
                done = write_bag(edition, place, zipped=zipped, profile=profile, metadata_file=metadata_file, advance=advance)
        except ConverterError as error:
            talk.trouble(error)
            worst = max(worst, error.exit_code)
            continue
        notices += (replace(n, where=f"{edition.name} {n.where}") for n in done.notices) if len(jobs) > 1 else done.notices
        for one in done.identifiers:
            if cited.setdefault(one, edition) != edition:
                notices.append(Notice("W-DEP-05", edition.name, f"{edition} is cited by {one}, as {cited[one]} is"))
        talk.say(f"wrote {done.place}: {done.files} files, {done.size:,} bytes of payload; check it: broadsheet verify {done.place}")
    talk.notices(notices)
    return worst


def _files_in(folder: Path) -> int:
    """How many steps packing has: its files, and its TEI once more for the check."""
    return sum(1 + (path.parent.name == "tei") for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
