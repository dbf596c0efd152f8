"""What is typed wrong at `batch` and `report` is told at once, in words of what was typed, before anything is recorded or overwritten."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from archives import archive, everything, rows, states
from command import broadsheet

from converter.errors import Exit
from converter.ledger import LEDGER


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def done() -> dict[str, str]:
    """A batch of two pages in `out`, and its states."""
    archive("1998")
    assert broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1).code == Exit.GOOD
    return states("out")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--metadata", "none.toml"], Exit.MISSING, "none.toml: no such file"),
        (["--metadata", "wrong.toml"], Exit.MATERIAL, '"titel" is no key in [newspaper]'),
        (["--base", "nowhere"], Exit.MISSING, "--base nowhere: there is no such folder"),
        (["--tagger", "none"], Exit.USAGE, "there is no tagger 'none'"),
        (["--authority", "none.csv"], Exit.MISSING, "none.csv"),
        (["--retry", "all"], Exit.USAGE, "--retry"),
    ],
)
def test_what_would_fail_each_issue_is_told_once_and_what_is_done_stays_done(
    done: dict[str, str], words: list[str], code: Exit, told: str
) -> None:
    Path("wrong.toml").write_text('[newspaper]\ntitel = "x"\n', encoding="utf-8")
    said = broadsheet("batch", "in", "-o", "out", "--only", "tei", "-j", 1, *words)
    assert said.code == code
    assert told in said.err
    assert states("out") == done


def test_an_output_that_is_a_file_or_below_one_is_named() -> None:
    archive("1998")
    Path("plain").write_text("mine", encoding="utf-8")
    for place in ("plain", "plain/below"):
        said = broadsheet("batch", "in", "-o", place)
        assert said.code == Exit.USAGE
        assert f"{Path('plain').absolute()}: is no folder, and one was to be made there" in said.err
    assert Path("plain").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("place", "told", "hint"),
    [
        ("nowhere", "there is no such folder", "name the folder that `broadsheet batch"),
        ("in/1998/page-01.txt", "is no folder", "name the folder that `broadsheet batch"),
        ("in", "there is no ledger of a batch", "name the folder that `broadsheet batch"),
        (f"out/{LEDGER}", "is no folder", "name the folder in which it lies: out\n"),
        ("out/in", "there is no ledger of a batch", "it lies above: {here}/out\n"),
    ],
)
def test_a_report_of_what_is_no_batch_says_where_one_is(done: dict[str, str], place: str, told: str, hint: str) -> None:
    assert done
    said = broadsheet("report", place)
    assert said.code == Exit.MISSING
    assert f"{place}: {told}" in said.err
    assert hint.format(here=Path.cwd()) in said.err


def damage(how: str) -> None:
    ledger = Path("out") / LEDGER
    if how == "garbage":
        body = bytearray(ledger.read_bytes())
        body[8192:32768] = b"\xa5" * len(body[8192:32768])
        ledger.write_bytes(body)
    elif how == "truncated":
        ledger.write_bytes(ledger.read_bytes()[:20_000])
    else:
        with sqlite3.connect(ledger) as opened:
            opened.execute("DROP TABLE notices")
        opened.close()


@pytest.mark.parametrize("how", ["garbage", "truncated", "table"])
def test_a_damaged_ledger_is_called_so_whoever_reads_it(done: dict[str, str], how: str) -> None:
    assert done
    archive("1999")
    damage(how)
    before = everything("out")
    for words in (["report", "out"], ["report", "out", "--format", "csv"], ["batch", "in", "-o", "out", "--only", "tei", "-j", 1]):
        said = broadsheet(*words)
        assert said.code == Exit.MATERIAL, said.err
        assert "damaged" in said.err
        assert "take it from a backup, or move it away" in said.err
    assert everything("out").items() >= before.items()


@pytest.mark.parametrize(
    ("manifest", "told", "hint"),
    [
        ("", "has an empty first line", "the first line of CSV names the columns"),
        ('[{"file": "page.txt"}]', "has no column `file`", "JSON Lines have an object on each line"),
        ("file,file\na.txt,b.txt\n", "has two columns `file`", "take one of them out"),
        ("datei,title\n", "has no column `file`", "the first line of CSV names the columns"),
        ("file,titel\n", "there is no column `titel`; did you mean `title`?", "columns are: file"),
    ],
)
def test_a_manifest_of_another_form_is_refused_before_anything_is_made(manifest: str, told: str, hint: str) -> None:
    Path("list.csv").write_text(manifest, encoding="utf-8")
    said = broadsheet("batch", "--manifest", "list.csv", "-o", "out")
    assert said.code == Exit.USAGE
    assert told in said.err
    assert hint in said.err
    assert everything("out") == {}


def test_what_cannot_be_begun_is_not_called_an_earlier_failure() -> None:
    archive("1998", pages=1)
    Path("list.csv").write_text("file,date\nin/1998/page-01.txt,1999-05-04\nnone.txt,\nin/1998/page-01.txt,1999-13-01\n", encoding="utf-8")
    for told in ("1 issue to do: 1 new\n2 cannot be begun, for reasons", "nothing to do\n1 done before\n2 cannot be begun, for reasons"):
        said = broadsheet("batch", "--manifest", "list.csv", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
        assert told in said.err
        assert "failed before" not in said.err
        assert f"error: {Path('none.txt').absolute()}: E-BAT-05 there is no such file\n" in said.err
        assert f"error: {Path('list.csv').absolute()}:4: E-BAT-11" in said.err or "(list.csv:4): E-BAT-11" in said.err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["zip://in.zip", "-o", "out"], "zip://::in.zip"),
        (["tar://in.tar", "-o", "out"], "tar://::in.tar"),
        (["in", "-o", "memory://out", "--ledger", "led"], "-o archive"),
    ],
)
def test_a_url_that_cannot_be_meant_is_refused(words: list[str], hint: str) -> None:
    archive("1998", pages=1)
    said = broadsheet("batch", *words, "-j", 1)
    assert said.code == Exit.USAGE, said.err
    assert hint in said.err
    assert not Path("out").exists()


def test_a_slip_of_the_pen_is_refused_and_leaves_nothing_and_one_among_others_is_a_failure() -> None:
    archive("1998", pages=1)
    said = broadsheet("batch", "inn", "-o", "out")
    assert said.code == Exit.MISSING
    assert "inn: there is no such file" in said.err
    assert "did you mean in?" in said.err
    assert not Path("out").exists()
    said = broadsheet("batch", "in", "inn", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert states("out") == {"inn": "failed", "in/1998/page-01": "done"}


def test_a_day_that_is_none_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998", pages=2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    said = broadsheet("batch", "in", "-o", "out", "-j", 1)
    assert said.code == Exit.USAGE
    assert said.err.startswith("error: SOURCE_DATE_EPOCH is 'abc', not a number of seconds\n")
    assert not rows("out", "SELECT * FROM tasks") if Path("out").exists() else True


def test_doubtful_places_are_told_at_the_end_by_code() -> None:
    archive("1998", pages=1)
    for n in (2, 3):
        Path(f"in/1998/page-{n:02}.txt").write_text("河滨\ufffd日报\ufffd\n", encoding="utf-8")
    said = broadsheet("batch", "in", "-o", "a folder", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == Exit.GOOD
    with_doubts = rows("a folder", "SELECT code, count(*) FROM notices WHERE code GLOB '[EW]*' GROUP BY code ORDER BY 2 DESC, code")
    assert with_doubts
    codes = ", ".join(f"{code} in {number}" for code, number in with_doubts[:5])
    assert f" have doubtful places ({codes}" in said.err
    assert "which ones: broadsheet report 'a folder'" in said.err
    assert "doubtful" not in broadsheet("batch", "in", "-o", "a folder", "--only", "tei", "--no-entities", "-j", 1).err
