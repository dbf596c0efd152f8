"""What earlier runs recorded and a later one of the same inputs finds no longer: records without output go, outputs stay and are told."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from archives import archive, everything, page, rows, states
from command import Said, broadsheet

from converter.errors import Exit
from converter.ledger import LEDGER
from converter.ledger.finished import Finished, finished
from converter.ledger.leaving import Looked, settle
from converter.ledger.schema import TABLES, open_to_write
from converter.task import Kept, Lost, Settings, Task
from converter.work import record

PDF = b"%PDF-1.4 and no more"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def batch(*words: object) -> Said:
    return broadsheet("batch", *words, "-o", "out", "--only", "tei", "--no-entities", "-j", 1)


def departed() -> list[str]:
    return [row["key"] for row in rows("out", "SELECT key FROM departed ORDER BY id")]


def test_a_row_that_was_corrected_is_no_failure_any_more() -> None:
    archive("1998")
    Path("m.csv").write_text("file,issue\nin/1998/page-01.txt,a\nin/1998/page-02.txt,a,too much\nnone.txt,\n", encoding="utf-8")
    assert batch("--manifest", "m.csv").code == Exit.MATERIAL
    assert set(states("out")) == {"m/line-3", "none"}
    Path("m.csv").write_text("file,issue\nin/1998/page-01.txt,a\nin/1998/page-02.txt,a\n", encoding="utf-8")
    assert batch("--manifest", "m.csv").code == Exit.GOOD
    assert states("out") == {"a": "done"}


def test_rows_that_were_put_together_leave_no_failure_behind() -> None:
    archive("1998", pages=3)
    one, two, three = (f"in/1998/page-0{n}.txt" for n in (1, 2, 3))
    Path("m.csv").write_text(f"file,issue\n{one},a\n{two},b\n{three},a\n", encoding="utf-8")
    assert "E-BAT-10" in batch("--manifest", "m.csv").err
    assert len(states("out")) == 3
    Path("m.csv").write_text(f"file,issue\n{one},a\n{three},a\n{two},b\n", encoding="utf-8")
    assert batch("--manifest", "m.csv").code == Exit.GOOD
    assert states("out") == {"a": "done", "b": "done"}


@pytest.mark.parametrize("words", [["in"], ["in/**/*.*"], ["in/1998/page-01.txt"]])
def test_a_failed_input_that_was_renamed_is_known_by_its_new_name_only(words: list[str]) -> None:
    archive("1998", pages=1)
    bad = Path("in/1998/bad.pdf")
    bad.write_bytes(PDF)
    assert batch("in").code == Exit.MATERIAL
    bad.rename("in/1998/worse.pdf")
    batch(*words)
    assert "in/1998/bad" not in states("out")


def test_what_failed_elsewhere_or_is_only_not_named_stays_to_be_tried_again() -> None:
    archive("1998", "1999", pages=1)
    for place in ("in/1998/bad.pdf", "in/1999/bad.pdf"):
        Path(place).write_bytes(PDF)
    batch("in")
    batch("in/1999")
    batch("in/1998/page-01.txt")
    assert list(states("out").values()).count("failed") == 2
    Path("in/1998/bad.pdf").unlink()
    batch("in/1999")
    assert "in/1998/bad" in states("out"), "nobody looked there"
    assert departed() == []


def test_a_list_that_was_mended_has_one_name_before_and_after() -> None:
    archive("1998")
    listed = "".join(f'[[page]]\nfile = "page-0{n}.txt"\n' for n in (1, 2))
    Path("in/1998/edition.toml").write_text(listed, encoding="utf-8")
    Path("in/1998/page-02.txt").rename("away.txt")
    assert batch("in").code == Exit.MATERIAL
    assert states("out") == {"in/1998/edition": "failed"}
    Path("away.txt").rename("in/1998/page-02.txt")
    batch("in", "--retry", "failed")
    assert states("out") == {"in/1998/edition": "done"}


def test_a_list_that_was_wrong_and_lists_nothing_now_leaves_no_failure() -> None:
    archive("1998", pages=1)
    toml = Path("in/1998/edition.toml")
    toml.write_text('[newspaper]\ntitel = "x"\n', encoding="utf-8")
    batch("in")
    assert states("out") == {"in/1998/edition": "failed"}
    toml.write_text('[newspaper]\ntitle = "x"\n', encoding="utf-8")
    assert batch("in").code == Exit.GOOD
    assert states("out") == {"in/1998/page-01": "done"}


def test_what_was_made_and_is_found_no_more_is_told_and_its_output_stays() -> None:
    archive("1998")
    batch("in")
    Path("in/1998/page-02.txt").rename("in/1998/page-03.txt")
    said = batch("in")
    assert "1 made before have an input that is gone" in said.err
    assert departed() == ["in/1998/page-02"]
    listed = "".join(f'[[page]]\nfile = "page-0{n}.txt"\n' for n in (1, 3))
    Path("in/1998/edition.toml").write_text(listed, encoding="utf-8")
    said = batch("in")
    assert "2 made before are no issues of these inputs any more (in/1998/page-01 …); their outputs stay" in said.err
    assert departed() == ["in/1998/page-01", "in/1998/page-02", "in/1998/page-03"]
    assert len(everything("out")) == 4
    Path("in/1998/edition.toml").unlink()
    batch("in")
    assert departed() == ["in/1998/page-02", "in/1998/edition"]


def test_only_where_a_run_looked_files_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998", "1999", pages=3)
    batch("in")
    shutil.rmtree("in/1999")
    asked: list[str] = []
    monkeypatch.setattr("converter.ledger.leaving.gone", lambda inputs: asked.extend(inputs) or iter(()))
    batch("in/1998/page-01.txt")
    assert sorted(Path(name).relative_to(Path.cwd()).as_posix() for name in asked) == ["in/1998/page-02.txt", "in/1998/page-03.txt"]


def test_folders_in_archives_are_looked_in_by_the_address_of_both(tmp_path: Path) -> None:
    ledger = open_to_write(tmp_path)
    ledger.execute("INSERT INTO runs (id, began, version, choices, said) VALUES (1, '', '', '', ''), (2, '', '', '', '')")
    places = (
        "zip://1998/a.txt::/a.zip",
        "zip://1999/a.txt::/a.zip",
        "zip://1998/a.txt::/b.zip",
        "s3://b/1998/a.txt",
        "s3://b/1998-2/a.txt",
    )
    for n, place in enumerate(places):
        ledger.execute(
            "INSERT INTO tasks (key, folded, planned, state, inputs, told) VALUES (?, ?, 1, 'failed', json_array(?), '[]')", (n, n, place)
        )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("converter.ledger.leaving.gone", lambda _: iter(()))
        assert not list(settle(ledger, 2, Looked(("zip://1998::/a.zip", "s3://b/1998"))))
        assert [row["key"] for row in ledger.execute("SELECT key FROM tasks ORDER BY id")] == ["1", "2", "4"]
        assert not list(settle(ledger, 2, Looked(("zip://::/a.zip", "s3://b"))))
        assert [row["key"] for row in ledger.execute("SELECT key FROM tasks ORDER BY id")] == ["2"]
    ledger.close()


def test_a_ledger_of_the_first_version_is_gone_on_with() -> None:
    archive("1998", pages=1)
    batch("in")
    (Path("out") / LEDGER).rename("kept")
    with sqlite3.connect(Path("out") / LEDGER) as old:
        old.executescript(f"{TABLES} PRAGMA application_id = {0x42534254}; PRAGMA user_version = 1; ATTACH 'kept' AS kept;")
        for table in ("runs", "tasks", "read", "outputs", "entities", "notices"):
            names = ", ".join(name for _, name, *_ in old.execute(f"PRAGMA main.table_info({table})").fetchall())
            old.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM kept.{table}")
    old.close()
    said = broadsheet("report", "out")
    assert said.code == Exit.MATERIAL
    assert "type the same `broadsheet batch` command once more" in said.err
    assert batch("in").err == "nothing to do\n1 done before\n"
    assert broadsheet("report", "out").code == Exit.GOOD


def test_a_failed_issue_whose_pages_have_another_name_now_is_no_failure() -> None:
    page("pages/one.txt")
    Path("m.csv").write_text("file,issue\npages/one.txt,a\npages/none.txt,a\n", encoding="utf-8")
    batch("--manifest", "m.csv")
    assert states("out") == {"a": "failed"}
    Path("m.csv").write_text("file,issue\npages/one.txt,b\n", encoding="utf-8")
    batch("--manifest", "m.csv")
    assert states("out") == {"b": "done"}


def test_what_another_version_could_not_make_is_outdated_too() -> None:
    archive("1998", pages=1)
    Path("in/1998/bad.pdf").write_bytes(PDF)
    batch("in")
    with sqlite3.connect(Path("out") / LEDGER) as ledger:
        ledger.execute("UPDATE tasks SET version = '0.0.1'")
    ledger.close()
    assert "1 failed before" in batch("in").err
    assert "2 issues to do: 2 of another version or other choices" in batch("in", "--redo", "outdated").err
    assert "1 failed before" in batch("in", "--redo", "outdated").err, "this version has tried it"


def listed(*rows: str) -> None:
    Path("m.csv").write_text("file,issue,id\n" + "".join(f"in/1998/{row}\n" for row in rows), encoding="utf-8")


def test_an_issue_that_its_manifest_calls_otherwise_has_departed_and_one_that_it_does_not_name_has_not() -> None:
    archive("1998", pages=3)
    listed("page-01.txt,hb/1,one", "page-02.txt,hb/2,", "page-03.txt,hb/3,")
    assert batch("--manifest", "m.csv").code == Exit.GOOD
    listed("page-01.txt,hb/eins,one", "page-02.txt,hb/2,")
    said = batch("--manifest", "m.csv")
    assert said.code == Exit.GOOD, said.err
    assert "1 made before are no issues of these inputs any more (hb/1); their outputs stay" in said.err
    assert departed() == ["hb/1"]
    listed("page-02.txt,hb/2,")
    assert "no issues of these" not in batch("--manifest", "m.csv").err, "today's list need not name what yesterday's did"
    Path("other.csv").write_text("file,issue\nin/1998/page-03.txt,hb/drei\n", encoding="utf-8")
    batch("--manifest", "other.csv")
    assert departed() == ["hb/1", "hb/3"]


def test_each_row_that_is_wrong_is_a_failure_of_its_own() -> None:
    archive("1998", pages=3)
    Path("m.csv").write_text("file,date\n" + "".join(f"in/1998/page-0{n}.txt,1998-0{n}-32\n" for n in (1, 2, 3)), encoding="utf-8")
    for _ in range(2):
        assert "3 cannot be begun" in batch("--manifest", "m.csv").err
        assert list(states("out").values()) == ["failed"] * 3
    Path("m.csv").write_text("file,date\n" + "".join(f"in/1998/page-0{n}.txt,1998-0{n}-02\n" for n in (1, 2, 3)), encoding="utf-8")
    assert batch("--manifest", "m.csv").code == Exit.GOOD
    assert list(states("out").values()) == ["done"] * 3


def test_a_page_is_named_once_in_an_issue_however_it_is_spelt() -> None:
    archive("1998", pages=1)
    listed("page-01.txt,a,", "./page-01.txt,a,", "../1998/page-01.txt,b,")
    said = batch("--manifest", "m.csv")
    assert "this row names the page of line 2 once more, for the same issue" in said.err
    assert states("out") == {"m/line-3": "failed", "b": "done"}


def test_a_lost_issue_with_a_page_twice_is_recorded() -> None:
    archive("1998", pages=1)
    page = str(Path("in/1998/page-01.txt").absolute())
    done = record(Task("a", (page, page)), Kept(Lost("time"), 1.0, 1.0, 1), Settings("out"))
    assert [read.path for read in done.read] == [page]


def test_two_rows_of_one_run_that_share_a_page_share_no_id() -> None:
    archive("1998", pages=1)
    listed("page-01.txt,a,one", "page-01.txt,b,one")
    said = batch("--manifest", "m.csv")
    assert "E-BAT-07 would have the id one, as a has" in said.err


def test_what_departed_is_neither_published_nor_listed() -> None:
    archive("1998")
    batch("in")
    Path("in/1998/edition.toml").write_text("".join(f'[[page]]\nfile = "page-0{n}.txt"\n' for n in (1, 2)), encoding="utf-8")
    batch("in")
    assert departed() == ["in/1998/page-01", "in/1998/page-02"]
    assert finished(Path("out")) == Finished(("in/1998/edition.xml",), overtaken=0, departed=2)
    said = broadsheet("entities", "out")
    assert "2 outputs left out: the issue is found no longer where it was (broadsheet report lists them)" in said.err
    Path("in/1998/page-02.txt").write_text("", encoding="utf-8")
    batch("in")
    assert finished(Path("out")) == Finished(("in/1998/edition.xml",), overtaken=1, departed=2), "what was made of it stays"
    said = broadsheet("validate", "out")
    assert said.out.decode() == "valid\n"
    assert "1 is of an earlier state" in said.err


def test_a_list_that_was_broken_is_told_in_its_own_words_and_keeps_its_issue() -> None:
    archive("1998")
    toml = Path("in/1998/edition.toml")
    good = "".join(f'[[page]]\nfile = "page-0{n}.txt"\n' for n in (1, 2))
    toml.write_text(good, encoding="utf-8")
    batch("in")
    before = everything("out")
    toml.write_text(f"title = = 1\n{good}", encoding="utf-8")
    said = batch("in")
    assert f"{toml.absolute()}:1: E-BAT-04" in said.err
    assert "E-BAT-10" not in said.err
    assert "1 of them keeps the output of an earlier state" in said.err
    assert states("out") == {"in/1998/edition": "failed"}
    assert departed() == []
    toml.write_text(good, encoding="utf-8")
    assert batch("in").code == Exit.GOOD
    assert states("out") == {"in/1998/edition": "done"}
    assert everything("out") == before


def test_a_list_that_cannot_be_read_takes_no_issue_from_another_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for year in ("1998", "1999"):
        archive(year)
        Path(f"in/{year}/edition.toml").write_text('[[page]]\nfile = "page-01.txt"\n[[page]]\nfile = "page-02.txt"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path / "in/1998")
    assert broadsheet("batch", ".", "-o", "../../out", "--only", "tei", "--no-entities", "-j", 1).code == Exit.GOOD
    monkeypatch.chdir(tmp_path / "in/1999")
    Path("edition.toml").write_text("=", encoding="utf-8")
    said = broadsheet("batch", ".", "-o", "../../out", "--only", "tei", "--no-entities", "-j", 1)
    assert "E-BAT-04" in said.err
    found = states("../../out")
    assert found.pop("edition") == "done"
    assert list(found.values()) == ["failed"]
