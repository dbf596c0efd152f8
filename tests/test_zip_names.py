"""Names in ZIP files that do not say what they are written in are read as what they are; what is the code page of DOS stays it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from archives import TEXT, everything, states
from command import broadsheet

from converter.errors import Exit
from converter.zip_names import names_of


def packed(files: Mapping[bytes, str], *, flagged: bool = False) -> bytes:
    """A ZIP whose names are these bytes: written with others of the same length, which are replaced in both places."""
    body, held = io.BytesIO(), {f"{n:0{len(name)}}": name for n, name in enumerate(files)}
    with zipfile.ZipFile(body, "w") as file:
        for name, text in zip(held, files.values(), strict=True):
            file.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text)
    out = bytearray(body.getvalue())
    with zipfile.ZipFile(body) as file:
        at = [info.header_offset + 30 for info in file.infolist()]
        start = file.start_dir
    for offset, (name, raw) in zip(at, held.items(), strict=True):
        listed = out.index(name.encode(), start)
        for place, flags in ((offset, offset - 24), (listed, listed - 38)):
            out[place : place + len(raw)] = raw
            if flagged:
                out[flags : flags + 2] = (0x800).to_bytes(2, "little")
    return bytes(out)


def read(*names: bytes, flagged: bool = False) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(packed(dict.fromkeys(names, "x"), flagged=flagged))) as file:
        return names_of(file.infolist())


@pytest.mark.parametrize(
    ("names", "codec"),
    [
        (["1998/吕梁日报_第01版.txt", "page-02.txt"], "gb18030"),
        (["人民日报/1950年/1月1日.txt"], "gb18030"),
        (["赵圪塔.txt"], "gb18030"),
        (["晋绥日报（副刊）·一九四六.txt"], "gb18030"),
        (["中央日報/第一版.txt", "申報.txt"], "big5hkscs"),
        (["臺灣新生報-1947.txt"], "big5hkscs"),
        (["Zürich/Tagblatt 1.txt", "Ärger.txt"], "cp437"),
        (["La Presse/éditorial à la une.txt"], "cp437"),
        (["Zürich.txt", "日报.txt"], "utf-8"),
        (["plain.txt"], "ascii"),
    ],
)
def test_names_are_read_as_they_were_written(names: list[str], codec: str) -> None:
    assert read(*(name.encode(codec) for name in names)) == names


def test_a_name_that_says_that_it_is_utf8_is_and_tells_nothing_of_the_others() -> None:
    assert read("吕梁日报.txt".encode(), flagged=True) == ["吕梁日报.txt"]


def test_one_encoding_holds_for_the_archive() -> None:
    """`\\xb5\\xda` alone could be GBK; beside a name that GBK cannot be, it is what the standard says."""
    alone, beside = b"\xb5\xda.txt", b"\xff\x30.txt"
    assert read(alone) == ["第.txt"]
    assert read(alone, beside) == [alone.decode("cp437"), beside.decode("cp437")]


def test_an_archive_of_chinese_windows_is_converted_under_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fsspec", reason="needs the extra `cloud`")
    monkeypatch.chdir(tmp_path)
    Path("in.zip").write_bytes(packed({"吕梁日报/第一版.txt".encode("gb18030"): TEXT}))
    said = broadsheet("batch", "zip://::in.zip", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == Exit.GOOD, said.err
    assert list(everything("out")) == ["in/吕梁日报/第一版.xml"]
    assert "nothing to do" in broadsheet("batch", "zip://::in.zip", "-o", "out", "--only", "tei", "--no-entities", "-j", 1).err


@pytest.mark.parametrize(("second", "state", "code"), [("other", "failed", Exit.MATERIAL), (TEXT, "done", Exit.GOOD)])
def test_a_name_that_two_files_have_is_a_failure_unless_they_are_the_same(
    second: str, state: str, code: Exit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fsspec", reason="needs the extra `cloud`")
    monkeypatch.chdir(tmp_path)
    names = [b"1998/page-01.txt", b"1998/page-0x.txt", b"1998/page-02.txt"]
    Path("in.zip").write_bytes(packed(dict(zip(names, (TEXT, second, TEXT), strict=True))).replace(names[1], names[0]))
    said = broadsheet("batch", "zip://::in.zip", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == code
    assert states("out") == {"in/1998/page-01": state, "in/1998/page-02": "done"}
    assert ("is there twice in its archive, with different contents: neither is read" in said.err) == (code != Exit.GOOD)
