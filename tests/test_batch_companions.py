"""What an issue needs besides its pages: where that was missing or wrong the issue failed, and is made when it comes or is mended, without being asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from archives import page, rows, states
from command import broadsheet

from converter.errors import Exit

METS = (
    '<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp USE="Text">'
    '<file ID="F1" MIMETYPE="text/xml"><FLocat xlink:href="text/1.xml"/></file>'
    '<file ID="F2" MIMETYPE="text/xml"><FLocat xlink:href="https://example.org/text/2.xml"/></file></fileGrp></fileSec></mets>'
)
ALTO = (
    '<alto><Layout><Page ID="P1" WIDTH="1000" HEIGHT="1500"><PrintSpace><TextBlock ID="b1"><TextLine>'
    '<String CONTENT="words"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>'
)
NAMES = "name,type,id\n石坚,person,p1\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str) -> None:
    path = Path("in") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def issue_without_its_second_page() -> None:
    put("issue.xml", METS)
    put("text/1.xml", ALTO)


def issue_with_a_damaged_page() -> None:
    issue_without_its_second_page()
    put("text/2.xml", ALTO[:-20])


def list_that_is_wrong() -> None:
    page("in/page-01.txt")
    put("edition.toml", '[newspaper]\ntitle = "河滨日报"\n[[authority]]\nfile = "people.csv"\n')
    put("people.csv", NAMES.replace("person,", "nobody,"))


def list_that_is_missing() -> None:
    list_that_is_wrong()
    Path("in/people.csv").unlink()


@pytest.mark.parametrize(
    ("begin", "mend"),
    [
        (issue_without_its_second_page, lambda: put("text/2.xml", ALTO)),
        (issue_without_its_second_page, lambda: put("2.xml", ALTO)),
        (issue_with_a_damaged_page, lambda: put("text/2.xml", ALTO)),
        (issue_with_a_damaged_page, lambda: put("text/2.xml", ALTO[1:-19])),  # of the same size
        (list_that_is_wrong, lambda: put("people.csv", NAMES)),
        (list_that_is_missing, lambda: put("people.csv", NAMES)),
    ],
)
def test_what_was_missing_or_wrong_is_a_change_when_it_is_mended(begin: Callable[[], None], mend: Callable[[], None]) -> None:
    begin()
    command = ("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert broadsheet(*command).code != Exit.GOOD
    for _ in range(2):  # nothing was mended
        said = broadsheet(*command)
        assert "1 failed before" in said.err
        assert list(states("out").values()) == ["failed"]
    mend()
    assert "1 changed since" in broadsheet(*command).err


def test_an_issue_that_was_mended_is_made_and_knows_what_it_was_made_of() -> None:
    issue_without_its_second_page()
    broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    missed = {Path(row["path"]).relative_to(Path("in").absolute()).as_posix(): row["size"] for row in rows("out", "SELECT * FROM read")}
    assert missed == {"issue.xml": len(METS), "text/1.xml": len(ALTO), "text/2.xml": -1, "2.xml": -1}
    put("2.xml", ALTO)
    assert broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1).code == Exit.GOOD
    assert states("out") == {"in/issue": "done"}
    made_of = {Path(row["path"]).name: row["size"] for row in rows("out", "SELECT * FROM read")}
    assert made_of == {"issue.xml": len(METS), "1.xml": len(ALTO), "2.xml": len(ALTO)}
    put("2.xml", ALTO.replace("words", "Words"))
    assert "1 changed since" in broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1).err
