"""Takes a ZIP, changes a file in it, its name, or the bytes of the whole, gives it packed anew: for bags."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from random import Random

from fuzzing import values
from fuzzing.mutators import lines


def packed(files: list[tuple[str, bytes]]) -> bytes:
    """A ZIP of these files, of which two may have one name; the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # what it says of names that stand twice
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name or "x"), content)
    return out.getvalue()


def mutated(data: bytes, rng: Random) -> bytes | None:
    """The ZIP with one or some of its files changed; None where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [(one.filename, archive.read(one)) for one in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return None
    for _ in range(rng.choice((1, 1, 2, 4))):
        if not files:
            return None
        at = rng.randrange(len(files))
        name, content = files[at]
        how = rng.randrange(6)
        if how < 3:
            files[at] = name, lines(content, rng) or b""
        elif how == 3:
            files[at] = _named(values.changed(name, rng)), content
        elif how == 4:
            del files[at]
        else:
            files.append((rng.choice((name, _named(values.text(rng)))), content))
    return packed(files)


def _named(name: str) -> str:
    """A name that zipfile writes: not too long, and in UTF-8."""
    return name.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")[:1000]
