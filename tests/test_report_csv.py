"""The report as CSV: a row for each issue with what the ledger says of it, whatever it is called; a spreadsheet computes none of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from command import broadsheet
from ledgers import ledger_of, rows

from converter import reports
from converter.entity_list import KINDS
from converter.errors import Exit
from converter.ledger.schema import open_to_write
from converter.reports import FOLDER, write_report
from converter.spreadsheet import cell, sheet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ledger_of(tmp_path / "batch", 1000, unfinished=10)


def written(folder: Path, name: str = "issues-001.csv") -> list[dict[str, str]]:
    body = (folder / FOLDER / "csv" / name).read_bytes()
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))


def change(folder: Path, *statements: str) -> None:
    ledger = open_to_write(folder)
    for statement in statements:
        ledger.execute(statement)
    ledger.close()


def test_each_issue_has_a_row_with_what_the_ledger_says(folder: Path) -> None:
    write_report(folder, form="csv")
    told = written(folder)
    assert [(row["key"], row["state"]) for row in told] == list(rows(folder, "SELECT key, state FROM tasks ORDER BY id"))
    by_state = {state: [row for row in told if row["state"] == state] for state in ("done", "failed", "waiting")}
    for name in ("pages", "articles", "characters", "unassigned", "lost"):
        assert [(sum(int(row[name]) for row in by_state["done"]),)] == list(rows(folder, f"SELECT sum({name}) FROM tasks"))
    for kind in KINDS.values():
        ((number,),) = rows(folder, f"SELECT coalesce(sum(count), 0) FROM entities WHERE kind = '{kind}'")
        assert sum(int(row[f"{kind}_mentions"]) for row in by_state["done"]) == number
    for level, name in (("E", "errors"), ("W", "warnings"), ("I", "infos")):
        ((number,),) = rows(folder, f"SELECT sum(count) FROM notices WHERE code LIKE '{level}%'")
        assert sum(int(row[name]) for row in by_state["done"]) == number
    doubts: dict[str, list[str]] = {}
    for key, code in rows(folder, "SELECT key, code FROM notices JOIN tasks ON id = task WHERE code GLOB '[EW]*' ORDER BY task, code"):
        doubts.setdefault(key, []).append(code)
    assert {row["key"]: row["doubts"] for row in by_state["done"] if row["doubts"]} == {
        key: " ".join(codes) for key, codes in doubts.items()
    }
    assert {(row["code"], row["what"], row["pages"], row["person_mentions"], row["warnings"]) for row in by_state["failed"]} == {
        ("E-BAT-04", "is damaged", "", "", "")
    }
    assert all(float(row["seconds"]) >= 0 and row["version"] and row["peak_mib"] for row in [*by_state["done"], *by_state["failed"]])
    assert {tuple(row.values())[9:] for row in by_state["waiting"]} == {("",) * (len(told[0]) - 9)}


def test_what_an_earlier_run_made_of_an_issue_that_waits_is_no_figure_of_it(folder: Path) -> None:
    change(folder, "UPDATE tasks SET state = 'begun' WHERE id = 1", "UPDATE tasks SET state = 'failed', error = 'E-BAT-01' WHERE id = 2")
    write_report(folder, form="csv")
    begun, failed, done, *_ = written(folder)
    assert [row["state"] for row in (begun, failed, done)] == ["waiting", "failed", "done"]
    assert {begun[name] for name in ("output", "pages", "person_mentions", "warnings", "seconds", "run")} == {""}
    assert {failed[name] for name in ("output", "pages", "person_mentions", "warnings")} == {""}
    assert failed["seconds"] != ""
    assert "" not in {done[name] for name in ("output", "pages", "person_mentions", "warnings", "seconds", "run")}


def test_the_codes_have_a_table_of_their_own(folder: Path) -> None:
    write_report(folder, form="csv")
    told = written(folder, "notices.csv")
    assert {(row["code"], int(row["issues"]), int(row["places"])) for row in told} == set(
        rows(folder, "SELECT code, count(*), sum(count) FROM notices GROUP BY code")
    )
    assert all(row["meaning"] and row["remedy"] for row in told)


def test_many_issues_are_parted_and_parts_that_are_no_more_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(folder, form="csv")
    whole = written(folder)
    monkeypatch.setattr(reports, "_A_SHEET", 500)
    write_report(folder, form="csv")
    assert len(written(folder)) == 500
    assert [*written(folder), *written(folder, "issues-002.csv")] == whole
    assert not write_report(folder, form="csv").written
    monkeypatch.undo()
    write_report(folder)
    write_report(folder, form="csv")
    assert sorted(path.name for path in (folder / FOLDER / "csv").iterdir()) == ["issues-001.csv", "notices.csv"]
    assert (folder / FOLDER / "index.html").is_file()


def test_a_batch_without_issues_has_tables_without_rows(tmp_path: Path) -> None:
    folder = ledger_of(tmp_path / "none", 0)
    write_report(folder, form="csv")
    assert written(folder) == []
    assert (folder / FOLDER / "csv" / "issues-001.csv").read_bytes().startswith(b"\xef\xbb\xbfkey,state,")


def test_hostile_names_are_text_in_a_line(folder: Path) -> None:
    change(
        folder,
        """UPDATE tasks SET key = '=HYPERLINK("http://x","a")' WHERE id = 1""",
        "UPDATE tasks SET key = 'a,\"b\"' || char(13, 10) || 'c' || char(8238) WHERE id = 2",
        "UPDATE tasks SET key = '''tis' WHERE id = 3",
    )
    write_report(folder, form="csv")
    assert [row["key"] for row in written(folder)[:3]] == ['\'=HYPERLINK("http://x","a")', 'a,"b"\\r c\\u202e', "''tis"]
    assert (folder / FOLDER / "csv" / "issues-001.csv").read_bytes().count(b"\n") == 1001


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "-1-1", "+1+cmd|' /C calc'!A0", "-", "'a"]
)
def test_what_a_spreadsheet_would_compute_stays_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [-1, 0.25, None, "-3.5", "+2", "1998/01/page-01", "河滨日报", "", "a=b"])
def test_numbers_and_other_text_stay_as_they_are(value: str | float | None) -> None:
    assert cell(value) == value


def test_a_sheet_is_what_rfc_4180_says() -> None:
    assert sheet(("a", "b"), [('河, "滨"', 1), (None, -0.5)]) == '\ufeffa,b\r\n"河, ""滨""",1\r\n,-0.5\r\n'.encode()


@pytest.mark.parametrize(("form", "place"), [("csv", "csv/issues-001.csv"), ("html", "index.html"), ("json", "figures.json")])
def test_the_command_says_what_to_open(folder: Path, form: str, place: str) -> None:
    said = broadsheet("report", folder, "--format", form)
    assert said.code == Exit.GOOD
    assert said.err == f"wrote {folder / FOLDER / place}\n"
    assert (folder / FOLDER / place).is_file()


def test_a_table_that_somebody_filled_in_is_not_written_over(folder: Path) -> None:
    write_report(folder, form="csv")
    table = folder / FOLDER / "csv" / "issues-001.csv"
    table.write_bytes(table.read_bytes() + b"mine\r\n")
    assert broadsheet("report", folder, "--format", "csv").code == Exit.USAGE
    assert broadsheet("report", folder, "--format", "csv", "--force").code == Exit.GOOD
    assert table.with_name("issues-001.csv.bak").read_bytes().endswith(b"mine\r\n")
