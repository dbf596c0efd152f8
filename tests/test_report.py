"""The report of a batch: its figures agree with the ledger, its page holds hostile names as text, and grows with neither issues nor time."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from command import broadsheet
from ledgers import ledger_of, rows
from lxml import html

from converter.ledger.schema import open_to_read, open_to_write
from converter.report.charts import stacked
from converter.report.figures import MOST, Figures
from converter.report.page import page
from converter.report.queries import figures
from converter.report.twins import prepare
from converter.report.words import choices, differing, seconds
from converter.reports import FOLDER, write_report


def counted(folder: Path) -> Figures:
    ledger = open_to_read(folder)
    try:
        prepare(ledger)
        return figures(ledger)
    finally:
        ledger.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ledger_of(tmp_path / "batch", 1000, unfinished=10)


def test_the_figures_are_those_of_the_ledger(folder: Path) -> None:
    told = counted(folder)
    assert {group.state: group.issues for group in told.groups} == {"done": 981, "failed": 9, "waiting": 10}
    assert [(told.group("done").characters, told.group("done").lost, told.group("done").unassigned)] == list(
        rows(folder, "SELECT sum(characters), sum(lost), sum(unassigned) FROM tasks")
    )
    assert sum(step.issues for step in told.times.steps) == 981 if told.times else False
    assert sum(stretch.pages for stretch in told.stretches) == 981
    assert {(code.code, code.issues, code.places) for code in told.notices} == set(
        rows(folder, "SELECT code, count(*), sum(count) FROM notices GROUP BY code")
    )
    values = [one.value for one in told.doubtful]
    assert values == sorted(values, reverse=True)
    assert len(values) == MOST


def test_failures_with_one_reason_are_together_and_hide_no_other(folder: Path) -> None:
    ledger = open_to_write(folder)
    ledger.execute(
        "UPDATE tasks SET state = 'failed', error = 'E-BAT-04', what = 'breaks at byte ' || id || ' of \"' || key || '\"' WHERE id < 400"
    )
    ledger.execute("UPDATE tasks SET what = 'is empty', hint = 'fill it' WHERE id = 300")
    ledger.close()
    told = counted(folder)
    assert [(one.code, one.issues, one.first[0].what.split()[0]) for one in told.reasons][:3:2] == [
        ("E-BAT-04", 398, "breaks"),
        ("E-BAT-04", 1, "is"),
    ]
    assert sum(one.issues for one in told.reasons) == told.group("failed").issues
    assert [len(one.first) for one in told.reasons] == [5, 5, 1]
    text = html.fromstring(page(told, lambda _issue: ())).text_content()
    assert "The same with 397 issues more:" in text
    assert "and 393 more" in text
    assert "fill it" in text


def test_reasons_without_end_are_told_as_so_many(folder: Path) -> None:
    ledger = open_to_write(folder)
    ledger.execute("UPDATE tasks SET state = 'failed', error = 'E-BAT-04', what = replace(hex(id), '0', 'x') || printf('%.*c', id, 'y')")
    ledger.close()
    told = counted(folder)
    assert len(told.reasons) == MOST + 1
    assert told.reasons[-1].code == ""
    assert sum(one.issues for one in told.reasons) == 1000
    assert "And others, for reasons of their own:" in html.fromstring(page(told, lambda _issue: ())).text_content()


def test_each_code_leads_to_its_first_issues_with_what_they_say(folder: Path) -> None:
    told = counted(folder)
    for code in told.notices:
        first = list(
            rows(
                folder,
                f"SELECT key, notices.place, message FROM notices JOIN tasks ON id = task WHERE code = '{code.code}' ORDER BY id LIMIT 10",
            )
        )
        assert [(one.issue.key, one.place, one.message) for one in code.first] == first
    body = page(told, lambda issue: (("HTML", f"{issue.key}/html"),))
    listed = html.fromstring(body).xpath("//section[@id='notices']//details//a/@href")
    assert listed == [f"{one.issue.key}/html" for code in told.notices for one in code.first]


def test_hostile_names_stay_text(folder: Path) -> None:
    ledger = open_to_write(folder)
    ledger.execute(
        """UPDATE tasks SET key = '"><script>alert(1)</script>' || char(8238) || id, what = '<img src=x onerror=alert(1)>' || char(27)"""
    )
    ledger.close()
    body = page(counted(folder), lambda _issue: (("read", '"><script>'),))
    root = html.fromstring(body)
    assert not root.xpath("//script | //img")
    assert "\u202e" not in body.decode()
    assert "\x1b" not in body.decode()
    assert "<script>alert(1)</script>" in root.text_content()


def test_the_page_of_many_issues_is_as_small_and_the_same_each_time(tmp_path: Path) -> None:
    many = page(counted(ledger_of(tmp_path / "many", 100_000)), lambda _issue: ())
    assert many == page(counted(tmp_path / "many"), lambda _issue: ())
    assert len(many) < 200_000


def test_a_ledger_without_issues_has_a_page(tmp_path: Path) -> None:
    body = page(counted(ledger_of(tmp_path / "none", 0)), lambda _issue: ()).decode()
    assert "No issue was found yet" in body
    assert "has no end" in body
    assert 'id="failures"' not in body
    assert 'id="runs"' in body


def test_a_batch_of_one_issue_is_told_without_pictures_of_chance(tmp_path: Path) -> None:
    body = page(counted(ledger_of(tmp_path / "one", 1)), lambda _issue: ()).decode()
    assert "1 of 1 issue is done" in body
    assert "pages a minute on average." in body or "pages a second on average." in body
    assert 'class="timeline"' not in body
    assert "at most in each list" not in body


def test_what_waits_is_told_with_the_time_that_it_takes(folder: Path) -> None:
    last = counted(folder).runs[0]
    rest = 10 * last.worked / (last.issues + last.failed)
    body = page(counted(folder), lambda _issue: ()).decode()
    assert f"10 issues wait: the same command goes on with them. At the pace of the last run that takes {seconds(rest)}." in body
    assert "type the same command with <code>--retry failed</code>" in body


def test_choices_are_told_as_what_to_type() -> None:
    said = json.dumps(
        {
            "form": "tei",
            "tagger": None,
            "title": "河滨 日报",
            "authorities": ["a.csv", "b.csv"],
            "asked": {"format": "pdf", "encoding": None},
        }
    )
    assert choices(said) == "--no-entities --from pdf --authority a.csv --authority b.csv --only tei --title '河滨 日报'"
    assert choices("no JSON") == "no JSON"
    assert choices('{"form": "edition", "new": true}') == "new"


def test_what_two_choices_have_not_in_common_is_told_in_options() -> None:
    one = {"form": "tei", "tagger": "lac", "authorities": ["a.csv"], "asked": {"format": None, "most_mebibytes": 256}}
    other = {"form": "tei", "tagger": None, "authorities": [], "asked": {"format": "pdf", "most_mebibytes": 9}}
    assert differing(json.dumps(one), json.dumps(other)) == ("--authority a.csv --tagger lac", "--no-entities --from pdf")
    assert differing(json.dumps(one), json.dumps({**one, "keep_invalid": True})) == ("", "")


def test_a_part_that_is_nearly_nothing_is_seen_and_covers_no_other() -> None:
    drawn = html.fragment_fromstring(stacked([("done", 999_990), ("failed", 1), ("waiting", 9)]))
    ends = [(float(part.get("x")), float(part.get("x")) + float(part.get("width"))) for part in drawn.iter("rect")]
    assert len(ends) == 3
    assert all(end - start >= 0.2 for start, end in ends)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends))
    assert ends[-1][1] <= 100


def test_the_page_leads_to_outputs_that_are_there(folder: Path) -> None:
    worst = counted(folder).slowest[0].issue
    site = folder / worst.key / "html" / "index.html"
    site.parent.mkdir(parents=True)
    site.write_text("<!DOCTYPE html>", encoding="utf-8")
    write_report(folder)
    links = html.fromstring((folder / FOLDER / "index.html").read_bytes()).xpath("//main//a[not(starts-with(@href, '#'))]/@href")
    assert links
    assert all((folder / FOLDER / link).resolve() == site.resolve() for link in links)
    assert (folder / FOLDER / "report.css").is_file()


def test_the_figures_as_json(folder: Path) -> None:
    write_report(folder, form="json")
    told = json.loads((folder / FOLDER / "figures.json").read_bytes())
    assert told["groups"][0]["issues"] == 981


def test_the_command_writes_the_page_and_says_what_is_no_batch(folder: Path, tmp_path: Path) -> None:
    said = broadsheet("report", folder)
    assert (said.code, "wrote" in said.err) == (0, True)
    assert (folder / FOLDER / "index.html").is_file()
    assert "up to date" in broadsheet("report", folder).err
    assert broadsheet("report", folder, "-o", tmp_path / "there", "--format", "json").code == 0
    assert json.loads((tmp_path / "there" / "figures.json").read_bytes())["groups"]
    assert broadsheet("report", tmp_path / "none").code == 4
    assert broadsheet("report", folder, "-o", "page.html").code == 2


def test_a_scheduler_is_only_dasks(tmp_path: Path) -> None:
    said = broadsheet("batch", "x.txt", "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1")
    assert (said.code, "--engine dask" in said.err) == (2, True)
