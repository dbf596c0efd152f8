"""Nothing is passed over in silence: what is no page is counted by ending and told, and a link to a page that is not there is a failure."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from archives import archive, page, rows, states
from command import Said, broadsheet

from converter.errors import Exit
from converter.gathering import gather
from converter.passed_over import NO_ENDING, NO_FILE, OTHERS, PassedOver


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def batch(*words: object) -> Said:
    return broadsheet("batch", *words, "-o", "out", "--only", "tei", "--no-entities", "-j", 1)


def passed(*named: str, known: tuple[Path, ...] = ()) -> dict[str, tuple[int, str]]:
    """ending -> how many, the first below the current folder."""
    found = PassedOver(known)
    list(gather(named, None, Path.cwd(), Path("out"), found))
    top = f"{Path.cwd()}/"
    return {kind.ending: (kind.files, kind.first.removeprefix(top)) for kind in found.kinds()}


def put(*names: str, body: bytes = b"x") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(body)


def test_what_is_no_page_is_counted_by_ending_told_and_kept() -> None:
    archive("1998", pages=1)
    put(*(f"in/1998/scan-{n:02}.JPG" for n in range(12)), "in/1998/page-02.txt.gz", "in/1998/a/b.docx", "in/1998/LICENSE")
    put("in/1998/page-02.xml", body=b'<?xml version="1.0"?><catalogue/>')
    said = batch("in")
    assert said.code == Exit.GOOD
    top = Path.cwd() / "in/1998"
    line = (
        f"16 files were passed over: 12 .jpg (first: {top}/scan-00.JPG), 1 .docx ({top}/a/b.docx), 1 .gz ({top}/page-02.txt.gz),"
        f" 1 .xml ({top}/page-02.xml), 1 without an ending ({top}/LICENSE)"
    )
    assert said.err.splitlines()[:3] == ["1 issue to do: 1 new", line, "1 issue done"]
    assert said.err.count("passed over") == 1
    kept = {row["ending"]: row["files"] for row in rows("out", "SELECT * FROM passed_over WHERE run = 1")}
    assert kept == {".jpg": 12, ".docx": 1, ".gz": 1, ".xml": 1, NO_ENDING: 1}
    assert batch("in").err.splitlines() == ["nothing to do", "1 done before", line]


def test_what_belongs_to_a_page_is_ours_or_is_hidden_is_not_passed_over() -> None:
    page("in/page-01.txt")
    put("in/page-01.jpg", "in/.DS_Store", "in/broadsheet-batch.sqlite-wal", "in/.git/config", "in/list.csv")
    put("in/people.csv", body=b"name,type,id\n")
    Path("in/edition.toml").write_text('[[authority]]\nfile = "people.csv"\n', encoding="utf-8")
    assert passed("in", known=(Path("in/list.csv"),)) == {}
    assert passed("in") == {".csv": (1, "in/list.csv")}


def test_images_belong_to_a_page_of_their_name_or_to_articles_that_may_name_them() -> None:
    page("in/ocr/0001.alto.txt")
    put("in/ocr/0001.jpg", "in/ocr/0001.alto.tif", "in/ocr/0002.jpg", "in/articles/dam.jpg", "in/articles/pictures/bridge.png")
    Path("in/articles/one.json").write_text('{"headline": "河滨桥通车", "articleBody": "河滨桥昨日通车。"}', encoding="utf-8")
    assert passed("in") == {".jpg": (1, "in/ocr/0002.jpg")}


def test_what_an_edition_toml_lists_in_other_folders_is_not_passed_over_and_what_it_does_not_list_is() -> None:
    archive("1998/pages", pages=2)
    put("in/1998/page-03.txt")
    Path("in/1998/edition.toml").write_text('[[page]]\nfile = "pages/page-01.txt"\n', encoding="utf-8")
    Path("in/1998/pages/page-02.txt").unlink()
    assert passed("in") == {".txt": (1, "in/1998/page-03.txt")}


@pytest.mark.parametrize(("place", "told"), [("in", True), ("in/1998", False), ("in/1998/01", False), ("in/empty", True)])
def test_an_edition_toml_that_reaches_no_page_is_told(place: str, told: bool) -> None:
    archive("1998/01", pages=1)
    put("in/empty/a.gif")
    toml = Path(place, "edition.toml")
    toml.write_text('[newspaper]\ntitle = "河滨日报"\n', encoding="utf-8")
    found = {".gif": (1, "in/empty/a.gif")}
    assert passed("in") == (found | {"edition.toml": (1, str(toml))} if told else found)
    assert passed("in", known=(toml,)) == found
    stated = [task.metadata_file for task, _ in gather(["in"], None, Path.cwd())]
    assert stated == [None if told else str(toml.absolute())]


def test_one_that_is_wrong_is_a_failure_and_no_more() -> None:
    archive("1998/01", pages=1)
    Path("in/1998/01/edition.toml").write_text("[newspaper", encoding="utf-8")
    assert passed("in") == {}


def test_a_folder_that_is_named_twice_is_counted_once() -> None:
    archive("1998", pages=1)
    put("in/1998/a.gif", "in/b.gif")
    for named in (["in", "in/1998"], ["in/1998", "in"], ["in", "in"]):
        assert passed(*named) == {".gif": (2, "in/b.gif" if named[0] == "in" else "in/1998/a.gif")}, named


def test_the_memory_of_a_search_does_not_grow_with_endings() -> None:
    archive("1998", pages=1)
    put(*(f"in/1998/a.x{n}" for n in range(200)), "in/1998/b.a long ending")
    found = passed("in")
    assert len(found) == 51
    assert found[OTHERS][0] == 151


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_that_is_called_as_a_page_is_told_as_no_file() -> None:
    archive("1998", pages=1)
    os.mkfifo("in/1998/page-02.txt")
    assert passed("in") == {NO_FILE: (1, "in/1998/page-02.txt")}


@pytest.mark.parametrize(
    ("name", "target", "told", "hint"),
    [
        (
            "page-02.txt",
            ".git/annex/objects/x/y/page-02.txt",
            "is a link to .git/annex/objects/x/y/page-02.txt",
            "git annex get page-02.txt",
        ),
        ("page-02.xml", "../gone.xml", "is a link to ../gone.xml, which is not there", "put the file back"),
        ("1999", "/nowhere/1999", "is a link to /nowhere/1999", "put the file back"),
        ("edition.toml", ".git/annex/objects/t", "is a link to .git/annex/objects/t", "git annex get edition.toml"),
        ("page-02.txt", "page-02.txt", "is a symbolic link that leads to itself", "name the file itself"),
    ],
)
def test_a_link_to_a_page_that_is_not_there_is_a_failure(name: str, target: str, told: str, hint: str) -> None:
    archive("1998", pages=1)
    link = Path("in/1998") / name
    link.symlink_to(target)
    said = batch("in")
    assert said.code == Exit.MATERIAL
    assert f"{link.absolute()}: E-BAT-0" in said.err
    assert told in said.err
    (row,) = rows("out", "SELECT * FROM tasks WHERE state = 'failed'")
    assert hint in row["hint"]
    link.unlink()
    page(str(link)) if name != "edition.toml" else link.write_text("", encoding="utf-8")
    assert batch("in").code == Exit.GOOD
    assert set(states("out").values()) == {"done"}


def test_other_links_to_nothing_are_passed_over_as_the_files_would_be() -> None:
    archive("1998", pages=1)
    Path("in/1998/scan.jpg").symlink_to(".git/annex/objects/scan.jpg")
    Path("in/1998/notes.docx").symlink_to("gone.docx")
    assert passed("in") == {".docx": (1, "in/1998/notes.docx"), ".jpg": (1, "in/1998/scan.jpg")}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 5\n", "git lfs pull"),
        (b"/annex/objects/MD5E-s5--0c.txt\n", "git annex get"),
    ],
)
def test_what_stands_for_a_file_that_was_not_fetched_is_no_page(body: bytes, told: str) -> None:
    put("in/page-01.txt", body=body)
    assert batch("in").code == Exit.MATERIAL
    (row,) = rows("out")
    assert row["error"] == "E-BAT-04"
    assert told in row["hint"]


def test_archives_are_counted_as_folders_are() -> None:
    pytest.importorskip("fsspec", reason="the extra cloud is not installed")
    archive("1998", pages=1)
    put("in/1998/scan.tif", "in/1998/more/readme.nfo")
    with zipfile.ZipFile("papers.zip", "w") as packed:
        for path in sorted(path for path in Path("in").rglob("*") if path.is_file()):
            packed.write(path)
    found = passed("zip://::papers.zip")
    assert {ending: files for ending, (files, _) in found.items()} == {".tif": 1, ".nfo": 1}
    assert found[".tif"][1].startswith("zip://in/1998/scan.tif::")
