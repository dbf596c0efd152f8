"""Takes bytes and a place, and writes them there whole or not at all. The only module that writes; it never loses what it did not write.

A folder that we write carries a manifest of digests. A file that still has its digest may be updated; every other file is the user's:
it stops the run, or with `force` is kept beside the new one as `.bak`. New files are staged on the same disk, synced, then renamed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from converter.errors import UsageError
from converter.storage import disk
from converter.storage.manifest import MANIFEST, Manifest, digest
from converter.storage.names import check_names


@dataclass(frozen=True, slots=True)
class Written:
    """What a call did: files written, files that held the same bytes already, files of ours that went, copies kept of the user's."""

    written: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


class WouldOverwriteError(UsageError):
    """Something stands there that we did not write, or that was edited since. paths: all of it; alone: a file outside of any folder of ours."""

    def __init__(self, paths: Iterable[Path], *, alone: bool = False) -> None:
        self.paths = tuple(paths)
        first, more = self.paths[0], len(self.paths) - 1
        also = f" (and {more} more)" if more else ""
        super().__init__(
            "exists with another content, and nothing tells whether a person put it there"
            if alone
            else f"would overwrite a file that broadsheet did not write, or that was edited since{also}",
            where=str(first),
            hint=f"choose another place with -o, or keep it as {first.name}.bak and go on: --force",
        )


def write_file(path: Path, data: bytes, *, force: bool = False, own: str | None = None) -> Written:
    """Writes one file; its folder is made where it is missing.

    own: the SHA-256 of what we wrote there before, where somebody kept account of it: a file that still has it may be replaced.
    Errors: WouldOverwriteError where the path exists with other bytes and not `force`; UsageError where it cannot be written.
    """
    with disk.explained(path):
        ours = True
        if disk.is_stream(path):
            path.write_bytes(data)
            return Written((path,))
        if path.is_dir():
            raise UsageError(
                "is a folder, and a file was to be written there", where=str(path), hint="name a file, or end the folder with /"
            )
        if os.path.lexists(path):
            if disk.same(path, data):
                return Written(unchanged=(path,))
            ours = own is not None and Manifest({path.name: own}).owns(path.parent, path.name)
            if not force and not ours:
                raise WouldOverwriteError([path], alone=True)
        with disk.folder_made(path.parent):
            staged = disk.beside(path)
            try:
                disk.write_synced(staged, data)
                kept = disk.move_in(staged, path, keep=not ours)
            finally:
                staged.unlink(missing_ok=True)
            disk.sync_folder(path.parent)
    return Written((path,), kept=kept)


def remove_file(path: Path, own: str) -> Written:
    """Takes away a file that still has the SHA-256 (`own`) of what we wrote there; any other stays. Errors: UsageError where it cannot be removed."""
    with disk.explained(path):
        if not Manifest({path.name: own}).owns(path.parent, path.name):
            return Written()
        path.unlink()
    return Written(removed=(path,))


def make_folder(folder: Path) -> None:
    """Makes a folder where it is missing. Errors: UsageError where it cannot be."""
    if file := next((place for place in (folder, *folder.parents) if os.path.lexists(place) and not place.is_dir()), None):
        raise UsageError("is no folder, and one was to be made there", where=str(file), hint="choose another place with -o")
    with disk.explained(folder):
        folder.mkdir(parents=True, exist_ok=True)


def clear_staged(folder: Path) -> None:
    """Takes away what a run that was killed left in a folder half-made: only where no other run can be at work on it."""
    for left in sorted(folder.glob(".*.partial")) if folder.is_dir() else ():
        if disk.is_staged(left.name):
            disk.remove(left)


