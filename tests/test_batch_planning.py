"""What a batch finds to do, and what is left of it when it was done: the effort is that of a look at each file, however many there are."""

from __future__ import annotations

import os
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from converter import metadata_file
from converter.gathering import gather
from converter.ledger import Ledger, Run, planning
from converter.metadata import Metadata
from converter.task import Done, Read


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Counter[Path]:
    """How often each edition.toml was read."""
    found: Counter[Path] = Counter()
    read = metadata_file.load_metadata

    def counting(path: Path) -> Metadata:
        found[path] += 1
        return read(path)

    monkeypatch.setattr(metadata_file, "load_metadata", counting)
    return found


def flat(folder: Path, pages: int, listed: int = 0) -> Path:
    folder.mkdir()
    names = [f"page-{n:03}.txt" for n in range(pages)]
    for name in names:
        (folder / name).write_text("河滨桥昨日通车。\n", encoding="utf-8")
    toml = '[newspaper]\ntitle = "河滨日报"\n' + "".join(f'[[page]]\nfile = "{name}"\n' for name in names[:listed])
    (folder / "edition.toml").write_text(toml, encoding="utf-8")
    return folder


@pytest.mark.parametrize("listed", [0, 20])
def test_an_edition_toml_is_read_as_often_for_many_pages_as_for_few(tmp_path: Path, readings: Counter[Path], listed: int) -> None:
    folder = flat(tmp_path / "in", 40, listed)
    issues = list(gather([str(folder)], None, tmp_path))
    assert [len(task.inputs) for task, _ in issues] == ([1] * 40 if not listed else [20])
    assert {task.metadata_file for task, _ in issues} == {str(folder / "edition.toml")}
    assert readings == {folder / "edition.toml": 2 if not listed else 3}


def test_pages_named_one_by_one_read_it_once(tmp_path: Path, readings: Counter[Path]) -> None:
    folder = flat(tmp_path / "in", 40, 20)
    issues = list(gather([str(folder / "page-*.txt")], None, tmp_path))
    assert sorted(len(task.inputs) for task, _ in issues) == [1] * 20 + [20]
    assert readings == {folder / "edition.toml": 1}


def test_one_that_is_wrong_fails_each_page_that_is_named_and_is_read_once(tmp_path: Path, readings: Counter[Path]) -> None:
    folder = flat(tmp_path / "in", 5)
    (folder / "edition.toml").write_text("[newspaper\n", encoding="utf-8")
    failures = [failure for _, failure in gather([str(folder / "page-*.txt")], None, tmp_path)]
    assert [failure.code for failure in failures if failure] == ["E-BAT-04"] * 5
    assert sum(readings.values()) == 1


def test_what_is_done_is_looked_at_and_only_read_where_its_date_alone_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = flat(tmp_path / "in", 20), tmp_path / "out"
    out.mkdir()
    run = Run("0.1.0", "c" * 64, "{}")

    def planned() -> Counter[str]:
        with Ledger(out, run) as ledger:
            return Counter(ledger.plan(task, failure) for task, failure in gather([str(folder)], None, tmp_path))

    with Ledger(out, run) as ledger:
        for task, failure in gather([str(folder)], None, tmp_path):
            ledger.plan(task, failure)
            files = [Path(name) for name in (*task.inputs, str(task.metadata_file))]
            read = [Read(str(file), file.stat().st_size, file.stat().st_mtime_ns, sha256(file.read_bytes()).hexdigest()) for file in files]
            ledger.record(Done(task.key, read=tuple(read)))
    digest, digested = planning.digest_of, []
    monkeypatch.setattr(planning, "digest_of", lambda path: digested.append(path) or digest(path))
    assert planned() == {"kept": 20}
    assert digested == []
    os.utime(folder / "page-003.txt", (1, 1))
    (folder / "page-004.txt").write_text("河滨桥明日通车。\n", encoding="utf-8")
    (folder / "page-005.txt").write_text("河滨桥\n", encoding="utf-8")
    os.utime(folder / "page-004.txt", (1, 1))
    assert planned() == {"kept": 18, "changed": 2}
    assert sorted(path.name for path in digested) == ["page-003.txt", "page-004.txt"]
    digested.clear()
    assert planned() == {"kept": 18, "again": 2}, "the new date is noted"
    assert digested == []
