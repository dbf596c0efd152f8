"""What a correction by hand leaves behind in standOff is a warning of the command, and never an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import broadsheet

from converter.errors import Exit
from converter.validate import doubts, validate

ISSUE = (Path(__file__).parent / "snippets" / "issue.xml").read_text(encoding="utf-8")
CORRECTED = '<persName ref="#per-1">张<choice><sic>三</sic><corr resp="#wang">叁</corr></choice></persName>'


def found(content: str) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in doubts(content.encode(), name="issue.xml")]


def changed(*pairs: tuple[str, str]) -> str:
    out = ISSUE
    for old, new in pairs:
        assert old in out
        out = out.replace(old, new)
    return out


def test_a_whole_issue_has_none() -> None:
    assert found(ISSUE) == []


def test_an_entry_that_nothing_refers_to() -> None:
    assert found(changed((' ref="#per-1"', ""))) == [("W-REF-01", "per-1")]


def test_a_place_is_needed_for_what_lies_in_it_and_goes_with_it() -> None:
    only_inner = changed(('ref="#loc-1"', 'ref="#loc-2"'))
    assert found(only_inner) == []
    neither = only_inner.replace(' ref="#loc-2"', "")
    assert found(neither) == [("W-REF-01", "loc-1")]


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ("<persName>张三</persName>", ["W-REF-02"]),
        ("<persName>张叁</persName><persName>张三</persName>", []),
        ("<persName><surname>张</surname>\n<forename>叁</forename></persName>", []),
    ],
)
def test_a_corrected_name_is_in_its_entry(names: str, codes: list[str]) -> None:
    content = changed(
        ('<persName ref="#per-1">张三</persName>）', CORRECTED + "）"),
        ('<person xml:id="per-1"><persName>张三</persName>', f'<person xml:id="per-1">{names}'),
    )
    assert [code for code, _ in found(content)] == codes


def test_one_of_two_spellings_in_the_entry_is_enough() -> None:
    spelled = CORRECTED.replace(">张<", "><choice><orig>張</orig><reg>张</reg></choice><")
    entry = '<person xml:id="per-1"><persName>张叁</persName>'
    content = changed(
        ('<persName ref="#per-1">张三</persName>）', spelled + "）"), ('<person xml:id="per-1"><persName>张三</persName>', entry)
    )
    assert found(content) == []


def test_a_short_form_as_printed_needs_no_place_in_the_entry() -> None:
    assert found(changed(('<persName ref="#per-1">张三</persName>）', '<persName ref="#per-1">老张</persName>）'))) == []


def test_the_command_warns_and_calls_the_file_valid(tmp_path: Path) -> None:
    content = changed((' ref="#per-1"', ""))
    assert validate(content.encode()) == ()
    path = tmp_path / "issue.xml"
    path.write_text(content, encoding="utf-8")
    said = broadsheet("validate", path)
    assert said.code == Exit.GOOD
    assert "W-REF-01 per-1\n  Nothing refers to the entry per-1 (张三).\n  to do:    Delete the entry" in said.out.decode()
    assert said.out.decode().endswith("\nvalid, with 1 warning\n")
    told = json.loads(broadsheet("validate", "--format", "json", path).out)
    assert (told["valid"], told["counts"]) == (True, {"W-REF-01": 1})
    piped = broadsheet("validate", "-", stdin=content.encode())
    assert b"W-REF-01" in piped.out


def test_what_is_no_tei_has_none() -> None:
    assert doubts(b"<a/>", name="a") == ()
