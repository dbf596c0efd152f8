"""What is beside the issues in a report: files passed over, the same page twice, outputs that are of an earlier state or of nothing any more."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from archives import archive, page
from command import Said, broadsheet
from ledgers import ledger_of
from lxml import html

from converter.errors import Exit
from converter.ledger.schema import open_to_read, open_to_write
from converter.report.twins import prepare, twins


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def batch(*words: object) -> Said:
    return broadsheet("batch", *words, "-o", "out", "--only", "tei", "--no-entities", "-j", 1)


def told() -> dict[str, Any]:
    assert broadsheet("report", "out", "--format", "json").code == Exit.GOOD
    found = json.loads(Path("out/broadsheet-report/figures.json").read_bytes())
    assert isinstance(found, dict)
    return found


def issues() -> dict[str, dict[str, str]]:
    assert broadsheet("report", "out", "--format", "csv").code == Exit.GOOD
    text = Path("out/broadsheet-report/csv/issues-001.csv").read_bytes().decode("utf-8-sig")
    return {row["key"]: row for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)}


def words() -> str:
    assert broadsheet("report", "out").code == Exit.GOOD
    root = html.fromstring(Path("out/broadsheet-report/index.html").read_bytes())
    return " ".join(str(root.find(".//main").text_content()).split())


def test_files_that_were_passed_over_are_in_the_report() -> None:
    archive("1998", pages=1)
    for name in ("a.jpg", "b.jpg", "c.gz"):
        Path("in/1998", name).write_bytes(b"x")
    batch("in")
    first = str(Path("in/1998/a.jpg").absolute())
    assert told()["passed_over"][0] == {"ending": ".jpg", "files": 2, "first": first}
    assert "3 files among the inputs of the last run are no page" in words()
    assert first in words()
    batch("in/1998/page-01.txt")
    assert told()["passed_over"] == []


def test_the_head_figures_say_the_truth_after_a_correction() -> None:
    archive("1998")
    Path("m.csv").write_text("file,issue\nin/1998/page-01.txt,a\nin/1998/page-02.txt,b,too much\n", encoding="utf-8")
    assert batch("--manifest", "m.csv").code == Exit.MATERIAL
    assert "1 of 2 issues are done" in words()
    Path("m.csv").write_text("file,issue\nin/1998/page-01.txt,a\nin/1998/page-02.txt,b\n", encoding="utf-8")
    assert batch("--manifest", "m.csv").code == Exit.GOOD
    assert "2 of 2 issues are done" in words()
    assert "--retry failed" not in words()


def test_what_departed_counts_apart_with_its_output() -> None:
    archive("1998")
    batch("in")
    Path("in/1998/page-02.txt").rename("in/1998/page-03.txt")
    batch("in")
    found = told()
    assert {group["state"]: group["issues"] for group in found["groups"]} == {"done": 2, "failed": 0, "waiting": 0}
    assert found["departed"] == 1
    assert found["departed_first"][0]["output"] == "in/1998/page-02.xml"
    assert "1 issue of earlier runs is not found where it was; the outputs stay." in words()
    assert {key: row["departed"] for key, row in issues().items()} == {"in/1998/page-01": "", "in/1998/page-02": "1", "in/1998/page-03": ""}


def test_parts_of_an_archive_in_one_folder_count_together() -> None:
    archive("1998", "1999")
    batch("in/1998")
    batch("in/1999")
    found = told()
    assert (found["groups"][0]["issues"], found["left"], found["departed"]) == (4, 2, 0)


def test_an_output_of_an_earlier_state_is_told_at_the_end_and_in_the_report() -> None:
    archive("1998")
    assert "earlier state" not in batch("in").err
    Path("in/1998/page-01.txt").write_bytes(b"%PDF-1.4 and no more")
    Path("in/1998/page-03.pdf").write_bytes(b"%PDF-1.4 and no more")
    said = batch("in")
    assert "1 of them keeps the output of an earlier state, which is not that of the input now" in said.err
    found = told()
    assert (found["overtaken"], [one["key"] for one in found["overtaken_first"]]) == (1, ["in/1998/page-01"])
    assert [[one["issue"]["output"] for one in reason["first"]] for reason in found["reasons"]] == [["in/1998/page-01.xml", None]]
    assert "1 of them keeps the output of an earlier state." in words()
    rows = issues()
    assert (rows["in/1998/page-01"]["earlier_output"], rows["in/1998/page-01"]["output"]) == ("in/1998/page-01.xml", "")
    assert rows["in/1998/page-02"]["earlier_output"] == ""


def test_the_same_page_more_than_once_is_listed_and_its_metadata_are_no_page() -> None:
    for name in ("a", "b", "c", "d"):
        page(f"in/{name}.txt", "same" if name < "c" else name)
    Path("in/edition.toml").write_text('[newspaper]\ntitle = "x"\n', encoding="utf-8")
    page("in/sub/e.txt", "d")
    assert batch("in").code == Exit.GOOD
    found = told()
    assert found["twin_groups"] == 2
    assert [[one["key"] for one in group["first"]] for group in found["twins"]] == [["in/a", "in/b"], ["in/d", "in/sub/e"]]
    assert "2 pages are among the inputs more than once" in words()
    assert {key: row["same_as"] for key, row in issues().items() if row["same_as"]} == {"in/b": "in/a", "in/sub/e": "in/d"}


def test_what_is_looked_up_for_twins_does_not_grow_with_the_square(tmp_path: Path) -> None:
    def seconds(number: int) -> float:
        folder = ledger_of(tmp_path / str(number), number)
        writing = open_to_write(folder)
        writing.execute("INSERT INTO read SELECT id, json_extract(inputs, '$[0]'), 1, 1, 'd' || (id / 3) FROM tasks")
        writing.close()
        ledger = open_to_read(folder)
        began = time.process_time()
        prepare(ledger)
        groups, first = twins(ledger, 50)
        spent = time.process_time() - began
        ledger.close()
        assert groups > number / 4
        assert len(first) == 50
        return spent

    assert seconds(40_000) < 12 * max(seconds(10_000), 0.05)
