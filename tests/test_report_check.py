"""`report --check` reads outputs and inputs again: what is not what the ledger says is named, whatever its size and date."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from archives import archive, everything
from command import Said, broadsheet

from converter.errors import Exit


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def made(*words: str) -> None:
    archive("1998", pages=3)
    Path("in/1998/empty.txt").write_bytes(b"")
    broadsheet("batch", "in", "-o", "out", "--no-entities", "-j", 1, *words)


def check() -> Said:
    before = everything("out")
    said = broadsheet("report", "out", "--check")
    assert everything("out") == before, "it writes nothing"
    return said


@pytest.mark.parametrize("words", [["--only", "tei"], []])
def test_what_is_as_it_was_is_good(words: list[str]) -> None:
    made(*words)
    said = check()
    assert (said.code, said.out, said.err) == (Exit.GOOD, b"", "all files are what the ledger says\n")


def test_bytes_that_changed_under_the_same_size_and_date_are_told() -> None:
    made("--only", "tei")
    for path in (Path("out/in/1998/page-01.xml"), Path("in/1998/page-02.txt")):
        stat, body = path.stat(), bytearray(path.read_bytes())
        body[-5] ^= 1
        path.write_bytes(body)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    Path("out/in/1998/page-03.xml").unlink()
    said = check()
    assert said.code == Exit.MATERIAL
    assert said.out.decode().splitlines() == [
        "out/in/1998/page-01.xml: output is not what it was",
        f"{Path('in/1998/page-02.txt').absolute()}: input is not what it was",
        "out/in/1998/page-03.xml: output is gone",
    ]
    assert said.err == "3 files are not what the ledger says\n"


def test_of_an_edition_all_files_are_compared() -> None:
    made()
    Path("out/in/1998/page-01/html/index.html").write_text("x", encoding="utf-8")
    Path("out/in/1998/page-02/source/page-02.txt").unlink()
    Path("out/in/1998/page-03/broadsheet-manifest.json").write_text("{", encoding="utf-8")
    assert check().out.decode().splitlines() == [
        "out/in/1998/page-01/html/index.html: output is not what it was",
        "out/in/1998/page-02/source/page-02.txt: output is gone",
        "out/in/1998/page-03/broadsheet-manifest.json: output is not what it was",
    ]


def test_an_output_of_an_issue_that_failed_since_is_compared_and_its_input_is_not() -> None:
    made("--only", "tei")
    Path("in/1998/page-01.txt").write_bytes(b"")
    broadsheet("batch", "in", "-o", "out", "--no-entities", "-j", 1, "--only", "tei")
    assert check().code == Exit.GOOD
    Path("out/in/1998/page-01.xml").write_text("by hand", encoding="utf-8")
    assert check().out.decode().splitlines() == ["out/in/1998/page-01.xml: output is not what it was"]


def test_what_is_no_batch_is_told() -> None:
    archive("1998", pages=1)
    said = broadsheet("report", "in", "--check")
    assert said.code == Exit.MISSING
    assert "there is no ledger of a batch" in said.err
