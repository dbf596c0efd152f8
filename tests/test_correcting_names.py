"""The corrections of names that docs/entities.md shows can be made one after the other, and leave the TEI valid."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from command import ROOT

from converter.entity_list import entities_of
from converter.metadata import Edition, IssueDate, Metadata, Person
from converter.pipeline import convert_sources
from converter.readers import Source
from converter.validate import validate

GUIDE = (ROOT / "docs" / "entities.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```diff\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
PAGE = "兴县召开座谈会\n　　本报讯 12月18日，县委书记王健国主持会议。王健国说，全县投入40万元。县长李秋红出席会议，贺红参加会议，李秋红说要抓紧。\n"


@pytest.fixture(scope="module")
def converted() -> str:
    people = (Person("wang", "Wang Xiaoming", "review"),)
    metadata = Metadata(id="x", date=IssueDate(when="2020-12-21"), edition=Edition(people=people))
    return convert_sources([Source("page.txt", PAGE.encode())], metadata=metadata).tei.decode()


def corrected(tei: str, block: str) -> str:
    """The TEI after the changes of a block; each of its old lines stands there once after sourceDoc, whatever the layout between them."""
    source, start, tei = tei.partition("<standOff")
    runs = [(sign, [line[1:] for line in lines]) for sign, lines in groupby(block.splitlines(), key=lambda line: line[0])]
    for (sign, lines), following in zip(runs, [*runs[1:], ("-", [])], strict=True):
        if sign == "-":
            old = re.compile(r"\s*".join(map(re.escape, lines)))
            assert len(old.findall(tei)) == 1, lines
            tei = old.sub("\n".join(following[1]) if following[0] == "+" else "", tei)
    return source + start + tei


def test_each_correction_leaves_a_valid_file(converted: str) -> None:
    assert len(BLOCKS) == 4
    tei = converted
    for block in BLOCKS:
        tei = corrected(tei, block)
        assert validate(tei.encode()) == ()
    found = {one.name: one for one in entities_of(tei.encode()) if one.kind == "person"}
    assert found["王建国"].forms == ["王建国", "王健国"]
    assert found["贺红"].ids == ["authority:archive:P011"]
    assert found["贺红"].count == found["李秋红"].count - 1 == 1
