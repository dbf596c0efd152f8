"""Editions on disk: what makes one issue, what a folder holds, what is never overwritten, and the cycle of correcting."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from command import EXAMPLE, broadsheet, program

from converter.errors import Exit
from converter.issue import Choices
from converter.making import run
from converter.plan import plan
from converter.storage.manifest import MANIFEST

PAGE = EXAMPLE / "page-01.txt"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    shutil.copy(PAGE, folder / "page-01.txt")
    monkeypatch.chdir(folder)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def pages(folder: Path, count: int) -> list[str]:
    """Pages that differ, so that each edition does."""
    text = PAGE.read_text(encoding="utf-8")
    names = [f"page-{n:02}.txt" for n in range(1, count + 1)]
    for n, name in enumerate(names):
        (folder / name).write_text(f"第{n + 1}版\n{text[: 4000 + 200 * n]}", encoding="utf-8")
    return names


# --- what an edition is ------------------------------------------------------------------------


def test_an_edition_holds_source_tei_html_report_and_manifest(here: Path) -> None:
    said = broadsheet("build", "page-01.txt")
    assert said.code == Exit.GOOD, said.err
    edition = here / "output" / "page-01"
    names = set(everything(edition))
    assert {"source/page-01.txt", "tei/page-01.xml", "html/index.html", "report.json", MANIFEST} <= names
    assert (edition / "source/page-01.txt").read_bytes() == PAGE.read_bytes()
    manifest = json.loads((edition / MANIFEST).read_text())["files"]
    assert manifest == {name: hashlib.sha256(body).hexdigest() for name, body in everything(edition).items() if name != MANIFEST}
    assert broadsheet("validate", edition).code == Exit.GOOD


def test_the_report_lists_inputs_and_every_notice(here: Path) -> None:
    broadsheet("build", "page-01.txt", "-o", "e")
    report = json.loads((here / "e/report.json").read_text(encoding="utf-8"))
    assert report["inputs"] == [
        {"name": "page-01.txt", "bytes": PAGE.stat().st_size, "sha256": hashlib.sha256(PAGE.read_bytes()).hexdigest()}
    ]
    assert sum(report["counts"].values()) == len(report["notices"])
    assert all({"level", "code", "where", "message"} <= notice.keys() for notice in report["notices"])


def test_the_edition_toml_that_was_used_is_kept(here: Path) -> None:
    shutil.copy(EXAMPLE / "edition.toml", here / "edition.toml")
    broadsheet("build", "page-01.txt", "-o", "e")
    assert (here / "e/edition.toml").read_bytes() == (EXAMPLE / "edition.toml").read_bytes()


def test_options_win_over_edition_toml(here: Path) -> None:
    shutil.copy(EXAMPLE / "edition.toml", here / "edition.toml")
    said = broadsheet("convert", "page-01.txt", "--title", "河滨日报", "--date", "2021-03-04")
    text = said.out.decode()
    assert "河滨日报" in text
    assert 'when="2021-03-04"' in text
    assert broadsheet("convert", "page-01.txt", "--date", "2021-02-30").code == Exit.USAGE


# --- one issue or several ----------------------------------------------------------------------


def test_pages_that_one_edition_toml_lists_are_one_issue(here: Path) -> None:
    names = pages(here, 3)
    (here / "edition.toml").write_text(
        '[edition]\nid = "issue"\n' + "".join(f'[[page]]\nfile = "{name}"\n' for name in (names[1], names[0]))
    )
    said = broadsheet("convert", *names, "-o", "out")
    assert said.code == Exit.USAGE or set(everything(here / "out")) == {"issue.xml", "page-03.xml", MANIFEST}, said.err
    said = broadsheet("build", names[0], names[1], "-o", "e")
    assert said.code == Exit.GOOD, said.err
    text = (here / "e/tei/issue.xml").read_text(encoding="utf-8")
    assert text.index("第2版") < text.index("第1版")  # in the order of the list, not of what was typed


def test_a_label_stays_with_its_page(here: Path) -> None:
    """The second page of a list is not the first one because it is converted alone, nor is a page that the list lacks."""
    names = pages(here, 3)
    listed = "".join(f'[[page]]\nfile = "{name}"\nlabel = "label-{name[5:7]}"\n' for name in names[:2])
    (here / "edition.toml").write_text(listed)
    assert b"label-02" in broadsheet("convert", names[1]).out
    assert b"label-01" not in broadsheet("convert", names[1]).out
    assert b"label-0" not in broadsheet("convert", names[2]).out
    both = broadsheet("convert", names[0], names[1]).out
    assert both.index(b"label-01") < both.index(b"label-02")
    (here / names[0]).write_text("第一版\f第二版\f第三版", encoding="utf-8")
    both = broadsheet("convert", names[0], names[1]).out.decode()
    assert re.search(r'<pb [^>]*facs="#p4"[^>]*n="label-02"|<pb [^>]*n="label-02"[^>]*facs="#p4"', both)


def test_pages_that_nothing_lists_are_issues_of_their_own(here: Path) -> None:
    names = pages(here, 3)
    assert broadsheet("convert", *names, "-o", "out").code == Exit.GOOD
    assert set(everything(here / "out")) == {"page-01.xml", "page-02.xml", "page-03.xml", MANIFEST}


def test_several_issues_need_a_folder(here: Path) -> None:
    names = pages(here, 2)
    for words in (names, [*names, "-o", "both.xml"]):
        said = broadsheet("convert", *words)
        assert said.code == Exit.USAGE
        assert "-o DIR" in said.err
    assert sorted(everything(here)) == names


def test_a_folder_stands_for_its_pages_in_the_order_of_their_numbers(here: Path) -> None:
    folder = here / "issue"
    folder.mkdir()
    for n in (1, 2, 10):
        shutil.copy(PAGE, folder / f"page-{n}.txt")
    (folder / "notes.md").write_text("x")
    assert broadsheet("convert", "issue", "-o", "out").code == Exit.GOOD
    assert set(everything(here / "out")) == {"page-1.xml", "page-2.xml", "page-10.xml", MANIFEST}


def test_a_folder_stands_for_the_pages_that_its_edition_toml_lists(here: Path) -> None:
    folder = here / "issue"
    folder.mkdir()
    for name in ("b.ocr", "a.ocr", "draft.txt"):
        shutil.copy(PAGE, folder / name)
    (folder / "edition.toml").write_text('[edition]\nid = "issue"\n[[page]]\nfile = "b.ocr"\n[[page]]\nfile = "a.ocr"\n')
    said = broadsheet("build", "issue", "-o", "e")
    assert said.code == Exit.GOOD, said.err
    assert sorted(p.name for p in (here / "e/source").iterdir()) == ["a.ocr", "b.ocr"]
    (folder / "a.ocr").unlink()
    assert broadsheet("build", "issue", "-o", "e").code == Exit.MISSING


@pytest.mark.parametrize("name", ["p1", "a1", "x1", "p1-l3", "A1", "newspaper", "machine", "text-types", "app-broadsheet"])
def test_a_name_that_is_an_id_inside_the_file_is_no_trouble(here: Path, name: str) -> None:
    shutil.copy(PAGE, here / f"{name}.txt")
    said = broadsheet("convert", f"{name}.txt", "-o", "out")
    assert said.code == Exit.GOOD, said.err
    assert (here / "out" / f"page-{name.lower()}.xml").exists()


def test_a_name_that_is_no_text_is_given_another(here: Path) -> None:
    name = os.fsdecode(b"page-\xff.txt")
    shutil.copy(PAGE, here / name)
    said = broadsheet("build", name, "-o", "e")
    assert said.code == Exit.GOOD, said.err
    assert [p.name for p in (here / "e/source").iterdir()] == ["page-_.txt"]


def test_pages_of_one_name_in_folders_of_days_do_not_meet(here: Path) -> None:
    for day in ("2021-03-04", "2021-03-05"):
        (here / day).mkdir()
        (here / day / "page-01.txt").write_text(f"{day}\n" + PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    assert broadsheet("convert", "2021-03-04", "2021-03-05", "-o", "out").code == Exit.GOOD
    assert len(everything(here / "out")) == 3


def test_an_issue_of_very_many_pages_has_a_file_for_each(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.issue.MOST_TOGETHER", 2)
    names = pages(here, 3)
    (here / "edition.toml").write_text('[edition]\nid = "issue"\n' + "".join(f'[[page]]\nfile = "{name}"\n' for name in names))
    said = broadsheet("build", *names, "-o", "e")
    assert said.code == Exit.GOOD, said.err
    assert sorted(p.name for p in (here / "e/tei").iterdir()) == ["issue-1.xml", "issue-2.xml", "issue-3.xml"]
    assert sorted(p.name for p in (here / "e/source").iterdir()) == names
    assert (here / "e/html/index.html").exists()
    assert broadsheet("convert", *names).code == Exit.USAGE
    assert broadsheet("convert", *names, "-o", "out").code == Exit.GOOD


def test_a_text_of_very_many_pages_has_a_file_for_each(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.issue.MOST_TOGETHER", 2)
    (here / "issue.txt").write_text("第一版的文字。\f\f第三版的\x01文字。", encoding="utf-8")
    assert broadsheet("build", "issue.txt", "-o", "e").code == Exit.GOOD
    files = sorted((here / "e/tei").iterdir())
    assert [p.name for p in files] == ["issue-1.xml", "issue-2.xml", "issue-3.xml"]
    assert [re.findall('<pb n="(.*?)"', p.read_text(encoding="utf-8")) for p in files] == [["1"], ["2"], ["3"]]
    report = json.loads((here / "e/report.json").read_bytes())
    assert [one["name"] for one in report["inputs"]] == ["issue.txt"]
    assert {"W-READ-02", "W-READ-05"} <= report["counts"].keys()


def test_two_issues_with_one_id_are_told(here: Path) -> None:
    names = pages(here, 2)
    (here / "edition.toml").write_text('[edition]\nid = "issue"\n')
    said = broadsheet("build", *names)
    assert said.code == Exit.USAGE
    assert "[[page]]" in said.err
    assert [p.name for p in (here / "output").iterdir()] == ["issue"]
    assert (here / "output/issue/source/page-01.txt").exists()


def test_one_bad_input_does_not_stop_the_others(here: Path) -> None:
    names = pages(here, 2)
    (here / "bad.txt").write_bytes(b"%PDF-1.4")
    (here / "empty").mkdir()
    said = broadsheet("convert", names[0], "bad.txt", "nowhere.txt", "empty", names[1], "-o", "out")
    assert said.code == Exit.MISSING  # the highest of 0, 3 and 4
    assert set(everything(here / "out")) == {"page-01.xml", "page-02.xml", MANIFEST}
    for word in ("bad.txt", "nowhere.txt", "empty"):
        assert f"error: {word}: " in said.err


def test_order_and_processes_make_no_difference(here: Path) -> None:
    names = pages(here, 5)
    assert broadsheet("build", *names, "-o", "one").code == Exit.GOOD
    assert broadsheet("build", *reversed(names), "-o", "two").code == Exit.GOOD
    said = program("build", "--jobs", 2, *names[2:], *names[:2], "-o", "three", PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C")
    assert said.code == Exit.GOOD, said.err
    assert everything(here / "one") == everything(here / "two") == everything(here / "three")


def test_outcomes_come_in_the_order_of_the_plan(here: Path) -> None:
    names = [Path(name) for name in pages(here, 7)]
    jobs = plan(names[::-1])
    assert jobs == plan(names) == plan([*names, names[0]])
    assert [made.id for made in run(jobs, Choices(), workers=2)] == [name.stem for name in names]


def test_a_bad_input_and_a_fault_in_a_worker_are_told(here: Path) -> None:
    names = pages(here, 2)
    (here / "bad.txt").write_bytes(b"%PDF-1.4")
    said = program("convert", "--jobs", 2, *names, "bad.txt", "-o", "out")
    assert said.code == Exit.UNREADABLE
    assert "error: bad.txt: the PDF is truncated" in said.err
    assert "Traceback" not in said.err


# --- nothing is lost ---------------------------------------------------------------------------


def test_building_again_changes_nothing(here: Path) -> None:
    broadsheet("build", "page-01.txt", "-o", "e")
    before = {p: p.stat().st_mtime_ns for p in (here / "e").rglob("*")}
    said = broadsheet("build", "page-01.txt", "-o", "e")
    assert said.code == Exit.GOOD
    assert "up to date" in said.err
    assert {p: p.stat().st_mtime_ns for p in (here / "e").rglob("*")} == before


def test_a_changed_input_makes_the_edition_anew(here: Path) -> None:
    broadsheet("build", "page-01.txt", "-o", "e")
    old = (here / "e/tei/page-01.xml").read_bytes()
    pages(here, 1)
    assert broadsheet("build", "page-01.txt", "-o", "e").code == Exit.GOOD
    assert (here / "e/tei/page-01.xml").read_bytes() != old


def test_tei_that_a_person_corrected_is_not_overwritten(here: Path) -> None:
    broadsheet("build", "page-01.txt", "-o", "e")
    tei = here / "e/tei/page-01.xml"
    tei.write_bytes(tei.read_bytes().replace(b"</TEI>", b"<!-- mine --></TEI>"))
    corrected, before = tei.read_bytes(), everything(here / "e")
    said = broadsheet("build", "page-01.txt", "-o", "e")
    assert said.code == Exit.USAGE
    assert "page-01.xml" in said.err
    assert "--force" in said.err
    assert everything(here / "e") == before
    said = broadsheet("build", "page-01.txt", "-o", "e", "--force")
    assert said.code == Exit.GOOD
    assert "kept e/tei/page-01.xml.bak" in said.err
    assert (here / "e/tei/page-01.xml.bak").read_bytes() == corrected


def test_the_edition_of_another_page_is_not_replaced(here: Path) -> None:
    (here / "b").mkdir()
    (here / "b" / "page-02.txt").write_text("另一版的文字。" * 20, encoding="utf-8")
    broadsheet("build", "page-01.txt", "-o", "e")
    before = everything(here / "e")
    said = broadsheet("build", "b/page-02.txt", "-o", "e")
    assert said.code == Exit.USAGE
    assert "page-01.txt" in said.err
    assert everything(here / "e") == before
    assert broadsheet("build", "b/page-02.txt", "-o", "e", "--force").code == Exit.GOOD


def test_a_part_does_not_replace_the_whole(here: Path) -> None:
    names = pages(here, 3)
    (here / "edition.toml").write_text('[edition]\nid = "issue"\n' + "".join(f'[[page]]\nfile = "{name}"\n' for name in names))
    assert broadsheet("build", *names[:2], "-o", "e").code == Exit.GOOD
    assert broadsheet("build", *names, "-o", "e").code == Exit.GOOD  # a page more is the same issue
    before = everything(here / "e")
    said = broadsheet("build", names[1], "-o", "e")
    assert said.code == Exit.USAGE
    assert "page-01.txt, page-03.txt, which are not among the inputs" in said.err
    assert everything(here / "e") == before
    (here / names[0]).rename(here / "page-1.txt")
    (here / "edition.toml").write_text((here / "edition.toml").read_text().replace("page-01.txt", "page-1.txt"))
    assert broadsheet("build", "page-1.txt", *names[1:], "-o", "e").code == Exit.GOOD  # another name is the same page


@pytest.mark.parametrize("name", ["page.xml", "page.tei"])
def test_convert_does_not_overwrite(here: Path, name: str) -> None:
    (here / name).write_text("mine")
    said = broadsheet("convert", "page-01.txt", "-o", name)
    assert said.code == Exit.USAGE
    assert (here / name).read_text() == "mine"
    assert broadsheet("convert", "page-01.txt", "-o", name, "--force").code == Exit.GOOD
    assert (here / f"{name}.bak").read_text() == "mine"


def test_init_drafts_what_the_page_tells_and_never_overwrites(here: Path) -> None:
    said = broadsheet("init", "page-01.txt")
    assert said.code == Exit.GOOD, said.err
    draft = (here / "edition.toml").read_bytes()
    assert b"page-01.txt" in draft
    assert b"#" in draft  # commented
    assert broadsheet("init", "page-01.txt").code == Exit.USAGE
    assert (here / "edition.toml").read_bytes() == draft
    assert broadsheet("build", "page-01.txt", "-o", "e").code == Exit.GOOD  # what it drafts is good to build with


# --- correct, validate, publish ----------------------------------------------------------------


def test_the_cycle_of_correcting(here: Path) -> None:
    broadsheet("build", "page-01.txt", "-o", "e")
    tei, html = here / "e/tei/page-01.xml", here / "e/html"
    text = tei.read_text(encoding="utf-8")
    before_text, body = text.split("<body>")
    tei.write_text(f"{before_text}<body>{body.replace('吕梁', '河滨')}", encoding="utf-8")  # loses characters of the source
    said = broadsheet("validate", "e")
    assert said.code == Exit.MATERIAL
    assert "E-CON" in said.out.decode()
    tei.write_text(text.replace("</body>", "<!-- read by a person --></body>"), encoding="utf-8")
    assert broadsheet("validate", "e").code == Exit.GOOD
    before = everything(html)
    assert broadsheet("publish", "e").code == Exit.GOOD
    now = everything(html)
    assert {path for path in now if now[path] != before.get(path)} == {"index.xml"}  # a comment is not for readers
    assert now.keys() == before.keys()
    before = now
    marked = text.replace("<p ", '<p xml:lang="zh-Hant" ', 1)
    tei.write_text(marked, encoding="utf-8")
    assert broadsheet("publish", tei).code == Exit.GOOD
    assert everything(html) != before
    assert tei.read_text(encoding="utf-8") == marked
    assert broadsheet("build", "page-01.txt", "-o", "e").code == Exit.USAGE  # the correction is still known to be one


def test_publish_takes_tei_from_anywhere(here: Path) -> None:
    names = pages(here, 2)
    broadsheet("convert", *names, "-o", "tei")
    said = broadsheet("publish", "tei/page-01.xml", "tei/page-02.xml", "-o", "site")
    assert said.code == Exit.GOOD, said.err
    assert (here / "site/index.html").exists()
    assert broadsheet("publish", "tei", "-o", "site").code == Exit.GOOD
    (here / "site/index.html").write_text("mine")
    assert broadsheet("publish", "tei", "-o", "site").code == Exit.USAGE
    assert (here / "site/index.html").read_text() == "mine"


def test_a_stylesheet_of_the_users(here: Path) -> None:
    broadsheet("convert", "page-01.txt", "-o", "page.xml")
    (here / "own.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><html><p>own</p></html>'
        "</xsl:template></xsl:stylesheet>"
    )
    assert broadsheet("publish", "page.xml", "-o", "site", "--stylesheet", "own.xsl").code == Exit.GOOD
    assert any("own" in p.read_text() for p in (here / "site").glob("*.html"))
    (here / "own.xsl").write_text("<xsl:stylesheet")
    said = broadsheet("publish", "page.xml", "-o", "site2", "--stylesheet", "own.xsl")
    assert said.code not in (Exit.GOOD, Exit.BUG)
    assert "own.xsl" in said.err
    assert not (here / "site2").exists()


def test_the_umask_does_not_change_bytes(here: Path) -> None:
    old = os.umask(0o077)
    try:
        broadsheet("build", "page-01.txt", "-o", "one")
    finally:
        os.umask(old)
    broadsheet("build", "page-01.txt", "-o", "two")
    assert everything(here / "one") == everything(here / "two")


def test_a_file_of_several_issues_loses_none_also_of_one_day(here: Path) -> None:
    days = [("甲报", "2021-03-05"), ("乙报", "2021-03-05"), ("甲报", "2021-03-06"), ("甲报", None)]
    records = [{"newspaper": paper, "headline": f"{paper}{day}", "body": "文。", **({"date": day} if day else {})} for paper, day in days]
    (here / "a.jsonl").write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    assert broadsheet("convert", "a.jsonl", "-o", "out", "--no-entities").code == Exit.GOOD
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (here / "out").glob("*.xml")}
    assert sum("乙报2021-03-05" in text for text in texts.values()) == 1
    assert sum(re.search("甲报2021-03-05</head>", text) is not None for text in texts.values()) == 1
    assert "page-a-2021-03-06" in texts or "a-2021-03-06" in texts
