"""Batches go on where they were ended, make again what changed, and record what failed; what is in the folder is what the ledger says."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from archives import archive, check_agreement, everything, page, rows, states
from command import EXAMPLE, broadsheet, program

from converter.errors import Exit
from converter.ledger import LEDGER, Run
from converter.ledger import Ledger as Opened
from converter.ledger.schema import open_to_read
from converter.storage.manifest import MANIFEST


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


# --- places ------------------------------------------------------------------------------------


def test_outputs_mirror_the_folders_of_the_inputs_as_whole_editions() -> None:
    archive("1998/01", "1998/02", pages=1)
    said = broadsheet("batch", "in", "-o", "out", "-j", 1)
    assert said.code == Exit.GOOD, said.err
    assert said.err.startswith("2 issues to do: 2 new\n2 issues done\n")
    edition = Path("out/in/1998/02/page-01")
    assert {"source", "tei", "html", "schemas", "report.json", MANIFEST} == {path.name for path in edition.iterdir()}
    assert (edition / "tei/in.1998.02.page-01.xml").is_file()
    check_agreement("out")


def test_a_batch_of_parts_gives_the_same_places_as_one_of_all(here: Path) -> None:
    archive("1998/01", "1999/01")
    broadsheet("batch", "in", "-o", "whole", "--only", "tei", "-j", 1)
    assert len(everything("whole")) == 4
    for named in (["in/1998", "in/1999"], ["in/*/01"], ["in/**/page-0?.txt"], sorted(map(str, Path("in").rglob("*.txt"))), [here / "in"]):
        shutil.rmtree("parts", ignore_errors=True)
        said = broadsheet("batch", *named, "-o", "parts", "--only", "tei", "-j", 1)
        assert said.code == Exit.GOOD, said.err
        assert everything("parts") == everything("whole"), named


def test_base_says_from_where_folders_are_mirrored() -> None:
    archive("1998/01", pages=1)
    broadsheet("batch", "in", "-o", "out", "--only", "tei", "--base", "in", "-j", 1)
    assert list(everything("out")) == ["1998/01/page-01.xml"]


def test_pages_that_share_a_name_keep_their_endings_whatever_is_named() -> None:
    page("in/page.txt")
    Path("in/page.json").write_text('{"headline": "河滨桥通车", "articleBody": "河滨桥昨日通车。"}', encoding="utf-8")
    page("in/other/page.txt")
    page("in/other.txt")
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert said.code == Exit.GOOD, said.err
    assert set(everything("out")) == {"in/page.txt.xml", "in/page.json.xml", "in/other.txt.xml", "in/other/page.xml"}
    broadsheet("batch", "in/page.txt", "-o", "alone", "--only", "tei", "-j", 1)
    assert set(everything("alone")) == {"in/page.txt.xml"}


def test_two_that_would_be_one_on_some_systems_are_not_written_over_one_another() -> None:
    page("in/A/page.txt")
    page("in/a/page.txt")
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert "E-BAT-10" in said.err
    assert len(everything("out")) == 1
    assert sorted(states("out").values()) == ["done", "failed"]


def test_what_was_named_twice_is_made_once() -> None:
    archive("1998", pages=2)
    said = broadsheet("batch", "in", "in/1998", "in/1998/page-01.txt", "-o", "out", "--only", "tei", "-j", 1)
    assert "2 issues to do" in said.err
    assert len(everything("out")) == 2


def test_pages_that_an_edition_toml_lists_are_one_issue_also_from_folders_below() -> None:
    archive("1998-05-04/pages", pages=3)
    listed = "".join(f'[[page]]\nfile = "pages/page-{n:02}.txt"\nlabel = "{n + 4}"\n' for n in (1, 2))
    Path("in/1998-05-04/edition.toml").write_text(f'[newspaper]\ntitle = "河滨日报"\n{listed}', encoding="utf-8")
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert said.code == Exit.GOOD, said.err
    assert set(everything("out")) == {"in/1998-05-04/edition.xml", "in/1998-05-04/pages/page-03.xml"}
    tei = everything("out")["in/1998-05-04/edition.xml"].decode()
    assert 'xml:id="in.1998-05-04"' in tei
    assert tei.count("<pb ") == 2
    assert 'n="6"' in tei


def test_what_was_made_before_and_what_is_hidden_is_no_input() -> None:
    archive("1998", pages=1)
    page("in/.trash/page-09.txt")
    broadsheet("batch", "in", "-o", "in/out", "-j", 1)
    before = everything("in/out")
    said = broadsheet("batch", "in", "-o", "in/out", "-j", 1)
    assert said.err == "nothing to do\n1 done before\n"
    assert everything("in/out") == before
    assert broadsheet("batch", "in", "-o", "in").code == Exit.USAGE


@pytest.mark.parametrize("words", [["nothing-here"], ["empty"]])
def test_an_input_that_is_not_there_or_empty_is_a_record(words: list[str]) -> None:
    Path("empty").mkdir()
    archive("1998", pages=1)
    said = broadsheet("batch", *words, "in", "-o", "out", "--only", "tei", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert words[0] in said.err
    assert sorted(states("out").values()) == ["done", "failed"]


@pytest.mark.parametrize("words", [["-"], ["no/*/thing"], []])
def test_what_cannot_be_meant_is_refused(words: list[str]) -> None:
    assert broadsheet("batch", *words, "-o", "out").code == Exit.USAGE


# --- going on ----------------------------------------------------------------------------------


def test_what_is_done_is_not_done_again_whatever_its_date(here: Path) -> None:
    archive("1998")
    broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    before = {row["key"]: row["finished"] for row in rows("out")}
    os.utime("in/1998/page-01.txt", (1, 1))
    (here / "elsewhere").mkdir()
    os.chdir("elsewhere")
    said = broadsheet("batch", "../in", "-o", "../out", "--only", "tei", "--base", "..", "-j", 1)
    os.chdir("..")
    assert said.err == "nothing to do\n2 done before\n"
    assert {row["key"]: row["finished"] for row in rows("out")} == before


def test_what_changed_or_went_is_made_again() -> None:
    archive("1998", pages=3)
    Path("in/1998/edition.toml").write_text('[newspaper]\ntitle = "河滨日报"\n', encoding="utf-8")
    broadsheet("batch", "in", "-o", "out", "-j", 1)
    page("in/1998/page-01.txt", "another text")
    shutil.rmtree("out/in/1998/page-02")
    said = broadsheet("batch", "in", "-o", "out", "-j", 1)
    assert said.err.startswith("2 issues to do: 1 changed since, 1 whose output is gone\n1 done before\n2 issues done\n")
    assert "another text" in everything("out")["in/1998/page-01/tei/in.1998.page-01.xml"].decode()
    Path("in/1998/edition.toml").write_text('[newspaper]\ntitle = "山城日报"\n', encoding="utf-8")
    said = broadsheet("batch", "in", "-o", "out", "-j", 1)
    assert "3 changed since" in said.err
    assert "山城日报" in everything("out")["in/1998/page-03/tei/in.1998.page-03.xml"].decode()
    check_agreement("out")


def test_metadata_that_come_later_are_a_change(tmp_path: Path) -> None:
    archive("1998")
    broadsheet("batch", "in", "-o", "out", "-j", 1)
    Path("in/1998/edition.toml").write_text('[newspaper]\ntitle = "河滨日报"\n', encoding="utf-8")
    said = broadsheet("batch", "in", "-o", "out", "-j", 1)
    assert "2 changed since" in said.err
    assert "河滨日报" in everything("out")["in/1998/page-01/tei/in.1998.page-01.xml"].decode()
    other = tmp_path / "other.toml"
    other.write_text('[newspaper]\ntitle = "山城日报"\n', encoding="utf-8")
    said = broadsheet("batch", "in", "-o", "out", "-j", 1, "--metadata", other)
    assert "2 changed since" in said.err
    assert "山城日报" in everything("out")["in/1998/page-01/tei/in.1998.page-01.xml"].decode()


def test_a_changed_page_of_tei_alone_replaces_what_we_wrote_and_never_what_a_person_edited() -> None:
    archive("1998")
    broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    edited = Path("out/in/1998/page-02.xml")
    edited.write_text(edited.read_text(encoding="utf-8").replace("<body>", "<body><!-- by hand -->"), encoding="utf-8")
    for n in (1, 2):
        page(f"in/1998/page-0{n}.txt", "another text")
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert "E-BAT-06" in said.err
    assert "another text" in Path("out/in/1998/page-01.xml").read_text(encoding="utf-8")
    assert "by hand" in edited.read_text(encoding="utf-8")
    assert broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1, "--retry", "failed", "--force").code == Exit.GOOD
    assert "by hand" in edited.with_name("page-02.xml.bak").read_text(encoding="utf-8")
    assert set(everything("out")) == {"in/1998/page-01.xml", "in/1998/page-02.xml", "in/1998/page-02.xml.bak"}


def test_what_failed_waits_to_be_asked_for_or_to_be_changed() -> None:
    archive("1998", pages=1)
    bad = Path("in/1998/bad.pdf")
    bad.write_bytes(b"%PDF-1.4 and no more")
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert "bad.pdf: E-BAT-04" in said.err
    assert states("out") == {"in/1998/bad": "failed", "in/1998/page-01": "done"}
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert "nothing to do\n1 done before\n1 failed before" in said.err
    assert said.code == Exit.MATERIAL
    assert "1 that failed before" in broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1, "--retry", "failed").err
    shutil.copy(EXAMPLE.parent / "formats" / "page.pdf", bad)
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert said.code == Exit.GOOD, said.err
    assert set(states("out").values()) == {"done"}


def test_an_input_that_is_gone_is_told_and_its_output_stays() -> None:
    archive("1998")
    broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    Path("in/1998/page-02.txt").unlink()
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert "1 made before have an input that is gone" in said.err
    assert len(everything("out")) == 2


def test_other_choices_are_told_and_made_again_when_asked_for(tmp_path: Path) -> None:
    archive("1998")
    people = tmp_path / "people.csv"
    people.write_text("name,type,id\n石坚,person,p1\n", encoding="utf-8")
    words = ["batch", "in", "-o", "out", "--only", "tei", "-j", 1]
    broadsheet(*words)
    assert (
        "2 of them with no such option, now --title '河滨日报'; to make them again as typed now: --redo outdated"
        in broadsheet(*words, "--title", "河滨日报").err
    )
    assert "2 of another version or other choices" in broadsheet(*words, "--title", "河滨日报", "--redo", "outdated").err
    assert "河滨日报" in everything("out")["in/1998/page-01.xml"].decode()
    broadsheet(*words, "--authority", people, "--redo", "outdated")
    assert broadsheet(*words, "--authority", people, "--max-size", 9).err == "nothing to do\n2 done before\n"
    people.write_text("name,type,id\n石坚,person,p1\n王强,person,p2\n", encoding="utf-8")
    assert "2 of them with a list of names (--authority) as it was then; to make" in broadsheet(*words, "--authority", people).err


def test_a_list_of_names_that_an_edition_toml_names_is_an_input_too() -> None:
    archive("1998", pages=1)
    people = Path("in/people.csv")
    people.write_text("name,type,id\n石坚,person,p1\n", encoding="utf-8")
    Path("in/1998/edition.toml").write_text('[[authority]]\nfile = "../people.csv"\n', encoding="utf-8")
    broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert "nothing to do" in broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1).err
    people.write_text("name,type,id\n石坚,person,p2\n", encoding="utf-8")
    assert "1 changed since" in broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1).err


def test_strict_stops_at_the_first_failure_and_the_rest_waits() -> None:
    archive("1998", pages=9)
    Path("in/1998/page-00.pdf").write_bytes(b"%PDF-1.4 and no more")
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1, "--strict")
    assert said.code == Exit.MATERIAL
    found = list(states("out").values())
    assert found.count("failed") == 1
    assert found.count("waiting") >= 6
    assert f"{found.count('waiting')} are left" in said.err
    broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert list(states("out").values()).count("done") == 9


# --- the ledger --------------------------------------------------------------------------------


def test_the_ledger_counts_what_stands_in_the_tei() -> None:
    shutil.copytree(EXAMPLE, "in")
    broadsheet("batch", "in", "-o", "out", "-j", 1)
    (row,) = rows("out")
    (tei,) = Path("out").glob("**/tei/*.xml")
    text = tei.read_text(encoding="utf-8")
    assert row["pages"] == text.count("<pb ") == 1
    assert row["articles"] == text.count('<div type="article"')
    assert row["lost"] == text.count("<gap ") == 2
    assert row["unassigned"] == 0
    assert 4000 < row["characters"] < 6000
    assert row["seconds"] > 0
    assert row["peak_mib"] > 20
    assert row["attempts"] == 1
    entities = dict(map(tuple, rows("out", "SELECT kind, count FROM entities")))
    assert entities["person"] == text.partition("<text ")[2].count("<persName")
    notices = {row["code"]: row["count"] for row in rows("out", "SELECT * FROM notices")}
    assert notices["W-REP-06"] == 2
    read = {Path(row["path"]).name: row["sha256"] for row in rows("out", "SELECT * FROM read")}
    assert read == {name: hashlib.sha256((EXAMPLE / name).read_bytes()).hexdigest() for name in ("page-01.txt", "edition.toml")}


def test_what_a_batch_leaves_is_one_file_that_reading_leaves_alone() -> None:
    archive("1998", pages=1)
    broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    ledgers = {"broadsheet-batch.lock", LEDGER}
    before = (Path("out") / LEDGER).read_bytes()
    assert {path.name for path in Path("out").glob("broadsheet-batch*")} == ledgers
    assert broadsheet("report", "out").code == Exit.GOOD
    assert {path.name for path in Path("out").glob("broadsheet-batch*")} == ledgers
    assert (Path("out") / LEDGER).read_bytes() == before


def test_a_ledger_that_somebody_reads_is_closed_all_the_same() -> None:
    archive("1998", pages=1)
    broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    reader = open_to_read(Path("out"))
    with Opened(Path("out"), Run("0", "", "{}")) as ledger:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM tasks").fetchone()[0] == 1
        ledger.end("finished")
    reader.close()
    assert [row["ending"] for row in rows("out", "SELECT ending FROM runs")] == ["finished", "finished"]


def test_two_batches_at_once_on_one_folder_are_refused() -> None:
    archive("1998", pages=1)
    Path("out").mkdir()
    with Opened(Path("out"), Run("0", "", "{}")):
        said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert said.code == Exit.USAGE
    assert "another batch is at work here" in said.err
    assert broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1).code == Exit.GOOD


@pytest.mark.parametrize(
    ("change", "told"), [("PRAGMA user_version = 99", "version 99"), ("PRAGMA application_id = 7", "is no ledger"), (None, "is no ledger")]
)
def test_a_ledger_of_another_version_or_another_file_is_refused(change: str | None, told: str) -> None:
    archive("1998", pages=1)
    broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    if change:
        with sqlite3.connect(Path("out") / LEDGER) as ledger:
            ledger.execute(change)
        ledger.close()
    else:
        (Path("out") / LEDGER).write_bytes(b"something else " * 1000)
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert told in said.err
    assert "ledger away" in said.err or "move it away" in said.err


# --- workers ------------------------------------------------------------------------------------


def test_the_bytes_do_not_depend_on_the_number_of_workers_or_their_surroundings() -> None:
    archive("1998/01", "1998/02", pages=4)
    assert broadsheet("batch", "in", "-o", "one", "-j", 1).code == Exit.GOOD
    said = program("batch", "in", "-o", "two", "-j", 2, PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C")
    assert said.code == Exit.GOOD, said.err
    assert everything("two") == everything("one")


def test_limits_reach_the_workers() -> None:
    archive("1998", pages=2)
    said = broadsheet("batch", "in", "-o", "out", "-j", 1, "--time-limit", 0.001)
    assert said.code == Exit.MATERIAL
    assert {row["error"] for row in rows("out")} <= {"E-BAT-01", None}
    said = broadsheet("batch", "in", "-o", "less", "-j", 1, "--memory-limit", 64)
    assert {row["error"] for row in rows("less")} == {"E-BAT-02"}, said.err
    assert broadsheet("batch", "in", "-o", "less", "-j", 1, "--retry", "failed").code == Exit.GOOD
