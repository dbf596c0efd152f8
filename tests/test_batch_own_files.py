"""A ledger is of one folder of outputs, and what a batch made is no input of it, whatever pattern fits it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from archives import archive, everything, states
from command import Said, broadsheet
from lxml import html

from converter.errors import Exit


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    archive("1998")


def batch(*words: object, form: tuple[str, ...] = ("--only", "tei")) -> Said:
    return broadsheet("batch", *words, *form, "--no-entities", "-j", 1)


def test_a_ledger_of_other_outputs_is_refused() -> None:
    assert batch("in", "-o", "one", "--ledger", "ledger").code == Exit.GOOD
    before = states("ledger")
    for words in (["-o", "two", "--ledger", "ledger"], ["-o", "ledger"]):
        said = batch("in", *words)
        assert said.code == Exit.USAGE
        assert f"is the ledger of the outputs in {Path('one').absolute()}" in said.err
        assert "or another --ledger for these" in said.err
    assert not Path("two").exists()
    assert states("ledger") == before
    assert batch("in", "-o", "one", "--ledger", "ledger").err == "nothing to do\n2 done before\n"


def test_a_ledger_beside_its_outputs_is_of_no_others_and_moves_with_them() -> None:
    batch("in", "-o", "one")
    assert "is the ledger of the outputs in one" in batch("in", "-o", "two", "--ledger", "one").err
    Path("one").rename("three")
    assert batch("in", "-o", "three").err == "nothing to do\n2 done before\n"


def test_outputs_that_were_moved_are_known_again() -> None:
    batch("in", "-o", "one", "--ledger", "ledger")
    Path("one").rename("two")
    assert batch("in", "-o", "two", "--ledger", "ledger").err == "nothing to do\n2 done before\n"
    assert "is the ledger of the outputs in" in batch("in", "-o", "ledger").err


def test_a_report_leads_from_the_ledger_to_its_outputs() -> None:
    batch("in", "-o", "one", "--ledger", "ledger")
    assert broadsheet("report", "ledger").code == Exit.GOOD
    page = Path("ledger/broadsheet-report/index.html")
    links = html.fromstring(page.read_bytes()).xpath("//main//a[contains(@href, '.xml')]/@href")
    assert {(page.parent / link).resolve() for link in links} == {Path(f"one/in/1998/page-0{n}.xml").resolve() for n in (1, 2)}
    assert "where --ledger was typed: that one" in broadsheet("report", "one").err


@pytest.mark.parametrize("pattern", ["in/**/*", "in/**", "in/*/*"])
@pytest.mark.parametrize("form", [("--only", "tei"), ()])
def test_what_a_batch_made_is_no_page_whatever_pattern_fits_it(pattern: str, form: tuple[str, ...]) -> None:
    assert batch("in", "-o", "in/out", form=form).code == Exit.GOOD
    assert batch("in", "-o", "in/1998/older", form=form).code == Exit.GOOD
    Path("in/out/broadsheet-batch.sqlite-wal").write_bytes(b"")
    before = everything("in/out")
    said = batch(pattern, "-o", "in/out", form=form)
    assert (said.code, said.err) == (Exit.GOOD, "nothing to do\n2 done before\n")
    assert everything("in/out") == before
    assert set(states("in/out")) == {"in/1998/page-01", "in/1998/page-02"}


def test_names_that_the_shell_expanded_are_held_to_the_same() -> None:
    batch("in", "-o", "in/out")
    names = sorted(map(str, Path("in").rglob("*.*")))
    assert any("broadsheet-batch" in name for name in names)
    assert batch(*names, "-o", "in/out").err == "nothing to do\n2 done before\n"


def test_who_names_only_what_we_made_is_told_so() -> None:
    batch("in", "-o", "out")
    said = batch("out/in/1998/page-01.xml", "-o", "out")
    assert said.code == Exit.USAGE
    assert "is what a batch made, and no input" in said.err


def test_the_sources_in_an_edition_may_be_named() -> None:
    batch("in", "-o", "out", form=())
    shutil.copytree("out/in/1998/page-01", "edition")
    said = batch("edition/source/*.txt", "-o", "again")
    assert said.code == Exit.GOOD, said.err
    assert list(states("again")) == ["edition/source/page-01"]
