"""What a stranger sends to a reader is read, so that the TEI made of it is valid, or refused with a ConverterError; nothing else is ever raised.

The same targets, seeds and changes as those of `scripts/fuzz.py`, a few examples of each, always the same ones.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).resolve().parents[1] / "scripts"))

from fuzzing.seeds import seeds
from fuzzing.targets import TARGETS, changed, tried

_SMALL = 12_000  # bytes of a seed: these are for many examples
_EXAMPLES = {
    "pdf": 8,
    "format": 60,
    "tei": 40,
    "site": 40,
    "alto": 100,
    "page": 100,
    "mets": 60,
    "hocr": 100,
    "nitf": 80,
    "text": 60,
    "bag": 60,
}
_OTHERS = 120


@cache
def _seeds(name: str) -> list[bytes]:
    every = sorted(seeds(name), key=len)
    return [one for one in every if len(one) <= _SMALL] or every[:1]


def _damaged(data: bytes, rng: Random) -> bytes:
    """The bytes cut off, with some of them changed, doubled or gone."""
    at, end = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    return rng.choice(
        (
            data[:at],
            data[at:],
            data[:at] + rng.randbytes(rng.choice((1, 2, 30))) + data[at + 1 :],
            data[:at] + data[end:],
            data[:end] + data[at:],
        )
    )


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_themselves_are_read(name: str) -> None:
    for seed in _seeds(name)[:4]:
        tried(TARGETS[name], seed, whole=True)


@pytest.mark.parametrize("name", TARGETS)
def test_changed_and_damaged_files_are_read_or_refused(name: str) -> None:
    @settings(max_examples=_EXAMPLES.get(name, _OTHERS), database=None)
    @given(chance=st.integers(0, 2**32 - 1), times=st.integers(0, 3), damage=st.booleans())
    def check(chance: int, times: int, damage: bool) -> None:
        rng = Random(chance)
        data = rng.choice(_seeds(name))
        for _ in range(times):
            data = changed(TARGETS[name], data, rng) or data
        tried(TARGETS[name], _damaged(data, rng) if damage or not times else data, whole=True)

    check()


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=15, database=None)
@given(data=st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_what_is_no_file_of_the_kind_is_refused(name: str, data: bytes) -> None:
    tried(TARGETS[name], data, whole=True)
