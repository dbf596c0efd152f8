"""Takes the picture files that articles name, gives those that lie beside the article file as images. Promises: none outside of its folder is opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from converter.errors import ConverterError
from converter.readers.images import ENDINGS, ascii_name, media_type
from converter.reading import Image

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_FAR = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")  # on the web, or anywhere on somebody's disk


def in_the_web(file: str) -> bool:
    """Whether the name is an address, or the picture itself is written into it; `C:\\dam.jpg` is a file on somebody's disk."""
    return _ADDRESS.match(file) is not None and not file.lower().startswith("file:")


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
        if media := media_type(data):
            # the article file's name before the picture's: another file of the issue may have a picture of the same name
            stem = "_".join(ascii_name(part, "_") for part in (PurePosixPath(source).stem, *PurePosixPath(file).with_suffix("").parts))
            name, again = f"pic_{stem}.{ENDINGS[media]}", 2
            while any(name == image.name for image in out.values()):
                name, again = f"pic_{stem}_{again}.{ENDINGS[media]}", again + 1
            out[file] = Image(name, media, data)
    return out
