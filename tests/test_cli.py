"""The command: help that is true, exit codes that scripts can count on, data on one stream and talk on the other."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from command import EXAMPLE, ROOT, broadsheet, program

from converter import issue
from converter.cli import main
from converter.cli.commands import broadsheet as group
from converter.cli.talk import printable, summary
from converter.errors import Exit
from converter.notices import Notice
from converter.version import __version__

COMMANDS = dict(group.commands)
PAGE = EXAMPLE / "page-01.txt"
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>x</title></titleStmt>'
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body/></text></TEI>"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the examples, as in a checkout."""
    folder = tmp_path / "here"
    shutil.copytree(ROOT / "examples", folder / "examples")
    monkeypatch.chdir(folder)
    return folder


def examples(command: click.Command) -> list[str]:
    return re.findall(r"^  \$ (broadsheet .*)$", command.epilog or "", re.MULTILINE)


# --- help --------------------------------------------------------------------------------------


def test_the_commands_are_these() -> None:
    assert list(COMMANDS) == [
        "init",
        "build",
        "convert",
        "batch",
        "validate",
        "entities",
        "publish",
        "report",
        "deposit",
        "verify",
        "preview",
        "formats",
        "explain",
        "schema",
        "help",
    ]


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_says_what_it_does_with_an_example_and_the_exit_codes(name: str | None) -> None:
    said = broadsheet(*([name] if name else []), "--help")
    text = said.out.decode()
    assert said.code == Exit.GOOD
    assert said.err == ""
    assert examples(COMMANDS[name] if name else group)
    for code in Exit:  # the whole table once; elsewhere where it is
        assert bool(re.search(rf"^    {code.value}  \w", text, re.MULTILINE)) == (name is None)
    assert name is None or "see `broadsheet --help`" in text
    assert broadsheet(*([name] if name else []), "-h").out == said.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    options = [p for p in COMMANDS[name].params if isinstance(p, click.Option)]
    assert all(option.help for option in options)
    assert {"-q", "-v"} <= {word for option in options for word in option.opts}


def test_the_summaries_fit_their_lines() -> None:
    assert "..." not in broadsheet("--help").out.decode().split("Commands:")[1].split("Examples:")[0]


def test_every_example_in_the_help_runs(here: Path) -> None:
    """In the order of the work, so that each finds what those before it made."""
    (here / "examples/lvliang-2020-12/edition.toml").unlink(missing_ok=True)  # or init would refuse
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for line in [line for command in (*COMMANDS.values(), group) for line in examples(command)]:
        if line.startswith("broadsheet preview"):
            continue  # runs until it is stopped: test_preview.py
        if "s3://" in line:
            continue  # wants a bucket of that name: test_remote_s3.py
        if line.startswith("broadsheet build"):  # with the example's own metadata, which the other examples name
            shutil.copy(EXAMPLE / "edition.toml", here / "examples/lvliang-2020-12/edition.toml")
        done = subprocess.run(line, shell=True, capture_output=True, text=True, env={**os.environ, "PATH": path}, check=False)
        assert done.returncode == 0, f"{line}\n{done.stderr}"


def test_version() -> None:
    assert broadsheet("--version").out.decode().strip().endswith(__version__)


def test_a_shell_can_ask_what_to_type() -> None:
    said = program(_BROADSHEET_COMPLETE="bash_complete", COMP_WORDS="broadsheet con", COMP_CWORD="1")
    assert said.out == b"plain,convert\n"


def test_nothing_typed_shows_the_help() -> None:
    said = broadsheet()
    assert said.code == Exit.USAGE
    assert "Commands:" in said.err


# --- exit codes, and what is said --------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["convrt"], "Did you mean 'convert'?"),
        (["convert"], "Missing argument 'INPUT...'"),
        (["convert", "--titel", "x", str(PAGE)], "--title"),
        (["convert", str(PAGE), "--jobs", "none"], "--jobs"),
        (["convert", str(PAGE), "--encoding", "klingon"], "utf-8"),
        (["convert", "-", str(PAGE)], "a run of its own"),
        (["init", "-"], "save the page"),
        (["explain", "W-READ-5"], "broadsheet explain W-READ-05"),
        (["explain", "zzz"], "lists all codes"),
        (["publish", str(PAGE)], "-o DIR"),
        (["validate", "--format", "xml", str(PAGE)], "'text', 'json'"),
    ],
)
def test_wrong_words_are_answered_with_what_to_type(words: list[str], says: str) -> None:
    said = broadsheet(*words)
    assert said.code == Exit.USAGE
    assert says in said.err
    assert said.out == b""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["convert", str(PAGE)], Exit.GOOD),
        (["validate", "bad.xml"], Exit.MATERIAL),
        (["convert", "binary.txt"], Exit.UNREADABLE),
        (["convert", "nowhere.txt"], Exit.MISSING),
        (["validate", "nowhere.xml"], Exit.MISSING),
        (["publish", "nowhere", "-o", "site"], Exit.MISSING),
        (["preview", "nowhere"], Exit.MISSING),
        (["convert", str(PAGE), "--metadata", "nowhere.toml"], Exit.MISSING),
        (["publish", "page.xml", "-o", "site", "--stylesheet", "nowhere.xsl"], Exit.MISSING),
    ],
)
def test_each_kind_of_trouble_has_its_code(words: list[str], code: Exit, here: Path) -> None:
    (here / "bad.xml").write_text(TEI.replace("<body/>", ""))
    (here / "page.xml").write_text(TEI)
    (here / "binary.txt").write_bytes(bytes(range(256)) * 8)
    said = broadsheet(*words)
    assert said.code == code, said.err


