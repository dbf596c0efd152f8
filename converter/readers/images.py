"""Takes the bytes of a picture, tells which of the kinds that browsers show it is, and the part of an ASCII name that its own name gives."""

from __future__ import annotations

import re
from typing import Literal

MediaType = Literal["image/jpeg", "image/png"]
ENDINGS: dict[MediaType, str] = {"image/jpeg": "jpg", "image/png": "png"}
_UNSAFE = re.compile(r"[^A-Za-z0-9_]+")


def media_type(data: bytes) -> MediaType | None:
    """By its first bytes: names lie. None for TIFF, JPEG 2000 and all that a browser does not show, or that is no picture."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return "image/jpeg" if data.startswith(b"\xff\xd8\xff") else None


def ascii_name(text: str, blank: str) -> str:
    """The letters and digits of a name, `blank` for each run of others between them; `x` where it has none."""
    return _UNSAFE.sub(blank, text).strip(blank) or "x"
