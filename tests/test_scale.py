"""Measuring whole archives: each run once, its line true to what lies there, what was interrupted without a time; docs/scale.md says what was measured."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import ROOT

pytestmark = pytest.mark.skipif(not Path("/proc/stat").exists(), reason="measured on Linux only")
sys.path.insert(0, str(ROOT / "scripts"))

import scale  # noqa: E402
import scale_ledger  # noqa: E402
import scale_measure  # noqa: E402
import scale_million  # noqa: E402
import scale_requests  # noqa: E402
import scale_spread  # noqa: E402
import scale_tables  # noqa: E402

QUICK = scale_measure.Run(3, names=False, form="tei")
PAGE = ROOT / "docs" / "scale.md"


def line(pages: int, seconds: float | None, **changes: Any) -> dict[str, Any]:
    """Of a run that never was."""
    one = scale_measure.Run(pages, changes.get("engine", "local"), changes.get("jobs", 2))
    figures: dict[str, Any] = dict.fromkeys(("load_before", "load_most", "peak_mib_first", "peak_mib_second", "peak_mib_last"), 100.0)
    figures |= {
        "run": one.name,
        "pages": pages,
        "engine": one.engine,
        "jobs": one.jobs,
        "names": True,
        "form": "edition",
        "resumed": not seconds,
    }
    figures |= {
        "seconds": seconds,
        "cpu_seconds": seconds,
        "parent_cpu_seconds": seconds and 1 + pages / 500,
        "others_cpu_seconds": seconds,
    }
    figures |= {"pages_per_second": seconds and pages / seconds, "pages_per_second_and_core": seconds and pages / seconds / one.jobs}
    figures |= {"parent_mib": 30.0, "all_mib": 300.0, "done": pages, "not_done": 0, "output_files": 64 * pages, "output_folders": 7 * pages}
    figures |= {"output_bytes": pages << 20, "output_disk_bytes": pages << 21, "output_sha256": "0", "ledger_bytes": pages << 10}
    figures |= {
        "ledger_disagrees": 0,
        "date": "2026-01-02",
        "version": "0.1.0",
        "commit": None,
        "python": "3.11.7",
        "cores": 2,
        "cpu": "one",
    }
    return {**figures, "memory_mib": 8192, **changes}


# --- runs --------------------------------------------------------------------------------------


def test_a_run_whose_line_is_there_is_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def measured(one: scale_measure.Run, work: Path, *, keep: bool) -> dict[str, Any]:
        assert work.is_dir()
        assert not keep
        ran.append(one.name)
        return {"run": one.name, "pages": one.pages}

    monkeypatch.setattr(scale, "measured", measured)
    monkeypatch.setitem(scale.SETS, "docs", (scale_measure.Run(1), scale_measure.Run(2)))
    words = ["run", "--set", "docs", "--file", str(tmp_path / "figures.jsonl"), "--work", str(tmp_path / "work")]
    (tmp_path / "figures.jsonl").write_text(json.dumps({"run": scale_measure.Run(1).name, "pages": 1}) + "\n")
    assert scale.main([*words, "--plan"]) == 0
    assert capsys.readouterr().out == "2-edition-names-local-1\n"
    assert not ran
    assert scale.main(words) == 0
    assert scale.main(words) == 0
    assert ran == ["2-edition-names-local-1"]
    assert [found["pages"] for found in scale.lines(tmp_path / "figures.jsonl")] == [1, 2]


def test_a_line_is_true_to_what_lies_there(tmp_path: Path) -> None:
    found = scale_measure.measured(QUICK, tmp_path, keep=True)
    output = tmp_path / QUICK.name
    files = [path for path in output.rglob("*.xml") if path.is_file()]
    assert len(files) == found["output_files"] == found["done"] == 3
    assert found["output_bytes"] == sum(path.stat().st_size for path in files)
    assert found["ledger_bytes"] == (output / scale_measure.LEDGER).stat().st_size
    assert (found["not_done"], found["ledger_disagrees"], found["resumed"]) == (0, 0, False)
    assert 0 < found["parent_cpu_seconds"] < found["cpu_seconds"]
    assert found["pages_per_second"] == pytest.approx(3 / found["seconds"], rel=0.01)
    assert found["all_mib"] > found["parent_mib"] > 10
    assert found["peak_mib_first"] > 10
    assert found["peak_mib_second"] is None
    again = scale_measure.measured(QUICK, tmp_path)  # from nothing, and nothing is left
    assert again["seconds"] is not None
    assert again["output_sha256"] == found["output_sha256"]
    assert not output.exists()


def test_a_soak_that_was_killed_is_gone_on_with_and_has_no_time(tmp_path: Path) -> None:
    scale_measure.measured(QUICK, tmp_path, keep=True)
    going = scale_measure.Run(3, names=False, form="tei", goes_on=True)
    assert going.name == QUICK.name
    found = scale_measure.measured(going, tmp_path)
    assert found["resumed"]
    assert found["done"] == 3
    assert found["seconds"] is None
    assert "pages_per_second" not in found
    assert "interrupted" in scale_tables.blocks([found])["speed"]


def test_a_batch_ends_with_the_one_who_measures_it(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r}); from pathlib import Path; import scale_measure as m;"
        f"m.measured(m.Run(300, names=False, form='tei', goes_on=True), Path({str(tmp_path)!r}))"
    )
    output = tmp_path / scale_measure.Run(300, names=False, form="tei").name
    measuring = subprocess.Popen([sys.executable, "-c", code])
    try:
        wait_for(lambda: any(output.rglob("*.xml")))
        (batch,) = (int(pid) for pid in Path(f"/proc/{measuring.pid}/task/{measuring.pid}/children").read_text().split())
    finally:
        measuring.kill()
        measuring.wait()
    wait_for(lambda: not Path(f"/proc/{batch}").exists() or "\nState:\tZ" in Path(f"/proc/{batch}/status").read_text())
    assert len(list(output.rglob("*.xml"))) < 300


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_bytes_that_differ_and_a_ledger_that_tells_of_others_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "other"):
        scale_measure.measured(QUICK, tmp_path / name, keep=True)
    one, other = (tmp_path / name / QUICK.name for name in ("one", "other"))
    assert scale.main(["compare", str(one), str(other)]) == 0
    assert "3 and 3 files, 0 differences" in capsys.readouterr().out
    changed, gone = sorted(other.rglob("*.xml"))[:2]
    changed.write_bytes(changed.read_bytes() + b"\n")
    gone.unlink()
    assert scale.main(["compare", str(one), str(other)]) == 1
    said = capsys.readouterr().out
    assert f"differs: {changed.relative_to(other).as_posix()}" in said
    assert f"only in {one}: {gone.relative_to(other).as_posix()}" in said
    assert said.count(f"not what the ledger of {other} tells") == 2
    assert scale_measure.held(other)["ledger_disagrees"] == 2


def test_the_ledger_alone_is_measured(tmp_path: Path) -> None:
    found = scale_ledger.Issues(40).measured(tmp_path)
    assert found["issues"] == 40
    assert found["ledger_bytes"] > 10_000
    assert all(found[f"{name}_seconds"] >= 0 for name in ("planning", "recording", "planning_again"))
    assert not list(tmp_path.iterdir())


def test_many_workers_are_measured_though_they_sleep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    monkeypatch.setattr(scale_spread, "SECONDS", 4)
    monkeypatch.setattr(scale_spread, "MACHINES", 1)
    found = scale_spread.figures(4, tmp_path)
    assert found["issues_asleep"] == 80
    assert 1 < found["pages_per_second"] <= 4 / scale_spread.A_PAGE * 1.5
    assert 0 < found["parent_ms"] < 1000
    assert 0 < found["scheduler_ms"] < 1000
    assert found["scheduler_mib"] > 10
    assert scale_measure.read_ledger(tmp_path / "out", "SELECT state, count(*) FROM tasks GROUP BY state") == [("done", 80)]


def test_requests_to_a_store_are_counted(tmp_path: Path) -> None:
    for name in ("s3fs", "moto.server", "boto3"):
        pytest.importorskip(name, reason="needs the extras `cloud` and `test`")
    found = scale_requests.Requests(2, "tei").measured(tmp_path)
    first, again = (found["requests"][run] for run in ("first", "again"))
    assert first["PUT"] == 2
    assert first["GET"] >= 2
    assert first["LIST"] >= 1
    assert again.keys() <= {"LIST", "HEAD"}
    assert not list(tmp_path.iterdir())


# --- tables ------------------------------------------------------------------------------------


def test_what_a_page_costs_is_told_apart_from_the_start() -> None:
    lines = [line(100, 12.0), line(500, 52.0), line(2000, 202.0), line(5000, None), line(500, 99.0, engine="dask")]
    assert scale_million.a_page(lines, "seconds", engine="local") == pytest.approx(0.1)
    assert scale_million.a_page(lines, "seconds", engine="dask") == pytest.approx(99 / 500)
    assert scale_million.a_page(lines, "seconds", jobs=7) is None


def test_an_archive_on_one_machine() -> None:
    lines = [line(100, 10.0), line(500, 50.0)]
    rows = dict(row.strip("| ").split(" | ")[:2] for row in scale_million.small(lines).splitlines()[2:])
    assert rows["time"] == "8 min 20 s"  # 0.1 s on two cores for a page
    assert rows["files"] == "640,000"
    assert rows["memory of the workers"] == "0.4 GiB"


def test_a_million_pages_on_paper() -> None:
    lines = [line(100, 12.0), line(2000, 202.0), *(line(pages, 2 + pages / 8, engine="dask") for pages in (500, 2000))]
    ledger = {"issues": 1000, "planning_seconds": 1.0, "recording_seconds": 0.5, "planning_again_seconds": 0.25, "ledger_bytes": 1 << 20}
    spread = {"workers": 100, "parent_ms": 2.0, "scheduler_ms": 1.0}
    stored = {
        "stored": 10,
        "form": "edition",
        "requests": {"first": {"PUT": 650, "GET": 10, "HEAD": 30, "LIST": 20}, "again": {"LIST": 12}},
    }
    rows = dict(row.strip("| ").split(" | ")[:2] for row in scale_million.block([*lines, ledger, spread, stored]).splitlines()[2:])
    assert rows["seconds of a core for a page"] == "0.200"  # two cores did ten a second
    assert rows["times as long through Dask"] == "1.25"
    assert rows["pages a second"] == "400"
    assert rows["time"] == "41 min 40 s"
    assert rows["inodes: files and folders"] == "71.0 million"
    assert rows["syncs to the disk a second"] == "28,400"
    assert rows["outputs"] == "977 GiB"
    assert rows["records: share of what one ledger takes"] == "20.0 %"
    assert rows["to an object store: PUT and LIST requests"] == "67.0 million"
    assert rows["GET and HEAD requests"] == "4.0 million"
    assert rows["requests a second"] == "28,400"
    assert rows["the parent: share of one core"] == "80 %"
    assert rows["Dask's scheduler: share of one core"] == "40 %"
    assert rows["cores that they can keep at work"] == "125"


def test_what_was_lost_or_came_out_otherwise_is_told() -> None:
    lines = [line(100, 12.0), line(100, 20.0, jobs=1), line(500, 50.0, done=499, not_done=1, ledger_disagrees=2)]
    told = scale_tables.blocks(lines)["bytes"]
    assert "3 batches of 700 pages together: 1 pages without output" in told
    assert "2 of 44,800 files" in told
    assert "100 pages, whole editions, by 2 processes, by 1 process: the same bytes" in told
    lines[1]["output_sha256"] = "1"
    assert "**2 different outputs**" in scale_tables.blocks(lines)["bytes"]


@pytest.mark.parametrize(
    ("seconds", "told"), [(None, "–"), (41.4, "41 s"), (200, "3 min 20 s"), (7500, "2 h 05 min"), (89.6, "1 min 30 s")]
)
def test_times_as_people_say_them(seconds: float | None, told: str) -> None:
    assert scale_tables.clock(seconds) == told


def test_the_page_says_what_was_measured(request: pytest.FixtureRequest) -> None:
    text = PAGE.read_text(encoding="utf-8")
    filled = scale_tables.filled(text, scale.tables(scale.lines(scale.FIGURES)))
    if request.config.getoption("--rewrite-golden"):
        PAGE.write_text(filled, encoding="utf-8")
        return
    assert filled == text, "run: python scripts/scale.py table docs/scale.jsonl --into docs/scale.md"


def test_the_page_says_how_often_a_batch_is_killed() -> None:
    code = (ROOT / "tests" / "test_batch_kills.py").read_text(encoding="utf-8")
    pages, kills = (int(re.findall(rf'"BROADSHEET_SOAK_{name}", "(\d+)"', code)[0]) for name in ("PAGES", "KILLS"))
    assert f"a batch of {pages:,} pages is killed {kills} times" in PAGE.read_text(encoding="utf-8")


def test_no_page_was_lost_in_what_was_measured() -> None:
    for found in scale.lines(scale.FIGURES):
        if "pages" in found:
            assert (found["done"], found["not_done"], found["ledger_disagrees"]) == (found["pages"], 0, 0), found["run"]


def test_a_page_without_a_place_for_a_block_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for: speed"):
        scale_tables.filled("<!-- machine -->\n<!-- end -->\n", {"machine": "here", "speed": "there"})
    assert (
        scale_tables.filled("a\n<!-- machine -->\nold\n<!-- end -->\nb", {"machine": "new"})
        == "a\n<!-- machine -->\n\nnew\n\n<!-- end -->\nb"
    )