def test_a_fault_of_ours_asks_for_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("in the measure of a column")

    monkeypatch.setattr(issue, "_with_checks", broken)
    said = broadsheet("convert", PAGE)
    assert said.code == Exit.BUG
    assert "a fault in broadsheet" in said.err
    assert f"broadsheet {__version__}" in said.err
    assert "ZeroDivisionError: in the measure of a column" in said.err
    assert "Traceback" not in said.err
    assert "Traceback" in broadsheet("convert", "-v", PAGE).err


def test_a_fault_outside_of_the_conversion_asks_for_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("in the plan")

    monkeypatch.setattr("converter.cli.convert.plan", broken)
    said = broadsheet("convert", PAGE)
    assert said.code == Exit.BUG
    assert "Traceback" not in said.err
    assert "Traceback" in broadsheet("convert", "-v", PAGE).err


def test_tei_of_ours_that_fails_our_check_is_our_fault(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def strict(*_arguments: object, **_options: object) -> tuple[Notice, ...]:
        return (Notice("E-XSD-01", "/TEI", "this element is not expected"),)

    monkeypatch.setattr("converter.validate.validate", strict)
    said = broadsheet("convert", PAGE, "-o", "page.xml")
    assert said.code == Exit.BUG
    assert "E-XSD-01" in said.err
    assert not (here / "page.xml").exists()
    assert broadsheet("convert", PAGE, "-o", "page.xml", "--keep-invalid").code == Exit.BUG
    assert (here / "page.xml").exists()


def test_ctrl_c_and_a_closed_pipe_are_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(issue, "_with_checks", interrupted)
    said = broadsheet("convert", PAGE)
    assert (said.code, said.out, said.err.replace("metadata from", "")) == (130, b"", said.err.replace("metadata from", ""))
    assert "Traceback" not in said.err


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m converter convert -q {PAGE} | head -c 10; echo ${{PIPESTATUS[0]}}",
        shell=True, capture_output=True, executable="/bin/bash", check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stderr == b""
    assert done.stdout.startswith(b"<?xml")


def test_a_closed_pipe_has_the_code_of_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    os.close(read)
    monkeypatch.setattr(sys, "stdout", os.fdopen(write, "w"))
    assert main(["convert", "-q", str(PAGE)]) == 141


def test_a_request_to_stop_leaves_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, handler = sorted(here.rglob("*")), signal.getsignal(signal.SIGTERM)

    def stopped(*_arguments: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)

    monkeypatch.setattr("converter.storage.disk.write_synced", stopped)
    with pytest.raises(SystemExit, match="143"):
        broadsheet("convert", PAGE, "-o", "deep/page.xml")
    assert sorted(here.rglob("*")) == before
    assert signal.getsignal(signal.SIGTERM) is handler


def test_ctrl_c_ends_a_long_run_with_workers(here: Path) -> None:
    for n in range(60):
        shutil.copy(PAGE, here / f"page-{n:03}.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "converter", "convert", "--jobs", "2", *[f"page-{n:03}.txt" for n in range(60)], "-o", "out"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while not (here / "out").exists() and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    out, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert len(list((here / "out").glob("*.xml"))) < 60
    assert "Traceback" not in said
    assert out == ""
    assert not list(here.glob("**/*.partial"))


# --- streams -----------------------------------------------------------------------------------


def test_data_goes_to_standard_output_and_talk_to_standard_error(here: Path) -> None:
    said = broadsheet("convert", PAGE)
    assert said.out.startswith(b"<?xml")
    assert said.out.rstrip().endswith(b"</TEI>")
    assert broadsheet("convert", PAGE, "-o", "-").out == said.out
    assert broadsheet("convert", PAGE, "-o", "page.xml").out == b""
    assert (here / "page.xml").read_bytes() == said.out


def test_quiet_says_nothing() -> None:
    said = broadsheet("convert", "-q", PAGE, "-o", "page.xml")
    assert (said.code, said.out, said.err) == (0, b"", "")
    assert broadsheet("-q", "convert", PAGE, "-o", "page2.xml").err == ""


def test_standard_input_is_read(here: Path) -> None:
    shutil.copy(PAGE, here / "stdin.txt")
    assert broadsheet("convert", "-", stdin=PAGE.read_bytes()).out == broadsheet("convert", "stdin.txt").out
    said = broadsheet("validate", "-", stdin=broadsheet("convert", PAGE).out)
    assert (said.code, said.out) == (0, b"valid\n")


def test_the_metadata_that_are_used_are_named() -> None:
    assert "metadata from examples/lvliang-2020-12/edition.toml" in broadsheet("convert", "examples/lvliang-2020-12/page-01.txt").err


def test_doubtful_places_are_counted_by_code_and_listed_when_asked(here: Path) -> None:
    (here / "page.txt").write_text("本报讯 第一版的文字。\n" + "\f" * 3 + "本报讯 第四版。\n", encoding="utf-8")
    said = broadsheet("convert", "page.txt", "-o", "page.xml")
    assert re.search(r"^W-READ-05 +2 +p2 +page 2 holds no text$", said.err, re.MULTILINE)
    assert "broadsheet explain W-" in said.err
    loud = broadsheet("convert", "-v", "page.txt", "-o", "page.xml")
    assert "warning: W-READ-05 p2: page 2 holds no text" in loud.err
    assert "warning: W-READ-05 p3: page 3 holds no text" in loud.err


def test_on_a_terminal_there_is_a_table_and_a_bar_and_nothing_steers_it(here: Path) -> None:
    for n in range(5):
        (here / f"page-{n}.txt").write_text("本报讯 第一版的文字。\n\f\f本报讯 第三版。\n", encoding="utf-8")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "converter", "convert", *[f"page-{n}.txt" for n in range(5)], "\x1b[31mred.txt", "-o", "out"],
        stdout=subprocess.DEVNULL, stderr=slave, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    )  # fmt: skip
    os.close(slave)
    told = b""
    with contextlib.suppress(OSError):  # the end of a terminal is an error on Linux
        while part := os.read(master, 4096):
            told += part
    os.close(master)
    assert process.wait(timeout=30) == Exit.MISSING
    text = told.decode()
    assert "converting" in text
    assert re.search(r"W-READ-05 +5 +page-0 p2", text)
    assert "\\x1b[31mred.txt" in text
    assert "\x1b[31mred.txt" not in text


