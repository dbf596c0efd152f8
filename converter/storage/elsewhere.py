"""Takes a remote folder and gives a local one to write to, with what stands there of the files at hand; what changed in it is then put there.

So the same rules hold there as here: what may be replaced, what is kept as `.bak`, what stops it. The manifest of a folder goes first, saying
what is on its way, and last: a run that is killed between leaves a folder that the next one mends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from converter.errors import ConverterError
from converter.places import Place, Remote
from converter.places.transfer import fetch, files_below, put, remove
from converter.storage.disk import remove as remove_all
from converter.storage.manifest import MANIFEST, Manifest, digest

_WAITING = ".broadsheet-on-its-way"


@contextmanager
def written_at(
    top: Place,
    below: Sequence[str],
    new: Callable[[str], bytes | None] = lambda _: None,
    *,
    keeping: bool = False,
    near: Path | None = None,
) -> Iterator[Path]:
    """A folder to write to as if it were `top`. below: the files that are written, or with `/` at its end a folder of which any may be.

    new: what will be written under a name of `top`. keeping: files that stand there may be kept as .bak. near: the folder in which that folder
    is made, where this machine has it, so that somebody can clear it of what a killed process left; else where the system keeps such. Errors: UnreachedError; those of the work, in words of `top`.
    """
    if isinstance(top, Path):
        yield top
        return
    with TemporaryDirectory(prefix="broadsheet-", dir=near if near and near.is_dir() else None) as name:
        stage = Path(name)
        _bring(top, below, stage, keeping=keeping)
        before = _digests(stage)
        manifests = {name: Manifest.read((stage / name).parent) for name in before if _is_manifest(name)}
        _drop_broken_off(stage, before, new)
        try:
            yield stage
        except ConverterError as error:
            for part in ("what", "where", "hint"):
                setattr(error, part, told.replace(str(stage), str(top)) if (told := getattr(error, part)) else told)
            raise
        _put_back(top, stage, before, manifests)


@contextmanager
def waiting_in(folder: Path) -> Iterator[Path]:
    """A folder for `written_at`, in one that no other run uses: empty now, gone afterwards."""
    place = folder / _WAITING
    remove_all(place)
    place.mkdir()
    try:
        yield place
    finally:
        remove_all(place)


def _bring(top: Remote, below: Sequence[str], stage: Path, *, keeping: bool) -> None:
    for name in below:
        place = top / name
        if name.endswith("/"):
            fetch(place, files_below(place), stage / name)
        elif place.is_file():
            fetch(top, [name], stage)
            backups = [other for other in place.parent.listing() if other.startswith(f"{place.name}.bak")] if keeping else []
            for other in backups:  # only that they are there matters
                (stage / name).with_name(other).touch()


def _drop_broken_off(stage: Path, names: Iterable[str], new: Callable[[str], bytes | None]) -> None:
    """A file that is the beginning of what is to stand there is a copy that was broken off, as stores leave it that are no disk: nobody loses it."""
    for name in names:
        body = new(name)
        if body is not None and (stage / name).stat().st_size < len(body) and body.startswith((stage / name).read_bytes()):
            (stage / name).unlink()


def _put_back(top: Remote, stage: Path, before: dict[str, str], manifests: dict[str, Manifest]) -> None:
    after = _digests(stage)
    changed = {name: stage / name for name, known in after.items() if before.get(name) != known}
    last = {name: path for name, path in changed.items() if _is_manifest(name)}
    gone = before.keys() - after.keys()
    with TemporaryDirectory(prefix="broadsheet-") as name:
        first = {manifest: Path(name) / str(n) for n, manifest in enumerate(last)}
        for manifest, path in first.items():
            new = Manifest.read((stage / manifest).parent)
            path.write_bytes(manifests.get(manifest, Manifest()).followed_by(new).to_bytes())
        put(top, first)
    put(top, {name: path for name, path in changed.items() if name not in last})
    remove(top, sorted(gone))
    put(top, last)


def _is_manifest(name: str) -> bool:
    return name.rpartition("/")[2] == MANIFEST


def _digests(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): digest(path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()}
