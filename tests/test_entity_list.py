"""The list of entities that a person checks."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command import ROOT, broadsheet

from converter.entity_forms import COLUMNS, to_csv, to_json, to_table
from converter.entity_list import entities_of
from converter.errors import Exit, UnreadableError

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
TEI = f"""<TEI {NS}><standOff><listPerson><person xml:id="per-1"><persName>蒋中正</persName>
<idno type="authority" subtype="archive">P004</idno><idno type="URI">https://example.org/4</idno></person></listPerson>
<listPlace><place xml:id="loc-1"><placeName>兴县</placeName>
<idno type="adcode">141123</idno></place></listPlace></standOff><text><body><div xml:id="a1"><head><placeName ref="#loc-1">兴县</placeName></head>
<p xml:id="a1-p1">昨日上午九时整，<persName cert="low">张<lb break="no"/>三</persName>在<placeName ref="#loc-1">兴<surplus>兴</surplus>县</placeName>，
<persName>张三</persName>，<measure quantity="3" unit="人">三人</measure>，<persName ref="#per-1">蒋<!-- sic -->氏</persName>与<choice><sic>李</sic><corr>季</corr></choice>先生同行，次日返回</p></div></body></text></TEI>"""


def listed(words: str) -> list[tuple[str, str]]:
    found = entities_of(f'<TEI {NS}><text><body><p xml:id="a1-p1">{words}</p></body></text></TEI>'.encode())
    return [(one.name, one.value) for one in found]


def test_mentions_are_counted_by_their_entry_or_by_what_is_printed() -> None:
    found = {one.name: one for one in entities_of(TEI.encode())}
    assert found["兴县"].count == 2
    assert (found["兴县"].ref, found["兴县"].ids, found["兴县"].places) == ("loc-1", ["adcode:141123"], ["a1", "a1-p1"])
    assert (found["张三"].count, found["张三"].doubtful) == (2, 1)
    assert found["三人"].value == "3 人"


def test_an_entry_of_a_list_has_its_name_there_and_the_name_of_the_list() -> None:
    (one,) = [one for one in entities_of(TEI.encode()) if one.ref == "per-1"]
    assert (one.name, one.forms) == ("蒋中正", ["蒋氏"])
    assert one.ids == ["authority:archive:P004", "URI:https://example.org/4"]


def test_the_context_of_the_first_mention() -> None:
    found = {one.name: one.context for one in entities_of(TEI.encode())}
    assert found["张三"] == "昨日上午九时整，[张三]在兴县，张三，三人，蒋氏…"
    assert found["兴县"] == "[兴县]"
    assert found["蒋中正"] == "…张三在兴县，张三，三人，[蒋氏]与季先生同行，次日返回"


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ('<measure atLeast="3" atMost="5" unit="天">3—5天</measure>', "3..5 天"),
        ('<measure atLeast="300" unit="亩">三百多亩</measure>', "300.. 亩"),
        ('<measure atMost="5" unit="天">不到五天</measure>', "..5 天"),
        ('<measure min="2" max="4" unit="次">两到四次</measure>', "2..4 次"),
        ('<num value="0.5">半数</num>', "0.5"),
        ('<date from="2021-01" to="2021-04">一月至四月</date>', "2021-01..2021-04"),
        ('<date from="2021-01">一月以来</date>', "2021-01.."),
        ('<date notBefore="2021-01" notAfter="2021-04">前四个月的一天</date>', "[2021-01..2021-04]"),
        ('<date notAfter="2021-04">四月以前</date>', "[..2021-04]"),
        ('<date when="2021">今年</date>', "2021"),
    ],
)
def test_values_are_told_whole(markup: str, value: str) -> None:
    ((_, told),) = listed(markup)
    assert told == value


def test_the_three_forms_say_the_same() -> None:
    found = entities_of(TEI.encode())
    rows = list(csv.DictReader(io.StringIO(to_csv(found))))
    told = json.loads(to_json(found))
    assert [tuple(one) for one in told] == [COLUMNS] * len(found)
    assert [row["forms"] for row in rows] == ["|".join(one["forms"]) for one in told]
    assert [row["count"] for row in rows] == [str(one["count"]) for one in told]
    assert len(to_table(found).splitlines()) == len(rows) == 4
    assert "蒋中正 / 蒋氏" in to_table(found)
    assert "(1 doubtful)" in to_table(found)


def test_no_name_is_a_formula_for_a_spreadsheet() -> None:
    words = '<orgName>=HYPERLINK("http://x")</orgName>收购<orgName>+1集团</orgName>'
    found = entities_of(f'<TEI {NS}><text><body><p xml:id="a1-p1">{words}</p></body></text></TEI>'.encode())
    assert [row["name"] for row in csv.DictReader(io.StringIO(to_csv(found)))] == ["'+1集团", '\'=HYPERLINK("http://x")']


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.xml"
    path.write_text(TEI, encoding="utf-8")
    return path


def test_the_command(page: Path) -> None:
    said = broadsheet("entities", "--format", "csv", str(page))
    assert said.code == Exit.GOOD
    assert said.out.startswith(b"kind,name,forms,count")
    assert broadsheet("entities", str(page.parent / "none.xml")).code == Exit.MISSING


def test_only_some_kinds(page: Path) -> None:
    said = broadsheet("entities", "--kind", "Place,measure", "--format", "json", str(page))
    assert {one["kind"] for one in json.loads(said.out)} == {"place", "measure"}
    said = broadsheet("entities", "--kind", "org", str(page))
    assert (said.code, said.out) == (Exit.GOOD, b"")
    assert "nothing of these kinds is marked: org" in said.err
    assert broadsheet("entities", "--kind", "persons", str(page)).code == Exit.USAGE


def test_a_file_for_spreadsheets_is_never_overwritten_in_silence(page: Path) -> None:
    """Excel reads CSV as UTF-8 only where a byte order mark stands first; a program at the end of a pipe gets none."""
    target = page.parent / "names.csv"
    assert broadsheet("entities", str(page), "-o", target).code == Exit.GOOD
    piped = broadsheet("entities", "--format", "csv", str(page)).out
    assert target.read_bytes() == b"\xef\xbb\xbf" + piped
    target.write_text("mine", encoding="utf-8")
    assert broadsheet("entities", str(page), "-o", target).code == Exit.USAGE
    assert target.read_text(encoding="utf-8") == "mine"
    assert broadsheet("entities", str(page), "-o", target, "--force").code == Exit.GOOD
    assert (page.parent / "names.csv.bak").read_text(encoding="utf-8") == "mine"
    assert broadsheet("entities", str(page), "-o", page.parent / "names.json").code == Exit.GOOD
    assert json.loads((page.parent / "names.json").read_bytes())
    said = broadsheet("entities", str(page), "-o", page.parent / "names.xlsx")
    assert said.code == Exit.USAGE
    assert ".csv" in said.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "page.xml:1: The file is empty"),
        ("<a/>", "page.xml:1: The root is a, not TEI"),
        ("<TEI><text/></TEI>", "page.xml:1: The root is TEI in the namespace (none)"),
        (f"<TEI {NS}>\n<text>", "page.xml:2: The file ends while text, opened in line 2, is still open"),
        (f"<!DOCTYPE TEI><TEI {NS}><text/></TEI>", "page.xml:1: The file has a DOCTYPE"),
        (f"<TEI {NS}><teiHeader/></TEI>", "page.xml: the TEI has no text"),
    ],
)
def test_what_is_no_tei_with_a_text_is_refused_as_by_validate(page: Path, content: str, said: str) -> None:
    page.write_text(content, encoding="utf-8")
    told = broadsheet("entities", str(page))
    assert (told.code, told.out) == (Exit.UNREADABLE, b"")
    assert said in told.err
    with pytest.raises(UnreadableError) as caught:
        entities_of(page.read_bytes(), "page.xml")
    assert caught.value.hint


def test_the_columns_are_explained_to_those_who_ask() -> None:
    helped = broadsheet("entities", "--help").out.decode()
    guide = (ROOT / "docs" / "entities.md").read_text(encoding="utf-8")
    assert [column for column in COLUMNS if f"\n    {column} " not in helped] == []
    assert [column for column in COLUMNS if f"\n| {column} |" not in guide] == []


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


@pytest.mark.parametrize("form", ["convert", "build"])
def test_a_wrong_list_is_told_once_and_stops_the_run(form: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text("Local news of the day. Nothing of note was told.\n", encoding="utf-8")
    (tmp_path / "mine.csv").write_text("name,type,id\n甲,city,1\n", encoding="utf-8")
    said = broadsheet(form, tmp_path / "one.txt", tmp_path / "two.txt", "--authority", tmp_path / "mine.csv", "-o", tmp_path / "out")
    assert said.code == Exit.UNREADABLE
    assert said.err.count("city is no type of entry") == 1
    assert not (tmp_path / "out").exists()
