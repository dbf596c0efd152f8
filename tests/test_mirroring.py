"""Ids of issues that state none: no two places of an archive have the same one, whatever comes later."""

from __future__ import annotations

import re
from itertools import product

import pytest

from converter.mirroring import issue_id

PARTS = ("a", "b", "a-b", "a.b", "1998", "page-1998", "p1", "page-p1", "页", "页二", "-a", "a b", "A.b")


def test_no_two_places_have_the_same_id() -> None:
    keys = {"/".join(parts) for size in (1, 2, 3) for parts in product(PARTS, repeat=size)}
    places = {key.casefold() for key in keys}
    assert len({issue_id(key) for key in places}) == len(places)


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("1998/01/page-01", "page-1998.01.page-01"),
        ("papers/1998/page-01", "papers.1998.page-01"),
        ("papers/1998/edition", "papers.1998"),
    ],
)
def test_an_ordinary_place_is_its_id(key: str, known: str) -> None:
    assert issue_id(key) == known


@pytest.mark.parametrize("key", ["报纸/1998/第一版", "x" * 300, "a.b/c", "a b/c", "page-1998/1"])
def test_any_other_place_has_a_digest(key: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9._-]{0,150}-[0-9a-f]{8}", issue_id(key))
