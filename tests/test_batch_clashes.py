"""What a batch must not do in silence: put one paper in the place of another, a part of an issue in the place of the whole, one id on two issues."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from archives import archive, everything, page, rows, states
from command import broadsheet

from converter.errors import Exit

BATCH = ("-o", "out", "--only", "tei", "-j", 1)
LISTED = '[edition]\nid = "hebin-1998"\n[newspaper]\ntitle = "河滨日报"\n' + "".join(
    f'[[page]]\nfile = "page-{n:02}.txt"\n' for n in (1, 2, 3)
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_another_paper_does_not_take_the_place_of_the_first(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page("A/page-01.txt", "甲报")
    page("B/page-01.txt", "乙报")
    monkeypatch.chdir(here / "A")
    assert broadsheet("batch", "page-01.txt", "-o", "../out", "--only", "tei", "-j", 1).code == Exit.GOOD
    monkeypatch.chdir(here / "B")
    said = broadsheet("batch", "page-01.txt", "-o", "../out", "--only", "tei", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert "would go to page-01, which was made of" in said.err
    assert "甲报" in (here / "out/page-01.xml").read_text(encoding="utf-8")
    monkeypatch.chdir(here / "A")
    assert broadsheet("batch", "page-01.txt", "-o", "../out", "--only", "tei", "-j", 1).err == "nothing to do\n1 done before\n"


def test_what_was_moved_is_no_other_one() -> None:
    archive("1998", pages=1)
    broadsheet("batch", "in", *BATCH)
    Path("in/1998/page-01.txt").rename("in/1998/page-01.md.txt")
    Path("in/1998/page-01.md.txt").rename("in/1998/page-01.text")
    said = broadsheet("batch", "in", *BATCH)
    assert said.code == Exit.GOOD, said.err
    assert "1 changed since" in said.err


def test_a_part_of_an_issue_does_not_take_the_place_of_the_whole() -> None:
    archive("1998", pages=3)
    Path("in/1998/edition.toml").write_text(LISTED, encoding="utf-8")
    broadsheet("batch", "in", *BATCH)
    whole = everything("out")["in/1998/edition.xml"]
    said = broadsheet("batch", "in/1998/page-01.txt", *BATCH)
    assert said.code == Exit.MATERIAL
    assert "of an issue of several pages name all, or its folder" in "".join(row["hint"] or "" for row in rows("out"))
    assert everything("out")["in/1998/edition.xml"] == whole


def test_a_page_may_leave_the_list_of_its_issue() -> None:
    archive("1998", pages=3)
    Path("in/1998/edition.toml").write_text(LISTED, encoding="utf-8")
    broadsheet("batch", "in", *BATCH)
    Path("in/1998/edition.toml").write_text(LISTED.rpartition("[[page]]")[0], encoding="utf-8")
    said = broadsheet("batch", "in", *BATCH)
    assert said.code == Exit.GOOD, said.err
    assert "1 changed since" in said.err
    assert everything("out")["in/1998/edition.xml"].count(b"<pb ") == 2


def test_two_names_that_differ_in_case_alone_are_not_one() -> None:
    archive("1998", pages=1)
    Path("list.csv").write_text("file,issue\nin/1998/page-01.txt,r\nin/1998/page-01.txt,R\n", encoding="utf-8")
    said = broadsheet("batch", "--manifest", "list.csv", *BATCH)
    assert said.code == Exit.MATERIAL
    assert "would go to r, where" in said.err


def test_an_id_that_is_stated_is_of_one_issue() -> None:
    archive("1998", pages=2)
    Path("in/1998/edition.toml").write_text('[edition]\nid = "hebin-1998"\n', encoding="utf-8")
    said = broadsheet("batch", "in", *BATCH)
    assert said.code == Exit.MATERIAL
    assert "would have the id hebin-1998, as in/1998/page-01 has" in said.err
    assert sorted(states("out").values()) == ["done", "failed"]
    Path("in/1998/edition.toml").write_text('[newspaper]\ntitle = "河滨日报"\n', encoding="utf-8")
    said = broadsheet("batch", "in", *BATCH)
    assert said.code == Exit.GOOD, said.err
    assert states("out")["in/1998/page-02"] == "done"


def test_an_id_goes_with_its_issue_to_another_place() -> None:
    archive("1998", pages=1)
    Path("in/1998/edition.toml").write_text('[edition]\nid = "hebin-1998"\n', encoding="utf-8")
    broadsheet("batch", "in", *BATCH)
    shutil.move("in/1998", "in/vol-1998")
    said = broadsheet("batch", "in", *BATCH)
    assert said.code == Exit.GOOD, said.err
    assert states("out") == {"in/1998/page-01": "done", "in/vol-1998/page-01": "done"}


def test_two_rows_of_a_manifest_have_not_one_id() -> None:
    archive("1998", pages=2)
    Path("list.csv").write_text("file,id\nin/1998/page-01.txt,hebin-1998\nin/1998/page-02.txt,hebin-1998\n", encoding="utf-8")
    said = broadsheet("batch", "--manifest", "list.csv", *BATCH)
    assert "would have the id hebin-1998, as in/1998/page-01 has" in said.err


# --- the same files from elsewhere -------------------------------------------------------------


def test_pages_keep_their_place_whatever_folder_the_command_is_typed_in(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998")
    broadsheet("batch", "in", *BATCH)
    before = everything("out")
    monkeypatch.chdir(here / "in")
    said = broadsheet("batch", "1998", "-o", "../out", "--only", "tei", "-j", 1)
    assert said.err == "nothing to do\n2 done before\n"
    page("1998/page-01.txt", "another text")
    said = broadsheet("batch", "1998", "-o", "../out", "--only", "tei", "-j", 1)
    assert "1 changed since" in said.err
    monkeypatch.chdir(here)
    after = everything("out")
    assert after.keys() == before.keys()
    assert b'xml:id="in.1998.page-01"' in after["in/1998/page-01.xml"]


def test_what_comes_new_goes_beside_the_old_whatever_folder_the_command_is_typed_in(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998")
    Path("in/1998/bad.pdf").write_bytes(b"%PDF-1.4 and no more")
    broadsheet("batch", "in", *BATCH)
    monkeypatch.chdir(here / "in")
    words = ("batch", "1998", "-o", "../out", "--only", "tei", "-j", 1)
    assert "1 failed before" in broadsheet(*words).err
    page("1998/page-03.txt")
    said = broadsheet(*words)
    assert (
        f"1 issue to do: 1 new\n2 done before\n1 failed before; to try them again: --retry failed\nplaces are counted from {here},"
        in said.err
    )
    page("1998/page-04.txt")
    assert "places are counted" not in broadsheet(*words, "--base", ".").err
    assert {name for name in everything("../out") if name.endswith(("3.xml", "4.xml"))} == {"in/1998/page-03.xml", "1998/page-04.xml"}


def test_what_lies_elsewhere_is_counted_from_the_current_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998", pages=1)
    monkeypatch.chdir(here / "in")
    broadsheet("batch", "1998", "-o", "../out", "--only", "tei", "-j", 1)
    monkeypatch.chdir(here)
    page("more/1999/page-01.txt")
    broadsheet("batch", "more", *BATCH)
    assert set(everything("out")) == {"1998/page-01.xml", "more/1999/page-01.xml"}
    page("in/1998/page-02.txt")
    broadsheet("batch", "in", *BATCH)
    assert "1998/page-02.xml" in everything("out"), "a run that lay elsewhere moves nothing"


def test_no_edition_comes_into_another_one() -> None:
    archive("", pages=1)
    words = ("batch", "in", "-o", "out", "--no-entities", "-j", 1)
    assert broadsheet(*words).code == Exit.GOOD
    before = everything("out")
    page("in/page-01/page-02.txt")
    said = broadsheet(*words)
    assert said.code == Exit.MATERIAL
    assert "E-BAT-10 would go into the edition in/page-01, which was made of" in said.err
    assert everything("out") == before
    Path("in/page-01").rename("in/more")
    assert broadsheet(*words).code == Exit.GOOD


def test_of_tei_alone_a_folder_may_come_beside_a_file_of_its_name() -> None:
    archive("", pages=1)
    broadsheet("batch", "in", *BATCH)
    page("in/page-01/page-02.txt")
    assert broadsheet("batch", "in", *BATCH).code == Exit.GOOD
    assert set(everything("out")) == {"in/page-01.xml", "in/page-01/page-02.xml"}


def test_a_page_keeps_its_place_when_another_of_its_name_comes() -> None:
    archive("1998", pages=1)
    broadsheet("batch", "in", *BATCH)
    page("in/1998/page-01.text", "a second one")
    said = broadsheet("batch", "in", *BATCH)
    assert said.code == Exit.GOOD, said.err
    assert set(everything("out")) == {"in/1998/page-01.xml", "in/1998/page-01.text.xml"}
    assert "1 issue to do: 1 new\n1 done before\n" in said.err


def test_an_archive_that_was_moved_is_known_again(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998", pages=3)
    Path("in/1998/edition.toml").write_text(LISTED, encoding="utf-8")
    page("in/single.txt")
    broadsheet("batch", "in", *BATCH)
    (here / "disk").mkdir()
    shutil.move("in", "disk/in")
    shutil.move("out", "disk/out")
    monkeypatch.chdir(here / "disk")
    assert broadsheet("batch", "in", *BATCH).err == "nothing to do\n2 done before\n"
    page("in/single.txt", "another text")
    assert "1 changed since" in broadsheet("batch", "in", *BATCH).err


def test_a_copy_with_another_text_is_no_moved_one(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998", pages=1)
    broadsheet("batch", "in", *BATCH)
    (here / "disk").mkdir()
    shutil.move("in", "disk/in")
    shutil.move("out", "disk/out")
    monkeypatch.chdir(here / "disk")
    page("in/1998/page-01.txt", "another text")
    assert "1 changed since" in broadsheet("batch", "in", *BATCH).err


# --- outputs among inputs, outputs that are half there -----------------------------------------


def test_outputs_do_not_go_among_the_inputs() -> None:
    archive("1998", pages=1)
    said = broadsheet("batch", "in", "-o", ".", "-j", 1)
    assert said.code == Exit.USAGE
    assert "is where the folders of the inputs lie" in said.err
    assert sorted(everything(".")) == ["in/1998/page-01.txt"]


@pytest.mark.parametrize("loss", ["html", "broadsheet-manifest.json", "tei"])
def test_an_edition_that_is_half_there_is_made_whole(loss: str) -> None:
    archive("1998", pages=1)
    broadsheet("batch", "in", "-o", "out", "-j", 1)
    before = everything("out")
    edition = Path("out/in/1998/page-01")
    shutil.rmtree(edition / loss) if (edition / loss).is_dir() else (edition / loss).unlink()
    said = broadsheet("batch", "in", "-o", "out", "-j", 1)
    assert said.code == Exit.GOOD, said.err
    assert "1 whose output is gone" in said.err
    assert everything("out") == before


def test_a_folder_that_may_not_be_entered_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998", "1999", pages=1)
    exists = Path.exists

    def refused(path: Path, **options: bool) -> bool:
        if path.parent.name == "1998":
            raise PermissionError(13, "Permission denied", str(path))
        return exists(path, **options)

    monkeypatch.setattr(Path, "exists", refused)
    said = broadsheet("batch", "in", *BATCH)
    assert said.code == Exit.MATERIAL
    assert "may not be read by you" in said.err
    assert states("out") == {"in/1998": "failed", "in/1999/page-01": "done"}


def test_an_encoding_that_nobody_knows_is_told_once() -> None:
    archive("1998")
    said = broadsheet("batch", "in", *BATCH, "--encoding", "klingon")
    assert said.code == Exit.USAGE
    assert said.err.count("klingon") == 1
    assert not Path("out").exists()


@pytest.mark.parametrize("first", [["--only", "tei"], []])
def test_editions_and_tei_alone_do_not_come_into_one_folder(first: list[str]) -> None:
    archive("1998", pages=1)
    broadsheet("batch", "in", "-o", "out", "-j", 1, *first)
    before = everything("out")
    second = [] if first else ["--only", "tei"]
    for again in ([], ["--redo", "outdated"]):
        said = broadsheet("batch", "in", "-o", "out", "-j", 1, *second, *again)
        assert said.code == Exit.USAGE
        assert ("add --only tei" if first else "leave --only out") in said.err
    assert everything("out") == before


@pytest.mark.parametrize("form", [["--only", "tei"], []])
def test_an_output_without_a_byte_is_made_again(form: list[str]) -> None:
    archive("1998", pages=1)
    broadsheet("batch", "in", "-o", "out", "-j", 1, *form)
    before = everything("out")
    for tei in Path("out").rglob("*page-01.xml"):
        tei.write_bytes(b"")
    said = broadsheet("batch", "in", "-o", "out", "-j", 1, *form)
    assert said.code == Exit.GOOD, said.err
    assert everything("out") == before


def test_what_a_person_edited_is_kept_beside_with_force_and_nothing_else_is_tried_again() -> None:
    archive("1998", pages=1)
    Path("in/1998/bad.pdf").write_bytes(b"%PDF-1.4 and no more")
    broadsheet("batch", "in", *BATCH)
    tei = Path("out/in/1998/page-01.xml")
    edited = tei.read_text(encoding="utf-8") + "<!-- by hand -->"
    tei.write_text(edited, encoding="utf-8")
    page("in/1998/page-01.txt", "another text")
    assert "E-BAT-06" in broadsheet("batch", "in", *BATCH).err
    said = broadsheet("batch", "in", *BATCH, "--force")
    assert "1 issue to do: 1 that failed before\n1 failed before" in said.err
    assert tei.with_name("page-01.xml.bak").read_text(encoding="utf-8") == edited
    assert "another text" in tei.read_text(encoding="utf-8")


# --- what other commands do with a batch -------------------------------------------------------


def test_a_file_at_the_top_of_a_batch_hides_none_of_those_below() -> None:
    archive("1998", pages=1)
    page("in/front.txt")
    broadsheet("batch", "in", "-o", "out", "--base", "in", "--only", "tei", "-j", 1)
    Path("out/foreign.xml").write_text("<TEI/>", encoding="utf-8")
    said = broadsheet("validate", "out")
    assert said.out.decode().splitlines() == ["out/front.xml: valid", "out/1998/page-01.xml: valid"]


@pytest.mark.parametrize("form", [["--only", "tei"], []])
def test_the_folder_of_a_batch_stands_for_its_tei(form: list[str]) -> None:
    archive("1998", "1999", pages=1)
    page("in/1999/empty.txt").write_text("", encoding="utf-8")
    broadsheet("batch", "in", "-o", "out", "-j", 1, *form)
    said = broadsheet("validate", "out")
    assert said.code == Exit.GOOD, said.err
    assert said.out.decode().count(": valid\n") == 2
    assert broadsheet("publish", "out", "-o", "site").code == Exit.GOOD
    assert {path.name for path in Path("site").glob("*/index.html")} == {"index.html"}
    assert len(list(Path("site").glob("in.*/index.html"))) == 2


def test_pages_that_wait_for_their_edition_toml_are_counted() -> None:
    archive("1998", pages=3)
    toml = Path("in/1998/edition.toml")
    toml.write_text("[newspaper\n", encoding="utf-8")
    said = broadsheet("batch", "in", *BATCH)
    assert said.code == Exit.MATERIAL
    assert "3 pages beside it wait for it" in said.err
    toml.write_text('[newspaper]\ntitle = "河滨日报"\n', encoding="utf-8")
    assert broadsheet("batch", "in", *BATCH).code == Exit.GOOD
    assert sorted(set(states("out").values())) == ["done"]


def test_drafts_of_two_folders_give_their_issues_no_common_id() -> None:
    for folder in ("a", "b"):
        page(f"in/{folder}/page-01.txt", "河滨日报")
        assert broadsheet("init", f"in/{folder}/page-01.txt").code == Exit.GOOD
    said = broadsheet("batch", "in", *BATCH)
    assert said.code == Exit.GOOD, said.err
    assert [row["issue"] for row in rows("out")] == ["in.a", "in.b"]
