"""Measures with words of limit or estimate beside them."""

from __future__ import annotations

import pytest

from converter.annotate.dates import Context, find_spans
from converter.metadata import IssueDate

CONTEXT = Context.of(IssueDate(when="2020-12-21"))


@pytest.mark.parametrize(
    ("text", "name", "value", "cert"),
    [
        ("共有超过300辆车", "atLeast", "300", None),
        ("突破1100斤大关", "atLeast", "1100", None),
        ("至少5人受伤", "atLeast", "5", None),
        ("不足24小时", "atMost", "24", None),
        ("最多8天", "atMost", "8", None),
        ("10天以内完成", "atMost", "10", None),
        ("55岁以下", "atMost", "55", None),
        ("近60名学生", "quantity", "60", "medium"),
        ("约30000人", "quantity", "30000", "medium"),
        ("200人左右", "quantity", "200", "medium"),
        ("共有300辆车", "quantity", "300", None),
    ],
)
def test_words_of_limit(text: str, name: str, value: str, cert: str | None) -> None:
    (span,) = find_spans(text, CONTEXT)
    assert dict(span.attributes)[name] == value
    assert span.cert == cert
