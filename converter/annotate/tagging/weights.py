"""Takes the path of a file of weights, gives its facts and its arrays; writes such a file from them. Promises that reading runs nothing.

The file: a line that names the format, a line of JSON (the facts, and of each array its type, shape and place), then the arrays,
little-endian, each on a multiple of 64 bytes so that they can be used where they lie.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from converter.errors import UnreadableError

Array = NDArray[Any]
MAGIC = b"broadsheet weights 1\n"
ALIGNMENT = 64
AGAIN = "install it again: pip install --force-reinstall broadsheet"
TYPES = ("<f2", "<f4", "|i1", "<u2")


@dataclass(frozen=True)
class Weights:
    """facts: text about the model (its characters, its tags). arrays: by name, read-only."""

    facts: dict[str, Any]
    arrays: dict[str, Array]


def read_weights(path: Path) -> Weights:
    """Reads a file that `write_weights` made. UnreadableError where it is another kind of file, or cut short."""
    content = path.read_bytes()
    if not content.startswith(MAGIC):
        raise UnreadableError("this is no file of weights", where=str(path), hint=AGAIN)
    try:
        header = json.loads(content[len(MAGIC) : content.index(b"\n", len(MAGIC))])
    except ValueError as error:  # no end of line, no text, no JSON
        raise UnreadableError("the weights are damaged at their beginning", where=str(path), hint=AGAIN) from error
    arrays: dict[str, Array] = {}
    for name, (kind, shape, place) in header["arrays"].items():
        count = int(np.prod(shape))
        if kind not in TYPES or place + count * np.dtype(kind).itemsize > len(content):
            raise UnreadableError(f"the weights are cut short or damaged at {name}", where=str(path), hint=AGAIN)
        arrays[name] = np.frombuffer(content, dtype=kind, count=count, offset=place).reshape(shape)
    return Weights(header["facts"], arrays)


def write_weights(path: Path, weights: Weights) -> None:
    """Writes the file. The same facts and arrays give the same bytes."""
    ordered = {name: array.astype(array.dtype.newbyteorder("<"), order="C") for name, array in weights.arrays.items()}
    # the header says where the arrays lie, and its own length moves them: it gets a fixed room, filled up with blanks
    bare = json.dumps({"facts": weights.facts, "arrays": {}}, ensure_ascii=False).encode()
    room = _aligned(len(MAGIC) + len(bare) + 100 * len(ordered))
    place, rows = room, {}
    for name, array in ordered.items():
        rows[name] = (array.dtype.str, list(array.shape), place)
        place = _aligned(place + array.nbytes)
    header = json.dumps({"facts": weights.facts, "arrays": rows}, ensure_ascii=False).encode()
    content = bytearray((MAGIC + header).ljust(room - 1) + b"\n")
    for array in ordered.values():
        content += bytes(_aligned(len(content)) - len(content)) + array.tobytes()
    path.write_bytes(content)


def _aligned(place: int) -> int:
    return -(-place // ALIGNMENT) * ALIGNMENT
