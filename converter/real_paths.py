"""Takes a path and gives the place that it stands for, so that two names of one file are known as one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import overload

from converter.places import Place, Remote


@overload
def real(path: Path) -> Path: ...
@overload
def real(path: Remote) -> Remote: ...
def real(path: Place) -> Place:
    """The absolute path, its links followed; a remote place is known by one address. A link that leads back to itself stays: who opens it says so, in words of the file.

    Path.resolve raises for such a link before Python 3.13, with an error that is none of the operating system's.
    """
    if isinstance(path, Remote):
        return path
    return Path(os.path.realpath(path))
