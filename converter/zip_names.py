"""Takes the names in a ZIP file and tells what they were written in: many programs leave the flag for UTF-8 out, and Chinese Windows writes GBK, or Big5.

APPNOTE 4.4.4 knows two encodings, UTF-8 where bit 11 is set and else code page 437, the one that `zipfile` takes. What is no UTF-8 and
would be boxes and lines there is read as Chinese where all of it is everyday Chinese.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence

from converter.characters import common_share

_FLAGGED = 0x800  # bit 11
_DOS = "cp437"
_USUAL = 0.6  # share of the characters beyond ASCII: a village or a family may have a rare one in its name


def names_of(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The name of each, all of those without the flag in one encoding: an archive was packed by one program."""
    raw = [_raw(info) for info in infos]
    unsaid = [name for name in raw if name is not None and not name.isascii()]
    codec = _codec(unsaid) if unsaid else _DOS
    return [info.filename if name is None else name.decode(codec) for info, name in zip(infos, raw, strict=True)]


def _raw(info: zipfile.ZipInfo) -> bytes | None:
    """The bytes of a name that does not say what it is in."""
    if info.flag_bits & _FLAGGED:
        return None
    try:
        return info.filename.encode(_DOS)
    except UnicodeEncodeError:  # it says so in another place, which later versions of Python read (0x7075)
        return None


def _codec(names: Sequence[bytes]) -> str:
    if _all(names, "utf-8") is not None:
        return "utf-8"
    found = {codec: _signs(text, codec) for codec in _EVERYDAY if (text := _all(names, codec)) is not None}
    best = max(found, key=lambda codec: found[codec], default=_DOS)
    return best if best != _DOS and found[best][1] >= _USUAL else _DOS


def _all(names: Sequence[bytes], codec: str) -> str | None:
    try:
        return "".join(name.decode(codec) for name in names)
    except UnicodeDecodeError:
        return None


def _signs(text: str, codec: str) -> tuple[float, float]:
    """How far it is Chinese that a newspaper writes: the share of the most frequent characters, and of those that all know."""
    wide = [char for char in text if char > "\x7f"]
    return common_share(text), sum(map(_EVERYDAY[codec], wide)) / max(len(wide), 1)


def _in_gb(char: str) -> bool:
    """A Chinese character of GB 2312's first level, the 3,755 that all know, or a sign or numeral of its first nine rows."""
    body = char.encode("gb18030")
    return len(body) == 2 and body[1] >= 0xA1 and (0xB0 <= body[0] <= 0xD7 or 0xA1 <= body[0] <= 0xA9)


def _in_big5(char: str) -> bool:
    """One of Big5's 5,401 frequent ones, or a sign."""
    body = char.encode("big5hkscs", "replace")  # some are written as two
    return len(body) == 2 and 0xA1 <= body[0] <= 0xC6


_EVERYDAY: Mapping[str, Callable[[str], bool]] = {"gb18030": _in_gb, "big5hkscs": _in_big5}
