"""Takes a folder and gives the files below it, sorted: regular files only, no link followed, nothing passed over in silence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from converter.errors import MaterialError, UnreadableError
from converter.storage.original import kind

_NAMED = 10  # offenders in one message


def files_below(folder: Path) -> Iterator[str]:
    """Paths relative to the folder, with `/`, in the order of their code points.

    Errors: MaterialError that names links, devices, pipes and sockets (ten of them, and how many more); UnreadableError for a
    folder that cannot be read. Both come before the first path.
    """
    names: list[str] = []
    others: list[tuple[str, str]] = []
    _gather(folder, "", names, others)
    if others:
        others.sort()
        first = ", ".join(f"{name} ({word})" for name, word in others[:_NAMED])
        more = f", and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        raise MaterialError(
            f"not everything below it is a file or a folder: {first}{more}", where=str(folder), hint="put the files themselves there"
        )
    return iter(sorted(names))


def _gather(folder: Path, prefix: str, names: list[str], others: list[tuple[str, str]]) -> None:
    try:
        with os.scandir(folder) as found:
            entries = [(entry.name, entry.stat(follow_symlinks=False).st_mode, entry) for entry in found]
    except OSError as error:
        raise UnreadableError(f"cannot be read: {(error.strerror or str(error)).lower()}", where=str(folder)) from error
    for name, mode, entry in entries:
        if entry.is_dir(follow_symlinks=False):
            _gather(folder / name, f"{prefix}{name}/", names, others)
        elif entry.is_file(follow_symlinks=False):
            names.append(prefix + name)
        else:
            others.append((prefix + name, kind(mode)))
