"""Takes TEI files and a place, and writes the HTML edition there; by default into the edition's own folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from converter.errors import UsageError
from converter.storage import Written, write_tree
from converter.storage.manifest import MANIFEST
from converter.teifiles import edition_of, read_tei, tei_files

if TYPE_CHECKING:
    from converter.notices import Notice


@dataclass(frozen=True, slots=True)
class Site:
    """Where the HTML edition is, how many files it has, what was written of them, and what was doubtful."""

    folder: Path
    files: int
    written: Written
    notices: tuple[Notice, ...]


def write_site(named: Sequence[Path], output: Path | None = None, *, stylesheet: Path | None = None, force: bool = False) -> Site:
    """Publishes TEI files and editions to `output`, or the one edition named to its html folder.

    Errors: UsageError where the place is not clear, or holds what is not ours (unless `force`); what `converter.publish.make_site` raises.
    """
    from converter.publish import make_site

    paths = tei_files(named)
    folder = output or _own_place(named)
    for path in paths:
        read_tei(path)  # says well what cannot be read
    made = make_site(paths, stylesheet=stylesheet)
    written = _write(folder, made.files, force=force)
    return Site(folder, len(made.files), written, made.notices)


def _own_place(named: Sequence[Path]) -> Path:
    edition = edition_of(named[0].absolute()) if len(named) == 1 else None
    if edition is None:
        raise UsageError("it is not clear where the site goes", where="publish", hint="name a folder: broadsheet publish … -o DIR")
    return named[0] / "html" if named[0].absolute() == edition else edition / "html"


def _write(folder: Path, files: dict[str, bytes], *, force: bool) -> Written:
    """A folder inside an edition is kept in the edition's manifest, so that both commands agree on what is ours."""
    if (folder.parent / MANIFEST).is_file() and not (folder / MANIFEST).is_file():
        part = f"{folder.name}/"
        return write_tree(folder.parent, {part + name: body for name, body in files.items()}, force=force, part=part)
    return write_tree(folder, files, force=force)
