"""Bad and hostile inputs: each is read or refused with what to do; never a crash, a hang, a lost file or half a result."""

from __future__ import annotations

import os
import random
import resource
import xml.parsers.expat
from collections.abc import Callable
from pathlib import Path

import pytest
from command import broadsheet

from converter.errors import Exit

PAGE = """河滨日报
2021年3月4日 星期四 第2版

我市召开春季造林工作会议
李树林参加

本报讯（记者 王小河）3月3日，全市春季造林工作会议召开，传达学习有关精神。
会议要求，各县要抓住时机，把任务落实到山头地块。

一位护林员的二十年
本报记者 张小草
2001年6月，他来到青石村，走访农户四十三户，补植树苗40万株。
"""
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt><publicationStmt><p>x</p>'
    "</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text><body><div><p>{0}</p></div></body></text></TEI>"
)
LAUGHS = "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 11))
XXE = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "canary.txt">]>' + TEI.format("&x;")
PLAIN = PAGE.encode()

READ = {
    "utf-8": PLAIN,
    "byte order mark": b"\xef\xbb\xbf" + PLAIN,
    "utf-16": PAGE.encode("utf-16"),
    "gb18030": PAGE.encode("gb18030"),
    "CRLF": PAGE.replace("\n", "\r\n").encode(),
    "NUL and control characters": PLAIN + b"\x00\x01\x08\x0b\x1f\x7f\xc2\x85\xef\xbf\xbe\xef\xbf\xbf" + PLAIN,
    "lone surrogates": PLAIN + b"\xed\xa0\x80\xed\xbf\xbf\n" + PLAIN,
    "markup in the text": (PAGE + "]]><script>&amp;&lol;<?x?><!--").encode(),
    "directional overrides": (PAGE + "\u202e报日\u202c\u2066x\u2069").encode(),
    "one character": "字".encode(),
    "2000 short lines": "".join(f"第{i}行，本报讯。\n" for i in range(2000)).encode(),
    "many form feeds": ("\f" * 40 + PAGE + "\f" * 3).encode(),
}
REFUSED = {
    "empty": b"",
    "blanks": (" \t\r\n\u3000\n" * 500).encode(),
    "random bytes": random.Random(1).randbytes(20_000),
    "5 MB in one line": (PAGE.replace("\n", "") * 20_000).encode()[: 5_000_000 // 3 * 3],
    "a truncated PDF": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Cou",
    "an image": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "an archive": b"PK\x03\x04" + bytes(100),
    "XXE": XXE.encode(),
    "truncated XML": TEI.format("x").encode()[:200],
}
XML = {
    "XXE": XXE.encode(),
    "external DTD": b'<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd">' + TEI.format("x").encode(),
    "parameter entity": b'<!DOCTYPE TEI [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.ent"> %p;]>' + TEI.format("x").encode(),
    "billion laughs": ("<!DOCTYPE TEI [<!ENTITY a0 'lol'>" + LAUGHS + "]>" + TEI.format("&a10;")).encode(),
    "deep nesting": TEI.format("<hi>" * 100_000 + "x" + "</hi>" * 100_000).encode(),
    "truncated": TEI.format("x").encode()[:200],
    "not XML": b"\x00\x01\x02",
    "another vocabulary": b"<html><p>x</p></html>",
    "empty": b"",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "canary.txt").write_text("CANARY")
    monkeypatch.chdir(folder)
    return folder


def files(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*")}


def refused(*words: object, here: Path) -> str:
    """Runs the command, which has to refuse: with a reason, what to do, and nothing written. Gives what it said."""
    before = files(here)
    said = broadsheet(*words)
    assert said.code in (Exit.MATERIAL, Exit.USAGE, Exit.UNREADABLE, Exit.MISSING), said.err
    assert said.out == b""
    assert "Traceback" not in said.err
    assert "CANARY" not in said.err
    assert files(here) == before
    return said.err


@pytest.mark.parametrize("name", READ)
def test_a_page_in_any_form_is_read(name: str, here: Path) -> None:
    (here / "page.txt").write_bytes(READ[name])
    said = broadsheet("convert", "page.txt", "-o", "page.xml")
    assert said.code == Exit.GOOD, said.err
    xml.parsers.expat.ParserCreate().Parse((here / "page.xml").read_bytes(), True)
    if "造林" in PAGE and name in ("utf-8", "byte order mark", "utf-16", "gb18030", "CRLF"):
        assert "造林" in (here / "page.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_page_is_refused(name: str, here: Path) -> None:
    (here / "page.txt").write_bytes(REFUSED[name])
    said = refused("convert", "page.txt", "-o", "page.xml", here=here)
    assert said.startswith("error: page.txt: ")
    assert said.count("\n") >= 2  # a reason, and what to do


@pytest.mark.parametrize("command", ["validate", "publish"])
@pytest.mark.parametrize("name", XML)
def test_hostile_xml_is_refused(name: str, command: str, here: Path) -> None:
    (here / "page.xml").write_bytes(XML[name])
    before = files(here)
    said = broadsheet(command, "page.xml", *(["-o", "site"] if command == "publish" else []))
    assert said.code in (Exit.MATERIAL, Exit.UNREADABLE) or (name, command, said.code) == ("another vocabulary", "publish", Exit.GOOD), (
        said.err
    )
    assert b"CANARY" not in said.out
    assert "Traceback" not in said.err
    if said.code:
        assert files(here) == before
        assert said.out or said.err.strip()


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def absent(_path: Path) -> None:
    pass


def locked(path: Path) -> None:
    path.write_bytes(PLAIN)
    path.chmod(0)


@pytest.mark.parametrize(
    ("make", "code"), [(Path.mkdir, Exit.UNREADABLE), (loop, Exit.UNREADABLE), (absent, Exit.MISSING), (locked, Exit.UNREADABLE)]
)
@pytest.mark.parametrize("command", ["convert", "build", "init"])
def test_what_is_no_readable_file_is_refused(make: Callable[[Path], None], code: Exit, command: str, here: Path) -> None:
    if make is locked and os.geteuid() == 0:
        pytest.skip("root can read everything")
    make(here / "page.txt")
    before = files(here)
    said = broadsheet(command, "page.txt")
    assert said.code == code
    assert "page.txt" in said.err
    assert files(here) == before


def test_a_device_without_end_is_refused(here: Path) -> None:
    assert "larger than 1 MiB" in refused("convert", "/dev/zero", "--max-size", 1, here=here)


def test_an_input_over_the_limit_is_refused_and_told_how_to_raise_it(here: Path) -> None:
    (here / "page.txt").write_bytes(b"a\n" * (1 << 19) + b"b")
    assert "--max-size" in refused("convert", "page.txt", "--max-size", 1, here=here)


def test_a_missing_file_names_the_one_that_was_meant(here: Path) -> None:
    (here / "page-01.txt").write_bytes(PLAIN)
    assert "did you mean page-01.txt?" in refused("convert", "page-1.txt", here=here)


def test_a_line_feed_in_a_name_is_told_and_not_written(here: Path) -> None:
    (here / "pa\nge.txt").write_bytes(PLAIN)
    said = broadsheet("build", "-v", "pa\nge.txt", "-o", "edition")
    assert said.code == Exit.GOOD, said.err
    assert "I-FILE-01 pa_ge.txt: the input 'pa\\nge.txt' is called pa_ge.txt in the edition" in said.err
    assert (here / "edition/source/pa_ge.txt").read_bytes() == PLAIN


def test_a_name_like_an_option_is_told_how_to_type(here: Path) -> None:
    (here / "--page.txt").write_bytes(PLAIN)
    assert "type ./--page.txt" in refused("convert", "--page.txt", here=here)
    assert broadsheet("convert", "./--page.txt").code == Exit.GOOD


def test_escapes_in_a_name_do_not_reach_the_terminal(here: Path) -> None:
    assert "\x1b" not in refused("convert", "\x1b[31mred.txt", here=here)


@pytest.mark.parametrize("command", ["convert", "build"])
def test_an_output_that_cannot_be_made_is_refused(command: str, here: Path) -> None:
    (here / "page.txt").write_bytes(PLAIN)
    (here / "file").write_text("mine")
    said = refused(command, "page.txt", "-o", "file/result", here=here)
    assert "-o" in said
    assert (here / "file").read_text() == "mine"


@pytest.mark.parametrize("command", ["convert", "build"])
def test_a_file_of_the_users_survives(command: str, here: Path) -> None:
    (here / "page.txt").write_bytes(PLAIN)
    (here / "result").mkdir()
    (here / "result" / "keep.txt").write_text("mine")
    assert broadsheet(command, "page.txt", "-o", "result").code == Exit.GOOD
    assert (here / "result" / "keep.txt").read_text() == "mine"


def test_a_disk_that_is_full_leaves_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "page.txt").write_bytes(PLAIN)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "no space left" in refused("build", "page.txt", "-o", "edition", here=here)


def test_files_over_the_limit_of_the_system_leave_nothing(here: Path) -> None:
    """A real refusal of the system in the middle of a write, by the limit on file size."""
    import signal

    (here / "page.txt").write_bytes(PLAIN)
    old, ignored = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, old[1]))
    try:
        said = refused("convert", "page.txt", "-o", "deep/page.xml", here=here)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, ignored)
    assert "cannot be written" in said