def test_the_summary_puts_errors_first() -> None:
    notices = [
        Notice("I-READ-01", "a", "x"),
        Notice("W-SEG-03", "p1-l9", "y"),
        Notice("W-SEG-03", "p1-l3", "z"),
        Notice("E-CON-01", "p1-l1", "w"),
    ]
    assert summary(notices) == [("E-CON-01", "1", "p1-l1", "w"), ("W-SEG-03", "2", "p1-l9", "y"), ("I-READ-01", "1", "a", "x")]


def test_what_is_printed_cannot_steer_a_terminal() -> None:
    assert printable("\x1b[2J\u202e\x9b吕梁\n") == "\\x1b[2J\\x202e\\x9b吕梁\n"


def test_a_report_in_json_is_json(here: Path) -> None:
    (here / "bad.xml").write_text(TEI.replace("<body/>", ""))
    said = broadsheet("validate", "--format", "json", "bad.xml")
    assert said.code == Exit.MATERIAL
    assert json.loads(said.out)
    (here / "page.xml").write_bytes(broadsheet("convert", PAGE).out)
    assert broadsheet("validate", "--format", "json", "page.xml").code == Exit.GOOD


def test_explain_knows_every_code() -> None:
    listed = broadsheet("explain").out.decode()
    codes = re.findall(r"^([EWI]-[A-Z]{2,5}-\d\d)  \S", listed, re.MULTILINE)
    assert len(codes) == listed.count("\n")
    assert codes == sorted(codes)
    for code in codes:
        said = broadsheet("explain", code.lower())
        assert said.code == Exit.GOOD
        assert "What to do: " in said.out.decode()


# --- cost --------------------------------------------------------------------------------------


def test_the_version_costs_no_heavy_import() -> None:
    code = "import sys; from converter.cli import main; main(['--version']); print([m for m in HEAVY if m in sys.modules])"
    heavy = "['lxml', 'rich', 'xmlschema', 'jsonschema', 'http.server', 'multiprocessing', 'tomllib']"
    done = subprocess.run([sys.executable, "-c", code.replace("HEAVY", heavy)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_command_runs_in_any_locale(here: Path) -> None:
    told = [program("convert", "examples/lvliang-2020-12/page-01.txt", cwd=here, PYTHONPATH=str(ROOT), **env) for env in (
        {"LC_ALL": "C", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "en_US.ISO-8859-1", "PYTHONIOENCODING": "latin-1", "TZ": "America/Lima", "PYTHONHASHSEED": "2"},
    )]  # fmt: skip
    assert [said.code for said in told] == [0, 0]
    assert told[0].out == told[1].out
    assert told[0].out.decode("utf-8")