def write_tree(folder: Path, files: Mapping[str, bytes], *, force: bool = False, part: str | None = "") -> Written:
    """Writes relative paths (with `/`) into a folder and brings its manifest up to date.

    part: which of our older files the new ones replace as a whole, so that stale ones go: "" all, "html/" those below it, None
    none (the new files are added). A stale file that was edited since stays: it is the user's.
    Errors: as `write_file`; UsageError for a name that is not safe on every system.
    """
    check_names(files)
    with disk.explained(folder):
        if not os.path.lexists(folder):
            return _write_new(folder, files)
        if not folder.is_dir():
            raise UsageError("is not a folder", where=str(folder), hint="name another folder with -o")
        return _update(folder, files, force=force, part=part)


def _write_new(folder: Path, files: Mapping[str, bytes]) -> Written:
    manifest = Manifest({name: digest(body) for name, body in files.items()})
    with disk.folder_made(folder.parent), disk.staging(disk.beside(folder)) as stage:
        disk.fill(stage, chain(files.items(), [(MANIFEST, manifest.to_bytes())]))
        stage.rename(folder)  # fails where something came there meanwhile
        disk.sync_folder(folder.parent)
    return Written(tuple(folder / name for name in sorted(files)))


def _update(folder: Path, files: Mapping[str, bytes], *, force: bool, part: str | None) -> Written:
    old = Manifest.read(folder).settled(folder)
    _check_folders(folder, files)
    changed, theirs = [], []
    for name in sorted(files):
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            raise UsageError(
                "is a folder where a file is to be written", where=str(path), hint="move it away, or choose another place with -o"
            )
        if not os.path.lexists(path):
            changed.append(name)
        elif not disk.same(path, files[name]):
            changed.append(name)
            if not old.owns(folder, name):
                theirs.append(path)
    if theirs and not force:
        raise WouldOverwriteError(theirs)
    stale = [n for n in sorted(old.files) if part is not None and n.startswith(part) and n not in files and old.owns(folder, n)]
    rest = {n: d for n, d in old.files.items() if part is None or not n.startswith(part)}
    new = Manifest({**rest, **{name: digest(body) for name, body in files.items()}})
    kept = _replace(folder, files, changed, stale, (old.followed_by(new), new), set(theirs))
    unchanged = tuple(folder / n for n in sorted(files) if n not in set(changed))
    return Written(tuple(folder / n for n in changed), unchanged, tuple(folder / n for n in stale), kept)


def _replace(
    folder: Path,
    files: Mapping[str, bytes],
    changed: list[str],
    stale: list[str],
    manifests: tuple[Manifest, Manifest],
    theirs: set[Path],
) -> tuple[Path, ...]:
    """The change itself: a run killed in the middle leaves a manifest that owns the old and the new bytes, so the next run mends it."""
    before, after = manifests
    for left in folder.glob(f".{MANIFEST}.*.partial"):  # by a run that was killed
        disk.remove(left)
    if not changed and not stale and disk.same(folder / MANIFEST, after.to_bytes()):
        return ()
    kept: list[Path] = []
    with disk.staging(disk.beside(folder / MANIFEST)) as stage:  # inside: the folder can be a disk of its own, or a link to one
        disk.fill(stage, ((f"files/{name}", files[name]) for name in changed))
        disk.fill(stage, (("before", before.to_bytes()), ("after", after.to_bytes())))
        (stage / "before").replace(folder / MANIFEST)
        for name in changed:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            kept += disk.move_in(stage / "files" / name, path, keep=path in theirs)
        for name in stale:
            (folder / name).unlink()
            disk.drop_empty((folder / name).parent, folder)
        (stage / "after").replace(folder / MANIFEST)
        for place in sorted({(folder / name).parent for name in changed} | {folder}):
            disk.sync_folder(place)
    return tuple(kept)


def _check_folders(folder: Path, names: Iterable[str]) -> None:
    """No file is written through a link: it could lead anywhere."""
    for parent in sorted({p for name in names for p in (folder / name).parents if p != folder and folder in p.parents}):
        if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
            kind = "symbolic link" if parent.is_symlink() else "file"
            raise UsageError(
                f"is a {kind} where a folder is to be", where=str(parent), hint="move it away, or choose another place with -o"
            )
