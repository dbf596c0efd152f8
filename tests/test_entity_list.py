"""The list of entities that a person checks."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command import broadsheet

from converter.entity_list import entities_of, to_csv, to_json, to_table
from converter.errors import Exit

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPlace><place xml:id="loc-1"><placeName>兴县</placeName>
<idno type="adcode">141123</idno></place></listPlace></standOff><text><body><div xml:id="a1"><head><placeName ref="#loc-1">兴县</placeName></head>
<p xml:id="a1-p1"><persName cert="low">张<lb break="no"/>三</persName>在<placeName ref="#loc-1">兴<surplus>兴</surplus>县</placeName>，
<persName>张三</persName>，<measure quantity="3" unit="人">三人</measure></p></div></body></text></TEI>"""


def test_mentions_are_counted_by_their_entry_or_by_what_is_printed() -> None:
    found = {one.names[0]: one for one in entities_of(TEI.encode())}
    assert found["兴县"].count == 2
    assert (found["兴县"].ref, found["兴县"].ids, found["兴县"].places) == ("loc-1", ["adcode:141123"], ["a1", "a1-p1"])
    assert (found["张三"].count, found["张三"].doubtful) == (2, 1)
    assert found["三人"].value == "quantity=3 unit=人"


def test_the_three_forms_say_the_same() -> None:
    found = entities_of(TEI.encode())
    rows = list(csv.DictReader(io.StringIO(to_csv(found))))
    told = json.loads(to_json(found))
    assert [row["names"] for row in rows] == ["; ".join(one["names"]) for one in told]
    assert [row["count"] for row in rows] == [str(one["count"]) for one in told]
    assert len(to_table(found).splitlines()) == len(rows) == 3
    assert "(1 doubtful)" in to_table(found)


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_text(TEI, encoding="utf-8")
    said = broadsheet("entities", "--format", "csv", str(path))
    assert said.code == Exit.GOOD
    assert said.out.startswith(b"kind,names,count")
    assert broadsheet("entities", str(tmp_path / "none.xml")).code == Exit.MISSING


@pytest.mark.parametrize("options", [("--no-entities",), ("--tagger", "klingon")])
def test_marking_is_chosen_at_the_command_line(options: tuple[str, ...], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("本报讯 （记者 张三） 北京的李明说。", encoding="utf-8")
    said = broadsheet("convert", *options, str(page))
    assert said.code == (Exit.GOOD if options == ("--no-entities",) else Exit.USAGE)
    assert b"placeName" not in said.out.partition(b"<text")[2]
    assert said.code == Exit.GOOD or "lac" in said.err


@pytest.mark.parametrize("options", [("--tagger", "lac"), ("--authority", "mine.csv")])
@pytest.mark.parametrize("command", ["convert", "build"])
def test_no_entities_and_an_option_for_names_contradict_each_other(command: str, options: tuple[str, str], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("本报讯 （记者 张三） 北京的李明说。", encoding="utf-8")
    said = broadsheet(command, "--no-entities", *options, str(page))
    assert said.code == Exit.USAGE
    assert " ".join(options) in said.err
    assert f"leave out --no-entities, or {options[0]}" in said.err
