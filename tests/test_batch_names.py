"""Archives hold files whose names are no UTF-8, from the days of GBK, or that no spreadsheet or terminal should get to see: a batch makes them all."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from archives import check_agreement, page, rows, states
from command import broadsheet

from converter.errors import Exit
from converter.reports import FOLDER

GBK = os.fsdecode("河滨日报".encode("gbk"))  # as Linux shows the bytes of another encoding to a program
WORDS = ("batch", "in", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        page(f"in/{GBK}/{GBK}.txt", "text")
    except OSError:
        pytest.skip("this disk holds names in UTF-8 only")
    page("in/plain.txt")


def test_a_name_that_is_no_utf8_is_made_and_known_again() -> None:
    Path(f"in/{GBK}/edition.toml").write_text('[newspaper]\ntitle = "河滨日报"\n', encoding="utf-8")
    said = broadsheet(*WORDS)
    assert said.code == Exit.GOOD, said.err
    assert set(states("out").values()) == {"done"}
    check_agreement("out")
    read = {os.fsdecode(row["path"]) for row in rows("out", "SELECT path FROM read")}
    assert {str(Path(f"in/{GBK}").absolute() / name) for name in (f"{GBK}.txt", "edition.toml")} < read
    assert broadsheet(*WORDS).err == "nothing to do\n2 done before\n"
    page(f"in/{GBK}/{GBK}.txt", "another text")
    assert "1 issue to do: 1 changed since" in broadsheet(*WORDS).err
    Path(f"in/{GBK}/edition.toml").write_text('[newspaper]\ntitle = "山城日报"\n', encoding="utf-8")
    assert "1 issue to do: 1 changed since" in broadsheet(*WORDS).err
    Path(f"in/{GBK}/{GBK}.txt").unlink()
    assert "1 made before have an input that is gone" in broadsheet(*WORDS).err


def test_a_failure_of_such_a_page_is_recorded_and_told() -> None:
    Path(f"in/{GBK}/{GBK}.pdf").write_bytes(b"%PDF-1.4 and no more")
    said = broadsheet(*WORDS)
    assert said.code == Exit.MATERIAL
    assert "E-BAT-04" in said.err
    assert sorted(states("out").values()) == ["done", "done", "failed"]
    assert "1 failed before" in broadsheet(*WORDS).err


def test_a_manifest_beside_such_pages_is_read(tmp_path: Path) -> None:
    folder = tmp_path / GBK
    folder.mkdir()
    (folder / "list.csv").write_text("file,date\npage.txt,1999-05-04\nnone.txt,1999-05-05\n", encoding="utf-8")
    page(str(folder / "page.txt"), "text")
    said = broadsheet("batch", "--manifest", folder / "list.csv", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert sorted(states("out").values()) == ["done", "failed"]


def test_every_report_shows_such_names_as_what_can_be_written() -> None:
    assert broadsheet(*WORDS).code == Exit.GOOD
    shown = GBK.encode("utf-8", "backslashreplace").decode()
    for form in ("html", "csv", "json"):
        assert broadsheet("report", "out", "--format", form).code == Exit.GOOD
    top = Path("out") / FOLDER
    assert shown in (top / "index.html").read_text(encoding="utf-8")
    with (top / "csv" / "issues-001.csv").open(encoding="utf-8-sig", newline="") as sheet:
        assert any(shown in row["input"] for row in csv.DictReader(sheet))
    figures = json.loads((top / "figures.json").read_text(encoding="utf-8"))
    assert any(GBK in one["issue"]["input"] for one in figures["slowest"])
