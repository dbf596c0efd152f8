"""Takes apart the objects of a PDF, changes a dictionary or the content of a stream, and lays them out anew with a table that is right.

With the places in its table wrong, PDFium would see a damaged file and mend it by guess; so the change is what it meets.
"""

from __future__ import annotations

import re
import zlib
from random import Random

from fuzzing import values

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_ROOT = re.compile(rb"/Root\s+(\d+)\s+0\s+R")
_NUMBER = re.compile(rb"(?<![\w.+-])[+-]?\d+\.?\d*(?![\w.])")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_NAME = re.compile(rb"/[A-Za-z0-9.+-]+")
_OPERATOR = re.compile(rb"(?<=\s)(?:BT|ET|Tf|Td|TD|Tm|T\*|Tj|TJ|Tc|Tw|Tz|TL|Tr|Ts|q|Q|cm|re|m|l|c|h|f|S|B|n|W|Do|gs|BI|EI|BDC|EMC)(?=\s)")
_LARGEST = 1 << 20  # bytes of a stream that are looked into


def document(bodies: dict[int, bytes], root: int = 1) -> bytes:
    """A PDF of these objects, by their numbers."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body.strip() + b"\nendobj\n"
    start, size = len(out), max(bodies) + 1
    rows = [b"0000000000 65535 f \n"] + [
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 00000 f \n" for n in range(1, size)
    ]
    return (
        bytes(out)
        + b"xref\n0 %d\n" % size
        + b"".join(rows)
        + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    )


def stream(content: bytes, more: bytes = b"") -> bytes:
    """The body of a stream object."""
    return b"<< /Length %d %b >>\nstream\n" % (len(content), more) + content + b"\nendstream"


def mutated(data: bytes, rng: Random) -> bytes | None:
    """The PDF with some of its objects changed; None where it has no plain objects."""
    bodies = {int(match[1]): match[2] for match in _OBJECT.finditer(data)}
    root = _ROOT.search(data)
    if root is None or not bodies or max(bodies) > 100_000:
        return None
    for _ in range(rng.choice((1, 1, 2, 4))):
        number = rng.choice(list(bodies))
        parts = _STREAM.match(bodies[number])
        if parts and rng.random() < 0.7:
            bodies[number] = _stream_changed(parts[1], parts[2], rng)
        elif rng.random() < 0.1:
            bodies[number] = bodies[rng.choice(list(bodies))]
        else:
            head, rest = (parts[1], bodies[number][parts.end(1) :]) if parts else (bodies[number], b"")
            bodies[number] = _changed(head, (_NUMBER, _NUMBER, _REFERENCE, _NAME), rng) + rest
    return document(bodies, int(root[1]))


def _stream_changed(head: bytes, content: bytes, rng: Random) -> bytes:
    if b"/FlateDecode" in head:
        try:
            content = zlib.decompressobj().decompress(content, _LARGEST)
        except zlib.error:
            return stream(content, b"/Filter /FlateDecode")
    more = re.sub(
        rb"/Length\s+\d+(?:\s+0\s+R)?|/Filter\s*(?:/\w+|\[[^\]]*\])|/DecodeParms\s*(?:<<.*?>>|\[.*?\])", b"", head, flags=re.DOTALL
    )
    more = more.strip().removeprefix(b"<<").removesuffix(b">>")
    if rng.random() < 0.2 and content:
        at = rng.randrange(len(content))
        return stream(content[:at] + rng.randbytes(rng.choice((1, 4, 40))) + content[at + rng.choice((0, 1, 9)) :], more)
    return stream(_changed(content, (_NUMBER, _NUMBER, _OPERATOR, _NAME), rng), more)


def _changed(text: bytes, kinds: tuple[re.Pattern[bytes], ...], rng: Random) -> bytes:
    """The text with one token of a kind in the place of another, gone, repeated, or an odd number."""
    kind = rng.choice(kinds)
    found = list(kind.finditer(text))[:5000]
    if not found:
        return text
    match, other = rng.choice(found), rng.choice(found)
    if kind is _NUMBER and rng.random() < 0.8:
        new = values.number(rng).encode("utf-8")
    else:
        new = rng.choice(
            (other[0], other[0], b"", match[0] + b" " + other[0], text[match.start() : match.start() + 200] * rng.choice((2, 30)))
        )
    return text[: match.start()] + new + text[match.end() :]
