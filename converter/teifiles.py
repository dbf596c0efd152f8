"""Takes what was named as TEI (files, folders of editions or of a batch, standard input) and gives the files in it, and their bytes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from converter.errors import MissingError
from converter.inputs import STDIN, natural, unreadable
from converter.ledger.finished import finished
from converter.own_names import LEDGER

_WHICH = "broadsheet report lists them"


def tei_files(named: Iterable[Path], say: Callable[[str], None] = lambda _: None) -> list[Path]:
    """The files in the order of their names' numbers, each once; a folder stands for its tei/*.xml, or else for its *.xml, that of a batch
    for all that its ledger knows.

    say: is told of a batch what was left out, and what is of an earlier state. Errors: MissingError for what is not there, also for a folder without TEI.
    """
    out: dict[Path, None] = {}
    for path in named:
        if path != STDIN and path.is_dir():
            out.update(dict.fromkeys(_inside(path, say)))
        elif path != STDIN and not path.exists():
            raise unreadable(path, FileNotFoundError(2, "", str(path)))
        else:
            out[path] = None
    return list(out)


def _inside(folder: Path, say: Callable[[str], None]) -> list[Path]:
    if (folder / LEDGER).is_file():  # it alone knows what of the folder is the batch's
        return _of_batch(folder, say)
    for place in (folder / "tei", folder):
        found = sorted(place.glob("*.xml"), key=lambda p: natural(p.name))
        if found:
            return found
    hint = "name a TEI file, or the folder of an edition (output/ID)"
    if any(folder.glob("*/tei/*.xml")):
        hint = f"it holds the folders of editions; name them: {folder}/*"
    raise MissingError("is a folder without TEI files", where=str(folder), hint=hint)


def _of_batch(folder: Path, say: Callable[[str], None]) -> list[Path]:
    known = finished(folder)
    if known.departed:
        say(
            f"{known.departed:,} {'output' if known.departed == 1 else 'outputs'} left out: the issue is found no longer where it was ({_WHICH})"
        )
    if known.overtaken:
        say(f"{known.overtaken:,} {'is' if known.overtaken == 1 else 'are'} of an earlier state: the issue failed since ({_WHICH})")
    found = [path for path in map(folder.joinpath, known.teis) if path.is_file()]
    if not found:
        raise MissingError(
            "is a folder without TEI files", where=str(folder), hint="nothing of the batch is done yet: broadsheet report says why"
        )
    if len(found) < len(known.teis):
        say(f"{len(known.teis) - len(found):,} TEI files of the batch are gone; the same `broadsheet batch` command makes them again")
    return found


def read_tei(path: Path) -> bytes:
    """The bytes of a file, or of standard input. Errors as for any input that cannot be read."""
    try:
        return sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def edition_of(path: Path) -> Path | None:
    """The edition folder that a TEI file or folder belongs to: the one that holds `tei/` and our manifest."""
    from converter.storage.manifest import MANIFEST

    for folder in (path, path.parent.parent) if path.name != "tei" else (path.parent,):
        if (folder / MANIFEST).is_file() and (folder / "tei").is_dir():
            return folder
    return None
