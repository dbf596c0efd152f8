"""Takes the picture files that articles name, gives those that lie beside the article file as images. Promises: none outside of its folder is opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Literal

from converter.errors import ConverterError
from converter.reading import Image

_FAR = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")  # on the web, or anywhere on somebody's disk
_UNSAFE = re.compile(r"[^A-Za-z0-9_]+")


def images_beside(source: str, files: Iterable[str], beside: Callable[[str], bytes] | None) -> dict[str, Image]:
    """By the name that an article has for it, each picture that is there and that a browser shows (JPEG, PNG). source: the article file."""
    out: dict[str, Image] = {}
    for file in dict.fromkeys(files) if beside else ():
        if _FAR.match(file) or ".." in PurePosixPath(file).parts or "\0" in file:
            continue
        try:
            data = beside(file) if beside else b""
        except ConverterError:
            continue  # its name stays with the figure
        if media := _media_type(data):
            ending = "jpg" if media == "image/jpeg" else "png"
            # the article file's name before the picture's: another file of the issue may have a picture of the same name
            stem = "_".join(
                _UNSAFE.sub("_", part).strip("_") or "x"
                for part in (PurePosixPath(source).stem, *PurePosixPath(file).with_suffix("").parts)
            )
            name, again = f"pic_{stem}.{ending}", 2
            while any(name == image.name for image in out.values()):
                name, again = f"pic_{stem}_{again}.{ending}", again + 1
            out[file] = Image(name, media, data)
    return out


def _media_type(data: bytes) -> Literal["image/jpeg", "image/png"] | None:
    """By its first bytes: names lie."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return "image/jpeg" if data.startswith(b"\xff\xd8\xff") else None
