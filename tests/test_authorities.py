"""Authority files: both forms of docs/authorities.md say the same, and what is wrong is told with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from converter.annotate.authorities import Authority, Entry, by_name, load_authorities, load_authority
from converter.annotate.referents import Mention, link
from converter.errors import MissingError, UnreadableError, UsageError
from converter.tei.standoff import write_standoff
from converter.tei.writer import Writer

DOCUMENT = (Path(__file__).parents[1] / "docs" / "authorities.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^```(csv|xml)\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL))
HEAD = "name,type,id,uri\n"
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>{}</standOff></TEI>'


def load(folder: Path, name: str, content: str | bytes) -> Authority:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_authority(path)


@pytest.mark.parametrize("form", ["csv", "xml"])
def test_the_examples_of_the_documentation(tmp_path: Path, form: str) -> None:
    authority = load(tmp_path, f"our list.{form}", EXAMPLES[form])
    assert authority == Authority(
        "our-list",
        (
            Entry("person", "詹天佑", "p17", "our-list", "https://example.org/persons/17", ("詹眷诚",)),
            Entry("place", "昆山市", "l4", "our-list", "https://example.org/places/4", ("昆山",), "320583", (31.38, 120.98), "2020"),
            Entry("org", "江南机器制造总局", "o2", "our-list", None, ("江南制造局", "江南制造总局")),
        ),
    )
    mentions = [Mention(0, "江南製造局", "org", "a1"), Mention(1, "昆山", "place", "a1")]
    refs, referents = link(mentions, home=None, issue_year=2020, authorities=[authority])
    entries = {referent.id: referent for referent in referents}
    assert entries[refs[0][0]].idnos == (("authority:our-list", "o2", None),)
    assert entries[refs[1][0]].location == (31.38, 120.98)


def test_the_columns_of_the_documentation_are_those_that_are_read(tmp_path: Path) -> None:
    named = re.findall(r"^\| ([a-z, ]+) \|", DOCUMENT, re.MULTILINE)
    columns = [column for cell in named for column in cell.split(", ") if column != "column"]
    header = ",".join(columns)
    assert load(tmp_path, "a.csv", header + "\n").entries == ()
    assert header == EXAMPLES["csv"].splitlines()[0]


@pytest.mark.parametrize(
    "content",
    [HEAD.replace(",", ";") + "甲;person;1;", HEAD.replace(",", "\t") + "甲\tperson\t1\t", "\ufeff" + HEAD + "甲,person,1,\r\n\r\n"],
)
def test_separators_byte_order_marks_and_empty_lines(tmp_path: Path, content: str) -> None:
    assert load(tmp_path, "a.csv", content).entries == (Entry("person", "甲", "1", "a"),)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "", "a.csv: the authority file is empty"),
        ("a.csv", "名称,类型,编号\n", "a.csv:1: the table has no column name, type, id"),
        ("a.csv", "name,type,id,also,ALSO\n", "a.csv:1: the table has 2 columns also"),
        ("a.csv", "name,type\n", "a.csv:1: the table has no column id"),
        ("a.csv", HEAD.strip() + ",colour\n", "a.csv:1: the table has a column colour"),
        ("a.csv", HEAD + "甲,person,1,\n,person,2,\n", "a.csv:3: the entry has no name"),
        ("a.csv", HEAD + "甲,city,1,\n", "a.csv:2: city is no type of entry"),
        ("a.csv", HEAD + "甲,person,1,example.org\n", "a.csv:2: example.org is no web address"),
        ("a.csv", HEAD + "甲,person,1\n", "a.csv:2: the line has 3 cells"),
        ("a.csv", HEAD + "甲,person,1,\n乙,person,1,\n", "a.csv:3: two entries have the id 1: this one and that of line 2"),
        ("a.csv", "name,type,id,adcode\n甲,person,1,320583\n", "a.csv:2: 甲 is a person and has an adcode"),
        ("a.csv", "name,type,id,adcode\n甲,place,1,3205\n", "a.csv:2: 3205 is no adcode"),
        ("a.csv", HEAD + "甲,person,1,https://x\n", "a.csv:2: https://x is no web address"),
        ("a.csv", HEAD + "甲,person,1,http://\n", "a.csv:2: http:// is no web address"),
        ("a.csv", "name,type,id,adcode\n昆山市,place,1,110000\n", "a.csv:2: 110000 is 北京市, not 昆山市"),
        ("a.csv", "name,type,id,adcode\n大兴镇,place,1,320583\n", "a.csv:2: 320583 is 昆山市"),
        ("a.csv", "name,type,id,adcode\n某某县,place,1,110000\n", "110000 is 北京市, a province, and 某某县 is a county"),
        ("a.csv", "name,type,id,adcode\n某地,place,1,990000\n", "a.csv:2: 990000 lies in no province"),
        ("a.csv", "name,type,id,adcode,when\n昆山市,place,1,320583,20\n", "a.csv:2: 20 is no year of an adcode"),
        ("a.csv", "name,type,id,adcode,when\n昆山市,place,1,,2020\n", "a.csv:2: 2020 is no year of an adcode"),
        ("a.csv", "name,type,id,latitude,longitude\n甲,place,1,91,0\n", "a.csv:2: 91 0 is no latitude and longitude"),
        ("a.csv", "name,type,id,latitude,longitude\n甲,org,1,31,120\n", "a.csv:2: 甲 is an org and has a latitude"),
        ("a.csv", "name,type,id,latitude\n甲,place,1,31\n", "a.csv:2: the place has a latitude and no longitude"),
        ("a.csv", "name,type,id,longitude\n甲,place,1,120\n", "a.csv:2: the place has a longitude and no latitude"),
        ("a.csv", "name,type,id,latitude,longitude\n甲,place,1,120,31\n", "latitude comes first: 31 120"),
        ("a.csv", "name,type,id,also\n甲,person,1,乙;丙\n", "part them by |"),
        ("a.csv", "name,type,id,also\n甲,person,1,乙；丙\n", "a.csv:2: the names in also are parted by a semicolon: 乙；丙"),
        ("a.csv", "name,type,id,also\n甲,person,1,乙,丙\n", "several names in also are parted by |"),
        ("a.csv", HEAD + "甲,person,p 1,\n", "write it as one word: p-1"),
        ("a.csv", HEAD + "甲\x07,person,1,\n", "a.csv:2: 甲? has a control character"),
        ("a.csv", HEAD + '甲,person,1,\n"乙,person,2,\n', "a.csv:3: the authority file is no table"),
        ("a.csv", "name,type,id,latitude,longitude\n甲,place,1,nan,0\n", "a.csv:2: nan 0 is no latitude and longitude"),
        ("a.csv", HEAD.encode() + "甲,person,1,".encode("gb18030"), "a.csv: the authority file is not UTF-8"),
        ("a.csv", HEAD + '"' + "甲" * 200_000 + '",person,1,', "a.csv:2: the authority file is no table"),
        ("a.xml", "<TEI", "a.xml:1: the authority file is not well-formed XML"),
        ("a.xml", '<!DOCTYPE TEI [<!ENTITY a "b">]>' + TEI.format(""), "a.xml: the authority file has a DOCTYPE"),
        ("a.xml", ("<!DOCTYPE TEI>" + TEI.format("")).encode("utf-16"), "a.xml: the authority file has a DOCTYPE"),
        ("a.xml", TEI.format(""), "a.xml: the file has no person, place or org of TEI"),
        (
            "a.xml",
            '<TEI>\n<person xml:id="p"><persName>甲</persName></person></TEI>',
            "a.xml:2: the lists do not stand in the namespace of TEI",
        ),
        ("a.xml", TEI.format('\n<person xml:id="p"/>'), "a.xml:2: the entry has no name"),
        ("a.xml", TEI.format("\n<org><orgName>甲</orgName></org>"), "a.xml:2: the entry has no id"),
        (
            "a.xml",
            TEI.format('<place xml:id="l"><placeName>甲</placeName><location><geo>1</geo></location></place>'),
            "geo has not two numbers",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        load(tmp_path, name, content)
    assert said in str(caught.value)
    assert caught.value.hint


def test_all_wrong_rows_are_told_up_to_ten(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        load(tmp_path, "a.csv", HEAD + "甲,person,1,\n乙,city,2,\n丙,person,1,\n")
    assert "a.csv:3: city is no type" in str(caught.value)
    assert "also line 4: two entries have the id 1: this one and that of line 2; give each" in str(caught.value)
    with pytest.raises(UnreadableError) as caught:
        load(tmp_path, "b.csv", HEAD + "乙,city,2,\n" * 13)
    assert str(caught.value).count("also line") == 9
    assert "and 3 more lines" in str(caught.value)


def test_headers_and_types_are_alike_in_capitals(tmp_path: Path) -> None:
    assert load(tmp_path, "a.csv", "Name,TYPE,Id\n甲,Person,P1\n").entries == (Entry("person", "甲", "P1", "a"),)


def test_a_name_over_two_lines_of_a_cell_is_one(tmp_path: Path) -> None:
    (one, two) = load(tmp_path, "a.csv", 'name,type,id\n"Jeme\nTien Yow",person,1\n乙,person,2\n').entries
    assert (one.name, one.line, two.line) == ("Jeme Tien Yow", 2, 4)


def test_a_file_is_read_anew_when_it_has_changed(tmp_path: Path) -> None:
    assert load(tmp_path, "a.csv", HEAD + "甲,person,1,\n").entries[0].name == "甲"
    assert load(tmp_path, "a.csv", HEAD + "乙乙,person,1,\n").entries[0].name == "乙乙"


def test_lists_have_names_of_their_own(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        load(tmp_path / folder, "mine.csv", HEAD + "甲,person,1,\n")
    again = tmp_path / "b" / ".." / "a" / "mine.csv"
    assert [one.name for one in load_authorities([tmp_path / "a" / "mine.csv", again])] == ["mine"]
    with pytest.raises(UsageError, match="two lists have the name mine"):
        load_authorities([tmp_path / "a" / "mine.csv", tmp_path / "b" / "mine.csv"])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="cannot be read"):
        load_authority(tmp_path / "none.csv")


def test_names_in_tei_lose_the_blanks_of_the_layout(tmp_path: Path) -> None:
    person = '<person xml:id="p"><persName>\n  <surname>詹</surname>\n  <forename>天佑</forename></persName><persName>Jeme\n  Tien Yow</persName></person>'
    (entry,) = load(tmp_path, "a.xml", TEI.format(person)).entries
    assert (entry.name, entry.also) == ("詹天佑", ("Jeme Tien Yow",))


def test_names_are_found_in_both_scripts() -> None:
    entry = Entry("place", "廣東", "1", "a")
    assert by_name([Authority("a", (entry,))]) == {("place", "广东"): entry}


@pytest.mark.parametrize("uri", ["http://example.org", "https://例子.中国/人/1", "https://example.org:8080/a?b#c"])
def test_web_addresses_of_both_schemes(tmp_path: Path, uri: str) -> None:
    assert load(tmp_path, "a.csv", HEAD + f"甲,person,1,{uri}\n").entries[0].uri == uri


@pytest.mark.parametrize(
    ("name", "code", "when"),
    [("北平", "110000", "2023"), ("玉山镇", "320583100", "2023"), ("昆山县", "320583", "2023"), ("某村", "320583100201", None)],
)
def test_codes_that_contradict_nothing_and_the_year_of_the_list(tmp_path: Path, name: str, code: str, when: str | None) -> None:
    (entry,) = load(tmp_path, "a.csv", f"name,type,id,adcode\n{name},place,1,{code}\n").entries
    assert entry.when == when
    refs, (*_, referent) = link([Mention(0, name, "place", "a1")], home=None, issue_year=2020, authorities=[Authority("a", (entry,))])
    assert refs
    assert [number[1:] for number in referent.idnos if number[0] == "adcode"] or when is None


def test_the_language_of_a_name(tmp_path: Path) -> None:
    persons = (
        '<person xml:id="p"><persName xml:lang="en">Jeme Tien Yow</persName><persName>詹天佑</persName></person>'
        '<person xml:id="q"><persName>Rewi Alley</persName><persName>路易·艾黎</persName></person>'
        '<person xml:id="r"><persName>白求恩</persName></person>'
    )
    mine = load(tmp_path, "a.xml", TEI.format(persons))
    assert [entry.language for entry in mine.entries] == ["en", "und", None]
    mentions = [Mention(n, name, "person", "a1") for n, name in enumerate(("詹天佑", "路易·艾黎", "白求恩"))]
    out = Writer()
    write_standoff(out, link(mentions, home=None, issue_year=2020, authorities=[mine])[1], "zh-Hans")
    assert set(re.findall(r"<persName.*</persName>", str(out))) == {
        '<persName xml:lang="en">Jeme Tien Yow</persName>',
        "<persName>詹天佑</persName>",
        '<persName xml:lang="und">Rewi Alley</persName>',
        "<persName>路易·艾黎</persName>",
        "<persName>白求恩</persName>",
    }
