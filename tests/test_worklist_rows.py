"""Rows of a manifest that are wrong, each in its way, are told with their line and stop no other; any path of the machine may be named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archives import page, rows, states
from command import Said, broadsheet

from converter.errors import Exit
from converter.ledger import Ledger, Run
from converter.mirroring import part
from converter.places import UnreachedError
from converter.task import Done, Failure, Read, Task
from converter.worklist import listed


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    page("p1.txt")
    page("sub/p2.txt")
    page("../beside.txt")
    return folder


def issues(*lines: object) -> list[tuple[Task, Failure | None]]:
    Path("m.jsonl").write_text("".join(line if isinstance(line, str) else f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return list(listed(Path("m.jsonl"), Path.cwd()))


def batch(*words: object) -> Said:
    return broadsheet("batch", *words, "-o", "out", "--only", "tei", "--no-entities", "-j", 1)


@pytest.mark.parametrize(
    ("row", "code", "told"),
    [
        ({"file": "x" * 300 + ".txt"}, "E-BAT-05", "has a name that is longer than any file here can have"),
        ({"file": "none.txt"}, "E-BAT-05", "there is no such file"),
        ({"file": "a\0b.txt"}, "E-BAT-11", "this row names no file"),
        ({"file": "sub"}, "E-BAT-04", "is a folder, and a row names a page"),
        ({"file": "sub\\p2.txt"}, "E-BAT-05", "there is no such file"),
        ({"file": "nonesuch://x/y.txt"}, "E-BAT-11", "nonesuch://x/y.txt"),
        ({"file": "p1.txt", "issue": ["l"]}, "E-BAT-11", "the issue of this row is no name"),
        ({"file": "p1.txt", "issue": True}, "E-BAT-11", "the issue of this row is no name"),
        ({"file": "p1.txt", "issue": "/"}, "E-BAT-11", "the issue of this row is no name"),
        ({"file": "p1.txt", "issue": "a", "title": ["x"]}, "E-BAT-11", "`title`"),
        ({"file": "p1.txt", "rights": {"a": 1}}, "E-BAT-11", "`rights`"),
        ('{"file": "p1.txt", "issue": "\\ud800"}\n', "E-BAT-11", "the issue of this row has half a character (\\ud800)"),
        ('{"file": "p1.txt", "title": "\\udc80"}\n', "E-BAT-11", "the title of this row has half a character (\\udc80)"),
        ('{"file": "p1.txt", "edition_toml": "a\\u0000b.toml"}\n', "E-BAT-11", "the edition_toml of this row has the character U+0000"),
        ('{"file": "p\\ud800.txt"}\n', "E-BAT-11", "the file of this row has half a character"),
    ],
)
def test_a_row_that_is_wrong_stops_no_other(row: object, code: str, told: str) -> None:
    if code == "E-BAT-11" and isinstance(row, dict) and "nonesuch" in row["file"]:
        pytest.importorskip("fsspec", reason="the extra cloud is not installed")
    found = issues({"file": "p1.txt", "issue": "first"}, row, {"file": "sub/p2.txt", "issue": "last"})
    assert [failure and failure.code for _, failure in found] == [None, code, None]
    failure = found[1][1]
    assert failure
    assert told in f"{failure.where}: {failure.what}"
    assert "edition.toml" not in f"{failure.what} {failure.hint}"
    if code == "E-BAT-11":
        assert failure.where == f"{Path('m.jsonl').absolute()}:2"
    said = batch("--manifest", "m.jsonl")
    assert said.code == Exit.MATERIAL
    assert (f"error: {Path('m.jsonl').absolute()}:2: E-BAT-11" in said.err) == (code == "E-BAT-11")
    assert list(states("out").values()).count("done") == 2


def test_a_row_of_csv_with_a_nul_stops_no_other() -> None:
    Path("m.csv").write_text("file,title\np1.txt,a\0b\nsub/p2.txt,c\n", encoding="utf-8")
    found = [failure for _, failure in listed(Path("m.csv"), Path.cwd())]
    assert found[0]
    assert "U+0000" in found[0].what
    assert found[1:] == [None]


def test_an_empty_issue_is_none() -> None:
    ((task, failure),) = issues({"file": "p1.txt", "issue": "  "})
    assert (task.key, failure) == ("p1", None)


def test_an_issue_may_be_a_number() -> None:
    ((task, failure),) = issues({"file": "p1.txt", "issue": 19990504})
    assert (task.key, failure) == ("19990504", None)


def test_a_page_may_lie_anywhere(here: Path) -> None:
    names = [str(here / "p1.txt"), "../beside.txt", (here / "sub/p2.txt").as_uri()]
    found = issues(*({"file": name, "issue": str(n)} for n, name in enumerate(names)))
    assert [failure for _, failure in found] == [None, None, None]
    assert batch("--manifest", "m.jsonl").code == Exit.GOOD
    assert set(states("out").values()) == {"done"}


def test_a_page_that_is_named_twice_in_an_issue_is_told() -> None:
    ((_, failure),) = issues({"file": "p1.txt", "issue": "a"}, {"file": "p1.txt", "issue": "a"})
    assert failure
    assert failure.code == "E-BAT-11"


@pytest.mark.parametrize(
    "name", ["broadsheet-report", "Broadsheet-Report", "broadsheet-batch.sqlite", "broadsheet-batch.lock", "broadsheet-batch.sqlite-wal"]
)
def test_an_issue_never_meets_a_name_of_ours(name: str) -> None:
    assert part(name) == f"_{name}-{part(name)[-8:]}"
    page(f"{name}.txt")
    Path("m.csv").write_text(f"file,issue\np1.txt,{name}\n", encoding="utf-8")
    for n, words in enumerate((["--manifest", "m.csv"], [f"{name}.txt"])):
        out = Path(f"out{n}")
        said = broadsheet("batch", *words, "-o", out, "--no-entities", "-j", 1)
        assert said.code == Exit.GOOD, said.err
        assert broadsheet("report", out).code == Exit.GOOD
        ours = sorted(path.name for path in out.iterdir() if not path.name.startswith("_"))
        assert ours == ["broadsheet-batch.lock", "broadsheet-batch.sqlite", "broadsheet-report"]


def test_rows_of_one_issue_that_are_parted_are_told_to_be_put_together() -> None:
    issues({"file": "p1.txt", "issue": "a"}, {"file": "sub/p2.txt", "issue": "b"}, {"file": "../beside.txt", "issue": "a"})
    batch("--manifest", "m.jsonl")
    (row,) = rows("out", "SELECT * FROM tasks WHERE state = 'failed'")
    assert (row["error"], row["hint"]) == ("E-BAT-10", "put the rows of one issue one after the other, or give the two different names")


def test_columns_of_the_users_own_are_told_and_change_nothing() -> None:
    Path("m.csv").write_text("file,Signatur,Bemerkung,leer,title\np1.txt,Z 12,\x00,,河滨日报\n", encoding="utf-8")
    said = batch("--manifest", "m.csv")
    assert said.code == Exit.GOOD, said.err
    assert "these columns of the manifest are not used: bemerkung, signatur\n" in said.err
    assert json.loads(rows("out")[0]["stated"]) == {"newspaper": {"title": "河滨日报"}, "page": [{"file": "p1.txt"}]}
    Path("m.jsonl").write_text('{"file": "p1.txt", "shelf mark": 3}\n', encoding="utf-8")
    assert "this column of the manifest is not used: shelf mark\n" in batch("--manifest", "m.jsonl").err


def test_a_misspelt_column_is_refused_in_each_form() -> None:
    Path("m.csv").write_text("file,signatur,titel\np1.txt,1,x\n", encoding="utf-8")
    assert "there is no column `titel`; did you mean `title`?" in batch("--manifest", "m.csv").err
    ((_, failure),) = issues({"file": "p1.txt", "lable": "1"})
    assert failure
    assert (failure.code, failure.what) == ("E-BAT-11", "there is no column `lable`; did you mean `label`?")


def test_names_without_end_are_told_in_part() -> None:
    unused: set[str] = set()
    Path("m.jsonl").write_text("".join(json.dumps({"file": "p1.txt", f"{n:03}" * 100: 1}) + "\n" for n in range(200)), encoding="utf-8")
    assert all(failure is None for _, failure in listed(Path("m.jsonl"), Path.cwd(), unused))
    assert len(unused) == 50
    assert max(map(len, unused)) == 40


def of_csv(text: str) -> list[tuple[int, str]]:
    """What each issue is made of, or the line and reason of one that is wrong."""
    Path("m.csv").write_text(text, encoding="utf-8")
    found = listed(Path("m.csv"), Path.cwd())
    return [(1, failure.what) if failure else (0, Path(task.inputs[0]).name) for task, failure in found]


def test_a_quotation_mark_that_nobody_closed_spoils_its_own_row_only() -> None:
    good = "p1.txt,one\n"
    for bad in ('p1.txt,"open\n', '"p1.txt,open\n'):
        found = of_csv("file,issue\n" + good + bad + 'sub/p2.txt,"three, and ""four"""\np1.txt,five\n' * 30)
        told = "this row is no CSV (a quotation mark is opened and not closed)"
        assert found[:2] == [(0, "p1.txt"), (1, told)]
        assert found[2:] == [(0, "p2.txt"), (0, "p1.txt")] * 30


