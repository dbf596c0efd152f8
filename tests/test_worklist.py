"""A manifest in CSV or JSON Lines says what is known of each page; a row that is wrong is told with its line and stops no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archives import states
from command import EXAMPLE, broadsheet

from converter.errors import Exit, UsageError
from converter.issue import Choices, make
from converter.task import Failure, Task
from converter.work import job_of
from converter.worklist import listed
from converter.worklist_rows import COLUMNS, OTHERS

TEXT = (EXAMPLE / "page-01.txt").read_text(encoding="utf-8")[:1500]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scans").mkdir()
    for n in range(1, 6):
        (tmp_path / f"scans/p{n}.txt").write_text(f"第{n}篇\n{TEXT}", encoding="utf-8")
    return tmp_path


def issues(text: str | bytes, name: str = "list.csv") -> list[tuple[Task, Failure | None]]:
    manifest = Path("scans") / name
    manifest.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(listed(manifest, Path()))


def stated(task: Task) -> dict[str, object]:
    found = json.loads(task.stated or "{}")
    assert isinstance(found, dict)
    return found


def test_each_row_is_an_issue_and_rows_with_one_name_are_one(here: Path) -> None:
    found = issues("file,issue,label,date\np1.txt,day/one,A1,1999-05-04\np2.txt,day/one,A2,\np3.txt,,,1999\n")
    assert [(task.key, task.id, failure) for task, failure in found] == [("day/one", "day.one", None), ("scans/p3", "scans.p3", None)]
    assert found[0][0].inputs == (str(here / "scans/p1.txt"), str(here / "scans/p2.txt"))
    assert stated(found[0][0])["issue"] == {"date": "1999-05-04"}


@pytest.mark.parametrize(
    "text",
    [
        "file,title,number\np1.txt,河滨日报,12\n",
        "\ufeffFile;Title;Number\r\np1.txt;河滨日报;12\r\n",
        'file\ttitle\tnumber\np1.txt\t"河滨日报"\t12\n',
        '{"file": "p1.txt", "title": "河滨日报", "number": "12"}\n\n',
        '  {"file": "p1.txt", "title": "河滨日报", "number": 12, "date": null}',
    ],
)
def test_spreadsheets_and_programs_write_it_in_their_own_ways(text: str) -> None:
    ((task, failure),) = issues(text)
    assert failure is None
    tables = stated(task)
    assert tables["newspaper"] == {"title": "河滨日报"}
    assert str(tables["issue"]["number"]) == "12"  # type: ignore[index]


def test_what_a_row_says_wins_over_its_edition_toml_and_labels_stay_with_their_pages() -> None:
    Path("scans/more.toml").write_text('[newspaper]\ntitle = "山城日报"\nplace = "山城"\n', encoding="utf-8")
    ((task, _),) = issues("file,issue,label,title,edition_toml\np1.txt,x,一,河滨日报,more.toml\np2.txt,x,,,\np3.txt,x,三,,\n")
    made = make(job_of(task), Choices(tagger=None))
    assert made.failure is None
    tei = made.files["x.xml"].decode()
    assert "河滨日报" in tei
    assert "山城日报" not in tei
    assert "山城" in tei
    assert [n for n in "一二三" if f'n="{n}"' in tei] == ["一", "三"]


WRONG = [
    ("file,date\np1.txt,1999-02-30\n", 2, "1999-02-30"),
    ("file,date\np1.txt,1999-01-30\np2.txt,1.2.1999,\n", 3, "more fields"),
    ("file,date\np1.txt,\n,1999\n", 3, "names no file"),
    ("file,issue,date\np1.txt,a,1999\np2.txt,a,1998\n", 3, "an earlier one of the same issue"),
    ("file,issn\np1.txt,1234-5678\n", 2, "check digit"),
    ("file,pages\np1.txt,many\n", 2, "pages"),
    ('{"file": "p1.txt"}\n{"file": "p2.txt", "titel": "x"}\n', 2, "did you mean `title`?"),
    ('{"file": "p1.txt"}\n[1]\n', 2, "no object"),
    ('{"file": "p1.txt"}\n{"file": \n', 2, "no JSON"),
    ('{"file": ["p1.txt"]}\n', 1, "names no file"),
    ('{"file": "p1.txt", "edition_toml": true}\n', 1, "no name of a file"),
    ('{"file": "p\\u0000.txt"}\n', 1, "names no file"),
    ('{"file": "p1.txt", "title": {"a": 1}}\n', 1, "title"),
    ('{"file": "p1.txt", "title": ' + "[" * 100_000 + "}\n", 1, "no JSON"),
]


@pytest.mark.parametrize(("text", "line", "told"), WRONG)
def test_a_row_that_is_wrong_is_told_with_its_line(text: str, line: int, told: str) -> None:
    found = issues(text)
    ((task, failure),) = [(task, failure) for task, failure in found if failure]
    assert failure
    assert failure.code == "E-BAT-11"
    assert (failure.where or "").endswith(f"list.csv:{line}")
    assert told in failure.what
    assert task.key == f"list/line-{line}"


def test_a_page_that_is_not_there_is_told() -> None:
    found = issues("file\np1.txt\nnone.txt\n")
    assert [failure and failure.code for _, failure in found] == [None, "E-BAT-05"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("path,date\np1.txt,1999\n", "no column `file`"),
        ("file,datum\np1.txt,1\n", "no column `datum`"),
        ("", "an empty first line"),
        ('file,"da"te\np1.txt,1\n', "no CSV"),
    ],
)
def test_columns_that_nobody_knows_stop_all(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        issues(text)


def test_a_manifest_that_is_no_text_is_refused() -> None:
    said = broadsheet("batch", "--manifest", "scans/none.csv", "-o", "out")
    assert said.code == Exit.MISSING
    Path("scans/gb.csv").write_bytes("file,title\np1.txt,河滨日报\n".encode("gb18030"))
    said = broadsheet("batch", "--manifest", "scans/gb.csv", "-o", "out")
    assert said.code == Exit.UNREADABLE
    assert "UTF-8" in said.err


def test_a_batch_does_what_the_manifest_lists_and_does_it_again_when_a_row_changes() -> None:
    manifest = Path("scans/list.csv")
    manifest.write_text("file,issue,title\np1.txt,a,河滨日报\np2.txt,a,\np3.txt,,\np4.txt,a,\n", encoding="utf-8")
    words = ["batch", "--manifest", manifest, "-o", "out", "--only", "tei", "-j", 1]
    said = broadsheet(*words)
    assert said.code == Exit.MATERIAL
    assert "E-BAT-10" in said.err  # the rows of `a` are not together
    assert "河滨日报" in Path("out/a.xml").read_text(encoding="utf-8")
    manifest.write_text("file,issue,title\np1.txt,a,山城日报\np2.txt,a,\np3.txt,,\n", encoding="utf-8")
    said = broadsheet(*words)
    assert said.code == Exit.GOOD, said.err
    assert "1 issue to do: 1 changed since" in said.err
    assert "山城日报" in Path("out/a.xml").read_text(encoding="utf-8")


def test_every_column_is_in_the_guide() -> None:
    guide = (Path(__file__).resolve().parents[1] / "docs" / "batch.md").read_text(encoding="utf-8")
    assert [name for name in (*COLUMNS, *OTHERS) if f"`{name}`" not in guide] == []


def test_empty_rows_that_a_spreadsheet_leaves_are_none() -> None:
    found = issues("file;date;label\np1.txt;1999-05-04;\n;;\n ; ;\n")
    assert [(task.key, failure) for task, failure in found] == [("scans/p1", None)]
    (_, failure), *others = issues("file;date\n;;x\n")
    assert failure is not None
    assert failure.code == "E-BAT-11"
    assert others == []


def test_a_page_of_the_manifest_is_not_made_again_where_its_folder_is_named_too() -> None:
    Path("m.csv").write_text("file,issue\nscans/p1.txt,one\nscans/p2.txt,one\n", encoding="utf-8")
    broadsheet("batch", "scans", "--manifest", "m.csv", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert states("out") == {"one": "done"} | {f"scans/p{n}": "done" for n in (3, 4, 5)}
