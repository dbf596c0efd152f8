"""schemas/article.schema.json and the code say the same: the same names, and the same verdict on values."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from converter.dates import is_date
from converter.readers.articles.fields import CAPTION, CREDIT, FIELDS, FILE, KNOWN, SETS, SHARED
from converter.readers.articles.shaping import Shaping

ROOT = Path(__file__).resolve().parents[1]
SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas" / "article.schema.json").read_text(encoding="utf-8"))
WHOLE = Draft202012Validator(SCHEMA)
ARTICLE = Draft202012Validator({"$ref": "#/$defs/article", "$defs": SCHEMA["$defs"]})


def refused(fields: dict[str, object]) -> list[str]:
    """The names of the fields that the code refuses."""
    shaping = Shaping(1, 1, fields)
    record = shaping.record()
    assert (record is None) == bool(shaping.wrong)
    return [wrong.field for wrong in shaping.wrong]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_names_are_the_same() -> None:
    article = SCHEMA["$defs"]["article"]["properties"]
    assert list(article) == list(KNOWN)
    for field in FIELDS:
        own = article[field.name]
        assert own["description"]
        assert all(re.match(rf"{field.name}\b", article[name]["$comment"]) for name, _ in field.names[1:])
    figure = SCHEMA["$defs"]["figure"]["properties"]
    assert list(figure) == [*CAPTION, *CREDIT, *FILE]
    assert set(SCHEMA["$defs"]["set"]["properties"]) == {*SETS, *SHARED}
    assert [one["required"][0] for one in SCHEMA["$defs"]["has-list"]["anyOf"]] == list(SETS)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_examples_are_right(field: Any) -> None:
    for example in SCHEMA["$defs"]["article"]["properties"][field.name].get("examples", []):
        assert not refused({"headline": "一", field.name: example})


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**20)
    | st.text("a1-_ 年月日/T:.\n", max_size=12)
    | st.sampled_from(
        [
            "2021-03-05",
            "2021-02-30",
            "2021",
            "20210305T080000",
            "2021/3/5",
            "2021-3/5",
            "2021年3月5日",
            "zh-Hans",
            "zh_CN",
            "第3版",
            "x" * 201,
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "crosshead", "name", "isPartOf", "value", "role", "caption", "credit", "file", "url", "type", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@settings(max_examples=1500)
@given(st.sampled_from(sorted(set(KNOWN) - {"associations"})), VALUES)
def test_the_code_and_the_schema_have_the_same_verdict(name: str, value: object) -> None:
    shape = KNOWN[name]
    fields: dict[str, object] = {"dateline": "本报讯", name: value} if shape != "text" else {"kicker": "一", name: value}
    wrong = refused(fields)
    if shape == "date" and isinstance(value, str) and ARTICLE.is_valid(fields):
        # no pattern knows the calendar
        digits = [int(part) for part in re.findall(r"\d{4}|\d{1,2}", value)[:3]]
        assert wrong == [] or not is_date("-".join(f"{part:02}" if n else f"{part:04}" for n, part in enumerate(digits)))
        return
    assert (not wrong) == ARTICLE.is_valid(fields)


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ({"headline": "一"}, True),
        ([{"headline": "一"}], True),
        ({"articles": [{"headline": "一"}], "date": "2021-03-05"}, True),
        ({"articles": [{"headline": 1}]}, False),
        ([], False),
        ([{"headline": ["一"]}], False),
        ("text", False),
    ],
)
def test_whole_files(value: object, valid: bool) -> None:
    assert WHOLE.is_valid(value) == valid