def test_a_cell_may_go_over_lines_and_hold_marks() -> None:
    assert of_csv('file,remark\np1.txt,"one\ntwo\nthree"\np1.txt,6" gun\nsub/p2.txt,7" gun\n') == [
        (0, "p1.txt"),
        (0, "p1.txt"),
        (0, "p2.txt"),
    ]
    assert of_csv('file,remark\np1.txt,"a"b\np1.txt,x\n')[0][0] == 1


def test_a_row_is_told_by_its_line() -> None:
    Path("m.csv").write_text('file,remark\np1.txt,"a\nb"\nnone.txt,\np1.txt,"x\n', encoding="utf-8")
    failures = [failure for _, failure in listed(Path("m.csv"), Path.cwd()) if failure]
    assert [(one.code, one.where) for one in failures] == [
        ("E-BAT-05", str(Path("none.txt").absolute())),
        ("E-BAT-11", f"{Path('m.csv').absolute()}:5"),
    ]


def test_a_place_that_does_not_answer_fails_its_row_and_many_of_them_end_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent:
        def __str__(self) -> str:
            return "s3://b/p.txt"

        def is_file(self) -> bool:
            raise UnreachedError("does not answer", where="s3://b/p.txt", hint="see whether it is there")

    monkeypatch.setattr("converter.worklist.place_of", lambda name: Silent() if str(name).startswith("s3://") else Path(name))
    away = {"file": "s3://b/p.txt"}
    rows_of = [away | {"issue": f"a{n}"} if n % 10 else {"file": "p1.txt", "issue": "here"} for n in range(1, 30)]
    found = issues(*rows_of)
    assert [failure and failure.code for _, failure in found] == ["E-BAT-12" if n % 10 else None for n in range(1, 30)]
    with pytest.raises(UnreachedError):
        issues(*(away | {"issue": f"a{n}"} for n in range(10)))


def test_what_was_done_stays_done_when_its_place_does_not_answer(tmp_path: Path) -> None:
    task = Task("a", ("s3://b/p.txt",), stated="{}", id="a")
    unreached = Failure("E-BAT-12", "does not answer")
    with Ledger(tmp_path, Run("0.1.0", "c", "{}")) as ledger:
        ledger.plan(task)
        ledger.record(Done("a", outputs=(("a.xml", "d"),), read=(Read("s3://b/p.txt", 1, 1, "d"),)))
    with Ledger(tmp_path, Run("0.1.0", "c", "{}")) as ledger:
        assert ledger.plan(task, unreached) == "kept"
        assert ledger.plan(Task("b", ("s3://b/q.txt",), stated="{}", id="b"), unreached) == "refused"
    assert states(str(tmp_path)) == {"a": "done", "b": "failed"}
