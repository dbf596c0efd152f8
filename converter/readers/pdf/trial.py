"""Takes the bytes of a PDF, has PDFium load its pages in another process, and promises that what would break this one is refused.

What a page draws can take memory without end before anything of it can be counted, as forms that draw each other twice do, and PDFium
then ends its process. A process whose memory somebody has limited, as a batch does with its workers, is spared the look.
"""

from __future__ import annotations

import os
import subprocess
import sys

from converter.errors import UnreadableError
from converter.readers.pdf import loading
from converter.readers.unprintable import MOST_PAGES

MOST_SECONDS = 600.0  # for all pages of a file, each of which has its own limit
_AGAIN = "print it to a new PDF in a viewer, or split it by pages"


def tried(name: str, data: bytes, only: range | None = None) -> None:
    """Comes back where PDFium bears the pages. only: the numbers (from 1) of those that are wanted. Raises UnreadableError where it does not."""
    if _has_limit():
        return
    bounds = [] if only is None else [only.start, only.stop]
    command = [sys.executable, "-P", loading.__file__, *map(str, (MOST_PAGES, *bounds))]
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        run = subprocess.run(
            command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False, env={**os.environ, "PYTHONPATH": paths}
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"loading its pages takes more than {MOST_SECONDS:.0f} s: no issue does", where=name, hint=_AGAIN) from error
    except OSError:
        return  # there is no process to be had: then it is read without
    if run.returncode:
        limits = f"{loading.MOST_MEMORY // 1_000_000} MB or {loading.MOST_SECONDS} s a page"
        what = f"what it draws takes more than {limits}, or breaks PDFium, which reads it: no newspaper does"
        raise UnreadableError(what, where=name, hint=_AGAIN)


def _has_limit() -> bool:
    try:
        import resource
    except ImportError:  # Windows
        return False
    return resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY
