"""Takes bytes and a place, and writes them there whole or not at all. The only module that writes; it never loses what it did not write.

A folder that we write carries a manifest of digests. A file that still has its digest may be updated; every other file is the user's:
it stops the run, or with `force` is kept beside the new one as `.bak`. New files are staged on the same disk, synced, then renamed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from converter.errors import ConverterError, UsageError
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
    """Something stands there that we did not write, or that was edited since. paths: all of it."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        first, more = self.paths[0], len(self.paths) - 1
        also = f" (and {more} more)" if more else ""
        super().__init__(
            f"would overwrite a file that broadsheet did not write, or that was edited since{also}",
            where=str(first),
            hint=f"choose another place with -o, or keep it as {first.name}.bak and go on: --force",
        )


def write_file(path: Path, data: bytes, *, force: bool = False) -> Written:
    """Writes one file; its folder is made where it is missing.

    Errors: WouldOverwriteError where the path exists with other bytes and not `force`; UsageError where it cannot be written.
    """
    with _explained(path):
        if _is_stream(path):
            path.write_bytes(data)
            return Written((path,))
        if path.is_dir():
            raise UsageError(
                "is a folder, and a file was to be written there", where=str(path), hint="name a file, or end the folder with /"
            )
        if os.path.lexists(path):
            if _same(path, data):
                return Written(unchanged=(path,))
            if not force:
                raise WouldOverwriteError([path])
        with _folder_made(path.parent):
            staged = _beside(path)
            try:
                _write_synced(staged, data)
                kept = _move_in(staged, path, keep=True)
            finally:
                staged.unlink(missing_ok=True)
            _sync_folder(path.parent)
    return Written((path,), kept=kept)


def write_tree(folder: Path, files: Mapping[str, bytes], *, force: bool = False, part: str | None = "") -> Written:
    """Writes relative paths (with `/`) into a folder and brings its manifest up to date.

    part: which of our older files the new ones replace as a whole, so that stale ones go: "" all, "html/" those below it, None
    none (the new files are added). A stale file that was edited since stays: it is the user's.
    Errors: as `write_file`; UsageError for a name that is not safe on every system.
    """
    check_names(files)
    with _explained(folder):
        if not os.path.lexists(folder):
            return _write_new(folder, files)
        if not folder.is_dir():
            raise UsageError("is not a folder", where=str(folder), hint="name another folder with -o")
        return _update(folder, files, force=force, part=part)


def _write_new(folder: Path, files: Mapping[str, bytes]) -> Written:
    manifest = Manifest({name: digest(body) for name, body in files.items()})
    with _folder_made(folder.parent), _staging(_beside(folder)) as stage:
        _fill(stage, {**files, MANIFEST: manifest.to_bytes()})
        stage.rename(folder)  # fails where something came there meanwhile
        _sync_folder(folder.parent)
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
        elif not _same(path, files[name]):
            changed.append(name)
            if not old.owns(folder, name):
                theirs.append(path)
    if theirs and not force:
        raise WouldOverwriteError(theirs)
    stale = [n for n in sorted(old.files) if part is not None and n.startswith(part) and n not in files and old.owns(folder, n)]
    rest = {n: d for n, d in old.files.items() if part is None or not n.startswith(part)}
    new = Manifest({**rest, **{name: digest(body) for name, body in files.items()}})
    kept = _replace(folder, {n: files[n] for n in changed}, stale, (old.followed_by(new), new), set(theirs))
    unchanged = tuple(folder / n for n in sorted(files) if n not in set(changed))
    return Written(tuple(folder / n for n in changed), unchanged, tuple(folder / n for n in stale), kept)


def _replace(
    folder: Path, changed: Mapping[str, bytes], stale: list[str], manifests: tuple[Manifest, Manifest], theirs: set[Path]
) -> tuple[Path, ...]:
    """The change itself: a run killed in the middle leaves a manifest that owns the old and the new bytes, so the next run mends it."""
    before, after = manifests
    for left in folder.glob(f".{MANIFEST}.*.partial"):  # by a run that was killed
        _remove(left)
    if not changed and not stale and _same(folder / MANIFEST, after.to_bytes()):
        return ()
    kept: list[Path] = []
    with _staging(_beside(folder / MANIFEST)) as stage:  # inside: the folder can be a disk of its own, or a link to one
        _fill(stage, {**{f"files/{n}": b for n, b in changed.items()}, "before": before.to_bytes(), "after": after.to_bytes()})
        (stage / "before").replace(folder / MANIFEST)
        for name in changed:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            kept += _move_in(stage / "files" / name, path, keep=path in theirs)
        for name in stale:
            (folder / name).unlink()
            _drop_empty((folder / name).parent, folder)
        (stage / "after").replace(folder / MANIFEST)
        for place in sorted({(folder / name).parent for name in changed} | {folder}):
            _sync_folder(place)
    return tuple(kept)


def _check_folders(folder: Path, names: Iterable[str]) -> None:
    """No file is written through a link: it could lead anywhere."""
    for parent in sorted({p for name in names for p in (folder / name).parents if p != folder and folder in p.parents}):
        if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
            kind = "symbolic link" if parent.is_symlink() else "file"
            raise UsageError(
                f"is a {kind} where a folder is to be", where=str(parent), hint="move it away, or choose another place with -o"
            )


def _fill(stage: Path, files: Mapping[str, bytes]) -> None:
    folders = {stage}
    for name, body in files.items():
        path = stage / name
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        _write_synced(path, body)
    for place in folders:
        _sync_folder(place)


def _move_in(staged: Path, path: Path, *, keep: bool) -> tuple[Path, ...]:
    """Renames a staged file to its place; what stands there is first kept as .bak where asked."""
    if not keep or not os.path.lexists(path):
        staged.replace(path)
        return ()
    backup = _free_backup(path)
    path.rename(backup)
    staged.replace(path)
    return (backup,)


def _free_backup(path: Path) -> Path:
    names = (f"{path.name}.bak" + (f".{i}" if i else "") for i in range(10_000))
    return next(p for p in (path.with_name(n) for n in names) if not os.path.lexists(p))


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows cannot open a folder; the files themselves are synced
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _same(path: Path, data: bytes) -> bool:
    return not path.is_symlink() and path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _is_stream(path: Path) -> bool:
    """A device or pipe (/dev/null, a named pipe) is written to, never replaced."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _beside(path: Path) -> Path:
    """A name that nobody else has, in the same folder."""
    return path.with_name(f".{path.name[:50]}.{os.urandom(8).hex()}.partial")


def _drop_empty(folder: Path, top: Path) -> None:
    while folder != top:
        try:
            folder.rmdir()
        except OSError:  # not empty
            return
        folder = folder.parent


@contextmanager
def _staging(stage: Path) -> Iterator[Path]:
    """A folder that is gone afterwards, whatever happens."""
    stage.mkdir()
    try:
        yield stage
    finally:
        if stage.exists():
            _remove(stage)


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _folder_made(folder: Path) -> Iterator[None]:
    """Makes the missing folders, and takes them away again where the work inside fails."""
    missing = [p for p in (folder, *folder.parents) if not os.path.lexists(p)]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for place in missing:
            with suppress(OSError):
                place.rmdir()
        raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """The system's refusal in the words of the command."""
    try:
        yield
    except ConverterError:
        raise
    except OSError as error:
        where = str(error.filename2 or error.filename or path)
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot be written: {reason}", where=where, hint="choose another place with -o") from error
