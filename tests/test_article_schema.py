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
from converter.readers.articles.fields import ALT, CAPTION, CREDIT, FIELDS, FILE, KNOWN, SETS, SHARED
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
    assert list(figure) == [*CAPTION, *CREDIT, *ALT, *FILE]
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


CASES: tuple[object, ...] = (
    [{"text": "一", "crosshead": "二"}],
    [{"text": "一"}, "二", {"crosshead": "三"}],
    [{}],
    [{"body": "一"}],
    ["一", None],
    ["一", ["二"]],
    [{"name": "一"}, "二"],
    [{"name": None}],
    {"name": "一", "url": "x"},
    {"isPartOf": {"name": "一"}},
    {"isPartOf": {"isPartOf": {"name": "一"}, "name": 5}},
    {"isPartOf": {}},
    {"isPartOf": "x", "name": "一"},
    {"caption": "一", "credit": [{"name": "二"}], "file": "a.jpg"},
    {"caption": "一", "description_text": 5},
    [None, {"credit": 5}],
    [{"value": "一", "role": "main"}, {"value": 5, "role": "mobile"}],
    *(
        "2021-3/5",
        "2021-03-05T",
        "2021-03-05 08:00",
        "2021年3月",
        "21-03-05",
        "2021-03-05x",
        "zh-",
        "zh_Hans_CN",
        " de ",
        "",
        " ",
        "x" * 201,
    ),
    *(5, -1, 1.5, True, 10**30),
)


def agree(name: str, value: object) -> None:
    fields: dict[str, object] = {"dateline": "本报讯", name: value} if KNOWN[name] != "text" else {"kicker": "一", name: value}
    wrong = refused(fields)
    if KNOWN[name] == "date" and isinstance(value, str) and ARTICLE.is_valid(fields):
        # no pattern knows the calendar
        digits = [int(part) for part in re.findall(r"\d{4}|\d{1,2}", value)[:3]]
        assert wrong == [] or not is_date("-".join(f"{part:02}" if n else f"{part:04}" for n, part in enumerate(digits)))
    else:
        assert (not wrong) == ARTICLE.is_valid(fields), (name, value)


@pytest.mark.parametrize("name", sorted(set(KNOWN) - {"associations"}))
def test_the_code_and_the_schema_have_the_same_verdict_on_what_is_nearly_right(name: str) -> None:
    for value in CASES:
        agree(name, value)


@settings(max_examples=500)
@given(st.sampled_from(sorted(set(KNOWN) - {"associations"})), VALUES)
def test_the_code_and_the_schema_have_the_same_verdict(name: str, value: object) -> None:
    agree(name, value)


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
