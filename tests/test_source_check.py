"""An edition is held to its own source: digests, and the lines of sourceDoc; nothing else is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import EXAMPLE, broadsheet

import converter
import converter.readers.pdf
from converter.errors import Exit
from converter.source_check import check_file

TEXT = "本报讯 第一行的文字。\n\n第二行的文字，下接\n第三行。\n"


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(TEXT + "\f另一版的文字。\n", encoding="utf-8")
    assert broadsheet("build", "-q", "page.txt", "-o", "e").code == Exit.GOOD
    return tmp_path / "e"


def tei_of(edition: Path) -> Path:
    return edition / "tei/page.xml"


def change(path: Path, old: str, new: str, count: int = 1) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def codes(edition: Path) -> list[tuple[str, str]]:
    path = tei_of(edition)
    return [(notice.code, notice.where) for notice in check_file(path, path.read_bytes()).notices]


def test_what_was_converted_agrees_with_its_source(edition: Path) -> None:
    path = tei_of(edition)
    assert check_file(path, path.read_bytes()).against_source
    assert codes(edition) == []


def test_the_example_agrees_with_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert broadsheet("build", "-q", EXAMPLE / "page-01.txt", "-o", "e").code == Exit.GOOD
    said = broadsheet("validate", "-v", "e")
    assert (said.code, said.out) == (Exit.GOOD, b"valid\n")
    assert "against sourceDoc only" not in said.err


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *((encoding, "記者報的是一行文字。\n有人在大會上說。\n") for encoding in ("gb18030", "utf-16", "big5", "utf-8")),
        ("latin-1", "Ein Blatt für Bürger.\nGröße und Maß.\n"),  # its bytes alone do not tell it
        ("cp1252", "ZÃ¼ge um Züge.\n".replace("ü", "Ã¼")),  # they tell another
    ],
)
def test_a_source_of_another_encoding_is_read_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, text: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_bytes(text.encode(encoding))
    assert broadsheet("build", "-q", "page.txt", "--encoding", encoding, "-o", "e").code == Exit.GOOD
    assert codes(tmp_path / "e") == []
    change(tei_of(tmp_path / "e"), text[:3], "改")
    assert codes(tmp_path / "e") == [("E-SRC-02", "p1-l1")]


def test_a_changed_source_is_another_file(edition: Path) -> None:
    change(edition / "source/page.txt", "第二行", "第貳行")
    assert codes(edition) == [("E-SRC-01", "page.txt")]
    assert broadsheet("validate", edition).code == Exit.MATERIAL


def test_where_one_of_several_sources_changed_no_line_of_the_others_is_blamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for n in (1, 2):
        (tmp_path / f"{n}.txt").write_text(f"第{n}版的文字。", encoding="utf-8")
    (tmp_path / "edition.toml").write_text('[edition]\nid = "page"\n[[page]]\nfile = "1.txt"\n[[page]]\nfile = "2.txt"\n')
    assert broadsheet("build", "-q", ".", "-o", "e").code == Exit.GOOD
    assert codes(tmp_path / "e") == []
    change(tmp_path / "e/source/1.txt", "版", "面")
    assert codes(tmp_path / "e") == [("E-SRC-01", "1.txt")]


@pytest.mark.parametrize("old", ["第二行的文字", "第三行"])
def test_a_changed_line_of_source_doc_is_told_with_its_line_and_the_text_is_not_blamed(edition: Path, old: str) -> None:
    path = tei_of(edition)
    change(path, old, "改了")  # the first place is in sourceDoc
    (found,) = check_file(path, path.read_bytes()).notices
    assert found.code == "E-SRC-02"
    assert old in (found.expected or "")
    assert "改了" in path.read_text(encoding="utf-8").split("\n")[(found.line or 0) - 1]
    assert [notice.code for notice in converter.validate(path)] == ["E-SRC-02"]
    assert [notice.code for notice in converter.validate(path.read_bytes())] == ["E-CON-01"]  # nothing lies beside bytes


def test_a_line_that_source_doc_lacks_or_adds_is_told(edition: Path) -> None:
    path = tei_of(edition)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'\s*<line xml:id="p1-l4".*?</line>', "", text), encoding="utf-8")
    assert ("E-SRC-02", "p1-l4") in codes(edition)
    path.write_text(text.replace("</surface>", '<line xml:id="p1-l9" n="9">多</line></surface>', 1), encoding="utf-8")
    assert ("E-SRC-02", "p1-l9") in codes(edition)


def test_white_space_is_no_text_and_of_very_many_lines_fifty_are_told(edition: Path) -> None:
    path = tei_of(edition)
    change(path, "，下接</line>", "，\n 下接\n</line>")
    assert codes(edition) == []
    lines = "".join(f'<line xml:id="p1-l{n}" n="{n}">多</line>' for n in range(100, 200))
    change(path, "</surface>", lines + "</surface>")
    assert [code for code, _ in codes(edition)].count("E-SRC-02") == 50


def test_a_page_that_source_doc_lacks_is_told(edition: Path) -> None:
    path = tei_of(edition)
    (edition / "source/page.txt").write_text(TEXT + "\f另一版的文字。\n\f三\n", encoding="utf-8")
    text = re.sub(r'<idno type="sha256">.*?</idno>', "", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    assert ("E-SRC-02", "sourceDoc") in codes(edition)


def test_where_the_source_is_not_there_it_is_said(edition: Path) -> None:
    (edition / "source/page.txt").unlink()
    said = broadsheet("validate", "-v", tei_of(edition))
    assert (said.code, said.out) == (Exit.GOOD, b"valid\n")
    assert "conservation was checked against sourceDoc only" in said.err
    assert "sourceDoc only" not in broadsheet("validate", tei_of(edition)).err


@pytest.mark.parametrize("target", ["../source/../secret.txt", "/etc/hostname", "../secret.txt", "../source/%2e%2e/secret.txt"])
def test_no_other_file_is_read(edition: Path, target: str) -> None:
    (edition / "secret.txt").write_text("secret", encoding="utf-8")
    path = tei_of(edition)
    change(path, 'target="../source/page.txt"', f'target="{target}"')
    checked = check_file(path, path.read_bytes())
    assert not checked.against_source
    assert not [notice for notice in checked.notices if notice.code.startswith("E-SRC")]


def test_each_page_of_a_large_issue_is_held_to_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("converter.issue.MOST_TOGETHER", 1)
    (tmp_path / "page.txt").write_text("第一版的文字。\f第二版的文字。\f第三版的文字。", encoding="utf-8")
    assert broadsheet("build", "-q", "page.txt", "-o", "e").code == Exit.GOOD
    assert broadsheet("validate", "e").code == Exit.GOOD
    change(tmp_path / "e/tei/page-2.xml", "第二版的文字", "第二版的字")
    path = tmp_path / "e/tei/page-2.xml"
    assert [notice.code for notice in check_file(path, path.read_bytes()).notices] == ["E-SRC-02"]


SHEETS = Path(__file__).parent / "layouts"


def test_a_pdf_agrees_with_its_edition_and_a_changed_line_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert broadsheet("build", "-q", SHEETS / "jump.pdf", "-o", "e").code == Exit.GOOD
    path = tmp_path / "e/tei/jump.xml"
    checked = check_file(path, path.read_bytes())
    assert checked.against_source
    assert checked.notices == ()
    line = re.search(r'<line xml:id="(p2-l\d+)"[^>]*>[^<]{4}', path.read_text(encoding="utf-8"))
    assert line
    change(path, line[0], line[0][:-1] + "改")
    assert [(note.code, note.where) for note in check_file(path, path.read_bytes()).notices] == [("E-SRC-02", line[1])]


@pytest.mark.shared
def test_an_issue_of_several_files_agrees_with_them(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    mets = next((shared / "pages/luxembourg").glob("*-mets.xml"))
    assert broadsheet("build", "-q", mets, "-o", "e").code == Exit.GOOD
    (path,) = (tmp_path / "e/tei").iterdir()
    assert check_file(path, path.read_bytes()).against_source
    assert [note for note in check_file(path, path.read_bytes()).notices if note.level == "error"] == []
    (tmp_path / "e/source/text").rename(tmp_path / "e/source/elsewhere")
    assert not check_file(path, path.read_bytes()).against_source


def test_of_several_issues_in_one_file_each_edition_is_held_to_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    records = [
        f'{{"headline": "老桥通车{n}", "date": "2021-03-0{n}", "newspaper": "山城日报", "body": "昨日{n}，老桥通车。"}}' for n in (1, 2)
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(records) + "\n", encoding="utf-8")
    assert broadsheet("build", "-q", "articles.jsonl", "-o", "e").code == Exit.GOOD
    paths = sorted((tmp_path / "e").rglob("tei/*.xml"))
    assert len(paths) == 2
    for path in paths:
        checked = check_file(path, path.read_bytes())
        assert checked.against_source
        assert [note for note in checked.notices if note.level == "error"] == []
    change(paths[1], "老桥通车2", "老桥通车3")
    assert [note.code for note in check_file(paths[1], paths[1].read_bytes()).notices if note.code == "E-SRC-02"] == ["E-SRC-02"]


@pytest.mark.parametrize(
    "target",
    [
        "../source/../secret.txt",
        "../source/a/../../secret.txt",
        "../secret.txt",
        "../source/",
        "../source/%2e%2e/secret.txt",
        "../source/link.txt",
    ],
)
def test_nothing_outside_of_the_sources_is_read(edition: Path, target: str) -> None:
    (edition / "secret.txt").write_text(TEXT, encoding="utf-8")
    (edition / "source/link.txt").symlink_to(edition / "secret.txt")
    change(tei_of(edition), "../source/page.txt", target)
    assert not check_file(tei_of(edition), tei_of(edition).read_bytes()).against_source


def test_of_a_pdf_of_very_many_pages_each_file_is_held_to_its_own_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    monkeypatch.chdir(tmp_path)
    sheet = canvas.Canvas("long.pdf", pagesize=(200, 200))
    for n in range(1, 67):
        sheet.drawString(20, 150, f"The story of page {n} begins here")
        sheet.drawString(20, 136, "and it ends in the second line.")
        sheet.showPage()
    sheet.save()
    assert broadsheet("build", "-q", "long.pdf", "-o", "e").code == Exit.GOOD
    path = tmp_path / "e/tei/long-17.xml"
    asked: list[object] = []
    reading = converter.readers.pdf.read_pdf
    monkeypatch.setattr("converter.readers.pdf.read_pdf", lambda *given, **more: asked.append(more["only"]) or reading(*given, **more))
    checked = check_file(path, path.read_bytes())
    assert checked.against_source
    assert checked.notices == ()
    assert asked == [range(17, 18)]
    change(path, "second line", "third line")  # then all are read: it may be another page
    assert {note.code for note in check_file(path, path.read_bytes()).notices} == {"E-SRC-02"}
    assert asked[1:] == [range(17, 18), None]
