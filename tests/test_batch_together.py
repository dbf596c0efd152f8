"""`batch --together`: the pages of a folder are one issue, which grows and shrinks with its folder, and never mixes with pages made one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from archives import archive, everything, page, rows, states
from command import Said, broadsheet

from converter.errors import Exit


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def batch(*words: object) -> Said:
    return broadsheet("batch", *words, "-o", "out", "--only", "tei", "--no-entities", "-j", 1, "--together")


def tei(name: str) -> str:
    return everything("out")[name].decode()


def test_a_folder_is_an_issue_with_its_pages_in_the_order_of_their_numbers() -> None:
    archive("1998/01/04", "1998/01/05", pages=2)
    page("in/1998/01/04/page-010.txt", "the tenth")
    Path("in/1998/01/05/edition.toml").write_text('[newspaper]\ntitle = "河滨日报"\n[issue]\ndate = "1998-01-05"\n', encoding="utf-8")
    said = batch("in")
    assert said.code == Exit.GOOD, said.err
    assert "2 issues to do: 2 new\n" in said.err
    assert list(everything("out")) == ["in/1998/01/04.xml", "in/1998/01/05.xml"]
    first, second = tei("in/1998/01/04.xml"), tei("in/1998/01/05.xml")
    assert (first.count("<pb "), second.count("<pb ")) == (3, 2)
    assert first.index("page-01.txt") < first.index("page-02.txt") < first.index("page-010.txt")
    assert 'xml:id="in.1998.01.04"' in first
    assert "河滨日报" in second
    assert "1998-01-05" in second
    assert batch("in").err.startswith("nothing to do\n2 done before\n")


def test_it_grows_and_shrinks_with_its_folder() -> None:
    archive("04", pages=1)
    batch("in")
    assert states("out") == {"in/04": "done"}
    page("in/04/page-02.txt")
    assert "1 issue to do: 1 changed since" in batch("in").err
    assert tei("in/04.xml").count("<pb ") == 2
    Path("in/04/page-01.txt").unlink()
    assert "1 issue to do: 1 changed since" in batch("in").err
    assert tei("in/04.xml").count("<pb ") == 1
    assert states("out") == {"in/04": "done"}


def test_the_folder_where_the_command_is_typed_has_its_own_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    archive("04")
    monkeypatch.chdir(tmp_path / "in/04")
    broadsheet("batch", ".", "-o", "../../out", "--only", "tei", "--no-entities", "-j", 1, "--together")
    assert list(everything("../../out")) == ["04.xml"]


def test_files_that_are_named_are_put_together_by_folder() -> None:
    archive("04", "05")
    said = batch("in/*/page-*.txt")
    assert said.code == Exit.GOOD, said.err
    assert states("out") == {"in/04": "done", "in/05": "done"}


def test_two_formats_are_two_issues_and_articles_and_lists_stay_as_they_are() -> None:
    archive("04", "05")
    page("in/04/a.md").write_text("---\ntitle: 河滨桥通车\n---\n河滨桥昨日通车。\n", encoding="utf-8")
    for n in (1, 2):
        page(f"in/04/page-0{n}.hocr").write_text(HOCR, encoding="utf-8")
    Path("in/05/edition.toml").write_text('[[page]]\nfile = "page-01.txt"\n', encoding="utf-8")
    batch("in")
    assert states("out") == {"in/04-hocr": "done", "in/04-text": "done", "in/04/a": "done", "in/05/edition": "done"}


HOCR = """<!DOCTYPE html><html><head><title>x</title></head><body><div class="ocr_page" title="bbox 0 0 900 900">
<p class="ocr_par"><span class="ocr_line" title="bbox 10 10 500 40"><span class="ocrx_word" title="bbox 10 10 500 40">Neues</span></span></p>
</div></body></html>"""


def test_a_heap_of_pages_is_no_issue() -> None:
    for n in range(401):
        page(f"in/heap/{n}.txt")
    said = batch("in")
    assert said.code == Exit.MATERIAL
    assert "holds 401 pages, which are more than one issue" in said.err
    assert states("out") == {"in/heap": "failed"}


@pytest.mark.parametrize("first", [["--together"], []])
def test_whole_folders_and_single_pages_do_not_come_into_one_folder(first: list[str]) -> None:
    archive("04")
    words = ("batch", "in", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    broadsheet(*words, *first)
    before = everything("out")
    said = broadsheet(*words, *([] if first else ["--together"]))
    assert said.code == Exit.USAGE
    assert ("add --together" if first else "leave --together out") in said.err
    assert everything("out") == before
    assert not rows("out", "SELECT * FROM departed")


def test_an_edition_never_comes_around_others() -> None:
    archive("04")
    words = ("-o", "out", "--no-entities", "-j", 1)
    Path("in/04/edition.toml").write_text('[[page]]\nfile = "page-01.txt"\n', encoding="utf-8")
    broadsheet("batch", "in", *words, "--together")
    Path("in/04/edition.toml").unlink()
    before = everything("out")
    said = broadsheet("batch", "in", *words, "--together")
    assert "E-BAT-10 would have the edition in/04/edition in it" in said.err
    assert everything("out") == before
