"""Takes a path and gives the place that it stands for, so that two names of one file are known as one."""

from __future__ import annotations

import os
from pathlib import Path


def real(path: Path) -> Path:
    """The absolute path, its links followed. A link that leads back to itself stays: who opens it says so, in words of the file.

    Path.resolve raises for such a link before Python 3.13, with an error that is none of the operating system's.
    """
    return Path(os.path.realpath(path))
