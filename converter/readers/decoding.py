"""Bytes to text: tells the encoding from the bytes, and says which one it took. Promises never to return mojibake in silence."""

from __future__ import annotations

import codecs

from converter.characters import common_share
from converter.errors import UnreadableError, UsageError

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"utf-8-sig": "UTF-8 with a byte order mark", "utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5"}


def decode(name: str, data: bytes, encoding: str | None) -> tuple[str, str]:
    """(text, name of the encoding). `encoding` overrides what the bytes look like. Surrogates in UTF-8 come through as such."""
    if encoding:
        return _decode_as(name, data, encoding)
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _strictly(name, data, codec), _NAMES.get(codec, codec.upper() + " with a byte order mark")
    try:
        return data.decode("utf-8", "surrogatepass"), "UTF-8"
    except UnicodeDecodeError as error:
        first = error
    best = max(((_plausible(data, codec), codec) for codec in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")), key=lambda x: x[0])
    if best[0] > 0.1:
        return data.decode(best[1]), _NAMES.get(best[1], best[1].upper())
    raise UnreadableError(
        f"this is not text in an encoding that can be told (UTF-8 breaks at byte {first.start})",
        where=name,
        hint="if it is text, name its encoding: --encoding gb18030 (or big5, utf-16, latin-1 …)",
    )


def _strictly(name: str, data: bytes, codec: str) -> str:
    try:
        return data.decode(codec, "surrogatepass")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"its byte order mark says {codec}, but byte {error.start} does not fit ({error.reason})",
            where=name,
            hint="the file is truncated or damaged: fetch it again, or name its encoding with --encoding",
        ) from error


def codec_of(encoding: str) -> codecs.CodecInfo:
    """Raises UsageError for a name that no text encoding has."""
    try:
        codec = codecs.lookup(encoding)
        if not codec._is_text_encoding:
            raise LookupError(encoding)
    except LookupError as error:
        hint = "names that work: utf-8, utf-16, gb18030, big5, shift_jis, euc-kr, latin-1, cp1252"
        raise UsageError(f"no text encoding is called {encoding!r}", where="--encoding", hint=hint) from error
    return codec


def _decode_as(name: str, data: bytes, encoding: str) -> tuple[str, str]:
    codec = codec_of(encoding)
    try:
        text = data.decode(codec.name, "surrogatepass" if codec.name.startswith("utf") else "strict")
    except UnicodeDecodeError as error:
        hint = "leave --encoding out and the encoding is told from the bytes"
        raise UnreadableError(f"byte {error.start} is not {encoding} ({error.reason})", where=name, hint=hint) from error
    return text.removeprefix("\ufeff"), encoding


def _plausible(data: bytes, codec: str) -> float:
    """The share of everyday Chinese characters in what the codec makes of the bytes; 0 where it cannot."""
    sample = data[: 200_000 - 200_000 % 4]
    try:
        text = codecs.getincrementaldecoder(codec)("strict").decode(sample)
        data.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    # Nearly all bytes are UTF-16 of something; a page of it has line feeds, figures or blanks in it.
    return common_share(text) if not codec.startswith("utf-16") or any(map(str.isascii, text)) else 0.0
